//! Rounds, their urns, and who has answered.

use super::known;
use crate::round::{About, Audience, Kind, Round, RoundId};
use crate::urn::{Outcome, Urn};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Crowd, Date, Id, PersonId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

const TABLE: &str = "surveys_round";
/// Most rounds of one kind in one place: monthly for ten years.
const ROUNDS_MAX: u32 = 120;
/// Most urns of a round: partners of a place.
const URNS_MAX: u32 = 2_000;
/// Most tickets that one closing looks at.
const TICKETS_MAX: u32 = 100_000;

row! {
    struct RoundRow {
        id: RoundId,
        place_id: PlaceId,
        kind: String,
        about_id: Option<Id<Anything>>,
        about_name: String,
        title: String,
        opens_on: Date,
        closes_on: Date,
        closed_at: Option<Timestamp>,
        audience: String,
        version: i64,
    }
}

row! {
    /// What became of one urn of a round.
    pub struct UrnLine {
        pub round_id: RoundId,
        pub about_id: Id<Anything>,
        pub outcome: Option<String>,
        pub readers: i64,
    }
}

row! {
    struct StoredUrn { round_id: RoundId, about_id: Id<Anything>, answers: String }
}

row! {
    struct TicketRow { round_id: RoundId, about_id: Id<Anything>, person_id: PersonId }
}

/// Who answered, by round and by what was asked about.
pub type Crowds = BTreeMap<(RoundId, Id<Anything>), Crowd>;

const COLUMNS: &str =
    "select id, place_id, kind, about_id, about_name, title, opens_on, closes_on, closed_at, audience, version
           from surveys_round";

impl RoundRow {
    fn round(self) -> Result<Round, Error> {
        Ok(Round {
            kind: known(Kind::read(&self.kind), TABLE, self.id, &self.kind)?,
            audience: known(Audience::read(&self.audience), TABLE, self.id, &self.audience)?,
            about: About { id: self.about_id, name: self.about_name },
            id: self.id,
            place: self.place_id,
            title: self.title,
            opens_on: self.opens_on,
            closes_on: self.closes_on,
            closed_at: self.closed_at,
            version: self.version,
        })
    }
}

impl UrnLine {
    /// None while its round is open.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.as_deref().and_then(Outcome::read)
    }
}

fn all_rounds(rows: Vec<RoundRow>) -> Result<Vec<Round>, Error> {
    rows.into_iter().map(RoundRow::round).collect()
}

pub async fn round(db: &mut Conn, id: RoundId) -> Result<Option<Round>, Error> {
    let row: Option<RoundRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(RoundRow::round).transpose()
}

/// Rounds of a kind in a place, latest first.
pub async fn rounds(db: &mut Conn, place: PlaceId, kind: Kind) -> Result<Vec<Round>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 and kind = $2 order by opens_on desc, id desc limit $3");
    all_rounds(sql(text).bind(place).bind(kind.key()).bind(ROUNDS_MAX).all(db).await?)
}

/// The latest round of a kind about something, open or closed.
pub async fn last_of_kind(db: &mut Conn, kind: Kind, about: Id<Anything>) -> Result<Option<Round>, Error> {
    let text = format!("{COLUMNS} where about_id = $1 and kind = $2 order by opens_on desc, id desc limit 1");
    let row: Option<RoundRow> = sql(text).bind(about).bind(kind.key()).maybe(db).await?;
    row.map(RoundRow::round).transpose()
}

/// Rounds that take answers today in a place.
pub async fn open_rounds_of_places(db: &mut Conn, place: PlaceId, today: Date) -> Result<Vec<Round>, Error> {
    let text = format!(
        "{COLUMNS} where place_id = $1 and closed_at is null and closes_on >= $2 order by closes_on, id limit $3"
    );
    all_rounds(sql(text).bind(place).bind(today).bind(ROUNDS_MAX).all(db).await?)
}

/// Rounds whose last day is over.
pub async fn due_rounds(db: &mut Conn, today: Date) -> Result<Vec<Round>, Error> {
    let text = format!("{COLUMNS} where closed_at is null and closes_on < $1 order by closes_on, id limit $2");
    all_rounds(sql(text).bind(today).bind(ROUNDS_MAX).all(db).await?)
}

