//! What the policies are asked, made of seats and facts: who asks, what they want to do, and the thing.

use super::policy::{Faulty, OF_A_PLACE, faulty};
use super::{Act, Actor, Held, Parties, Proof, Role, Subject, Thing};
use crate::id::{Id, OrganisationId, PersonId};
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
    let of_a_place = act.needs.is_of_a_place().then(|| uid(&T.action, OF_A_PLACE));
    let groups = std::iter::once(uid(&T.action, act.needs.name())).chain(of_a_place).collect();
    Entity::new_no_attrs(uid(&T.action, act.key), groups)
}

/// Who asks, as far as it matters to a thing: of which groups that it names they are a member. Others cannot matter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Asking {
    Visitor,
    Program(&'static str),
    Person { id: PersonId, administrator: bool, proof: Proof, standing: Standing },
}

/// What all seats of a person together make them, of what a thing names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Standing {
    seated: bool,
    team: bool,
    partners: bool,
    members: bool,
    runners: bool,
    voice: bool,
    organisations: Vec<OrganisationId>,
}

impl Asking {
    pub(super) fn of(actor: &Actor, thing: &Thing) -> Self {
        match actor {
            Actor::Nobody => Asking::Visitor,
            Actor::Program(name) => Asking::Program(name),
            Actor::Person { id, held, administrator, proof } => {
                let standing = Standing::of(held, thing);
                Asking::Person { id: *id, administrator: *administrator, proof: *proof, standing }
            }
        }
    }
}

impl Standing {
    /// A voice binds its organisation wherever the thing says no more than the seat does.
    fn of(held: &[Held], Thing { subject, facts }: &Thing) -> Self {
        let mut all = Standing::default();
        for seat in held {
            let (here, on) = (seat.in_place(subject), seat.on_body(subject));
            all.seated |= here;
            all.team |= here && seat.role == Role::PlaceTeam;
            all.partners |= here && seat.organisation.is_some() && !seat.observes();
            all.members |= on;
            all.runners |= on && seat.runs_its_body();
            all.voice |= seat.binds(subject);
        }
        let barred = [&facts.recused.organisations, &facts.withheld.organisations];
        let named =
            |id: &OrganisationId| subject.organisation == Some(*id) || barred.iter().any(|some| some.contains(id));
        all.organisations = held.iter().filter_map(|seat| seat.organisation).filter(named).collect();
        all.organisations.sort_unstable();
        all.organisations.dedup();
        all
    }

    fn groups(&self, subject: &Subject) -> HashSet<EntityUid> {
        let place = |of, is: bool| subject.place.filter(|_| is).map(|id| numbered(of, id));
        let body = |of, is: bool| subject.body.filter(|_| is).map(|id| numbered(of, id));
        let one = [
            place(&T.seated, self.seated),
            place(&T.team, self.team),
            place(&T.partners, self.partners),
            body(&T.members, self.members),
            body(&T.runners, self.runners),
            self.voice.then(|| voice(subject)).flatten(),
        ];
        let organisations = self.organisations.iter().map(|id| numbered(&T.organisation, *id));
        one.into_iter().flatten().chain(organisations).collect()
    }
}

pub(super) fn principal(asking: &Asking, subject: &Subject) -> Result<Entity, Faulty> {
    match asking {
        Asking::Visitor => Ok(Entity::new_no_attrs(uid(&T.visitor, ""), HashSet::new())),
        Asking::Program(name) => Ok(Entity::new_no_attrs(uid(&T.program, name), HashSet::new())),
        Asking::Person { id, administrator, proof, standing } => {
            let attributes = HashMap::from([
                ("administrator".to_owned(), RestrictedExpression::new_bool(*administrator)),
                ("assurance".to_owned(), RestrictedExpression::new_long(proof.assurance as i64)),
                ("fresh".to_owned(), RestrictedExpression::new_bool(proof.fresh)),
            ]);
            Entity::new(numbered(&T.person, *id), attributes, standing.groups(subject)).map_err(faulty)
        }
    }
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
