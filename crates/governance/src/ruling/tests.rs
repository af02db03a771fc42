use super::*;
use crate::interest::{Interest, InterestDetails, Kind};
use crate::named::{Named, Thing};
use crate::paper::Marking;
use folkmoot_kernel::{Date, Held, OrganisationId, Proof, Role};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: Timestamp = Timestamp::from_ms(1_772_442_000_000); // 2 March 2026
const ITEM: ItemId = Id::from_number(1);
const TRUST: OrganisationId = Id::from_number(3);
const CLUB: OrganisationId = Id::from_number(4);

fn seat(organisation: OrganisationId, role: Role) -> Held {
    Held {
        seat: Id::from_number(9),
        place: Id::from_number(1),
        body: Some(Id::from_number(2)),
        organisation: Some(organisation),
        role,
    }
}

fn person(number: i64, organisation: OrganisationId, role: Role) -> Actor {
    Actor::Person {
        id: Id::from_number(number),
        held: vec![seat(organisation, role)],
        administrator: false,
        proof: Proof::WHOLE,
    }
}

fn rule(party: Party, verdict: Verdict, by: &Actor, stage: Stage) -> Result<Ruling, Refusal> {
    Ruling::make(Id::from_number(5), ITEM, party, (verdict, "It bids for this contract"), (by, stage, NOW))
}

fn leave(party: Party) -> Ruling {
    rule(party, Verdict::Leave, &person(7, CLUB, Role::Chair), Stage::Sealed).unwrap()
}

fn interest(party: Party, name: &str) -> Interest {
    let kind = if party.person().is_some() { Kind::Financial } else { Kind::Bid };
    let named = Named::called(Thing::Contract, name).unwrap();
    let details = InterestDetails { kind, named, what: "A bid".into(), from: NOW.date(), until: None };
    Interest::declare(Id::from_number(6), Id::from_number(1), party, details, NOW).unwrap()
}

fn today() -> Date {
    NOW.date()
}

#[test]
fn a_ruling_has_a_reason_and_comes_from_somebody_else() {
    let chair = person(7, TRUST, Role::Chair);
    let party = Party::Organisation(TRUST);

    assert_eq!(rule(party, Verdict::NoConflict, &chair, Stage::Sealed), Err(Refusal::OwnInterest));
    assert_eq!(
        rule(Party::Person(Id::from_number(7)), Verdict::Leave, &chair, Stage::Sealed),
        Err(Refusal::OwnInterest)
    );
    let silent = Ruling::make(
        Id::from_number(5),
        ITEM,
        party,
        (Verdict::Leave, "  "),
        (&person(8, CLUB, Role::Secretary), Stage::Sealed, NOW),
    );
    assert_eq!(silent, Err(Refusal::ReasonMissing));
}

#[test]
fn once_positions_can_be_read_a_ruling_may_harden_and_not_soften() {
    let secretary = person(8, CLUB, Role::Secretary);
    let speak = rule(Party::Organisation(TRUST), Verdict::SpeakOnly, &secretary, Stage::Sealed).unwrap();
    let change = |verdict, stage| speak.clone().change((verdict, "Because"), (&secretary, stage, NOW));

    assert!(change(Verdict::NoConflict, Stage::Sealed).is_ok());
    assert_eq!(change(Verdict::NoConflict, Stage::Open), Err(Refusal::PositionsOpen));
    assert!(change(Verdict::SpeakOnly, Stage::Open).is_ok());
    assert!(change(Verdict::Leave, Stage::Open).is_ok());
    assert_eq!(change(Verdict::Leave, Stage::Closed), Err(Refusal::DecisionClosed));
}

#[test]
fn a_paper_is_withheld_from_the_person_and_from_every_seat_of_the_organisation() {
    let ruled = Ruled(vec![leave(Party::Organisation(TRUST)), leave(Party::Person(Id::from_number(70)))]);

    assert!(ruled.withheld_from(&person(1, TRUST, Role::Observer)).is_some());
    assert!(ruled.withheld_from(&person(1, TRUST, Role::Secretary)).is_some());
    assert!(ruled.withheld_from(&person(70, CLUB, Role::Member)).is_some());
    assert!(ruled.withheld_from(&person(71, CLUB, Role::Member)).is_none());
    assert!(ruled.withheld_from(&Actor::Nobody).is_none());
}

#[test]
fn whoever_may_only_speak_reads_and_has_no_position() {
    let secretary = person(8, CLUB, Role::Secretary);
    let ruled = Ruled(vec![rule(Party::Organisation(TRUST), Verdict::SpeakOnly, &secretary, Stage::Sealed).unwrap()]);

    assert!(ruled.withheld_from(&person(1, TRUST, Role::Member)).is_none());
    assert!(ruled.recuses(TRUST).is_some());
    assert!(ruled.recuses(CLUB).is_none());
    assert!(ruled.keeps_out(&person(1, TRUST, Role::Chair)).is_some());
}

