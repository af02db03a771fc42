//! The policies, asked of people with seats.

use super::*;
use crate::id::{BodyId, OrganisationId};
use crate::{Id, Pence};
use proptest::prelude::*;

const PLACE: PlaceId = Id::from_number(1);
const BOARD: BodyId = Id::from_number(2);
const TRUST: OrganisationId = Id::from_number(3);
const CLUB: OrganisationId = Id::from_number(4);

fn act(needs: Needs) -> Act {
    Act { key: "test", words: "test", needs }
}

fn seat(role: Role, organisation: Option<OrganisationId>) -> Held {
    let body = (role != Role::PlaceTeam).then_some(BOARD);
    Held { seat: Id::from_number(9), place: PLACE, body, organisation, role }
}

fn person(held: Vec<Held>) -> Actor {
    Actor::Person { id: Id::from_number(7), held, administrator: false, proof: Proof::WHOLE }
}

#[test]
fn an_owner_never_confirms_its_own_promise_whatever_else_they_hold() {
    let both = person(vec![seat(Role::Member, Some(CLUB)), seat(Role::Member, Some(TRUST))]);

    let refused = permit(&both, act(Needs::AnotherOrganisation), &Subject::owned(PLACE, TRUST).into());

    assert_eq!(refused, Err(Refused::OwnOrganisation));
}

#[test]
fn another_partner_may_confirm() {
    let club = person(vec![seat(Role::Member, Some(CLUB))]);

    let permit = permit(&club, act(Needs::AnotherOrganisation), &Subject::owned(PLACE, TRUST).into()).unwrap();

    assert_eq!(permit.by(), By::Person { id: Id::from_number(7), seat: Some(Id::from_number(9)) });
}

#[test]
fn an_observer_binds_nobody() {
    let observer = person(vec![seat(Role::Observer, Some(TRUST))]);

    let refused = permit(&observer, act(Needs::SpeaksForOrganisation), &Subject::said(PLACE, BOARD, TRUST).into());

    assert_eq!(refused, Err(Refused::NotForOrganisation));
}

#[test]
fn a_seat_in_one_place_opens_nothing_in_another() {
    let chair = person(vec![seat(Role::Chair, Some(TRUST)), seat(Role::PlaceTeam, None)]);
    let elsewhere = Subject::body(Id::from_number(99), Id::from_number(98));

    for needs in [Needs::SeatOnBody, Needs::SeatInPlace, Needs::RunsBody, Needs::PlaceTeam] {
        assert!(permit(&chair, act(needs), &elsewhere.into()).is_err(), "{needs:?}");
    }
}

#[test]
fn the_team_runs_every_body_of_its_place_and_speaks_for_none() {
    let team = person(vec![seat(Role::PlaceTeam, None)]);

    assert!(permit(&team, act(Needs::RunsBody), &Subject::body(PLACE, BOARD).into()).is_ok());
    let refused = permit(&team, act(Needs::SpeaksForOrganisation), &Subject::said(PLACE, BOARD, TRUST).into());
    assert_eq!(refused, Err(Refused::NotForOrganisation));
}

#[test]
fn nobody_signs_in_first() {
    assert_eq!(permit(&Actor::Nobody, act(Needs::SignIn), &Subject::default().into()), Err(Refused::SignInFirst));
    assert!(permit(&Actor::Nobody, act(Needs::Nothing), &Subject::default().into()).is_ok());
}

const TAKE: Act = Act { key: "position.take", words: "", needs: Needs::SpeaksForOrganisation };
const CLOSE: Act = Act { key: "decision.close", words: "", needs: Needs::RunsBody };
const READ: Act = Act { key: "paper.read_confidential", words: "", needs: Needs::SeatOnBody };
const CHANGE_PASSKEY: Act = Act { key: "passkey.change", words: "", needs: Needs::SignIn };
const ASHA: PersonId = Id::from_number(7);

fn proved(actor: Actor, assurance: Assurance, fresh: bool) -> Actor {
    match actor {
        Actor::Person { id, held, administrator, .. } => {
            Actor::Person { id, held, administrator, proof: Proof { assurance, fresh } }
        }
        other => other,
    }
}

