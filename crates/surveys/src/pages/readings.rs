//! A reading: which partners there are to read, and the page of each with its own view beside the others', its reply and the
//! one thing it will change.

use super::at::{self, round_at};
use super::principles::speaks_for;
use super::seen;
use crate::acts::{OPEN_ROUND, READ_PARTNER, REPLY_TO_READING, SAY_OWN_VIEW, SEE_SURVEYS};
use crate::links;
use crate::principle::Principle;
use crate::reading::{Beside, Pledge, Reading, beside};
use crate::round::{Audience, Kind, Round, RoundId};
use crate::store;
use crate::urn::{Outcome, Urn};
use askama::Template;
use folkmoot_kernel::crowd::size_in_words;
use folkmoot_kernel::{Id, OrganisationId, Subject, Tenths};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::charts::{About, Bar, Bars, Unit, bar};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/readings/{round}", SEE_SURVEYS, show).get(
        "/readings/{round}/{organisation}",
        SEE_SURVEYS,
        partner,
    )
}

#[derive(Debug, Template)]
#[template(path = "reading.html")]
struct ReadingPage {
    when: String,
    is_open: bool,
    for_whom: &'static str,
    partners: Vec<Line>,
    /// Of all partners that may be shown to this reader, principle by principle.
    together: Option<String>,
    may_run: bool,
    may_widen: bool,
    base: String,
    set: String,
}

/// A partner in the list.
#[derive(Debug)]
struct Line {
    name: String,
    href: String,
    says: String,
    to_read: bool,
    own_view: bool,
}

/// The principles that a round reads by.
pub(crate) async fn principles_of(db: &mut Conn, round: &Round) -> Result<Vec<Principle>, PageError> {
    let set = round.about().id.ok_or_else(PageError::not_found)?;
    Ok(store::principles(db, Id::from_number(set.number())).await?)
}

async fn show(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (round, place) = round_at(&mut db, id, Kind::Behaviour).await?;
    let page = page(&ctx, &mut db, &round, &place).await?;
    drop(db);
    let title = format!("{}: how partners read each other", round.title());
    let around = at::page(&title, at::steps_to_list(&place, Kind::Behaviour), &place);
    let href = format!("{}/all", links::reading(id));
    ctx.page(at::with_data(around, "This reading", &href).template(&page)).await
}

async fn page(ctx: &Ctx, db: &mut Conn, round: &Round, place: &Place) -> Result<ReadingPage, PageError> {
    let (id, today) = (round.id(), ctx.now().date());
    let urns: Vec<_> =
        store::urns(db, place.id(), Kind::Behaviour).await?.into_iter().filter(|urn| urn.round_id == id).collect();
    let answered = match ctx.person_id() {
        Some(person) => store::answered(db, id, person).await?,
        None => Vec::new(),
    };
    let own_views = store::own_views(db, id).await?;
    let ids: Vec<OrganisationId> = urns.iter().map(|urn| Id::from_number(urn.about_id.number())).collect();
    let names = register::organisation_names(db, &ids).await?;
    let line = |urn: &store::UrnLine| {
        let partner: OrganisationId = Id::from_number(urn.about_id.number());
        let subject = Subject::owned(place.id(), partner);
        let read = answered.contains(&urn.about_id);
        Line {
            name: names.get(&partner).map_or_else(|| "A partner".to_owned(), |(_, name)| name.clone()),
            href: links::partner(id, partner),
            says: says(ctx, round, urn, partner, read),
            to_read: round.is_open(today) && !read && ctx.may(READ_PARTNER, subject),
            own_view: round.is_open(today) && !own_views.contains_key(&partner) && ctx.may(SAY_OWN_VIEW, subject),
        }
    };
    let mut partners: Vec<Line> = urns.iter().map(line).collect();
    partners.sort_by_key(|line| line.name.to_lowercase());
    let shown = urns.iter().any(|urn| urn.outcome().is_some_and(Outcome::is_shown));
    Ok(ReadingPage {
        when: format!("{} to {}", round.opens_on().in_words(), round.day().in_words()),
        is_open: round.is_open(today),
        for_whom: if round.is_closed() { seen::for_whom(round) } else { "" },
        partners,
        together: together(ctx, db, round, place).await?,
        may_run: ctx.may(OPEN_ROUND, round.subject()),
        may_widen: shown && round.audience() != Audience::Everybody,
        base: links::reading(id),
        set: round.about().id.map_or_else(String::new, |set| links::set(Id::from_number(set.number()))),
    })
}

