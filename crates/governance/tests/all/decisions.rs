//! Decisions over HTTP: put, answered under seal, closed, set aside, listed, walked.

mod close;
mod list;
mod onward;
mod overrides;
mod positions;
mod put;
mod sealed;
mod thread;
mod watch;

use crate::support::{self, Given, program};
use folkmoot_governance::actions::conflicts::checks_of;
use folkmoot_governance::actions::decisions::{Put, PutTo, close_decision, put_decision};
use folkmoot_governance::actions::positions::{Said, take_position};
use folkmoot_governance::decision::{Decision, DecisionId, Outcome};
use folkmoot_governance::position::Stance;
use folkmoot_governance::power::Power;
use folkmoot_governance::store;
use folkmoot_kernel::{OrganisationId, PersonId, Timestamp};
use folkmoot_register::store as register;
use folkmoot_store::Store;
use folkmoot_web::Ctx;
use folkmoot_web::testing::TestApp;

/// "Saturday clinic", to be decided, with a week for positions.
fn words(store: &Store) -> Put {
    Put {
        title: "Saturday clinic".into(),
        text: "The clinic in Mill Lane opens on Saturdays from May.".into(),
        plain_summary: "You can see a nurse on Saturdays.".into(),
        priority: None,
        power: Power::Decide,
        power_holder: "the board".into(),
        power_basis: "Article 4".into(),
        positions_due: store.now().plus_days(7),
        matter: folkmoot_governance::mandate::Matter::default(),
    }
}

async fn put(given: &Given) -> Decision {
    let store = given.app.store();
    put_as(given, words(store)).await
}

async fn put_as(given: &Given, put: Put) -> Decision {
    let store = given.app.store();
    let decision = put_decision(&program(store), PutTo::Body(given.board), put).await.unwrap();
    support::answer_checks(store, checks_of(&decision)).await;
    decision
}

/// What a person says for an organisation, through the verb.
async fn say(given: &Given, id: DecisionId, who: (PersonId, OrganisationId), stance: Stance, reason: &str) {
    let store = given.app.store();
    let (person, organisation) = who;
    let mut db = store.read().await.unwrap();
    let actor = register::signed_in(&mut db, person, store.now().date()).await.unwrap().unwrap().actor();
    let version = store::position(&mut db, id, organisation).await.unwrap().unwrap().version();
    drop(db);
    let said = Said { stance, reason: reason.into(), concerns: Vec::new(), promise: None };
    take_position(&Ctx::bare(store, actor), id, organisation, version, said).await.unwrap();
}

/// All three assent.
async fn all_assent(given: &Given, id: DecisionId) {
    let people = &given.people;
    for who in [(people.tom, given.trust), (people.carl, given.council), (people.cleo, given.club)] {
        say(given, id, who, Stance::Assent, "").await;
    }
}

async fn close(given: &Given, id: DecisionId, outcome: Outcome, words: &str) -> Decision {
    let store = given.app.store();
    let version = store::decision(&mut store.read().await.unwrap(), id).await.unwrap().unwrap().version();
    close_decision(&program(store), id, version, outcome, words).await.unwrap()
}

/// Another day has come, and this person signs in again.
async fn on_a_later_day(given: &Given, now: Timestamp, person: PersonId) -> TestApp {
    support::at(given.app.store(), now);
    given.app.as_person(person).await
}

fn page_of(decision: &Decision) -> String {
    format!("/decisions/{}", decision.id())
}
