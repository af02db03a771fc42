//! The page of one promise: what, by whom, by when, where it stands, what was said, what this reader may do.

use super::moments::{self, Names};
use super::standing;
use crate::actions::promises::{ground, is_hidden, speaks_for};
use crate::acts::{ACCEPT_PROMISE, CHANGE_PROMISE, COMMENT_ON_PROMISE, CONFIRM_PROMISE};
use crate::links;
use crate::pages::thread::{Step, steps_of_promise};
use crate::pages::{again, seen};
use crate::promise::{Ground, Life, Promise, PromiseId, Reader, Remark, RemarkKind, View};
use crate::store;
use crate::wants::Subject as Of;
use askama::Template;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "promise.html")]
struct PromisePage {
    steps: Vec<Step>,
    promise: Promise,
    life: Life,
    standing: String,
    not_yet: Option<String>,
    earlier: Option<String>,
    owner: To,
    confirmer: Option<To>,
    decision: Option<To>,
    ways: Vec<To>,
    relied: Vec<(String, String)>,
    returned: Option<Returned>,
    moments: Vec<(String, String)>,
    changes: Vec<(String, String)>,
}

/// Not public yet: partners see it first.
#[derive(Debug, Template)]
#[template(path = "promise_later.html")]
struct LaterPage {
    day: String,
    promises_href: String,
    signed_in: bool,
}

#[derive(Debug)]
struct To {
    words: String,
    href: String,
}

/// Where a withdrawn promise came back, or will.
#[derive(Debug)]
enum Returned {
    On(To),
    NextMeetingOf(To),
    NoDecision,
}

fn to(words: impl Into<String>, href: impl Into<String>) -> To {
    To { words: words.into(), href: href.into() }
}

