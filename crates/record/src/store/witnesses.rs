//! What witnesses signed of our logs, and what we signed of theirs.

use super::column;
use crate::checkpoint::Head;
use folkmoot_kernel::Timestamp;
use folkmoot_store::{Conn, Error, row, sql};
use tlog_tiles::tlog::Hash;

row! {
    struct WitnessedRow { size: i64, root: Vec<u8> }
}

row! {
    /// What a witness signed.
    pub struct Cosigned {
        pub witness: String,
        pub size: i64,
        pub line: String,
        pub signed_at: Timestamp,
    }
}

/// Witnesses of one checkpoint.
const WITNESSES_MAX: u32 = 50;

/// How far a log of somebody else's had gone when it was signed here last.
pub async fn witnessed(db: &mut Conn, origin: &str) -> Result<Option<Head>, Error> {
    let row: Option<WitnessedRow> =
        sql("select size, root from record_witnessed where origin = $1").bind(origin).maybe(db).await?;
    Ok(row.map(|row| {
        let root = row.root.as_slice().try_into().unwrap_or([0; 32]);
        Head { size: row.size.unsigned_abs(), root: Hash(root) }
    }))
}

/// Notes what is signed now. Somebody else in between is a conflict: one log is never set back.
pub async fn save_witnessed(
    db: &mut Conn,
    origin: &str,
    before: Option<Head>,
    head: Head,
    now: Timestamp,
) -> Result<(), Error> {
    let root = head.root.0.to_vec();
    let query = match before {
        None => sql("insert into record_witnessed (size, root, signed_at, origin) values ($1, $2, $3, $4)"),
        Some(_) => {
            sql("update record_witnessed set size = $1, root = $2, signed_at = $3 where origin = $4 and size = $5")
        }
    };
    let query = query.bind(column(head.size)).bind(root).bind(now).bind(origin);
    match before {
        None => query.run(db).await.map(|_| ()),
        Some(before) => query.bind(column(before.size)).run_one(db).await,
    }
}

/// The largest of our checkpoints that a witness signed.
pub async fn cosigned_by(db: &mut Conn, log: i64, witness: &str) -> Result<Option<i64>, Error> {
    sql("select size from record_cosignature where log = $1 and witness = $2 order by size desc limit 1")
        .bind(log)
        .bind(witness)
        .maybe(db)
        .await
}

/// What witnesses signed of one checkpoint.
pub async fn cosignatures(db: &mut Conn, log: i64, size: i64) -> Result<Vec<Cosigned>, Error> {
    sql("select witness, size, line, signed_at
           from record_cosignature
          where log = $1
            and size = $2
          order by witness
          limit $3")
    .bind(log)
    .bind(size)
    .bind(WITNESSES_MAX)
    .all(db)
    .await
}

/// The latest that each witness signed of a log.
pub async fn witnesses(db: &mut Conn, log: i64) -> Result<Vec<Cosigned>, Error> {
    sql("select c.witness, c.size, c.line, c.signed_at
           from record_cosignature c
          where c.log = $1
            and c.size = (select max(o.size)
                            from record_cosignature o
                           where o.log = c.log
                             and o.witness = c.witness)
          order by c.witness
          limit $2")
    .bind(log)
    .bind(WITNESSES_MAX)
    .all(db)
    .await
}

pub async fn add_cosignature(
    db: &mut Conn,
    (log, size): (i64, i64),
    witness: &str,
    line: &str,
    now: Timestamp,
) -> Result<(), Error> {
    sql("insert into record_cosignature (log, size, witness, line, signed_at)
         values ($1, $2, $3, $4, $5)
         on conflict (log, size, witness) do nothing")
    .bind(log)
    .bind(size)
    .bind(witness)
    .bind(line)
    .bind(now)
    .run(db)
    .await?;
    Ok(())
}
