//! The questions to the database: four short ones for a postcode, each by a key or an index.

use super::found::{CouncilFound, Found, HalfFound, Named, PlaceFound, PracticeFound, SmallAreaFound};
use crate::postcode::Point;
use folkmoot_kernel::{PlaceId, Postcode};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::{BTreeMap, BTreeSet};

/// Practices on the page.
const PRACTICES_SHOWN: usize = 5;
/// Metres around a postcode in which practices are looked for, one after the other: most of England has five within the
/// first.
const RADII: [i64; 3] = [8_000, 25_000, 80_000];
/// Practices of which the exact distance is worked out: a few more than are shown, because the database's is not exact.
const MEASURED: usize = 12;
/// Postcodes with one first half; England's most crowded has some 2,900.
const IN_HALF_MAX: i64 = 20_000;

row! {
    struct PostcodeRow {
        lat_u: Option<i64>,
        lon_u: Option<i64>,
        ward: Option<String>,
        council: Option<String>,
        lsoa: Option<String>,
        ended_on: Option<String>,
    }
}

row! {
    struct AreaRow {
        code: String,
        kind: String,
        name: String,
        residents: Option<i64>,
        imd_decile: Option<i64>,
        /// Link name of the system that an integrated care board runs.
        system: Option<String>,
    }
}

row! {
    struct PracticeRow {
        code: String,
        name: String,
        postcode: Option<String>,
        patients: Option<i64>,
        lat_u: i64,
        lon_u: i64,
    }
}

/// Where a postcode is, one that ended included.
pub async fn point_of(db: &mut Conn, postcode: &Postcode) -> Result<Option<Point>, Error> {
    let row = postcode_row(db, postcode).await?;
    Ok(row.and_then(|row| row.lat_u.zip(row.lon_u)).map(|(lat_u, lon_u)| Point { lat_u, lon_u }))
}

/// Where a postcode lies, for whoever looks for something near it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    pub point: Option<Point>,
    /// Codes of its small area, ward, councils, sub-ICB and ICB.
    pub areas: Vec<String>,
    pub small_area: Option<String>,
    /// The place that it belongs to; the first by name where there are several.
    pub place: Option<PlaceId>,
}

