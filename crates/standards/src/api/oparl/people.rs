//! People who sit on bodies today, by name alone, and where they sit. Who sat there once is for the place's team.

use super::object::{Kind, Object};
use super::world::World;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PersonId, Role, Timestamp};
use folkmoot_register::holder::HolderId;
use folkmoot_register::store::{self, Seated};
use folkmoot_store::Error;

pub(super) async fn person(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let all = store::seated_by(world.db, PersonId::from_number(id.number())).await?;
    let today = world.today();
    let sitting: Vec<&Seated> = all.iter().filter(|one| one.sits(today)).collect();
    let Some(first) = sitting.first() else {
        let last = all.iter().filter_map(Seated::ended).max();
        return Ok(last.map(|day| world.gone(Kind::Person, id, Timestamp::at(day.plus_days(1), 0, 0))));
    };
    let memberships = sitting.iter().map(|one| of(world, one)).collect();
    let object = world.begin(Kind::Person, "person", id).await?;
    Ok(Some(
        object
            .put("body", world.place(first.place_id))
            .put("name", first.person_name.clone())
            .with_all("membership", memberships),
    ))
}

pub(super) async fn membership(world: &mut World<'_>, id: Id<Anything>) -> Result<Option<Object>, Error> {
    let Some(found) = store::seated_in(world.db, HolderId::from_number(id.number())).await? else { return Ok(None) };
    if found.sits(world.today()) {
        return Ok(Some(of(world, &found)));
    }
    // A term that has not begun is not told yet.
    let ended = found.ended().filter(|day| *day < world.today());
    Ok(ended.map(|day| world.gone(Kind::Membership, id, Timestamp::at(day.plus_days(1), 0, 0))))
}

fn of(world: &World<'_>, term: &Seated) -> Object {
    let role = Role::read(&term.role).map_or("Member", Role::words);
    let role = if term.capacity == "deputy" { format!("Deputy: {role}") } else { role.to_owned() };
    Object::new(Kind::Membership, world.at(Kind::Membership, term.id))
        .put("person", world.at(Kind::Person, term.person_id))
        .put("organization", world.at(Kind::Organization, term.body_id))
        .put("role", role)
        .put("votingRight", term.votes)
        .put("startDate", term.from_date.to_string())
        .put("endDate", term.until_date.map(|day| day.to_string()))
        .put("onBehalfOf", term.organisation_id.map(|id| world.at(Kind::Organization, id)))
        .dated(term.id.made_at(), term.id.made_at())
}
