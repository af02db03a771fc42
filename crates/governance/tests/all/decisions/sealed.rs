//! Sealed positions leak nowhere.

use super::{close, on_a_later_day, page_of, put, say};
use crate::support::{Given, at, date, fields, given, is_saved};
use folkmoot_governance::decision::{Decision, Outcome};
use folkmoot_governance::position::Stance;
use folkmoot_kernel::Timestamp;
use folkmoot_web::testing::TestApp;

const REASON: &str = "It closes our ward";
const PROMISE: &str = "We run the minibus";

/// The club objects with a reason and a promise, under seal.
async fn under_seal(given: &Given) -> Decision {
    let decision = put(given).await;
    let day = date("due", "30", "6", "2026");
    let own = [("stance", "object"), ("reason", REASON), ("what", PROMISE), ("done_means", "It runs")];
    is_saved(&given.member.post(&format!("{}/position", page_of(&decision)), &fields(&own, &day)).await);
    decision
}

/// Everything that tells of a decision.
fn addresses(decision: &Decision) -> Vec<String> {
    let id = decision.id();
    vec![
        format!("/decisions/{id}"),
        format!("/thread/decision/{id}"),
        "/places/vale/decisions".into(),
        "/places/vale/decisions?q=Saturday".into(),
        "/places/vale/decisions?q=ward".into(),
        "/places/vale/decisions?state=agreed_with_dissent".into(),
        "/places/vale/decisions.json".into(),
        "/places/vale/decisions.csv".into(),
        "/places/vale/promises".into(),
        "/places/vale".into(),
    ]
}

async fn sees_nothing(browser: &TestApp, who: &str, decision: &Decision) {
    for address in addresses(decision) {
        let page = browser.get(&address).await;
        for sealed in [REASON, PROMISE, "Minority statement", "We run", "ward"] {
            let shown = page.text().replace("?q=ward", "").replace("value=\"ward\"", "");
            assert!(!shown.contains(sealed), "{who} sees “{sealed}” on {address}");
        }
        if !address.contains("state=") && page.is_html() && address.starts_with("/decisions") {
            page.hides("Object");
        }
    }
    let json = browser.get("/places/vale/decisions.json").await.text();
    assert!(json.contains("\"positions\":null") && json.contains("\"given\":1"), "{json}");
    assert!(browser.get("/places/vale/decisions.csv").await.text().contains(",3,1,,,,,,http"), "{who}");
}

#[tokio::test]
async fn while_sealed_only_the_organisation_itself_sees_its_position() {
    let given = given().await;
    let decision = under_seal(&given).await;

    let others = [
        (&given.app, "the public"),
        (&given.stranger, "another place"),
        (&given.team, "the team"),
        (&given.chair, "the chair"),
        (&given.secretary, "the secretary"),
        (&given.councillor, "a member for another organisation"),
        (&given.elsewhere, "somebody on another body"),
    ];
    for (browser, who) in others {
        sees_nothing(browser, who, &decision).await;
    }
    let own = given.member.get(&page_of(&decision)).await;
    own.shows(REASON).shows(PROMISE).shows("Object").shows("1 of 3 are in");
    given.app.get(&page_of(&decision)).await.shows("1 of 3 are in");
}

#[tokio::test]
async fn after_the_deadline_partners_see_and_after_closing_everybody() {
    let given = given().await;
    let decision = under_seal(&given).await;
    let page = page_of(&decision);

    let just_before = Timestamp::from_ms(decision.positions_due().ms() - 1);
    let councillor = on_a_later_day(&given, just_before, given.people.carl).await;
    councillor.get(&page).await.hides(REASON).shows("1 of 3 are in");
    at(given.app.store(), decision.positions_due());
    let elsewhere = given.app.as_person(given.people.ned).await;
    let stranger = given.app.as_person(given.people.ben).await;
    councillor.get(&page).await.shows(REASON).shows("Minority statement").shows("How positions add up");
    elsewhere.get(&page).await.shows(REASON);
    given.app.get(&page).await.hides(REASON).shows("Partners read them now");
    stranger.get(&page).await.hides(REASON).shows("Partners read them now");
    assert!(given.app.get("/places/vale/decisions.json").await.text().contains("\"positions\":null"));
    close(&given, decision.id(), Outcome::Agreed, "The ward stays open for a year.").await;

    let shown = given.app.get(&page).await;
    shown.shows(REASON).shows("Minority statement").shows("Agreed, with dissent").shows("The ward stays open");
    assert!(given.app.get("/places/vale/decisions.json").await.text().contains("\"object\":1"));
    assert!(given.app.get("/places/vale/decisions.csv").await.text().contains(",3,1,0,0,0,1,0,http"));
}

#[tokio::test]
async fn withdrawing_opens_no_seal() {
    let given = given().await;
    let decision = under_seal(&given).await;

    close(&given, decision.id(), Outcome::Withdrawn, "The grant fell through.").await;

    for browser in [&given.app, &given.chair, &given.team, &given.councillor] {
        let page = browser.get(&page_of(&decision)).await;
        page.hides(REASON).hides(PROMISE).hides("Minority statement").shows("They stay with those who gave them");
        assert!(browser.get("/places/vale/decisions.json").await.text().contains("\"positions\":null"));
    }
    given.member.get(&page_of(&decision)).await.shows(REASON);
}

#[tokio::test]
async fn all_in_opens_them_before_the_deadline() {
    let given = given().await;
    let decision = under_seal(&given).await;
    let people = &given.people;

    say(&given, decision.id(), (people.tom, given.trust), Stance::Assent, "").await;
    given.chair.get(&page_of(&decision)).await.hides(REASON);
    say(&given, decision.id(), (people.carl, given.council), Stance::AssentWithConditions, "If it is heated").await;

    given.chair.get(&page_of(&decision)).await.shows(REASON).shows("If it is heated").shows("Ready to close");
}
