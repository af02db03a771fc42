//! Priorities of recall checks, and what lines mean.

use crate::recall::{Remembered, Settled};
use crate::round::RoundId;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PersonId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

/// Most priorities of all checks of a place.
const REMEMBERED_MAX: u32 = 2_000;
/// Most different lines of all checks of a place.
const LINES_MAX: u32 = 20_000;

row! {
    struct RememberedRow {
        round_id: RoundId,
        priority_id: Id<Anything>,
        number: i64,
        title: String,
        sentence: String,
    }
}

row! {
    struct MeaningRow { round_id: RoundId, words: String, priority_id: Option<Id<Anything>> }
}

/// What a check asked about.
pub type Asked = BTreeMap<RoundId, Vec<Remembered>>;

/// Priorities of all recall checks of a place, each list by number.
pub async fn remembered(db: &mut Conn, place: PlaceId) -> Result<Asked, Error> {
    let rows: Vec<RememberedRow> = sql("select m.round_id, m.priority_id, m.number, m.title, m.sentence
           from surveys_round r
           join surveys_remembered m on m.round_id = r.id
          where r.place_id = $1
            and r.kind = 'recall'
          order by r.opens_on desc, m.number
          limit $2")
    .bind(place)
    .bind(REMEMBERED_MAX)
    .all(db)
    .await?;
    let mut asked = Asked::new();
    for row in rows {
        let one = Remembered { id: row.priority_id, number: row.number, title: row.title, sentence: row.sentence };
        asked.entry(row.round_id).or_default().push(one);
    }
    Ok(asked)
}

pub async fn add_remembered(db: &mut Conn, round: RoundId, all: &[Remembered]) -> Result<(), Error> {
    for one in all {
        sql("insert into surveys_remembered (round_id, priority_id, number, title, sentence) values ($1, $2, $3, $4, $5)")
            .bind(round)
            .bind(one.id)
            .bind(one.number)
            .bind(&one.title)
            .bind(&one.sentence)
            .run(db)
            .await?;
    }
    Ok(())
}

/// What was settled in the checks of a place.
pub async fn meanings(db: &mut Conn, place: PlaceId) -> Result<BTreeMap<RoundId, Settled>, Error> {
    let rows: Vec<MeaningRow> = sql("select m.round_id, m.words, m.priority_id
           from surveys_round r
           join surveys_meaning m on m.round_id = r.id
          where r.place_id = $1
            and r.kind = 'recall'
          order by r.opens_on desc, m.words
          limit $2")
    .bind(place)
    .bind(LINES_MAX)
    .all(db)
    .await?;
    let mut all: BTreeMap<RoundId, Settled> = BTreeMap::new();
    for row in rows {
        all.entry(row.round_id).or_default().insert(row.words, row.priority_id);
    }
    Ok(all)
}

/// Writes what lines mean; what was settled before is settled anew.
pub async fn save_meanings(
    db: &mut Conn,
    round: RoundId,
    settled: &Settled,
    by: Option<PersonId>,
) -> Result<(), Error> {
    for (words, priority) in settled {
        sql("insert into surveys_meaning (round_id, words, priority_id, settled_by)
             values ($1, $2, $3, $4)
             on conflict (round_id, words) do update set priority_id = excluded.priority_id, settled_by = excluded.settled_by")
        .bind(round)
        .bind(words)
        .bind(*priority)
        .bind(by)
        .run(db)
        .await?;
    }
    Ok(())
}
