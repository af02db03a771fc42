//! Files: open papers as they were handed in, the pack of a meeting, and minutes once they are final.

use super::meetings::public_meeting;
use super::object::{Kind, Object};
use super::papers::open_paper;
use super::world::World;
use folkmoot_governance::links;
use folkmoot_governance::meeting::{Meeting, MeetingId};
use folkmoot_governance::paper::Paper;
use folkmoot_kernel::Id;
use folkmoot_kernel::id::Anything;
use folkmoot_store::Error;

pub(super) fn file(world: &World<'_>, paper: &Paper) -> Object {
    let address = world.page(&links::paper(paper.id()));
    Object::new(Kind::File, world.at(Kind::File, paper.id()))
        .put("name", paper.title())
        .put("fileName", paper.file_name())
        .put("mimeType", paper.kind().media_type())
        .put("date", paper.added_at().date().to_string())
        .put("size", paper.size_bytes())
        .put("accessUrl", address.clone())
        .put("downloadUrl", address)
        .put("agendaItem", vec![world.at(Kind::AgendaItem, paper.item())])
        .put("paper", vec![world.at(Kind::Paper, paper.id())])
        .dated(paper.added_at(), paper.added_at())
}

pub(super) async fn file_at(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let lies = open_paper(world, id).await?;
    Ok(lies.map(|lies| file(world, &lies.paper)))
}

/// The board pack: what goes out to those who are called.
pub(super) fn pack(world: &World<'_>, meeting: &Meeting) -> Object {
    let address = world.page(&format!("{}/pack.pdf", links::meeting(meeting.id())));
    Object::new(Kind::Pack, world.at(Kind::Pack, meeting.id()))
        .put("name", "Agenda and papers")
        .put("fileName", "pack.pdf")
        .put("mimeType", "application/pdf")
        .put("accessUrl", address)
        .put("meeting", vec![world.at(Kind::Meeting, meeting.id())])
        .dated(meeting.id().made_at(), meeting.id().made_at())
}

pub(super) async fn pack_at(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let meeting = public_meeting(world, MeetingId::from_number(id.number())).await?;
    Ok(meeting.map(|meeting| pack(world, &meeting)))
}

/// Nothing while they are a draft.
pub(super) fn minutes(world: &World<'_>, meeting: &Meeting) -> Option<Object> {
    let approved = meeting.minutes_approved_at()?;
    let object = Object::new(Kind::Minutes, world.at(Kind::Minutes, meeting.id()))
        .put("name", "Minutes")
        .put("mimeType", "text/html")
        .put("date", approved.date().to_string())
        .put("text", meeting.minutes())
        .put("accessUrl", world.page(&links::meeting(meeting.id())))
        .put("meeting", vec![world.at(Kind::Meeting, meeting.id())])
        .dated(approved, approved);
    Some(object)
}

pub(super) async fn minutes_at(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let meeting = public_meeting(world, MeetingId::from_number(id.number())).await?;
    Ok(meeting.and_then(|meeting| minutes(world, &meeting)))
}
