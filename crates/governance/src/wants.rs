//! What governance's pages want of another capability. The application provides it (`app/src/joins`).

use crate::decision::DecisionId;
use crate::promise::PromiseId;
use folkmoot_store::{Conn, Error};
use futures_util::future::BoxFuture;

/// A promise or a decision that a coming change may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Promise(PromiseId),
    Decision(DecisionId),
}

/// Changes of which somebody gave notice, and that touch what was agreed.
pub trait ComingChanges: Send + Sync + std::fmt::Debug {
    /// Words, with the day, and address.
    fn touching<'a>(&'a self, db: &'a mut Conn, of: Subject) -> BoxFuture<'a, Result<Vec<(String, String)>, Error>>;
}
