//! Change notices, what they touch and what is said to them.

use super::known;
use crate::notice::{Impact, Kind, Notice, NoticeId, Of, Source, Withdrawn};
use crate::reply::{Reply, ReplyId, Voice};
use crate::wants::Touch;
use folkmoot_kernel::{Date, Id, OrganisationId, Pence, PersonId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "notices_notice";
/// Most promises and decisions that one notice touches.
const TOUCHED_MAX: u32 = 200;
/// Most replies to one notice.
const REPLIES_MAX: u32 = 200;
/// Most years of a table of counts.
const YEARS_MAX: u32 = 50;
/// Most notices that touch one thing.
const TOUCHING_MAX: u32 = 20;

row! {
    struct NoticeRow {
        id: NoticeId,
        place_id: PlaceId,
        number: i64,
        organisation_id: OrganisationId,
        kind: String,
        of_what: String,
        title: String,
        what: String,
        reason: String,
        source: String,
        learned_how: String,
        told_on: Date,
        starts_on: Date,
        promised_days: i64,
        promised_words: String,
        amount_pence: Option<Pence>,
        people: Option<i64>,
        people_words: String,
        services: String,
        recorded_at: Timestamp,
        recorded_by: Option<PersonId>,
        withdrawn_at: Option<Timestamp>,
        withdrawn_why: String,
        version: i64,
    }
}

row! {
    /// A notice in a list.
    pub struct NoticeLine {
        pub id: NoticeId,
        pub number: i64,
        pub organisation_id: OrganisationId,
        pub title: String,
        kind: String,
        of_what: String,
        pub source: String,
        pub told_on: Date,
        pub starts_on: Date,
        pub promised_days: i64,
        pub amount_pence: Option<Pence>,
        pub withdrawn_at: Option<Timestamp>,
        pub replies: i64,
    }
}

row! {
    /// How notices of one year kept what was promised.
    pub struct NoticeCount {
        /// The year in which the place was told, as it is written.
        pub year: String,
        pub all: i64,
        /// With the promised notice, or withdrawn.
        pub kept: i64,
        /// Given, with less.
        pub shorter: i64,
        /// Learned by the place itself.
        pub learned: i64,
    }
}

row! {
    struct ReplyRow {
        id: ReplyId,
        notice_id: NoticeId,
        organisation_id: i64,
        words: String,
        at: Timestamp,
        person_id: Option<PersonId>,
    }
}

const COLUMNS: &str =
    "select id, place_id, number, organisation_id, kind, of_what, title, what, reason, source, learned_how,
                told_on, starts_on, promised_days, promised_words, amount_pence, people, people_words, services,
                recorded_at, recorded_by, withdrawn_at, withdrawn_why, version
           from notices_notice";

impl NoticeRow {
    fn notice(self) -> Result<Notice, Error> {
        let source = if self.source == "learned" { Source::Learned(self.learned_how) } else { Source::Given };
        Ok(Notice {
            kind: known(Kind::read(&self.kind), TABLE, self.id, &self.kind)?,
            of: known(Of::read(&self.of_what), TABLE, self.id, &self.of_what)?,
            id: self.id,
            place: self.place_id,
            number: self.number,
            organisation: self.organisation_id,
            title: self.title,
            what: self.what,
            reason: self.reason,
            source,
            told_on: self.told_on,
            starts_on: self.starts_on,
            promised_days: self.promised_days,
            promised_words: self.promised_words,
            impact: Impact {
                amount: self.amount_pence,
                people: self.people.and_then(|people| u32::try_from(people).ok()),
                people_words: self.people_words,
                services: self.services,
            },
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            withdrawn: self.withdrawn_at.map(|at| Withdrawn { at, why: self.withdrawn_why }),
            version: self.version,
        })
    }
}

impl NoticeLine {
    /// "Funding stops".
    pub fn change(&self) -> &'static str {
        let (kind, of) = (Kind::read(&self.kind), Of::read(&self.of_what));
        kind.zip(of).map_or("A change", |(kind, of)| of.with(kind))
    }

    pub fn countdown(&self, today: Date) -> crate::notice::Countdown {
        crate::notice::Countdown::until(self.withdrawn_at, self.starts_on, today)
    }

    /// "30 of 90 days".
    pub fn notice_words(&self) -> String {
        let given = self.told_on.days_until(self.starts_on).max(0);
        format!("{given} of {} days", self.promised_days)
    }
}

pub async fn notice(db: &mut Conn, id: NoticeId) -> Result<Option<Notice>, Error> {
    let row: Option<NoticeRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(NoticeRow::notice).transpose()
}

