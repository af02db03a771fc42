//! Bodies and priorities over HTTP: what is shown, what the team changes, what is refused, who may not.

use crate::support::{self, Given, date, fields, given, is_saved};
use folkmoot_governance::body::BodyKind;
use folkmoot_governance::store;
use folkmoot_store::testing::NOON;

#[tokio::test]
async fn a_body_shows_what_it_is_for_who_sits_there_and_when_it_meets() {
    let Given { app, vale, board, .. } = given().await;
    support::body(app.store(), vale.id(), BodyKind::DeliveryGroup, "Falls group", Some(board)).await;
    support::meeting(app.store(), board, "March meeting", NOON.plus_days(3)).await;
    support::meeting(app.store(), board, "January meeting", NOON.plus_days(-40)).await;

    let list = app.get("/places/vale/bodies").await;
    list.shows("Falls group")
        .shows("Delivery group")
        .shows("5 Mar 2026")
        .shows("Vale board and Vale forum are at the top")
        .hides("Add a body");
    let page = app.get(&format!("/bodies/{board}")).await;
    page.shows("Joins up care in the vale.").shows("Place board").shows("Tom Reed").shows("Vale Trust");
    page.shows("Falls group").shows("March meeting").shows("January meeting").hides("Close this body");
    let csv = app.get("/places/vale/bodies.csv").await.text();
    assert!(csv.contains("Falls group,Delivery group,Vale board"), "{csv}");
}

#[tokio::test]
async fn the_team_adds_changes_and_closes_bodies() {
    let Given { app, team, board, .. } = given().await;

    let typed = [("name", "Falls group"), ("kind", "delivery_group"), ("remit", ""), ("quorum", "many")];
    let refused = team.post("/places/vale/bodies/add", &typed).await;
    assert_eq!(refused.refusal("remit"), "Say in a sentence or two what it is there for");
    assert_eq!(refused.refusal("quorum"), "Enter a whole number, like 15");
    assert_eq!(refused.value("name"), "Falls group");
    let parent = board.to_string();
    let group = is_saved(
        &team
            .post(
                "/places/vale/bodies/add",
                &[("name", "Falls group"), ("kind", "delivery_group"), ("remit", "Fewer falls."), ("parent", &parent)],
            )
            .await,
    );
    team.get(&group).await.shows("Vale board").shows("No seat has been opened").shows("Not laid down");

    let kept = team.post(&format!("/bodies/{board}/close"), &[]).await;
    kept.status(422).shows("Falls group still sit under it: close them first, or move them");
    let edit = format!("{group}/edit");
    let saved =
        team.post(&edit, &[("name", "Falls board"), ("kind", "other"), ("remit", "Fewer."), ("quorum", "3")]).await;
    assert_eq!(is_saved(&saved), group);
    app.get(&group).await.shows("Falls board").shows("3 organisations must take part");
    is_saved(&team.post(&format!("{group}/close"), &[]).await);
    app.get(&group).await.shows("This body closed on 2 March 2026");
    app.get("/places/vale/bodies").await.shows("Closed").shows("Falls board");
    is_saved(&team.post(&format!("/bodies/{board}/close"), &[]).await);
}

#[tokio::test]
async fn a_body_with_a_meeting_to_come_stays_open() {
    let Given { app, team, board, .. } = given().await;
    support::meeting(app.store(), board, "March meeting", NOON.plus_days(3)).await;

    let kept = team.post(&format!("/bodies/{board}/close"), &[]).await;

    kept.status(422).shows("It still has 1 meeting to come");
}

#[tokio::test]
async fn no_circle_of_bodies_can_be_made() {
    let Given { app, vale, team, board, .. } = given().await;
    let group = support::body(app.store(), vale.id(), BodyKind::DeliveryGroup, "Falls group", Some(board)).await;
    let edit = format!("/bodies/{board}/edit");

    let offered = team.get(&edit).await.attributes("select[name=parent] option", "value");
    assert!(!offered.contains(&group.id().to_string()) && !offered.contains(&board.to_string()));
    let under = group.id().to_string();
    let typed =
        [("name", "Vale board"), ("kind", "place_board"), ("remit", "Care."), ("parent", &*under), ("_version", "1")];
    let refused = team.post_raw(&edit, &typed).await;

    assert_eq!(refused.refusal("parent"), "Choose one from the list");
}

