//! What keeping wants of others.

use folkmoot_store::{Conn, Error};
use std::pin::Pin;

/// Commitments to what is on record, whose words can be taken away.
pub trait Commitments: Send + Sync {
    /// Nobody can tell any more what the commitments of these lines of history were of.
    fn forget<'a>(
        &'a self,
        db: &'a mut Conn,
        lines: &'a [i64],
    ) -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;
}
