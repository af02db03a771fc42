//! Rules of promises: both sides of every line, and what holds after any sequence of acts.

use super::*;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000);
const TRUST: OrganisationId = Id::from_number(2);
const CLUB: OrganisationId = Id::from_number(3);
const COUNCIL: OrganisationId = Id::from_number(4);
const PATIENCE: Patience = Patience { accept_days: 14, due_soon_days: 14, public_delay_days: 14, open_most: 12 };

fn proposal() -> Proposal {
    Proposal {
        place: Id::from_number(1),
        decision: Some(Id::from_number(5)),
        owner: TRUST,
        what: "Open the clinic on Saturdays".into(),
        done_means: "The clinic is open on four Saturdays running".into(),
        due: day(60),
        confirmer: None,
    }
}

fn day(days: i64) -> Date {
    NOW.date().plus_days(days)
}

fn proposed() -> Promise {
    Promise::propose(Id::from_number(7), 1, proposal(), NOW).unwrap()
}

fn signed(days: i64) -> Signed {
    Signed { by: Id::from_number(9), at: NOW.plus_days(days) }
}

fn because(words: &str, days: i64) -> Explained {
    Explained { by: Id::from_number(9), at: NOW.plus_days(days), words: words.into() }
}

fn done(days: i64) -> SaidDone {
    SaidDone { by: Id::from_number(9), at: NOW.plus_days(days), evidence: "Rota on our website".into() }
}

fn accepted() -> Promise {
    proposed().accept(signed(1), CLUB, Ground::Ready).unwrap()
}

fn said_done(days: i64) -> Promise {
    accepted().say_done(done(days), CLUB).unwrap()
}

#[test]
fn a_promise_names_what_and_how_others_will_see_it() {
    let bare = |what: &str, done_means: &str| {
        let proposal = Proposal { what: what.into(), done_means: done_means.into(), ..proposal() };
        Promise::propose(Id::from_number(7), 1, proposal, NOW).map(|_| ())
    };

    assert_eq!(bare(" ", "seen"), Err(Refusal::WhatMissing));
    assert_eq!(bare("open", ""), Err(Refusal::DoneMeansMissing));
    assert_eq!(bare("open", "seen"), Ok(()));
}

#[test]
fn today_can_be_promised_and_yesterday_cannot() {
    let due = |due| Promise::propose(Id::from_number(7), 1, Proposal { due, ..proposal() }, NOW).map(|_| ());

    assert_eq!(due(day(0)), Ok(()));
    assert_eq!(due(day(-1)), Err(Refusal::DueInThePast));
}

#[test]
fn it_is_accepted_after_the_meeting_and_not_in_it() {
    let end = NOW.plus_days(1);
    let accept = |at| proposed().accept(Signed { at, ..signed(0) }, CLUB, Ground::MeetingUntil(end)).map(|_| ());

    assert_eq!(accept(end), Ok(()));
    let early = accept(Timestamp::from_ms(end.ms() - 1)).unwrap_err();
    assert!(matches!(early, Refusal::MeetingNotOver(until) if until == end.in_words()));
    assert_eq!(proposed().accept(signed(1), CLUB, Ground::DecisionOpen), Err(Refusal::DecisionOpen));
}

#[test]
fn the_owner_is_never_its_own_confirmer() {
    let own = Promise::propose(Id::from_number(7), 1, Proposal { confirmer: Some(TRUST), ..proposal() }, NOW);

    assert_eq!(own, Err(Refusal::OwnConfirmer));
    assert_eq!(proposed().accept(signed(1), TRUST, Ground::Ready), Err(Refusal::OwnConfirmer));
    assert_eq!(accepted().say_done(done(2), TRUST), Err(Refusal::OwnConfirmer));
}

#[test]
fn only_the_named_partner_confirms() {
    assert_eq!(said_done(5).confirm(because("", 6), &[COUNCIL]), Err(Refusal::NotTheConfirmer));
    assert_eq!(said_done(5).confirm(because("", 6), &[CLUB, TRUST]), Err(Refusal::OwnConfirmer));
    assert!(said_done(5).confirm(because("seen", 6), &[CLUB]).is_ok());
}

#[test]
fn nothing_is_confirmed_that_its_owner_has_not_said() {
    assert_eq!(accepted().confirm(because("", 6), &[CLUB]), Err(Refusal::NotSaidDone));
}

#[test]
fn done_on_the_day_is_on_time_and_a_day_later_is_late() {
    let kept = |days| said_done(days).confirm(because("seen", 90), &[CLUB]).unwrap().life(&PATIENCE, NOW.plus_days(90));

    assert_eq!(kept(60), Life::KeptOnTime);
    assert_eq!(kept(61), Life::KeptLate);
}

