//! Ways of papers through bodies: where each is, and what it waits for.

use super::at::{place_at, place_of};
use crate::acts::{CHANGE_ROUTE, SEE_GOVERNANCE, TIE_ROUTE};
use crate::links;
use crate::pages::seen;
use crate::promise::Reader;
use crate::route::{Route, RouteId, Standing, StepState};
use crate::store::{self, StepLine};
use askama::Template;
use folkmoot_kernel::{PlaceId, Slug, Subject};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Csv, Ctx, Page, PageError, Path, Response, Routes};

/// Ways that one page shows.
const SHOWN_MAX: u32 = 200;
/// Steps of these.
const STEPS_MAX: u32 = 4_000;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/routes", SEE_GOVERNANCE, list)
        .get("/places/{place}/routes.csv", SEE_GOVERNANCE, csv)
        .get("/places/{place}/routes.xlsx", SEE_GOVERNANCE, xlsx)
        .get("/places/{place}/routes.json", SEE_GOVERNANCE, json)
        .get("/routes/{route}", SEE_GOVERNANCE, show)
}

/// A way with its steps, as a page shows it.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) route: Route,
    pub(crate) steps: Vec<(StepLine, StepState)>,
}

impl Way {
    pub(crate) fn standing(&self) -> Standing {
        let states: Vec<StepState> = self.steps.iter().map(|(_, state)| *state).collect();
        self.route.standing(&states)
    }

    /// "Waits for the Finance Group, since it is on no agenda yet".
    pub(crate) fn words(&self) -> String {
        let at = |at: usize| {
            self.steps.get(at).map_or(("", String::new()), |(line, state)| (line.name.as_str(), state.words()))
        };
        match self.standing() {
            Standing::Empty => "No body is on it yet".to_owned(),
            Standing::Through => "Through all bodies".to_owned(),
            Standing::GivenUp => "Given up".to_owned(),
            Standing::At(step) => format!("Waits for {}", at(step).0),
            Standing::Stopped(step) => format!("Stopped at {}", at(step).0),
        }
    }

    pub(crate) fn tag(&self) -> &'static str {
        match self.standing() {
            Standing::Through => "govuk-tag--green",
            Standing::At(_) => "govuk-tag--blue",
            _ => "govuk-tag--grey",
        }
    }

    pub(crate) fn is_here(&self, at: usize) -> bool {
        matches!(self.standing(), Standing::At(here) | Standing::Stopped(here) if here == at)
    }
}

/// What a reader sees of a step: an agenda that is not in public stays with the partners.
fn drawn(ctx: &Ctx, partner: Reader, line: StepLine) -> (StepLine, StepState) {
    let state = line.step.state(&line.facts, ctx.now());
    let closed = !line.in_public && partner == Reader::Public;
    let hidden = closed && matches!(state, StepState::OnAgenda(_) | StepState::Talked(_));
    let line = if closed { StepLine { step: line.step.clone().without_item(), ..line } } else { line };
    (line, if hidden { StepState::Open } else { state })
}

/// The ways on which something lies, for its own page.
pub(crate) async fn ways_of(ctx: &Ctx, db: &mut Conn, routes: Vec<Route>) -> Result<Vec<Way>, Error> {
    let mut ways = Vec::new();
    for route in routes {
        let reader = seen::reader(ctx, route.place());
        let lines = store::route_steps(db, route.id()).await?;
        ways.push(Way { steps: lines.into_iter().map(|line| drawn(ctx, reader, line)).collect(), route });
    }
    Ok(ways)
}

async fn ways(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Vec<Way>, Error> {
    let reader = seen::reader(ctx, place);
    let mut steps = store::route_steps_of_place(db, place, STEPS_MAX).await?;
    let mut all = Vec::new();
    for route in store::routes_of_place(db, place, SHOWN_MAX).await? {
        let (own, others): (Vec<_>, Vec<_>) = steps.into_iter().partition(|line| line.step.route() == route.id());
        steps = others;
        all.push(Way { steps: own.into_iter().map(|line| drawn(ctx, reader, line)).collect(), route });
    }
    Ok(all)
}

#[derive(Debug, Template)]
#[template(path = "routes.html")]
struct RoutesPage {
    slug: Slug,
    ways: Vec<Way>,
    may_begin: bool,
}

#[derive(Debug, Template)]
#[template(path = "route.html")]
struct RoutePage {
    way: Way,
    may_change: bool,
    ties: Vec<bool>,
}

impl RoutePage {
    fn is_here(&self, at: usize) -> bool {
        self.way.is_here(at)
    }

    fn may_tie(&self, at: usize) -> bool {
        self.ties.get(at).copied().unwrap_or(false)
    }
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let ways = ways(&ctx, &mut db, place.id()).await?;
    drop(db);
    let may_begin = ctx.may(CHANGE_ROUTE, Subject::place(place.id()));
    let page = RoutesPage { slug: place.slug().clone(), ways, may_begin };
    let around = Page::new("Ways of papers")
        .caption(place.name())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .lead("Papers that go through several bodies: which, in what order, and where each is now.")
        .invented(place.is_invented())
        .wide();
    ctx.page(around.template(&page)).await
}

async fn show(ctx: Ctx, Path(id): Path<RouteId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let route = store::route(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(&mut db, route.place()).await?;
    let way = ways_of(&ctx, &mut db, vec![route]).await?.pop().ok_or_else(PageError::not_found)?;
    drop(db);
    let may_change = way.route.ended().is_none() && ctx.may(CHANGE_ROUTE, way.route.subject());
    let may_tie = |line: &StepLine| {
        let subject = line.step.body().map(|body| Subject::body(place.id(), body));
        way.route.ended().is_none() && subject.is_some_and(|subject| ctx.may(TIE_ROUTE, subject))
    };
    let ties = way.steps.iter().map(|(line, _)| may_tie(line)).collect();
    let around = Page::new(way.route.title())
        .caption("The way of a paper")
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .crumb("Ways of papers", links::routes(place.slug()))
        .invented(place.is_invented());
    ctx.page(around.template(&RoutePage { way, may_change, ties })).await
}

async fn table(ctx: &Ctx, key: &str) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let mut table =
        Csv::new("ways-of-papers", &["Paper", "Begun on", "Place on the way", "Body", "Role", "By", "State"]);
    for way in ways(ctx, &mut db, place.id()).await? {
        for (line, state) in &way.steps {
            table.row(vec![
                way.route.title().to_owned(),
                way.route.begun_on().to_string(),
                line.step.position().to_string(),
                line.name.clone(),
                line.step.role().words().to_owned(),
                line.step.by().map(|day| day.to_string()).unwrap_or_default(),
                state.words(),
            ]);
        }
    }
    Ok(table)
}

async fn csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    Ok(ctx.csv(&table(&ctx, &key).await?))
}

async fn xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.xlsx(&table(&ctx, &key).await?)
}

async fn json(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let ways = ways(&ctx, &mut db, place.id()).await?;
    let out: Vec<_> = ways.iter().map(|way| {
        let steps: Vec<_> = way.steps.iter().map(|(line, state)| serde_json::json!({ "body": line.name, "role": line.step.role().key(), "state": state.words() })).collect();
        serde_json::json!({ "title": way.route.title(), "standing": way.words(), "steps": steps })
    }).collect();
    ctx.json(&out)
}
