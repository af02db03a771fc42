//! A place's priorities, and the page of each with what hangs on it.

use super::at::{self, place_at, priority_at};
use super::seen;
use super::thread::{Step, steps_of_priority};
use crate::acts::{CHANGE_PRIORITIES, READ_PARTNERSHIP_PAPER, SEE_GOVERNANCE};
use crate::links;
use crate::priority::{Priority, PriorityId, REMEMBERED_MAX};
use crate::store::{self, DecisionFilter, DecisionLine, ItemOfPriority, PriorityCounts};
use askama::Template;
use folkmoot_register::place::Place;
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes, data_routes};

/// Items and decisions that a priority's page shows.
const FEW: u32 = 20;

pub(super) fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/priorities", SEE_GOVERNANCE, table);
    routes.get("/places/{place}/priorities", SEE_GOVERNANCE, list).get("/priorities/{priority}", SEE_GOVERNANCE, show)
}

#[derive(Debug, Template)]
#[template(path = "priorities.html")]
struct PrioritiesPage {
    place: Place,
    current: Vec<Line>,
    ended: Vec<Priority>,
    may_change: bool,
}

#[derive(Debug)]
struct Line {
    priority: Priority,
    counts: PriorityCounts,
}

#[derive(Debug, Template)]
#[template(path = "priority.html")]
struct PriorityPage {
    place: Place,
    priority: Priority,
    steps: Vec<Step>,
    counts: PriorityCounts,
    items: Vec<ItemOfPriority>,
    decisions: Vec<DecisionLine>,
    is_current: bool,
    may_change: bool,
    /// Where it is told how far partners were involved, if anything tells it.
    involvement: Option<String>,
}

impl PrioritiesPage {
    fn too_many(&self) -> bool {
        self.current.len() > REMEMBERED_MAX
    }
}

impl Line {
    fn counts(&self) -> String {
        words(&self.counts)
    }
}

impl PriorityPage {
    fn counts(&self) -> String {
        words(&self.counts)
    }
}

/// "3 agenda items, 1 decision, no promise yet", as a sentence begins.
fn words(counts: &PriorityCounts) -> String {
    let said = |count: i64, one: &str| match count {
        0 => format!("no {one} yet"),
        1 => format!("1 {one}"),
        many => format!("{many} {one}s"),
    };
    let parts = [(counts.items, "agenda item"), (counts.decisions, "decision"), (counts.promises, "promise")];
    parts.map(|(count, one)| said(count, one)).join(", ").replacen("no ", "No ", usize::from(counts.items == 0))
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let today = ctx.now().date();
    let all = store::priorities_of_place(&mut db, place.id()).await?;
    let (open, ended): (Vec<_>, Vec<_>) = all.into_iter().partition(|priority| priority.is_current(today));
    let view = seen::view(&ctx, &mut db, place.id()).await?;
    let counts = store::priority_counts(&mut db, &view, place.id()).await?;
    drop(db);
    let line = |priority: Priority| Line { counts: counts.get(&priority.id()).copied().unwrap_or_default(), priority };
    let current = open.into_iter().map(line).collect();
    let page = PrioritiesPage { may_change: ctx.may(CHANGE_PRIORITIES, place.subject()), place, current, ended };
    let around = at::page("Priorities", at::steps_to_place(&page.place), &page.place)
        .lead("What this place chose to work on. Each item, decision and promise names the one it serves.");
    ctx.page(around.caption(page.place.name()).template(&page)).await
}

async fn show(ctx: Ctx, Path(id): Path<PriorityId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (priority, place) = priority_at(&mut db, id).await?;
    let reader = crate::pages::seen::reader(&ctx, place.id());
    let filter = DecisionFilter { priority: Some(id), reader, ..DecisionFilter::default() };
    let mut items = store::items_of_priority(&mut db, id, FEW).await?;
    items.retain(|item| item.in_public || ctx.may(READ_PARTNERSHIP_PAPER, place.subject()));
    let view = seen::view(&ctx, &mut db, place.id()).await?;
    let page = PriorityPage {
        steps: steps_of_priority(&ctx, &mut db, &priority).await?,
        counts: store::counts_of_priority(&mut db, &view, &priority).await?,
        items,
        decisions: store::decisions(&mut db, place.id(), &filter, ctx.now(), FEW).await?,
        is_current: priority.is_current(ctx.now().date()),
        may_change: ctx.may(CHANGE_PRIORITIES, priority.subject()),
        involvement: ctx.link("involvement_in_priority", id.any()),
        priority,
        place,
    };
    drop(db);
    let mut steps = at::steps_to_place(&page.place);
    steps.push(("Priorities".to_owned(), links::priorities(page.place.slug())));
    let around = at::page(page.priority.title(), steps, &page.place).caption(page.priority.numbered());
    ctx.page(around.record("priority", page.priority.id()).lead(page.priority.sentence()).template(&page)).await
}

/// For a spreadsheet or a program.
async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let all = store::priorities_of_place(&mut db, place.id()).await?;
    let head = ["Number", "Priority", "In a sentence", "Need", "From whom", "From", "Until", "Page"];
    let mut table = Csv::new(format!("{}-priorities", place.slug()), &head);
    for one in &all {
        table.row(vec![
            one.number().to_string(),
            one.title().to_owned(),
            one.sentence().to_owned(),
            one.need().to_owned(),
            one.origin().words().to_owned(),
            one.from().to_string(),
            one.until().map(|day| day.to_string()).unwrap_or_default(),
            format!("{}{}", ctx.site().url, links::priority(one.id())),
        ]);
    }
    Ok(table)
}
