//! The thread as a page: need, priority, decisions, promises; each a link, and where one came from marked.

use super::{Step, steps_of_decision, steps_of_priority, steps_of_promise};
use crate::decision::{Decision, DecisionId, State};
use crate::links;
use crate::pages::seen;
use crate::priority::Priority;
use crate::promise::{Promise, View};
use crate::store::{self, DecisionFilter, PromiseLine};
use askama::Template;
use folkmoot_kernel::{OrganisationId, PlaceId, Slug};
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, Page, PageError, Path, Response};
use std::collections::BTreeMap;

/// Decisions on one page of the thread.
const SHOWN_MAX: u32 = 100;
/// Promises on it.
const PROMISES_MAX: u32 = 2_000;

#[derive(Debug, Template)]
#[template(path = "thread.html")]
struct ThreadPage {
    steps: Vec<Step>,
    priority: Option<Priority>,
    priority_here: bool,
    decisions: Vec<Node>,
    /// Promises that hang on no decision.
    loose: Vec<Leaf>,
    /// Where all decisions of the place are.
    all_href: String,
    /// Older decisions about the priority that are not shown here, and where they are.
    more: Option<(i64, String)>,
}

/// A decision with what came of it.
#[derive(Debug)]
struct Node {
    href: String,
    words: String,
    state: State,
    here: bool,
    promises: Vec<Leaf>,
}

/// A promise.
#[derive(Debug)]
struct Leaf {
    href: String,
    what: String,
    owner: String,
    life: &'static str,
    colour: &'static str,
    here: bool,
}

/// Where the walk begins.
#[derive(Debug)]
enum Start {
    Priority(Priority),
    Decision(Decision),
    Promise(Promise),
}

impl Start {
    /// 404 for other kinds, unknown ids, and promises that the reader does not see yet.
    async fn at(ctx: &Ctx, db: &mut Conn, kind: &str, id: &str) -> Result<Self, PageError> {
        let found = match kind {
            "priority" => store::priority(db, id.parse()?).await?.map(Start::Priority),
            "decision" => seen::decision(ctx, db, id.parse()?).await?.map(Start::Decision),
            "promise" => promise_seen(ctx, db, id).await?.map(Start::Promise),
            _ => None,
        };
        found.ok_or_else(PageError::not_found)
    }

    fn place(&self) -> PlaceId {
        match self {
            Start::Priority(priority) => priority.place(),
            Start::Decision(decision) => decision.place(),
            Start::Promise(promise) => promise.place(),
        }
    }

    async fn steps(&self, ctx: &Ctx, db: &mut Conn) -> Result<Vec<Step>, Error> {
        match self {
            Start::Priority(priority) => steps_of_priority(ctx, db, priority).await,
            Start::Decision(decision) => steps_of_decision(ctx, db, decision).await,
            Start::Promise(promise) => steps_of_promise(ctx, db, promise).await,
        }
    }

    fn name(&self) -> (String, String) {
        match self {
            Start::Priority(priority) => (priority.title().to_owned(), links::priority(priority.id())),
            Start::Decision(decision) => (decision.called(), links::decision(decision.id())),
            Start::Promise(promise) => (format!("Promise {}", promise.number()), links::promise(promise.id())),
        }
    }
}

async fn promise_seen(ctx: &Ctx, db: &mut Conn, id: &str) -> Result<Option<Promise>, PageError> {
    let Some(promise) = store::promise(db, id.parse()?).await? else { return Ok(None) };
    let view = seen::view(ctx, db, promise.place()).await?;
    let line = match promise.decision() {
        Some(decision) => lines_of(ctx, db, &view, decision).await?.into_iter().find(|line| line.id == promise.id()),
        None => store::promise_line(db, &view, promise.id()).await?,
    };
    Ok(line.map(|_| promise))
}

/// What the reader sees of a decision's promises: none of others while positions are sealed.
async fn lines_of(ctx: &Ctx, db: &mut Conn, view: &View, id: DecisionId) -> Result<Vec<PromiseLine>, Error> {
    let own = store::decision(db, id).await?.map(|decision| seen::speaks_for(ctx, &decision)).unwrap_or_default();
    store::promise_lines_of_decision(db, view, id, &own).await
}

pub(super) async fn show(ctx: Ctx, Path((kind, id)): Path<(String, String)>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let start = Start::at(&ctx, &mut db, &kind, &id).await?;
    let place = folkmoot_register::store::place(&mut db, start.place()).await?.ok_or_else(PageError::not_found)?;
    let page = walked(&ctx, &mut db, &start, &place).await?;
    drop(db);
    let (name, href) = start.name();
    let around = Page::new("The thread")
        .caption(name.clone())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .crumb(name, href)
        .lead("From the need to what came of it. Each step leads to its page.")
        .invented(place.is_invented());
    ctx.page(around.template(&page)).await
}

