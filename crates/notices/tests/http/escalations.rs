//! Questions and grievances: who sees them when, letters, answers. Sent on Monday, 2 March 2026.

use super::support::{Given, at, given, is_saved};
use folkmoot_kernel::{Date, Timestamp};
use folkmoot_web::jobs::work_once;

const LIST: &str = "/places/vale/escalations";

fn noon(day: &str) -> Timestamp {
    Timestamp::at(day.parse::<Date>().unwrap(), 12, 0)
}

async fn sent(given: &Given) -> String {
    let to = format!("post-{}", given.post);
    let ask = [
        ("kind", "grievance"),
        ("to", to.as_str()),
        ("subject", "How the contract ended"),
        ("words", "We were told by e-mail on a Friday."),
        ("wish", "To hear who decided it."),
    ];
    is_saved(&given.clubs.post(&format!("{LIST}/add"), &ask).await)
}

async fn letters(given: &Given) -> String {
    work_once(given.app.app()).await.unwrap();
    let mut db = given.app.store().read().await.unwrap();
    let letters = folkmoot_web::mail::newest(&mut db, 50).await.unwrap();
    letters.into_iter().map(|letter| format!("{} <{}> {}\n", letter.subject, letter.to_email, letter.body)).collect()
}

#[tokio::test]
async fn it_begins_between_two_and_widens_when_late() {
    let given = given().await;
    let page = sent(&given).await;

    given.clubs.get(&page).await.shows("We were told by e-mail").shows("in 20 working days").hides("Answer it");
    given.trusts.get(&page).await.shows("We were told by e-mail").shows("Answer it");
    for outside in [&given.app, &given.councils, &given.team, &given.stranger] {
        outside.get(&page).await.status(404);
        outside.get(LIST).await.hides("How the contract ended");
    }
    at(given.app.store(), noon("2026-03-06"));
    let councils = given.app.as_person(given.carl).await;
    councils.get(&page).await.shows("Seen by the partners").shows("We were told by e-mail").hides("Answer it");
    given.app.get(&page).await.status(404);
    at(given.app.store(), noon("2026-04-15"));
    given.app.get(&page).await.shows("How the contract ended").hides("We were told by e-mail");
    given.app.get(LIST).await.shows("How the contract ended").shows("Waits for its answer");
    given.app.get(&format!("{LIST}.json")).await.shows("How the contract ended").hides("We were told by e-mail");
    assert_eq!(given.app.get(&format!("{LIST}.csv")).await.status, 200);
}

#[tokio::test]
async fn it_is_acknowledged_answered_and_settled() {
    let given = given().await;
    let page = sent(&given).await;

    given.clubs.get(&format!("{page}/answer")).await.status(403);
    given.councils.get(&format!("{page}/answer")).await.status(404);
    is_saved(&given.trusts.post(&format!("{page}/acknowledge"), &[("words", "Dr Ash looks at it.")]).await);
    given.clubs.get(&page).await.shows("Dr Ash looks at it.");
    assert!(!given.trusts.post(&format!("{page}/answer"), &[]).await.refusal("answer").is_empty());
    is_saved(&given.trusts.post(&format!("{page}/answer"), &[("answer", "Our finance group decided it.")]).await);
    given.trusts.get(&format!("{page}/settle")).await.status(403);
    is_saved(&given.clubs.post(&format!("{page}/settle"), &[("settled", "settled")]).await);

    given.clubs.get(&page).await.shows("Our finance group decided it.").shows("It is settled for us");
    given.councils.get(&page).await.status(404);
    given.councils.get(LIST).await.shows("2026 1 1 1 0 0");
}

#[tokio::test]
async fn letters_go_to_whoever_holds_the_post_and_say_nothing_of_what_was_written() {
    let given = given().await;
    let page = sent(&given).await;

    let first = letters(&given).await;
    assert!(first.contains("Grievance 1 was sent to you <tom.reed@people.example>"), "{first}");
    at(given.app.store(), noon("2026-03-06"));
    assert!(letters(&given).await.contains("Has it arrived? Grievance 1 <tom.reed@people.example>"));
    at(given.app.store(), noon("2026-03-31"));
    let late = letters(&given).await;
    assert!(late.contains("What got in the way? Grievance 1 <tom.reed@people.example>"), "{late}");
    assert!(late.contains("What got in the way? Grievance 1 <cleo.ash@people.example>"));
    let again = letters(&given).await;
    assert_eq!(late.matches("What got in the way?").count(), again.matches("What got in the way?").count());
    assert!(!again.contains("by e-mail") && again.contains(&page));
}

#[tokio::test]
async fn nobody_asks_themselves_or_for_another() {
    let given = given().await;
    let to = format!("post-{}", given.post);
    let ask = [("kind", "question"), ("to", to.as_str()), ("subject", "Who pays?"), ("words", "Who pays?")];

    let own = given.trusts.post(&format!("{LIST}/add"), &ask).await;
    assert!(own.refusal("to").contains("asking yourselves"));
    given.app.get(&format!("{LIST}/add")).await.location();
    given.stranger.get(&format!("{LIST}/add")).await.status(403);
}

#[tokio::test]
async fn what_is_taken_back_asks_nobody_any_more() {
    let given = given().await;
    let page = sent(&given).await;

    is_saved(&given.clubs.post(&format!("{page}/withdraw"), &[]).await);

    given.clubs.get(&page).await.shows("Taken back");
    at(given.app.store(), noon("2026-06-01"));
    given.app.get(&page).await.status(404);
    given.app.as_person(given.carl).await.get(LIST).await.shows("No question is late");
}
