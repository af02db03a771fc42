//! Stakes, the check-list, kinds of concern, reading time and lateness, house rules, the glossary.

use super::{program, put, tender};
use crate::support::{self, at, given, is_saved};
use folkmoot_governance::actions::add_paper;
use folkmoot_governance::paper::{Draft, Marking};

#[tokio::test]
async fn partners_read_what_each_stands_to_gain_once_the_item_opens() {
    let given = given().await;
    let (meeting, item) = tender(&given).await;
    let (page, path) = (format!("/items/{}", item.id()), format!("/items/{}/stakes/{}", item.id(), given.club));
    given.member.get(&page).await.shows("0 of 3 organisations have written.");
    given.member.get("/mine").await.shows("what does Lunch Club stand to gain or lose?");

    let empty = given.member.post(&path, &[("gain", ""), ("lose", " ")]).await;
    assert!(empty.refusal("gain").starts_with("Write at least one of the three"));
    is_saved(&given.member.post(&path, &[("lose", "Our two drivers"), ("told", "")]).await);
    given.member.get(&page).await.shows("Our two drivers").shows("1 of 3 organisations have written.");
    given.chair.get(&page).await.hides("Our two drivers");
    given.chair.get(&path).await.status(403);

    at(given.app.store(), meeting.starts_at());
    given.app.as_person(given.people.tom).await.get(&page).await.shows("Stands to lose").shows("Our two drivers");
    given.app.get(&page).await.hides("Our two drivers").hides("stands to gain, to lose");
    let late = given.app.as_person(given.people.cleo).await.post(&path, &[("gain", "A van"), ("_version", "1")]).await;
    assert!(late.refusal("gain").starts_with("This item is open now"));
}

#[tokio::test]
async fn what_binds_is_closed_once_the_check_list_is_answered() {
    let given = given().await;
    let (_, item) = tender(&given).await;
    let decision = put(&given, item.id()).await;
    for app in [&given.chair, &given.secretary, &given.member] {
        is_saved(&app.post(&format!("/decisions/{}/position", decision.id()), &[("stance", "assent")]).await);
    }
    let close = format!("/decisions/{}/close", decision.id());
    let early = given.secretary.post(&close, &[("outcome", "agreed")]).await;
    assert!(early.refusal("outcome").contains("who was involved, whom it touches unequally and what it changes"));

    let path = format!("/items/{}/checks", item.id());
    let mut sent = vec![
        ("involvement_answer", "link"),
        ("involvement_words", "Forty carers were asked."),
        ("involvement_link", ""),
        ("equality_answer", "none"),
        ("equality_words", "Nobody is touched differently."),
        ("impact_answer", "none"),
        ("impact_words", "It is the same service."),
    ];
    let nowhere = given.secretary.post(&path, &sent).await;
    assert!(nowhere.refusal("involvement_link").starts_with("Give a link to the evidence"));
    sent[2].1 = "https://vale.example/carers";
    is_saved(&given.secretary.post(&path, &sent).await);

    given
        .app
        .get(&format!("/items/{}", item.id()))
        .await
        .shows("Forty carers were asked.")
        .shows("No evidence, for this reason");
    given.app.get(&format!("/decisions/{}", decision.id())).await.shows("https://vale.example/carers");
    is_saved(&given.secretary.post(&close, &[("outcome", "agreed")]).await);
    given.member.get(&path).await.status(403);
}

#[tokio::test]
async fn concerns_are_sorted_by_kind_and_published_with_the_dissent() {
    let given = given().await;
    let (_, item) = tender(&given).await;
    support::answer_checks(given.app.store(), folkmoot_governance::check::CheckOf::Item(item.id())).await;
    let decision = put(&given, item.id()).await;
    let path = format!("/decisions/{}/position", decision.id());

    let odd = given.member.post(&path, &[("stance", "assent"), ("concerns", "money")]).await;
    assert!(odd.refusal("concerns").starts_with("Kinds of concern go with an objection"));
    let object = [
        ("stance", "object"),
        ("reason", "Our drivers lose their work."),
        ("concerns", "people"),
        ("concerns", "money"),
    ];
    is_saved(&given.member.post(&path, &object).await);
    for app in [&given.chair, &given.secretary] {
        is_saved(&app.post(&path, &[("stance", "assent")]).await);
    }
    let words = [("outcome", "agreed"), ("words", "Drivers are kept for a year.")];
    is_saved(&given.secretary.post(&format!("/decisions/{}/close", decision.id()), &words).await);

    let page = given.app.get(&format!("/decisions/{}", decision.id())).await;
    page.shows("About: Money, effect on our people").shows("Money: 1 organisation").shows("Minority statement");
    given.app.get("/places/vale/decisions.json").await.shows("\"concerns\":{\"money\":1,\"people\":1}");
    given.app.get("/places/vale/decisions.xlsx").await.status(200);
}

