//! The job that tells people, once.

use super::{all_assent, page_of, put, say};
use crate::support::{Given, at, given};
use folkmoot_governance::position::Stance;
use folkmoot_register::testing::email;
use folkmoot_web::{jobs, mail};

/// Runs what is due, twice, and answers who got letters with these words in their subject.
async fn told(given: &Given, words: &str) -> Vec<String> {
    for _ in 0..2 {
        jobs::work_once(given.app.app()).await.unwrap();
        at(given.app.store(), given.app.store().now().plus_minutes(11));
    }
    let letters = mail::newest(&mut given.app.store().read().await.unwrap(), 200).await.unwrap();
    let mut to: Vec<String> =
        letters.into_iter().filter(|letter| letter.subject.contains(words)).map(|letter| letter.to_email).collect();
    to.sort();
    to
}

#[tokio::test]
async fn those_on_the_body_are_told_once_that_positions_can_be_read() {
    let given = given().await;
    let decision = put(&given).await;

    assert!(told(&given, "positions can be read").await.is_empty());
    all_assent(&given, decision.id()).await;
    let to = told(&given, "positions can be read").await;

    assert_eq!(to, [email("Carl Moss"), email("Cleo Ash"), email("Sue Finch"), email("Tom Reed")]);
    given.app.get(&page_of(&decision)).await.shows("Positions opened");
}

#[tokio::test]
async fn those_still_awaited_are_reminded_once_two_days_before() {
    let given = given().await;
    let decision = put(&given).await;
    say(&given, decision.id(), (given.people.cleo, given.club), Stance::Object, "It is too far").await;

    at(given.app.store(), decision.positions_due().plus_days(-2).plus_minutes(-30));
    assert!(told(&given, "is awaited").await.is_empty());
    at(given.app.store(), decision.positions_due().plus_days(-2));
    let to = told(&given, "is awaited").await;

    assert_eq!(to, [email("Carl Moss"), email("Sue Finch"), email("Tom Reed")]);
    let letters = mail::newest(&mut given.app.store().read().await.unwrap(), 200).await.unwrap();
    assert!(letters.iter().all(|letter| !letter.body.contains("too far")));
}

#[tokio::test]
async fn a_deadline_opens_positions_and_tells_of_it() {
    let given = given().await;
    let decision = put(&given).await;

    at(given.app.store(), decision.positions_due());
    let to = told(&given, "positions can be read").await;

    assert_eq!(to.len(), 4);
    assert!(told(&given, "is awaited").await.is_empty());
}
