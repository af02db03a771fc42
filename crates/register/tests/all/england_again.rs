//! The import of England run again, and on broken files: what changes, what stays, what is refused.
//! Runs on SQLite and on the PostgreSQL named by the environment.

use crate::support::{Folder, ask, one, words};
use folkmoot_register::england::{Again, Outcome, import};
use folkmoot_store::{Store, sql, testing};
use std::fs;
use std::path::Path;
use std::sync::Arc;

#[tokio::test]
async fn a_second_run_changes_nothing_and_says_so() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.import(&store).await;
    let events: i64 = one(&store, "select count(*) from store_history").await;

    let skipped = folder.import(&store).await;
    let compared = import(&store, folder.path(), Again::Compare, Arc::new(())).await.unwrap();

    assert_eq!(skipped.summary(), "Nothing changed: 0 files read, 23 the same as last time, 2 not there.");
    assert_eq!(compared.summary(), "Nothing changed: 23 files read, 0 the same as last time, 2 not there.");
    for file in &compared.files {
        assert!(matches!(file.outcome, Outcome::Imported { changed: 0 } | Outcome::Absent), "{file}");
    }
    assert_eq!(one::<i64>(&store, "select count(*) from store_history").await, events);
}

#[tokio::test]
async fn each_file_leaves_one_event_in_history() {
    let store = testing::store().await;
    Folder::of_invented_england().import(&store).await;

    let events: Vec<(String, i64)> =
        ask(&store, "select event, count(*) from store_history where program = 'import' group by event order by event")
            .await;

    assert_eq!(events, [("file imported".to_owned(), 23), ("larger areas worked out".to_owned(), 1)]);
}

#[tokio::test]
async fn broken_lines_are_named_and_the_rest_is_taken() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.change("deprivation/imd2025_england_lsoa21.csv", "E01999001,1,1,12", "E01999001,11,1,12");
    folder.add("population/census21_lsoa21_selected.csv", "E01777777,5,2\nE01999006,1,1\n");
    folder.change("boundaries/england_lsoa21_simplified.geojson", "E01999002", "nowhere");

    let report = folder.import(&store).await;

    assert_eq!(
        words(&report, "imd2025"),
        "deprivation/imd2025_england_lsoa21.csv: 6 read, 5 rows changed\n  left out: \
         deprivation/imd2025_england_lsoa21.csv, line 2, column IMD_decile: 11 is not a decile 1 to 10"
    );
    assert_eq!(
        words(&report, "census21"),
        "population/census21_lsoa21_selected.csv: 8 read, 6 rows changed\n  left out: \
         population/census21_lsoa21_selected.csv, line 8, column lsoa21_code: E01777777 is not a small area that the \
         register knows\n  left out: population/census21_lsoa21_selected.csv, line 9, column lsoa21_code: E01999006 \
         stands here a second time"
    );
    assert!(words(&report, "lsoa21_simplified").ends_with(
        "feature 2, column lsoa21_code: nowhere: an area code is one letter and eight digits, like E01028534"
    ));
    assert!(!report.failed());
    let deciles: i64 = one(&store, "select count(*) from register_area where imd_decile is not null").await;
    assert_eq!(deciles, 5);
}

#[tokio::test]
async fn a_heading_without_a_needed_column_leaves_nothing_of_the_file() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.change("postcodes/england_postcodes_2025-11.csv", "lsoa21_code", "lsoa11_code");

    let report = folder.import(&store).await;

    assert!(report.failed());
    assert_eq!(
        words(&report, "postcodes/"),
        "postcodes/england_postcodes_2025-11.csv: refused. postcodes/england_postcodes_2025-11.csv has no column \
         lsoa21_code; its heading is: postcode, quality, lat, lon, lsoa11_code, ward25_code, lad25_code"
    );
    assert_eq!(one::<i64>(&store, "select count(*) from register_postcode").await, 0);
    assert_eq!(one::<i64>(&store, "select count(*) from register_nhs_site where kind = 'gp_practice'").await, 4);
}

#[tokio::test]
async fn a_file_that_ends_in_the_middle_leaves_nothing_and_is_read_again() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    let whole = packed(&folder.file("postcodes/england_postcodes_2025-11.csv"));
    let torn = folder.file("postcodes/england_postcodes_2025-11.csv.gz");
    fs::write(&torn, &whole[..whole.len() - 20]).unwrap();

    let refused = folder.import(&store).await;
    let after = one::<i64>(&store, "select count(*) from register_postcode").await;
    fs::write(&torn, whole).unwrap();
    folder.import(&store).await;

    assert!(refused.failed());
    assert!(words(&refused, "postcodes/").contains("nothing of it was taken"), "{}", words(&refused, "postcodes/"));
    assert_eq!(after, 0);
    assert_eq!(one::<i64>(&store, "select count(*) from register_postcode").await, 6);
}

