//! Neighbourhoods.

use super::known;
use crate::neighbourhood::{Neighbourhood, NeighbourhoodId, Stage};
use folkmoot_kernel::{AreaCode, PlaceId, Slug};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

row! {
    struct NeighbourhoodRow {
        id: NeighbourhoodId,
        place_id: PlaceId,
        slug: Slug,
        name: String,
        stage: String,
        lead: String,
        version: i64,
    }
}

/// Most neighbourhoods of one place.
const NEIGHBOURHOODS_MAX: u32 = 500;
const AREAS_MAX: u32 = 40_000;

impl NeighbourhoodRow {
    fn neighbourhood(self, areas: Vec<AreaCode>) -> Result<Neighbourhood, Error> {
        let stage = known(Stage::read(&self.stage), "register_neighbourhood", self.id, &self.stage)?;
        Ok(Neighbourhood {
            id: self.id,
            place: self.place_id,
            slug: self.slug,
            name: self.name,
            stage,
            lead: self.lead,
            areas: areas.into_iter().collect(),
            version: self.version,
        })
    }
}

/// All neighbourhoods of a place by name, with their areas.
pub async fn neighbourhoods(db: &mut Conn, place: PlaceId) -> Result<Vec<Neighbourhood>, Error> {
    let rows: Vec<NeighbourhoodRow> = sql("select id, place_id, slug, name, stage, lead, version
           from register_neighbourhood
          where place_id = $1
          order by name, id
          limit $2")
    .bind(place)
    .bind(NEIGHBOURHOODS_MAX)
    .all(db)
    .await?;
    let pairs: Vec<(NeighbourhoodId, AreaCode)> = sql("select na.neighbourhood_id, na.area_code
           from register_neighbourhood n
           join register_neighbourhood_area na on na.neighbourhood_id = n.id
          where n.place_id = $1
          order by na.area_code
          limit $2")
    .bind(place)
    .bind(AREAS_MAX)
    .all(db)
    .await?;
    let mut areas: BTreeMap<NeighbourhoodId, Vec<AreaCode>> = BTreeMap::new();
    for (id, code) in pairs {
        areas.entry(id).or_default().push(code);
    }
    rows.into_iter()
        .map(|row| {
            let own = areas.remove(&row.id).unwrap_or_default();
            row.neighbourhood(own)
        })
        .collect()
}

pub async fn neighbourhood(db: &mut Conn, place: PlaceId, slug: &str) -> Result<Option<Neighbourhood>, Error> {
    let row: Option<NeighbourhoodRow> = sql("select id, place_id, slug, name, stage, lead, version
           from register_neighbourhood
          where place_id = $1
            and slug = $2")
    .bind(place)
    .bind(slug)
    .maybe(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let areas: Vec<AreaCode> = sql("select area_code
           from register_neighbourhood_area
          where neighbourhood_id = $1
          order by area_code
          limit $2")
    .bind(row.id)
    .bind(AREAS_MAX)
    .all(db)
    .await?;
    row.neighbourhood(areas).map(Some)
}

pub async fn add_neighbourhood(db: &mut Conn, new: &Neighbourhood) -> Result<(), Error> {
    sql("insert into register_neighbourhood (id, place_id, slug, name, stage, lead)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(new.id)
    .bind(new.place)
    .bind(&new.slug)
    .bind(&new.name)
    .bind(new.stage.key())
    .bind(&new.lead)
    .run(db)
    .await?;
    save_areas(db, new).await
}

/// Saves a neighbourhood that was read at `version`.
pub async fn save_neighbourhood(db: &mut Conn, changed: &Neighbourhood, version: i64) -> Result<(), Error> {
    sql("update register_neighbourhood
            set name = $3, stage = $4, lead = $5, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&changed.name)
    .bind(changed.stage.key())
    .bind(&changed.lead)
    .run_one(db)
    .await?;
    save_areas(db, changed).await
}

async fn save_areas(db: &mut Conn, of: &Neighbourhood) -> Result<(), Error> {
    sql("delete from register_neighbourhood_area where neighbourhood_id = $1").bind(of.id).run(db).await?;
    for code in &of.areas {
        sql("insert into register_neighbourhood_area (neighbourhood_id, area_code) values ($1, $2)")
            .bind(of.id)
            .bind(code)
            .run(db)
            .await?;
    }
    Ok(())
}
