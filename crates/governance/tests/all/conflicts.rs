//! Interests, rulings and what is asked before a decision, over HTTP.

mod asked;
mod interests;
mod open;
mod ruled;
mod together;

use crate::support::{self, Given, date, fields, is_saved, program};
use folkmoot_governance::actions::conflicts::say_names;
use folkmoot_governance::actions::decisions::{Put, PutTo, put_decision};
use folkmoot_governance::decision::Decision;
use folkmoot_governance::item::{Item, ItemId};
use folkmoot_governance::mandate::Matter;
use folkmoot_governance::meeting::Meeting;
use folkmoot_governance::named::{Named, Thing};
use folkmoot_governance::power::Power;
use folkmoot_kernel::Timestamp;
use folkmoot_store::Store;

/// The board meets in ten days and lets the contract "Home care".
async fn tender(given: &Given) -> (Meeting, Item) {
    let store = given.app.store();
    let meeting = support::meeting(store, given.board, "June meeting", in_ten_days(store)).await;
    let item = support::item(store, meeting.id(), "Who cares at home", Power::Decide).await;
    say_names(&program(store), item.id(), &[contract("Home care")]).await.unwrap();
    (meeting, item)
}

fn in_ten_days(store: &Store) -> Timestamp {
    store.now().plus_days(10)
}

fn contract(name: &str) -> Named {
    Named::called(Thing::Contract, name).unwrap()
}

/// The club declares through its member that it bids for this contract.
async fn club_bids(given: &Given, contract: &str) {
    let path = format!("/places/vale/interests/declare?for={}", given.club);
    let own = [("thing", "contract"), ("name", contract), ("kind", "bid"), ("what", "We bid with two others.")];
    is_saved(&given.member.post(&path, &fields(&own, &date("from", "1", "1", "2026"))).await);
}

/// The secretary's ruling on the club.
async fn rule(given: &Given, item: ItemId, verdict: &str) {
    let path = format!("/items/{item}/interests/organisation-{}", given.club);
    is_saved(&given.secretary.post(&path, &[("verdict", verdict), ("reason", "It bids for this contract.")]).await);
}

async fn put(given: &Given, item: ItemId) -> Decision {
    let store = given.app.store();
    let put = Put {
        title: "Home care goes to the best bid".into(),
        text: "The contract is let for three years.".into(),
        plain_summary: "Somebody else may come to your door.".into(),
        priority: None,
        power: Power::Decide,
        power_holder: "the board".into(),
        power_basis: "Article 4".into(),
        positions_due: store.now().plus_days(9),
        matter: Matter::default(),
    };
    put_decision(&program(store), PutTo::Item(item), put).await.unwrap()
}
