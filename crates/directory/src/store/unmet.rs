//! What people looked for and did not find.

use crate::unmet::Sought;
use folkmoot_kernel::PlaceId;
use folkmoot_store::{Conn, Error, Tx, row, sql};

pub async fn add_unmet(tx: &mut Tx, sought: &Sought, month: &str, count: i64) -> Result<(), Error> {
    sql("insert into directory_unmet (place_id, area, need, month, count) values ($1, $2, $3, $4, $5)
         on conflict (place_id, area, need, month) do update
            set count = directory_unmet.count + excluded.count")
    .bind(sought.place)
    .bind(&sought.area)
    .bind(&sought.need)
    .bind(month)
    .bind(count)
    .run_one(tx)
    .await
}

row! {
    /// How often something was looked for and not found.
    pub struct UnmetLine { pub key: String, pub count: i64 }
}

/// By need, most often first, since a month.
pub async fn unmet_needs(db: &mut Conn, place: PlaceId, since: &str) -> Result<Vec<UnmetLine>, Error> {
    sql("select need as key, cast(sum(count) as bigint) as count
           from directory_unmet
          where place_id = $1
            and month >= $2
          group by need
          order by 2 desc, 1")
    .bind(place)
    .bind(since)
    .all(db)
    .await
}

/// By the code of the small area; without those where no postcode was given.
pub async fn unmet_areas(db: &mut Conn, place: PlaceId, since: &str) -> Result<Vec<UnmetLine>, Error> {
    sql("select area as key, cast(sum(count) as bigint) as count
           from directory_unmet
          where place_id = $1
            and month >= $2
            and area <> ''
          group by area
          order by 2 desc, 1
          limit 100")
    .bind(place)
    .bind(since)
    .all(db)
    .await
}