fn says(ctx: &Ctx, round: &Round, urn: &store::UrnLine, partner: OrganisationId, read: bool) -> String {
    match urn.outcome() {
        None if read => "You have read this partner. Thank you.".to_owned(),
        None => String::new(),
        Some(Outcome::Shown) if seen::may_see(ctx, round, Some(partner)) => {
            format!("Read by {}", size_in_words(usize::try_from(urn.readers).unwrap_or(0)))
        }
        Some(Outcome::Shown) => "Shown to this partner first".to_owned(),
        Some(_) => "Held back, because of who read it".to_owned(),
    }
}

/// All partners that this reader sees, principle by principle: drawn from what is shown of each, so it tells nothing more.
async fn together(ctx: &Ctx, db: &mut Conn, round: &Round, place: &Place) -> Result<Option<String>, PageError> {
    if round.audience() == Audience::Concerned || !seen::may_see(ctx, round, None) {
        return Ok(None);
    }
    let principles = principles_of(db, round).await?;
    let shown = store::shown_urns::<Reading>(db, place.id(), Kind::Behaviour).await?;
    let own = std::collections::BTreeMap::new();
    let read: Vec<Vec<Beside>> =
        shown.iter().filter(|(id, ..)| *id == round.id()).map(|(_, _, urn)| beside(&principles, urn, &own)).collect();
    let of_principle = |(at, principle): (usize, &Principle)| {
        let shown: Vec<Tenths> = read.iter().filter_map(|partner| partner.get(at)?.others).collect();
        Some(Bar::new(principle.title.clone(), Tenths::average(&shown)?.percent()))
    };
    let bars: Vec<Bar> = principles.iter().enumerate().filter_map(of_principle).collect();
    let about = About::new("together", "All partners together, from not at all (0) to fully (100)")
        .each("Principle")
        .unit(Unit::PerCent);
    Ok((!bars.is_empty()).then(|| bar(&Bars::across(about, bars))))
}

#[derive(Debug, Template)]
#[template(path = "partner_read.html")]
struct PartnerPage {
    name: String,
    says: String,
    lines: Vec<Beside>,
    chart: Option<String>,
    reply: Option<String>,
    pledges: Vec<PledgeLine>,
    own_open: bool,
    may_reply: bool,
    may_pledge: bool,
    may_read: bool,
    base: String,
}

/// One thing to change, as the page tells it.
#[derive(Debug)]
struct PledgeLine {
    words: String,
    state: String,
    follow: Option<String>,
}

pub(crate) async fn partner_at(
    db: &mut Conn,
    (id, organisation): (RoundId, OrganisationId),
) -> Result<(Round, Place, String), PageError> {
    let (round, place) = round_at(db, id, Kind::Behaviour).await?;
    let asked = store::asked_about(db, id).await?;
    let name = register::organisation_names(db, &[organisation]).await?.remove(&organisation);
    match name {
        Some((_, name)) if asked.contains(&organisation.any()) => Ok((round, place, name)),
        _ => Err(PageError::not_found()),
    }
}

async fn partner(ctx: Ctx, Path(key): Path<(RoundId, OrganisationId)>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (round, place, name) = partner_at(&mut db, key).await?;
    let page = partner_page(&ctx, &mut db, &round, (key.1, name)).await?;
    drop(db);
    let title = format!("How partners read {}", page.name);
    ctx.page(at::page(&title, at::steps_to_round(&place, &round), &place).template(&page)).await
}

