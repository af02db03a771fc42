//! The state that SQL draws for a list is the state that the rule draws for one promise, at any moment.

use crate::support::{self, Given, given};
use folkmoot_governance::acts::RECONCILE;
use folkmoot_governance::promise::{
    Explained, Ground, Life, Patience, Promise, Proposal, Reader, Remark, RemarkKind, SaidDone, Signed, View,
};
use folkmoot_governance::store::{self, PromiseFilter};
use folkmoot_kernel::{Date, Timestamp};
use folkmoot_store::testing::NOON;
use folkmoot_store::{Event, Tx};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;

/// What is tried, each some days after the one before.
#[derive(Debug, Clone, Copy)]
enum Try {
    Accept,
    Decline,
    Renegotiate(i64),
    SayDone,
    Confirm,
    SendBack,
    Withdraw,
    Lapse,
}

fn tries() -> impl Strategy<Value = Vec<(Try, i64)>> {
    let one = prop_oneof![
        6 => Just(Try::Accept),
        1 => Just(Try::Decline),
        3 => (0i64..120).prop_map(Try::Renegotiate),
        3 => Just(Try::SayDone),
        2 => Just(Try::Confirm),
        1 => Just(Try::SendBack),
        1 => Just(Try::Withdraw),
        1 => Just(Try::Lapse),
    ];
    prop::collection::vec((one, 0i64..25), 0..9)
}

fn day(days: i64) -> Date {
    NOON.date().plus_days(days)
}

fn attempt(given: &Given, promise: Promise, what: Try, today: i64) -> Option<Promise> {
    // Some hours off, so that a day in England and a day of 24 hours differ.
    let (by, at) = (given.people.sue, Timestamp::from_ms(NOON.plus_days(today).ms() + today * 3_600_000));
    let words = |words: &str| Explained { by, at, words: words.into() };
    let club = [given.club];
    match what {
        Try::Accept => promise.accept(Signed { by, at }, given.club, Ground::Ready).ok(),
        Try::Decline => promise.decline(words("no")).ok(),
        Try::Renegotiate(to) => promise.renegotiate(day(to), words("staff")).ok(),
        Try::SayDone => promise.say_done(SaidDone { by, at, evidence: "seen".into() }, given.club).ok(),
        Try::Confirm => promise.confirm(words("yes"), &club).ok(),
        Try::SendBack => promise.send_back(&words("not all"), &club).ok(),
        Try::Withdraw => promise.withdraw(words("sold")).ok(),
        Try::Lapse => promise.lapse(at).ok(),
    }
}

async fn live(given: &Given, tx: &mut Tx, number: i64, tries: Vec<(Try, i64)>) -> Promise {
    let proposal = Proposal {
        place: given.vale.id(),
        decision: None,
        owner: given.council,
        what: format!("Thing {number}"),
        done_means: "seen".into(),
        due: day(40 + number % 30),
        confirmer: None,
    };
    let made_at = NOON.plus_days(number % 20);
    let mut promise = Promise::propose(tx.new_id(), number, proposal, made_at).unwrap();
    store::add_promise(tx, &promise).await.unwrap();
    let mut today = number % 20;
    for (what, wait) in tries {
        today += wait;
        let Some(next) = attempt(given, promise.clone(), what, today) else { continue };
        remember_move(tx, &promise, &next).await;
        store::save_promise(tx, &next, promise.version()).await.unwrap();
        promise = store::promise(tx, next.id()).await.unwrap().unwrap();
    }
    promise
}

async fn remember_move(tx: &mut Tx, before: &Promise, after: &Promise) {
    if after.moves().len() == before.moves().len() {
        return;
    }
    let moved = after.moves().last().unwrap();
    let remark = Remark {
        id: tx.new_id(),
        promise: after.id(),
        kind: RemarkKind::Renegotiated,
        words: moved.why.clone(),
        organisation: Some(after.owner()),
        person: moved.by,
        at: moved.at,
        dates: Some((moved.old_due, moved.new_due)),
    };
    store::add_remark(tx, &remark).await.unwrap();
}

async fn lives(given: &Given, count: i64) -> Vec<Promise> {
    let mut runner = TestRunner::deterministic();
    let mut tx = given.app.store().write().await.unwrap();
    let mut all = Vec::new();
    for number in 1..=count {
        let tries = tries().new_tree(&mut runner).unwrap().current();
        all.push(live(given, &mut tx, number, tries).await);
    }
    let permit = support::program(given.app.store()).permit(RECONCILE, given.vale.subject()).unwrap();
    let event = Event::new("lived", "place", given.vale.id());
    tx.record(permit, event).await.unwrap().commit().await.unwrap();
    all
}

#[tokio::test]
async fn lists_draw_the_state_that_the_rule_draws_at_any_moment() {
    let given = given().await;
    let promises = lives(&given, 150).await;
    let filter = PromiseFilter { place: Some(given.vale.id()), ..PromiseFilter::default() };
    let mut seen: BTreeMap<Life, i64> = BTreeMap::new();

    for days in (-1_i64..200).step_by(3) {
        let patience =
            Patience { accept_days: days.rem_euclid(20), due_soon_days: days.rem_euclid(17), ..Patience::default() };
        let moment = NOON.plus_days(days);
        let view = View { moment, now: NOON.plus_days(400), patience, reader: Reader::Partner };
        let mut db = given.app.store().read().await.unwrap();
        let lines = store::promise_lines(&mut db, &view, &filter, 1_000, 0).await.unwrap();
        let counts = store::promise_counts(&mut db, &view, &filter).await.unwrap();

        let drawn: BTreeMap<i64, (Life, Date, Date)> =
            lines.iter().map(|line| (line.number, (line.life(), line.due, line.first_due))).collect();
        let ruled: BTreeMap<i64, (Life, Date, Date)> = promises
            .iter()
            .filter_map(|promise| promise.as_of(moment))
            .map(|then| (then.number(), (then.life(&patience, moment), then.due(), then.first_due())))
            .collect();
        assert_eq!(drawn, ruled, "on day {days}");
        let counted: i64 = counts.values().sum();
        assert_eq!(counted, i64::try_from(ruled.len()).unwrap());
        counts.into_iter().for_each(|(life, count)| *seen.entry(life).or_default() += count);
    }

    assert_eq!(seen.len(), Life::ALL.len(), "not every state was met: {seen:?}");
}

#[tokio::test]
async fn what_waits_in_sql_is_what_the_rule_says() {
    let given = given().await;
    let promises = lives(&given, 80).await;

    for days in (0..150).step_by(7) {
        let now = NOON.plus_days(days);
        let mut db = given.app.store().read().await.unwrap();
        let seat = (given.council, given.vale.id());
        let counted = store::count_waiting(&mut db, seat, now).await.unwrap();
        let listed = store::waiting_promises(&mut db, seat, now, now.date().plus_days(14)).await.unwrap();

        let last = |promise: &&Promise| promise.life(&Patience::default(), now);
        let waits = |life| matches!(life, Life::Proposed | Life::NotYetAccepted | Life::PastDate);
        // Rows hold what was done later too, so only those that are open in the end wait in the database.
        let ruled = promises.iter().filter(|promise| waits(last(promise))).count();
        assert_eq!(counted, i64::try_from(ruled).unwrap(), "on day {days}");
        let near = promises.iter().filter(|promise| last(promise) == Life::DueSoon).count();
        assert_eq!(listed.len(), ruled + near, "on day {days}");
    }
}
