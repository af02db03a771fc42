//! Ground of one's own: an invented country's areas, for the demonstration and for tests. England comes by its importer.

use crate::area::{AreaKind, Within};
use folkmoot_kernel::{AreaCode, Postcode};
use folkmoot_store::{Bind, Bulk, Conn, Error};

#[derive(Debug, Clone)]
pub struct NewArea {
    pub code: AreaCode,
    pub kind: AreaKind,
    pub name: String,
    /// Year of the list it stands in, or "invented".
    pub vintage: String,
    /// Millionths of a degree.
    pub lat_u: Option<i64>,
    pub lon_u: Option<i64>,
    pub residents: Option<i64>,
    pub imd_rank: Option<i64>,
    pub imd_decile: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct NewParent {
    pub child: AreaCode,
    pub parent: AreaCode,
    pub within: Within,
    pub share_u: i64,
}

/// Units: 1/10,000 degree of latitude; x grows to the east, y to the south.
#[derive(Debug, Clone)]
pub struct NewOutline {
    pub code: AreaCode,
    pub kind: AreaKind,
    pub path: String,
    pub min_x: i64,
    pub min_y: i64,
    pub max_x: i64,
    pub max_y: i64,
}

#[derive(Debug, Clone)]
pub struct NewPostcode {
    pub postcode: Postcode,
    pub lat_u: Option<i64>,
    pub lon_u: Option<i64>,
    pub ward: Option<AreaCode>,
    pub council: Option<AreaCode>,
    pub lsoa: Option<AreaCode>,
}

/// An active general practice or network, where it is and whom it serves.
#[derive(Debug, Clone)]
pub struct NewNhsSite {
    pub code: String,
    pub kind: NhsSiteKind,
    pub name: String,
    pub postcode: Postcode,
    /// The network that a practice belongs to.
    pub parent: Option<String>,
    pub patients: Option<i64>,
    pub lat_u: i64,
    pub lon_u: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NhsSiteKind {
    Practice,
    Network,
}

impl NhsSiteKind {
    const fn key(self) -> &'static str {
        match self {
            NhsSiteKind::Practice => "gp_practice",
            NhsSiteKind::Network => "pcn",
        }
    }
}

pub async fn put_areas(db: &mut Conn, areas: &[NewArea]) -> Result<(), Error> {
    let columns = ["code", "kind", "name", "vintage", "lat_u", "lon_u", "residents", "imd_rank", "imd_decile"];
    let mut rows = Bulk::upsert("register_area", &["code"], &columns);
    for area in areas {
        let words = [
            area.code.clone().value(),
            area.kind.key().value(),
            area.name.clone().value(),
            area.vintage.clone().value(),
        ];
        let numbers = [area.lat_u, area.lon_u, area.residents, area.imd_rank, area.imd_decile];
        rows.take(db, words.into_iter().chain(numbers.map(Bind::value)).collect()).await?;
    }
    rows.send(db).await
}

pub async fn put_parents(db: &mut Conn, parents: &[NewParent]) -> Result<(), Error> {
    let columns = ["child", "kind", "parent", "share_u"];
    let mut rows = Bulk::upsert("register_area_parent", &["child", "kind", "parent"], &columns);
    for link in parents {
        let values = vec![
            link.child.clone().value(),
            link.within.key().value(),
            link.parent.clone().value(),
            link.share_u.value(),
        ];
        rows.take(db, values).await?;
    }
    rows.send(db).await
}

pub async fn put_outlines(db: &mut Conn, outlines: &[NewOutline]) -> Result<(), Error> {
    let columns = ["code", "kind", "path", "min_x", "min_y", "max_x", "max_y"];
    let mut rows = Bulk::upsert("register_outline", &["code"], &columns);
    for outline in outlines {
        let words = [outline.code.clone().value(), outline.kind.key().value(), outline.path.clone().value()];
        let numbers = [outline.min_x, outline.min_y, outline.max_x, outline.max_y];
        rows.take(db, words.into_iter().chain(numbers.map(Bind::value)).collect()).await?;
    }
    rows.send(db).await
}

pub async fn put_postcodes(db: &mut Conn, postcodes: &[NewPostcode]) -> Result<(), Error> {
    let columns = ["postcode", "lat_u", "lon_u", "ward", "council", "lsoa"];
    let mut rows = Bulk::upsert("register_postcode", &["postcode"], &columns);
    for one in postcodes {
        let areas = [&one.ward, &one.council, &one.lsoa].map(Bind::value);
        let place = [one.postcode.clone().value(), one.lat_u.value(), one.lon_u.value()];
        rows.take(db, place.into_iter().chain(areas).collect()).await?;
    }
    rows.send(db).await
}

pub async fn put_nhs_sites(db: &mut Conn, sites: &[NewNhsSite]) -> Result<(), Error> {
    let columns = ["code", "kind", "name", "postcode", "status", "parent", "patients", "lat_u", "lon_u"];
    let mut rows = Bulk::upsert("register_nhs_site", &["code"], &columns);
    for site in sites {
        let said = [
            site.code.clone().value(),
            site.kind.key().value(),
            site.name.clone().value(),
            site.postcode.clone().value(),
            "active".value(),
            site.parent.clone().value(),
        ];
        let numbers = [site.patients, Some(site.lat_u), Some(site.lon_u)];
        rows.take(db, said.into_iter().chain(numbers.map(Bind::value)).collect()).await?;
    }
    rows.send(db).await
}
