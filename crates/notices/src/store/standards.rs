//! What each place counts with.

use crate::standard::Standard;
use folkmoot_kernel::PlaceId;
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct StandardRow {
        place_id: PlaceId,
        notice_days: i64,
        words: String,
        acknowledge_days: i64,
        answer_days: i64,
        public_days: i64,
        version: i64,
    }
}

/// The chosen numbers, or those of nobody's choice.
pub async fn standard(db: &mut Conn, place: PlaceId) -> Result<Standard, Error> {
    let row: Option<StandardRow> =
        sql("select place_id, notice_days, words, acknowledge_days, answer_days, public_days, version
           from notices_standard
          where place_id = $1")
        .bind(place)
        .maybe(db)
        .await?;
    Ok(row.map_or_else(
        || Standard::of_nobodys_choice(place),
        |row| Standard {
            place: row.place_id,
            notice_days: row.notice_days,
            words: row.words,
            acknowledge_days: row.acknowledge_days,
            answer_days: row.answer_days,
            public_days: row.public_days,
            version: row.version,
        },
    ))
}

/// Saves what was chosen against the version that was seen; 0 is the first choice.
pub async fn save_standard(db: &mut Conn, chosen: &Standard, version: i64) -> Result<(), Error> {
    let text = if version == 0 {
        "insert into notices_standard
           (place_id, notice_days, words, acknowledge_days, answer_days, public_days, version)
         values ($1, $3, $4, $5, $6, $7, $2 + 1)
         on conflict (place_id) do nothing"
    } else {
        "update notices_standard
            set notice_days = $3, words = $4, acknowledge_days = $5, answer_days = $6, public_days = $7,
                version = version + 1
          where place_id = $1
            and version = $2"
    };
    sql(text)
        .bind(chosen.place)
        .bind(version)
        .bind(chosen.notice_days)
        .bind(&chosen.words)
        .bind(chosen.acknowledge_days)
        .bind(chosen.answer_days)
        .bind(chosen.public_days)
        .run_one(db)
        .await
}
