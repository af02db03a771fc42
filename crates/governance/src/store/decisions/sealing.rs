//! What the job that watches positions needs: what became readable, what closes soon, and that people were told.

use crate::decision::DecisionId;
use folkmoot_kernel::{BodyId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    /// An open decision whose positions can be read.
    pub struct Unsealed {
        pub id: DecisionId,
        pub place_id: PlaceId,
        pub body_id: BodyId,
        pub number: i64,
        pub title: String,
    }
}

row! {
    /// An open decision that still waits for somebody and closes for positions before long.
    pub struct ClosingSoon {
        pub id: DecisionId,
        pub place_id: PlaceId,
        pub body_id: BodyId,
        pub number: i64,
        pub title: String,
        pub positions_due: Timestamp,
    }
}

/// Open decisions whose positions can be read now and of which nobody has been told, oldest first. What is only to be
/// noted asks nobody and tells nobody.
pub async fn unsealed_and_untold(db: &mut Conn, now: Timestamp, limit: u32) -> Result<Vec<Unsealed>, Error> {
    sql("select d.id, d.place_id, d.body_id, d.number, d.title
           from governance_decision d
          where d.closed_at is null
            and d.unsealed_at is null
            and d.power <> 'note'
            and (d.positions_due <= $1 or not exists (select 1
                   from governance_position p
                  where p.decision_id = d.id and p.stance is null))
          order by d.positions_due, d.id
          limit $2")
    .bind(now)
    .bind(limit)
    .all(db)
    .await
}

/// Notes that people were told, once: false when they had been.
pub async fn note_unsealed(db: &mut Conn, id: DecisionId, now: Timestamp) -> Result<bool, Error> {
    let changed = sql("update governance_decision set unsealed_at = $2 where id = $1 and unsealed_at is null")
        .bind(id)
        .bind(now)
        .run(db)
        .await?;
    Ok(changed == 1)
}

/// Open decisions that still wait for somebody, whose deadline comes by `until`, and of which nobody was reminded.
pub async fn closing_soon(
    db: &mut Conn,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<ClosingSoon>, Error> {
    sql("select d.id, d.place_id, d.body_id, d.number, d.title, d.positions_due
           from governance_decision d
          where d.closed_at is null
            and d.reminded_at is null
            and d.positions_due > $1
            and d.positions_due <= $2
            and exists (select 1
                  from governance_position p
                 where p.decision_id = d.id and p.stance is null)
          order by d.positions_due, d.id
          limit $3")
    .bind(now)
    .bind(until)
    .bind(limit)
    .all(db)
    .await
}

/// Notes that those still awaited were reminded, once: false when they had been.
pub async fn note_closing_soon(db: &mut Conn, id: DecisionId, now: Timestamp) -> Result<bool, Error> {
    let changed = sql("update governance_decision set reminded_at = $2 where id = $1 and reminded_at is null")
        .bind(id)
        .bind(now)
        .run(db)
        .await?;
    Ok(changed == 1)
}
