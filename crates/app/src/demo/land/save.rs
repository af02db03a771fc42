//! The invented land as rows of the register.

use super::outline::{Drawn, around, project_back};
use super::{BOARD, Land, RANKED, SmallArea, parsed};
use crate::demo::content::{Council, Ward};
use folkmoot_kernel::AreaCode;
use folkmoot_register::area::{AreaKind, WHOLE_U, Within};
use folkmoot_register::store::{
    NewArea, NewOutline, NewParent, NewPostcode, put_areas, put_outlines, put_parents, put_postcodes,
};
use folkmoot_store::{Conn, Error};
use std::collections::BTreeMap;

/// Writes every area, outline, parent and postcode.
pub(in crate::demo) async fn save(db: &mut Conn, land: &Land) -> Result<(), Error> {
    let mut sheet = Sheet::default();
    for area in &land.areas {
        sheet.small_area(land, area);
    }
    for (at, ward) in land.wards.iter().enumerate() {
        let inside = land.areas.iter().filter(|area| area.ward == at);
        sheet.larger(parsed(&ward.code), AreaKind::Ward, &ward.name, inside);
    }
    for council in &land.councils {
        let inside = land.areas.iter().filter(|area| land.is_in(&land.wards[area.ward], council));
        sheet.larger(parsed(&council.code), council.area_kind(), &council.name, inside);
        sheet.parent(parsed(&council.code), Within::Icb, BOARD);
        if let Some(county) = land.county_of(council) {
            sheet.parent(parsed(&council.code), Within::Utla, &county.code);
        }
    }
    sheet.larger(parsed(BOARD), AreaKind::Icb, "NHS Wendmark Integrated Care Board", land.areas.iter());
    put_areas(db, &sheet.areas).await?;
    put_outlines(db, &sheet.outlines).await?;
    put_parents(db, &sheet.parents).await?;
    put_postcodes(db, &postcodes(land)).await
}

#[derive(Default)]
struct Sheet {
    areas: Vec<NewArea>,
    outlines: Vec<NewOutline>,
    parents: Vec<NewParent>,
}

impl Sheet {
    fn small_area(&mut self, land: &Land, area: &SmallArea) {
        let ward = &land.wards[area.ward];
        let decile = (area.rank - 1) * 10 / RANKED + 1;
        let (lat_u, lon_u) = project_back(area.middle);
        self.areas.push(NewArea {
            code: area.code.clone(),
            kind: AreaKind::Lsoa,
            name: area.name.clone(),
            vintage: "invented".to_owned(),
            lat_u: Some(lat_u),
            lon_u: Some(lon_u),
            residents: Some(area.residents),
            imd_rank: Some(area.rank),
            imd_decile: Some(decile),
        });
        self.outline(area.code.clone(), AreaKind::Lsoa, around(&[&area.ring]));
        self.parent(area.code.clone(), Within::Ward, &ward.code);
        self.parent(area.code.clone(), Within::Icb, BOARD);
        if let Some(council) = land.council(&ward.council) {
            let upper = land.county_of(council).unwrap_or(council);
            self.parent(area.code.clone(), Within::Ltla, &council.code);
            self.parent(area.code.clone(), Within::Utla, &upper.code);
        }
    }

    fn larger<'a>(&mut self, code: AreaCode, kind: AreaKind, name: &str, inside: impl Iterator<Item = &'a SmallArea>) {
        let inside: Vec<&SmallArea> = inside.collect();
        let count = i64::try_from(inside.len()).unwrap_or(1).max(1);
        let sum = |of: fn(&SmallArea) -> i64| inside.iter().map(|area| of(area)).sum::<i64>();
        let (lat_u, lon_u) = project_back((sum(|area| area.middle.0) / count, sum(|area| area.middle.1) / count));
        self.areas.push(NewArea {
            code: code.clone(),
            kind,
            name: name.to_owned(),
            vintage: "invented".to_owned(),
            lat_u: Some(lat_u),
            lon_u: Some(lon_u),
            residents: Some(sum(|area| area.residents)),
            imd_rank: None,
            imd_decile: None,
        });
        let rings: Vec<&[_]> = inside.iter().map(|area| area.ring.as_slice()).collect();
        self.outline(code, kind, around(&rings));
    }

    fn outline(&mut self, code: AreaCode, kind: AreaKind, drawn: Drawn) {
        let Drawn { path, min, max } = drawn;
        self.outlines.push(NewOutline { code, kind, path, min_x: min.0, min_y: min.1, max_x: max.0, max_y: max.1 });
    }

    fn parent(&mut self, child: AreaCode, within: Within, parent: &str) {
        self.parents.push(NewParent { child, parent: parsed(parent), within, share_u: WHOLE_U });
    }
}

impl Land {
    fn council(&self, key: &str) -> Option<&Council> {
        self.councils.iter().find(|council| council.key == key)
    }

    fn county_of(&self, council: &Council) -> Option<&Council> {
        council.county.as_ref().and_then(|key| self.council(key))
    }

    fn is_in(&self, ward: &Ward, council: &Council) -> bool {
        let own = self.council(&ward.council);
        ward.council == council.key || own.is_some_and(|own| own.county.as_ref() == Some(&council.key))
    }
}

impl Council {
    fn area_kind(&self) -> AreaKind {
        match self.kind.as_str() {
            "county" => AreaKind::County,
            "district" => AreaKind::District,
            _ => AreaKind::Unitary,
        }
    }
}

fn postcodes(land: &Land) -> Vec<NewPostcode> {
    let wards: BTreeMap<usize, (AreaCode, Option<AreaCode>)> = land
        .wards
        .iter()
        .map(|ward| (parsed(&ward.code), land.council(&ward.council).map(|council| parsed(&council.code))))
        .enumerate()
        .collect();
    let mut all = Vec::new();
    for home in &land.homes {
        let Some(area) = land.areas.get(home.area) else { continue };
        let Some((ward, council)) = wards.get(&area.ward).cloned() else { continue };
        all.push(NewPostcode {
            postcode: home.postcode.clone(),
            lat_u: Some(home.lat_u),
            lon_u: Some(home.lon_u),
            ward: Some(ward),
            council,
            lsoa: Some(area.code.clone()),
        });
    }
    all
}
