//! A place's bodies as a tree, and the page of each.

use super::at::{self, body_at, place_at};
use crate::acts::{CALL_MEETING, CHANGE_BODIES, PUT_DECISION, SEE_GOVERNANCE};
use crate::body::Body;
use crate::house_rules::HouseRules;
use crate::links;
use crate::store::{self, Before, DecisionFilter, DecisionLine, MeetingLine, Which, Whose};
use askama::Template;
use folkmoot_kernel::{BodyId, Role};
use folkmoot_register::place::Place;
use folkmoot_register::store::SeatLine;
use folkmoot_web::charts::{About, Tree, TreeNode, tree};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes, data_routes};
use std::collections::BTreeMap;

/// Meetings and decisions that a body's page shows of each kind.
const FEW: u32 = 5;

pub(super) fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/bodies", SEE_GOVERNANCE, table);
    routes.get("/places/{place}/bodies", SEE_GOVERNANCE, list).get("/bodies/{body}", SEE_GOVERNANCE, show)
}

#[derive(Debug, Template)]
#[template(path = "bodies.html")]
struct BodiesPage {
    place: Place,
    open: Vec<Line>,
    closed: Vec<Body>,
    chart: String,
    may_add: bool,
}

/// An open body in the list.
#[derive(Debug)]
struct Line {
    body: Body,
    under: Option<String>,
    seats: usize,
    next: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "body.html")]
struct BodyPage {
    place: Place,
    body: Body,
    parent: Option<(String, String)>,
    below: Vec<Body>,
    rules: HouseRules,
    seats: Vec<SeatLine>,
    upcoming: Vec<MeetingLine>,
    past: Vec<MeetingLine>,
    decisions: Vec<DecisionLine>,
    may_change: bool,
    may_call: bool,
    may_put: bool,
}

impl BodyPage {
    /// Where the chair comes from: what the body says, and what its seat says.
    fn chair(&self) -> String {
        let Some(chair) = self.seats.iter().find(|seat| seat.role == Role::Chair.key()) else {
            return "No seat for a chair is open".to_owned();
        };
        self.rules.chair_words(chair.organisation_name.as_deref())
    }

    fn quorum(&self) -> String {
        match self.body.quorum() {
            0 => "Not laid down".to_owned(),
            1 => "One organisation must take part to agree something".to_owned(),
            many => format!("{many} organisations must take part to agree something"),
        }
    }
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let all = store::bodies_of_place(&mut db, place.id(), Which::All).await?;
    let (open, closed): (Vec<Body>, Vec<Body>) = all.into_iter().partition(Body::is_open);
    let chart = chart(&place, &open);
    let open = lines(&ctx, &mut db, &place, open).await?;
    drop(db);
    let page = BodiesPage { may_add: ctx.may(CHANGE_BODIES, place.subject()), chart, open, closed, place };
    let around = at::page("Bodies: who meets and decides", at::steps_to_place(&page.place), &page.place)
        .lead("Boards, committees and groups of this place, and which sits under which.");
    ctx.page(around.caption(page.place.name()).template(&page)).await
}

async fn lines(
    ctx: &Ctx,
    db: &mut folkmoot_store::Conn,
    place: &Place,
    bodies: Vec<Body>,
) -> Result<Vec<Line>, PageError> {
    let names: BTreeMap<BodyId, String> = bodies.iter().map(|body| (body.id(), body.name().to_owned())).collect();
    let seats = folkmoot_register::store::seats_of_place(db, place.id(), ctx.now().date()).await?;
    let next = store::next_meetings_by_body(db, place.id(), ctx.now()).await?;
    let line = |body: Body| Line {
        under: body.parent().and_then(|parent| names.get(&parent).cloned()),
        seats: seats.iter().filter(|seat| seat.body_id == Some(body.id())).count(),
        next: next.get(&body.id()).map(|begins| begins.date().short()),
        body,
    };
    Ok(bodies.into_iter().map(line).collect())
}

fn chart(place: &Place, bodies: &[Body]) -> String {
    let about = About::new("bodies", format!("Bodies of {}", place.name()))
        .each("Body")
        .counting("body", "bodies")
        .csv(format!("{}.csv", links::bodies(place.slug())))
        .empty("The bodies are drawn here once the place team has added them.");
    let node = |body: &Body| {
        let above = body.parent().map(|parent| parent.number());
        TreeNode::new(body.id().number(), above, body.name()).note(body.kind().words()).href(links::body(body.id()))
    };
    tree(&Tree::new(about, bodies.iter().map(node).collect()))
}

/// For a spreadsheet or a program.
async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let bodies = store::bodies_of_place(&mut db, place.id(), Which::All).await?;
    let names: BTreeMap<BodyId, &str> = bodies.iter().map(|body| (body.id(), body.name())).collect();
    let head = ["Body", "Kind", "Sits under", "Remit", "Authority", "Quorum", "Closed on", "Page"];
    let mut table = Csv::new(format!("{}-bodies", place.slug()), &head);
    for body in &bodies {
        table.row(vec![
            body.name().to_owned(),
            body.kind().words().to_owned(),
            body.parent().and_then(|parent| names.get(&parent)).copied().unwrap_or_default().to_owned(),
            body.remit().to_owned(),
            body.authority().to_owned(),
            if body.quorum() == 0 { String::new() } else { body.quorum().to_string() },
            body.closed_on().map(|on| on.to_string()).unwrap_or_default(),
            format!("{}{}", ctx.site().url, links::body(body.id())),
        ]);
    }
    Ok(table)
}

async fn show(ctx: Ctx, Path(id): Path<BodyId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (body, place) = body_at(&mut db, id).await?;
    let (now, whose) = (ctx.now(), Whose::Body(id));
    let parent = match body.parent() {
        Some(parent) => store::body(&mut db, parent).await?,
        None => None,
    };
    let reader = super::seen::reader(&ctx, place.id());
    let filter = DecisionFilter { body: Some(id), reader, ..DecisionFilter::default() };
    let page = BodyPage {
        parent: parent.map(|parent| (links::body(parent.id()), parent.name().to_owned())),
        rules: store::house_rules(&mut db, id).await?,
        below: store::bodies_below(&mut db, id).await?,
        seats: folkmoot_register::store::seats_of_body(&mut db, id, now.date()).await?,
        upcoming: store::upcoming_meetings(&mut db, whose, now, FEW).await?,
        past: store::past_meetings(&mut db, whose, now, Before::now(now), FEW).await?,
        decisions: store::decisions(&mut db, place.id(), &filter, now, FEW).await?,
        may_change: ctx.may(CHANGE_BODIES, body.subject()),
        may_call: body.is_open() && ctx.may(CALL_MEETING, body.subject()),
        may_put: body.is_open() && ctx.may(PUT_DECISION, body.subject()),
        body,
        place,
    };
    drop(db);
    let mut steps = at::steps_to_place(&page.place);
    steps.push(("Bodies".to_owned(), links::bodies(page.place.slug())));
    let feed = format!("{}/calendar.ics", links::body(id));
    let around = at::page(page.body.name(), steps, &page.place).caption(page.body.kind().words());
    let around = around.feed(format!("Meetings of {}", page.body.name()), feed, "text/calendar");
    ctx.page(around.template(&page)).await
}
