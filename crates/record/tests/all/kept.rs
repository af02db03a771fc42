use crate::support::{DONE, app_on, encoded, given, happens, key_in};
use folkmoot_kernel::{Actor, Id};
use folkmoot_record::actions::keep;
use folkmoot_record::checkpoint::{Kept, Verdict};
use folkmoot_record::commitment::{Commitment, Salt};
use folkmoot_record::receipt::checkpoint_in;
use folkmoot_record::store;
use folkmoot_record::tree::edge;
use folkmoot_store::testing;
use tlog_tiles::tlog;

#[tokio::test]
async fn each_official_act_goes_in_once_and_nothing_else_does() {
    let given = given().await;
    given.happens(DONE, 1, "a").await;
    given.happens("thing looked at", 1, "b").await;
    given.happens(DONE, 2, "c").await;

    assert_eq!(given.keep().await, 2);
    assert_eq!(given.keep().await, 0);
    given.happens(DONE, 1, "d").await;
    assert_eq!(given.keep().await, 1);

    let mut db = given.app.store().read().await.unwrap();
    let signed = store::latest(&mut db, 1).await.unwrap().unwrap();
    assert_eq!(signed.head().size, 3);
    let of_one = store::entries_of(&mut db, "thing", Id::from_number(1)).await.unwrap();
    assert_eq!(of_one.iter().map(|entry| entry.number).collect::<Vec<_>>(), [2, 0]);
    assert!(Kept::read(&signed.note).unwrap().is_signed_by(&given.keys.secret().verifier_key("folkmoot.test/record")));
}

#[tokio::test]
async fn an_act_is_found_whatever_the_clock_said_when_it_happened() {
    let given = given().await;
    given.happens(DONE, 1, "a").await;
    given.keep().await;

    // The program is started anew, with a clock that is a year ahead; then again, with one that is a month behind.
    for (number, days) in [(2, 365), (3, -30)] {
        let store = testing::store_at(given.app.store().address().clone()).await;
        testing::set_clock(&store, given.app.store().now().plus_days(days));
        let again = app_on(store, &given.keys);
        happens(&again, given.place, DONE, number, "b").await;
        assert_eq!(keep::all(&again.acting(Actor::Program("test")), &given.keys).await.unwrap(), 1, "{days} days");
    }
    given.happens(DONE, 4, "c").await;
    assert_eq!(given.keep().await, 1);
}

#[tokio::test]
async fn thousands_of_acts_go_in_lot_by_lot_and_make_one_tree() {
    let given = given().await;
    for number in 0..1_203 {
        given.happens(DONE, number, "many").await;
    }

    assert_eq!(given.keep().await, 1_203);

    let mut db = given.app.store().read().await.unwrap();
    let head = store::latest(&mut db, 1).await.unwrap().unwrap().head();
    let all = store::commitments(&mut db, 1, 0, 2_000).await.unwrap();
    assert_eq!((head.size, all.len()), (1_203, 1_203));
    // The same tree, grown from the entries alone.
    let mut tiles = folkmoot_record::tree::Tiles::default();
    for (size, entry) in (0..).zip(&all) {
        tiles.append(size, &Commitment::read(entry).unwrap()).unwrap();
    }
    assert_eq!(tiles.root(1_203).unwrap(), head.root);
    assert_eq!(store::tiles(&mut db, 1, &edge(1_203)).await.unwrap().root(1_203).unwrap(), head.root);
}