fn out(people: &[PersonId], organisations: &[OrganisationId]) -> Parties {
    Parties { people: people.to_vec(), organisations: organisations.to_vec() }
}

fn refusal(actor: &Actor, act: Act, thing: &Thing) -> Option<Refused> {
    permit(actor, act, thing).err()
}

#[test]
fn who_is_ruled_out_takes_no_position_and_closes_nothing() {
    let chair = person(vec![seat(Role::Chair, Some(TRUST))]);
    let ruled = |recused| Facts { recused, ..Facts::default() };
    let position = |of, recused| Subject::said(PLACE, BOARD, of).with(ruled(recused));
    let decision = |recused| Subject::body(PLACE, BOARD).with(ruled(recused));

    assert_eq!(refusal(&chair, TAKE, &position(TRUST, out(&[], &[CLUB]))), None);
    assert_eq!(refusal(&chair, TAKE, &position(TRUST, out(&[ASHA], &[]))), Some(Refused::RuledOutYourself));
    assert_eq!(refusal(&chair, TAKE, &position(TRUST, out(&[], &[TRUST]))), Some(Refused::RuledOut));
    assert_eq!(refusal(&chair, CLOSE, &decision(out(&[], &[CLUB]))), None);
    assert_eq!(refusal(&chair, CLOSE, &decision(out(&[ASHA], &[]))), Some(Refused::RuledOutYourself));
    assert_eq!(refusal(&chair, CLOSE, &decision(out(&[], &[TRUST]))), Some(Refused::RuledOutYourself));
}

#[test]
fn a_paper_is_withheld_from_the_person_and_from_everybody_of_the_organisation() {
    let observer = person(vec![seat(Role::Observer, Some(TRUST))]);
    let paper = |withheld| Subject::body(PLACE, BOARD).with(Facts { withheld, ..Facts::default() });

    assert_eq!(refusal(&observer, READ, &paper(out(&[], &[CLUB]))), None);
    assert_eq!(refusal(&observer, READ, &paper(out(&[], &[TRUST]))), Some(Refused::Withheld));
    assert_eq!(refusal(&observer, READ, &paper(out(&[ASHA], &[]))), Some(Refused::Withheld));
}

#[test]
fn nobody_decides_above_the_limit_of_the_body() {
    let chair = person(vec![seat(Role::Chair, Some(TRUST))]);
    let about = |amount: Option<i64>, limit: Option<i64>| {
        let facts = Facts { amount: amount.map(Pence::new), limit: limit.map(Pence::new), ..Facts::default() };
        refusal(&chair, CLOSE, &Subject::body(PLACE, BOARD).with(facts))
    };

    assert_eq!(about(Some(50_000), Some(50_000)), None);
    assert_eq!(about(Some(50_001), Some(50_000)), Some(Refused::OverLimit));
    assert_eq!(about(None, Some(50_000)), Some(Refused::OverLimit));
    assert_eq!(about(Some(50_001), None), None);
    assert_eq!(about(None, None), None);
}

#[test]
fn a_code_by_email_decides_no_money_and_opens_no_confidential_paper() {
    let chair = person(vec![seat(Role::Chair, Some(TRUST))]);
    let (weak, strong) = (proved(chair.clone(), Assurance::Email, true), proved(chair, Assurance::Strong, false));
    let decision =
        |pence| Subject::body(PLACE, BOARD).with(Facts { amount: Some(Pence::new(pence)), ..Facts::default() });
    let paper = Subject::body(PLACE, BOARD).into();

    assert_eq!(refusal(&weak, CLOSE, &decision(0)), None);
    assert_eq!(refusal(&weak, CLOSE, &decision(1)), Some(Refused::SignInStronger));
    assert_eq!(refusal(&strong, CLOSE, &decision(1)), None);
    assert_eq!(refusal(&weak, READ, &paper), Some(Refused::SignInStronger));
    assert_eq!(refusal(&strong, READ, &paper), None);
}

#[test]
fn passkeys_are_changed_by_somebody_who_just_signed_in() {
    let asha = person(Vec::new());

    let refused = |fresh| refusal(&proved(asha.clone(), Assurance::Strong, fresh), CHANGE_PASSKEY, &Thing::default());

    assert_eq!(refused(true), None);
    assert_eq!(refused(false), Some(Refused::SignInAgain));
}

