//! Erasing takes the words away behind the record's commitments.

use folkmoot_keeping::wants::Commitments;
use folkmoot_record::store;
use folkmoot_store::{Conn, Error};
use std::pin::Pin;

/// The record's own.
#[derive(Debug, Clone, Copy)]
pub struct RecordCommitments;

impl Commitments for RecordCommitments {
    fn forget<'a>(
        &'a self,
        db: &'a mut Conn,
        lines: &'a [i64],
    ) -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>> {
        Box::pin(async move {
            for line in lines {
                store::forget_line(db, *line).await?;
            }
            Ok(())
        })
    }
}
