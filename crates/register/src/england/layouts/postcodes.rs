//! Postcodes: where they are, and the ward, council and small area they lie in.

use crate::england::grid;
use crate::england::layout::{Last, Layout, Nested, Rows, v};
use crate::england::nesting::{Links, WHOLE};
use crate::england::sheet::{Fault, Heading, Line, fault, shown};
use folkmoot_kernel::Postcode;
use folkmoot_store::Bulk;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The postcodes that a list had, and the postcode areas ("OX") it spoke of.
#[derive(Debug, Default)]
pub(crate) struct OnList {
    /// Postcodes in the order of the alphabet, as lists are sorted; and those that come out of order.
    rising: Vec<u64>,
    others: HashSet<u64>,
    areas: BTreeSet<String>,
    /// A line whose postcode could not be read: then nobody can say which one is missing.
    unread: bool,
}

impl OnList {
    fn add(&mut self, column: &'static str, postcode: &Postcode) -> Result<(), Fault> {
        let text = postcode.as_str();
        if !self.insert(packed(text)) {
            return Err(fault(column, format!("{text} stands here a second time")));
        }
        let area = area_of(text);
        if self.areas.last().is_none_or(|last| last != area) && !self.areas.contains(area) {
            self.areas.insert(area.to_owned());
        }
        Ok(())
    }

    /// Whether it was not there before.
    fn insert(&mut self, packed: u64) -> bool {
        if self.rising.last().is_none_or(|last| *last < packed) {
            let new = self.others.is_empty() || !self.others.contains(&packed);
            self.rising.extend(new.then_some(packed));
            return new;
        }
        self.rising.binary_search(&packed).is_err() && self.others.insert(packed)
    }

    fn has(&self, packed: u64) -> bool {
        self.rising.binary_search(&packed).is_ok() || self.others.contains(&packed)
    }

    /// Whether the list is about this postcode's area and does not have it.
    pub(crate) fn lacks(&self, postcode: &str) -> bool {
        !self.unread && self.areas.contains(area_of(postcode)) && !self.has(packed(postcode))
    }

    fn read(&mut self, line: &Line<'_>, column: &'static str) -> Result<Postcode, Fault> {
        let read = line.postcode(column);
        self.unread |= read.is_err();
        let postcode = read?;
        self.add(column, &postcode)?;
        Ok(postcode)
    }
}

/// The letters before the first digit: "OX" of "OX4 1AA".
fn area_of(postcode: &str) -> &str {
    let letters = postcode.bytes().take_while(u8::is_ascii_alphabetic).count();
    &postcode[..letters]
}

/// Up to eight letters in one number that sorts as they do, so that a million and a half of them are small.
fn packed(postcode: &str) -> u64 {
    let mut letters = [0; 8];
    for (letter, byte) in letters.iter_mut().zip(postcode.bytes()) {
        *letter = byte;
    }
    u64::from_be_bytes(letters)
}

fn table(columns: &'static [&'static str]) -> Bulk {
    Bulk::upsert("register_postcode", &["postcode"], columns)
}

/// `england_postcodes_*.csv`: postcodes in use, with the small area each lies in.
#[derive(Debug, Default)]
pub(crate) struct Postcodes {
    on_list: OnList,
    /// Postcodes by small area and ward; the last pair is counted apart, because neighbours follow one another.
    counted: HashMap<(Arc<str>, Arc<str>), i64>,
    last: Option<(Arc<str>, Arc<str>, i64)>,
    small: Last,
    ward: Last,
    council: Last,
}

impl Layout for Postcodes {
    fn columns(&self) -> &'static [&'static str] {
        &["postcode", "lat", "lon", "lsoa21_code", "ward25_code", "lad25_code"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![table(&["postcode", "lat_u", "lon_u", "ward", "council", "lsoa", "ended_on"])]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let postcode = self.on_list.read(line, "postcode")?;
        let (lat, lon) = line.position("lat", "lon")?.unzip();
        let small = self.small.shared(line.maybe_area("lsoa21_code")?);
        let ward = self.ward.shared(line.maybe_area("ward25_code")?);
        let council = self.council.shared(line.maybe_area("lad25_code")?);

        if let (Some(small), Some(ward)) = (&small, &ward) {
            self.count(small, ward);
        }
        out.put(0, [v(postcode), v(lat), v(lon), v(ward), v(council), v(small), v(None::<String>)]);
        Ok(())
    }

    fn links(&mut self) -> Option<Nested> {
        Some(Nested { children: &["lsoa"], parents: &["ward"], links: self.wards() })
    }

    fn postcodes(&self) -> Option<&OnList> {
        Some(&self.on_list)
    }
}

impl Postcodes {
    fn count(&mut self, small: &Arc<str>, ward: &Arc<str>) {
        if let Some((last_small, last_ward, count)) = &mut self.last
            && last_small == small
            && last_ward == ward
        {
            *count += 1;
            return;
        }
        let before = self.last.replace((Arc::clone(small), Arc::clone(ward), 1));
        self.add(before);
    }

