//! Where decisions were settled before they came to a body, and when each organisation first saw the paper.

use crate::decision::DecisionId;
use crate::settled::{Settled, Sight};
use folkmoot_kernel::{Date, OrganisationId, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most organisations that say when they first saw one paper.
const SIGHTS_MAX: u32 = 500;

row! {
    struct SettledRow {
        decision_id: DecisionId,
        settled_in: String,
        settled_on: Date,
        present: String,
        told_at: Timestamp,
    }
}

row! {
    struct SightRow {
        organisation_id: OrganisationId,
        saw_on: Option<Date>,
        person_id: Option<PersonId>,
        said_at: Timestamp,
    }
}

/// Where it was settled first, if that was told.
pub async fn settled(db: &mut Conn, decision: DecisionId) -> Result<Option<Settled>, Error> {
    let row: Option<SettledRow> = sql("select decision_id, settled_in, settled_on, present, told_at
           from governance_settled
          where decision_id = $1")
    .bind(decision)
    .maybe(db)
    .await?;
    Ok(row.map(|row| Settled {
        decision: row.decision_id,
        settled_in: row.settled_in,
        on: row.settled_on,
        present: row.present,
        told_at: row.told_at,
    }))
}

pub async fn add_settled(db: &mut Conn, new: &Settled) -> Result<(), Error> {
    sql("insert into governance_settled (decision_id, settled_in, settled_on, present, told_at)
         values ($1, $2, $3, $4, $5)")
    .bind(new.decision)
    .bind(&new.settled_in)
    .bind(new.on)
    .bind(&new.present)
    .bind(new.told_at)
    .run(db)
    .await?;
    Ok(())
}

/// When each organisation first saw the paper, as far as it has said.
pub async fn first_sights(db: &mut Conn, decision: DecisionId) -> Result<Vec<Sight>, Error> {
    let rows: Vec<SightRow> = sql("select organisation_id, saw_on, person_id, said_at
           from governance_first_sight
          where decision_id = $1
          order by organisation_id
          limit $2")
    .bind(decision)
    .bind(SIGHTS_MAX)
    .all(db)
    .await?;
    let sight = |row: SightRow| Sight {
        organisation: row.organisation_id,
        saw_on: row.saw_on,
        person: row.person_id,
        said_at: row.said_at,
    };
    Ok(rows.into_iter().map(sight).collect())
}

/// Keeps what an organisation said last; history keeps what it said before.
pub async fn save_first_sight(db: &mut Conn, decision: DecisionId, said: &Sight) -> Result<(), Error> {
    sql("insert into governance_first_sight (decision_id, organisation_id, saw_on, person_id, said_at)
         values ($1, $2, $3, $4, $5)
         on conflict (decision_id, organisation_id)
         do update set saw_on = excluded.saw_on, person_id = excluded.person_id, said_at = excluded.said_at")
    .bind(decision)
    .bind(said.organisation)
    .bind(said.saw_on)
    .bind(said.person)
    .bind(said.said_at)
    .run(db)
    .await?;
    Ok(())
}
