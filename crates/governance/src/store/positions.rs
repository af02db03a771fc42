//! Positions: who was asked, and what they said.

use super::known;
use crate::concern::Concern;
use crate::decision::DecisionId;
use crate::position::{Given, Position, Stance, Tally};
use folkmoot_kernel::{BodyId, OrganisationId, PersonId, PlaceId, SeatId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

/// Most organisations that are asked about one decision.
const ASKED_MAX: u32 = 2_000;

row! {
    struct PositionRow {
        decision_id: DecisionId,
        organisation_id: OrganisationId,
        seat_id: Option<SeatId>,
        person_id: Option<PersonId>,
        stance: Option<String>,
        reason: String,
        given_at: Option<Timestamp>,
        version: i64,
    }
}

row! {
    struct TallyRow {
        asked: i64,
        assent: i64,
        conditions: i64,
        aside: i64,
        object: i64,
        recused: i64,
    }
}

row! {
    struct PublishedRow {
        decision_id: DecisionId,
        asked: i64,
        assent: i64,
        conditions: i64,
        aside: i64,
        object: i64,
        recused: i64,
    }
}

const COUNTS: &str = "count(*) as asked,
                count(case when stance = 'assent' then 1 end) as assent,
                count(case when stance = 'assent_with_conditions' then 1 end) as conditions,
                count(case when stance = 'stand_aside' then 1 end) as aside,
                count(case when stance = 'object' then 1 end) as object,
                count(case when stance = 'recused' then 1 end) as recused";

impl TallyRow {
    fn tally(self) -> Tally {
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        Tally {
            asked: count(self.asked),
            assent: count(self.assent),
            conditions: count(self.conditions),
            aside: count(self.aside),
            object: count(self.object),
            recused: count(self.recused),
        }
    }
}

impl PublishedRow {
    fn tally(self) -> (DecisionId, Tally) {
        let Self { decision_id, asked, assent, conditions, aside, object, recused } = self;
        (decision_id, TallyRow { asked, assent, conditions, aside, object, recused }.tally())
    }
}

const COLUMNS: &str = "select decision_id, organisation_id, seat_id, person_id, stance, reason, given_at, version
           from governance_position";

impl PositionRow {
    fn position(self, concerns: Vec<Concern>) -> Result<Position, Error> {
        let table = "governance_position";
        let given = match (self.stance, self.person_id, self.given_at) {
            (None, ..) => None,
            (Some(word), Some(person), Some(at)) => {
                let stance = known(Stance::read(&word), table, self.decision_id, &word)?;
                let (reason, concerns, seat) = (self.reason, concerns, self.seat_id);
                Some(Given { stance, reason, concerns, seat, person, at })
            }
            _ => {
                let why = "a position without a person or a moment".to_owned();
                return Err(Error::BrokenRow { table, id: self.decision_id.to_string(), why });
            }
        };
        Ok(Position::saved(self.decision_id, self.organisation_id, given, self.version))
    }
}

/// All positions on a decision, awaited ones too, in the order of their organisations' ids. Sealed ones as well: show them only
/// through [`Position::shown_to`].
pub async fn positions(db: &mut Conn, decision: DecisionId) -> Result<Vec<Position>, Error> {
    let text = format!("{COLUMNS} where decision_id = $1 order by organisation_id limit $2");
    let rows: Vec<PositionRow> = sql(text).bind(decision).bind(ASKED_MAX).all(db).await?;
    let mut concerns = concerns(db, decision).await?;
    rows.into_iter()
        .map(|row| {
            let own = concerns.remove(&row.organisation_id).unwrap_or_default();
            row.position(own)
        })
        .collect()
}

/// What the concerns of each organisation are about.
async fn concerns(db: &mut Conn, decision: DecisionId) -> Result<BTreeMap<OrganisationId, Vec<Concern>>, Error> {
    let rows: Vec<(OrganisationId, String)> = sql("select organisation_id, kind
           from governance_concern
          where decision_id = $1
          order by organisation_id, kind
          limit $2")
    .bind(decision)
    .bind(ASKED_MAX * 5)
    .all(db)
    .await?;
    let mut concerns: BTreeMap<OrganisationId, Vec<Concern>> = BTreeMap::new();
    for (organisation, kind) in rows {
        let concern = known(Concern::read(&kind), "governance_concern", decision, &kind)?;
        concerns.entry(organisation).or_default().push(concern);
    }
    concerns.values_mut().for_each(|own| own.sort_unstable());
    Ok(concerns)
}

/// The position of one organisation, if it was asked.
pub async fn position(
    db: &mut Conn,
    decision: DecisionId,
    organisation: OrganisationId,
) -> Result<Option<Position>, Error> {
    let text = format!("{COLUMNS} where decision_id = $1 and organisation_id = $2");
    let row: Option<PositionRow> = sql(text).bind(decision).bind(organisation).maybe(db).await?;
    let Some(row) = row else { return Ok(None) };
    let own = concerns(db, decision).await?.remove(&organisation).unwrap_or_default();
    row.position(own).map(Some)
}

/// How the positions add up. While they are sealed, only `asked`, `given()` and `waiting()` may be told.
pub async fn tally(db: &mut Conn, decision: DecisionId) -> Result<Tally, Error> {
    let text = format!("select {COUNTS} from governance_position where decision_id = $1");
    let row: TallyRow = sql(text).bind(decision).one(db).await?;
    Ok(row.tally())
}

/// How positions add up on every closed decision of a place, but for those withdrawn under seal: what anybody may know.
pub async fn published_tallies(
    db: &mut Conn,
    place: PlaceId,
    limit: u32,
) -> Result<BTreeMap<DecisionId, Tally>, Error> {
    let rows: Vec<PublishedRow> = sql(format!(
        "select p.decision_id, {COUNTS}
           from governance_position p
           join governance_decision d on d.id = p.decision_id
          where d.place_id = $1
            and d.closed_at is not null
            and (d.closed_at >= d.positions_due or not exists (select 1
                   from governance_position q
                  where q.decision_id = d.id and q.stance is null))
          group by p.decision_id
          order by p.decision_id desc
          limit $2"
    ))
    .bind(place)
    .bind(limit)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(PublishedRow::tally).collect())
}

/// What concerns are about on closed decisions of a place, by kind, with the same limits as [`published_tallies`].
pub async fn published_concerns(
    db: &mut Conn,
    place: PlaceId,
    limit: u32,
) -> Result<BTreeMap<DecisionId, BTreeMap<&'static str, i64>>, Error> {
    let rows: Vec<(DecisionId, String, i64)> = sql("select c.decision_id, c.kind, count(*)
           from governance_decision d
           join governance_concern c on c.decision_id = d.id
          where d.place_id = $1
            and d.closed_at is not null
            and (d.closed_at >= d.positions_due or not exists (select 1
                   from governance_position q
                  where q.decision_id = d.id and q.stance is null))
          group by c.decision_id, c.kind
          order by c.decision_id desc, c.kind
          limit $2")
    .bind(place)
    .bind(limit)
    .all(db)
    .await?;
    let mut counts: BTreeMap<DecisionId, BTreeMap<&'static str, i64>> = BTreeMap::new();
    for (id, kind, count) in rows {
        let concern = known(Concern::read(&kind), "governance_concern", id, &kind)?;
        counts.entry(id).or_default().insert(concern.key(), count);
    }
    Ok(counts)
}

/// Asks these organisations.
pub async fn add_positions(db: &mut Conn, new: &[Position]) -> Result<(), Error> {
    for position in new {
        sql("insert into governance_position (decision_id, organisation_id) values ($1, $2)")
            .bind(position.decision())
            .bind(position.organisation())
            .run(db)
            .await?;
    }
    Ok(())
}

/// Saves a position that was read at `version`.
pub async fn save_position(db: &mut Conn, changed: &Position, version: i64) -> Result<(), Error> {
    let given = changed.given();
    sql("update governance_position
            set seat_id = $4, person_id = $5, stance = $6, reason = $7, given_at = $8, version = version + 1
          where decision_id = $1
            and organisation_id = $2
            and version = $3")
    .bind(changed.decision())
    .bind(changed.organisation())
    .bind(version)
    .bind(given.and_then(|given| given.seat))
    .bind(given.map(|given| given.person))
    .bind(given.map(|given| given.stance.key()))
    .bind(given.map_or("", |given| given.reason.trim()))
    .bind(given.map(|given| given.at))
    .run_one(db)
    .await?;
    sql("delete from governance_concern where decision_id = $1 and organisation_id = $2")
        .bind(changed.decision())
        .bind(changed.organisation())
        .run(db)
        .await?;
    for concern in given.map(|given| given.concerns.as_slice()).unwrap_or_default() {
        sql("insert into governance_concern (decision_id, organisation_id, kind) values ($1, $2, $3)")
            .bind(changed.decision())
            .bind(changed.organisation())
            .bind(concern.key())
            .run(db)
            .await?;
    }
    Ok(())
}

row! {
    /// A decision that waits for the position of one organisation.
    pub struct AwaitedLine {
        pub decision_id: DecisionId,
        pub organisation_id: OrganisationId,
        pub number: i64,
        pub title: String,
        pub positions_due: Timestamp,
    }
}

/// Open decisions on one body that wait for this organisation, the nearest deadline first.
pub async fn awaited_from(
    db: &mut Conn,
    body: BodyId,
    organisation: OrganisationId,
    limit: u32,
) -> Result<Vec<AwaitedLine>, Error> {
    sql("select d.id as decision_id, p.organisation_id, d.number, d.title, d.positions_due
           from governance_position p
           join governance_decision d on d.id = p.decision_id
          where p.organisation_id = $1
            and p.stance is null
            and d.body_id = $2
            and d.closed_at is null
          order by d.positions_due, d.id
          limit $3")
    .bind(organisation)
    .bind(body)
    .bind(limit)
    .all(db)
    .await
}
