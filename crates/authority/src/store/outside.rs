//! Bodies beside and above a place.

use super::known;
use crate::function::match_name;
use crate::outside::{Kind, Outside, OutsideDetails, OutsideId, Stands};
use folkmoot_kernel::{BodyId, Date, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "authority_outside";
/// Most such bodies of one place.
const OUTSIDE_MAX: u32 = 500;

row! {
    struct OutsideRow {
        id: OutsideId,
        place_id: PlaceId,
        name: String,
        kind: String,
        stands: String,
        website: String,
        body_id: Option<BodyId>,
        next_on: Option<Date>,
        closed_on: Option<Date>,
        version: i64,
    }
}

const COLUMNS: &str = "select id, place_id, name, kind, stands, website, body_id, next_on, closed_on, version
           from authority_outside";

impl OutsideRow {
    fn outside(self) -> Result<Outside, Error> {
        let details = OutsideDetails {
            kind: known(Kind::read(&self.kind), TABLE, self.id, &self.kind)?,
            stands: known(Stands::read(&self.stands), TABLE, self.id, &self.stands)?,
            name: self.name,
            website: self.website,
            body: self.body_id,
            next_on: self.next_on,
        };
        Ok(Outside { id: self.id, place: self.place_id, details, closed_on: self.closed_on, version: self.version })
    }
}

pub async fn outside(db: &mut Conn, id: OutsideId) -> Result<Option<Outside>, Error> {
    let row: Option<OutsideRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(OutsideRow::outside).transpose()
}

/// All of them, those above first.
pub async fn outside_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Outside>, Error> {
    let rows: Vec<OutsideRow> = sql(format!("{COLUMNS} where place_id = $1 order by stands, name, id limit $2"))
        .bind(place)
        .bind(OUTSIDE_MAX)
        .all(db)
        .await?;
    rows.into_iter().map(OutsideRow::outside).collect()
}

/// The open one that is called the same.
pub async fn outside_named(db: &mut Conn, place: PlaceId, name: &str) -> Result<Option<OutsideId>, Error> {
    sql("select id
           from authority_outside
          where place_id = $1
            and match_name = $2
            and closed_on is null")
    .bind(place)
    .bind(match_name(name))
    .maybe(db)
    .await
}

pub async fn add_outside(db: &mut Conn, new: &Outside) -> Result<(), Error> {
    let details = &new.details;
    sql("insert into authority_outside (id, place_id, name, match_name, kind, stands, website, body_id, next_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(new.id)
    .bind(new.place)
    .bind(&details.name)
    .bind(match_name(&details.name))
    .bind(details.kind.key())
    .bind(details.stands.key())
    .bind(&details.website)
    .bind(details.body)
    .bind(details.next_on)
    .run(db)
    .await?;
    Ok(())
}

/// Saves one that was read at `version`.
pub async fn save_outside(db: &mut Conn, changed: &Outside, version: i64) -> Result<(), Error> {
    let details = &changed.details;
    sql("update authority_outside
            set name = $3, match_name = $4, kind = $5, stands = $6, website = $7, body_id = $8, next_on = $9,
                closed_on = $10, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&details.name)
    .bind(match_name(&details.name))
    .bind(details.kind.key())
    .bind(details.stands.key())
    .bind(&details.website)
    .bind(details.body)
    .bind(details.next_on)
    .bind(changed.closed_on)
    .run_one(db)
    .await
}
