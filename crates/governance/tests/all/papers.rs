//! Papers: handed in, refused, read by their marking.

use crate::support::{self, Given, given, is_saved};
use folkmoot_governance::item::ItemId;
use folkmoot_governance::meeting::MeetingId;
use folkmoot_governance::power::Power;
use folkmoot_store::testing::NOON;
use folkmoot_web::testing::{TestApp, TestPage};

const PDF: &[u8] = b"%PDF-1.7\nA paper.";

async fn item(given: &Given) -> (MeetingId, ItemId) {
    let meeting = support::meeting(given.app.store(), given.board, "March", NOON.plus_days(3)).await.id();
    (meeting, support::item(given.app.store(), meeting, "Clinic", Power::Decide).await.id())
}

async fn hand_in(browser: &TestApp, item: ItemId, title: &str, marking: &str, file: (&str, &[u8])) -> TestPage {
    let path = format!("/items/{item}/papers/add");
    let fields = [("title", title), ("marking", marking), ("_version", "1")];
    browser.upload(&path, &fields, ("file", file.0, "application/pdf", file.1)).await
}

/// The address of the one paper that the page links.
fn paper_on(page: &TestPage) -> Option<String> {
    page.attributes("a[href^='/papers/']", "href").into_iter().find(|href| !href.ends_with("/remove"))
}

#[tokio::test]
async fn an_open_paper_is_a_file_for_everybody_to_keep() {
    let given = given().await;
    let (meeting, item) = item(&given).await;

    is_saved(&hand_in(&given.secretary, item, "Clinic paper", "open", ("../Clinic (final).PDF", PDF)).await);

    let page = given.app.get(&format!("/meetings/{meeting}")).await;
    page.shows("Clinic paper").shows("(PDF, 17 bytes)");
    let file = given.app.get(&paper_on(&page).unwrap()).await;
    let header = |name: &str| file.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(file.body, PDF);
    assert_eq!(header("content-disposition"), "attachment; filename=\"Clinic-final.pdf\"");
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn a_paper_for_partners_is_read_with_a_seat_in_the_place() {
    let given = given().await;
    let (meeting, item) = item(&given).await;
    is_saved(&hand_in(&given.secretary, item, "Costs", "partnership", ("costs.pdf", PDF)).await);
    let page = format!("/meetings/{meeting}");
    let file = paper_on(&given.secretary.get(&page).await).unwrap();

    for outsider in [&given.app, &given.stranger] {
        let shown = outsider.get(&page).await;
        shown.shows("Costs For partners");
        assert_eq!(paper_on(&shown), None);
        outsider.get(&file).await.status(404);
    }
    for insider in [&given.member, &given.elsewhere, &given.team] {
        insider.get(&page).await.shows("For partners");
        let read = insider.get(&file).await;
        read.status(200);
        assert_eq!(read.headers.get("cache-control").unwrap(), "no-store");
    }
}

#[tokio::test]
async fn a_confidential_paper_is_read_with_a_seat_on_the_body() {
    let given = given().await;
    let (meeting, item) = item(&given).await;
    is_saved(&hand_in(&given.chair, item, "Names", "confidential", ("names.txt", b"Names")).await);
    let page = format!("/meetings/{meeting}");
    let file = paper_on(&given.chair.get(&page).await).unwrap();

    for outsider in [&given.app, &given.stranger, &given.elsewhere] {
        assert_eq!(paper_on(&outsider.get(&page).await), None);
        outsider.get(&file).await.status(404);
    }
    for insider in [&given.chair, &given.member, &given.councillor, &given.team] {
        insider.get(&file).await.status(200);
    }
}

#[tokio::test]
async fn an_open_paper_of_a_meeting_that_is_not_public_is_for_partners() {
    let given = given().await;
    let meeting = support::private_meeting(given.app.store(), given.board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(given.app.store(), meeting, "Clinic", Power::Decide).await.id();
    is_saved(&hand_in(&given.secretary, item, "Clinic", "open", ("clinic.pdf", PDF)).await);
    let file = paper_on(&given.member.get(&format!("/meetings/{meeting}")).await).unwrap();

    given.app.get(&file).await.status(404);
    given.stranger.get(&file).await.status(404);
    let read = given.elsewhere.get(&file).await;
    read.status(200);
    assert_eq!(read.headers.get("cache-control").unwrap(), "no-store");
}

#[tokio::test]
async fn what_is_no_paper_is_refused_beside_the_file() {
    let given = given().await;
    let (_, item) = item(&given).await;
    let sentence =
        "Choose a PDF, a document (DOCX, ODT), a sheet (XLSX, ODS, CSV), a text (TXT) or a picture (PNG, JPEG)";

    let program = hand_in(&given.secretary, item, "Clinic", "open", ("clinic.exe", b"MZ")).await;
    assert_eq!(program.refusal("file"), sentence);
    assert_eq!(program.value("title"), "Clinic");
    let disguised = hand_in(&given.secretary, item, "Clinic", "open", ("clinic.pdf", b"MZ")).await;
    assert!(disguised.refusal("file").starts_with("This file is called .pdf, and it is something else inside"));
    let large = vec![b'a'; 20 * 1024 * 1024 + 1];
    let large = hand_in(&given.secretary, item, "Clinic", "open", ("clinic.txt", &large)).await;
    assert!(large.refusal("file").starts_with("This file is larger than 20 MB"));
    let unmarked = hand_in(&given.secretary, item, "Clinic", "", ("clinic.pdf", PDF)).await;
    assert_eq!(unmarked.refusal("marking"), "Choose who may read it");
    hand_in(&given.member, item, "Clinic", "open", ("clinic.pdf", PDF)).await.status(403);
}

#[tokio::test]
async fn a_paper_is_taken_off_by_those_who_run_the_body() {
    let given = given().await;
    let (meeting, item) = item(&given).await;
    is_saved(&hand_in(&given.secretary, item, "Clinic paper", "open", ("clinic.pdf", PDF)).await);
    let page = format!("/meetings/{meeting}");
    let file = paper_on(&given.app.get(&page).await).unwrap();

    given.member.get(&format!("{file}/remove")).await.status(403);
    is_saved(&given.secretary.post(&format!("{file}/remove"), &[]).await);

    given.app.get(&page).await.hides("Clinic paper");
    given.app.get(&file).await.status(404);
}

#[tokio::test]
async fn the_last_byte_of_twenty_megabytes_is_taken() {
    let given = given().await;
    let (_, item) = item(&given).await;
    let full = vec![b'a'; 20 * 1024 * 1024];

    is_saved(&hand_in(&given.secretary, item, "Long paper", "open", ("long.txt", &full)).await);

    given.app.get(&format!("/items/{item}")).await.shows("(Text, 20.0 MB)");
}