/// Notices of a place: what is still to come first, the nearest on top; then what began, the latest on top.
pub async fn notices_of_place(
    db: &mut Conn,
    place: PlaceId,
    today: Date,
    limit: u32,
) -> Result<Vec<NoticeLine>, Error> {
    sql("select n.id, n.number, n.organisation_id, n.title, n.kind, n.of_what, n.source, n.told_on, n.starts_on,
                n.promised_days, n.amount_pence, n.withdrawn_at,
                (select count(*) from notices_reply r where r.notice_id = n.id) as replies
           from notices_notice n
          where n.place_id = $1
          order by case when n.withdrawn_at is null and n.starts_on >= $2 then 0 else 1 end,
                   case when n.starts_on >= $2 then n.starts_on end,
                   n.starts_on desc, n.number desc
          limit $3")
    .bind(place)
    .bind(today)
    .bind(limit)
    .all(db)
    .await
}

/// Notices of which the place was told until this day, by year, the latest first.
pub async fn counts_by_year(db: &mut Conn, place: PlaceId, until: Date) -> Result<Vec<NoticeCount>, Error> {
    sql("select c.year, count(*) as \"all\",
                count(case when c.kept = 1 then 1 end) as kept,
                count(case when c.kept = 0 and c.source = 'given' then 1 end) as shorter,
                count(case when c.kept = 0 and c.source = 'learned' then 1 end) as learned
           from (select substr(told_on, 1, 4) as year, source,
                        case when withdrawn_at is not null or given_days >= promised_days then 1 else 0 end as kept
                   from notices_notice
                  where place_id = $1
                    and told_on <= $2) c
          group by c.year
          order by c.year desc
          limit $3")
    .bind(place)
    .bind(until)
    .bind(YEARS_MAX)
    .all(db)
    .await
}

pub async fn next_notice_number(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    sql("select coalesce(max(number), 0) + 1 from notices_notice where place_id = $1").bind(place).one(db).await
}

pub async fn add_notice(db: &mut Conn, new: &Notice) -> Result<(), Error> {
    let (source, how) = match &new.source {
        Source::Given => ("given", ""),
        Source::Learned(how) => ("learned", how.as_str()),
    };
    sql("insert into notices_notice
           (id, place_id, number, organisation_id, kind, of_what, title, what, reason, source, learned_how, told_on,
            starts_on, given_days, promised_days, promised_words, amount_pence, people, people_words, services,
            recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.number)
    .bind(new.organisation)
    .bind(new.kind.key())
    .bind(new.of.key())
    .bind(&new.title)
    .bind(&new.what)
    .bind(&new.reason)
    .bind(source)
    .bind(how)
    .bind(new.told_on)
    .bind(new.starts_on)
    .bind(new.given_days())
    .bind(new.promised_days)
    .bind(&new.promised_words)
    .bind(new.impact.amount)
    .bind(new.impact.people.map(i64::from))
    .bind(&new.impact.people_words)
    .bind(&new.impact.services)
    .bind(new.recorded_at)
    .bind(new.recorded_by)
    .run(db)
    .await?;
    Ok(())
}

/// Saves what a notice means, or that it was withdrawn. What was told is never rewritten.
pub async fn save_notice(db: &mut Conn, changed: &Notice, version: i64) -> Result<(), Error> {
    let withdrawn = changed.withdrawn.as_ref();
    sql("update notices_notice
            set amount_pence = $3, people = $4, people_words = $5, services = $6, withdrawn_at = $7,
                withdrawn_why = $8, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.impact.amount)
    .bind(changed.impact.people.map(i64::from))
    .bind(&changed.impact.people_words)
    .bind(&changed.impact.services)
    .bind(withdrawn.map(|withdrawn| withdrawn.at))
    .bind(withdrawn.map_or("", |withdrawn| withdrawn.why.as_str()))
    .run_one(db)
    .await
}

pub async fn touched(db: &mut Conn, id: NoticeId) -> Result<Vec<(Touch, i64)>, Error> {
    let rows: Vec<(String, i64)> = sql("select kind, subject_id
           from notices_touched
          where notice_id = $1
          order by kind desc, subject_id
          limit $2")
    .bind(id)
    .bind(TOUCHED_MAX)
    .all(db)
    .await?;
    rows.into_iter()
        .map(|(kind, subject)| Ok((known(Touch::read(&kind), "notices_touched", id, &kind)?, subject)))
        .collect()
}

/// Replaces what the notice touches.
pub async fn set_touched(db: &mut Conn, id: NoticeId, all: &[(Touch, i64)]) -> Result<(), Error> {
    sql("delete from notices_touched where notice_id = $1").bind(id).run(db).await?;
    for (touch, subject) in all.iter().take(TOUCHED_MAX as usize) {
        sql("insert into notices_touched (notice_id, kind, subject_id) values ($1, $2, $3)")
            .bind(id)
            .bind(touch.key())
            .bind(*subject)
            .run(db)
            .await?;
    }
    Ok(())
}

/// Notices that stand and touch this promise or decision: id, title, first day.
pub async fn notices_touching(
    db: &mut Conn,
    touch: Touch,
    subject: i64,
) -> Result<Vec<(NoticeId, String, Date)>, Error> {
    sql("select n.id, n.title, n.starts_on
           from notices_touched t
           join notices_notice n on n.id = t.notice_id
          where t.kind = $1
            and t.subject_id = $2
            and n.withdrawn_at is null
          order by n.starts_on desc, n.id
          limit $3")
    .bind(touch.key())
    .bind(subject)
    .bind(TOUCHING_MAX)
    .all(db)
    .await
}

pub async fn replies(db: &mut Conn, id: NoticeId) -> Result<Vec<Reply>, Error> {
    let rows: Vec<ReplyRow> = sql("select id, notice_id, organisation_id, words, at, person_id
           from notices_reply
          where notice_id = $1
          order by case when organisation_id = 0 then 0 else 1 end, at, id
          limit $2")
    .bind(id)
    .bind(REPLIES_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(ReplyRow::reply).collect())
}

impl ReplyRow {
    fn reply(self) -> Reply {
        let voice = match self.organisation_id {
            0 => Voice::Place,
            id => Voice::Organisation(Id::from_number(id)),
        };
        Reply { id: self.id, notice: self.notice_id, voice, words: self.words, at: self.at, person: self.person_id }
    }
}

pub async fn add_reply(db: &mut Conn, new: &Reply) -> Result<(), Error> {
    let organisation = match new.voice {
        Voice::Place => 0,
        Voice::Organisation(id) => id.number(),
    };
    sql("insert into notices_reply (id, notice_id, organisation_id, words, at, person_id)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(new.id)
    .bind(new.notice)
    .bind(organisation)
    .bind(&new.words)
    .bind(new.at)
    .bind(new.person)
    .run(db)
    .await?;
    Ok(())
}
