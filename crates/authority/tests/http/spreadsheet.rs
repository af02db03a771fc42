//! A scheme from a spreadsheet: nothing counts before it was looked at, and a broken cell is named.

use super::support::{SCHEME, given, is_saved};
use folkmoot_web::testing::{TestApp, TestPage};

const IMPORT: &str = "/places/vale/scheme/import";
const FILE: &str = "Heading,What is decided,Held by,Power,Up to pounds,Legal basis,From\n\
                    Money,Small grants,Board of NHS Wend,decide,,The Act,1/4/2025\n\
                    Money,Small grants,\"Director, Vale Trust\",endorse,,,1/4/2025\n";

async fn send(team: &TestApp, scope: &str, file: &str) -> TestPage {
    team.upload(IMPORT, &[("scope", scope)], ("file", "scheme.csv", "text/csv", file.as_bytes())).await
}

/// Sends the preview on, as its button does.
async fn agree(team: &TestApp, preview: &TestPage) -> TestPage {
    let value = |name: &str| preview.attributes(&format!("input[name='{name}']"), "value")[0].clone();
    let (rows, scope) = (value("rows"), value("scope"));
    team.post_raw(IMPORT, &[("rows", &rows), ("scope", &scope)]).await
}

#[tokio::test]
async fn a_file_is_looked_at_first_and_counts_when_somebody_agrees() {
    let given = given().await;
    given.board_above().await;

    let preview = send(&given.team, "part", FILE).await;
    preview.shows("Nothing is saved yet").shows("2 rows were read, and none is broken").shows("Small grants");
    given.app.get(SCHEME).await.hides("Small grants");
    is_saved(&agree(&given.team, &preview).await);

    given.app.get(SCHEME).await.shows("Small grants").shows("Board of NHS Wend");
    let again = send(&given.team, "whole", FILE).await;
    again.shows("The map says all of this already");
}

#[tokio::test]
async fn what_the_map_writes_reads_back_and_what_is_not_in_a_whole_file_ends() {
    let given = given().await;
    given.board_above().await;
    let preview = send(&given.team, "part", FILE).await;
    is_saved(&agree(&given.team, &preview).await);

    let written = given.app.get(&format!("{SCHEME}.csv")).await.text();
    send(&given.team, "whole", &written).await.shows("The map says all of this already");
    let shorter: String =
        written.lines().filter(|line| !line.contains("endorse")).map(|line| format!("{line}\n")).collect();
    let preview = send(&given.team, "whole", &shorter).await;
    preview.shows("What is not in the file ends today");
    is_saved(&agree(&given.team, &preview).await);
    let tomorrow = given.app.get(&format!("{SCHEME}?on=2026-03-03")).await;
    tomorrow.shows("Board of NHS Wend").hides("Director");
}

#[tokio::test]
async fn a_broken_cell_is_named_by_line_and_column_and_nothing_is_saved() {
    let given = given().await;
    given.board_above().await;
    let broken = FILE.replace("endorse", "approves-ish").replace("1/4/2025\nMoney", "31/2/2025\nMoney");

    let page = send(&given.team, "part", &broken).await;

    let refusal = page.refusal("file");
    assert!(refusal.contains("ine 2") && refusal.contains("31/2/2025"), "{refusal}");
    assert!(page.words().contains("approves-ish"), "{}", page.words());
    given.app.get(SCHEME).await.hides("Small grants");
    let unknown = send(&given.team, "part", &FILE.replace("Director, Vale Trust", "Nobody we know")).await;
    assert!(unknown.refusal("file").contains("Nobody we know"), "{}", unknown.words());
    let empty = send(&given.team, "part", "").await;
    assert!(!empty.refusal("file").is_empty());
    let none = given.team.post_raw(IMPORT, &[("scope", "part")]).await;
    assert!(!none.refusal("file").is_empty());
}
