//! The words of letters about promises. Plain text, kind, with a link and a way to say no.

use crate::actions::mine::Mine;
use crate::promise::{Promise, Reminder};
use folkmoot_kernel::Date;
use std::fmt::Write as _;

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) subject: String,
    pub(super) body: String,
}

/// What every letter about one promise tells.
#[derive(Debug)]
pub(super) struct About<'a> {
    pub(super) promise: &'a Promise,
    pub(super) owner: &'a str,
    pub(super) place: &'a str,
    pub(super) confirmer: &'a str,
    /// Address of the promise's page.
    pub(super) link: &'a str,
}

/// Lines that were decided or confirmed, for a weekly letter: words and link.
pub(super) type News = Vec<(String, String)>;

const SUBJECT_MAX: usize = 60;

fn short(words: &str) -> String {
    let cut: String = words.chars().take(SUBJECT_MAX).collect();
    if cut.len() < words.len() { format!("{}…", cut.trim_end()) } else { cut }
}

pub(super) fn reminder(kind: Reminder, about: &About<'_>) -> Letter {
    let (what, due) = (short(about.promise.what()), about.promise.due().in_words());
    let subject = match kind {
        Reminder::Accept => format!("Will you take this on? {what}"),
        Reminder::DueSoon => format!("Due on {due}: {what}"),
        Reminder::DueToday => format!("Due today: {what}"),
        Reminder::PastDate => format!("What got in the way? {what}"),
    };
    Letter { subject, body: format!("{}\n\n{}\n\n{}", opening(kind, about), asking(kind, about), closing(about)) }
}

fn opening(kind: Reminder, about: &About<'_>) -> String {
    let (promise, owner, place) = (about.promise, about.owner, about.place);
    let due = promise.due().in_words();
    match kind {
        Reminder::Accept => format!(
            "It was said in the room that {owner} would do this for {place}, by {due}:\n\n    {}\n\nNobody has said yes or no yet.",
            promise.what()
        ),
        Reminder::DueSoon => {
            format!("{owner} promised this to the partners of {place}, by {due}:\n\n    {}", promise.what())
        }
        Reminder::DueToday => {
            format!("{owner} promised this to the partners of {place}, by today:\n\n    {}", promise.what())
        }
        Reminder::PastDate => format!(
            "{owner} promised this to the partners of {place}, and its date, {due}, has gone by:\n\n    {}",
            promise.what()
        ),
    }
}

fn asking(kind: Reminder, about: &About<'_>) -> String {
    let (link, confirmer) = (about.link, about.confirmer);
    match kind {
        Reminder::Accept => format!(
            "Say yes, and name the partner who will confirm that it is done:\n{link}/accept\n\nOr say no, and why. That is an answer too:\n{link}/decline"
        ),
        Reminder::DueSoon | Reminder::DueToday => format!(
            "Is it done? Say so, and {confirmer} will be asked to confirm:\n{link}/done\n\nWill it take longer? Give it a new date and the reason. The old date stays beside it:\n{link}/renegotiate"
        ),
        Reminder::PastDate => format!(
            "What got in the way? Partners can often help once they know:\n{link}/way\n\nIf it is done, say so, and {confirmer} will be asked to confirm:\n{link}/done\n\nIf it needs longer, give it a new date:\n{link}/renegotiate"
        ),
    }
}

fn closing(about: &About<'_>) -> String {
    format!(
        "The promise, with all that was said on it: {}\n\nYou get this letter because you hold a seat for {} in {}.",
        about.link, about.owner, about.place
    )
}

/// To the place's own team, when nobody holds a seat for the owner.
pub(super) fn nobody_there(about: &About<'_>) -> Letter {
    let body = format!(
        "{} has a promise that waits for a word:\n\n    {}\n\nNobody holds a seat for it in {} today, so nobody was reminded. Perhaps you know whom to ask.\n\n{}",
        about.owner,
        about.promise.what(),
        about.place,
        about.link
    );
    Letter { subject: format!("Nobody sits for {} just now", about.owner), body }
}

/// The weekly letter. Nothing, when there is nothing to tell.
pub(super) fn digest(mine: &Mine, decided: &News, confirmed: &News, url: &str) -> Option<Letter> {
    let mut body = String::new();
    waiting(&mut body, mine, url);
    let due = mine.due_soon.iter().map(|promise| line(promise.due, &promise.what));
    section(&mut body, "Due in the next two weeks", due.collect());
    section(&mut body, "Decided in the last week", linked(decided));
    section(&mut body, "Confirmed as kept in the last week", linked(confirmed));
    if body.is_empty() {
        return None;
    }
    let subject = match mine.waiting() {
        0 => "Your week: nothing waits for you".to_owned(),
        1 => "Your week: one thing waits for you".to_owned(),
        some => format!("Your week: {some} things wait for you"),
    };
    let _ = write!(body, "All of it, with its links, is on your page: {url}/mine");
    Some(Letter { subject, body })
}

fn waiting(body: &mut String, mine: &Mine, url: &str) {
    let promised = |promises: &[crate::store::WaitingPromise]| promises.iter().map(|p| line(p.due, &p.what)).collect();
    section(body, "To say yes or no to", promised(&mine.accept));
    section(body, "Past its date: what got in the way?", promised(&mine.past_date));
    section(body, "To confirm for another partner", promised(&mine.confirm));
    let position = |one: &crate::store::AwaitedLine| format!("{} (until {})", one.title, one.positions_due.in_words());
    section(body, "Your organisation's position is awaited", mine.positions.iter().map(position).collect());
    let close = mine.to_close.iter().map(|one| format!("{}: {url}{}", one.title, crate::links::decision(one.id)));
    section(body, "Ready to close", close.collect());
    let back = mine.returned.iter().map(|one| format!("{} ({})", one.title, one.starts_at.in_words()));
    section(body, "Back on the agenda", back.collect());
}

fn line(due: Date, what: &str) -> String {
    format!("{}: {what}", due.short())
}

fn linked(news: &News) -> Vec<String> {
    news.iter().map(|(words, href)| format!("{words}: {href}")).collect()
}

fn section(body: &mut String, heading: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(body, "{heading}");
    for line in lines {
        let _ = writeln!(body, "  - {line}");
    }
    body.push('\n');
}
