//! Collections of outlines: which property names the area, and which areas are taken.

use super::geojson::{Feature, Features};
use super::layout::{Known, Once, Rows, v};
use super::outline::Outline;
use super::sector::kind_of_council;
use super::sheet::{Broken, Unreadable};
use folkmoot_kernel::AreaCode;
use folkmoot_store::Bulk;
use std::io::{BufReader, Read};
use std::str::FromStr;
use std::sync::Arc;

/// A map of one kind of area. `kind` is what [`AreaKind`] says.
#[derive(Debug)]
pub(crate) struct Map {
    known: Arc<Known>,
    once: Once,
    property: &'static str,
    kind: AreaKind,
}

/// What the areas of a map are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AreaKind {
    Fixed(&'static str),
    /// Districts and unitary councils, by their codes.
    Districts,
    /// Counties only: the unitary councils among the upper tier stand in the map of districts.
    Counties,
}

impl Map {
    pub(crate) fn new(known: &Arc<Known>, property: &'static str, kind: AreaKind) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), property, kind }
    }

    pub(crate) fn tables() -> Vec<Bulk> {
        let columns = ["code", "kind", "path", "min_x", "min_y", "max_x", "max_y"];
        vec![Bulk::upsert("register_outline", &["code"], &columns)]
    }

    /// Puts each outline as a row, and gives each feature that is wrong to `broken`. Says how many features there were.
    pub(crate) fn each(
        &mut self,
        file: &str,
        input: impl Read,
        rows: &mut Rows,
        mut broken: impl FnMut(Broken),
    ) -> Result<u64, Unreadable> {
        let mut features = Features::open(file, BufReader::with_capacity(1 << 16, input))?;
        let mut number = 0;
        while let Some(feature) = features.next()? {
            number += 1;
            if let Err((column, why)) = feature.map_err(|why| ("", why)).and_then(|feature| self.put(&feature, rows)) {
                broken(Broken { file: file.to_owned(), unit: "feature", line: number, column, why });
            }
        }
        Ok(number)
    }

    fn put(&mut self, feature: &Feature, rows: &mut Rows) -> Result<(), (&'static str, String)> {
        let here = |why: String| (self.property, why);
        let code = feature.properties.get(self.property).ok_or_else(|| here("is not there".to_owned()))?;
        AreaCode::from_str(code).map_err(|why| here(format!("{code}: {why}")))?;
        let code = self.known.council(code);
        let Some(kind) = self.kind.of(code) else { return Ok(()) };
        self.once.only(self.property, code).map_err(|fault| (fault.column, fault.why))?;

        let drawn = Outline::of(&feature.rings);
        let (left, top, right, bottom) = (v(drawn.min_x), v(drawn.min_y), v(drawn.max_x), v(drawn.max_y));
        rows.put(0, [v(code), v(kind), v(drawn.path), left, top, right, bottom]);
        Ok(())
    }
}

impl AreaKind {
    /// The area's kind, or `None` where this map's outline is not the one to keep.
    fn of(self, code: &str) -> Option<&'static str> {
        match self {
            AreaKind::Fixed(kind) => Some(kind),
            AreaKind::Districts => kind_of_council(code).filter(|kind| *kind != "county"),
            AreaKind::Counties => kind_of_council(code).filter(|kind| *kind == "county"),
        }
    }
}
