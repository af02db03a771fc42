//! The loop that keeps listings right: letters, their page, what readers say, and what the team has to ring about.

use crate::pages::{Ground, ground, listed};
use folkmoot_directory::actions;
use folkmoot_kernel::Actor;
use folkmoot_store::sql;
use folkmoot_web::mail;

/// Runs the letters of a day; says how many went out.
async fn letters(ground: &Ground) -> usize {
    let ctx = ground.visitor.acting(Actor::Program("test"));
    actions::ask_all(&ctx).await.unwrap()
}

/// The address in the newest letter.
async fn link(ground: &Ground) -> String {
    let mut db = ground.store.read().await.unwrap();
    let letter = mail::newest(&mut db, 1).await.unwrap().pop().unwrap();
    let line = letter.body.lines().find(|line| line.contains("/still-right?key=")).unwrap().to_owned();
    line[line.find("/help/").unwrap()..].to_owned()
}

/// As if it had been checked so many days ago.
async fn aged(ground: &Ground, days: i64) {
    let on = ground.store.now().date().plus_days(-days);
    let mut tx = ground.store.write().await.unwrap();
    sql("update directory_listing set checked_on = $1").bind(on).run(&mut tx).await.unwrap();
    sql("update directory_contact set email = 'jo@walks.example'").run(&mut tx).await.unwrap();
    tx.commit_housekeeping().await.unwrap();
}

#[tokio::test]
async fn whoever_runs_it_is_asked_when_it_is_due_and_one_button_is_enough() {
    let ground = ground().await;
    let page = listed(&ground).await;
    aged(&ground, 55).await;
    assert_eq!(letters(&ground).await, 0);
    aged(&ground, 56).await;
    assert_eq!(letters(&ground).await, 1);
    assert_eq!(letters(&ground).await, 0, "one letter at a time");

    let link = link(&ground).await;
    ground.visitor.get(&link).await.status(200).shows("Every Tuesday, 10am to noon").hides("01632 960 123");
    ground.visitor.post(&link, &[("answer", "right"), ("words", "")]).await.status(303);

    let today = ground.store.now().date().in_words();
    ground.visitor.get(&page).await.shows(&format!("Checked on {today}"));
    ground.visitor.get(&link).await.status(200).shows("This letter has been answered");
    ground.visitor.get(&format!("{}0", link)).await.status(200).shows("cannot be used any more");
}

#[tokio::test]
async fn what_has_changed_goes_to_the_team_and_what_has_stopped_is_ended() {
    let ground = ground().await;
    let page = listed(&ground).await;
    aged(&ground, 70).await;
    letters(&ground).await;
    let link = link(&ground).await;

    let empty = ground.visitor.post(&link, &[("answer", "changed"), ("words", " ")]).await;
    assert!(empty.status(422).refusal("words").contains("Say what has changed"));
    ground.visitor.post(&link, &[("answer", "changed"), ("words", "Now at eleven")]).await.status(303);
    ground.team.get("/places/oxmoor-vale/help/due").await.status(200).shows("Now at eleven");
    ground.visitor.get("/places/oxmoor-vale/help/due").await.status(303);
    ground.visitor.get(&page).await.shows("Somebody said on").hides("Now at eleven");
}

#[tokio::test]
async fn the_team_has_a_letter_written_now() {
    let ground = ground().await;
    let page = listed(&ground).await;
    ground.team.get(&page).await.hides("Ask them by letter");
    let refused = ground.team.post(&format!("{page}/ask"), &[]).await;
    refused.status(422).shows("Nobody left an e-mail address");
    aged(&ground, 1).await;
    ground.team.get(&page).await.shows("Ask them by letter");
    ground.team.post(&format!("{page}/ask"), &[]).await.status(303);
    let link = link(&ground).await;
    ground.visitor.post(&link, &[("answer", "stopped"), ("words", "")]).await.status(303);
    ground.visitor.get(&page).await.shows("Those who run it say that it has stopped");
    ground.visitor.get("/help?q=walk").await.shows("Nothing here fits that");
}

#[tokio::test]
async fn two_letters_without_an_answer_bring_it_to_the_team() {
    let ground = ground().await;
    listed(&ground).await;
    aged(&ground, 100).await;
    for _ in 0..2 {
        assert_eq!(letters(&ground).await, 1);
        let mut tx = ground.store.write().await.unwrap();
        sql("update directory_asking set asked_at = asked_at - 864000000").run(&mut tx).await.unwrap();
        tx.commit_housekeeping().await.unwrap();
    }
    assert_eq!(letters(&ground).await, 0);
    ground
        .team
        .get("/places/oxmoor-vale/help/due")
        .await
        .shows("Two letters went unanswered")
        .shows("0 of 1 were checked");
}

#[tokio::test]
async fn anybody_says_what_is_wrong_and_reads_what_became_of_it() {
    let ground = ground().await;
    let page = listed(&ground).await;
    let wrong = format!("{page}/wrong");

    ground.visitor.get(&page).await.shows("Something is wrong here");
    ground.visitor.post(&wrong, &[("what", "times"), ("words", "The door was shut, ask Jo")]).await.status(303);
    ground.visitor.get(&page).await.shows("The team has not looked at it yet").hides("ask Jo");

    let due = ground.team.get("/places/oxmoor-vale/help/due").await;
    due.shows("The day or the time is wrong").shows("ask Jo");
    let answer = due.attributes(".fm-card a", "href").into_iter().find(|href| href.contains("/wrong/")).unwrap();
    ground.visitor.get(&answer).await.status(303);
    ground.team.post(&answer, &[("outcome", "changed")]).await.status(303);

    ground.visitor.get(&page).await.shows("It was wrong, and has been put right");
    let again = ground.team.post(&answer, &[("outcome", "right")]).await;
    assert!(again.status(422).refusal("outcome").contains("already"));
}

#[tokio::test]
async fn what_nobody_finds_is_counted_without_its_words() {
    let ground = ground().await;
    listed(&ground).await;
    for _ in 0..5 {
        ground
            .visitor
            .get("/places/oxmoor-vale/help?q=lonely+zebra&free=yes&day=SU")
            .await
            .shows("Nothing here fits that");
    }
    let written = actions::write_held(&ground.visitor.acting(Actor::Program("test"))).await.unwrap();
    assert_eq!(written, 1);
    let rows: Vec<(String, i64)> =
        sql("select need, count from directory_unmet").all(&mut ground.store.read().await.unwrap()).await.unwrap();
    assert_eq!(rows, [("company".to_owned(), 5)]);
    ground.team.get("/places/oxmoor-vale/help/due").await.shows("Company and making friends").hides("zebra");
}

#[tokio::test]
async fn words_of_danger_bring_the_numbers_to_ring_before_anything_else() {
    let ground = ground().await;
    listed(&ground).await;
    for (words, number) in [("I want to die", "116 123"), ("my husband hits me", "0808 2000 247")] {
        let page = ground.visitor.get(&format!("/help?q={}", words.replace(' ', "+"))).await;
        page.shows(number).shows("999");
    }
    ground.visitor.get("/help?q=walk").await.hides("116 123");
}