async fn partner_page(
    ctx: &Ctx,
    db: &mut Conn,
    round: &Round,
    (partner, name): (OrganisationId, String),
) -> Result<PartnerPage, PageError> {
    let (id, place, today) = (round.id(), round.place(), ctx.now().date());
    let urns = store::urns(db, place, Kind::Behaviour).await?;
    let urn =
        urns.iter().find(|urn| urn.round_id == id && urn.about_id == partner.any()).ok_or_else(PageError::not_found)?;
    let outcome = urn.outcome();
    let seen = outcome == Some(Outcome::Shown) && seen::may_see(ctx, round, Some(partner));
    let subject = Subject::owned(place, partner);
    let lines = if seen {
        let answers: Urn<Reading> = store::stored_urn(db, id, partner.any()).await?;
        beside(&principles_of(db, round).await?, &answers, &store::own_view(db, id, partner).await?)
    } else {
        Vec::new()
    };
    let reply = store::replies(db, id).await?.remove(&partner.any());
    let pledges = store::pledges_of(db, place, partner).await?;
    let may_reply = seen && ctx.may(REPLY_TO_READING, subject);
    let read = match ctx.person_id() {
        Some(person) => store::has_answered(db, id, partner.any(), person).await?,
        None => false,
    };
    Ok(PartnerPage {
        says: partner_says(round, outcome, seen, read, today),
        chart: seen.then(|| chart(&name, &lines)),
        reply: reply.filter(|_| seen).map(|(words, on)| format!("{words} ({})", on.in_words())),
        own_open: round.is_open(today) && speaks_for(ctx, place).contains(&partner) && ctx.may(SAY_OWN_VIEW, subject),
        may_pledge: may_reply && pledges.iter().all(|one| one.followed().is_some()),
        pledges: if seen { pledges.iter().map(|one| pledge_line(one, may_reply)).collect() } else { Vec::new() },
        may_read: round.is_open(today) && !read && ctx.may(READ_PARTNER, subject),
        base: links::partner(id, partner),
        may_reply,
        lines,
        name,
    })
}

fn partner_says(
    round: &Round,
    outcome: Option<Outcome>,
    seen: bool,
    read: bool,
    today: folkmoot_kernel::Date,
) -> String {
    match outcome {
        None if read => "Thank you, you have read this partner. Nobody can tell which reading is yours.".to_owned(),
        None if round.is_open(today) => {
            format!("Open until {}. Nothing is shown before.", round.closes_on().in_words())
        }
        None => "Its last day is over; it closes within the hour.".to_owned(),
        Some(Outcome::Shown) if seen => {
            "How others see it stands beside how it sees itself. Neither is the truth; talk about where they part."
                .to_owned()
        }
        Some(Outcome::Shown) => seen::for_whom(round).to_owned(),
        Some(held) => held.why_not(),
    }
}

fn pledge_line(one: &Pledge, may_follow: bool) -> PledgeLine {
    let state = match one.followed() {
        Some((outcome, words, on)) => format!("{} ({}): {words}", outcome.words(), on.in_words()),
        None => format!("By {}", one.by().in_words()),
    };
    let follow = (may_follow && one.followed().is_none()).then(|| links::pledge(one.id()));
    PledgeLine { words: one.words().to_owned(), state, follow }
}

/// Own view and others' view of each principle, one below the other, in the order of the principles.
fn chart(name: &str, lines: &[Beside]) -> String {
    let about = About::new("beside", format!("{name}: own view and others’ view, from not at all (0) to fully (100)"))
        .each("Principle and who sees it")
        .unit(Unit::PerCent);
    let pair = |line: &Beside| {
        let own = line.own.map(|own| Bar::new(format!("{}: itself", line.principle.title), own.percent()));
        let others = line.others.map(|share| Bar::new(format!("{}: others", line.principle.title), share.percent()));
        [others, own]
    };
    bar(&Bars::across(about, lines.iter().flat_map(pair).flatten().collect()))
}