async fn walked(ctx: &Ctx, db: &mut Conn, start: &Start, place: &Place) -> Result<ThreadPage, Error> {
    let steps = start.steps(ctx, db).await?;
    let view = seen::view(ctx, db, place.id()).await?;
    let (priority, decisions, lines) = match start {
        Start::Priority(priority) => {
            let decisions = decisions_of(ctx, db, priority).await?;
            let ids: Vec<DecisionId> = decisions.iter().map(|(id, _)| *id).collect();
            let lines = store::promise_lines_of_decisions(db, &view, &ids, PROMISES_MAX).await?;
            (Some(priority.clone()), decisions, lines)
        }
        Start::Decision(decision) => {
            let lines = lines_of(ctx, db, &view, decision.id()).await?;
            (priority_of(db, Some(decision)).await?, vec![node_of(ctx, db, decision).await?], lines)
        }
        Start::Promise(promise) => {
            let decision = match promise.decision() {
                Some(id) => seen::decision(ctx, db, id).await?,
                None => None,
            };
            let lines = store::promise_line(db, &view, promise.id()).await?.into_iter().collect();
            let node = match &decision {
                Some(decision) => vec![node_of(ctx, db, decision).await?],
                None => Vec::new(),
            };
            (priority_of(db, decision.as_ref()).await?, node, lines)
        }
    };
    let names = owners(db, &lines).await?;
    let mut page = ThreadPage {
        steps,
        priority_here: matches!(start, Start::Priority(_)),
        priority,
        decisions: decisions.into_iter().map(|(_, node)| node).collect(),
        loose: Vec::new(),
        all_href: links::decisions(place.slug()),
        more: more(db, &view, start, place).await?,
    };
    hang(&mut page, start, lines, &names);
    Ok(page)
}

async fn more(db: &mut Conn, view: &View, start: &Start, place: &Place) -> Result<Option<(i64, String)>, Error> {
    let Start::Priority(priority) = start else { return Ok(None) };
    let more = store::counts_of_priority(db, view, priority).await?.decisions - i64::from(SHOWN_MAX);
    let href = format!("{}?priority={}", links::decisions(place.slug()), priority.id());
    Ok((more > 0).then_some((more, href)))
}

/// Hangs each promise on its decision.
fn hang(
    page: &mut ThreadPage,
    start: &Start,
    lines: Vec<PromiseLine>,
    names: &BTreeMap<OrganisationId, (Slug, String)>,
) {
    let at: BTreeMap<String, usize> =
        page.decisions.iter().enumerate().map(|(at, node)| (node.href.clone(), at)).collect();
    for line in lines {
        let node = line.decision_id.and_then(|id| at.get(&links::decision(id)).copied());
        let leaf = Leaf {
            here: matches!(start, Start::Promise(promise) if promise.id() == line.id),
            href: links::promise(line.id),
            life: line.life().words(),
            colour: line.life().tag(),
            owner: names.get(&line.organisation_id).map(|(_, name)| name.clone()).unwrap_or_default(),
            what: line.what,
        };
        match node.and_then(|at| page.decisions.get_mut(at)) {
            Some(node) => node.promises.push(leaf),
            None => page.loose.push(leaf),
        }
    }
    for node in &mut page.decisions {
        node.here = matches!(start, Start::Decision(decision) if links::decision(decision.id()) == node.href);
    }
}

async fn decisions_of(ctx: &Ctx, db: &mut Conn, priority: &Priority) -> Result<Vec<(DecisionId, Node)>, Error> {
    let reader = seen::reader(ctx, priority.place());
    let filter = DecisionFilter { priority: Some(priority.id()), reader, ..DecisionFilter::default() };
    let lines = store::decisions(db, priority.place(), &filter, ctx.now(), SHOWN_MAX).await?;
    let node = |line: store::DecisionLine| (line.id, Node::new(line.id, line.number, &line.title, line.drawn()));
    Ok(lines.into_iter().map(node).collect())
}

async fn node_of(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<(DecisionId, Node), Error> {
    let tally = store::tally(db, decision.id()).await?;
    let state = decision.state(tally, store::is_set_aside(db, decision.id()).await?, ctx.now());
    Ok((decision.id(), Node::new(decision.id(), decision.number(), decision.title(), state)))
}

impl Node {
    fn new(id: DecisionId, number: i64, title: &str, state: State) -> Self {
        let words = format!("Decision {number}: {title}");
        Self { href: links::decision(id), words, state, here: false, promises: Vec::new() }
    }
}

async fn priority_of(db: &mut Conn, decision: Option<&Decision>) -> Result<Option<Priority>, Error> {
    match decision.and_then(Decision::priority) {
        Some(id) => store::priority(db, id).await,
        None => Ok(None),
    }
}

async fn owners(db: &mut Conn, lines: &[PromiseLine]) -> Result<BTreeMap<OrganisationId, (Slug, String)>, Error> {
    let ids: Vec<OrganisationId> = lines.iter().map(|line| line.organisation_id).collect();
    folkmoot_register::store::organisation_names(db, &ids).await
}
