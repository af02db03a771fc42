//! A decision that was agreed, and promises because of it.

use crate::support::{self, Given, fields, is_saved};
use folkmoot_governance::actions::decisions::{Put, PutTo, close_decision, put_decision};
use folkmoot_governance::decision::{Decision, DecisionId, Outcome};
use folkmoot_governance::item::Item;
use folkmoot_governance::meeting::Meeting;
use folkmoot_governance::power::Power;
use folkmoot_governance::promise::{Promise, PromiseId};
use folkmoot_governance::store;
use folkmoot_kernel::{Date, Timestamp};
use folkmoot_store::testing::NOON;
use folkmoot_web::mail::Letter;
use folkmoot_web::testing::TestApp;

/// A day of 2026, and a moment of it.
pub fn day(month: i8, day: i8) -> Date {
    Date::new(2026, month, day).unwrap()
}

pub fn noon(month: i8, on: i8) -> Timestamp {
    Timestamp::at(day(month, on), 12, 0)
}

/// A meeting of Vale's board tomorrow, 3 March 2026, from 10 to 12, with an item.
pub async fn board_meets(given: &Given) -> (Meeting, Item) {
    let store = given.app.store();
    let meeting = support::meeting(store, given.board, "March meeting", Timestamp::at(day(3, 3), 10, 0)).await;
    let item = support::item(store, meeting.id(), "Warm homes", Power::Note).await;
    (meeting, item)
}

fn put(power: Power) -> Put {
    Put {
        title: "Warm homes".into(),
        text: "Warm homes visits until March.".into(),
        plain_summary: "People who are cold at home get a visit.".into(),
        priority: None,
        power,
        power_holder: "the board".into(),
        power_basis: String::new(),
        positions_due: NOON.plus_days(7),
        matter: folkmoot_governance::mandate::Matter::default(),
    }
}

/// A decision at that meeting, still open.
pub async fn open_decision(given: &Given) -> Decision {
    let (_, item) = board_meets(given).await;
    let ctx = support::program(given.app.store());
    put_decision(&ctx, PutTo::Item(item.id()), put(Power::Note)).await.unwrap()
}

/// A decision outside a meeting that asks for positions, which are sealed.
pub async fn sealed_decision(given: &Given) -> Decision {
    let ctx = support::program(given.app.store());
    put_decision(&ctx, PutTo::Body(given.board), put(Power::Decide)).await.unwrap()
}

pub async fn agree(given: &Given, decision: &Decision) {
    let ctx = support::program(given.app.store());
    close_decision(&ctx, decision.id(), decision.version(), Outcome::Agreed, "").await.unwrap();
}

/// Agreed outside a meeting: what is promised because of it can be accepted at once.
pub async fn agreed_decision(given: &Given) -> Decision {
    let ctx = support::program(given.app.store());
    let decision = put_decision(&ctx, PutTo::Body(given.board), put(Power::Note)).await.unwrap();
    agree(given, &decision).await;
    decision
}

/// Writes down as the chair what the council said, due on 1 June 2026.
pub async fn council_said(given: &Given, decision: DecisionId) -> PromiseId {
    let council = given.council.to_string();
    let own = [("owner", council.as_str()), ("what", "Visit 200 cold homes"), ("done_means", "A list of 200 visits")];
    let due = support::date("due", "1", "6", "2026");
    let page = given.chair.post(&format!("/decisions/{decision}/promises/add"), &fields(&own, &due)).await;
    is_saved(&page);
    promises_of(given, decision).await.last().unwrap().id()
}

pub async fn promises_of(given: &Given, decision: DecisionId) -> Vec<Promise> {
    let mut db = given.app.store().read().await.unwrap();
    store::promises_of_decision(&mut db, decision).await.unwrap()
}

/// The council takes it on; the club will confirm.
pub async fn council_accepts(given: &Given, id: PromiseId) {
    let club = given.club.to_string();
    let page = given.secretary.post(&format!("/promises/{id}/accept"), &[("confirmer", &club)]).await;
    is_saved(&page);
}

/// A promise of the council that it accepted today.
pub async fn accepted(given: &Given) -> PromiseId {
    let decision = agreed_decision(given).await;
    let id = council_said(given, decision.id()).await;
    council_accepts(given, id).await;
    id
}

/// The council says that it is done.
pub async fn council_says_done(given: &Given, id: PromiseId) {
    let club = given.club.to_string();
    let said = [("evidence", "The list is on our website"), ("confirmer", club.as_str())];
    is_saved(&given.secretary.post(&format!("/promises/{id}/done"), &said).await);
}

pub async fn promise(given: &Given, id: PromiseId) -> Promise {
    let mut db = given.app.store().read().await.unwrap();
    store::promise(&mut db, id).await.unwrap().unwrap()
}

/// Moves the clock and does all later work that is due.
pub async fn work_at(app: &TestApp, now: Timestamp) {
    support::at(app.store(), now);
    folkmoot_web::jobs::work_once(app.app()).await.unwrap();
}

/// All letters, newest first.
pub async fn letters(app: &TestApp) -> Vec<Letter> {
    folkmoot_web::mail::newest(&mut app.store().read().await.unwrap(), 500).await.unwrap()
}

/// Moves the clock; sessions end in between, so everybody signs in anew.
pub async fn go_to(given: &mut Given, now: Timestamp) {
    support::at(given.app.store(), now);
    sign_in_anew(given).await;
}

pub async fn sign_in_anew(given: &mut Given) {
    let people = given.people;
    given.team = given.app.as_person(people.asha).await;
    given.chair = given.app.as_person(people.tom).await;
    given.secretary = given.app.as_person(people.sue).await;
    given.councillor = given.app.as_person(people.carl).await;
    given.member = given.app.as_person(people.cleo).await;
    given.elsewhere = given.app.as_person(people.ned).await;
    given.stranger = given.app.as_person(people.ben).await;
}
