//! Boards and groups with their seats, and the priorities, as they stand when the story begins.

use super::content;
use super::maker::{Arranged, Maker, unknown};
use super::{DemoError, seats, written};
use folkmoot_governance::actions;
use folkmoot_governance::body::{BodyDetails, BodyKind};
use folkmoot_governance::priority::{Many, Origin, PriorityDetails};
use folkmoot_kernel::{PlaceId, Role};
use folkmoot_register::holder::Capacity;
use folkmoot_register::seat::SeatDetails;

/// Who keeps minutes and agendas of a body without speaking for any organisation: body and person.
const SECRETARIES: [(&str, &str); 3] =
    [("board", "Tamsin Okonkwo"), ("committee", "Bartosz Lindqvist"), ("record", "Ines Vasquez-Holm")];

pub(super) async fn found(maker: &mut Maker) -> Result<(), DemoError> {
    let people = content::people()?;
    for body in content::bodies()? {
        add(maker, &body).await?;
        seats::of_body(maker, &body, &people).await?;
    }
    for (body, name) in SECRETARIES {
        let id = maker.cast.body(body)?;
        let details = SeatDetails {
            title: "Secretary".to_owned(),
            role: Role::Secretary,
            body: Some(id),
            organisation: None,
            votes: false,
        };
        let seat = seats::open(maker, details, Some(body), None).await?;
        seats::sit(maker, seat, name, "oxmoorvale", Capacity::Holder).await?;
    }
    priorities(maker).await
}

async fn add(maker: &mut Maker, body: &content::Body) -> Result<(), DemoError> {
    let parent = body.parent.as_deref().map(|key| maker.cast.body(key)).transpose()?;
    let details = BodyDetails {
        parent,
        authority: body.authority.clone(),
        quorum: body.quorum,
        ..BodyDetails::named(&body.name, kind(&body.kind)?, &body.remit)
    };
    let added = actions::add_body(&maker.program(), maker.cast.place()?, details).await.arranged(&body.name)?;
    maker.cast.bodies.insert(body.key.clone(), added.id());
    Ok(())
}

fn kind(key: &str) -> Result<BodyKind, DemoError> {
    BodyKind::read(key).ok_or_else(|| unknown(format!("the kind of body {key}")))
}

/// The few bodies that a neighbour names.
pub(super) async fn of_neighbour(maker: &Maker, place: PlaceId, said: &content::Place) -> Result<(), DemoError> {
    for (name, key, remit) in &said.bodies {
        let details = BodyDetails::named(name, kind(key)?, remit);
        actions::add_body(&maker.program(), place, details).await.arranged(name)?;
    }
    Ok(())
}

async fn priorities(maker: &mut Maker) -> Result<(), DemoError> {
    for priority in written::thread()?.priority {
        maker.cast.needs.push(priority.need.clone());
        let details = PriorityDetails {
            title: priority.title.clone(),
            sentence: priority.sentence,
            need: priority.need,
            origin: Origin::read(&priority.origin).unwrap_or(Origin::Place),
            from: maker.calendar.day(1, 1),
            until: None,
        };
        let place = maker.cast.place()?;
        let chosen = actions::add_priority(&maker.program(), place, details, Many::Refuse).await;
        maker.cast.priorities.push(chosen.arranged(&priority.title)?.id());
    }
    Ok(())
}

/// Seats that fell empty and wait for somebody.
pub(super) async fn vacate(maker: &mut Maker) -> Result<(), DemoError> {
    for (body, organisation, title) in content::people()?.vacancies {
        let details = SeatDetails::member(&title, maker.cast.body(&body)?, maker.cast.organisation(&organisation)?);
        seats::open(maker, details, Some(&body), None).await?;
    }
    Ok(())
}
