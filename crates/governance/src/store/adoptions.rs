//! What organisations made of a decision, each for itself.

use super::known;
use crate::adoption::{Adoption, State};
use crate::decision::DecisionId;
use folkmoot_kernel::{Date, OrganisationId, PersonId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most organisations that one decision is put to.
const OF_DECISION_MAX: u32 = 500;
/// Most answers that one organisation owes in a place.
const WAITING_MAX: u32 = 50;

row! {
    struct AdoptionRow {
        decision_id: DecisionId,
        place_id: PlaceId,
        organisation_id: OrganisationId,
        asked_at: Timestamp,
        state: String,
        decided_by: String,
        decided_on: Option<Date>,
        words: String,
        person_id: Option<PersonId>,
        version: i64,
    }
}

row! {
    /// A decision that was put to several, with how many made what of it.
    pub struct AdoptedDecision {
        pub id: DecisionId,
        pub number: i64,
        pub title: String,
        pub asked: i64,
        pub adopted: i64,
        pub varied: i64,
        pub declined: i64,
    }
}

const COLUMNS: &str =
    "select a.decision_id, d.place_id, a.organisation_id, a.asked_at, a.state, a.decided_by, a.decided_on, a.words,
                a.person_id, a.version
           from governance_adoption a
           join governance_decision d on d.id = a.decision_id";

impl AdoptionRow {
    fn adoption(self) -> Result<Adoption, Error> {
        Ok(Adoption {
            state: known(State::read(&self.state), "governance_adoption", self.decision_id, &self.state)?,
            decision: self.decision_id,
            place: self.place_id,
            organisation: self.organisation_id,
            asked_at: self.asked_at,
            decided_by: self.decided_by,
            decided_on: self.decided_on,
            words: self.words,
            person: self.person_id,
            version: self.version,
        })
    }
}

pub async fn adoption(
    db: &mut Conn,
    decision: DecisionId,
    organisation: OrganisationId,
) -> Result<Option<Adoption>, Error> {
    let text = format!("{COLUMNS} where a.decision_id = $1 and a.organisation_id = $2");
    let row: Option<AdoptionRow> = sql(text).bind(decision).bind(organisation).maybe(db).await?;
    row.map(AdoptionRow::adoption).transpose()
}

pub async fn adoptions(db: &mut Conn, decision: DecisionId) -> Result<Vec<Adoption>, Error> {
    let text = format!("{COLUMNS} where a.decision_id = $1 order by a.asked_at, a.organisation_id limit $2");
    let rows: Vec<AdoptionRow> = sql(text).bind(decision).bind(OF_DECISION_MAX).all(db).await?;
    rows.into_iter().map(AdoptionRow::adoption).collect()
}

/// Decisions of a place that several adopt for themselves, the latest first.
pub async fn adopted_decisions(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<AdoptedDecision>, Error> {
    sql("select d.id, d.number, d.title, count(*) as asked,
                count(case when a.state = 'adopted' then 1 end) as adopted,
                count(case when a.state = 'varied' then 1 end) as varied,
                count(case when a.state = 'declined' then 1 end) as declined
           from governance_adoption a
           join governance_decision d on d.id = a.decision_id
          where d.place_id = $1
          group by d.id, d.number, d.title
          order by d.number desc
          limit $2")
    .bind(place)
    .bind(limit)
    .all(db)
    .await
}

/// Decisions that wait for an organisation's own word: id and title.
pub async fn adoptions_waiting(
    db: &mut Conn,
    place: PlaceId,
    organisation: OrganisationId,
) -> Result<Vec<(DecisionId, String)>, Error> {
    sql("select d.id, d.title
           from governance_adoption a
           join governance_decision d on d.id = a.decision_id
          where a.organisation_id = $2
            and a.state = 'not_yet'
            and d.place_id = $1
          order by a.asked_at, d.id
          limit $3")
    .bind(place)
    .bind(organisation)
    .bind(WAITING_MAX)
    .all(db)
    .await
}

pub async fn add_adoption(db: &mut Conn, new: &Adoption) -> Result<(), Error> {
    sql("insert into governance_adoption (decision_id, organisation_id, asked_at, state) values ($1, $2, $3, $4)")
        .bind(new.decision)
        .bind(new.organisation)
        .bind(new.asked_at)
        .bind(new.state.key())
        .run(db)
        .await?;
    Ok(())
}

pub async fn save_adoption(db: &mut Conn, changed: &Adoption, version: i64) -> Result<(), Error> {
    sql("update governance_adoption
            set state = $4, decided_by = $5, decided_on = $6, words = $7, person_id = $8, version = version + 1
          where decision_id = $1
            and organisation_id = $2
            and version = $3")
    .bind(changed.decision)
    .bind(changed.organisation)
    .bind(version)
    .bind(changed.state.key())
    .bind(&changed.decided_by)
    .bind(changed.decided_on)
    .bind(&changed.words)
    .bind(changed.person)
    .run_one(db)
    .await
}