#[tokio::test]
async fn a_receipt_leads_from_the_words_to_the_signed_root() {
    let given = given().await;
    for number in 0..300 {
        given.happens(DONE, number, &format!("words {number}")).await;
    }
    given.keep().await;
    let chair = given.partner().await;

    let receipt = given.app.get("/record/receipts/1-257.tlog-proof").await.text();
    let words: serde_json::Value =
        serde_json::from_str(&chair.get("/record/receipts/1-257.json").await.text()).unwrap();

    let decoded = |text: &str| {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.decode(text).unwrap()
    };
    let text = words["text"].as_str().unwrap();
    assert!(text.contains(r#""what":{"words":"words 257"}"#), "{text}");
    let salt = Salt::read(&decoded(words["salt"].as_str().unwrap())).unwrap();
    let commitment = {
        use sha2::{Digest, Sha256};
        let hash: [u8; 32] = Sha256::digest([salt.bytes().as_slice(), text.as_bytes()].concat()).into();
        Commitment::read(&hash).unwrap()
    };
    let lines: Vec<&str> = receipt.lines().collect();
    assert_eq!(lines[1], format!("extra {}", words["commitment"].as_str().unwrap()));
    assert_eq!(lines[2], "index 257");
    let proof: Vec<tlog::Hash> = lines[3..]
        .iter()
        .take_while(|line| !line.is_empty())
        .map(|line| tlog::Hash(decoded(line).try_into().unwrap()))
        .collect();
    let head = Kept::read(checkpoint_in(&receipt)).unwrap().head;
    let leaf = tlog::record_hash(commitment.bytes());
    assert!(tlog::check_record(&proof, head.size, head.root, 257, leaf).is_ok());
}

#[tokio::test]
async fn a_database_that_was_set_back_goes_on_in_a_new_log_that_says_why() {
    let given = given().await;
    given.happens(DONE, 1, "a").await;
    given.keep().await;
    let kept = given.app.get("/record/checkpoint").await.text();
    given.happens(DONE, 2, "b").await;
    given.keep().await;
    // As a backup of before would be: the last entry with all that came with it is gone.
    given.behind("delete from record_checkpoint where size = 2").await;
    given.behind("delete from record_entry where number = 1").await;

    assert_eq!(given.keep().await, 2);

    let mut db = given.app.store().read().await.unwrap();
    let logs = store::logs(&mut db).await.unwrap();
    assert_eq!(logs.iter().map(|log| log.number).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(logs[0].origin, "folkmoot.test/record/2");
    assert!(logs[0].begun_why.starts_with("The database was set back"), "{}", logs[0].begun_why);
    drop(db);
    given.app.get("/record").await.shows("there was another before it").shows("folkmoot.test/record, begun");
    assert!(given.app.get("/record/2/checkpoint").await.text().starts_with("folkmoot.test/record/2\n2\n"));
    // A copy of the first log is still checked against the first log.
    let asked = format!("/record?copy={}", encoded(&kept));
    given.app.get(&asked).await.shows("Nothing has changed");
}

#[tokio::test]
async fn a_database_without_its_log_does_not_take_the_old_name() {
    let given = given().await;
    given.happens(DONE, 1, "a").await;
    given.keep().await;
    let other = app_on(testing::store().await, &given.keys);
    let place = folkmoot_register::testing::place(other.store(), "Vale").await.id();
    happens(&other, place, DONE, 1, "another").await;

    keep::all(&other.acting(Actor::Program("test")), &given.keys).await.unwrap();

    let mut db = other.store().read().await.unwrap();
    assert_eq!(store::logs(&mut db).await.unwrap()[0].origin, "folkmoot.test/record/2");
}

#[tokio::test]
async fn another_key_begins_another_log() {
    let given = given().await;
    given.happens(DONE, 1, "a").await;
    given.keep().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let other = key_in(elsewhere.path());

    assert_eq!(keep::all(&given.program(), &other).await.unwrap(), 1);

    let mut db = given.app.store().read().await.unwrap();
    let logs = store::logs(&mut db).await.unwrap();
    assert_eq!(logs.len(), 2);
    assert!(logs[0].begun_why.contains("key"), "{}", logs[0].begun_why);
    assert!(given.folder.path().join("folkmoot.db.key").exists());
}

#[tokio::test]
async fn what_was_erased_is_read_by_nobody_and_every_proof_still_holds() {
    let given = given().await;
    for number in 0..3 {
        given.happens(DONE, number, "secret").await;
    }
    given.keep().await;
    let before = given.app.get("/record/receipts/1-1.tlog-proof").await.text();
    let chair = given.partner().await;
    chair.get("/record/receipts/1-1.json").await.status(200);

    let program = given.program();
    let mut tx = program.begin().await.unwrap();
    assert_eq!(store::forget(&mut tx, "thing", Id::from_number(1)).await.unwrap(), 1);
    tx.commit_housekeeping().await.unwrap();
    given.behind("update store_history set after_json = null where subject_kind = 'thing' and subject_id = 1").await;

    chair.get("/record/receipts/1-1.json").await.status(404);
    chair.get("/record/of/thing/0000000000001").await.shows("Its words were erased");
    assert_eq!(given.app.get("/record/receipts/1-1.tlog-proof").await.text(), before);
    let signed = Kept::read(checkpoint_in(&before)).unwrap();
    let mut db = given.app.store().read().await.unwrap();
    let root = store::tiles(&mut db, 1, &edge(3)).await.unwrap().root(3).unwrap();
    let key = given.keys.secret().verifier_key("folkmoot.test/record");
    assert_eq!(signed.verdict(&key, 3, Some(root)), Verdict::Same);
}
