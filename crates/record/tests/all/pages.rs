use crate::support::{DONE, encoded, given};
use folkmoot_store::Address;

#[tokio::test]
async fn the_page_says_how_the_record_stands_and_checks_a_kept_copy() {
    let given = given().await;
    given.app.get("/record").await.shows("has not been signed yet").shows("What it does not prove");
    given.app.get("/record/checkpoint").await.status(404);
    given.happens(DONE, 1, "a").await;
    given.keep().await;
    let kept = given.app.get("/record/checkpoint").await.text();
    let check = |copy: &str| format!("/record?copy={}", encoded(copy));

    given.app.get("/record").await.shows("1 entry, signed").shows("folkmoot.test/record+");
    given.app.get(&check(&kept)).await.shows("Nothing has changed");
    given.happens(DONE, 1, "b").await;
    given.keep().await;
    given.app.get(&check(&kept)).await.shows("Nothing that your copy covers has changed").shows("1 entry came after");
    let receipt = given.app.get("/record/receipts/1-0.tlog-proof").await.text();
    given.app.get(&check(&receipt)).await.shows("Nothing has changed");
    given.app.get(&check("hello")).await.shows("This is no checkpoint");
    given.app.get(&check(&kept.replace("folkmoot.test", "other.test"))).await.shows("This is of another log");
    given.app.get(&check(&kept.replace("\n1\n", "\n2\n"))).await.shows("This was not signed here");
}

#[tokio::test]
async fn whoever_rewrites_rows_is_found_out_by_a_kept_copy() {
    let given = given().await;
    for number in 0..5 {
        given.happens(DONE, number, "a").await;
    }
    given.keep().await;
    let kept = given.app.get("/record/checkpoint").await.text();

    // Cleverer than a flipped bit: the hashes of two entries change places, and nothing else shows it.
    let is_sqlite = matches!(given.app.store().address(), Address::Sqlite(_));
    let turned = "substr(hashes, 33, 32) || substr(hashes, 1, 32) || substr(hashes, 65)";
    let turned = if is_sqlite { format!("cast({turned} as blob)") } else { turned.to_owned() };
    given.behind(&format!("update record_tile set hashes = {turned} where level = 0")).await;

    given
        .app
        .get(&format!("/record?copy={}", encoded(&kept)))
        .await
        .shows("The record was changed")
        .shows("Keep your copy");
}

#[tokio::test]
async fn tiles_and_entries_are_files_that_never_change() {
    let given = given().await;
    for number in 0..260 {
        given.happens(DONE, number, "a").await;
    }
    given.keep().await;

    let whole = given.app.get("/record/tile/0/000").await;
    assert_eq!(whole.status(200).body.len(), 8_192);
    assert_eq!(whole.headers["content-type"], "application/octet-stream");
    assert!(whole.headers["cache-control"].to_str().unwrap().contains("immutable"));
    assert_eq!(given.app.get("/record/tile/0/001.p/4").await.status(200).body.len(), 4 * 32);
    assert_eq!(given.app.get("/record/tile/0/000.p/7").await.body, whole.body[..7 * 32]);
    assert_eq!(given.app.get("/record/tile/1/000.p/1").await.status(200).body.len(), 32);
    let bundle = given.app.get("/record/tile/entries/001.p/4").await;
    assert_eq!(bundle.status(200).body.len(), 4 * 34);
    assert_eq!(bundle.body[..2], [0, 32]);
    for nothing in ["0/001", "0/001.p/5", "0/002", "2/000", "entries/001", "x", "0/000.p/0", "entries/x"] {
        given.app.get(&format!("/record/tile/{nothing}")).await.status(404);
    }
}

#[tokio::test]
async fn receipts_are_for_everybody_and_words_for_partners() {
    let given = given().await;
    given.happens(DONE, 1, "a").await;
    given.keep().await;
    let partner = given.partner().await;

    let page = given.app.get("/record/of/thing/0000000000001").await;
    page.shows("Thing done").shows("Receipt").hides("What it commits to");
    assert!(page.attributes("a", "href").contains(&"/record/receipts/1-0.tlog-proof".to_owned()));
    partner.get("/record/of/thing/0000000000001").await.shows("What it commits to");
    given.app.get("/record/receipts/1-0.json").await.status(404);
    partner.get("/record/receipts/1-0.json").await.status(200);
    for nothing in ["1-1.tlog-proof", "2-0.tlog-proof", "1-0.txt", "what", "1.tlog-proof"] {
        given.app.get(&format!("/record/receipts/{nothing}")).await.status(404);
    }
    given.app.get("/record/of/thing/0000000000009").await.shows("Nothing official has happened here yet");
    given.app.get("/record/of/nothing/0000000000009").await.status(404);
}