#[test]
fn a_new_date_needs_a_reason_and_keeps_the_old_one() {
    assert_eq!(accepted().renegotiate(day(90), because(" ", 2)), Err(Refusal::WhyMissing));
    assert_eq!(accepted().renegotiate(day(60), because("staff", 2)), Err(Refusal::SameDay));

    let moved = accepted().renegotiate(day(90), because("two nurses left", 2)).unwrap();

    assert_eq!(moved.due(), day(90));
    assert_eq!(moved.first_due(), day(60));
    assert_eq!(moved.moves()[0].why, "two nurses left");
}

#[test]
fn what_was_sent_back_is_under_way_again() {
    let refused = said_done(5).send_back(&because("", 6), &[CLUB]);
    let back = said_done(5).send_back(&because("two Saturdays so far", 6), &[CLUB]).unwrap();

    assert_eq!(refused, Err(Refusal::WhyMissing));
    assert_eq!(back.life(&PATIENCE, NOW.plus_days(6)), Life::UnderWay);
}

#[test]
fn what_is_withdrawn_stays_withdrawn() {
    let withdrawn = accepted().withdraw(because("the building is sold", 3)).unwrap();

    assert_eq!(withdrawn.life(&PATIENCE, NOW.plus_days(90)), Life::Withdrawn);
    let ended = Refusal::Ended("it was withdrawn");
    assert_eq!(withdrawn.clone().say_done(done(4), CLUB), Err(ended.clone()));
    assert_eq!(withdrawn.renegotiate(day(99), because("again", 4)), Err(ended));
}

#[test]
fn what_was_never_accepted_is_declined_and_not_withdrawn() {
    assert_eq!(proposed().withdraw(because("no", 1)), Err(Refusal::NotAccepted));
    let declined = proposed().decline(because("we have no room", 1)).unwrap();
    assert_eq!(declined.life(&PATIENCE, NOW.plus_days(1)), Life::Declined);
}

#[test]
fn silence_is_flagged_after_the_days_of_patience_and_not_on_the_last() {
    let life = |ms| proposed().life(&PATIENCE, Timestamp::from_ms(ms));
    let last = NOW.plus_days(14).ms();

    assert_eq!(life(last), Life::Proposed);
    assert_eq!(life(last + 1), Life::NotYetAccepted);
}

#[test]
fn a_date_comes_near_arrives_and_goes_by() {
    let life = |days| accepted().life(&PATIENCE, NOW.plus_days(days));

    assert_eq!(life(45), Life::UnderWay);
    assert_eq!(life(46), Life::DueSoon);
    assert_eq!(life(60), Life::DueSoon);
    assert_eq!(life(61), Life::PastDate);
}

#[test]
fn each_reminder_goes_out_once_and_a_new_date_starts_over() {
    let reminder = |promise: &Promise, note: &str, days| promise.reminder(note, &PATIENCE, NOW.plus_days(days));
    let promise = accepted();

    assert_eq!(reminder(&promise, "", 45), None);
    assert_eq!(reminder(&promise, "", 46), Some(Reminder::DueSoon));
    let soon = Reminder::DueSoon.note(promise.due());
    assert_eq!(reminder(&promise, &soon, 50), None);
    assert_eq!(reminder(&promise, &soon, 60), Some(Reminder::DueToday));
    assert_eq!(reminder(&promise, &soon, 61), Some(Reminder::PastDate));
    let past = Reminder::PastDate.note(promise.due());
    assert_eq!(reminder(&promise, &past, 70), None);
    let moved = promise.renegotiate(day(80), because("staff", 70)).unwrap();
    assert_eq!(reminder(&moved, &past, 70), Some(Reminder::DueSoon));
}

#[test]
fn every_life_reads_back_from_its_key() {
    for life in Life::ALL {
        assert_eq!(Life::read(life.key()), Some(life));
    }
}

/// One thing somebody may try, some days after the one before.
#[derive(Debug, Clone, Copy)]
enum Try {
    Accept(OrganisationId),
    Decline,
    Renegotiate(i64),
    SayDone(OrganisationId),
    Confirm(OrganisationId),
    SendBack(OrganisationId),
    Withdraw,
    Lapse,
}

fn tries() -> impl Strategy<Value = Vec<(Try, i64)>> {
    let who = prop::sample::select(vec![TRUST, CLUB, COUNCIL]);
    let one = prop_oneof![
        4 => who.clone().prop_map(Try::Accept),
        1 => Just(Try::Decline),
        3 => (0i64..120).prop_map(Try::Renegotiate),
        3 => who.clone().prop_map(Try::SayDone),
        3 => who.clone().prop_map(Try::Confirm),
        1 => who.prop_map(Try::SendBack),
        1 => Just(Try::Withdraw),
        1 => Just(Try::Lapse),
    ];
    prop::collection::vec((one, 0i64..10), 0..25)
}

