//! Letters, with a clock that is set by hand: each reminder once, each week once.

use super::common::{
    accepted, agreed_decision, council_said, council_says_done, day, go_to, letters, noon, open_decision, sign_in_anew,
    work_at,
};
use crate::support::{self, Given, date, fields, given, is_saved};
use folkmoot_governance::actions::promises::{Reminded, remind};
use folkmoot_governance::promise::Patience;
use folkmoot_kernel::Timestamp;
use folkmoot_register::testing::email;

/// Subjects of letters about one promise, oldest first.
async fn reminders(given: &Given) -> Vec<(String, String)> {
    let all = letters(&given.app).await;
    let about = all.into_iter().rev().filter(|letter| !letter.subject.starts_with("Your week"));
    about.filter(|letter| letter.body.contains("/promises/")).map(|one| (one.to_email, one.subject)).collect()
}

async fn digests(given: &Given, name: &str) -> Vec<(String, String)> {
    let all = letters(&given.app).await;
    let own = all.into_iter().rev().filter(|letter| letter.to_email == email(name));
    own.filter(|letter| letter.subject.starts_with("Your week")).map(|one| (one.subject, one.body)).collect()
}

#[tokio::test]
async fn the_owner_is_reminded_once_before_once_on_and_once_after_the_day() {
    let given = given().await;
    accepted(&given).await;

    work_at(&given.app, noon(5, 17)).await;
    assert_eq!(reminders(&given).await, []);
    for on in [noon(5, 18), noon(5, 19), noon(6, 1), noon(6, 2), noon(6, 9)] {
        work_at(&given.app, on).await;
        work_at(&given.app, on).await;
    }

    let sent = reminders(&given).await;
    let of = |name: &str| {
        let to = email(name);
        sent.iter().filter(|one| one.0 == to).map(|one| one.1.as_str()).collect::<Vec<_>>()
    };
    let expected = [
        "Due on 1 June 2026: Visit 200 cold homes",
        "Due today: Visit 200 cold homes",
        "What got in the way? Visit 200 cold homes",
    ];
    assert_eq!(of("Sue Finch"), expected);
    assert_eq!(of("Carl Moss"), expected);
    assert_eq!(sent.len(), 6, "{sent:?}");
}

#[tokio::test]
async fn letters_wait_for_the_morning() {
    let given = given().await;
    accepted(&given).await;

    work_at(&given.app, Timestamp::at(day(5, 18), 6, 0)).await;
    assert_eq!(reminders(&given).await, []);
    work_at(&given.app, Timestamp::at(day(5, 18), 7, 0)).await;

    assert_eq!(reminders(&given).await.len(), 2);
}

#[tokio::test]
async fn a_new_date_starts_the_reminders_over() {
    let mut given = given().await;
    let id = accepted(&given).await;
    work_at(&given.app, noon(6, 2)).await;
    sign_in_anew(&mut given).await;
    let later = date("due", "1", "8", "2026");
    let moved = fields(&[("why", "Staff")], &later);
    is_saved(&given.secretary.post(&format!("/promises/{id}/renegotiate"), &moved).await);

    work_at(&given.app, noon(7, 1)).await;
    let between = reminders(&given).await.len();
    work_at(&given.app, noon(7, 20)).await;

    let sent = reminders(&given).await;
    assert_eq!((between, sent.len()), (2, 4));
    assert_eq!(sent[3].1, "Due on 1 August 2026: Visit 200 cold homes");
}

#[tokio::test]
async fn what_was_said_to_be_done_is_not_asked_for() {
    let given = given().await;
    let id = accepted(&given).await;
    council_says_done(&given, id).await;

    work_at(&given.app, noon(6, 2)).await;

    assert_eq!(reminders(&given).await, []);
}

#[tokio::test]
async fn silence_after_the_meeting_is_asked_about_and_an_open_decision_is_not() {
    let given = given().await;
    council_said(&given, agreed_decision(&given).await.id()).await;
    council_said(&given, open_decision(&given).await.id()).await;

    work_at(&given.app, noon(3, 16)).await;
    let early = reminders(&given).await;
    work_at(&given.app, noon(3, 17)).await;
    work_at(&given.app, noon(3, 19)).await;

    assert_eq!(early, []);
    let sent = reminders(&given).await;
    assert_eq!(sent.len(), 2, "{sent:?}");
    assert_eq!(sent[0].1, "Will you take this on? Visit 200 cold homes");
}

#[tokio::test]
async fn a_reminder_that_went_out_is_not_due_again() {
    let mut given = given().await;
    let id = accepted(&given).await;
    go_to(&mut given, noon(6, 2)).await;
    let ctx = support::program(given.app.store());

    let first = remind(&ctx, id, &Patience::default()).await.unwrap();
    let again = remind(&ctx, id, &Patience::default()).await.unwrap();

    assert_ne!(first, Reminded::NotDue);
    assert_eq!(again, Reminded::NotDue);
    let own = letters(&given.app).await.into_iter().filter(|one| one.to_email == email("Sue Finch")).count();
    assert_eq!(own, 1);
}

#[tokio::test]
async fn each_person_gets_one_letter_a_week_with_what_waits() {
    let given = given().await;
    council_said(&given, agreed_decision(&given).await.id()).await;

    for on in [noon(3, 9), noon(3, 9), noon(3, 10), noon(3, 12)] {
        work_at(&given.app, on).await;
    }
    let sue = digests(&given, "Sue Finch").await;
    work_at(&given.app, noon(3, 16)).await;

    assert_eq!(sue.len(), 1);
    assert_eq!(sue[0].0, "Your week: one thing waits for you");
    assert!(sue[0].1.contains("To say yes or no to\n  - 1 Jun 2026: Visit 200 cold homes"), "{}", sue[0].1);
    assert!(sue[0].1.contains("Decided in the last week\n  - Warm homes (noted)"), "{}", sue[0].1);
    assert!(sue[0].1.contains("http"), "{}", sue[0].1);
    assert_eq!(digests(&given, "Sue Finch").await.len(), 2);
    assert_eq!(
        digests(&given, "Cleo Ash").await.len(),
        1,
        "the decision was news once, then there was nothing to tell"
    );
    assert_eq!(digests(&given, "Ben Oak").await, [], "nothing happened in Moor");
}

#[tokio::test]
async fn no_weekly_letter_is_written_late_in_the_week() {
    let given = given().await;
    council_said(&given, agreed_decision(&given).await.id()).await;

    work_at(&given.app, noon(3, 5)).await;

    assert_eq!(digests(&given, "Sue Finch").await, []);
}

#[tokio::test]
async fn the_team_hears_when_nobody_sits_for_the_owner() {
    let given = given().await;
    accepted(&given).await;
    let store = given.app.store();
    let mut db = store.read().await.unwrap();
    let seats = folkmoot_register::store::seats_of_organisation(&mut db, given.council, day(3, 2)).await.unwrap();
    drop(db);
    for seat in seats {
        let seat = folkmoot_register::store::seat(&mut store.read().await.unwrap(), seat.id).await.unwrap().unwrap();
        let closed = folkmoot_register::actions::close_seat(&support::program(store), seat.id(), seat.version()).await;
        closed.unwrap();
    }

    work_at(&given.app, noon(6, 2)).await;

    let sent = reminders(&given).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(sent[0], (email("Asha Marsh"), "Nobody sits for Vale Council just now".to_owned()));
}
