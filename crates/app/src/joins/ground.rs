//! What surveys asks about: priorities, bodies and meetings of governance.

use folkmoot_governance::links;
use folkmoot_governance::store::{self, Which};
use folkmoot_kernel::{Date, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error};
use folkmoot_surveys::wants::{BodyNow, Ground, MeetingNow, PriorityNow};
use std::pin::Pin;

/// Meetings to choose from.
const MEETINGS: u32 = 12;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Priorities, bodies and meetings of governance.
#[derive(Debug, Clone, Copy)]
pub struct GovernanceGround;

impl Ground for GovernanceGround {
    fn priorities<'a>(&'a self, db: &'a mut Conn, place: PlaceId, today: Date) -> Answer<'a, Vec<PriorityNow>> {
        Box::pin(priorities(db, place, today))
    }

    fn bodies<'a>(&'a self, db: &'a mut Conn, place: PlaceId) -> Answer<'a, Vec<BodyNow>> {
        Box::pin(bodies(db, place))
    }

    fn meetings<'a>(&'a self, db: &'a mut Conn, place: PlaceId, now: Timestamp) -> Answer<'a, Vec<MeetingNow>> {
        Box::pin(meetings(db, place, now))
    }
}

async fn priorities(db: &mut Conn, place: PlaceId, today: Date) -> Result<Vec<PriorityNow>, Error> {
    let current = store::current_priorities(db, place, today).await?;
    let one = |found: folkmoot_governance::priority::Priority| PriorityNow {
        id: found.id().any(),
        number: found.number(),
        title: found.title().to_owned(),
        sentence: found.sentence().to_owned(),
        href: links::priority(found.id()),
    };
    Ok(current.into_iter().map(one).collect())
}

async fn bodies(db: &mut Conn, place: PlaceId) -> Result<Vec<BodyNow>, Error> {
    let open = store::bodies_of_place(db, place, Which::Open).await?;
    let one = |body: folkmoot_governance::body::Body| BodyNow {
        id: body.id(),
        name: body.name().to_owned(),
        href: links::body(body.id()),
    };
    Ok(open.into_iter().map(one).collect())
}

async fn meetings(db: &mut Conn, place: PlaceId, now: Timestamp) -> Result<Vec<MeetingNow>, Error> {
    let upcoming = store::upcoming_meetings(db, store::Whose::Place(place), now, MEETINGS).await?;
    let one = |line: store::MeetingLine| MeetingNow {
        id: line.id.any(),
        words: format!("{}, {}", line.body_name, line.starts_at.date().in_words()),
    };
    Ok(upcoming.into_iter().map(one).collect())
}
