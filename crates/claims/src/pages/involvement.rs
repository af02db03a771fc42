//! How far partners were involved in priorities and decisions: as the team says it, and as those involved say it.

use super::at::{self, place_at, speaks_for, thing_at};
use crate::acts::{SAY_STAGE, SAY_STAGE_FOR_TEAM, SEE_CLAIMS};
use crate::links;
use crate::stage::{Invited, Stage, Voice, counts, side_by_side};
use crate::store::{self, StageLine};
use crate::wants::{Thing, Things};
use askama::Template;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::charts::{About, Bar, Bars, bar};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/involvement", SEE_CLAIMS, list).get("/involvement/{kind}/{id}", SEE_CLAIMS, show)
}

/// A thing with what is said about it.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) thing: Thing,
    pub(crate) team: Option<Stage>,
    pub(crate) others: Vec<Stage>,
}

impl Told {
    fn href(&self) -> String {
        links::involvement(self.thing.kind, self.thing.id)
    }

    fn team_words(&self) -> &'static str {
        self.team.map_or("Not said yet", Stage::words)
    }

    /// "Asked (2), Told (1)".
    pub(crate) fn others_words(&self) -> String {
        let named = Stage::ALL.iter().zip(counts(self.others.iter().copied())).filter(|(_, count)| *count > 0);
        let words: Vec<String> = named.map(|(stage, count)| format!("{} ({count})", stage.words())).collect();
        if words.is_empty() { "Not said yet".to_owned() } else { words.join(", ") }
    }
}

/// Priorities and decisions of a place with what is said about each.
pub(crate) async fn told(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<Told>, PageError> {
    let Some(things) = ctx.wanted::<dyn Things>() else { return Ok(Vec::new()) };
    let things = things.things(db, place.id(), ctx.now().date()).await?;
    let mut said: BTreeMap<(crate::stage::Kind, Id<Anything>), Vec<StageLine>> = BTreeMap::new();
    for line in store::stages_of_place(db, place.id()).await? {
        said.entry((line.kind, line.thing)).or_default().push(line);
    }
    let told = |thing: Thing| {
        let lines = said.remove(&(thing.kind, thing.id)).unwrap_or_default();
        let (team, others): (Vec<StageLine>, Vec<StageLine>) =
            lines.into_iter().partition(|line| line.voice == Voice::Team);
        Told {
            team: team.first().map(|line| line.said.stage),
            others: others.iter().map(|line| line.said.stage).collect(),
            thing,
        }
    };
    Ok(things.into_iter().map(told).collect())
}

#[derive(Debug, Template)]
#[template(path = "involvements.html")]
struct ListPage {
    charts: Vec<String>,
    told: Vec<Told>,
    data: String,
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let told = told(&ctx, &mut db, &place).await?;
    drop(db);
    let href = links::involvements(place.slug());
    let charts = vec![
        chart("team", "How far partners were involved, as the team says it", told.iter().filter_map(|one| one.team)),
        chart(
            "others",
            "How far they were involved, as organisations say it",
            told.iter().flat_map(|one| one.others.iter().copied()),
        ),
    ];
    let page = ListPage { charts, told, data: href.clone() };
    let around = at::page("How partners were involved", at::steps(&place), &place)
        .lead("From told to led by them: what the team says, and what those who were involved say, side by side.");
    ctx.page(at::with_data(around, "Involvement", &href).template(&page)).await
}

/// In the order of the stages.
fn chart(id: &str, title: &str, stages: impl Iterator<Item = Stage>) -> String {
    let counted = counts(stages);
    let about = About::new(id, title).each("Stage").counting("time", "times").empty("Nobody has said anything yet.");
    let bars = Stage::ALL.iter().zip(&counted).map(|(stage, count)| Bar::new(stage.words(), *count));
    let bars = if counted.iter().all(|count| *count == 0) { Vec::new() } else { bars.collect() };
    bar(&Bars::across(about, bars))
}

#[derive(Debug, Template)]
#[template(path = "involvement.html")]
struct ShowPage {
    thing: Thing,
    team: Option<(String, String)>,
    others: Vec<Voiced>,
    together: Option<&'static str>,
    may_say_for_team: bool,
    /// For whom this person may speak.
    own: Vec<(OrganisationId, String)>,
    base: String,
    list: String,
}

/// What one organisation says.
#[derive(Debug)]
struct Voiced {
    name: String,
    stage: &'static str,
    invited: &'static str,
    words: String,
    on: String,
}

async fn show(ctx: Ctx, Path((kind, id)): Path<(String, Id<Anything>)>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (thing, place) = thing_at(&ctx, &mut db, &kind, id).await?;
    let lines = store::stages(&mut db, thing.kind, id).await?;
    let own = speaks_for(&ctx, place.id());
    let page = page(&ctx, &mut db, (thing, &place), &lines, own).await?;
    drop(db);
    let title = format!("{}: how partners were involved", page.thing.title);
    let mut steps = at::steps(&place);
    steps.push(("How partners were involved".to_owned(), page.list.clone()));
    ctx.page(at::page(&title, steps, &place).template(&page)).await
}

async fn page(
    ctx: &Ctx,
    db: &mut Conn,
    (thing, place): (Thing, &Place),
    lines: &[StageLine],
    own: Vec<OrganisationId>,
) -> Result<ShowPage, PageError> {
    let speaking =
        lines.iter().filter_map(|line| if let Voice::Organisation(id) = line.voice { Some(id) } else { None });
    let ids: Vec<OrganisationId> = speaking.chain(own.iter().copied()).collect();
    let names = register::organisation_names(db, &ids).await?;
    let name = |id: OrganisationId| names.get(&id).map_or_else(|| "A partner".to_owned(), |(_, name)| name.clone());
    let team = lines.iter().find(|line| line.voice == Voice::Team);
    let voiced = |line: &StageLine| match line.voice {
        Voice::Team => None,
        Voice::Organisation(id) => Some(Voiced {
            name: name(id),
            stage: line.said.stage.words(),
            invited: line.said.invited.map_or("", Invited::words),
            words: line.said.words.clone(),
            on: line.said.on.in_words(),
        }),
    };
    let mut others: Vec<Voiced> = lines.iter().filter_map(voiced).collect();
    others.sort_by_key(|one| one.name.to_lowercase());
    let stages: Vec<Stage> =
        lines.iter().filter(|line| line.voice != Voice::Team).map(|line| line.said.stage).collect();
    let may_say = |id: &OrganisationId| ctx.may(SAY_STAGE, Subject::owned(place.id(), *id));
    Ok(ShowPage {
        together: side_by_side(team.map(|line| line.said.stage), &stages),
        team: team.map(|line| (line.said.stage.words().to_owned(), line.said.words.clone())),
        others,
        may_say_for_team: ctx.may(SAY_STAGE_FOR_TEAM, place.subject()),
        own: own.into_iter().filter(may_say).map(|id| (id, name(id))).collect(),
        base: links::involvement(thing.kind, thing.id),
        list: links::involvements(place.slug()),
        thing,
    })
}
