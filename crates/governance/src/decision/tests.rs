//! Rules of decisions, both sides of every line.

use super::*;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000);

fn draft(power: Power) -> Draft {
    Draft {
        place: Id::from_number(1),
        body: Id::from_number(2),
        meeting: None,
        item: None,
        priority: None,
        title: "Warm homes".into(),
        text: "Fund warm homes visits until March.".into(),
        plain_summary: "People who are cold at home get a visit.".into(),
        power,
        power_holder: "the board".into(),
        power_basis: String::new(),
        positions_due: NOW.plus_days(7),
        matter: Matter::default(),
    }
}

fn put(power: Power) -> Decision {
    Decision::put(Id::from_number(3), 42, draft(power), 3, NOW).unwrap()
}

fn all_assent() -> Tally {
    Tally { asked: 3, assent: 3, ..Tally::default() }
}

fn one_objects() -> Tally {
    Tally { asked: 3, assent: 2, object: 1, ..Tally::default() }
}

fn one_is_missing() -> Tally {
    Tally { asked: 3, assent: 2, ..Tally::default() }
}

#[test]
fn a_decision_without_a_plain_summary_is_not_put() {
    let bare = Draft { plain_summary: " ".into(), ..draft(Power::Decide) };

    assert_eq!(Decision::put(Id::from_number(3), 1, bare, 3, NOW), Err(Refusal::SummaryMissing));
}

#[test]
fn positions_are_due_a_moment_from_now_and_not_now() {
    let due = |positions_due| Draft { positions_due, ..draft(Power::Decide) };

    assert_eq!(Decision::put(Id::from_number(3), 1, due(NOW), 3, NOW), Err(Refusal::DueInThePast));
    assert!(Decision::put(Id::from_number(3), 1, due(Timestamp::from_ms(NOW.ms() + 1)), 3, NOW).is_ok());
}

#[test]
fn a_body_without_votes_can_only_note() {
    assert_eq!(Decision::put(Id::from_number(3), 1, draft(Power::Decide), 0, NOW), Err(Refusal::NobodyToAsk));
    assert!(Decision::put(Id::from_number(3), 1, draft(Power::Note), 0, NOW).is_ok());
}

#[test]
fn positions_stay_sealed_until_all_are_in_or_the_deadline_passes() {
    let decision = put(Power::Decide);
    let deadline = decision.positions_due();

    assert_eq!(decision.seal(one_is_missing(), NOW), Seal::Sealed);
    assert_eq!(decision.seal(one_is_missing(), Timestamp::from_ms(deadline.ms() - 1)), Seal::Sealed);
    assert_eq!(decision.seal(one_is_missing(), deadline), Seal::Open);
    assert_eq!(decision.seal(all_assent(), NOW), Seal::Open);
}

#[test]
fn nothing_is_agreed_while_positions_are_sealed() {
    let refused = put(Power::Decide).close(Outcome::Agreed, "", one_is_missing(), 0, NOW).unwrap_err();

    assert_eq!(refused.to_string(), "1 of 3 positions are still awaited until 9 March 2026 at 12:00");
}

#[test]
fn consent_agrees_when_nobody_objects() {
    let closed = put(Power::Decide).close(Outcome::Agreed, "", all_assent(), 3, NOW).unwrap();

    assert_eq!(closed.state(all_assent(), false, NOW), State::Agreed);
}

#[test]
fn an_objection_is_resolved_in_words_or_not_agreed() {
    let close = |outcome, words| put(Power::Decide).close(outcome, words, one_objects(), 0, NOW);

    assert_eq!(close(Outcome::Agreed, " "), Err(Refusal::ObjectionUnresolved));
    let agreed = close(Outcome::Agreed, "The trust will be consulted again in June.").unwrap();
    assert_eq!(agreed.state(one_objects(), false, NOW), State::AgreedWithDissent);
    assert_eq!(close(Outcome::NotAgreed, ""), Err(Refusal::ReasonMissing));
    assert!(close(Outcome::NotAgreed, "The trust cannot live with it.").is_ok());
}

