//! What the import of England puts into the register, from invented files in the real layouts.
//! Runs on SQLite and on the PostgreSQL named by the environment.

use crate::support::{Folder, ask, one};
use folkmoot_register::england::{Again, Publisher, import_publisher};
use folkmoot_store::testing;
use std::fs;
use std::sync::Arc;

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
async fn a_ward_that_is_not_on_the_map_is_no_longer_a_ward() {
    let store = testing::store().await;
    Folder::of_invented_england().import(&store).await;

    let ended: Vec<(String, Option<String>)> =
        ask(&store, "select name, valid_until from register_area where kind = 'ward' order by code").await;

    let until = |name: &str| ended.iter().find(|(ward, _)| ward == name).and_then(|(_, until)| until.as_deref());
    assert_eq!((until("Castle"), until("Castle and Wharf"), until("Hilltop")), (Some("2025"), None, None));
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
