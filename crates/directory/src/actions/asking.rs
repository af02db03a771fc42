//! Those who run something are asked whether it is still right, and answer; readers say what is wrong, and the team says what became of it.

use crate::acts::{ANSWER_FOR_LISTING, ASK_ABOUT_LISTINGS, CHANGE_LISTING, LOOK_AT_LISTING, SAY_WRONG};
use crate::asking::{self, Answer, Asking, LINK_DAYS, Step, step};
use crate::fresh::{Risk, Standing};
use crate::links;
use crate::listing::{Listing, ListingId, State};
use crate::store::{self, DueRow};
use crate::wrong::{self, Outcome, WAITING_MAX, WORDS_MAX, What, Wrong, WrongId};
use folkmoot_kernel::{Act, Date, Id, PlaceId, Refused, Timestamp};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, mail};
use std::collections::BTreeMap;

/// Listings that are looked at together.
const BATCH: u32 = 500;

/// A listing that somebody should ring about.
#[derive(Debug, Clone)]
pub struct ToRing {
    pub listing: Listing,
    pub standing: Standing,
    pub has_phone: bool,
    /// Letters that nobody answered.
    pub letters: usize,
}

/// What is due, with the days on which letters went out since it was checked.
async fn with_letters(db: &mut Conn, due: Vec<DueRow>) -> Result<Vec<(DueRow, Listing, Vec<Date>)>, Error> {
    let ids: Vec<ListingId> = due.iter().map(|row| row.id).collect();
    let mut listings = store::listings_by_id(db, &ids).await?;
    let mut asked: BTreeMap<ListingId, Vec<Date>> = BTreeMap::new();
    for (id, at) in store::asked(db, &ids).await? {
        asked.entry(id).or_default().push(at.date());
    }
    let one = |row: DueRow| {
        let listing = listings.remove(&row.id)?;
        let mut days = asked.remove(&row.id).unwrap_or_default();
        days.retain(|day| row.checked_on.is_none_or(|on| *day > on));
        Some((row, listing, days))
    };
    Ok(due.into_iter().filter_map(one).collect())
}

/// The day until which a listing of the greatest risk must have been checked not to be due.
fn shortest(today: Date) -> Date {
    today.plus_days(-Risk::High.days())
}

/// Why letters could not be written.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    #[error("there is no randomness for the key of a letter")]
    Random(#[from] getrandom::Error),
    #[error(transparent)]
    Permit(#[from] Refused),
    #[error(transparent)]
    Store(#[from] Error),
}

/// Writes to everybody who is due; says how many letters.
pub async fn ask_all(ctx: &Ctx) -> Result<usize, AskError> {
    let today = ctx.now().date();
    let (mut after, mut written) = (Id::from_number(0), 0);
    loop {
        let mut db = ctx.read().await?;
        let due = store::due(&mut db, shortest(today), after, BATCH).await?;
        let Some(last) = due.last() else { return Ok(written) };
        after = last.id;
        let all = with_letters(&mut db, due).await?;
        drop(db);
        for (row, listing, days) in all {
            let next = step(row.checked_on, listing.risk(), &days, !row.email.is_empty(), today);
            if next == Step::Write {
                ask(ctx, ASK_ABOUT_LISTINGS, &listing, &row.email).await?;
                written += 1;
            }
        }
    }
}

/// The team has a letter written now, whatever is due.
pub async fn ask_now(ctx: &Ctx, id: ListingId) -> Result<(), AnswerError> {
    let mut db = ctx.read().await?;
    let listing = store::listing(&mut db, id).await?.filter(|one| one.state().is_open()).ok_or(AnswerError::NoSuch)?;
    let contact = store::contact(&mut db, id).await?.filter(|contact| !contact.email().is_empty());
    drop(db);
    let contact = contact.ok_or(AnswerRefusal::NoEmail)?;
    match ask(ctx, CHANGE_LISTING, &listing, contact.email()).await {
        Ok(()) => Ok(()),
        Err(AskError::Random(_)) => Err(AnswerRefusal::NoKey.into()),
        Err(AskError::Permit(why)) => Err(why.into()),
        Err(AskError::Store(why)) => Err(why.into()),
    }
}

async fn ask(ctx: &Ctx, act: Act, listing: &Listing, email: &str) -> Result<(), AskError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(act, listing.subject())?;
    let place = match listing.place() {
        Some(place) => register::place(&mut tx, place).await?,
        None => None,
    };
    let key = key()?;
    let id = tx.new_id();
    store::add_asking(&mut tx, id, listing.id(), &asking::hashed(&key)).await?;
    let place = place.map_or_else(String::new, |place| place.name().to_owned());
    let href = format!("{}{}", ctx.site().url, links::still_right(listing.id(), &key));
    mail::queue(&mut tx, email, &subject(listing), &letter(listing, &place, &href)).await?;
    let event = Event::new("asked whether a listing is still right", "listing", listing.id());
    Ok(tx.record(permit, event).await?.commit().await?)
}

/// 160 random bits, as letters and digits.
fn key() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}

