//! The checkpoint of the record, for the weekly letter: whoever keeps the letter can check the record later.

use folkmoot_governance::wants::WorthKeeping;
use folkmoot_record::{links, store};
use folkmoot_store::{Conn, Error};
use std::pin::Pin;

/// The latest checkpoint of the record.
#[derive(Debug, Clone, Copy)]
pub struct RecordCheckpoint;

impl WorthKeeping for RecordCheckpoint {
    fn lines<'a>(
        &'a self,
        db: &'a mut Conn,
        site: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<Option<String>, Error>> + Send + 'a>> {
        Box::pin(async move {
            let Some(log) = store::logs(db).await?.into_iter().next() else { return Ok(None) };
            let signed = store::latest(db, log.number).await?;
            let record = links::RECORD;
            Ok(signed.map(|signed| {
                format!(
                    "\n\nKeep this letter. The lines below stand for the whole record as it was when they were signed. If anybody \
                     changes it later, they show it: paste them at {site}{record}\n\n{}",
                    signed.note
                )
            }))
        })
    }
}
