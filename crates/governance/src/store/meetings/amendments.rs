//! What those who attended want changed in draft minutes.

use crate::meeting::{Amendment, AmendmentId, MeetingId, Settled, Verdict};
use folkmoot_kernel::{OrganisationId, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most amendments of one meeting.
const AMENDMENTS_MAX: u32 = 500;

row! {
    struct AmendmentRow {
        id: AmendmentId,
        meeting_id: MeetingId,
        organisation_id: OrganisationId,
        person_id: Option<PersonId>,
        instead_of: String,
        words: String,
        at: Timestamp,
        verdict: String,
        reply: String,
        settled_at: Option<Timestamp>,
        version: i64,
    }
}

const COLUMNS: &str =
    "select id, meeting_id, organisation_id, person_id, instead_of, words, at, verdict, reply, settled_at, version
           from governance_amendment";

impl AmendmentRow {
    fn amendment(self) -> Amendment {
        let reply = self.reply;
        let settled = Verdict::read(&self.verdict).zip(self.settled_at);
        Amendment {
            id: self.id,
            meeting: self.meeting_id,
            organisation: self.organisation_id,
            person: self.person_id,
            instead_of: self.instead_of,
            words: self.words,
            at: self.at,
            settled: settled.map(|(verdict, at)| Settled { verdict, reply, at }),
            version: self.version,
        }
    }
}

pub async fn amendment(db: &mut Conn, id: AmendmentId) -> Result<Option<Amendment>, Error> {
    let row: Option<AmendmentRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(AmendmentRow::amendment))
}

/// First to last.
pub async fn amendments_of_meeting(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Amendment>, Error> {
    let rows: Vec<AmendmentRow> = sql(format!("{COLUMNS} where meeting_id = $1 order by at, id limit $2"))
        .bind(meeting)
        .bind(AMENDMENTS_MAX)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(AmendmentRow::amendment).collect())
}

pub async fn unanswered_amendments(db: &mut Conn, meeting: MeetingId) -> Result<i64, Error> {
    sql("select count(*) from governance_amendment where meeting_id = $1 and verdict = ''").bind(meeting).one(db).await
}

pub async fn add_amendment(db: &mut Conn, new: &Amendment) -> Result<(), Error> {
    sql("insert into governance_amendment (id, meeting_id, organisation_id, person_id, instead_of, words, at)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(new.id)
    .bind(new.meeting)
    .bind(new.organisation)
    .bind(new.person)
    .bind(&new.instead_of)
    .bind(&new.words)
    .bind(new.at)
    .run(db)
    .await?;
    Ok(())
}

/// Saves the answer to one that was read at `version`.
pub async fn save_amendment(db: &mut Conn, changed: &Amendment, version: i64) -> Result<(), Error> {
    let settled = changed.settled.as_ref();
    sql("update governance_amendment
            set verdict = $3, reply = $4, settled_at = $5, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(settled.map_or("", |one| one.verdict.key()))
    .bind(settled.map_or("", |one| one.reply.as_str()))
    .bind(settled.map(|one| one.at))
    .run_one(db)
    .await
}