#[test]
fn a_seat_of_another_place_opens_nothing_even_where_a_body_would_be_the_same() {
    let elsewhere = Held { place: Id::from_number(2), ..seat(Role::Chair, Some(TRUST)) };

    let refused = permit(&person(vec![elsewhere]), act(Needs::RunsBody), &Subject::body(PLACE, BOARD).into());

    assert_eq!(refused, Err(Refused::AnotherPlace));
}

#[test]
fn the_policies_fit_their_schema_and_a_mistake_is_found() {
    const KEYS: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let administers = |key| Act { key, words: "", needs: Needs::Administrator };
    let mut acts: Vec<Act> = KEYS.iter().zip(NEEDS).map(|(key, needs)| Act { key, words: "", needs }).collect();
    acts.extend([TAKE, CLOSE, READ, CHANGE_PASSKEY]);
    acts.extend(["keeping.search", "keeping.erase", "provider.change"].map(administers));
    assert_eq!(policy::check(&acts), Ok(()));

    let without = policy::check(&acts[..acts.len() - 1]).unwrap_err().to_string();
    assert!(without.contains("provider.change"), "{without}");
    for (right, wrong) in [
        ("principal.assurance < 2", "principal.asurance < 2"),
        ("resource has limit && ", ""),
        ("resource.recused_people", "resource.recused"),
        ("principal in resource.seated }", "principal in resource.limit }"),
        ("@id(\"limit\")", "@id(\"fresh\")"),
        ("@refused(\"OverLimit\")", "@refused(\"TooMuch\")"),
    ] {
        assert!(policy::TEXT.contains(right), "{right}");
        assert!(policy::check_text(&policy::TEXT.replace(right, wrong), &acts).is_err(), "{wrong}");
    }
}

#[test]
fn every_policy_says_itself_in_words() {
    let rules = policy::rules();

    assert_eq!(rules.len(), policy::TEXT.matches("@id(").count());
    assert!(rules.iter().all(|rule| !rule.words.is_empty() && rule.allows != rule.who.is_empty()));
    assert_eq!(rules[0].acts, ["anybody"]);
}

const NEEDS: [Needs; 10] = [
    Needs::Nothing,
    Needs::SignIn,
    Needs::SeatOnBody,
    Needs::SeatInPlace,
    Needs::RunsBody,
    Needs::SpeaksForOrganisation,
    Needs::AnotherOrganisation,
    Needs::PlaceTeam,
    Needs::Administrator,
    Needs::Program,
];

prop_compose! {
    /// A body belongs to one place: body 10 and 11 to place 1, 20 and 21 to place 2.
    fn held()(place in 1..3_i64, body in proptest::option::of(0..2_i64), organisation in proptest::option::of(30..33_i64), role in 0..6_usize) -> Held {
        let role = Role::ALL[role];
        let team = role == Role::PlaceTeam;
        Held {
            seat: Id::from_number(1),
            place: Id::from_number(place),
            body: body.filter(|_| !team).map(|body| Id::from_number(place * 10 + body)),
            organisation: organisation.filter(|_| !team).map(Id::from_number),
            role,
        }
    }
}

prop_compose! {
    fn subject()(place in proptest::option::of(1..3_i64), body in proptest::option::of(0..2_i64), organisation in proptest::option::of(30..33_i64)) -> Subject {
        Subject {
            place: place.map(Id::from_number),
            body: body.zip(place).map(|(body, place)| Id::from_number(place * 10 + body)),
            organisation: organisation.map(Id::from_number),
        }
    }
}

proptest! {
    /// The seats found in Rust and the policies are two accounts of the same rules: they never differ.
    #[test]
    fn a_seat_is_found_exactly_where_the_policies_allow(
        held in prop::collection::vec(held(), 0..4),
        administrator: bool,
        subject in subject(),
        needs in 0..NEEDS.len(),
    ) {
        let needs = NEEDS[needs];
        let found = allowing_seat(&held, administrator, needs, &subject).is_ok();
        let actor = Actor::Person { id: ASHA, held, administrator, proof: Proof::WHOLE };

        let decided = policy::decide(&actor, act(needs), &subject.into());

        prop_assert_eq!(decided.is_ok(), found, "{:?}", decided);
    }
}
