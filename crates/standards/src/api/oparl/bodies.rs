//! A place as the standard's body; boards, committees and partners as its organizations.

use super::object::{Kind, Object};
use super::world::World;
use folkmoot_governance::body::Body;
use folkmoot_governance::{links, store};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{BodyId, Id, OrganisationId, PlaceId};
use folkmoot_register::organisation::Organisation;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::{Error, last_changes};

/// What the standard calls a table at which people decide or advise, and a partner that sends them.
const COMMITTEE: &str = "Gremium";
const PARTNER: &str = "Institution";

pub(super) async fn place(world: &mut World<'_>, id: PlaceId) -> Result<Option<Object>, Error> {
    let Some(place) = register::place(world.db, id).await? else { return Ok(None) };
    let changed = last_changes(world.db, "place", &[id]).await?.get(&id.any()).copied();
    let (address, details) = (world.place(id), place.details());
    let list = |list: &str| format!("{address}/{list}");
    let object = Object::of("Body", address.clone())
        .put("system", format!("{}.json", world.root))
        .put("name", place.name())
        .put("shortName", place.slug().to_string())
        .put("website", details.website.clone())
        .put("contactName", details.contact_post.clone())
        .put("contactEmail", details.contact_email.clone())
        .put("classification", "Place-based partnership for health and care")
        .put("organization", list(Kind::Organization.path()))
        .put("person", list(Kind::Person.path()))
        .put("membership", list(Kind::Membership.path()))
        .put("meeting", list(Kind::Meeting.path()))
        .put("agendaItem", list(Kind::AgendaItem.path()))
        .put("paper", list(Kind::Paper.path()))
        .put("consultation", list(Kind::Consultation.path()))
        .put("file", list(Kind::File.path()))
        .with_empty("legislativeTerm")
        .put("legislativeTermList", list("legislative-terms"))
        .put("web", world.page(&register_links::place(place.slug())))
        .dated(id.made_at(), changed.unwrap_or_else(|| id.made_at()));
    Ok(Some(object))
}

pub(super) async fn organization(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    if let Some(body) = store::body(world.db, BodyId::from_number(id.number())).await? {
        return committee(world, &body).await.map(Some);
    }
    match register::organisation(world.db, OrganisationId::from_number(id.number())).await? {
        Some(organisation) => partner(world, &organisation).await.map(Some),
        None => Ok(None),
    }
}

async fn committee(world: &mut World<'_>, body: &Body) -> Result<Object, Error> {
    let today = world.today();
    let seats = register::seats_of_body(world.db, body.id(), today).await?;
    let seated = register::seated_on(world.db, body.id()).await?;
    let members: Vec<String> =
        seated.iter().filter(|one| one.sits(today)).map(|one| world.at(Kind::Membership, one.id)).collect();
    let address = world.at(Kind::Organization, body.id());
    let mut posts: Vec<&str> = seats.iter().map(|seat| seat.role_words()).collect();
    posts.sort_unstable();
    posts.dedup();
    let object = world.begin(Kind::Organization, "body", body.id()).await?;
    Ok(object
        .put("body", world.place(body.place()))
        .put("name", body.name())
        .put("organizationType", COMMITTEE)
        .put("classification", body.kind().words())
        .put("subOrganizationOf", body.parent().map(|parent| world.at(Kind::Organization, parent)))
        .put("membership", members)
        .put("memberCount", seats.len())
        .put("votingMemberCount", seats.iter().filter(|seat| seat.votes).count())
        .put("post", posts)
        .put("meeting", format!("{address}/meetings"))
        .put("endDate", body.closed_on().map(|day| day.to_string()))
        .put("web", world.page(&links::body(body.id()))))
}

async fn partner(world: &mut World<'_>, organisation: &Organisation) -> Result<Object, Error> {
    let details = organisation.details();
    let places = register::places_of_organisation(world.db, organisation.id()).await?;
    let place = places.first().map(|place| world.place(place.id));
    let object = world.begin(Kind::Organization, "organisation", organisation.id()).await?;
    Ok(object
        .put("body", place)
        .put("name", organisation.name())
        .put("organizationType", PARTNER)
        .put("classification", details.sector.words())
        .put("website", details.website.clone())
        .put("endDate", organisation.closed_on().map(|day| day.to_string()))
        .put("web", world.page(&register_links::organisation(organisation.slug()))))
}
