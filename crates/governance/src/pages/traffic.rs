//! The map of bodies with what went from one to another in the last twelve months, and which bodies sleep.

use super::at::{self, place_at};
use crate::acts::SEE_GOVERNANCE;
use crate::body::Body;
use crate::links;
use crate::store::{self, Which};
use crate::traffic::{Edge, Year, edges};
use askama::Template;
use folkmoot_kernel::{BodyId, Date, Timestamp};
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::charts::{About, Tree, TreeNode, tree};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes, data_routes};
use std::collections::BTreeMap;

/// How far back it looks. Unit: days.
const YEAR: i64 = 365;

pub(super) fn routes() -> Routes {
    let routes = Routes::new().get("/places/{place}/traffic", SEE_GOVERNANCE, show);
    data_routes!(routes, "/places/{place}/traffic", SEE_GOVERNANCE, table)
}

#[derive(Debug, Template)]
#[template(path = "traffic.html")]
struct TrafficPage {
    place: Place,
    chart: String,
    edges: Vec<EdgeLine>,
    sleeping: Vec<(String, String, String)>,
}

#[derive(Debug)]
struct EdgeLine {
    from: String,
    to: String,
    papers: u32,
    again: u32,
}

struct Map {
    place: Place,
    bodies: Vec<Body>,
    years: BTreeMap<BodyId, Year>,
    edges: Vec<Edge>,
    today: Date,
}

impl Map {
    async fn load(db: &mut Conn, place: Place, now: Timestamp) -> Result<Self, Error> {
        let time = now.plus_days(-YEAR)..now;
        let bodies = store::bodies_of_place(db, place.id(), Which::Open).await?;
        let years = store::years_of_bodies(db, place.id(), &time).await?;
        let edges = edges(&store::went(db, place.id(), &time).await?);
        Ok(Self { place, bodies, years, edges, today: now.date() })
    }

    fn year(&self, body: BodyId) -> Year {
        self.years.get(&body).copied().unwrap_or_default()
    }

    fn name(&self, id: BodyId) -> String {
        let found = self.bodies.iter().find(|body| body.id() == id);
        found.map_or_else(|| "A body that has closed".to_owned(), |body| body.name().to_owned())
    }

    /// "met 11 times, 7 decisions, 3 from others"
    fn note(&self, body: BodyId) -> String {
        let year = self.year(body);
        if year.sleeps(self.today) {
            return "sleeps".to_owned();
        }
        let came: u32 = self.edges.iter().filter(|edge| edge.to == body).map(Edge::all).sum();
        let times = if year.met == 1 { "met once".to_owned() } else { format!("met {} times", year.met) };
        let decided = if year.decided == 1 { "1 decision".to_owned() } else { format!("{} decisions", year.decided) };
        match came {
            0 => format!("{times}, {decided}"),
            came => format!("{times}, {decided}, {came} from other bodies"),
        }
    }

    fn chart(&self) -> String {
        let about = About::new("traffic", format!("Bodies of {} in the last twelve months", self.place.name()))
            .each("Body")
            .counting("body", "bodies")
            .csv(format!("{}.csv", links::traffic(self.place.slug())))
            .empty("The bodies are drawn here once the place team has added them.");
        let node = |body: &Body| {
            let above = body.parent().map(|parent| parent.number());
            TreeNode::new(body.id().number(), above, body.name())
                .note(self.note(body.id()))
                .href(links::body(body.id()))
        };
        tree(&Tree::new(about, self.bodies.iter().map(node).collect()))
    }

    fn lines(&self) -> Vec<EdgeLine> {
        let line = |edge: &Edge| EdgeLine {
            from: self.name(edge.from),
            to: self.name(edge.to),
            papers: edge.papers,
            again: edge.again,
        };
        self.edges.iter().map(line).collect()
    }

    fn sleeping(&self) -> Vec<(String, String, String)> {
        let asleep = self.bodies.iter().filter(|body| self.year(body.id()).sleeps(self.today));
        let line = |body: &Body| {
            let last = self.year(body.id()).last;
            let words =
                last.map_or_else(|| "has never met".to_owned(), |day| format!("met last on {}", day.in_words()));
            (body.name().to_owned(), links::body(body.id()), words)
        };
        asleep.map(line).collect()
    }
}

async fn map(ctx: &Ctx, key: &str) -> Result<Map, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    Ok(Map::load(&mut db, place, ctx.now()).await?)
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let map = map(&ctx, &key).await?;
    let (chart, edges, sleeping) = (map.chart(), map.lines(), map.sleeping());
    let page = TrafficPage { chart, edges, sleeping, place: map.place };
    let around = at::page("What goes from body to body", at::steps_to_place(&page.place), &page.place).lead(
        "Papers on their way and decisions put again elsewhere, in the last twelve months; and bodies that sleep.",
    );
    ctx.page(around.caption(page.place.name()).template(&page)).await
}

/// For a spreadsheet or a program.
async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let map = map(ctx, &key).await?;
    let head =
        ["Body", "Sits under", "Meetings in 12 months", "Decisions in 12 months", "Met last", "Meets next", "Sleeps"];
    let mut table = Csv::new(format!("{}-traffic", map.place.slug()), &head);
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    for body in &map.bodies {
        let year = map.year(body.id());
        table.row(vec![
            body.name().to_owned(),
            body.parent().map(|id| map.name(id)).unwrap_or_default(),
            year.met.to_string(),
            year.decided.to_string(),
            day(year.last),
            day(year.next),
            if year.sleeps(map.today) { "yes" } else { "no" }.to_owned(),
        ]);
    }
    Ok(table)
}