pub(super) async fn show(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let promise = store::promise(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = register::place(&mut db, promise.place()).await?.ok_or_else(PageError::not_found)?;
    if is_hidden(&ctx, &mut db, &promise).await? {
        return Err(PageError::not_found());
    }
    let view = seen::view(&ctx, &mut db, place.id()).await?;
    match promise.as_of(view.moment) {
        None => ctx.page(later(&ctx, &promise, &place, &view)).await,
        Some(shown) => {
            let page = page(&ctx, &mut db, &promise, shown, &view).await?;
            drop(db);
            let caption = format!("Promise {} of {}", promise.number(), page.owner.words);
            let around = around(Page::new(promise.what()), &place).record("promise", id);
            ctx.page(around.caption(caption).template(&page)).await
        }
    }
}

fn around(page: Page, place: &Place) -> Page {
    page.crumb(place.name(), folkmoot_register::links::place(place.slug()))
        .crumb("Promises", links::promises(place.slug()))
        .invented(place.is_invented())
}

fn later(ctx: &Ctx, promise: &Promise, place: &Place, view: &View) -> Page {
    let day = promise.made_at().plus_days(view.patience.public_delay_days + 1).date().in_words();
    let promises_href = links::promises(place.slug());
    let inside = LaterPage { day, promises_href, signed_in: ctx.is_signed_in() };
    around(Page::new(format!("Promise {}", promise.number())), place).template(&inside)
}

async fn page(
    ctx: &Ctx,
    db: &mut Conn,
    promise: &Promise,
    shown: Promise,
    view: &View,
) -> Result<PromisePage, PageError> {
    let remarks = store::remarks(db, shown.id(), view.moment).await?;
    let organisations = register::organisation_names(db, &organisations(&shown, &remarks)).await?;
    let people = register::person_names(db, &moments::people(&shown, &remarks)).await?;
    let reader = seen::reader(ctx, shown.place());
    let names = Names { organisations: &organisations, people: &people, reader };
    let partner = |id: OrganisationId| {
        let slug = organisations.get(&id).map_or_else(|| id.to_string(), |(slug, _)| slug.to_string());
        to(names.organisation(id), folkmoot_register::links::organisation(slug))
    };
    let (life, ground) = (shown.life(&view.patience, view.moment), ground(db, &shown).await?);
    let confirmer = shown.confirmer().map_or("Another partner", |id| names.organisation(id));
    Ok(PromisePage {
        standing: standing::sentence(&shown, life, view, names.organisation(shown.owner()), confirmer),
        not_yet: standing::not_yet(ground, view).filter(|_| shown.accepted().is_none() && life.is_open()),
        earlier: view.earlier_day(),
        ways: if reader == Reader::Partner { ways(ctx, promise, life, ground) } else { Vec::new() },
        relied: relied(&remarks, &names),
        moments: moments::moments(&shown, &remarks, &names),
        owner: partner(shown.owner()),
        confirmer: shown.confirmer().map(partner),
        decision: decision(db, &shown).await?,
        returned: returned(db, &shown).await?,
        steps: steps_of_promise(ctx, db, &shown).await?,
        changes: again::changes(ctx, db, Of::Promise(shown.id())).await?,
        life,
        promise: shown,
    })
}

fn organisations(promise: &Promise, remarks: &[Remark]) -> Vec<OrganisationId> {
    let named = [Some(promise.owner()), promise.confirmer()].into_iter().flatten();
    named.chain(remarks.iter().filter_map(|remark| remark.organisation)).collect()
}

async fn decision(db: &mut Conn, promise: &Promise) -> Result<Option<To>, Error> {
    let Some(id) = promise.decision() else { return Ok(None) };
    let found = store::hanging(db, id).await?;
    Ok(found.map(|hanging| to(format!("Decision {}: {}", hanging.number, hanging.title), links::decision(id))))
}

fn relied(remarks: &[Remark], names: &Names<'_>) -> Vec<(String, String)> {
    let relied = remarks.iter().filter(|remark| remark.kind == RemarkKind::ReliedOn);
    relied.map(|remark| (names.who(remark.organisation, remark.person), remark.words.clone())).collect()
}

async fn returned(db: &mut Conn, promise: &Promise) -> Result<Option<Returned>, Error> {
    if promise.withdrawn().is_none() {
        return Ok(None);
    }
    if let Some((item, _, title, starts_at)) = store::returned_to(db, promise.id()).await? {
        let words = format!("{title}, {}", starts_at.in_words());
        return Ok(Some(Returned::On(to(words, links::item(item)))));
    }
    let hanging = match promise.decision() {
        Some(id) => store::hanging(db, id).await?,
        None => None,
    };
    let Some(hanging) = hanging else { return Ok(Some(Returned::NoDecision)) };
    let name = store::body(db, hanging.body_id).await?.map_or_else(String::new, |body| body.name().to_owned());
    Ok(Some(Returned::NextMeetingOf(to(name, links::body(hanging.body_id)))))
}

/// What this person may do now, the likeliest first.
fn ways(ctx: &Ctx, promise: &Promise, life: Life, ground: Ground) -> Vec<To> {
    let mut ways = Vec::new();
    let mut way =
        |words: &str, ending: &str| ways.push(to(words, format!("{}/{ending}", links::promise(promise.id()))));
    let own = speaks_for(ctx, promise.place());
    let may = |act| ctx.may(act, promise.subject());
    match life {
        Life::Proposed | Life::NotYetAccepted if may(ACCEPT_PROMISE) => {
            if is_ready(ground, ctx) {
                way("Accept this promise", "accept");
            }
            way("Decline it", "decline");
        }
        Life::UnderWay | Life::DueSoon | Life::PastDate if may(CHANGE_PROMISE) => {
            if life == Life::PastDate {
                way("Say what got in the way", "way");
            }
            way("Say that it is done", "done");
            way("Give it a new date", "renegotiate");
            way("Take it back", "withdraw");
        }
        Life::SaidDone if may(CONFIRM_PROMISE) && promise.confirmer().is_some_and(|id| own.contains(&id)) => {
            way("Confirm that it is done", "confirm");
            way("Not yet: say what is missing", "send-back");
        }
        Life::SaidDone if may(CHANGE_PROMISE) => way("Take it back", "withdraw"),
        _ => {}
    }
    let was_kept = matches!(life, Life::KeptOnTime | Life::KeptLate);
    if promise.accepted().is_some() && !was_kept && own.iter().any(|id| *id != promise.owner()) {
        way("Say what you did in reliance on it", "relied");
    }
    if ctx.may(COMMENT_ON_PROMISE, Subject::place(promise.place())) {
        way("Ask or say something", "comment");
    }
    ways
}

fn is_ready(ground: Ground, ctx: &Ctx) -> bool {
    match ground {
        Ground::Ready => true,
        Ground::MeetingUntil(end) => end <= ctx.now(),
        Ground::DecisionOpen => false,
    }
}

impl PromisePage {
    fn thread(&self) -> String {
        links::thread("promise", self.promise.id().any())
    }
}
