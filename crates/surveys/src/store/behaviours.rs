//! Principles, signatures, own views, replies, and the one thing to change.

use super::known;
use crate::level::Level;
use crate::principle::{Principle, PrincipleId, PrincipleSet, SetId, Signature, Source};
use crate::reading::{Outcome, Pledge, PledgeId};
use crate::round::RoundId;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Date, Id, OrganisationId, PersonId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

/// Most sets of a place, principles of a set, signatures of a set, pledges of a place.
const SETS_MAX: u32 = 50;
const SIGNATURES_MAX: u32 = 1_000;
const PLEDGES_MAX: u32 = 500;

row! {
    /// A set in a list.
    pub struct SetLine {
        pub id: SetId,
        pub place_id: PlaceId,
        pub title: String,
        pub source: String,
        pub adopted_on: Date,
        pub ended_on: Option<Date>,
        pub version: i64,
        pub signatures: i64,
    }
}

row! {
    struct PrincipleRow { id: PrincipleId, number: i64, title: String, sentence: String }
}
row! {
    struct SignatureRow { organisation_id: OrganisationId, signed_on: Date }
}
row! {
    struct LevelRow { organisation_id: OrganisationId, principle_id: PrincipleId, level: String }
}
row! {
    struct ReplyRow { about_id: Id<Anything>, words: String, replied_on: Date }
}
row! {
    /// One thing to change, as stored.
    pub struct PledgeLine {
        pub id: PledgeId,
        pub round_id: RoundId,
        pub place_id: PlaceId,
        pub organisation_id: OrganisationId,
        pub words: String,
        pub by_date: Date,
        pub outcome: Option<String>,
        pub outcome_words: String,
        pub followed_on: Option<Date>,
        pub version: i64,
    }
}

const SETS: &str = "select s.id, s.place_id, s.title, s.source, s.adopted_on, s.ended_on, s.version,
                (select count(*) from surveys_signature g where g.set_id = s.id) as signatures
           from surveys_set s";
const PLEDGES: &str =
    "select id, round_id, place_id, organisation_id, words, by_date, outcome, outcome_words, followed_on, version
           from surveys_pledge";

impl SetLine {
    fn set(self) -> Result<PrincipleSet, Error> {
        Ok(PrincipleSet {
            source: known(Source::read(&self.source), "surveys_set", self.id, &self.source)?,
            id: self.id,
            place: self.place_id,
            title: self.title,
            adopted_on: self.adopted_on,
            ended_on: self.ended_on,
            version: self.version,
        })
    }
}

impl PledgeLine {
    fn pledge(self) -> Result<Pledge, Error> {
        let outcome = match self.outcome.as_deref() {
            Some(word) => Some(known(Outcome::read(word), "surveys_pledge", self.id, word)?),
            None => None,
        };
        Ok(Pledge {
            followed: outcome.zip(self.followed_on).map(|(outcome, on)| (outcome, self.outcome_words, on)),
            id: self.id,
            round: self.round_id,
            place: self.place_id,
            organisation: self.organisation_id,
            words: self.words,
            by: self.by_date,
            version: self.version,
        })
    }
}

fn all_pledges(rows: Vec<PledgeLine>) -> Result<Vec<Pledge>, Error> {
    rows.into_iter().map(PledgeLine::pledge).collect()
}

pub async fn principle_set(db: &mut Conn, id: SetId) -> Result<Option<PrincipleSet>, Error> {
    let row: Option<SetLine> = sql(format!("{SETS} where s.id = $1")).bind(id).maybe(db).await?;
    row.map(SetLine::set).transpose()
}

/// Sets of a place with how many signed, latest first.
pub async fn sets(db: &mut Conn, place: PlaceId) -> Result<Vec<SetLine>, Error> {
    let text = format!("{SETS} where s.place_id = $1 order by s.adopted_on desc, s.id desc limit $2");
    sql(text).bind(place).bind(SETS_MAX).all(db).await
}

pub async fn principles(db: &mut Conn, set: SetId) -> Result<Vec<Principle>, Error> {
    let rows: Vec<PrincipleRow> =
        sql("select id, number, title, sentence from surveys_principle where set_id = $1 order by number limit $2")
            .bind(set)
            .bind(SETS_MAX)
            .all(db)
            .await?;
    let one =
        |row: PrincipleRow| Principle { id: row.id, number: row.number, title: row.title, sentence: row.sentence };
    Ok(rows.into_iter().map(one).collect())
}

