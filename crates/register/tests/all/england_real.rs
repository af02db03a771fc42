//! The import of the real England, where its files lie beside the repository. Postcodes and small outlines take too long
//! for a test: `script/bench-import` reads those too, and a second time, comparing every row.

use crate::support::{ask, one};
use folkmoot_register::england::{Again, import};
use folkmoot_store::testing;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder with links to those real files that are quick to read.
fn quick_part(england: &Path, into: &Path) {
    for folder in ["geography", "population", "deprivation", "nhs", "boundaries"] {
        std::fs::create_dir(into.join(folder)).unwrap();
        for file in std::fs::read_dir(england.join(folder)).unwrap() {
            let file = file.unwrap();
            let slow = ["lsoa21_simplified", "msoa21_simplified", "ward25_simplified", "lsoa21_postcode_centroids"];
            if !slow.iter().any(|slow| file.file_name().to_string_lossy().contains(slow)) {
                std::os::unix::fs::symlink(file.path(), into.join(folder).join(file.file_name())).unwrap();
            }
        }
    }
}

fn england() -> Option<PathBuf> {
    testing::shared_data("the_real_england_fills_the_register").map(|shared| shared.join("england"))
}

#[tokio::test]
async fn the_real_england_fills_the_register() {
    let Some(england) = england() else { return };
    let store = testing::store().await;
    let folder = tempfile::tempdir().unwrap();
    quick_part(&england, folder.path());

    let report = import(&store, folder.path(), Again::Skip, Arc::new(())).await.unwrap();
    let again = import(&store, folder.path(), Again::Skip, Arc::new(())).await.unwrap();

    // One ward stands twice under one code, with two names.
    let broken: Vec<String> = report.files.iter().flat_map(|file| &file.broken).map(ToString::to_string).collect();
    assert_eq!(
        broken,
        ["geography/wards_england_all_years.csv.gz, line 10590, column WDCD: E05014284 stands here a second time"]
    );
    assert!(!report.failed());
    assert_eq!(again.changed(), 0, "{}", again.summary());
    kinds_are_complete(&store).await;
    sums_are_those_published(&store).await;
}

async fn kinds_are_complete(store: &folkmoot_store::Store) {
    let count = |rows: Vec<(String, i64)>, kinds: &[&str]| -> i64 {
        rows.iter().filter(|(kind, _)| kinds.contains(&kind.as_str())).map(|(_, count)| count).sum()
    };
    let current: Vec<(String, i64)> =
        ask(store, "select kind, count(*) from register_area where successor is null group by kind order by kind")
            .await;
    assert_eq!(count(current.clone(), &["icb"]), 42);
    assert_eq!(count(current.clone(), &["sicbl"]), 106);
    assert_eq!(count(current.clone(), &["county", "unitary"]), 153);
    assert_eq!(count(current.clone(), &["district", "unitary"]), 296);
    assert_eq!(count(current.clone(), &["lsoa"]), 33_755);
    assert_eq!(count(current, &["msoa"]), 6_856);
    let sites: Vec<(String, i64)> = ask(
        store,
        "select kind, count(*) from register_nhs_site where status = 'active' or kind <> 'gp_practice' group by kind",
    )
    .await;
    assert_eq!(count(sites.clone(), &["gp_practice"]), 6_618);
    assert_eq!(count(sites.clone(), &["pcn"]), 1_329);
    assert_eq!(count(sites, &["trust"]), 218);
    assert_eq!(one::<i64>(store, "select count(*) from register_system").await, 42);
    let councils = "select count(*) from register_organisation where sector in ('council_upper', 'council_lower')";
    assert_eq!(one::<i64>(store, councils).await, 317);
}

async fn sums_are_those_published(store: &folkmoot_store::Store) {
    let residents = "select cast(sum(residents) as bigint) from register_area where kind = 'lsoa'";
    assert_eq!(one::<i64>(store, residents).await, 56_490_046);
    let of_qu9 = "select residents from register_area where code = 'E54000044'";
    assert_eq!(one::<i64>(store, of_qu9).await, 1_778_177);
    let most_deprived = "select name from register_area where imd_rank = 1";
    assert_eq!(one::<String>(store, most_deprived).await, "Tendring 018A");
    // Oxfordshire lies in three integrated care boards.
    let oxfordshire: Vec<i64> = ask(
        store,
        "select share_u from register_area_parent where child = 'E10000025' and kind = 'icb' order by share_u desc",
    )
    .await;
    assert_eq!(oxfordshire.iter().map(|share| share / 100).collect::<Vec<_>>(), [9_886, 87, 26]);
    let practices =
        "select count(*) from register_nhs_site where kind = 'gp_practice' and status = 'active' and icb = 'QU9'";
    assert_eq!(one::<i64>(store, practices).await, 153);
    // Barnsley's small areas lie in the council by its new code.
    let barnsley =
        "select count(*) from register_area_parent where parent = 'E08000038' and kind = 'ltla' and child like 'E01%'";
    assert!(one::<i64>(store, barnsley).await > 100);
}
