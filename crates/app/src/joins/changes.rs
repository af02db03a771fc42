//! Changes of which somebody gave notice, for the pages of what they touch.

use folkmoot_governance::wants::{ComingChanges, Subject};
use folkmoot_notices::wants::Touch;
use folkmoot_notices::{links, store};
use folkmoot_store::{Conn, Error};
use std::pin::Pin;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Change notices.
#[derive(Debug, Clone, Copy)]
pub struct NoticedChanges;

impl ComingChanges for NoticedChanges {
    fn touching<'a>(&'a self, db: &'a mut Conn, of: Subject) -> Answer<'a, Vec<(String, String)>> {
        Box::pin(async move {
            let (touch, id) = match of {
                Subject::Promise(id) => (Touch::Promise, id.number()),
                Subject::Decision(id) => (Touch::Decision, id.number()),
            };
            let found = store::notices_touching(db, touch, id).await?;
            let line = |(id, title, day): (folkmoot_notices::notice::NoticeId, String, folkmoot_kernel::Date)| {
                (format!("{title}, from {}", day.in_words()), links::notice(id))
            };
            Ok(found.into_iter().map(line).collect())
        })
    }
}
