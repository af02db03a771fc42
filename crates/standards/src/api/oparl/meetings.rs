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
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Timestamp};
use folkmoot_store::{Error, last_changes};
use std::collections::BTreeMap;

/// A meeting that everybody may come to.
pub(super) async fn public_meeting(world: &mut World<'_>, id: MeetingId) -> Result<Option<Meeting>, Error> {
    Ok(store::meeting(world.db, id).await?.filter(Meeting::in_public))
}

pub(super) async fn meeting(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let id = MeetingId::from_number(id.number());
    let Some(meeting) = public_meeting(world, id).await? else { return Ok(None) };
    let items = store::items_of_meeting(world.db, id).await?;
    let agenda = Agenda::load(world, &meeting, &items).await?;
    let mut told = Vec::new();
    for item in &items {
        told.push(agenda.item(world, item).await?);
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
            .with_all("agendaItem", told)
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
    let Some(meeting) = public_meeting(world, item.meeting()).await? else { return Ok(None) };
    let agenda = Agenda::load(world, &meeting, std::slice::from_ref(&item)).await?;
    agenda.item(world, &item).await.map(Some)
}

/// What items of one meeting name, asked for once.
#[derive(Debug)]
struct Agenda {
    meeting: MeetingId,
    papers: Vec<Paper>,
    decisions: Vec<Decision>,
    changed: BTreeMap<Id<Anything>, Timestamp>,
}

impl Agenda {
    async fn load(world: &mut World<'_>, meeting: &Meeting, items: &[Item]) -> Result<Self, Error> {
        let ids: Vec<ItemId> = items.iter().map(Item::id).collect();
        Ok(Self {
            meeting: meeting.id(),
            papers: open_papers(world, meeting).await?,
            decisions: store::decisions_of_meeting(world.db, meeting.id()).await?,
            changed: last_changes(world.db, "item", &ids).await?,
        })
    }

    async fn item(&self, world: &mut World<'_>, item: &Item) -> Result<Object, Error> {
        let id = item.id();
        let papers: Vec<&Paper> = self.papers.iter().filter(|paper| paper.item() == id).collect();
        let (result, text) = self.result(world, item).await?;
        let consultation = papers.first().map(|paper| world.at(Kind::Consultation, paper.id()));
        let files = papers.iter().map(|paper| files::file(world, paper)).collect();
        let changed = self.changed.get(&id.any()).copied().unwrap_or_else(|| id.made_at());
        Ok(Object::new(Kind::AgendaItem, world.at(Kind::AgendaItem, id))
            .dated(id.made_at(), changed)
            .put("meeting", world.at(Kind::Meeting, self.meeting))
            .put("number", item.position().to_string())
            .put("order", item.position())
            .put("name", item.title())
            .put("public", true)
            .put("consultation", consultation)
            .put("result", result)
            .put("resolutionText", text)
            .with_all("auxiliaryFile", files)
            .put("web", world.page(&links::item(id))))
    }

    /// What became of an item, in the words of the record: the state of what was put last, or what the minutes say.
    async fn result(&self, world: &mut World<'_>, item: &Item) -> Result<(String, String), Error> {
        let put = self.decisions.iter().filter(|one| one.item() == Some(item.id()));
        let Some(last) = put.max_by_key(|one| one.number()) else {
            return Ok((item.outcome().to_owned(), String::new()));
        };
        let tally = store::tally(world.db, last.id()).await?;
        let aside = store::is_set_aside(world.db, last.id()).await?;
        let state = last.state(tally, aside, world.ctx.now());
        Ok((state.words().to_owned(), last.text().to_owned()))
    }
}

/// Papers of a meeting that everybody may read now.
pub(super) async fn open_papers(world: &mut World<'_>, meeting: &Meeting) -> Result<Vec<Paper>, Error> {
    let mut ruled: BTreeMap<ItemId, Ruled> = BTreeMap::new();
    for ruling in store::rulings_of_meeting(world.db, meeting.id()).await? {
        ruled.entry(ruling.item()).or_default().0.push(ruling);
    }
    let (nobody, over) = (Ruled::default(), meeting.state() == State::Held);
    let ruled = |paper: &Paper| ruled.get(&paper.item()).unwrap_or(&nobody);
    let mut papers = store::papers_of_meeting(world.db, meeting.id()).await?;
    papers.retain(|paper| marking_now(paper.marking(), ruled(paper), over) == Marking::Open);
    Ok(papers)
}
