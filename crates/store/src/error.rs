//! What can go wrong between an action and its rows.

use folkmoot_kernel::Id;
use folkmoot_kernel::id::Anything;

/// Refusals a caller answers with words, and faults that are logged once and shown as "something went wrong".
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row changed since it was read: the second of two editors is shown both versions.
    #[error("somebody else changed this in the meantime")]
    Conflict,
    /// The same form was sent before and did its work then.
    #[error("this was already saved")]
    AlreadyDone { kind: String, id: Id<Anything> },
    /// A rule of the table said no; the name is the index's or constraint's, or the columns of a unique key.
    #[error("the rule {rule} of the table says no")]
    Rule { rule: String },
    #[error("the database is busy; try again in a moment")]
    Busy,
    /// A query names `wanted` values and was given `given`.
    #[error("a query wants {wanted} values and was given {given}: {text}")]
    Binds { wanted: usize, given: usize, text: String },
    /// A row that breaks its own rules.
    #[error("{table} {id} breaks its own rules: {why}")]
    BrokenRow { table: &'static str, id: String, why: String },
    /// A table that no migration made.
    #[error("the table {table} is not one of Folkmoot's: {why}")]
    BrokenTable { table: String, why: String },
    #[error("a value could not be written as JSON")]
    Json(#[from] serde_json::Error),
    #[error("the group of writes that this one belonged to was not saved")]
    GroupLost,
    /// The disk gave an error, or is full. What was not saved then is not half saved.
    #[error("the disk would not take it")]
    Disk(#[source] sqlx::Error),
    /// The database server went away, or is not the one that writes any more. Whether the last write was saved is not known: the same
    /// form, sent again, works once.
    #[error("the database cannot be reached")]
    Away(#[source] sqlx::Error),
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(err: sqlx::Error) -> Self {
        match &err {
            sqlx::Error::Database(fault) => match rule_of(fault.as_ref()) {
                Some(rule) => Error::Rule { rule },
                None if is_busy(fault.as_ref()) => Error::Busy,
                None if is_of_disk(fault.as_ref()) => Error::Disk(err),
                None if is_away(fault.as_ref()) => Error::Away(err),
                None => Error::Database(err),
            },
            sqlx::Error::PoolTimedOut => Error::Busy,
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => Error::Away(err),
            _ => Error::Database(err),
        }
    }
}

/// The broken rule's name. SQLite names columns for a unique key ("web_session.token_hash") and the check's text.
fn rule_of(fault: &dyn sqlx::error::DatabaseError) -> Option<String> {
    use sqlx::error::ErrorKind::{CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation};
    let broken = matches!(fault.kind(), UniqueViolation | ForeignKeyViolation | NotNullViolation | CheckViolation);
    let after_colon = |message: &str| message.rsplit(": ").next().unwrap_or_default().to_owned();
    broken.then(|| fault.constraint().map_or_else(|| after_colon(fault.message()), str::to_owned))
}

/// SQLite 5 and 6: busy, locked. PostgreSQL: serialisation, deadlock, lock not available, too many connections.
fn is_busy(fault: &dyn sqlx::error::DatabaseError) -> bool {
    matches!(fault.code().as_deref(), Some("5" | "6" | "517" | "40001" | "40P01" | "55P03" | "53300" | "57014"))
}

/// PostgreSQL: connection exceptions; shut down, crashed, starting; a standby that takes no writes.
fn is_away(fault: &dyn sqlx::error::DatabaseError) -> bool {
    let code = fault.code().unwrap_or_default();
    code.starts_with("08") || matches!(code.as_ref(), "57P01" | "57P02" | "57P03" | "25006")
}

/// SQLite 10 and 13: an error of the disk in any of its kinds, and a full one. PostgreSQL: disk full, an error of the disk.
fn is_of_disk(fault: &dyn sqlx::error::DatabaseError) -> bool {
    let code = fault.code().unwrap_or_default();
    let of_sqlite = code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 10 | 13));
    of_sqlite || matches!(code.as_ref(), "53100" | "58030")
}
