//! What was said on a promise, new dates included.

use crate::promise::{Moved, PromiseId, Remark, RemarkId, RemarkKind};
use folkmoot_kernel::{Date, OrganisationId, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most remarks on one promise.
const REMARKS_MAX: u32 = 1_000;

row! {
    struct RemarkRow {
        id: RemarkId,
        promise_id: PromiseId,
        kind: String,
        old_due: Option<Date>,
        new_due: Option<Date>,
        words: String,
        organisation_id: Option<OrganisationId>,
        person_id: Option<PersonId>,
        at: Timestamp,
    }
}

row! {
    struct MoveRow { old_due: Date, new_due: Date, words: String, person_id: PersonId, at: Timestamp }
}

impl RemarkRow {
    fn remark(self) -> Result<Remark, Error> {
        let broken = |why: &str| Error::BrokenRow {
            table: "governance_promise_change",
            id: self.id.to_string(),
            why: why.to_owned(),
        };
        Ok(Remark {
            kind: RemarkKind::read(&self.kind).ok_or_else(|| broken("its kind is not known"))?,
            person: self.person_id.ok_or_else(|| broken("nobody said it"))?,
            id: self.id,
            promise: self.promise_id,
            words: self.words,
            organisation: self.organisation_id,
            at: self.at,
            dates: self.old_due.zip(self.new_due),
        })
    }
}

/// All changes of date, oldest first.
pub(super) async fn moves(db: &mut Conn, promise: PromiseId) -> Result<Vec<Moved>, Error> {
    let rows: Vec<MoveRow> = sql("select old_due, new_due, words, person_id, at
           from governance_promise_change
          where promise_id = $1
            and kind = 'renegotiated'
          order by at, id
          limit $2")
    .bind(promise)
    .bind(REMARKS_MAX)
    .all(db)
    .await?;
    let moved = |row: MoveRow| {
        let (old_due, new_due) = (row.old_due, row.new_due);
        Moved { old_due, new_due, why: row.words, by: row.person_id, at: row.at }
    };
    Ok(rows.into_iter().map(moved).collect())
}

/// What was said on a promise until this moment, oldest first.
pub async fn remarks(db: &mut Conn, promise: PromiseId, until: Timestamp) -> Result<Vec<Remark>, Error> {
    let rows: Vec<RemarkRow> =
        sql("select id, promise_id, kind, old_due, new_due, words, organisation_id, person_id, at
           from governance_promise_change
          where promise_id = $1
            and at <= $2
          order by at, id
          limit $3")
        .bind(promise)
        .bind(until)
        .bind(REMARKS_MAX)
        .all(db)
        .await?;
    rows.into_iter().map(RemarkRow::remark).collect()
}

pub async fn add_remark(db: &mut Conn, new: &Remark) -> Result<(), Error> {
    sql("insert into governance_promise_change
           (id, promise_id, kind, old_due, new_due, words, organisation_id, person_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(new.id)
    .bind(new.promise)
    .bind(new.kind.key())
    .bind(new.dates.map(|(old, _)| old))
    .bind(new.dates.map(|(_, new)| new))
    .bind(&new.words)
    .bind(new.organisation)
    .bind(new.person)
    .bind(new.at)
    .run(db)
    .await?;
    Ok(())
}
