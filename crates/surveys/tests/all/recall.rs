//! Recall checks over HTTP: opened, answered without a name, settled, shown.

use crate::support::{Given, given, is_saved};
use folkmoot_store::sql;

async fn opened(given: &Given) -> String {
    given.opens("/places/vale/recall/add", &[("meeting", "")]).await
}

async fn answers(given: &Given, round: &str, count: usize, text: &str) {
    for member in &given.members[..count] {
        is_saved(&member.post(&format!("{round}/answer"), &[("answer", text)]).await);
    }
}

#[tokio::test]
async fn members_answer_without_seeing_the_priorities_and_five_are_shown() {
    let given = given().await;
    let round = opened(&given).await;

    given.members[1].get(&round).await.status(200).shows("Write what I remember").hides("Warm homes");
    given.members[1].get(&format!("{round}/answer")).await.status(200).hides("Warm homes").hides("Fewer falls");
    answers(&given, &round, 5, "Warm homes").await;
    given.team.get(&round).await.shows("5 to 9 people").hides("Warm homes");
    given.closes(&round).await;

    given.members[7].get(&round).await.shows("Warm homes").shows("Fewer falls").shows("in 10");
    given.members[7].get("/places/vale/recall").await.shows("of the priorities were remembered");
    given.app.get(&round).await.status(200).hides("Warm homes").shows("The partners of this place see");
}

#[tokio::test]
async fn four_answers_are_shown_to_nobody() {
    let given = given().await;
    let round = opened(&given).await;

    answers(&given, &round, 4, "Warm homes").await;
    given.closes(&round).await;

    given.team.get(&round).await.shows("Fewer than five people answered").hides("Warm homes");
    given.team.get(&format!("{round}/settle")).await.status(404);
    given.team.get("/places/vale/recall.json").await.status(200).hides("Warm homes");
    given.team.post(&format!("{round}/show"), &[("audience", "everybody")]).await.status(422);
}

#[tokio::test]
async fn a_person_answers_once_and_a_stranger_and_nobody_never() {
    let given = given().await;
    let round = opened(&given).await;
    answers(&given, &round, 1, "").await;

    let twice = given.members[0].post(&format!("{round}/answer"), &[("answer", "Warm homes")]).await;
    twice.status(422).shows("You have answered already");
    given.stranger.get(&format!("{round}/answer")).await.status(403);
    assert!(given.app.get(&format!("{round}/answer")).await.location().contains("sign-in"));
    given.members[0].get(&round).await.shows("you have answered");
}

#[tokio::test]
async fn what_is_not_clear_is_settled_by_the_team() {
    let given = given().await;
    let round = opened(&given).await;
    answers(&given, &round, 5, "the boiler scheme").await;
    given.closes(&round).await;

    given.members[1].get(&round).await.shows("One line waits for the team");
    given.members[1].get(&format!("{round}/settle")).await.status(403);
    let warm = folkmoot_kernel::Id::<()>::from_number(1).to_string();
    is_saved(&given.team.post(&format!("{round}/settle"), &[("line-0", &warm)]).await);

    given.members[1].get(&round).await.shows("Warm homes").shows("in 10 of the priorities were remembered");
}

#[tokio::test]
async fn a_second_check_by_nearly_the_same_people_is_held_back() {
    let given = given().await;
    let first = opened(&given).await;
    answers(&given, &first, 5, "Warm homes").await;
    given.closes(&first).await;
    let second = opened(&given).await;
    answers(&given, &second, 6, "Warm homes").await;
    given.closes(&second).await;

    given.team.get(&second).await.shows("Nearly the same people answered as before").hides("Warm homes");
    let third = opened(&given).await;
    answers(&given, &third, 5, "Fewer falls").await;
    given.closes(&third).await;
    given.team.get(&third).await.shows("Fewer falls");
}

#[tokio::test]
async fn it_is_shown_to_everybody_once_the_team_says_so() {
    let given = given().await;
    let round = opened(&given).await;
    answers(&given, &round, 6, "Warm homes\nfewer falls").await;
    given.closes(&round).await;

    is_saved(&given.team.post(&format!("{round}/show"), &[("audience", "everybody")]).await);

    given.app.get(&round).await.shows("Warm homes");
    given.app.get("/places/vale/recall.csv").await.status(200).shows("Warm homes");
    given.app.get("/places/vale/recall.xlsx").await.status(200);
}

#[tokio::test]
async fn no_row_joins_a_person_and_what_they_wrote() {
    let given = given().await;
    let round = opened(&given).await;
    for (member, text) in given.members.iter().zip(["zebra", "apple", "mango", "apple"]) {
        is_saved(&member.post(&format!("{round}/answer"), &[("answer", text)]).await);
    }

    let mut db = given.store().read().await.unwrap();
    let kept: String = sql("select answers from surveys_urn limit 1").one(&mut db).await.unwrap();
    assert_eq!(kept, r#"[["apple"],["apple"],["mango"],["zebra"]]"#);
    let told: i64 = sql("select count(*)
           from store_history
          where event = 'answer given'
            and (before_json is not null or after_json is not null)")
    .one(&mut db)
    .await
    .unwrap();
    assert_eq!(told, 0);
}

#[tokio::test]
async fn an_open_question_waits_on_my_page_until_it_is_answered() {
    let given = given().await;
    let round = opened(&given).await;

    let before = waiting(&given).await;
    answers(&given, &round, 2, "").await;

    assert_eq!((before, waiting(&given).await), (1, 0));
}

async fn waiting(given: &Given) -> usize {
    let page = given.members[1].get("/places/vale/together").await;
    let badge = page.all(".fm-header__count, .fm-nav__count").concat();
    let words = page.words();
    usize::from(badge.contains('1') || words.contains("My page 1") || words.contains("(1)"))
}

#[tokio::test]
async fn a_round_closes_by_itself_after_its_last_day() {
    let given = given().await;
    let round = opened(&given).await;
    answers(&given, &round, 5, "Warm homes").await;
    given.later(6);
    for job in folkmoot_surveys::jobs::jobs() {
        if let folkmoot_web::Job::Reconciler { run, .. } = job {
            run(given.app.acting(folkmoot_kernel::Actor::Program("test"))).await.unwrap();
        }
    }

    given.app.get(&round).await.shows("The partners of this place see what came of it");
}
