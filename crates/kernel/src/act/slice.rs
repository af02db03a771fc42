//! What the policies are asked, made of seats and facts: who asks, what they want to do, and the thing.

use super::policy::{Faulty, faulty};
use super::{Act, Actor, Held, Parties, Role, Subject, Thing};
use crate::id::Id;
use cedar_policy::{Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Names of what policies speak of, read once.
struct Types {
    visitor: EntityTypeName,
    program: EntityTypeName,
    person: EntityTypeName,
    thing: EntityTypeName,
    action: EntityTypeName,
    seated: EntityTypeName,
    partners: EntityTypeName,
    team: EntityTypeName,
    members: EntityTypeName,
    runners: EntityTypeName,
    organisation: EntityTypeName,
    voice: EntityTypeName,
}

static T: LazyLock<Types> = LazyLock::new(|| {
    let name = |name: &str| name.parse().unwrap_or_else(|err| panic!("{name} is no name of a type: {err}"));
    Types {
        visitor: name("Visitor"),
        program: name("Program"),
        person: name("Person"),
        thing: name("Thing"),
        action: name("Action"),
        seated: name("Seated"),
        partners: name("Partners"),
        team: name("Team"),
        members: name("Members"),
        runners: name("Runners"),
        organisation: name("Organisation"),
        voice: name("Voice"),
    }
});

fn uid(of: &EntityTypeName, name: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(of.clone(), EntityId::new(name))
}

fn numbered<K>(of: &EntityTypeName, id: Id<K>) -> EntityUid {
    uid(of, &id.number().to_string())
}

pub(super) fn action(act: Act) -> Entity {
    Entity::new_no_attrs(uid(&T.action, act.key), HashSet::from([uid(&T.action, act.needs.name())]))
}

pub(super) fn principal(actor: &Actor) -> Result<Entity, Faulty> {
    match actor {
        Actor::Nobody => Ok(Entity::new_no_attrs(uid(&T.visitor, ""), HashSet::new())),
        Actor::Program(name) => Ok(Entity::new_no_attrs(uid(&T.program, name), HashSet::new())),
        Actor::Person { id, held, administrator, proof } => {
            let attributes = HashMap::from([
                ("administrator".to_owned(), RestrictedExpression::new_bool(*administrator)),
                ("assurance".to_owned(), RestrictedExpression::new_long(proof.assurance as i64)),
                ("fresh".to_owned(), RestrictedExpression::new_bool(proof.fresh)),
            ]);
            let groups = held.iter().flat_map(groups).collect();
            Entity::new(numbered(&T.person, *id), attributes, groups).map_err(faulty)
        }
    }
}

/// What a seat makes its holder part of.
fn groups(seat: &Held) -> Vec<EntityUid> {
    let mut groups = vec![numbered(&T.seated, seat.place)];
    if seat.role == Role::PlaceTeam {
        groups.push(numbered(&T.team, seat.place));
    }
    if let Some(body) = seat.body {
        groups.push(numbered(&T.members, body));
        if seat.runs_its_body() {
            groups.push(numbered(&T.runners, body));
        }
    }
    if let Some(organisation) = seat.organisation {
        groups.push(numbered(&T.organisation, organisation));
        if !seat.observes() {
            groups.push(numbered(&T.partners, seat.place));
            groups.extend(voices(seat));
        }
    }
    groups
}

/// A voice binds its organisation wherever a thing says no more than the seat does.
fn voices(seat: &Held) -> Vec<EntityUid> {
    let (place, body) = (Some(seat.place), seat.body);
    let said = |place, body| voice(&Subject { place, body, organisation: seat.organisation });
    let anywhere = [said(None, None), said(place, None)];
    let here = body.map(|_| [said(None, body), said(place, body)]);
    anywhere.into_iter().chain(here.into_iter().flatten()).flatten().collect()
}

fn voice(subject: &Subject) -> Option<EntityUid> {
    let organisation = subject.organisation?;
    let place = subject.place.map_or(0, Id::number);
    let body = subject.body.map_or(0, Id::number);
    Some(uid(&T.voice, &format!("{place}/{body}/{}", organisation.number())))
}

pub(super) fn resource(thing: &Thing) -> Result<Entity, Faulty> {
    let Thing { subject, facts } = thing;
    let place = |of| subject.place.map(|place| numbered(of, place));
    let body = |of| subject.body.map(|body| numbered(of, body));
    let groups = [
        ("seated", place(&T.seated)),
        ("partners", place(&T.partners)),
        ("team", place(&T.team)),
        ("members", body(&T.members)),
        ("runners", body(&T.runners)),
        ("owner", subject.organisation.map(|organisation| numbered(&T.organisation, organisation))),
        ("voice", voice(subject)),
    ];
    let groups =
        groups.into_iter().filter_map(|(name, group)| Some((name, RestrictedExpression::new_entity_uid(group?))));
    let money = [("amount", facts.amount), ("limit", facts.limit)];
    let money =
        money.into_iter().filter_map(|(name, pence)| Some((name, RestrictedExpression::new_long(pence?.whole()))));
    let parties = [
        ("recused_people", people(&facts.recused)),
        ("recused_organisations", organisations(&facts.recused)),
        ("withheld_people", people(&facts.withheld)),
        ("withheld_organisations", organisations(&facts.withheld)),
    ];
    let all = groups.chain(money).chain(parties).map(|(name, value)| (name.to_owned(), value)).collect();
    Entity::new(uid(&T.thing, ""), all, HashSet::new()).map_err(faulty)
}

fn people(parties: &Parties) -> RestrictedExpression {
    set(parties.people.iter().map(|id| numbered(&T.person, *id)))
}

fn organisations(parties: &Parties) -> RestrictedExpression {
    set(parties.organisations.iter().map(|id| numbered(&T.organisation, *id)))
}

fn set(all: impl Iterator<Item = EntityUid>) -> RestrictedExpression {
    RestrictedExpression::new_set(all.map(RestrictedExpression::new_entity_uid))
}
