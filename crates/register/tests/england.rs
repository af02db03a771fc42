//! The import of England, on invented files in the real layouts, on SQLite and on the PostgreSQL named by the environment.

#![expect(clippy::unwrap_used, reason = "a fixture that cannot be made is a failed test")]

use folkmoot_register::england::{Again, Outcome, Publisher, Report, import, import_publisher};
use folkmoot_store::{FromRow, Store, sql, testing};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A copy of the invented England, to change.
struct Folder(tempfile::TempDir);

impl Folder {
    fn of_invented_england() -> Self {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/england"), copy.path());
        Self(copy)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Replaces a text that stands in the file once or more.
    fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.file(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn add(&self, file: &str, lines: &str) {
        let path = self.file(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + lines).unwrap();
    }

    async fn import(&self, store: &Store) -> Report {
        import(store, self.path(), Again::Skip, Arc::new(())).await.unwrap()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

async fn ask<T: FromRow>(store: &Store, text: &'static str) -> Vec<T> {
    sql(text).all(&mut store.read().await.unwrap()).await.unwrap()
}

async fn one<T: FromRow>(store: &Store, text: &'static str) -> T {
    ask(store, text).await.into_iter().next().expect("one row")
}

fn words(report: &Report, file: &str) -> String {
    let found = report.files.iter().find(|read| read.file.contains(file)).expect("the report tells of the file");
    found.to_string()
}

#[tokio::test]
async fn a_folder_fills_the_register() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();

    let report = folder.import(&store).await;

    assert_eq!(report.broken_count(), 0, "{}", report.summary());
    assert!(!report.failed());
    let kinds: Vec<(String, i64)> =
        ask(&store, "select kind, count(*) from register_area group by kind order by kind").await;
    let kinds: Vec<(&str, i64)> = kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    assert_eq!(
        kinds,
        [
            ("county", 1),
            ("district", 3),
            ("icb", 2),
            ("lsoa", 6),
            ("msoa", 3),
            ("region", 1),
            ("sicbl", 2),
            ("unitary", 1),
            ("ward", 3)
        ]
    );
    let small: (String, i64, i64, i64, i64, i64) = one(
        &store,
        "select name, residents, imd_rank, imd_decile, imd_score_m, lat_u from register_area where code = 'E01999001'",
    )
    .await;
    assert_eq!(small, ("Riverford 001A".to_owned(), 1_000, 12, 1, 78_431, 51_751_200));
}

#[tokio::test]
async fn larger_areas_are_worked_out_from_their_residents() {
    let store = testing::store().await;
    Folder::of_invented_england().import(&store).await;

    let residents: i64 = one(&store, "select residents from register_area where code = 'E10999001'").await;
    let shares: Vec<(String, i64)> = ask(
        &store,
        "select parent, share_u from register_area_parent where child = 'E10999001' and kind = 'icb' order by parent",
    )
    .await;
    let wards: Vec<(String, i64)> = ask(
        &store,
        "select parent, share_u from register_area_parent where child = 'E01999001' and kind = 'ward' order by parent",
    )
    .await;

    assert_eq!(residents, 4_000);
    assert_eq!(shares, [("E54999001".to_owned(), 300_000), ("E54999002".to_owned(), 700_000)]);
    assert_eq!(wards, [("E05999002".to_owned(), 750_000), ("E05999003".to_owned(), 250_000)]);
}

#[tokio::test]
async fn a_former_council_leads_to_the_one_that_took_over() {
    let store = testing::store().await;
    Folder::of_invented_england().import(&store).await;

    let successor: String = one(&store, "select successor from register_area where code = 'E07999003'").await;
    let lies_in: Vec<String> =
        ask(&store, "select parent from register_area_parent where child = 'E01999005' and kind = 'ltla'").await;
    let outlines: Vec<String> = ask(&store, "select code from register_outline where kind = 'district'").await;

    assert_eq!(successor, "E07999002");
    assert_eq!(lies_in, ["E07999002"]);
    assert_eq!(outlines, ["E07999002"]);
}

#[tokio::test]
async fn boards_councils_trusts_and_practices_become_organisations() {
    let store = testing::store().await;
    Folder::of_invented_england().import(&store).await;

    let found: Vec<(String, String, String)> = ask(
        &store,
        "select o.name, o.sector, c.code
           from register_organisation o
           join register_organisation_code c on c.organisation_id = o.id and c.scheme in ('gss', 'ods')
          where not (o.sector = 'icb' and c.scheme = 'gss')
          order by c.code",
    )
    .await;
    let found: Vec<String> = found.into_iter().map(|(name, sector, code)| format!("{code} {sector}: {name}")).collect();
    assert_eq!(
        found,
        [
            "E06999001 council_upper: Riverford City Council",
            "E07999001 council_lower: Upland District Council",
            "E07999002 council_lower: Lowland Council",
            "E10999001 council_upper: Valeshire County Council",
            "QZ1 icb: NHS Upper Vale Integrated Care Board",
            "QZ2 icb: NHS Lower Vale Integrated Care Board",
            "RZ1 nhs_acute: Riverford Hospitals NHS Foundation Trust",
            "RZ2 other: Vale Partnership NHS Trust",
            "Z81001 primary_care: The Wharf Surgery",
            "Z81002 primary_care: Dr O'Brien & Partners",
        ]
    );
    let system: (String, String, String) =
        one(&store, "select slug, name, region from register_system where ods_code = 'QZ1'").await;
    assert_eq!(system, ("upper-vale".to_owned(), "Upper Vale".to_owned(), "Middle England".to_owned()));
}

#[tokio::test]
async fn a_practice_has_its_network_its_list_and_its_position() {
    let store = testing::store().await;
    Folder::of_invented_england().import(&store).await;

    let practice: (String, String, i64, i64) =
        one(&store, "select parent, icb, patients, lon_u from register_nhs_site where code = 'Z81001'").await;
    let sites: Vec<(String, i64)> =
        ask(&store, "select kind, count(*) from register_nhs_site group by kind order by kind").await;

    assert_eq!(practice, ("UZ0001".to_owned(), "QZ1".to_owned(), 3_929, -1_251_400));
    let sites: Vec<(&str, i64)> = sites.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    assert_eq!(sites, [("gp_practice", 4), ("pcn", 2), ("trust", 4)]);
}

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
async fn two_organisations_of_one_name_have_two_links() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.change("nhs/epraccur_2025.csv", "DR O'BRIEN & PARTNERS", "THE WHARF SURGERY");

    folder.import(&store).await;

    let slugs: Vec<String> =
        ask(&store, "select slug from register_organisation where name = 'The Wharf Surgery' order by slug").await;
    assert_eq!(slugs, ["the-wharf-surgery", "z81002-the-wharf-surgery"]);
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
async fn a_ward_that_is_not_on_the_map_is_no_longer_a_ward() {
    let store = testing::store().await;
    Folder::of_invented_england().import(&store).await;

    let ended: Vec<(String, Option<String>)> =
        ask(&store, "select name, valid_until from register_area where kind = 'ward' order by code").await;

    let until = |name: &str| ended.iter().find(|(ward, _)| ward == name).and_then(|(_, until)| until.as_deref());
    assert_eq!((until("Castle"), until("Castle and Wharf"), until("Hilltop")), (Some("2025"), None, None));
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

#[tokio::test]
async fn the_publishers_own_layouts_say_the_same() {
    let store = testing::store().await;
    let folder = Folder::of_invented_england();
    folder.import(&store).await;
    fs::write(folder.file("zz.csv"), "\"ZZ1 1AA\",10,451732,207342,\"E92000001\",\"E19000003\",\"E18000010\",\"\",\"E06999001\",\"E05999002\"\n\"CF1 1AA\",10,318000,176000,\"W92000004\",\"\",\"\",\"\",\"W06000015\",\"W05000001\"\n").unwrap();
    fs::write(folder.file("epraccur.csv"), "\"Z81001\",\"THE WHARF SURGERY\",\"Y99\",\"QZ1\",\"1 WHARF ROAD\",\"\",\"RIVERFORD\",\"\",\"\",\"ZZ1 1AB\",\"19740401\",\"\",\"D\",\"B\",\"Z01\",\"20200401\",\"\",\"01632 960001\",\"\",\"\",\"\",\"0\",\"\",\"Z01\",\"\",\"4\",\"\"\n").unwrap();
    fs::write(folder.file("file7.csv"), "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),Local Authority District name (2024),Index of Multiple Deprivation (IMD) Score,Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\nE01999001,Riverford 001A,E06999001,Riverford,70.5,99,1\n").unwrap();

    for (publisher, file) in [
        (Publisher::CodePoint, "zz.csv"),
        (Publisher::Epraccur, "epraccur.csv"),
        (Publisher::DeprivationFile7, "file7.csv"),
    ] {
        let report = import_publisher(&store, publisher, &folder.file(file), Again::Skip, Arc::new(())).await.unwrap();
        assert_eq!((report.broken_count(), report.failed()), (0, false), "{}", report.files[0]);
    }

    let (lat, lon, small): (i64, i64, String) =
        one(&store, "select lat_u, lon_u, lsoa from register_postcode where postcode = 'ZZ1 1AA'").await;
    assert!((lat - 51_763_000).abs() < 20_000 && (lon + 1_251_000).abs() < 20_000, "{lat} {lon}");
    assert_eq!(small, "E01999001");
    assert_eq!(one::<String>(&store, "select status from register_nhs_site where code = 'Z81001'").await, "dormant");
    assert_eq!(one::<i64>(&store, "select imd_rank from register_area where code = 'E01999001'").await, 99);
    let welsh: i64 = one(&store, "select count(*) from register_postcode where postcode = 'CF1 1AA'").await;
    assert_eq!(welsh, 0);
    // The other postcodes of ZZ are not on this list.
    let ended: i64 = one(&store, "select count(*) from register_postcode where ended_on is not null").await;
    assert_eq!(ended, 5);
}