/// Where a postcode lies, or `None` when no list ever had it.
pub async fn around(db: &mut Conn, postcode: &Postcode) -> Result<Option<Around>, Error> {
    let Some(row) = postcode_row(db, postcode).await? else { return Ok(None) };
    let areas = areas(db, &row).await?.into_iter().map(|area| area.code).collect();
    let place = sql("select p.id
           from register_place_area pa
           join register_place p on p.id = pa.place_id
          where pa.area_code = $1
          order by p.name
          limit 1")
    .bind(&row.lsoa)
    .maybe(db)
    .await?;
    let point = row.lat_u.zip(row.lon_u).map(|(lat_u, lon_u)| Point { lat_u, lon_u });
    Ok(Some(Around { point, areas, small_area: row.lsoa, place }))
}

/// All that is known of a postcode, or `None` when no list ever had it.
pub async fn find(db: &mut Conn, postcode: &Postcode) -> Result<Option<Found>, Error> {
    let Some(row) = postcode_row(db, postcode).await? else { return Ok(None) };
    let areas = areas(db, &row).await?;
    let point = row.lat_u.zip(row.lon_u).map(|(lat_u, lon_u)| Point { lat_u, lon_u });
    let places = match &row.lsoa {
        Some(small) => places(db, small).await?,
        None => Vec::new(),
    };
    let icb = areas.iter().find(|area| area.kind == "icb");
    let practices_near = match point {
        Some(point) => practices_near(db, point).await?,
        None => Vec::new(),
    };
    let named = |code: &Option<String>| areas.iter().find(|area| Some(&area.code) == code.as_ref()).map(AreaRow::named);
    Ok(Some(Found {
        postcode: postcode.to_string(),
        ended_on: row.ended_on.clone(),
        latitude: row.lat_u.map(degrees),
        longitude: row.lon_u.map(degrees),
        places,
        councils: councils(&areas, row.council.as_deref()),
        ward: named(&row.ward),
        small_area: areas.iter().find(|area| area.kind == "lsoa").map(|small| small.small_area(&areas)),
        sub_icb: areas.iter().find(|area| area.kind == "sicbl").map(AreaRow::named),
        icb: icb.map(AreaRow::named),
        system: icb.and_then(|icb| icb.system.clone()),
        practices_near,
    }))
}

async fn postcode_row(db: &mut Conn, postcode: &Postcode) -> Result<Option<PostcodeRow>, Error> {
    sql("select lat_u, lon_u, ward, council, lsoa, ended_on
           from register_postcode
          where postcode = $1")
    .bind(postcode)
    .maybe(db)
    .await
}

/// The postcode's own ward, council and small area, and what the small area and the council lie in.
async fn areas(db: &mut Conn, row: &PostcodeRow) -> Result<Vec<AreaRow>, Error> {
    sql("select a.code, a.kind, a.name, a.residents, a.imd_decile, s.slug as system
           from register_area a
           left join register_system s on s.area_code = a.code
          where a.code in ($1, $2, $3)
             or a.code in (select parent
                             from register_area_parent
                            where child in ($1, $2)
                              and kind in ('msoa', 'utla', 'sicbl', 'icb'))
          order by a.code
          limit 40")
    .bind(&row.lsoa)
    .bind(&row.council)
    .bind(&row.ward)
    .all(db)
    .await
}

/// The county first, as people write it. A postcode has one council or two; a small area that lies near a border may
/// name others, which are not its own.
fn councils(areas: &[AreaRow], own: Option<&str>) -> Vec<CouncilFound> {
    let is_own = |area: &&AreaRow| match area.kind.as_str() {
        "county" => areas.iter().any(|area| area.kind == "district" && Some(area.code.as_str()) == own),
        "district" | "unitary" => Some(area.code.as_str()) == own,
        _ => false,
    };
    let mut found: Vec<CouncilFound> = areas.iter().filter(is_own).map(AreaRow::council).collect();
    found.sort_by(|a, b| a.tier.cmp(&b.tier));
    found
}

impl AreaRow {
    fn named(&self) -> Named {
        Named { code: self.code.clone(), name: self.name.clone() }
    }

    fn council(&self) -> CouncilFound {
        CouncilFound { code: self.code.clone(), name: self.name.clone(), tier: self.kind.clone() }
    }

    fn small_area(&self, areas: &[AreaRow]) -> SmallAreaFound {
        SmallAreaFound {
            code: self.code.clone(),
            name: self.name.clone(),
            middle: areas.iter().find(|area| area.kind == "msoa").map(AreaRow::named),
            residents: self.residents,
            deprivation_decile: self.imd_decile,
        }
    }
}

async fn places(db: &mut Conn, small_area: &str) -> Result<Vec<PlaceFound>, Error> {
    let rows: Vec<(i64, String, String)> = sql("select p.id, p.slug, p.name
           from register_place_area pa
           join register_place p on p.id = pa.place_id
          where pa.area_code = $1
          order by p.name
          limit 20")
    .bind(small_area)
    .all(db)
    .await?;
    let neighbourhoods: BTreeMap<i64, String> =
        if rows.is_empty() { BTreeMap::new() } else { neighbourhoods(db, small_area).await? };
    let place = |(id, slug, name)| PlaceFound { slug, name, neighbourhood: neighbourhoods.get(&id).cloned() };
    Ok(rows.into_iter().map(place).collect())
}

/// The neighbourhood that a small area belongs to, by place.
async fn neighbourhoods(db: &mut Conn, small_area: &str) -> Result<BTreeMap<i64, String>, Error> {
    let rows: Vec<(i64, String)> = sql("select n.place_id, n.name
           from register_neighbourhood_area na
           join register_neighbourhood n on n.id = na.neighbourhood_id
          where na.area_code = $1
          order by n.name desc
          limit 20")
    .bind(small_area)
    .all(db)
    .await?;
    Ok(rows.into_iter().collect())
}

/// The nearest practices: a box that has enough of them, then their distances.
async fn practices_near(db: &mut Conn, here: Point) -> Result<Vec<PracticeFound>, Error> {
    let mut near = Vec::new();
    for radius in RADII {
        near = practices_within(db, here, radius).await?;
        if near.len() >= PRACTICES_SHOWN {
            break;
        }
    }
    near.truncate(PRACTICES_SHOWN);
    Ok(near)
}

/// Practices within the radius, nearest first. The box's corners reach further: they are cut off, because a practice
/// just outside the box may be nearer than one in its corner. The database sorts on a flat earth, near enough to pick.
async fn practices_within(db: &mut Conn, here: Point, radius: i64) -> Result<Vec<PracticeFound>, Error> {
    let held = here.around(radius);
    let rows: Vec<PracticeRow> = sql("select code, name, postcode, patients, lat_u, lon_u
           from register_nhs_site
          where kind = 'gp_practice'
            and status = 'active'
            and lat_u between $1 and $2
            and lon_u between $3 and $4
          order by (lat_u - $5) * (lat_u - $5)
                   + ((lon_u - $6) * $7 / 100000) * ((lon_u - $6) * $7 / 100000),
                   code
          limit $8")
    .bind(held.south)
    .bind(held.north)
    .bind(held.west)
    .bind(held.east)
    .bind(here.lat_u)
    .bind(here.lon_u)
    .bind(here.narrowing())
    .bind(MEASURED)
    .all(db)
    .await?;
    let mut near: Vec<PracticeFound> = rows.into_iter().map(|row| row.from(here)).collect();
    near.retain(|practice| practice.metres <= radius);
    near.sort_by(|a, b| (a.metres, &a.code).cmp(&(b.metres, &b.code)));
    Ok(near)
}

impl PracticeRow {
    fn from(self, here: Point) -> PracticeFound {
        let metres = here.metres_to(Point { lat_u: self.lat_u, lon_u: self.lon_u });
        let postcode = self.postcode.unwrap_or_default();
        PracticeFound { code: self.code, name: self.name, postcode, patients: self.patients, metres }
    }
}

/// What the postcodes with this first half have in common, or `None` when there are none.
pub async fn find_half(db: &mut Conn, first_half: &str) -> Result<Option<HalfFound>, Error> {
    let rows: Vec<(Option<String>, Option<String>)> = sql("select council, lsoa
           from register_postcode
          where postcode > $1
            and postcode < $2
            and ended_on is null
          limit $3")
    .bind(format!("{first_half} "))
    .bind(format!("{first_half} :"))
    .bind(IN_HALF_MAX)
    .all(db)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let postcodes = rows.len();
    let (councils, small): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let councils = councils_of(db, distinct(councils)).await?;
    let places = places_of(db, distinct(small)).await?;
    Ok(Some(HalfFound { first_half: first_half.to_owned(), postcodes, councils, places }))
}

fn distinct(codes: Vec<Option<String>>) -> Vec<String> {
    let distinct: BTreeSet<String> = codes.into_iter().flatten().collect();
    distinct.into_iter().collect()
}

/// A first half touches a few councils: one question each.
async fn councils_of(db: &mut Conn, codes: Vec<String>) -> Result<Vec<CouncilFound>, Error> {
    let mut found: Vec<CouncilFound> = Vec::new();
    for code in codes {
        let rows: Vec<AreaRow> = sql("select code, kind, name, residents, imd_decile, null as system
               from register_area
              where code = $1
                 or code in (select parent from register_area_parent where child = $1 and kind = 'utla')
              order by kind
              limit 9")
        .bind(code)
        .all(db)
        .await?;
        found.extend(rows.iter().map(AreaRow::council));
    }
    found.sort_by(|a, b| (&a.tier, &a.name).cmp(&(&b.tier, &b.name)));
    found.dedup();
    Ok(found)
}

async fn places_of(db: &mut Conn, small: Vec<String>) -> Result<Vec<PlaceFound>, Error> {
    let mut found: Vec<PlaceFound> = Vec::new();
    for code in small {
        found.extend(places(db, &code).await?.into_iter().map(|place| PlaceFound { neighbourhood: None, ..place }));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found.dedup();
    Ok(found)
}

/// Whether any list of postcodes was imported here.
pub(super) async fn knows_postcodes(db: &mut Conn) -> Result<bool, Error> {
    crate::england::store::has_postcodes(db).await
}

/// 51,752,000 millionths are "51.752000" degrees.
fn degrees(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
}
