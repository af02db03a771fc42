//! Meetings in public with their agenda.

use super::files;
use super::object::{Kind, Object};
use super::world::World;
use folkmoot_governance::decision::Decision;
use folkmoot_governance::item::{Item, ItemId};
use folkmoot_governance::meeting::{Meeting, MeetingId, State};
use folkmoot_governance::paper::{Marking, Paper};
use folkmoot_governance::ruling::{Ruled, marking_now};
use folkmoot_governance::{links, store};
use folkmoot_kernel::Id;
use folkmoot_kernel::id::Anything;
use folkmoot_store::Error;

/// A meeting that everybody may come to.
pub(super) async fn public_meeting(world: &mut World<'_>, id: MeetingId) -> Result<Option<Meeting>, Error> {
    Ok(store::meeting(world.db, id).await?.filter(Meeting::in_public))
}

pub(super) async fn meeting(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let id = MeetingId::from_number(id.number());
    let Some(meeting) = public_meeting(world, id).await? else { return Ok(None) };
    let items = store::items_of_meeting(world.db, id).await?;
    let mut agenda = Vec::new();
    for item in &items {
        agenda.push(self::item(world, &meeting, item).await?);
    }
    let object = world.begin(Kind::Meeting, "meeting", id).await?;
    Ok(Some(
        object
            .put("name", meeting.title())
            .put("meetingState", state(meeting.state()))
            .put("cancelled", meeting.state() == State::Cancelled)
            .put("start", meeting.starts_at().rfc3339())
            .put("end", meeting.ends_at().rfc3339())
            .with("location", location(world, &meeting))
            .put("organization", vec![world.at(Kind::Organization, meeting.body())])
            .with("invitation", Some(files::pack(world, &meeting)))
            .with("resultsProtocol", files::minutes(world, &meeting))
            .with_all("agendaItem", agenda)
            .put("web", world.page(&links::meeting(id))),
    ))
}

/// In the words that the standard recommends: planned, or carried out.
const fn state(state: State) -> &'static str {
    match state {
        State::Held => "durchgeführt",
        State::Planned | State::Cancelled => "terminiert",
    }
}

fn location(world: &World<'_>, meeting: &Meeting) -> Option<Object> {
    let place = Object::new(Kind::Location, world.at(Kind::Location, meeting.id()));
    let place = place.put("description", meeting.venue()).put("meetings", vec![world.at(Kind::Meeting, meeting.id())]);
    (!meeting.venue().is_empty()).then_some(place)
}

/// Where a meeting is has an address of its own, under the meeting's id.
pub(super) async fn location_at(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let meeting = public_meeting(world, MeetingId::from_number(id.number())).await?;
    Ok(meeting.and_then(|meeting| location(world, &meeting)))
}

pub(super) async fn item_at(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let Some(item) = store::item(world.db, ItemId::from_number(id.number())).await? else { return Ok(None) };
    match public_meeting(world, item.meeting()).await? {
        Some(meeting) => self::item(world, &meeting, &item).await.map(Some),
        None => Ok(None),
    }
}

async fn item(world: &mut World<'_>, meeting: &Meeting, item: &Item) -> Result<Object, Error> {
    let papers = open_papers(world, meeting, item.id()).await?;
    let decisions = store::decisions_of_item(world.db, item.id()).await?;
    let (result, text) = result(world, item, &decisions).await?;
    let consultation = papers.first().map(|paper| world.at(Kind::Consultation, paper.id()));
    let files = papers.iter().map(|paper| files::file(world, paper)).collect();
    let object = world.begin(Kind::AgendaItem, "item", item.id()).await?;
    Ok(object
        .put("meeting", world.at(Kind::Meeting, meeting.id()))
        .put("number", item.position().to_string())
        .put("order", item.position())
        .put("name", item.title())
        .put("public", true)
        .put("consultation", consultation)
        .put("result", result)
        .put("resolutionText", text)
        .with_all("auxiliaryFile", files)
        .put("web", world.page(&links::item(item.id()))))
}

/// What became of an item, in the words of the record: the state of what was put last, or what the minutes say.
async fn result(world: &mut World<'_>, item: &Item, decisions: &[Decision]) -> Result<(String, String), Error> {
    let Some(last) = decisions.iter().max_by_key(|one| one.number()) else {
        return Ok((item.outcome().to_owned(), String::new()));
    };
    let tally = store::tally(world.db, last.id()).await?;
    let aside = store::is_set_aside(world.db, last.id()).await?;
    let state = last.state(tally, aside, world.ctx.now());
    Ok((state.words().to_owned(), last.text().to_owned()))
}

/// Papers of an item that everybody may read now.
pub(super) async fn open_papers(world: &mut World<'_>, meeting: &Meeting, item: ItemId) -> Result<Vec<Paper>, Error> {
    let ruled: Ruled = store::rulings_of_item(world.db, item).await?;
    let mut papers = store::papers_of_meeting(world.db, meeting.id()).await?;
    let over = meeting.state() == State::Held;
    papers.retain(|paper| paper.item() == item && marking_now(paper.marking(), &ruled, over) == Marking::Open);
    Ok(papers)
}