/// Open rounds of a kind about the same: a second would ask people twice.
pub async fn open_count(
    db: &mut Conn,
    place: PlaceId,
    kind: Kind,
    about: Option<Id<Anything>>,
) -> Result<usize, Error> {
    let count: i64 = sql("select count(*)
           from surveys_round
          where place_id = $1
            and kind = $2
            and closed_at is null
            and (kind = 'recall' or about_id = $3)")
    .bind(place)
    .bind(kind.key())
    .bind(about)
    .one(db)
    .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

pub async fn add_round(db: &mut Conn, new: &Round) -> Result<(), Error> {
    sql("insert into surveys_round
           (id, place_id, kind, about_id, about_name, title, opens_on, closes_on, audience)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.kind.key())
    .bind(new.about.id)
    .bind(&new.about.name)
    .bind(&new.title)
    .bind(new.opens_on)
    .bind(new.closes_on)
    .bind(new.audience.key())
    .run(db)
    .await?;
    Ok(())
}

/// Saves a round that was read at `version`.
pub async fn save_round(db: &mut Conn, changed: &Round, version: i64) -> Result<(), Error> {
    sql("update surveys_round
            set closed_at = $3, audience = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.closed_at)
    .bind(changed.audience.key())
    .run_one(db)
    .await
}

pub async fn add_urn(db: &mut Conn, round: RoundId, about: Id<Anything>) -> Result<(), Error> {
    sql("insert into surveys_urn (round_id, about_id) values ($1, $2)").bind(round).bind(about).run(db).await?;
    Ok(())
}

/// Takes an urn into this write, so that of two people who answer at once the second waits for the first.
pub async fn take_urn(db: &mut Conn, round: RoundId, about: Id<Anything>) -> Result<bool, Error> {
    let taken = sql("update surveys_urn set version = version + 1 where round_id = $1 and about_id = $2")
        .bind(round)
        .bind(about)
        .run(db)
        .await?;
    Ok(taken == 1)
}

pub async fn stored_urn<A>(db: &mut Conn, round: RoundId, about: Id<Anything>) -> Result<Urn<A>, Error>
where
    A: Ord + Serialize + DeserializeOwned,
{
    let stored: Option<String> = sql("select answers from surveys_urn where round_id = $1 and about_id = $2")
        .bind(round)
        .bind(about)
        .maybe(db)
        .await?;
    read_urn(round, stored.as_deref().unwrap_or("[]"))
}

fn read_urn<A: Ord + Serialize + DeserializeOwned>(round: RoundId, stored: &str) -> Result<Urn<A>, Error> {
    Urn::read(stored).map_err(|err| Error::BrokenRow {
        table: "surveys_urn",
        id: round.to_string(),
        why: err.to_string(),
    })
}

pub async fn put_answer<A>(db: &mut Conn, round: RoundId, about: Id<Anything>, urn: &Urn<A>) -> Result<(), Error>
where
    A: Ord + Serialize + DeserializeOwned,
{
    sql("update surveys_urn set answers = $3 where round_id = $1 and about_id = $2")
        .bind(round)
        .bind(about)
        .bind(urn.write())
        .run_one(db)
        .await
}

/// What became of each urn of a kind in a place, and how many have answered.
pub async fn urns(db: &mut Conn, place: PlaceId, kind: Kind) -> Result<Vec<UrnLine>, Error> {
    sql("select u.round_id, u.about_id, u.outcome,
                (select count(*) from surveys_ticket t where t.round_id = u.round_id and t.about_id = u.about_id) as readers
           from surveys_round r
           join surveys_urn u on u.round_id = r.id
          where r.place_id = $1
            and r.kind = $2
          order by r.opens_on desc, u.round_id, u.about_id
          limit $3")
    .bind(place)
    .bind(kind.key())
    .bind(URNS_MAX)
    .all(db)
    .await
}

/// Urns of a kind in a place that may be shown, by their round.
pub async fn shown_urns<A>(
    db: &mut Conn,
    place: PlaceId,
    kind: Kind,
) -> Result<Vec<(RoundId, Id<Anything>, Urn<A>)>, Error>
where
    A: Ord + Serialize + DeserializeOwned,
{
    let rows: Vec<StoredUrn> = sql("select u.round_id, u.about_id, u.answers
           from surveys_round r
           join surveys_urn u on u.round_id = r.id
          where r.place_id = $1
            and r.kind = $2
            and u.outcome = 'shown'
          order by r.opens_on, u.round_id, u.about_id
          limit $3")
    .bind(place)
    .bind(kind.key())
    .bind(URNS_MAX)
    .all(db)
    .await?;
    rows.into_iter().map(|row| Ok((row.round_id, row.about_id, read_urn(row.round_id, &row.answers)?))).collect()
}

pub async fn add_ticket(db: &mut Conn, round: RoundId, about: Id<Anything>, person: PersonId) -> Result<(), Error> {
    sql("insert into surveys_ticket (round_id, about_id, person_id) values ($1, $2, $3)")
        .bind(round)
        .bind(about)
        .bind(person)
        .run(db)
        .await?;
    Ok(())
}

pub async fn has_answered(db: &mut Conn, round: RoundId, about: Id<Anything>, person: PersonId) -> Result<bool, Error> {
    let count: i64 =
        sql("select count(*) from surveys_ticket where round_id = $1 and about_id = $2 and person_id = $3")
            .bind(round)
            .bind(about)
            .bind(person)
            .one(db)
            .await?;
    Ok(count > 0)
}

/// About what this person has answered in a round.
pub async fn answered(db: &mut Conn, round: RoundId, person: PersonId) -> Result<Vec<Id<Anything>>, Error> {
    sql("select about_id from surveys_ticket where round_id = $1 and person_id = $2 limit $3")
        .bind(round)
        .bind(person)
        .bind(URNS_MAX)
        .all(db)
        .await
}

/// What this person has answered in rounds that are open.
pub async fn tickets_of_person(
    db: &mut Conn,
    person: PersonId,
    today: Date,
) -> Result<Vec<(RoundId, Id<Anything>)>, Error> {
    sql("select t.round_id, t.about_id
           from surveys_ticket t
           join surveys_round r on r.id = t.round_id
          where t.person_id = $1
            and r.closed_at is null
            and r.closes_on >= $2
          limit $3")
    .bind(person)
    .bind(today)
    .bind(URNS_MAX)
    .all(db)
    .await
}

/// Who answered in this round, and in the rounds of its kind that were shown before, latest first.
pub async fn crowds(db: &mut Conn, round: &Round) -> Result<(Vec<RoundId>, Crowds), Error> {
    let rows: Vec<TicketRow> = sql("select t.round_id, t.about_id, t.person_id
           from surveys_round r
           join surveys_urn u on u.round_id = r.id
           join surveys_ticket t on t.round_id = u.round_id and t.about_id = u.about_id
          where r.place_id = $1
            and r.kind = $2
            and (r.id = $3 or u.outcome = 'shown')
          order by r.closed_at desc, r.id desc
          limit $4")
    .bind(round.place)
    .bind(round.kind.key())
    .bind(round.id)
    .bind(TICKETS_MAX)
    .all(db)
    .await?;
    let (mut order, mut people): (Vec<RoundId>, BTreeMap<_, Vec<PersonId>>) = (Vec::new(), BTreeMap::new());
    for row in rows {
        if row.round_id != round.id && !order.contains(&row.round_id) {
            order.push(row.round_id);
        }
        people.entry((row.round_id, row.about_id)).or_default().push(row.person_id);
    }
    Ok((order, people.into_iter().map(|(key, people)| (key, Crowd::of(people))).collect()))
}

/// Writes what became of the urns of a round.
pub async fn save_outcome(db: &mut Conn, round: RoundId, about: Id<Anything>, outcome: Outcome) -> Result<(), Error> {
    sql("update surveys_urn set outcome = $3 where round_id = $1 and about_id = $2 and outcome is null")
        .bind(round)
        .bind(about)
        .bind(outcome.key())
        .run_one(db)
        .await
}

/// What a round asks about: one thing, or every partner that signed.
pub async fn asked_about(db: &mut Conn, round: RoundId) -> Result<Vec<Id<Anything>>, Error> {
    sql("select about_id from surveys_urn where round_id = $1 order by about_id limit $2")
        .bind(round)
        .bind(URNS_MAX)
        .all(db)
        .await
}