fn subject(listing: &Listing) -> String {
    format!("Is “{}” still right?", listing.about().name)
}

fn letter(listing: &Listing, place: &str, href: &str) -> String {
    let about = listing.about();
    let times = about.sessions.iter().map(crate::session::Session::in_words);
    let venues = about.venues.iter().map(crate::venue::Venue::in_words);
    let phones = about.phones.iter().map(|phone| phone.number.clone());
    let said: Vec<String> = times.chain(venues).chain(phones).map(|line| format!("- {line}")).collect();
    let said = if said.is_empty() { "- No time and no place is said.".to_owned() } else { said.join("\n") };
    format!(
        "“{name}” is in the directory of {place}. People read:\n\n{said}\n- {cost}\n\n\
        Is all of it still right? Please say so on this page. You need no account, and it takes one press of a button:\n{href}\n\n\
        If something has changed, or it has stopped, say that on the same page. You may pass this letter on to whoever knows.\n\n\
        The link can be used for {LINK_DAYS} days. We ask every two months, and more often where people come in need.\n",
        name = about.name,
        cost = about.cost.in_words(),
    )
}

/// What is due and no letter helps with: where people come in need first, then what was checked longest ago.
pub async fn to_ring(db: &mut Conn, place: PlaceId, today: Date) -> Result<Vec<ToRing>, Error> {
    let due = store::due_in(db, place, shortest(today)).await?;
    let mut all = Vec::new();
    for (row, listing, days) in with_letters(db, due).await? {
        if step(row.checked_on, listing.risk(), &days, !row.email.is_empty(), today) == Step::Ring {
            let standing = listing.standing(today);
            all.push(ToRing { standing, has_phone: !row.phone.is_empty(), letters: days.len(), listing });
        }
    }
    all.sort_by_key(|one| (one.listing.risk() != Risk::High, one.listing.checked_on(), one.listing.id()));
    Ok(all)
}

/// Why an answer is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    #[error("Say what has changed, so that the team of the place can put it right")]
    NoWords,
    #[error("Please keep it below {WORDS_MAX} letters")]
    Long,
    #[error("So much waits to be looked at here already. Please ring or write to the team of the place.")]
    TooMany,
    #[error("Somebody has looked at it already")]
    LookedAt,
    #[error("Nobody left an e-mail address to write to")]
    NoEmail,
    #[error("No letter can be made at the moment. Please try again.")]
    NoKey,
}

impl AnswerRefusal {
    pub const fn field(&self) -> &'static str {
        match self {
            AnswerRefusal::NoWords | AnswerRefusal::Long => "words",
            AnswerRefusal::TooMany => "what",
            AnswerRefusal::LookedAt => "outcome",
            AnswerRefusal::NoEmail | AnswerRefusal::NoKey => "email",
        }
    }
}

folkmoot_web::verb_error!(AnswerError, "there is no such listing", AnswerRefusal, AnswerRefusal::field);