#[test]
fn an_open_paper_is_for_partners_until_the_meeting_was_held() {
    let ruled = Ruled(vec![leave(Party::Organisation(TRUST))]);

    assert_eq!(marking_now(Marking::Open, &ruled, false), Marking::Partnership);
    assert_eq!(marking_now(Marking::Open, &ruled, true), Marking::Open);
    assert_eq!(marking_now(Marking::Confidential, &ruled, true), Marking::Confidential);
    assert_eq!(marking_now(Marking::Open, &Ruled::default(), false), Marking::Open);
}

#[test]
fn an_item_matches_those_it_names_and_those_with_an_interest_in_what_it_names() {
    let names = [Named::called(Thing::Contract, "home care").unwrap(), Named::Organisation(CLUB)];
    let tom = Party::Person(Id::from_number(7));
    let (trust, club) = (Party::Organisation(TRUST), Party::Organisation(CLUB));
    let interests = [interest(trust, "Home Care"), interest(tom, "Home care"), interest(club, "Meals")];
    let all = BTreeSet::from([trust, club, tom]);

    let found = matched(&names, &interests, &all, today());
    assert_eq!(found.iter().map(|one| one.party).collect::<Vec<_>>(), [trust, club, tom]);
    assert_eq!(found[1].because, [Because::StandsToGain]);
    assert_eq!(matched(&names, &interests, &BTreeSet::from([tom]), today()).len(), 1);
    assert!(matched(&names, &interests, &all, today().plus_days(-1)).iter().all(|one| one.party == club));
}

#[test]
fn what_is_declared_after_the_ruling_is_looked_at_again() {
    let trust = Party::Organisation(TRUST);
    let names = [Named::called(Thing::Contract, "Home care").unwrap()];
    let found = matched(&names, &[interest(trust, "Home care")], &BTreeSet::from([trust]), today());
    let earlier = Ruling { at: NOW.plus_minutes(-1), ..leave(trust) };

    assert_eq!(unruled(&found, &[]).len(), 1);
    assert_eq!(unruled(&found, &[leave(trust)]).len(), 0);
    assert_eq!(unruled(&found, &[earlier]).len(), 1);
}

#[test]
fn the_minutes_say_what_was_ruled() {
    let one = Minuted {
        name: "Vale Trust".into(),
        because: vec!["bids for the contract Home care".into()],
        verdict: Verdict::Leave,
        reason: "It bids".into(),
    };

    let said = paragraph(3, "Home care", &[one], "Vale Council took the chair", "");

    insta::assert_snapshot!(said, @"Interests, item 3, Home care. Vale Trust (bids for the contract Home care) left for this item, had none of its papers, took no position and does not count towards the quorum. Reason: It bids. Vale Council took the chair.");
}

proptest! {
    #[test]
    fn minutes_hold_each_paragraph_once_however_often_they_are_saved(
        own in prop::collection::vec("[a-z]{1,12}", 0..5),
        count in 0usize..4,
        before in 0usize..4,
    ) {
        let paragraphs = |n: usize| (0..n).map(|at| paragraph(at as i64 + 1, "T", &[], "", "")).collect::<Vec<_>>();
        let first = with_interests(&own.join("\n\n"), &paragraphs(before));
        let draft = with_interests(&first, &paragraphs(count));

        prop_assert_eq!(&with_interests(&draft, &paragraphs(count)), &draft);
        prop_assert_eq!(draft.matches(BEGINS_FOR_TEST).count(), count);
        prop_assert!(own.iter().all(|words| draft.contains(words)));
    }

    #[test]
    fn nobody_who_is_ruled_out_rules_reads_or_answers(organisation in 0i64..4, of in 0i64..4, who in 0i64..4, on in 0i64..4, persons in any::<bool>()) {
        let id = |n: i64| Id::from_number(n + 20);
        let party = if persons { Party::Person(Id::from_number(on + 40)) } else { Party::Organisation(id(of)) };
        let actor = person(who + 40, id(organisation), Role::Chair);
        let ruled = Ruled(vec![leave(party)]);
        let concerned = if persons { who == on } else { organisation == of };

        prop_assert_eq!(ruled.withheld_from(&actor).is_some(), concerned);
        prop_assert_eq!(ruled.keeps_out(&actor).is_some(), concerned);
        prop_assert_eq!(rule(party, Verdict::NoConflict, &actor, Stage::Sealed).is_err(), concerned);
    }
}

const BEGINS_FOR_TEST: &str = "Interests, item ";
