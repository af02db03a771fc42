//! The list: its state drawn in SQL is the noun's; its filters; its pages.

use super::{Put, PutTo, all_assent, close, page_of, put, put_as, put_decision, say, words};
use crate::support::{at, body, given, is_saved, priority, program};
use folkmoot_governance::body::BodyKind;
use folkmoot_governance::decision::{Outcome, State};
use folkmoot_governance::overrides::{Closing, Override, Overruling};
use folkmoot_governance::position::Stance;
use folkmoot_governance::power::Power;
use folkmoot_governance::store::{self, DecisionFilter};
use std::collections::BTreeSet;

#[tokio::test]
async fn the_state_that_lists_draw_is_the_decisions_own() {
    let given = given().await;
    let all = [Stance::Assent, Stance::AssentWithConditions, Stance::StandAside, Stance::Object, Stance::Recused];
    let people = [(given.people.tom, given.trust), (given.people.carl, given.council), (given.people.cleo, given.club)];
    let mut ends = Vec::new();
    for power in Power::ALL {
        for said in 0..=3_usize {
            for special in all {
                for outcome in Outcome::ALL.map(Some).into_iter().chain([None]) {
                    ends.push((power, said, special, outcome));
                }
            }
        }
    }

    for (number, (power, said, special, outcome)) in ends.into_iter().enumerate() {
        let text = Put { power, ..words(given.app.store()) };
        let decision = put_as(&given, text).await;
        let last = people.len().min(said);
        for (at, who) in people.iter().take(if power == Power::Note { 0 } else { last }).enumerate() {
            let stance = if at == 0 { special } else { Stance::Assent };
            say(&given, decision.id(), *who, stance, "Because").await;
        }
        let mut tx = given.app.store().write().await.unwrap();
        let tally = store::tally(&mut tx, decision.id()).await.unwrap();
        let before = given.app.store().now();
        let late = if number % 2 == 0 { before } else { decision.positions_due() };
        if let Some(outcome) = outcome
            && let Ok(closed) = decision.clone().close(outcome, "Words", tally, 0, late)
        {
            store::save_decision(&mut tx, &closed, 1).await.unwrap();
            if number % 7 == 0 {
                let id = tx.new_id();
                store::add_override(&mut tx, &set_aside(&given, &closed, id), &[]).await.unwrap();
            }
        }
        let permit = program(given.app.store()).permit(folkmoot_governance::acts::RECONCILE, decision.subject());
        let event = folkmoot_store::Event::new("closed for a test", "decision", decision.id());
        tx.record(permit.unwrap(), event).await.unwrap().commit().await.unwrap();
    }

    let now = given.app.store().now();
    let seen = held_together(&given, now).await;
    let later = held_together(&given, now.plus_days(7)).await;
    let states: BTreeSet<State> = seen.into_iter().chain(later).collect();
    assert_eq!(states.len(), State::ALL.len(), "every state was drawn: {states:?}");
}

fn set_aside(
    given: &super::Given,
    closed: &folkmoot_governance::decision::Decision,
    id: folkmoot_governance::overrides::OverrideId,
) -> Override {
    let told = Overruling {
        by_body: "Above".into(),
        power_used: "Clause 9".into(),
        reason: "None".into(),
        effect_on: given.app.store().now().date(),
        promised_days: None,
        people: None,
        people_words: String::new(),
        amount: None,
        effect: "Closed".into(),
        at: given.app.store().now(),
    };
    Override::of(id, given.vale.id(), closed.id(), Closing::Done, told).unwrap()
}

/// Every line of the list against the noun, at this moment.
async fn held_together(given: &super::Given, now: folkmoot_kernel::Timestamp) -> BTreeSet<State> {
    let mut db = given.app.store().read().await.unwrap();
    let lines = store::decisions(&mut db, given.vale.id(), &DecisionFilter::default(), now, 1_000).await.unwrap();
    let mut seen = BTreeSet::new();
    for line in lines {
        let decision = store::decision(&mut db, line.id).await.unwrap().unwrap();
        let tally = store::tally(&mut db, line.id).await.unwrap();
        let aside = store::is_set_aside(&mut db, line.id).await.unwrap();
        assert_eq!(line.state, decision.state(tally, aside, now).key(), "{decision:?} {tally:?}");
        assert_eq!((line.asked, line.given), (i64::from(tally.asked), i64::from(tally.given())));
        seen.insert(line.drawn());
    }
    seen
}

