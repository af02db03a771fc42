//! Promised delegations, their steps, and what was said of them.

use super::places;
use crate::delegation::{Delegation, DelegationDetails, DelegationId, Done, Post, Step, StepId};
use crate::outside::OutsideId;
use folkmoot_kernel::{Date, FunctionId, Pence, PersonId, PlaceId, SeatId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most delegations of one place, and most steps and remarks of one.
const DELEGATIONS_MAX: u32 = 500;
const STEPS_MAX: u32 = 10_000;
const REMARKS_MAX: u32 = 200;

row! {
    struct DelegationRow {
        id: DelegationId,
        place_id: PlaceId,
        function_id: Option<FunctionId>,
        outside_id: Option<OutsideId>,
        title: String,
        about: String,
        amount_pence: Option<Pence>,
        promised_on: Date,
        promised_in: String,
        withdrawn_on: Option<Date>,
        withdrawn_why: String,
        version: i64,
    }
}

row! {
    struct StepRow {
        id: StepId,
        delegation_id: DelegationId,
        position: i64,
        what: String,
        seat_id: Option<SeatId>,
        post: String,
        expected_days: i64,
        done_on: Option<Date>,
        evidence: String,
        evidence_url: String,
        version: i64,
    }
}

row! {
    /// What was said of a delegation, as which post.
    pub struct Remark {
        pub words: String,
        pub said_as: String,
        pub at: Timestamp,
    }
}

const COLUMNS: &str =
    "select id, place_id, function_id, outside_id, title, about, amount_pence, promised_on, promised_in, withdrawn_on,
                withdrawn_why, version
           from authority_delegation";

const STEPS: &str = "select s.id, s.delegation_id, s.position, s.what, s.seat_id, s.post, s.expected_days, s.done_on,
                s.evidence, s.evidence_url, s.version
           from authority_step s";

impl DelegationRow {
    fn delegation(self) -> Delegation {
        let details = DelegationDetails {
            title: self.title,
            about: self.about,
            function: self.function_id,
            from: self.outside_id,
            amount: self.amount_pence,
            promised_on: self.promised_on,
            promised_in: self.promised_in,
        };
        let withdrawn = self.withdrawn_on.map(|on| (on, self.withdrawn_why));
        Delegation { id: self.id, place: self.place_id, details, withdrawn, version: self.version }
    }
}

impl StepRow {
    fn step(self) -> Step {
        let (evidence, url) = (self.evidence, self.evidence_url);
        Step {
            id: self.id,
            delegation: self.delegation_id,
            position: self.position,
            what: self.what,
            post: self.seat_id.map_or(Post::Elsewhere(self.post), Post::Here),
            expected_days: self.expected_days,
            done: self.done_on.map(|on| Done { on, evidence, url }),
            version: self.version,
        }
    }
}

pub async fn delegation(db: &mut Conn, id: DelegationId) -> Result<Option<Delegation>, Error> {
    let row: Option<DelegationRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(DelegationRow::delegation))
}

/// All delegations of a place, latest promised first.
pub async fn delegations_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Delegation>, Error> {
    let rows: Vec<DelegationRow> =
        sql(format!("{COLUMNS} where place_id = $1 order by promised_on desc, id desc limit $2"))
            .bind(place)
            .bind(DELEGATIONS_MAX)
            .all(db)
            .await?;
    Ok(rows.into_iter().map(DelegationRow::delegation).collect())
}

