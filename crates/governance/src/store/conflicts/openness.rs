//! What was decided in private: why, and whether the body has published it since.

use crate::decision::{Decision, DecisionId};
use crate::meeting::MeetingId;
use crate::openness::Openness;
use folkmoot_kernel::{PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct OpennessRow { in_public: bool, published_at: Option<Timestamp>, words: Option<String> }
}

/// How open a decision is, and why its meeting is not in public, if anybody wrote that.
pub async fn publication(db: &mut Conn, decision: &Decision) -> Result<(Openness, String), Error> {
    let Some(meeting) = decision.meeting() else { return Ok((Openness::Public, String::new())) };
    let row: Option<OpennessRow> = sql("select m.in_public,
                (select p.published_at from governance_publication p where p.decision_id = $2) as published_at,
                (select r.words from governance_private_reason r where r.meeting_id = m.id) as words
           from governance_meeting m
          where m.id = $1")
    .bind(meeting)
    .bind(decision.id())
    .maybe(db)
    .await?;
    Ok(row.map_or((Openness::Public, String::new()), |row| {
        (Openness::of(!row.in_public, row.published_at), row.words.unwrap_or_default())
    }))
}

/// Publishes a decision, once.
pub async fn publish(db: &mut Conn, id: DecisionId, at: Timestamp, by: Option<PersonId>) -> Result<(), Error> {
    sql("insert into governance_publication (decision_id, published_at, published_by)
         values ($1, $2, $3)
         on conflict (decision_id) do nothing")
    .bind(id)
    .bind(at)
    .bind(by)
    .run_one(db)
    .await
}

/// Why a meeting is not in public, with the version of what was written; 0: nothing.
pub async fn private_reason(db: &mut Conn, meeting: MeetingId) -> Result<(String, i64), Error> {
    let found: Option<(String, i64)> =
        sql("select words, version from governance_private_reason where meeting_id = $1")
            .bind(meeting)
            .maybe(db)
            .await?;
    Ok(found.unwrap_or_default())
}

/// Saves what was read at `version`; 0: nothing was there.
pub async fn save_private_reason(db: &mut Conn, meeting: MeetingId, words: &str, version: i64) -> Result<(), Error> {
    if version == 0 {
        return sql("insert into governance_private_reason (meeting_id, words)
             values ($1, $2)
             on conflict (meeting_id) do nothing")
        .bind(meeting)
        .bind(words)
        .run_one(db)
        .await;
    }
    sql("update governance_private_reason
            set words = $3, version = version + 1
          where meeting_id = $1
            and version = $2")
    .bind(meeting)
    .bind(version)
    .bind(words)
    .run_one(db)
    .await
}
