//! Readings: who was shown what is kept of whom, and why. Written before it is shown.

use crate::conn::Conn;
use crate::error::Error;
use crate::query::sql;
use crate::row;
use crate::tx::Tx;
use folkmoot_kernel::{Actor, PersonId, Timestamp};

row! {
    /// One reading, as the person whose data it was sees it.
    pub struct Reading {
        pub at: Timestamp,
        pub person_id: Option<PersonId>,
        pub program: Option<String>,
        /// `None` for a list of everybody.
        pub of_person_id: Option<PersonId>,
        pub what: String,
        pub why: String,
    }
}

/// Readings that are shown of one person, the latest first.
const OF_MAX: u32 = 500;

/// Notes that `reader` is about to see `what` of `whose`; of everybody for `None`.
pub async fn note(tx: &mut Tx, reader: &Actor, whose: Option<PersonId>, what: &str, why: &str) -> Result<(), Error> {
    let (person, program) = match reader {
        Actor::Nobody => (None, None),
        Actor::Person { id, .. } => (Some(*id), None),
        Actor::Program(name) => (None, Some(*name)),
    };
    let (id, now) = (tx.new_id::<Reading>(), tx.now());
    sql("insert into store_reading (id, at, person_id, program, of_person_id, what, why)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(id)
    .bind(now)
    .bind(person)
    .bind(program)
    .bind(whose)
    .bind(what)
    .bind(why)
    .run(tx)
    .await?;
    Ok(())
}

/// Who read what is kept of somebody, lists of everybody among them.
pub async fn of(db: &mut Conn, whose: PersonId) -> Result<Vec<Reading>, Error> {
    sql("select at, person_id, program, of_person_id, what, why
           from store_reading
          where of_person_id = $1
             or of_person_id is null
          order by at desc, id desc
          limit $2")
    .bind(whose)
    .bind(OF_MAX)
    .all(db)
    .await
}