pub async fn add_set(db: &mut Conn, new: &PrincipleSet, principles: &[Principle]) -> Result<(), Error> {
    sql("insert into surveys_set (id, place_id, title, source, adopted_on) values ($1, $2, $3, $4, $5)")
        .bind(new.id)
        .bind(new.place)
        .bind(&new.title)
        .bind(new.source.key())
        .bind(new.adopted_on)
        .run(db)
        .await?;
    for one in principles {
        sql("insert into surveys_principle (id, set_id, number, title, sentence) values ($1, $2, $3, $4, $5)")
            .bind(one.id)
            .bind(new.id)
            .bind(one.number)
            .bind(&one.title)
            .bind(&one.sentence)
            .run(db)
            .await?;
    }
    Ok(())
}

/// Saves a set that was read at `version`.
pub async fn save_set(db: &mut Conn, changed: &PrincipleSet, version: i64) -> Result<(), Error> {
    sql("update surveys_set set ended_on = $3, version = version + 1 where id = $1 and version = $2")
        .bind(changed.id)
        .bind(version)
        .bind(changed.ended_on)
        .run_one(db)
        .await
}

/// Who signed, in the order in which they did.
pub async fn signatures(db: &mut Conn, set: SetId) -> Result<Vec<Signature>, Error> {
    let rows: Vec<SignatureRow> = sql("select organisation_id, signed_on
           from surveys_signature
          where set_id = $1
          order by signed_on, organisation_id
          limit $2")
    .bind(set)
    .bind(SIGNATURES_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Signature { organisation: row.organisation_id, on: row.signed_on }).collect())
}

pub async fn signed_on(db: &mut Conn, set: SetId, organisation: OrganisationId) -> Result<Option<Date>, Error> {
    sql("select signed_on from surveys_signature where set_id = $1 and organisation_id = $2")
        .bind(set)
        .bind(organisation)
        .maybe(db)
        .await
}

pub async fn add_signature(db: &mut Conn, set: SetId, new: Signature, by: Option<PersonId>) -> Result<(), Error> {
    sql("insert into surveys_signature (set_id, organisation_id, person_id, signed_on) values ($1, $2, $3, $4)")
        .bind(set)
        .bind(new.organisation)
        .bind(by)
        .bind(new.on)
        .run(db)
        .await?;
    Ok(())
}

/// How partners see themselves in a round.
pub async fn own_views(
    db: &mut Conn,
    round: RoundId,
) -> Result<BTreeMap<OrganisationId, BTreeMap<PrincipleId, Level>>, Error> {
    let rows: Vec<LevelRow> =
        sql("select organisation_id, principle_id, level from surveys_own_view where round_id = $1 limit $2")
            .bind(round)
            .bind(SIGNATURES_MAX * 12)
            .all(db)
            .await?;
    let mut all: BTreeMap<OrganisationId, BTreeMap<PrincipleId, Level>> = BTreeMap::new();
    for row in rows {
        let level = known(Level::read(&row.level), "surveys_own_view", round, &row.level)?;
        all.entry(row.organisation_id).or_default().insert(row.principle_id, level);
    }
    Ok(all)
}