#[tokio::test]
async fn only_the_team_of_the_place_changes_bodies_and_priorities() {
    let Given { app, vale, board, chair, member, stranger, .. } = given().await;
    let falls = support::priority(app.store(), vale.id(), "Fewer falls").await;
    let paths = [
        "/places/vale/bodies/add".to_owned(),
        format!("/bodies/{board}/edit"),
        format!("/bodies/{board}/close"),
        "/places/vale/priorities/add".to_owned(),
        format!("/priorities/{}/edit", falls.id()),
        format!("/priorities/{}/end", falls.id()),
    ];

    for path in paths {
        for browser in [&chair, &member, &stranger] {
            browser.get(&path).await.status(403);
        }
        assert!(app.get(&path).await.location().starts_with("/sign-in"), "{path}");
        stranger.post_raw(&path, &[("name", "X")]).await.status(403);
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_404() {
    let Given { app, team, .. } = given().await;

    for path in ["/bodies/nonsense", "/bodies/0000000000001", "/priorities/0000000000001", "/places/nowhere/bodies"] {
        app.get(path).await.status(404);
    }
    for path in ["/bodies/0000000000001/edit", "/priorities/0000000000001/end", "/bodies/0000000000001/meetings"] {
        team.get(path).await.status(404);
    }
}

#[tokio::test]
async fn the_second_of_two_editors_of_a_body_sees_both_versions() {
    let Given { team, board, .. } = given().await;
    let edit = format!("/bodies/{board}/edit");
    let said = |remit: &'static str| [("name", "Vale board"), ("kind", "place_board"), ("remit", remit)];
    is_saved(&team.post(&edit, &said("Decides.")).await);

    let mut late = said("Advises.").to_vec();
    late.push(("_version", "1"));
    let second = team.post_raw(&edit, &late).await;

    second.status(409).shows("Decides.").shows("Somebody else changed this");
    assert_eq!(second.value("remit"), "Advises.");
    let newer = second.attributes("input[name=_version]", "value").remove(0);
    late.last_mut().unwrap().1 = &newer;
    is_saved(&team.post_raw(&edit, &late).await);
}

#[tokio::test]
async fn a_form_sent_twice_adds_one_body() {
    let Given { app, vale, team, .. } = given().await;
    let typed = [
        ("name", "Hub"),
        ("kind", "locality_hub"),
        ("remit", "Meets people."),
        ("_key", "0123456789abcdef0123456789abcdef01234567"),
    ];

    team.post_raw("/places/vale/bodies/add", &typed).await.status(303);
    team.post_raw("/places/vale/bodies/add", &typed).await.status(303);

    let mut db = app.store().read().await.unwrap();
    let all = store::bodies_of_place(&mut db, vale.id(), store::Which::All).await.unwrap();
    assert_eq!(all.iter().filter(|body| body.name() == "Hub").count(), 1);
}

#[tokio::test]
async fn a_priority_is_said_plainly_and_shows_what_hangs_on_it() {
    let Given { app, team, .. } = given().await;
    let path = "/places/vale/priorities/add";
    let from = date("from", "1", "3", "2026");
    let until = date("until", "1", "2", "2026");

    let refused =
        team.post(path, &fields(&[("title", "Fewer falls"), ("sentence", ""), ("origin", "community")], &from)).await;
    assert_eq!(refused.refusal("sentence"), "Answer “What will be different for people?”");
    assert_eq!(refused.value("title"), "Fewer falls");
    let own = [("title", "Fewer falls"), ("sentence", "Fewer people break a bone."), ("origin", "community")];
    let both: Vec<_> = from.iter().chain(&until).cloned().collect();
    let early = team.post(path, &fields(&own, &both)).await;
    assert_eq!(early.refusal("until"), "The last day cannot be before the first, 1 March 2026");
    let page = is_saved(&team.post(path, &fields(&own, &from)).await);

    app.get(&page)
        .await
        .shows("Priority 1")
        .shows("Fewer people break a bone.")
        .shows("People and groups who live here");
    app.get(&page).await.shows("No agenda item yet, no decision yet, no promise yet").hides("End this priority");
    app.get("/places/vale/priorities").await.shows("Fewer falls");
    is_saved(&team.post(&format!("{page}/end"), &[]).await);
    app.get(&page).await.shows("This priority ended on 2 March 2026");
}

#[tokio::test]
async fn a_sixth_priority_is_asked_about_and_then_believed() {
    let Given { app, vale, team, .. } = given().await;
    let path = "/places/vale/priorities/add";
    for title in ["One", "Two", "Three", "Four"] {
        support::priority(app.store(), vale.id(), title).await;
    }
    team.get(path).await.hides("People remember about five");
    support::priority(app.store(), vale.id(), "Five").await;
    app.get("/places/vale/priorities").await.hides("People remember about five");
    let from = date("from", "1", "3", "2026");
    let own = [("title", "Six"), ("sentence", "Yet another."), ("origin", "icb")];

    team.get(path).await.shows("Vale has five priorities. People remember about five.");
    let asked = team.post(path, &fields(&own, &from)).await;
    assert!(asked.refusal("knowing").starts_with("People remember about five, and this makes 6"));
    assert_eq!(asked.value("title"), "Six");
    let known: Vec<_> = own.into_iter().chain([("knowing", "known")]).collect();
    is_saved(&team.post(path, &fields(&known, &from)).await);

    app.get("/places/vale/priorities").await.shows("This place has 6 priorities. People remember about five.");
}