fn attempt(promise: Promise, what: Try, at: i64) -> Result<Promise, Refusal> {
    match what {
        Try::Accept(confirmer) => promise.accept(signed(at), confirmer, Ground::Ready),
        Try::Decline => promise.decline(because("no room", at)),
        Try::Renegotiate(to) => promise.renegotiate(day(to), because("staff", at)),
        Try::SayDone(confirmer) => promise.say_done(done(at), confirmer),
        Try::Confirm(by) => promise.confirm(because("seen", at), &[by]),
        Try::SendBack(by) => promise.send_back(&because("not all", at), &[by]),
        Try::Withdraw => promise.withdraw(because("sold", at)),
        Try::Lapse => promise.lapse(NOW.plus_days(at)),
    }
}

/// Every version of the promise, one after each act that was allowed, with its day.
fn lived(tries: Vec<(Try, i64)>) -> Vec<(Promise, i64)> {
    let mut versions = vec![(proposed(), 0)];
    let mut today = 0;
    for (what, wait) in tries {
        today += wait;
        let last = versions[versions.len() - 1].0.clone();
        if let Ok(next) = attempt(last, what, today) {
            versions.push((next, today));
        }
    }
    versions
}

proptest! {
    #[test]
    fn nothing_is_kept_unless_its_owner_said_so_and_the_named_other_confirmed(tries in tries()) {
        for (promise, today) in lived(tries) {
            let kept = matches!(promise.life(&PATIENCE, NOW.plus_days(today)), Life::KeptOnTime | Life::KeptLate);

            prop_assert_eq!(kept, promise.confirmed().is_some());
            prop_assert!(!kept || promise.done().is_some() && promise.accepted().is_some());
            prop_assert_ne!(promise.confirmer(), Some(TRUST));
        }
    }

    #[test]
    fn dates_are_never_lost(tries in tries()) {
        let versions = lived(tries);

        for pair in versions.windows(2) {
            let (before, after) = (&pair[0].0, &pair[1].0);
            prop_assert!(after.moves().starts_with(before.moves()));
            prop_assert_eq!(after.first_due(), day(60));
            prop_assert_eq!(after.due(), after.moves().last().map_or(day(60), |moved| moved.new_due));
        }
    }

    #[test]
    fn an_end_is_final(tries in tries()) {
        let versions = lived(tries);

        let life = |(promise, today): &(Promise, i64)| promise.life(&PATIENCE, NOW.plus_days(*today));
        for pair in versions.windows(2) {
            prop_assert!(life(&pair[0]).is_open(), "{:?} went on to {:?}", pair[0], pair[1]);
        }
    }

    #[test]
    fn the_public_sees_what_partners_saw(tries in tries(), then in 0i64..250) {
        let versions = lived(tries);
        let sent_back = |pair: &[(Promise, i64)]| pair[0].0.done().is_some() && pair[1].0.done().is_none();
        prop_assume!(!versions.windows(2).any(sent_back));
        let seen_then = versions.iter().rfind(|(_, day)| *day <= then).map(|(promise, _)| promise);

        let now_told = versions[versions.len() - 1].0.as_of(NOW.plus_days(then));

        let moment = NOW.plus_days(then);
        prop_assert_eq!(
            now_told.map(|promise| (promise.due(), promise.life(&PATIENCE, moment))),
            seen_then.map(|promise| (promise.due(), promise.life(&PATIENCE, moment)))
        );
    }
}

#[test]
fn reliance_is_said_by_others_on_what_was_accepted() {
    let relied = |promise: &Promise, by| promise.hear(RemarkKind::ReliedOn, "we hired a driver", by);

    assert_eq!(relied(&accepted(), Some(CLUB)), Ok(()));
    assert_eq!(relied(&accepted(), Some(TRUST)), Err(Refusal::OwnReliance));
    assert_eq!(relied(&accepted(), None), Err(Refusal::OwnReliance));
    assert_eq!(relied(&proposed(), Some(CLUB)), Err(Refusal::NotAccepted));
    let withdrawn = accepted().withdraw(because("sold", 3)).unwrap();
    assert_eq!(relied(&withdrawn, Some(CLUB)), Ok(()));
}

#[test]
fn what_got_in_the_way_is_said_while_it_is_under_way() {
    let way = |promise: &Promise, words| promise.hear(RemarkKind::GotInTheWay, words, Some(TRUST));

    assert_eq!(way(&accepted(), "two nurses left"), Ok(()));
    assert_eq!(way(&accepted(), " "), Err(Refusal::WordsMissing));
    assert_eq!(way(&proposed(), "two nurses left"), Err(Refusal::NotAccepted));
}

#[test]
fn every_kind_of_remark_reads_back_from_its_key() {
    for kind in RemarkKind::ALL {
        assert_eq!(RemarkKind::read(kind.key()), Some(kind));
    }
}