/// The letter of this key, while its link can be used.
pub async fn letter_of(db: &mut Conn, id: ListingId, key: &str, now: Timestamp) -> Result<Option<Asking>, Error> {
    let asking = store::asking_by_key(db, id, &asking::hashed(key)).await?;
    Ok(asking.filter(|asking| asking.asked_at.date().days_until(now.date()) <= LINK_DAYS))
}

/// Those who run it answer the letter.
pub async fn answer(ctx: &Ctx, id: ListingId, key: &str, said: Answer, words: &str) -> Result<(), AnswerError> {
    let mut tx = ctx.begin().await?;
    let before = store::listing(&mut tx, id).await?.ok_or(AnswerError::NoSuch)?;
    let permit = ctx.permit(ANSWER_FOR_LISTING, before.subject())?;
    let asking = letter_of(&mut tx, id, key, ctx.now()).await?.ok_or(AnswerError::NoSuch)?;
    // The same button twice changes nothing.
    if asking.answered_at.is_some() {
        return Ok(());
    }

    let now = ctx.now();
    let event = match said {
        Answer::Right => "listing said to be right by those who run it",
        Answer::Changed => "change of a listing told by those who run it",
        Answer::Stopped => "listing said to have stopped by those who run it",
    };
    let after = match said {
        Answer::Right => before.clone().confirm(now),
        Answer::Changed => before.clone(),
        Answer::Stopped => before.clone().turn(State::Ended, "Those who run it say that it has stopped", now),
    };

    store::answer_asking(&mut tx, asking.id, said).await?;
    if said == Answer::Changed {
        let told = report(tx.new_id(), What::Other, words, now)?;
        if told.words.is_empty() {
            return Err(AnswerRefusal::NoWords.into());
        }
        store::add_wrong(&mut tx, id, &told).await?;
    } else {
        store::save_listing(&mut tx, &after, before.version()).await?;
    }
    tx.record(permit, Event::new(event, "listing", id).before(&before).after(&after)).await?.commit().await?;
    Ok(())
}

fn report(id: WrongId, what: What, words: &str, now: Timestamp) -> Result<Wrong, AnswerRefusal> {
    let words = words.trim();
    if words.chars().count() > WORDS_MAX {
        return Err(AnswerRefusal::Long);
    }
    Ok(Wrong { id, what, words: words.to_owned(), told_at: now, looked_at: None, outcome: None })
}

/// A reader says what is wrong.
pub async fn say_wrong(ctx: &Ctx, id: ListingId, what: What, words: &str) -> Result<Wrong, AnswerError> {
    let mut tx = ctx.begin().await?;
    let listing = store::listing(&mut tx, id).await?.filter(|one| one.state().is_open()).ok_or(AnswerError::NoSuch)?;
    let permit = ctx.permit(SAY_WRONG, listing.subject())?;
    if store::count_waiting_wrongs(&mut tx, id).await? >= WAITING_MAX {
        return Err(AnswerRefusal::TooMany.into());
    }
    let told = report(tx.new_id(), what, words, ctx.now())?;

    store::add_wrong(&mut tx, id, &told).await?;
    let event = Event::new("something said to be wrong with a listing", "listing", id).after(&told.what);
    tx.record(permit, event).await?.commit().await?;
    Ok(told)
}

/// The team says what became of what a reader said.
pub async fn answer_wrong(ctx: &Ctx, id: ListingId, which: WrongId, outcome: Outcome) -> Result<(), AnswerError> {
    let mut tx = ctx.begin().await?;
    let listing = store::listing(&mut tx, id).await?.ok_or(AnswerError::NoSuch)?;
    let permit = ctx.permit(LOOK_AT_LISTING, listing.subject())?;
    let told = store::wrong(&mut tx, id, which).await?.ok_or(AnswerError::NoSuch)?;
    if told.outcome.is_some() {
        return Err(AnswerRefusal::LookedAt.into());
    }

    store::answer_wrong(&mut tx, which, outcome).await?;
    let event = Event::new("what a reader said looked at", "listing", id).after(&wrong::Wrong {
        outcome: Some(outcome),
        looked_at: Some(ctx.now()),
        words: String::new(),
        ..told
    });
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}