pub async fn add_delegation(db: &mut Conn, new: &Delegation) -> Result<(), Error> {
    let details = &new.details;
    sql("insert into authority_delegation
           (id, place_id, function_id, outside_id, title, about, amount_pence, promised_on, promised_in)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(new.id)
    .bind(new.place)
    .bind(details.function)
    .bind(details.from)
    .bind(&details.title)
    .bind(&details.about)
    .bind(details.amount)
    .bind(details.promised_on)
    .bind(&details.promised_in)
    .run(db)
    .await?;
    Ok(())
}

/// Saves a delegation that was read at `version`.
pub async fn save_delegation(db: &mut Conn, changed: &Delegation, version: i64) -> Result<(), Error> {
    let details = &changed.details;
    sql("update authority_delegation
            set function_id = $3, outside_id = $4, title = $5, about = $6, amount_pence = $7, promised_on = $8,
                promised_in = $9, withdrawn_on = $10, withdrawn_why = $11, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(details.function)
    .bind(details.from)
    .bind(&details.title)
    .bind(&details.about)
    .bind(details.amount)
    .bind(details.promised_on)
    .bind(&details.promised_in)
    .bind(changed.withdrawn.as_ref().map(|(on, _)| *on))
    .bind(changed.withdrawn.as_ref().map_or("", |(_, why)| why.as_str()))
    .run_one(db)
    .await
}

pub async fn step(db: &mut Conn, id: StepId) -> Result<Option<Step>, Error> {
    let row: Option<StepRow> = sql(format!("{STEPS} where s.id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(StepRow::step))
}

/// Its steps, in their order.
pub async fn steps_of_delegation(db: &mut Conn, delegation: DelegationId) -> Result<Vec<Step>, Error> {
    let text = format!("{STEPS} where s.delegation_id = $1 order by s.position limit $2");
    let rows: Vec<StepRow> = sql(text).bind(delegation).bind(STEPS_MAX).all(db).await?;
    Ok(rows.into_iter().map(StepRow::step).collect())
}

/// The steps of every delegation of a place, each in its order.
pub async fn steps_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Step>, Error> {
    let text = format!(
        "{STEPS}
           join authority_delegation d on d.id = s.delegation_id
          where d.place_id = $1
          order by s.delegation_id, s.position
          limit $2"
    );
    let rows: Vec<StepRow> = sql(text).bind(place).bind(STEPS_MAX).all(db).await?;
    Ok(rows.into_iter().map(StepRow::step).collect())
}

/// Steps that wait on one of these seats now: those before them are done, and nobody gave the delegation up.
pub async fn steps_waiting_on(db: &mut Conn, seats: &[SeatId]) -> Result<Vec<Step>, Error> {
    if seats.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "{STEPS}
           join authority_delegation d on d.id = s.delegation_id
          where s.done_on is null
            and d.withdrawn_on is null
            and not exists (select 1
                   from authority_step e
                  where e.delegation_id = s.delegation_id
                    and e.position < s.position
                    and e.done_on is null)
            and s.seat_id in ({})
          order by s.delegation_id
          limit $1",
        places(2, seats.len())
    );
    let query = seats.iter().fold(sql(text).bind(STEPS_MAX), |query, seat| query.bind(*seat));
    let rows: Vec<StepRow> = query.all(db).await?;
    Ok(rows.into_iter().map(StepRow::step).collect())
}

pub async fn add_step(db: &mut Conn, new: &Step) -> Result<(), Error> {
    let (seat, post) = split(&new.post);
    sql("insert into authority_step (id, delegation_id, position, what, seat_id, post, expected_days)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(new.id)
    .bind(new.delegation)
    .bind(new.position)
    .bind(&new.what)
    .bind(seat)
    .bind(post)
    .bind(new.expected_days)
    .run(db)
    .await?;
    Ok(())
}

fn split(post: &Post) -> (Option<SeatId>, &str) {
    match post {
        Post::Here(seat) => (Some(*seat), ""),
        Post::Elsewhere(words) => (None, words),
    }
}

/// Saves a step that was read at `version`.
pub async fn save_step(db: &mut Conn, changed: &Step, version: i64) -> Result<(), Error> {
    let (seat, post) = split(&changed.post);
    let done = changed.done.as_ref();
    sql("update authority_step
            set what = $3, seat_id = $4, post = $5, expected_days = $6, done_on = $7, evidence = $8, evidence_url = $9,
                version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&changed.what)
    .bind(seat)
    .bind(post)
    .bind(changed.expected_days)
    .bind(done.map(|done| done.on))
    .bind(done.map_or("", |done| done.evidence.as_str()))
    .bind(done.map_or("", |done| done.url.as_str()))
    .run_one(db)
    .await
}

/// What was said of it, first to last.
pub async fn remarks(db: &mut Conn, delegation: DelegationId) -> Result<Vec<Remark>, Error> {
    sql("select words, said_as, at
           from authority_remark
          where delegation_id = $1
          order by at, id
          limit $2")
    .bind(delegation)
    .bind(REMARKS_MAX)
    .all(db)
    .await
}

pub async fn add_remark(
    db: &mut Conn,
    id: i64,
    delegation: DelegationId,
    said: &Remark,
    person: Option<PersonId>,
) -> Result<(), Error> {
    sql("insert into authority_remark (id, delegation_id, words, said_as, person_id, at)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(id)
    .bind(delegation)
    .bind(&said.words)
    .bind(&said.said_as)
    .bind(person)
    .bind(said.at)
    .run(db)
    .await?;
    Ok(())
}
