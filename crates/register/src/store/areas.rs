//! Areas: what they are, what they lie in, what lies in them.

use crate::area::{AreaKind, Within, share_in_words};
use folkmoot_kernel::{AreaCode, Slug};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    /// An area as its page shows it.
    pub struct AreaRow {
        pub code: AreaCode,
        pub kind: String,
        pub name: String,
        pub vintage: String,
        pub valid_from: Option<String>,
        pub valid_until: Option<String>,
        pub successor: Option<AreaCode>,
        pub residents: Option<i64>,
        pub imd_rank: Option<i64>,
        pub imd_decile: Option<i64>,
    }
}

row! {
    /// An area in a list.
    pub struct NamedArea { pub code: AreaCode, pub kind: String, pub name: String, pub residents: Option<i64> }
}

row! {
    /// A larger area that another lies in, with the share.
    pub struct AreaParent { pub code: AreaCode, pub name: String, pub within: String, pub share_u: i64 }
}

row! {
    /// A place that an area belongs to.
    pub struct PlaceOfArea { pub slug: Slug, pub name: String, pub share_u: i64 }
}

/// Most areas inside another that its page lists.
const CHILDREN_MAX: u32 = 300;

impl AreaRow {
    pub fn kind_words(&self) -> &'static str {
        AreaKind::read(&self.kind).map_or("Area", AreaKind::words)
    }
}

impl NamedArea {
    pub fn kind_words(&self) -> &'static str {
        AreaKind::read(&self.kind).map_or("Area", AreaKind::words)
    }
}

impl AreaParent {
    pub fn within_words(&self) -> &'static str {
        Within::read(&self.within).map_or("Lies in", Within::words)
    }

    pub fn share_words(&self) -> String {
        share_in_words(self.share_u)
    }
}

impl PlaceOfArea {
    pub fn share_words(&self) -> String {
        share_in_words(self.share_u)
    }
}

pub async fn area(db: &mut Conn, code: &AreaCode) -> Result<Option<AreaRow>, Error> {
    sql("select code, kind, name, vintage, valid_from, valid_until, successor, residents, imd_rank, imd_decile
           from register_area
          where code = $1")
    .bind(code)
    .maybe(db)
    .await
}

/// Names and residents of these areas, those that the register has.
pub async fn areas_named(db: &mut Conn, codes: &[AreaCode]) -> Result<Vec<NamedArea>, Error> {
    let mut found = Vec::new();
    for code in codes {
        let area: Option<NamedArea> =
            sql("select code, kind, name, residents from register_area where code = $1").bind(code).maybe(db).await?;
        found.extend(area);
    }
    Ok(found)
}

pub async fn area_parents(db: &mut Conn, code: &AreaCode) -> Result<Vec<AreaParent>, Error> {
    sql("select p.parent as code, coalesce(a.name, p.parent) as name, p.kind as within, p.share_u
           from register_area_parent p
           left join register_area a on a.code = p.parent
          where p.child = $1
          order by p.kind, p.share_u desc, p.parent
          limit 50")
    .bind(code)
    .all(db)
    .await
}

/// What lies in it, the larger kinds first, up to 300.
pub async fn area_children(db: &mut Conn, code: &AreaCode) -> Result<Vec<NamedArea>, Error> {
    sql("select distinct a.code, a.kind, a.name, a.residents
           from register_area_parent p
           join register_area a on a.code = p.child
          where p.parent = $1
          order by a.kind, a.name, a.code
          limit $2")
    .bind(code)
    .bind(CHILDREN_MAX)
    .all(db)
    .await
}

/// Open places that have this small area, or part of it.
pub async fn places_of_area(db: &mut Conn, code: &AreaCode) -> Result<Vec<PlaceOfArea>, Error> {
    sql("select p.slug, p.name, pa.share_u
           from register_place_area pa
           join register_place p on p.id = pa.place_id
          where pa.area_code = $1
            and p.closed_on is null
          order by p.name, p.id
          limit 50")
    .bind(code)
    .all(db)
    .await
}