#[test]
fn a_quorum_counts_those_who_take_part_and_not_the_recused() {
    let tally = Tally { asked: 3, assent: 1, aside: 1, recused: 1, ..Tally::default() };
    let close = |quorum| put(Power::Decide).close(Outcome::Agreed, "", tally, quorum, NOW);

    assert!(close(2).is_ok());
    assert_eq!(close(3), Err(Refusal::QuorumOutOfReach { left: 2, quorum: 3 }));
    let more = Tally { asked: 4, ..tally };
    let short = put(Power::Decide).close(Outcome::Agreed, "", more, 3, NOW.plus_days(7));
    assert_eq!(short, Err(Refusal::NoQuorum { given: 2, quorum: 3 }));
}

#[test]
fn nobody_agrees_for_everybody() {
    let silent = Tally { asked: 3, ..Tally::default() };

    let refused = put(Power::Decide).close(Outcome::Agreed, "", silent, 0, NOW.plus_days(7));

    assert_eq!(refused, Err(Refusal::NobodyTookPart));
}

#[test]
fn a_body_that_advises_recommends_and_one_that_notes_notes() {
    let state = |power, tally| put(power).close(Outcome::Agreed, "", tally, 0, NOW).unwrap().state(tally, false, NOW);

    assert_eq!(state(Power::Advise, all_assent()), State::Recommended);
    assert_eq!(state(Power::Endorse, all_assent()), State::Endorsed);
    assert_eq!(state(Power::Note, Tally::default()), State::Noted);
    let refused = put(Power::Note).close(Outcome::NotAgreed, "no", Tally::default(), 0, NOW);
    assert_eq!(refused, Err(Refusal::OnlyNoted));
}

#[test]
fn a_chair_cannot_open_positions_early_by_withdrawing() {
    let withdraw = |tally| put(Power::Decide).close(Outcome::Withdrawn, "Not now.", tally, 0, NOW).unwrap();

    assert_eq!(withdraw(one_is_missing()).seal(one_is_missing(), NOW.plus_days(30)), Seal::Kept);
    assert_eq!(withdraw(all_assent()).seal(all_assent(), NOW.plus_days(30)), Seal::Closed);
}

#[test]
fn it_can_be_withdrawn_while_sealed_with_a_reason_and_only_once() {
    let withdrawn = put(Power::Decide).close(Outcome::Withdrawn, "The grant fell through.", one_is_missing(), 9, NOW);

    let again = withdrawn.clone().unwrap().close(Outcome::Agreed, "", all_assent(), 0, NOW);
    assert_eq!(again, Err(Refusal::AlreadyClosed));
    let silent = put(Power::Decide).close(Outcome::Withdrawn, "", one_is_missing(), 9, NOW);
    assert_eq!(silent, Err(Refusal::WithdrawalUnexplained));
}

#[test]
fn an_overruled_decision_is_set_aside_whatever_it_was() {
    let agreed = put(Power::Decide).close(Outcome::Agreed, "", all_assent(), 0, NOW).unwrap();

    assert_eq!(agreed.state(all_assent(), true, NOW), State::SetAside);
}

#[test]
fn every_state_reads_back_from_its_key() {
    for state in State::ALL {
        assert_eq!(State::read(state.key()), Some(state));
    }
}

proptest! {
    #[test]
    fn nothing_is_agreed_against_an_objection_without_words(
        assent in 0u32..5, conditions in 0u32..5, aside in 0u32..5, object in 1u32..5, missing in 0u32..3, days in 0i64..20,
    ) {
        let asked = assent + conditions + aside + object + missing;
        let tally = Tally { asked, assent, conditions, aside, object, recused: 0 };

        let closed = put(Power::Decide).close(Outcome::Agreed, "", tally, 0, NOW.plus_days(days));

        prop_assert!(closed.is_err());
    }

    #[test]
    fn a_decision_is_open_or_has_one_result(assent in 0u32..4, object in 0u32..4, missing in 0u32..4, days in 0i64..20) {
        let tally = Tally { asked: assent + object + missing, assent, object, ..Tally::default() };
        let now = NOW.plus_days(days);

        let state = put(Power::Decide).state(tally, false, now);

        prop_assert!(state.is_open());
        prop_assert_eq!(state == State::ReadyToClose, missing == 0 || days >= 7);
    }
}
