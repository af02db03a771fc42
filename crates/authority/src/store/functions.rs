//! Functions.

use crate::function::{Function, FunctionDetails, match_name};
use folkmoot_kernel::{Date, FunctionId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

/// Most functions of one place.
const FUNCTIONS_MAX: u32 = 2_000;

row! {
    struct FunctionRow {
        id: FunctionId,
        place_id: PlaceId,
        heading: String,
        name: String,
        about: String,
        words: String,
        ended_on: Option<Date>,
        version: i64,
    }
}

const COLUMNS: &str = "select id, place_id, heading, name, about, words, ended_on, version
           from authority_function";

impl FunctionRow {
    fn function(self) -> Function {
        let details = FunctionDetails { heading: self.heading, name: self.name, about: self.about, words: self.words };
        Function { id: self.id, place: self.place_id, details, ended_on: self.ended_on, version: self.version }
    }
}

pub async fn function(db: &mut Conn, id: FunctionId) -> Result<Option<Function>, Error> {
    let row: Option<FunctionRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(FunctionRow::function))
}

/// All functions of a place, by heading and name; those that were taken off the map too.
pub async fn functions_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Function>, Error> {
    let rows: Vec<FunctionRow> = sql(format!("{COLUMNS} where place_id = $1 order by heading, name, id limit $2"))
        .bind(place)
        .bind(FUNCTIONS_MAX)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(FunctionRow::function).collect())
}

/// The function on the map that is called the same.
pub async fn function_named(db: &mut Conn, place: PlaceId, name: &str) -> Result<Option<FunctionId>, Error> {
    sql("select id
           from authority_function
          where place_id = $1
            and match_name = $2
            and ended_on is null")
    .bind(place)
    .bind(match_name(name))
    .maybe(db)
    .await
}

pub async fn add_function(db: &mut Conn, new: &Function) -> Result<(), Error> {
    let details = &new.details;
    sql("insert into authority_function (id, place_id, heading, name, match_name, about, words)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(new.id)
    .bind(new.place)
    .bind(&details.heading)
    .bind(&details.name)
    .bind(match_name(&details.name))
    .bind(&details.about)
    .bind(&details.words)
    .run(db)
    .await?;
    Ok(())
}

/// Saves a function that was read at `version`.
pub async fn save_function(db: &mut Conn, changed: &Function, version: i64) -> Result<(), Error> {
    let details = &changed.details;
    sql("update authority_function
            set heading = $3, name = $4, match_name = $5, about = $6, words = $7, ended_on = $8, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&details.heading)
    .bind(&details.name)
    .bind(match_name(&details.name))
    .bind(&details.about)
    .bind(&details.words)
    .bind(changed.ended_on)
    .run_one(db)
    .await
}
