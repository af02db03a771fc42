//! What stands on "My page" beside what waits: promises of my organisations, meetings, seats, the calendar.

use crate::actions::mine::{Mine, bound};
use crate::links;
use crate::promise::Reader;
use crate::store::{self, PromiseLine};
use folkmoot_kernel::{BodyId, Date, Held, OrganisationId, PlaceId, Slug, Timestamp};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::collections::{BTreeMap, BTreeSet};

/// Promises of one organisation in one place.
const PROMISES_MAX: u32 = 10;
/// Meetings to come.
const MEETINGS_MAX: usize = 8;

/// Names that the page says.
#[derive(Debug, Default)]
pub(super) struct Names {
    organisations: BTreeMap<OrganisationId, (Slug, String)>,
    places: BTreeMap<PlaceId, (Slug, String)>,
}

/// What one of my organisations promised in one place.
#[derive(Debug)]
pub(super) struct OrganisationOf {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) href: String,
    pub(super) offer_href: String,
    pub(super) lines: Vec<PromiseLine>,
}

/// A meeting to come.
#[derive(Debug)]
pub(super) struct MeetingOf {
    pub(super) words: String,
    pub(super) href: String,
    pub(super) when: String,
}

/// A seat that I hold.
#[derive(Debug)]
pub(super) struct SeatOf {
    pub(super) words: String,
    /// Name and address of the body. None: the place's team.
    pub(super) body: Option<(String, String)>,
    pub(super) place: String,
    pub(super) place_href: String,
    /// What the last holder wrote for the next.
    pub(super) handover: String,
    pub(super) pack_href: String,
}

impl Names {
    pub(super) fn organisation(&self, id: OrganisationId) -> &str {
        self.organisations.get(&id).map_or("A partner", |(_, name)| name.as_str())
    }

    fn place(&self, id: PlaceId) -> (&str, &str) {
        self.places.get(&id).map_or(("", ""), |(slug, name)| (slug.as_str(), name.as_str()))
    }
}

pub(super) async fn names(db: &mut Conn, mine: &Mine, held: &[Held]) -> Result<Names, Error> {
    let promises = mine.accept.iter().chain(&mine.past_date).chain(&mine.confirm).chain(&mine.due_soon);
    let asked = mine.positions.iter().map(|one| one.organisation_id);
    let own = held.iter().filter_map(|seat| seat.organisation);
    let ids: Vec<OrganisationId> = promises.map(|one| one.organisation_id).chain(asked).chain(own).collect();
    let mut names = Names { organisations: register::organisation_names(db, &ids).await?, places: BTreeMap::new() };
    for id in held.iter().map(|seat| seat.place).collect::<BTreeSet<_>>() {
        if let Some(place) = register::place(db, id).await? {
            names.places.insert(id, (place.slug().clone(), place.name().to_owned()));
        }
    }
    Ok(names)
}

pub(super) async fn organisations(
    db: &mut Conn,
    held: &[Held],
    names: &Names,
    now: Timestamp,
) -> Result<Vec<OrganisationOf>, Error> {
    let mut all = Vec::new();
    for (organisation, place) in bound(held) {
        let view = store::patience(db, place).await?.view(Reader::Partner, now);
        let (slug, name) = names.place(place);
        all.push(OrganisationOf {
            name: names.organisation(organisation).to_owned(),
            place: name.to_owned(),
            href: format!("{}?organisation={organisation}", links::promises(slug)),
            offer_href: format!("{}/offer", links::promises(slug)),
            lines: store::promise_lines_of_organisation(db, &view, place, organisation, PROMISES_MAX).await?,
        });
    }
    Ok(all)
}

pub(super) async fn meetings(db: &mut Conn, held: &[Held], now: Timestamp) -> Result<Vec<MeetingOf>, Error> {
    let bodies: Vec<BodyId> = held.iter().filter_map(|seat| seat.body).collect::<BTreeSet<_>>().into_iter().collect();
    let lines = store::upcoming_of_bodies(db, &bodies, now, MEETINGS_MAX).await?;
    let meeting = |line: store::MeetingLine| MeetingOf {
        words: format!("{}, {}", line.body_name, line.title),
        href: links::meeting(line.id),
        when: line.starts_at.in_words(),
    };
    Ok(lines.into_iter().map(meeting).collect())
}

pub(super) async fn seats(
    db: &mut Conn,
    ctx: &Ctx,
    held: &[Held],
    names: &Names,
    today: Date,
) -> Result<Vec<SeatOf>, Error> {
    let mut all = Vec::new();
    for seat in held {
        let Some(found) = register::seat(db, seat.seat).await? else { continue };
        let organisation = seat.organisation.map(|id| format!(", for {}", names.organisation(id)));
        let (slug, place) = names.place(seat.place);
        all.push(SeatOf {
            words: format!("{}{}", found.details().title, organisation.unwrap_or_default()),
            body: match seat.body {
                Some(body) => store::body(db, body).await?.map(|found| (found.name().to_owned(), links::body(body))),
                None => None,
            },
            place: place.to_owned(),
            place_href: folkmoot_register::links::place(slug),
            handover: handover(db, ctx, seat, today).await?,
            pack_href: links::handover(seat.seat),
        });
    }
    Ok(all)
}

/// The note that whoever held the seat before left for whoever holds it now.
async fn handover(db: &mut Conn, ctx: &Ctx, seat: &Held, today: Date) -> Result<String, Error> {
    let mut terms = register::holder_lines(db, seat.seat).await?;
    terms.retain(|term| {
        !term.covers(today) && !term.handover_note.is_empty() && Some(term.person_id) != ctx.person_id()
    });
    Ok(terms.into_iter().next().map(|term| term.handover_note).unwrap_or_default())
}
