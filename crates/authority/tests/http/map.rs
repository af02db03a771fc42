//! Functions and powers: asked about, given, ended, seen as on a day. Today is 2 March 2026.

use super::support::{SCHEME, date, fields, given, is_saved};

#[tokio::test]
async fn a_resident_asks_in_their_own_words_and_reads_who_decides_up_to_how_much() {
    let given = given().await;
    let grants = given.function("Small grants", "club, charity, fund").await;
    given.board_above().await;
    let (director, board) = (given.holder(&grants, "Director").await, given.holder(&grants, "Board of NHS Wend").await);
    is_saved(&given.power(&grants, &director, "decide", "50,000").await);
    is_saved(&given.power(&grants, &board, "decide", "").await);

    let asked = given.app.get("/places/vale/who-decides?q=money+for+a+club").await;
    asked.shows("Who decides about money for a club?").shows("Small grants").shows("up to £50,000");
    asked.shows("above that Board of NHS Wend decides").shows("Scheme, line 4");
    given.app.get("/places/vale/who-decides?q=zebras").await.shows("Nothing on the map of Vale fits these words");
    given.app.get(&grants).await.shows("up to £50,000").shows("No decision names it yet");
    let scheme = given.app.get(SCHEME).await;
    scheme.shows("Small grants").shows("Nothing: for each of the 1 functions somebody decides, whatever it costs");
    given.app.get(&format!("{SCHEME}?on=2025-01-01")).await.shows("This is how it stood on 1 January 2025");
    for ending in ["csv", "json"] {
        given.app.get(&format!("{SCHEME}.{ending}")).await.shows("Small grants").shows("50000");
    }
    assert_eq!(given.app.get(&format!("{SCHEME}.xlsx")).await.status, 200);
}

#[tokio::test]
async fn two_never_decide_about_the_same_money_without_saying_how_they_share_it() {
    let given = given().await;
    let grants = given.function("Small grants", "").await;
    let (director, club) = (given.holder(&grants, "Director").await, given.holder(&grants, "Chair of the club").await);
    is_saved(&given.power(&grants, &director, "decide", "5,000").await);

    let again = given.power(&grants, &director, "decide", "5,000").await;
    assert_eq!(again.status, 422, "{}", again.words());
    let refused = given.power(&grants, &club, "decide", "5,000").await;
    assert_eq!(refused.status, 422, "{}", refused.words());
    let weaker = given.power(&grants, &club, "advise", "5,000").await;
    assert!(!weaker.refusal("limit").is_empty(), "only who decides has a limit");
    is_saved(&given.power(&grants, &club, "advise", "").await);
    given.app.get(&grants).await.shows("is heard first");
}

#[tokio::test]
async fn a_limit_is_never_rewritten_it_ends_and_stays_readable() {
    let given = given().await;
    let grants = given.function("Small grants", "").await;
    let director = given.holder(&grants, "Director").await;
    is_saved(&given.power(&grants, &director, "decide", "5,000").await);
    let end = given.team.get(&grants).await.attributes("a[href$='/end'][href^='/powers/']", "href")[0].clone();

    let unsaid = given.team.post_raw(&end, &fields(&[("why", "")], &date("until", "31", "3", "2026"))).await;
    assert!(!unsaid.refusal("why").is_empty());
    let told = [("why", "A new scheme"), ("_version", "1")];
    is_saved(&given.team.post(&end, &fields(&told, &date("until", "28", "2", "2026"))).await);

    given.app.get(&grants).await.shows("Nobody is named yet who decides about this.").shows("A new scheme");
    given.app.get(SCHEME).await.shows("What the map leaves open");
    given.app.get(&format!("{SCHEME}?on=2026-02-01")).await.shows("up to £5,000");
}

#[tokio::test]
async fn only_the_team_of_the_place_changes_its_map() {
    let given = given().await;
    let grants = given.function("Small grants", "").await;

    for path in ["/places/vale/functions/add", "/places/vale/scheme/import"] {
        given.director.get(path).await.status(403);
        given.stranger.get(path).await.status(403);
    }
    given.stranger.get(&format!("{grants}/powers/add")).await.status(403);
    let twice =
        given.team.post_raw("/places/vale/functions/add", &[("name", "small GRANTS"), ("heading", "Money")]).await;
    assert!(!twice.refusal("name").is_empty(), "{}", twice.words());
    is_saved(&given.team.post(&format!("{grants}/end"), &[("_version", "1")]).await);
    given.app.get(&grants).await.shows("This was taken off the map");
    given.app.get("/functions/1").await.status(404);
}