    fn add(&mut self, counted: Option<(Arc<str>, Arc<str>, i64)>) {
        if let Some((small, ward, count)) = counted {
            *self.counted.entry((small, ward)).or_default() += count;
        }
    }

    /// The wards of each small area, by its postcodes: wards do not nest, and their codes are younger than best-fit lists.
    fn wards(&mut self) -> Links {
        let last = self.last.take();
        self.add(last);
        let mut totals: BTreeMap<&str, i64> = BTreeMap::new();
        for ((small, _), count) in &self.counted {
            *totals.entry(small).or_default() += count;
        }
        let links = self.counted.iter().map(|((small, ward), count)| {
            let all = totals[small.as_ref()];
            ((Arc::clone(small), "ward", Arc::clone(ward)), (count * WHOLE + all / 2) / all)
        });
        links.collect()
    }
}

/// Ordnance Survey's own Code-Point Open: no heading, positions on the national grid, no small areas
/// (sources.md#code-point). Only England's postcodes are taken.
#[derive(Debug, Default)]
pub(crate) struct CodePoint {
    on_list: OnList,
}

/// Postcode, positional quality, eastings, northings, country, NHS regional and health authority, county, district, ward.
const CODE_POINT: [&str; 10] = ["PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC"];
/// The country code of England.
const ENGLAND: &str = "E92000001";
/// A postcode without coordinates.
const NO_POSITION: i64 = 90;

impl Layout for CodePoint {
    fn heading(&self) -> Heading {
        Heading::Published(&CODE_POINT)
    }

    fn columns(&self) -> &'static [&'static str] {
        &["PC", "PQ", "EA", "NO", "CY", "DC", "WC"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![table(&["postcode", "lat_u", "lon_u", "ward", "council", "ended_on"])]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        if line.text("CY")? != ENGLAND {
            return Ok(());
        }
        let postcode = self.on_list.read(line, "PC")?;
        let quality = line.whole("PQ", 10..=90, "a positional quality 10 to 90")?;
        let (lat, lon) = if quality == NO_POSITION { (None, None) } else { on_grid(line)? };
        let (ward, council) = (line.maybe_area("WC")?, line.maybe_area("DC")?);
        out.put(0, [v(&postcode), v(lat), v(lon), v(ward), v(council), v(None::<String>)]);
        Ok(())
    }

    fn postcodes(&self) -> Option<&OnList> {
        Some(&self.on_list)
    }
}

fn on_grid(line: &Line<'_>) -> Result<(Option<i64>, Option<i64>), Fault> {
    let easting = line.whole("EA", 0..=700_000, "an easting 0 to 700000")?;
    let northing = line.whole("NO", 0..=1_300_000, "a northing 0 to 1300000")?;
    let off = || fault("EA", format!("{} is off the grid", shown(&easting.to_string())));
    let (lat, lon) = grid::position(easting, northing).ok_or_else(off)?;
    Ok((Some(lat), Some(lon)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postcode(text: &str) -> Postcode {
        text.parse().unwrap()
    }

    #[test]
    fn a_list_lacks_only_postcodes_of_the_areas_it_speaks_of() {
        let mut list = OnList::default();
        list.add("PC", &postcode("OX4 1AA")).unwrap();

        assert!(list.lacks("OX4 1AB"));
        assert!(!list.lacks("OX4 1AA"));
        assert!(!list.lacks("O1 1AA"));
        assert!(!list.lacks("SW1A 1AA"));
    }

    #[test]
    fn a_postcode_is_found_twice_in_order_and_out_of_it() {
        let mut list = OnList::default();
        let mut twice = |text: &str| list.add("PC", &postcode(text)).is_err();

        assert_eq!(
            ["OX4 1AA", "OX4 1AB", "AB1 1AA", "AB1 1AA", "OX4 1AA", "OX4 1AB"].map(&mut twice),
            [false, false, false, true, true, true]
        );
        assert!(!list.lacks("AB1 1AA") && list.lacks("AB1 1AB"));
    }

    #[test]
    fn a_list_with_an_unreadable_postcode_lacks_nothing() {
        let mut list = OnList { unread: true, ..OnList::default() };
        list.add("PC", &postcode("OX4 1AA")).unwrap();

        assert!(!list.lacks("OX4 1AB"));
    }

    #[test]
    fn a_small_area_is_shared_among_wards_by_its_postcodes() {
        let mut read = Postcodes::default();
        for (small, ward) in [("S1", "W1"), ("S1", "W1"), ("S2", "W2"), ("S1", "W1"), ("S1", "W2")] {
            read.count(&small.into(), &ward.into());
        }

        let links = read.wards();

        let share = |small: &str, ward: &str| links[&(small.into(), "ward", ward.into())];
        assert_eq!((share("S1", "W1"), share("S1", "W2"), share("S2", "W2")), (750_000, 250_000, WHOLE));
        assert_eq!(links.len(), 3);
    }
}
