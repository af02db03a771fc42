//! A listing's page: what it is, when and where, for whom, what it costs, how to come, and when it was last checked.

use super::at::{At, listing_at, steps_up};
use crate::acts::{CHANGE_LISTING, LOOK_AT_LISTING, SEE_CONTACT, SEE_LISTINGS, SEE_WAITING};
use crate::capacity::Room;
use crate::links;
use crate::listing::{Listing, ListingId, State};
use crate::session::Next;
use crate::store;
use crate::wrong::Wrong;
use askama::Template;
use folkmoot_kernel::{Timestamp, listed};
use folkmoot_web::{Ctx, Page, PageError, Path, Response, Routes};

/// The newest of what readers said.
const TOLD_SHOWN: u32 = 3;

pub(super) fn routes() -> Routes {
    Routes::new().get("/help/{listing}", SEE_LISTINGS, show)
}

#[derive(Debug, Template)]
#[template(path = "listing.html")]
struct ListingPage {
    notice: Option<String>,
    alert: String,
    paragraphs: Vec<String>,
    next: Option<String>,
    times: Vec<String>,
    venues: Vec<(String, Vec<&'static str>, String)>,
    rows: Vec<(&'static str, String)>,
    url: String,
    email: String,
    /// As it is read, as it is dialled, and what it is for.
    phones: Vec<(String, String, String)>,
    standing: String,
    source: &'static str,
    /// What readers said is wrong, with what became of it.
    told: Vec<String>,
    /// Where somebody says that something is wrong.
    wrong: Option<String>,
    /// Words and addresses of what this person may do.
    may: Vec<(&'static str, String)>,
}

async fn show(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let at = listing_at(&mut db, id).await?;
    let hidden = matches!(at.listing.state(), State::Waiting | State::Hidden);
    // What waits is nobody's to see but those who look at it.
    if at.listing.state() == State::Waiting && !ctx.may(SEE_WAITING, at.listing.subject()) {
        return Err(PageError::not_found());
    }
    let provider = match at.listing.provider() {
        Some(id) => store::provider(&mut db, id).await?,
        None => None,
    };
    let ways = (store::has_contact(&mut db, id).await?, store::has_email(&mut db, id).await?);
    let told = store::wrongs(&mut db, id, TOLD_SHOWN).await?;
    drop(db);
    let is_seen = !hidden || ctx.may(SEE_WAITING, at.listing.subject());
    let by = provider.as_ref().map(|provider| provider.who().name.clone()).unwrap_or_default();
    let told = if is_seen { told.iter().map(Wrong::in_words).collect() } else { Vec::new() };
    let page = ListingPage { told, ..page(&ctx, &at, &by, ways, is_seen) };
    let place = at.place.as_ref();
    let title = if is_seen { at.listing.about().name.as_str() } else { "Taken out" };
    let around = Page::new(title).caption(if by.is_empty() || !is_seen {
        place.map_or("Help near you", |place| place.name())
    } else {
        &by
    });
    let around = around.invented(place.is_some_and(folkmoot_register::place::Place::is_invented));
    let around = steps_up(&at).into_iter().fold(around, |page, (words, href)| page.crumb(words, href));
    ctx.page(around.template(&page)).await
}

/// `ways`: whether somebody can be asked, and by letter.
fn page(ctx: &Ctx, at: &At, by: &str, ways: (bool, bool), is_seen: bool) -> ListingPage {
    let (listing, now) = (&at.listing, ctx.now());
    let (about, is_open) = (listing.about(), listing.state().is_open());
    let empty = crate::listing::About::default();
    let about = if is_seen { about } else { &empty };
    let venue = |venue: &crate::venue::Venue| {
        (venue.in_words(), venue.access.iter().map(|access| access.words()).collect(), venue.access_words.clone())
    };
    ListingPage {
        notice: notice(listing),
        alert: about.alert.clone(),
        paragraphs: about.summary.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        next: listing.next(now).filter(|_| is_open).map(|next| next_in_words(next, now)),
        times: about.sessions.iter().map(crate::session::Session::in_words).collect(),
        venues: about.venues.iter().map(venue).collect(),
        rows: if is_seen { rows(listing, by, now) } else { Vec::new() },
        url: about.url.clone(),
        email: about.email.clone(),
        phones: about.phones.iter().map(|phone| (phone.number.clone(), phone.dialled(), phone.words.clone())).collect(),
        standing: if is_seen { listing.standing(now.date()).in_words() } else { String::new() },
        source: listing.source().words(),
        told: Vec::new(),
        wrong: is_open.then(|| format!("{}/wrong", links::listing(listing.id()))),
        may: may(ctx, listing, ways),
    }
}

fn notice(listing: &Listing) -> Option<String> {
    let why = if listing.why().is_empty() { String::new() } else { format!(": {}", listing.why()) };
    match listing.state() {
        State::Listed => None,
        State::Waiting => {
            Some("This waits until somebody of the place has looked at it. Nobody else sees it.".to_owned())
        }
        State::Paused => Some(format!("This has stopped for a while{why}")),
        State::Ended => Some(format!("This is no longer there{why}")),
        State::Hidden => Some(format!("This was taken out of the directory{why}")),
    }
}

/// "today, 10am to noon"
pub(super) fn next_in_words(next: Next, now: Timestamp) -> String {
    let day = match now.date().days_until(next.on) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("{} {}", crate::session::Day::of(next.on).words(), next.on.in_words()),
    };
    let hours = next.hours_in_words();
    if hours.is_empty() { day } else { format!("{day}, {hours}") }
}

fn rows(listing: &Listing, by: &str, now: Timestamp) -> Vec<(&'static str, String)> {
    let about = listing.about();
    let needs: Vec<&str> = about.needs.iter().map(|need| need.words()).collect();
    let ways: Vec<&str> = about.ways.iter().map(|way| way.words()).collect();
    let areas: Vec<&str> = about
        .areas
        .iter()
        .map(|area| if area.name.is_empty() { &area.code } else { &area.name })
        .map(String::as_str)
        .collect();
    let room = if listing.capacity().believed(now.date()) == Room::Ask {
        String::new()
    } else {
        listing.capacity().in_words(now.date())
    };
    let rows = [
        ("Helps with", needs.join("; ")),
        ("Who it is for", about.whom.in_words()),
        ("Cost", about.cost.in_words()),
        ("How to come", ways.join("; ")),
        ("Places", room),
        ("Languages", listed(&about.languages)),
        ("Area", areas.join(", ")),
        ("Run by", by.to_owned()),
        ("Accredited", about.accreditations.clone()),
    ];
    rows.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

fn may(ctx: &Ctx, listing: &Listing, (has_contact, has_email): (bool, bool)) -> Vec<(&'static str, String)> {
    let (subject, base) = (listing.subject(), links::listing(listing.id()));
    let about = listing.about();
    let look = ctx.may(LOOK_AT_LISTING, subject);
    let change = ctx.may(CHANGE_LISTING, subject);
    let (waits, open) = (listing.state() == State::Waiting, listing.state().is_open());
    let ours = listing.upstream().is_some_and(|sent| !sent.ours.is_empty());
    let all = [
        (look && waits, "List it", "list"),
        (change && open, "All of it is still right", "confirm"),
        (change && open && has_email, "Ask them by letter", "ask"),
        (change, "Change what it says", "edit"),
        (change, "Add a time", "times/add"),
        (change && !about.sessions.is_empty(), "Remove a time", "times/remove"),
        (change, "Add a place where it is", "venues/add"),
        (change && !about.venues.is_empty(), "Remove a place", "venues/remove"),
        (change && open, "Say whether there is a place for one more", "room"),
        (change && open, "Say whether it is still going on", "stop"),
        (change && ours, "Take what its publisher says", "give-back"),
        (ctx.may(SEE_CONTACT, subject) && has_contact, "How to ask those who run it", "contact"),
        (look && (waits || open), "Take it out", "take-out"),
        (look && !waits && !open, "Put it back", "put-back"),
    ];
    all.into_iter().filter(|(may, ..)| *may).map(|(_, words, end)| (words, format!("{base}/{end}"))).collect()
}
