//! What the record holds of one thing.

use crate::acts::READ_ENTRY;
use crate::links;
use crate::store::{self, Entry};
use askama::Template;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Subject, capital};
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug)]
struct Line {
    event: String,
    when: String,
    number: i64,
    receipt: String,
    /// For who may read what it commits to, while it is there.
    words: Option<String>,
    erased: bool,
}

#[derive(Debug, Template)]
#[template(path = "of.html")]
struct OfPage {
    lines: Vec<Line>,
    page: Option<String>,
}

pub(super) async fn show(ctx: Ctx, Path((kind, id)): Path<(String, Id<Anything>)>) -> Result<Response, PageError> {
    let page = ctx.link(&kind, id);
    let entries = store::entries_of(&mut *ctx.read().await?, &kind, id).await?;
    if entries.is_empty() && page.is_none() {
        return Err(PageError::not_found());
    }
    let may_read = ctx.may_read(&kind, id).await?;
    let inside = OfPage { lines: entries.into_iter().map(|entry| line(&ctx, entry, may_read)).collect(), page };
    ctx.page(Page::new("Receipts from the record").crumb("The record", links::RECORD).template(&inside)).await
}

fn line(ctx: &Ctx, entry: Entry, may_read: bool) -> Line {
    let may = may_read && ctx.may(READ_ENTRY, entry.place_id.map(Subject::place).unwrap_or_default());
    Line {
        when: entry.at.in_words(),
        receipt: links::receipt(entry.log, entry.number),
        words: (may && entry.salt.is_some()).then(|| links::words_of(entry.log, entry.number)),
        erased: entry.salt.is_none(),
        number: entry.number,
        event: capital(&entry.event),
    }
}