pub async fn own_view(
    db: &mut Conn,
    round: RoundId,
    organisation: OrganisationId,
) -> Result<BTreeMap<PrincipleId, Level>, Error> {
    let rows: Vec<LevelRow> = sql("select organisation_id, principle_id, level
           from surveys_own_view
          where round_id = $1
            and organisation_id = $2
          limit $3")
    .bind(round)
    .bind(organisation)
    .bind(SETS_MAX)
    .all(db)
    .await?;
    let level =
        |row: LevelRow| Ok((row.principle_id, known(Level::read(&row.level), "surveys_own_view", round, &row.level)?));
    rows.into_iter().map(level).collect()
}

/// Writes a view of one's own, in place of one from before.
pub async fn save_own_view(
    db: &mut Conn,
    round: RoundId,
    organisation: OrganisationId,
    levels: &BTreeMap<PrincipleId, Level>,
) -> Result<(), Error> {
    for (principle, level) in levels {
        sql("insert into surveys_own_view (round_id, organisation_id, principle_id, level)
             values ($1, $2, $3, $4)
             on conflict (round_id, organisation_id, principle_id) do update set level = excluded.level")
        .bind(round)
        .bind(organisation)
        .bind(*principle)
        .bind(level.key())
        .run(db)
        .await?;
    }
    Ok(())
}

/// Replies in a round, by what they are about.
pub async fn replies(db: &mut Conn, round: RoundId) -> Result<BTreeMap<Id<Anything>, (String, Date)>, Error> {
    let rows: Vec<ReplyRow> = sql("select about_id, words, replied_on from surveys_reply where round_id = $1 limit $2")
        .bind(round)
        .bind(SIGNATURES_MAX)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.about_id, (row.words, row.replied_on))).collect())
}

/// Writes a reply, in place of one from before.
pub async fn save_reply(
    db: &mut Conn,
    (round, about): (RoundId, Id<Anything>),
    words: &str,
    by: Option<PersonId>,
    on: Date,
) -> Result<(), Error> {
    sql("insert into surveys_reply (round_id, about_id, words, person_id, replied_on)
         values ($1, $2, $3, $4, $5)
         on conflict (round_id, about_id)
         do update set words = excluded.words, person_id = excluded.person_id, replied_on = excluded.replied_on")
    .bind(round)
    .bind(about)
    .bind(words)
    .bind(by)
    .bind(on)
    .run(db)
    .await?;
    Ok(())
}

pub async fn pledge(db: &mut Conn, id: PledgeId) -> Result<Option<Pledge>, Error> {
    let row: Option<PledgeLine> = sql(format!("{PLEDGES} where id = $1")).bind(id).maybe(db).await?;
    row.map(PledgeLine::pledge).transpose()
}

/// What a partner named to change in a place, latest first.
pub async fn pledges_of(db: &mut Conn, place: PlaceId, organisation: OrganisationId) -> Result<Vec<Pledge>, Error> {
    let text = format!("{PLEDGES} where organisation_id = $2 and place_id = $1 order by id desc limit $3");
    all_pledges(sql(text).bind(place).bind(organisation).bind(PLEDGES_MAX).all(db).await?)
}

/// How many of a partner's pledges have no outcome yet.
pub async fn open_pledges(db: &mut Conn, place: PlaceId, organisation: OrganisationId) -> Result<usize, Error> {
    let count: i64 =
        sql("select count(*) from surveys_pledge where organisation_id = $2 and place_id = $1 and outcome is null")
            .bind(place)
            .bind(organisation)
            .one(db)
            .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Pledges of a place whose day has come and whose outcome nobody has said.
pub async fn unanswered_pledges(db: &mut Conn, place: PlaceId, today: Date) -> Result<Vec<Pledge>, Error> {
    let text =
        format!("{PLEDGES} where place_id = $1 and outcome is null and by_date <= $2 order by by_date, id limit $3");
    all_pledges(sql(text).bind(place).bind(today).bind(PLEDGES_MAX).all(db).await?)
}

pub async fn add_pledge(db: &mut Conn, new: &Pledge) -> Result<(), Error> {
    sql("insert into surveys_pledge (id, round_id, place_id, organisation_id, words, by_date) values ($1, $2, $3, $4, $5, $6)")
        .bind(new.id)
        .bind(new.round)
        .bind(new.place)
        .bind(new.organisation)
        .bind(&new.words)
        .bind(new.by)
        .run(db)
        .await?;
    Ok(())
}

/// Saves a pledge that was read at `version`.
pub async fn save_pledge(db: &mut Conn, changed: &Pledge, version: i64) -> Result<(), Error> {
    let followed = changed.followed.as_ref();
    sql("update surveys_pledge
            set outcome = $3, outcome_words = $4, followed_on = $5, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(followed.map(|(outcome, _, _)| outcome.key()))
    .bind(followed.map_or("", |(_, words, _)| words.as_str()))
    .bind(followed.map(|(_, _, on)| *on))
    .run_one(db)
    .await
}
