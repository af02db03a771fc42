//! What the record is, how it stands, and whether a copy that somebody kept is still true.

use crate::actions::witnessing;
use crate::checkpoint::{Kept, Verdict};
use crate::links;
use crate::receipt::checkpoint_in;
use crate::store::{self, Cosigned, Log, Signed};
use crate::tree::edge;
use askama::Template;
use folkmoot_kernel::pence::thousands;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Page, PageError, Query, Response};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// A checkpoint or a receipt, as it was kept.
    #[serde(default)]
    copy: String,
}

#[derive(Debug, Template)]
#[template(path = "record.html")]
struct RecordPage {
    now: Option<(Log, Signed)>,
    earlier: Vec<Log>,
    /// Who signed it as well, and when last.
    witnesses: Vec<Cosigned>,
    /// The key under which this installation signs for others.
    witness_key: Option<String>,
    copy: String,
    said: Option<Said>,
}

/// What is said of a kept copy.
#[derive(Debug)]
struct Said {
    good: bool,
    heading: &'static str,
    words: String,
}

/// "1 entry", "2,170 entries".
fn entries(count: u64) -> String {
    format!("{} {}", thousands(count), if count == 1 { "entry" } else { "entries" })
}

impl RecordPage {
    fn entries(&self, count: &i64) -> String {
        entries(count.unsigned_abs())
    }

    fn checkpoint_href(&self) -> String {
        self.now.as_ref().map(|(log, _)| format!("{}/checkpoint", links::log(log.number))).unwrap_or_default()
    }

    /// Not for the first log, which took no other's place.
    fn why(&self) -> Option<&str> {
        self.now.as_ref().map(|(log, _)| log.begun_why.as_str()).filter(|why| !why.is_empty())
    }
}

pub(super) async fn show(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let mut logs = store::logs(&mut db).await?;
    let said = match asked.copy.trim() {
        "" => None,
        copy => Some(checked(&mut db, &logs, copy).await?),
    };
    let (mut now, mut witnesses) = (None, Vec::new());
    if let Some(log) = logs.first().cloned() {
        witnesses = store::witnesses(&mut db, log.number).await?;
        now = store::latest(&mut db, log.number).await?.map(|signed| (log, signed));
    }
    drop(db);
    let earlier = if logs.is_empty() { Vec::new() } else { logs.split_off(1) };
    let page = Page::new("The record").lead("Official acts of this site in a log that nobody can quietly change.");
    let witness_key = witnessing::own(&ctx).map(|witness| witness.key().written());
    let inside = RecordPage { now, earlier, witnesses, witness_key, copy: asked.copy, said };
    ctx.page(page.template(&inside)).await
}

async fn checked(db: &mut Conn, logs: &[Log], copy: &str) -> Result<Said, PageError> {
    let Some(kept) = Kept::read(checkpoint_in(copy)) else {
        let words = "Paste the whole checkpoint: the lines from the name of the log to the signature, which begins with a dash. \
                     A receipt will do as well.";
        return Ok(no("This is no checkpoint", words));
    };
    let Some(log) = logs.iter().find(|log| log.origin == kept.origin) else {
        return Ok(no("This is of another log", format!("It is of {}, which is not kept here.", kept.origin)));
    };
    let size = store::latest(db, log.number).await?.map_or(0, |signed| signed.head().size);
    let root = match kept.head.size <= size {
        true => store::tiles(db, log.number, &edge(kept.head.size)).await?.root(kept.head.size).ok(),
        false => None,
    };
    Ok(said(&kept, kept.verdict(&log.verifier_key, size, root)))
}

fn no(heading: &'static str, words: impl Into<String>) -> Said {
    Said { good: false, heading, words: words.into() }
}

fn said(kept: &Kept, verdict: Verdict) -> Said {
    let covers = entries(kept.head.size);
    match verdict {
        Verdict::Forged => no(
            "This was not signed here",
            "The signature is not of this log, or a letter of the copy was changed. Nothing can be said from it.",
        ),
        Verdict::Same => Said {
            good: true,
            heading: "Nothing has changed",
            words: format!("Your copy covers {covers}. They are as they were, and none came after them."),
        },
        Verdict::Grown(more) => Said {
            good: true,
            heading: "Nothing that your copy covers has changed",
            words: format!("Your copy covers {covers}. They are as they were. {} came after them.", entries(more)),
        },
        Verdict::Rewritten => no(
            "The record was changed",
            format!(
                "Your copy covers {covers}. They are not what they were when it was signed. Keep your copy: it is \
                 the proof. Show it to the other partners."
            ),
        ),
        Verdict::Lost => no(
            "Entries were lost",
            format!("Your copy covers {covers} and there are fewer now. Keep your copy: it is the proof."),
        ),
    }
}
