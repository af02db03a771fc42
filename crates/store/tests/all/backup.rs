//! Backups: whole, made while others write, found out when a bit of them changes, restored into the same thing.

use folkmoot_kernel::act::permit;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Actor, Id, Needs, Permit, Subject};
use folkmoot_store::backup::{BackupError, Found, Manifest, Report, TableSum, backup, copy_database, restore, verify};
use folkmoot_store::{Address, Error, Event, Options, Store, setting, sql, testing};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

const KEEP: Act = Act { key: "test.keep", words: "keep a value", needs: Needs::Program };
const THING: Id<Anything> = Id::from_number(7);

fn allowed() -> Permit {
    permit(&Actor::Program("test"), KEEP, &Subject::default().into()).unwrap()
}

async fn keep(store: &Store, name: &str) -> Result<(), Error> {
    let mut tx = store.write().await?;
    setting::set(&mut tx, name, &name).await?;
    tx.record(allowed(), Event::new("kept", "thing", THING).after(&name)).await?.commit().await
}

/// Every kind of value, a row that comes before the row it refers to, and words in many letters.
async fn fill(store: &Store) {
    let mut tx = store.write().await.unwrap();
    for text in [
        "insert into register_system (id, slug, name) values (1, 'a', 'Sÿstem ''A''')",
        "insert into register_place (id, slug, system_id, name, invented) values (2, 'p', 1, 'Oxmoor Vale 🏘', true)",
        "insert into governance_body (id, place_id, parent_id, slug, name, kind, remit)
         values (10, 2, null, 'z', 'Board', 'place_board', ''), (9, 2, 10, 'y', 'Group', 'delivery_group', 'ends
in two lines')",
        "insert into governance_meeting (id, place_id, body_id, title, starts_at, ends_at, state)
         values (3, 2, 9, 'First', 1, 2, 'planned')",
        "insert into governance_item (id, meeting_id, position, title, power) values (4, 3, 1, 'Money', 'decide')",
    ] {
        sql(text).run(&mut tx).await.unwrap();
    }
    for (postcode, ward) in [("OX4 1AA", None), ("ox4 1aa", Some("é")), ("ZZ9 9ZZ", Some("e")), ("AA1 1AA", Some(""))]
    {
        sql("insert into register_postcode (postcode, ward) values ($1, $2)")
            .bind(postcode)
            .bind(ward.map(str::to_owned))
            .run(&mut tx)
            .await
            .unwrap();
    }
    sql("insert into governance_paper
           (id, item_id, title, file_name, media_type, marking, size_bytes, sha256, content, added_at)
         values (5, 4, 'Paper', 'a.pdf', 'application/pdf', 'open', 6000000, '', $1, 0)")
    .bind([0_u8, 255, 39, 128].repeat(1_500_000))
    .run(&mut tx)
    .await
    .unwrap();
    tx.enqueue("letter", &"hello").await.unwrap();
    tx.record(allowed(), Event::new("filled", "thing", THING)).await.unwrap().commit().await.unwrap();
}

fn a_file() -> PathBuf {
    testing::folder().join("backup.db")
}

async fn a_backup() -> (Store, PathBuf, Manifest) {
    let (store, file) = (testing::store().await, a_file());
    fill(&store).await;
    let manifest = backup(&store, &file).await.unwrap();
    (store, file, manifest)
}

fn beside(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}.manifest.json", file.display()))
}

/// What a database holds, asked by making a backup of it.
async fn held(store: &Store) -> Vec<TableSum> {
    backup(store, &a_file()).await.unwrap().tables
}

fn rows(tables: &[TableSum], table: &str) -> u64 {
    tables.iter().find(|sum| sum.table == table).unwrap().rows
}

fn damaged(report: &Report) -> Vec<&str> {
    let bad = report.tables.iter().filter(|line| !matches!(line.found, Found::Same { .. }));
    bad.map(|line| line.table.as_str()).collect()
}

#[tokio::test]
async fn a_backup_is_restored_into_the_same_thing() {
    let (store, file, manifest) = a_backup().await;
    let to = testing::address();

    let restored = restore(&file, &to).await.unwrap();

    let again = testing::store_at(to).await;
    assert_eq!(restored, manifest);
    assert_eq!(held(&again).await, held(&store).await);
    assert_eq!(rows(&manifest.tables, "governance_body"), 2);
    keep(&again, "life goes on").await.unwrap();
    let mut db = again.write().await.unwrap();
    let orphan = "insert into governance_item (id, meeting_id, position, title, power) values (6, 99, 1, '', 'note')";
    let refused = sql(orphan).run(&mut db).await;
    assert!(matches!(refused, Err(Error::Rule { .. })), "a row still needs the row it refers to: {refused:?}");
}

#[tokio::test]
async fn verify_says_each_table_in_a_line() {
    let (_, file, manifest) = a_backup().await;

    let report = verify(&file).await.unwrap();

    assert!(report.is_whole(), "{report}");
    let said = report.to_string();
    assert!(said.contains("governance_body: 2 rows, the same\n"), "{said}");
    assert!(said.contains("store_history: 1 row, the same\n"), "{said}");
    assert!(said.ends_with(&format!("is whole: made at {} by Folkmoot {}", manifest.made_at, manifest.folkmoot)));
    assert_eq!(report.tables.len(), manifest.tables.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_eight_write_holds_every_answer_from_before() {
    let store = testing::store().await;
    let (stop, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let writers: Vec<_> = (0..8).map(|writer| write_on(&store, writer, &stop, &answered)).map(tokio::spawn).collect();

    let mut backups = Vec::new();
    for _ in 0..3 {
        let wanted = answered.load(Ordering::SeqCst) + 40;
        while answered.load(Ordering::SeqCst) < wanted {
            tokio::task::yield_now().await;
        }
        let (before, file) = (answered.load(Ordering::SeqCst), a_file());
        backups.push((before, backup(&store, &file).await.unwrap(), file));
    }
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }

    for (before, manifest, file) in backups {
        let settings = rows(&manifest.tables, "store_setting");
        assert!(settings >= u64::from(before), "{before} were answered before it began, {settings} are in it");
        assert_eq!(settings, rows(&manifest.tables, "store_history"), "no write is in it by half");
        assert!(verify(&file).await.unwrap().is_whole());
    }
}

fn write_on(
    store: &Store,
    writer: u32,
    stop: &Arc<AtomicBool>,
    answered: &Arc<AtomicU32>,
) -> impl Future<Output = ()> + Send + 'static {
    let (store, stop, answered) = (store.clone(), Arc::clone(stop), Arc::clone(answered));
    async move {
        for n in 0.. {
            if stop.load(Ordering::SeqCst) {
                return;
            }
            keep(&store, &format!("{writer} {n}")).await.unwrap();
            answered.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[tokio::test]
async fn a_flipped_bit_is_found_wherever_it_is() {
    let (_, file, _) = a_backup().await;
    let seed: u64 = rand::random();
    let mut rng = StdRng::seed_from_u64(seed);

    for flipped in [&file, &beside(&file)] {
        let whole = std::fs::read(flipped).unwrap();
        for _ in 0..20 {
            let (byte, bit) = (rng.random_range(0..whole.len()), rng.random_range(0..8));
            let mut broken = whole.clone();
            broken[byte] ^= 1 << bit;
            std::fs::write(flipped, broken).unwrap();
            let found = verify(&file).await.map_or(true, |report| !report.is_whole());
            assert!(found, "bit {bit} of byte {byte} of {}, seed {seed}", flipped.display());
        }
        std::fs::write(flipped, whole).unwrap();
    }
    assert!(verify(&file).await.unwrap().is_whole());
}

#[tokio::test]
async fn a_changed_row_is_found_in_its_table_and_nothing_is_restored() {
    let (_, file, _) = a_backup().await;
    let meddler = Store::open(Options::new(Address::Sqlite(file.clone()))).await.unwrap();
    let mut tx = meddler.write().await.unwrap();
    sql("update governance_body set name = 'Bored' where id = 10").run(&mut tx).await.unwrap();
    tx.commit_housekeeping().await.unwrap();
    meddler.close().await;

    let report = verify(&file).await.unwrap();
    let to = testing::address();
    let refused = restore(&file, &to).await;

    assert_eq!(damaged(&report), ["governance_body"]);
    assert!(report.to_string().contains("governance_body: 2 rows, and at least one of them was changed"));
    assert!(matches!(refused, Err(BackupError::Damaged(_))), "{refused:?}");
    assert!(restore(&a_backup().await.1, &to).await.is_ok(), "nothing was left where it would have gone");
}

#[tokio::test]
async fn a_file_cut_short_is_found() {
    let (_, file, manifest) = a_backup().await;
    let whole = std::fs::read(&file).unwrap();

    for length in [0, 100, 4096, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&file, &whole[..length]).unwrap();
        let report = verify(&file).await.unwrap();
        assert!(!report.is_whole(), "{length} bytes are left");
        assert_eq!(report.tables.len(), manifest.tables.len(), "each table has its line");
    }
}

#[tokio::test]
async fn nothing_is_written_over() {
    let (store, file, _) = a_backup().await;
    let slip_alone = a_file();
    std::fs::write(beside(&slip_alone), "{}").unwrap();

    let over_a_backup = backup(&store, &file).await;
    let over_a_slip = backup(&store, &slip_alone).await;
    let over_data = restore(&file, store.address()).await.unwrap_err();

    assert!(matches!(over_a_backup, Err(BackupError::Exists { .. })), "{over_a_backup:?}");
    assert!(matches!(over_a_slip, Err(BackupError::Exists { .. })), "{over_a_slip:?}");
    assert!(matches!(over_data, BackupError::Exists { .. } | BackupError::NotEmpty { .. }), "{over_data:?}");
    assert!(verify(&file).await.unwrap().is_whole());
}

#[tokio::test]
async fn a_backup_without_its_other_half_is_named() {
    let (_, file, _) = a_backup().await;
    std::fs::remove_file(beside(&file)).unwrap();

    let no_manifest = verify(&file).await.unwrap_err();
    let no_file = verify(&a_file()).await.unwrap_err();

    assert!(
        no_manifest
            .to_string()
            .ends_with("backup.db.manifest.json is not there: a backup is two files, keep them together")
    );
    assert!(no_file.to_string().starts_with("there is no file "));
}

#[tokio::test]
async fn a_failed_backup_leaves_nothing_behind() {
    let (folder, nobody) = (testing::folder(), testing::sqlite_address());
    let Address::Sqlite(empty) = &nobody else { panic!("a file was asked for") };
    std::fs::write(empty, "").unwrap();
    let store = Store::open_as_it_is(Options::new(nobody)).await.unwrap();

    let refused = backup(&store, &folder.join("backup.db")).await;

    assert!(matches!(refused, Err(BackupError::Empty)), "{refused:?}");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
}

#[tokio::test]
async fn a_database_moves_to_the_other_kind_and_back_with_the_same_sums() {
    let here = testing::store_at(testing::sqlite_address()).await;
    fill(&here).await;
    let (there, back) = (testing::address(), testing::sqlite_address());

    let moved = copy_database(&here, &there).await.unwrap();
    let there = testing::store_at(there).await;
    let returned = copy_database(&there, &back).await.unwrap();

    assert_eq!(moved, held(&here).await);
    assert_eq!(returned, moved);
    assert_eq!(held(&testing::store_at(back).await).await, moved);
    let again = copy_database(&here, there.address()).await.unwrap_err();
    assert!(matches!(again, BackupError::Exists { .. } | BackupError::NotEmpty { .. }), "{again:?}");
}
