//! What lies before bodies, and each time that a body has it: a paper with its file, or a matter on its way through several bodies.

use super::files;
use super::meetings::{open_papers, public_meeting};
use super::object::{Kind, Object};
use super::world::World;
use folkmoot_governance::item::Item;
use folkmoot_governance::meeting::Meeting;
use folkmoot_governance::paper::{Paper, PaperId};
use folkmoot_governance::route::{Role, Route, RouteId, StepId};
use folkmoot_governance::store::StepLine;
use folkmoot_governance::{links, power::Power, store};
use folkmoot_kernel::Id;
use folkmoot_kernel::id::Anything;
use folkmoot_store::Error;

/// A paper with where it lies.
#[derive(Debug)]
pub(super) struct Lies {
    pub(super) paper: Paper,
    item: Item,
    meeting: Meeting,
}

/// A paper that everybody may read now.
pub(super) async fn open_paper(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Lies>, Error> {
    let id = PaperId::from_number(id.number());
    let Some(paper) = store::paper(world.db, id).await? else { return Ok(None) };
    let Some(item) = store::item(world.db, paper.item()).await? else { return Ok(None) };
    let Some(meeting) = public_meeting(world, item.meeting()).await? else { return Ok(None) };
    let open = open_papers(world, &meeting).await?;
    Ok(open.iter().any(|one| one.id() == id).then_some(Lies { paper, item, meeting }))
}

pub(super) async fn paper(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    if let Some(lies) = open_paper(world, id).await? {
        return with_file(world, &lies).await.map(Some);
    }
    match store::route(world.db, RouteId::from_number(id.number())).await? {
        Some(route) => on_its_way(world, &route).await.map(Some),
        None => Ok(None),
    }
}

async fn with_file(world: &mut World<'_>, lies: &Lies) -> Result<Object, Error> {
    let Lies { paper, item, meeting } = lies;
    let consultation = of_paper(world, lies).await?;
    let sponsor: Vec<String> = item.sponsor().iter().map(|id| world.at(Kind::Organization, *id)).collect();
    let object = world.begin(Kind::Paper, "paper", paper.id()).await?;
    Ok(object
        .put("body", world.place(meeting.place()))
        .put("name", paper.title())
        .put("date", paper.added_at().date().to_string())
        .put("paperType", "Paper on an agenda item")
        .with("mainFile", Some(files::file(world, paper)))
        .put("originatorOrganization", sponsor)
        .with_all("consultation", vec![consultation])
        .put("web", world.page(&links::item(item.id()))))
}

async fn on_its_way(world: &mut World<'_>, route: &Route) -> Result<Object, Error> {
    let mut steps = Vec::new();
    for line in store::route_steps(world.db, route.id()).await? {
        if line.in_public {
            steps.push(of_step(world, &line).await?);
        }
    }
    let object = world.begin(Kind::Paper, "route", route.id()).await?;
    Ok(object
        .put("body", world.place(route.place()))
        .put("name", route.title())
        .put("date", route.begun_on().to_string())
        .put("paperType", "Matter on its way through bodies")
        .with_all("consultation", steps)
        .put("web", world.page(&links::route(route.id()))))
}

pub(super) async fn consultation(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    if let Some(lies) = open_paper(world, id).await? {
        return of_paper(world, &lies).await.map(Some);
    }
    match store::route_step(world.db, StepId::from_number(id.number())).await? {
        Some(line) if line.in_public => of_step(world, &line).await.map(Some),
        _ => Ok(None),
    }
}

/// A paper lies before the body whose item it is on. Whether that body settles the matter there is what the item says it can do.
async fn of_paper(world: &mut World<'_>, lies: &Lies) -> Result<Object, Error> {
    let Lies { paper, item, meeting } = lies;
    let object = world.begin(Kind::Consultation, "paper", paper.id()).await?;
    Ok(object
        .put("paper", world.at(Kind::Paper, paper.id()))
        .put("agendaItem", world.at(Kind::AgendaItem, item.id()))
        .put("meeting", world.at(Kind::Meeting, meeting.id()))
        .put("organization", vec![world.at(Kind::Organization, meeting.body())])
        .put("authoritative", item.power() == Power::Decide)
        .put("role", item.power().words()))
}

async fn of_step(world: &mut World<'_>, line: &StepLine) -> Result<Object, Error> {
    let step = &line.step;
    let item = match step.item() {
        Some(item) => store::item(world.db, item).await?,
        None => None,
    };
    let at = |kind, id: Option<Id<Anything>>| id.map(|id| world.at(kind, id));
    let agenda_item = at(Kind::AgendaItem, item.as_ref().map(|item| item.id().any()));
    let meeting = at(Kind::Meeting, item.as_ref().map(|item| item.meeting().any()));
    let bodies: Vec<String> = step.body().iter().map(|body| world.at(Kind::Organization, *body)).collect();
    let object = world.begin(Kind::Consultation, "step", step.id()).await?;
    Ok(object
        .put("paper", world.at(Kind::Paper, step.route()))
        .put("agendaItem", agenda_item)
        .put("meeting", meeting)
        .put("organization", bodies)
        .put("authoritative", matches!(step.role(), Role::Decide | Role::Ratify))
        .put("role", step.role().words()))
}