#[tokio::test]
async fn a_list_is_narrowed_by_words_body_priority_state_and_year() {
    let given = given().await;
    let store = given.app.store();
    let falls = priority(store, given.vale.id(), "Falls").await;
    let forum = body(store, given.vale.id(), BodyKind::DeliveryGroup, "Home first", None).await;
    put(&given).await;
    put_as(&given, Put { title: "100% warm homes".into(), priority: Some(falls.id()), ..words(store) }).await;
    let note = Put { title: "Bus times".into(), power: Power::Note, ..words(store) };
    put_decision(&program(store), PutTo::Body(forum.id()), note).await.unwrap();

    let shows = async |query: &str| {
        let page = given.app.get(&format!("/places/vale/decisions?{query}")).await;
        page.all("tbody th").into_iter().map(|line| line.split('.').next().unwrap().to_owned()).collect::<Vec<_>>()
    };

    assert_eq!(shows("").await, ["3", "2", "1"]);
    assert_eq!(shows("q=WARM").await, ["2"]);
    assert_eq!(shows("q=100%25").await, ["2"]);
    assert_eq!(shows("q=mill+lane").await, ["3", "2", "1"]);
    assert_eq!(shows("q=_").await, Vec::<String>::new());
    assert_eq!(shows(&format!("body={}", forum.id())).await, ["3"]);
    assert_eq!(shows(&format!("priority={}", falls.id())).await, ["2"]);
    assert_eq!(shows("state=ready_to_close").await, ["3"]);
    assert_eq!(shows("year=2026").await, ["3", "2", "1"]);
    assert_eq!(shows("year=2025").await, Vec::<String>::new());
    assert_eq!(shows("after=2").await, ["1"]);
    assert_eq!(shows("year=x&state=x&body=x&after=x").await, ["3", "2", "1"]);
    let csv = given.app.get("/places/vale/decisions.csv?q=warm").await.text();
    assert!(csv.contains("100% warm homes") && !csv.contains("Bus times"), "{csv}");
    let json = given.app.get("/places/vale/decisions.json?state=ready_to_close").await.text();
    assert!(json.contains("Bus times") && !json.contains("warm homes"), "{json}");
}

#[tokio::test]
async fn a_long_list_goes_on_after_the_last_one_seen() {
    let given = given().await;
    for _ in 0..26 {
        put(&given).await;
    }

    let first = given.app.get("/places/vale/decisions").await;
    assert_eq!(first.all("tbody th").len(), 25);
    let more = first.attributes("a[rel=next]", "href");
    let second = given.app.get(&more[0]).await;

    assert_eq!(second.all("tbody th"), ["1. Saturday clinic"]);
    second.shows("Back to the first");
}

#[tokio::test]
async fn who_sits_there_sees_what_is_open_first_and_what_waits_for_them() {
    let given = given().await;
    let late = put(&given).await;
    let soon = put_as(
        &given,
        Put {
            title: "Warm homes".into(),
            positions_due: given.app.store().now().plus_days(2),
            ..words(given.app.store())
        },
    )
    .await;
    is_saved(&given.member.post(&format!("{}/position", page_of(&soon)), &[("stance", "assent")]).await);

    let page = given.member.get("/places/vale/decisions").await;
    let open = page.all("table:first-of-type tbody th");
    assert!(open[0].starts_with("Warm homes") && open[1].starts_with("Saturday clinic"), "{open:?}");
    assert!(open[1].contains("Give your organisation's position") && !open[0].contains("Give"), "{open:?}");
    given.app.get("/places/vale/decisions").await.hides("Open now");
    given.stranger.get("/places/vale/decisions").await.hides("Open now");
    at(given.app.store(), late.positions_due());
    given.member.get("/places/vale/decisions").await.shows("Ready to close");
}

#[tokio::test]
async fn the_place_page_is_told_of_what_was_closed_last() {
    let given = given().await;
    let first = put(&given).await;
    put(&given).await;
    all_assent(&given, first.id()).await;
    close(&given, first.id(), Outcome::Agreed, "").await;

    let mut db = given.app.store().read().await.unwrap();
    let lines = store::latest_decisions(&mut db, given.vale.id(), given.app.store().now(), 5).await.unwrap();

    assert_eq!(lines.iter().map(|line| (line.number, line.drawn())).collect::<Vec<_>>(), [(1, State::Agreed)]);
}

#[tokio::test]
async fn decisions_are_a_feed_that_tells_what_was_closed() {
    let given = given().await;
    let named = |title: &str| Put { title: title.into(), ..words(given.app.store()) };
    let id = put_as(&given, named("Warm rooms & <late> buses")).await.id();
    all_assent(&given, id).await;
    close(&given, id, Outcome::Agreed, "").await;
    put_as(&given, named("Still open")).await;

    let feed = given.app.get("/places/vale/decisions.atom").await;

    assert_eq!(
        (feed.status, &feed.headers["content-type"]),
        (200, &"application/atom+xml; charset=utf-8".parse().unwrap())
    );
    let text = feed.text();
    assert!(text.starts_with("<?xml version=\"1.0\"") && text.trim_end().ends_with("</feed>"), "{text}");
    assert!(text.contains("<title>Decisions of Vale</title>") && !text.contains("Still open"), "{text}");
    assert!(text.contains("Warm rooms &#38; &#60;late&#62; buses"), "{text}");
    assert!(text.contains(&format!("/decisions/{id}</id>")), "{text}");
    given.app.get("/places/nowhere/decisions.atom").await.status(404);
}