#[tokio::test]
async fn a_paper_says_how_long_it_takes_and_that_it_came_late() {
    let given = given().await;
    let store = given.app.store();
    let (meeting, item) = tender(&given).await;
    is_saved(
        &given
            .team
            .post(&format!("/bodies/{}/house-rules", given.board), &[("paper_days", "7"), ("chair", "outside")])
            .await,
    );
    given.secretary.get(&format!("/bodies/{}/house-rules", given.board)).await.status(403);
    let text = "word ".repeat(1_000);
    let draft =
        Draft { title: "The bids", marking: Marking::Open, file_name: "bids.txt", content: text.as_bytes(), by: None };
    add_paper(&program(store), item.id(), draft).await.unwrap();
    given.app.get(&format!("/meetings/{}", meeting.id())).await.shows("about 5 minutes to read").hides("were agreed");

    at(store, meeting.starts_at().plus_days(-3));
    let draft = Draft { title: "Late", marking: Marking::Open, file_name: "late.pdf", content: b"%PDF-1.7", by: None };
    add_paper(&program(store), item.id(), draft).await.unwrap();

    let page = given.app.get(&format!("/meetings/{}", meeting.id())).await;
    page.shows("came 2 clear days before; 7 were agreed").shows("1 paper of unknown length");
    let body = given.app.get(&format!("/bodies/{}", given.board)).await;
    body.shows("There 7 clear days before the meeting")
        .shows("its chair is independent, and the chair’s seat belongs to Vale Trust");
}

#[tokio::test]
async fn a_word_has_a_meaning_for_each_sector_and_summaries_lead_to_it() {
    let given = given().await;
    let path = "/places/vale/glossary/add";
    let refused = given.team.post(path, &[("word", "Door")]).await;
    assert!(refused.refusal("everybody").starts_with("Say what it means"));

    is_saved(
        &given
            .team
            .post(path, &[("word", "Door"), ("vcse", "Where people come in"), ("nhs_community", "A referral")])
            .await,
    );
    let again = given.team.post(path, &[("word", "door"), ("everybody", "x")]).await;
    assert!(again.refusal("word").starts_with("This word is in the glossary already"));

    let page = given.app.get("/places/vale/glossary").await;
    page.shows("Voluntary and community").shows("Where people come in").shows("A referral");
    given.app.get("/places/vale/glossary.csv").await.shows("Door,Voluntary and community,Where people come in");
    let (_, item) = tender(&given).await;
    let decision = put(&given, item.id()).await;
    let shown = given.app.get(&format!("/decisions/{}", decision.id())).await;
    assert!(shown.attributes("p.govuk-body-l a", "href").contains(&"/places/vale/glossary#door".to_owned()));
    given.member.get(path).await.status(403);
}

#[tokio::test]
async fn what_is_open_is_answered_for_even_when_the_minutes_are_approved() {
    let given = given().await;
    let store = given.app.store();
    let (meeting, item) = tender(&given).await;
    let decision = put(&given, item.id()).await;
    super::club_bids(&given, "Home care").await;
    at(store, meeting.ends_at());
    let secretary = given.app.as_person(given.people.sue).await;
    let path = format!("/meetings/{}", meeting.id());
    is_saved(&secretary.post(&format!("{path}/held"), &[]).await);
    is_saved(&secretary.post(&format!("{path}/minutes"), &[("minutes", "All were there.")]).await);
    is_saved(&secretary.post(&format!("{path}/minutes/approve"), &[]).await);

    let ruling = format!("/items/{}/interests/organisation-{}", item.id(), given.club);
    is_saved(&secretary.post(&ruling, &[("verdict", "leave"), ("reason", "It bids for this contract.")]).await);
    support::answer_checks(store, folkmoot_governance::check::CheckOf::Item(item.id())).await;
    is_saved(&secretary.post(&format!("/decisions/{}/position", decision.id()), &[("stance", "assent")]).await);

    is_saved(&secretary.post(&format!("/decisions/{}/close", decision.id()), &[("outcome", "agreed")]).await);
    let again = folkmoot_governance::actions::conflicts::answer_checks(
        &program(store),
        folkmoot_governance::check::CheckOf::Item(item.id()),
        Vec::new(),
    )
    .await;
    assert_eq!(again.unwrap_err().to_string(), "This was closed, so its check-list stays as it is");
}
