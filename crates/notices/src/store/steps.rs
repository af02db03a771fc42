//! The plan until a change comes.

use crate::notice::NoticeId;
use crate::step::{Done, Step, StepId};
use folkmoot_kernel::{Date, OrganisationId};
use folkmoot_store::{Conn, Error, row, sql};

/// Most steps of one plan.
const STEPS_MAX: u32 = 200;

row! {
    struct StepRow {
        id: StepId,
        notice_id: NoticeId,
        what: String,
        organisation_id: OrganisationId,
        due: Date,
        done_on: Option<Date>,
        done_words: String,
        version: i64,
    }
}

const COLUMNS: &str = "select id, notice_id, what, organisation_id, due, done_on, done_words, version
           from notices_step";

impl StepRow {
    fn step(self) -> Step {
        Step {
            id: self.id,
            notice: self.notice_id,
            what: self.what,
            owner: self.organisation_id,
            due: self.due,
            done: self.done_on.map(|on| Done { on, words: self.done_words }),
            version: self.version,
        }
    }
}

pub async fn step(db: &mut Conn, id: StepId) -> Result<Option<Step>, Error> {
    let row: Option<StepRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(StepRow::step))
}

/// The plan in the order of its days.
pub async fn steps(db: &mut Conn, notice: NoticeId) -> Result<Vec<Step>, Error> {
    let text = format!("{COLUMNS} where notice_id = $1 order by due, id limit $2");
    let rows: Vec<StepRow> = sql(text).bind(notice).bind(STEPS_MAX).all(db).await?;
    Ok(rows.into_iter().map(StepRow::step).collect())
}

pub async fn add_step(db: &mut Conn, new: &Step) -> Result<(), Error> {
    sql("insert into notices_step (id, notice_id, what, organisation_id, due) values ($1, $2, $3, $4, $5)")
        .bind(new.id)
        .bind(new.notice)
        .bind(&new.what)
        .bind(new.owner)
        .bind(new.due)
        .run(db)
        .await?;
    Ok(())
}

/// Saves that a step was done.
pub async fn save_step(db: &mut Conn, changed: &Step, version: i64) -> Result<(), Error> {
    let done = changed.done.as_ref();
    sql("update notices_step
            set done_on = $3, done_words = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(done.map(|done| done.on))
    .bind(done.map_or("", |done| done.words.as_str()))
    .run_one(db)
    .await
}
