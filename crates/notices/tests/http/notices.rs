//! Notices: given, learned of, measured, planned for, replied to, withdrawn. Today is 2 March 2026.

use super::support::{at, date, fields, given, is_saved};
use folkmoot_kernel::Timestamp;

const TOLD: [(&str, &str); 6] = [
    ("of", "funding"),
    ("kind", "stop"),
    ("title", "Night sitters"),
    ("what", "The grant for night sitters ends."),
    ("reason", "The money from the centre ends."),
    ("amount", "48,000"),
];
const LIST: &str = "/places/vale/notices";

#[tokio::test]
async fn an_organisation_gives_short_notice_and_it_is_counted() {
    let given = given().await;
    let add = format!("{LIST}/add");

    let early = given.trusts.post(&add, &fields(&TOLD, &date("starts_on", "1", "3", "2026"))).await;
    assert!(early.refusal("starts_on").contains("what is still to come"));
    let impact = is_saved(&given.trusts.post(&add, &fields(&TOLD, &date("starts_on", "1", "4", "2026"))).await);
    let page = impact.trim_end_matches("/impact").to_owned();
    let means = [("amount", "48,000"), ("people", "5"), ("people_words", "Families of people who are dying")];
    is_saved(&given.trusts.post(&impact, &means).await);

    let shown = given.app.get(&page).await;
    shown.shows("30 days to go").shows("30 days, 22 of them working days").shows("60 days fewer than promised");
    shown
        .shows("£48,000")
        .shows("fewer than 8")
        .shows("Families of people who are dying")
        .shows("The place has not replied yet");
    given.app.get(LIST).await.shows("Night sitters").shows("30 of 90 days").shows("Funding stops");
    given.app.get(&format!("{LIST}.csv")).await.shows("Night sitters");
    assert_eq!(given.app.get(&format!("{LIST}.xlsx")).await.status, 200);
}

#[tokio::test]
async fn counts_reach_partners_before_the_public() {
    let given = given().await;
    is_saved(&given.trusts.post(&format!("{LIST}/add"), &fields(&TOLD, &date("starts_on", "1", "4", "2026"))).await);

    given.clubs.get(LIST).await.shows("Less than promised");
    given.app.get(LIST).await.hides("Less than promised");
    at(given.app.store(), given.app.store().now().plus_days(14));
    given.app.get(LIST).await.shows("Less than promised");
}

#[tokio::test]
async fn the_place_records_what_it_learned_of_and_everybody_concerned_replies() {
    let given = given().await;
    let learned = format!("{LIST}/learned");
    let trust = given.trust.to_string();
    let mut told: Vec<(&str, &str)> = TOLD.to_vec();
    told.extend([("organisation", trust.as_str()), ("learned_how", "From a carer who rang")]);
    let mut days = date("starts_on", "1", "2", "2026");
    days.extend(date("told_on", "20", "2", "2026"));

    given.clubs.get(&learned).await.status(403);
    let page = is_saved(&given.team.post(&learned, &fields(&told, &days)).await).trim_end_matches("/impact").to_owned();
    given
        .app
        .get(&page)
        .await
        .shows("We learned of it on 20 February 2026")
        .shows("From a carer who rang")
        .shows("0 days, 0 of them");
    is_saved(&given.team.post(&format!("{page}/reply/place"), &[("words", "We heard of it by chance.")]).await);
    is_saved(&given.clubs.post(&format!("{page}/reply"), &[("words", "Twelve families lose their sitter.")]).await);
    is_saved(&given.trusts.post(&format!("{page}/reply"), &[("words", "We are sorry: a letter went astray.")]).await);

    given
        .app
        .get(&page)
        .await
        .shows("We heard of it by chance.")
        .shows("Twelve families")
        .shows("a letter went astray");
    let again = given.clubs.post_raw(&format!("{page}/reply"), &[("words", "And more")]).await;
    assert_eq!(again.refusal("words"), "A reply was written already, and it stands");
    given.app.get(&format!("{page}/reply")).await.location();
    given.stranger.get(&format!("{page}/reply")).await.status(403);
    given.stranger.get(&format!("{page}/reply/place")).await.status(403);
}

#[tokio::test]
async fn the_plan_says_who_does_what_by_when_and_its_owner_says_it_is_done() {
    let given = given().await;
    let page = is_saved(
        &given.trusts.post(&format!("{LIST}/add"), &fields(&TOLD, &date("starts_on", "1", "4", "2026"))).await,
    )
    .trim_end_matches("/impact")
    .to_owned();
    let club = given.club.to_string();
    let step = [("what", "Tell the twelve families"), ("owner", club.as_str())];
    let add = format!("{page}/steps/add");

    given.councils.get(&add).await.status(403);
    assert_eq!(
        given.team.post(&add, &fields(&step, &date("due", "1", "3", "2026"))).await.refusal("due"),
        "This day has gone by"
    );
    is_saved(&given.team.post(&add, &fields(&step, &date("due", "20", "3", "2026"))).await);
    let shown = given.clubs.get(&page).await;
    let done = shown.attributes("main a", "href").into_iter().find(|href| href.ends_with("/done")).unwrap();
    given.councils.get(&done).await.status(403);
    is_saved(&given.clubs.post(&done, &[("words", "All were rung.")]).await);

    given.app.get(&page).await.shows("1 of 1 done").shows("All were rung.").shows("Lunch Club");
}

#[tokio::test]
async fn a_withdrawn_notice_stays_with_its_reason() {
    let given = given().await;
    let page = is_saved(
        &given.trusts.post(&format!("{LIST}/add"), &fields(&TOLD, &date("starts_on", "1", "4", "2026"))).await,
    )
    .trim_end_matches("/impact")
    .to_owned();

    given.clubs.get(&format!("{page}/withdraw")).await.status(403);
    is_saved(&given.trusts.post(&format!("{page}/withdraw"), &[("why", "The council found the money.")]).await);

    given.app.get(&page).await.shows("The council found the money.");
    let late = given.trusts.post_raw(&format!("{page}/withdraw"), &[("why", "Again"), ("_version", "2")]).await;
    assert_eq!(late.refusal("why"), "This notice was withdrawn");
    given.clubs.get(LIST).await.shows("As promised");
}

#[tokio::test]
async fn a_place_chooses_its_own_standard() {
    let given = given().await;
    let standard = format!("{LIST}/standard");
    let chosen = [
        ("notice_days", "180"),
        ("words", "Half a year, in writing"),
        ("acknowledge_days", "2"),
        ("answer_days", "10"),
        ("public_days", "5"),
    ];

    given.clubs.get(&standard).await.status(403);
    let short = [("notice_days", "180"), ("acknowledge_days", "11"), ("answer_days", "10"), ("public_days", "5")];
    assert!(given.team.post(&standard, &short).await.refusal("answer_days").contains("acknowledgement"));
    is_saved(&given.team.post(&standard, &chosen).await);
    given.app.get(LIST).await.shows("Half a year, in writing");
    is_saved(
        &given
            .team
            .post(
                &standard,
                &[("notice_days", "120"), ("acknowledge_days", "2"), ("answer_days", "10"), ("public_days", "5")],
            )
            .await,
    );

    given.app.get(LIST).await.shows("120 days' notice");
}

#[tokio::test]
async fn an_empty_list_says_what_to_do_and_unknown_notices_are_not_there() {
    let given = given().await;

    given.app.get(LIST).await.shows("Nobody has given notice of a change here");
    given.app.get("/notices/0000000000001").await.status(404);
    at(given.app.store(), Timestamp::from_ms(1_772_452_800_000));
}