fn packed(file: &Path) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(&fs::read(file).unwrap()).unwrap();
    packer.finish().unwrap()
}

#[tokio::test]
async fn a_file_that_is_mostly_broken_is_another_file() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.add("geography/regions.csv", &"x,y,z,w\n".repeat(19));

    let report = folder.import(&store).await;

    assert!(words(&report, "regions").contains("refused. More than half of its lines are broken"));
    assert_eq!(one::<i64>(&store, "select count(*) from register_area where kind = 'region'").await, 0);
}

#[tokio::test]
async fn what_a_person_edited_stays_and_what_nobody_touched_follows_the_list() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.import(&store).await;
    edit(
        &store,
        "update register_organisation set name = 'Wharf Surgery', version = 2 where name = 'The Wharf Surgery'",
    )
    .await;
    folder.change("nhs/epraccur_2025.csv", "THE WHARF SURGERY", "THE QUAY SURGERY");
    folder.change("nhs/epraccur_2025.csv", "DR O'BRIEN & PARTNERS", "HILL SURGERY");

    folder.import(&store).await;

    let names: Vec<String> =
        ask(&store, "select name from register_organisation where sector = 'primary_care' order by name").await;
    assert_eq!(names, ["Hill Surgery", "Wharf Surgery"]);
    let slug: String = one(&store, "select slug from register_organisation where name = 'Hill Surgery'").await;
    assert_eq!(slug, "dr-obrien-partners");
}

async fn edit(store: &Store, text: &'static str) {
    let mut tx = store.write().await.unwrap();
    sql(text).run(&mut tx).await.unwrap();
    tx.commit_housekeeping().await.unwrap();
}

#[tokio::test]
async fn an_organisation_that_closes_is_marked_and_stays() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.import(&store).await;
    folder.change("nhs/etr_trusts_2022.csv", "ZZ1 1AA,20171001,", "ZZ1 1AA,20171001,20260401");

    folder.import(&store).await;

    let closed: String =
        one(&store, "select closed_on from register_organisation where name like 'Riverford Hospitals%'").await;
    assert_eq!(closed, "2026-04-01");
}

#[tokio::test]
async fn a_postcode_that_a_newer_list_lacks_is_out_of_use_until_it_comes_back() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.import(&store).await;
    let file = "postcodes/england_postcodes_2025-11.csv";
    let gone = "ZZ1 1AD,10,51.7514,-1.2515,E01999001,E05999002,E06999001\n";
    let ended = "select ended_on from register_postcode where postcode = 'ZZ1 1AD'";

    folder.change(file, gone, "");
    folder.import(&store).await;
    let without = one::<Option<String>>(&store, ended).await;
    folder.add(file, gone);
    folder.import(&store).await;

    assert_eq!(without.as_deref(), Some("2026-03-02"));
    assert_eq!(one::<Option<String>>(&store, ended).await, None);
}

#[tokio::test]
async fn a_small_area_that_moves_leaves_no_link_behind() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.import(&store).await;
    folder.change(
        "geography/lsoa21_lookup_england.csv",
        "E12999001,E38999002,E54999002,51.81",
        "E12999001,E38999001,E54999001,51.81",
    );

    folder.import(&store).await;

    let boards: Vec<String> =
        ask(&store, "select parent from register_area_parent where child = 'E01999004' and kind = 'icb'").await;
    assert_eq!(boards, ["E54999001"]);
    let shares: Vec<(String, i64)> = ask(
        &store,
        "select parent, share_u from register_area_parent where child = 'E10999001' and kind = 'icb' order by parent",
    )
    .await;
    assert_eq!(shares, [("E54999001".to_owned(), 400_000), ("E54999002".to_owned(), 600_000)]);
}

#[tokio::test]
async fn an_empty_folder_is_a_failure_and_no_folder_is_refused() {
    let store = testing::store().await;
    let empty = tempfile::tempdir().unwrap();

    let report = import(&store, empty.path(), Again::Skip, Arc::new(())).await.unwrap();
    let refused = import(&store, &empty.path().join("nowhere"), Again::Skip, Arc::new(())).await.unwrap_err();

    assert!(report.failed());
    assert!(refused.to_string().ends_with("nowhere is not a folder"));
}
