//! Footprints and what is derived from them.

use crate::area::Within;
use crate::footprint::{Facts, Footprint, Overlap};
use folkmoot_kernel::{AreaCode, PlaceId};
use folkmoot_store::{Bind, Bulk, Conn, Error, row, sql};
use std::collections::BTreeSet;

row! {
    struct OverlapRow { code: AreaCode, name: String, residents_u: i64, of_residents: Option<i64> }
}

row! {
    /// The outline of a small area of a place, with its deprivation decile.
    pub struct Outline {
        pub code: AreaCode,
        pub name: String,
        pub path: String,
        pub min_x: i64,
        pub min_y: i64,
        pub max_x: i64,
        pub max_y: i64,
        pub imd_decile: Option<i64>,
    }
}

/// More small areas than any place has, and than England has.
const AREAS_MAX: u32 = 40_000;
/// Most larger areas that a place page names of one kind.
const OVERLAPS_MAX: u32 = 1_000;

pub async fn footprint(db: &mut Conn, place: PlaceId) -> Result<Footprint, Error> {
    let rows: Vec<(AreaCode, i64)> = sql("select area_code, share_u
           from register_place_area
          where place_id = $1
          order by area_code
          limit $2")
    .bind(place)
    .bind(AREAS_MAX)
    .all(db)
    .await?;
    Ok(Footprint::stored(rows))
}

/// Those of the codes that the register has as small areas.
pub async fn known_codes(db: &mut Conn, codes: &BTreeSet<AreaCode>) -> Result<BTreeSet<AreaCode>, Error> {
    let mut known = BTreeSet::new();
    for code in codes {
        let found: Option<AreaCode> =
            sql("select code from register_area where code = $1 and kind = 'lsoa'").bind(code).maybe(db).await?;
        known.extend(found);
    }
    Ok(known)
}

/// Replaces the whole footprint.
pub async fn save_footprint(db: &mut Conn, place: PlaceId, footprint: &Footprint) -> Result<(), Error> {
    sql("delete from register_place_area where place_id = $1").bind(place).run(db).await?;
    let columns = ["place_id", "area_code", "share_u"];
    let mut rows = Bulk::upsert("register_place_area", &["place_id", "area_code"], &columns);
    for (code, share_u) in footprint.parts() {
        rows.take(db, vec![place.value(), code.value(), share_u.value()]).await?;
    }
    rows.send(db).await
}

/// Codes of the small areas that lie in a council, by the council's code.
pub async fn small_areas_of(db: &mut Conn, council: &AreaCode) -> Result<Vec<AreaCode>, Error> {
    sql("select distinct p.child
           from register_area_parent p
           join register_area a on a.code = p.child and a.kind = 'lsoa'
          where p.parent = $1
            and p.kind in ('utla', 'ltla')
          order by p.child
          limit $2")
    .bind(council)
    .bind(AREAS_MAX)
    .all(db)
    .await
}

/// Councils in use, by name: to choose a footprint from.
pub async fn councils_with_areas(db: &mut Conn) -> Result<Vec<(AreaCode, String, String)>, Error> {
    sql("select code, name, kind
           from register_area
          where kind in ('county', 'unitary', 'district')
            and successor is null
            and valid_until is null
          order by name, code
          limit 1000")
    .all(db)
    .await
}

/// Everything that a place page says of its ground.
pub async fn facts(db: &mut Conn, place: PlaceId) -> Result<Facts, Error> {
    let (areas, residents_u): (i64, i64) = sql("select count(*),
                coalesce(cast(sum(coalesce(a.residents, 0) * pa.share_u) as bigint), 0)
           from register_place_area pa
           left join register_area a on a.code = pa.area_code
          where pa.place_id = $1")
    .bind(place)
    .one(db)
    .await?;
    Ok(Facts {
        areas,
        residents_u,
        councils: overlaps(db, place, Within::Utla).await?,
        districts: overlaps(db, place, Within::Ltla).await?,
        wards: overlaps(db, place, Within::Ward).await?,
        boards: overlaps(db, place, Within::Icb).await?,
        deciles_u: deciles(db, place).await?,
    })
}

/// The product of two shares is divided before it is multiplied by people, so that a whole country fits into a number.
async fn overlaps(db: &mut Conn, place: PlaceId, within: Within) -> Result<Vec<Overlap>, Error> {
    let rows: Vec<OverlapRow> = sql("select p.parent as code, coalesce(l.name, p.parent) as name,
                cast(sum(coalesce(a.residents, 0) * (pa.share_u * p.share_u / 1000000)) as bigint) as residents_u,
                l.residents as of_residents
           from register_place_area pa
           join register_area_parent p on p.child = pa.area_code and p.kind = $2
           left join register_area a on a.code = pa.area_code
           left join register_area l on l.code = p.parent
          where pa.place_id = $1
          group by p.parent, l.name, l.residents
          order by residents_u desc, p.parent
          limit $3")
    .bind(place)
    .bind(within.key())
    .bind(OVERLAPS_MAX)
    .all(db)
    .await?;
    let overlap = |row: OverlapRow| Overlap {
        code: row.code,
        name: row.name,
        residents_u: row.residents_u,
        of_residents: row.of_residents,
    };
    Ok(rows.into_iter().map(overlap).collect())
}

async fn deciles(db: &mut Conn, place: PlaceId) -> Result<[i64; 10], Error> {
    let rows: Vec<(i64, i64)> = sql("select a.imd_decile,
                cast(sum(coalesce(a.residents, 0) * pa.share_u) as bigint)
           from register_place_area pa
           join register_area a on a.code = pa.area_code
          where pa.place_id = $1
            and a.imd_decile between 1 and 10
          group by a.imd_decile
          order by a.imd_decile
          limit 10")
    .bind(place)
    .all(db)
    .await?;
    let mut deciles = [0; 10];
    for (decile, residents_u) in rows {
        if let Ok(at) = usize::try_from(decile - 1) {
            deciles[at] = residents_u;
        }
    }
    Ok(deciles)
}

/// Active general practices whose postcode lies in the place.
pub async fn practices(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    sql("select count(*)
           from register_nhs_site s
           join register_postcode pc on pc.postcode = s.postcode
           join register_place_area pa on pa.area_code = pc.lsoa and pa.place_id = $1
          where s.kind = 'gp_practice'
            and s.status = 'active'")
    .bind(place)
    .one(db)
    .await
}

/// Outlines of the place's small areas.
pub async fn outlines_of_place(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<Outline>, Error> {
    sql("select a.code, a.name, o.path, o.min_x, o.min_y, o.max_x, o.max_y, a.imd_decile
           from register_place_area pa
           join register_area a on a.code = pa.area_code
           join register_outline o on o.code = pa.area_code
          where pa.place_id = $1
          order by a.name, a.code
          limit $2")
    .bind(place)
    .bind(limit)
    .all(db)
    .await
}

/// Outlines of these areas, in their order; those without an outline are left out.
pub async fn outlines_of_areas(db: &mut Conn, codes: &[AreaCode]) -> Result<Vec<Outline>, Error> {
    let mut found = Vec::new();
    for code in codes {
        let outline: Option<Outline> =
            sql("select a.code, a.name, o.path, o.min_x, o.min_y, o.max_x, o.max_y, a.imd_decile
                   from register_area a
                   join register_outline o on o.code = a.code
                  where a.code = $1")
            .bind(code)
            .maybe(db)
            .await?;
        found.extend(outline);
    }
    Ok(found)
}
