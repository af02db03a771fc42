//! Principles and readings over HTTP.

use crate::support::{Given, given, is_saved};
use folkmoot_web::testing::TestApp;

const OWN: &str = "Early: We ask before we draft.\nPlain: We write plainly.";

/// A set of two principles, signed by the first three partners, with a reading open.
async fn opened(given: &Given) -> (String, String) {
    let adopted = [("title", "How we work"), ("source", "own"), ("principles", OWN)];
    let set = is_saved(&given.team.post("/places/vale/principles/add", &adopted).await);
    for (member, partner) in given.members.iter().zip(&given.partners).take(3) {
        is_saved(&member.post(&format!("{set}/sign/{partner}"), &[]).await);
    }
    let round = given.opens(&format!("{set}/read"), &[]).await;
    (set, round)
}

async fn reads(reader: &TestApp, form: &str, level: &'static str) -> folkmoot_web::testing::TestPage {
    let names = reader.get(form).await.attributes("input[type=radio]", "name");
    let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), level)).collect();
    fields.dedup();
    reader.post(form, &fields).await
}

#[tokio::test]
async fn acevos_seven_are_signed_with_a_day() {
    let given = given().await;
    let adopted = [("title", "How we work"), ("source", "acevo_2014"), ("principles", "")];

    let set = is_saved(&given.team.post("/places/vale/principles/add", &adopted).await);
    is_saved(&given.members[1].post(&format!("{set}/sign/{}", given.partners[1]), &[]).await);

    given.app.get(&set).await.shows("Proportionality").shows("Vale Council").shows("Signed on");
    given.members[2].get(&format!("{set}/sign/{}", given.partners[1])).await.status(403);
    given.observer.get(&format!("{set}/sign/{}", given.partners[1])).await.status(403);
    let again = given.members[1].post(&format!("{set}/sign/{}", given.partners[1]), &[]).await;
    again.status(422).shows("signed these on");
    given.app.get("/places/vale/principles.csv").await.shows("Vale Council");
}

#[tokio::test]
async fn a_partner_sees_its_own_reading_first_and_replies_with_one_thing() {
    let given = given().await;
    let (_, round) = opened(&given).await;
    let trust = format!("{round}/{}", given.partners[0]);
    is_saved(&reads(&given.members[0], &format!("{trust}/own"), "fully").await);
    for reader in &given.members[1..6] {
        is_saved(&reads(reader, &format!("{trust}/read"), "a_little").await);
    }
    given.members[0].get(&trust).await.hides("Others see it");
    given.closes(&round).await;

    given.members[0]
        .get(&trust)
        .await
        .shows("The partner sees more of it than others do")
        .shows("It has not replied yet");
    given.members[1].get(&trust).await.hides("Others see it").shows("Each partner sees its own first");
    given.app.get(&format!("{round}/all.json")).await.status(200).hides("Vale Trust");
    is_saved(&given.members[0].post(&format!("{trust}/reply"), &[("words", "We know")]).await);
    let thing = [("words", "Papers a week ahead"), ("by-day", "1"), ("by-month", "1"), ("by-year", "2099")];
    is_saved(&given.members[0].post(&format!("{trust}/change"), &thing).await);
    let second = given.members[0].post(&format!("{trust}/change"), &thing).await;
    second.status(422).shows("One thing is named already");

    let page = given.members[0].get(&trust).await;
    page.shows("We know").shows("Papers a week ahead");
    let follow = page.attributes("a[href^='/pledges/']", "href").remove(0);
    given.members[1].get(&follow).await.status(403);
    is_saved(&given.members[0].post(&follow, &[("outcome", "partly"), ("words", "Five days")]).await);
    given.members[0].get(&trust).await.shows("Done in part").shows("Five days");
}

#[tokio::test]
async fn nobody_reads_their_own_and_nobody_twice() {
    let given = given().await;
    let (_, round) = opened(&given).await;
    let trust = format!("{round}/{}", given.partners[0]);

    given.members[0].get(&format!("{trust}/read")).await.status(403);
    is_saved(&reads(&given.members[1], &format!("{trust}/read"), "mostly").await);
    reads(&given.members[1], &format!("{trust}/read"), "mostly").await.status(422).shows("You have answered already");
    given.members[1].get(&format!("{round}/{}/read", given.partners[7])).await.status(404);
}

#[tokio::test]
async fn a_partner_read_by_four_is_shown_to_nobody_nor_in_the_figure_of_all() {
    let given = given().await;
    let (_, round) = opened(&given).await;
    let (trust, council) = (format!("{round}/{}", given.partners[0]), format!("{round}/{}", given.partners[1]));
    for reader in &given.members[1..5] {
        is_saved(&reads(reader, &format!("{trust}/read"), "not_at_all").await);
    }
    for reader in &given.members[2..7] {
        is_saved(&reads(reader, &format!("{council}/read"), "fully").await);
    }
    given.closes(&round).await;
    given.later(14);
    let id = round.rsplit('/').next().unwrap().parse().unwrap();
    let ctx = given.app.acting(folkmoot_kernel::Actor::Program("test"));
    folkmoot_surveys::actions::widen_round(&ctx, id, 2, folkmoot_surveys::round::Audience::Everybody).await.unwrap();

    given.app.get(&trust).await.shows("Fewer than five people answered").hides("Others see it");
    given.app.get(&council).await.shows("nearly fully");
    given.app.get(&round).await.shows("90%").shows("Held back, because of who read it");
    given.app.get(&format!("{round}/all.csv")).await.shows("Vale Council").hides("Vale Trust");
}

#[tokio::test]
async fn a_late_own_view_and_an_early_reply_are_refused() {
    let given = given().await;
    let (_, round) = opened(&given).await;
    let trust = format!("{round}/{}", given.partners[0]);

    let early = given.members[0].post(&format!("{trust}/reply"), &[("words", "We know")]).await;
    early.status(422).shows("Wait for the reading");
    given.closes(&round).await;
    reads(&given.members[0], &format!("{trust}/own"), "fully").await.status(422);
    let nothing = given.members[0].post(&format!("{trust}/reply"), &[("words", "We know")]).await;
    nothing.status(422).shows("nothing to reply to");
}
