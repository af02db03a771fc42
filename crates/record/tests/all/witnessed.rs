//! Two installations, of which one witnesses the other.

use crate::support::{DONE, app_with, given, given_with_secret, happens, key_in, open};
use folkmoot_kernel::Actor;
use folkmoot_record::actions::{Witnessing, witnessing};
use folkmoot_record::witness::{Asked, NotSigned, Witness, request};
use folkmoot_store::testing;

const LOG: &str = "folkmoot.test/record";

#[tokio::test]
async fn a_witness_signs_what_only_grew_and_nothing_else() {
    let ours = given().await;
    let (folder, keys) = {
        let folder = tempfile::tempdir().unwrap();
        let keys = key_in(folder.path());
        (folder, keys)
    };
    let logs = vec![ours.keys.secret().verifier_key(LOG)];
    let theirs = app_with(testing::store().await, &keys, Witnessing { asks: Vec::new(), logs });
    let key = Witness::of(&keys.secret(), LOG).key();
    let asks = vec![(format!("{}/record/witness", open(&theirs).await), key.clone())];
    let asking = app_with(ours.app.store().clone(), &ours.keys, Witnessing { asks, logs: Vec::new() });
    let run = async || witnessing::run(asking.acting(Actor::Program("test"))).await.unwrap();
    for number in 0..5 {
        happens(&asking, ours.place, DONE, number, "a").await;
    }
    ours.keep().await;

    assert_eq!(run().await, "1 witnesses signed");
    assert_eq!(run().await, "0 witnesses signed", "what was signed is not sent again");
    for number in 5..300 {
        happens(&asking, ours.place, DONE, number, "a").await;
    }
    ours.keep().await;
    assert_eq!(run().await, "1 witnesses signed");

    let checkpoint = asking.get("/record/checkpoint").await.text();
    assert!(key.found_in(&checkpoint, &checkpoint).is_some(), "{checkpoint}");
    assert!(asking.get("/record/receipts/1-7.tlog-proof").await.text().contains(key.name()));
    asking
        .get("/record")
        .await
        .shows("folkmoot.test/record/witness: 300 entries")
        .shows("sign only what begins with that");

    // Somebody with our key writes another history: the witness signs none of it.
    let forger = given_with_secret(&ours.keys.secret()).await;
    for number in 0..310 {
        forger.happens(DONE, number, "b").await;
    }
    forger.keep().await;
    let forging = {
        let asks = vec![(format!("{}/record/witness", open(&theirs).await), key.clone())];
        app_with(forger.app.store().clone(), &forger.keys, Witnessing { asks, logs: Vec::new() })
    };
    assert_eq!(witnessing::run(forging.acting(Actor::Program("test"))).await.unwrap(), "0 witnesses signed");
    drop(folder);
}

#[tokio::test]
async fn a_witness_says_why_it_does_not_sign() {
    let ours = given().await;
    ours.happens(DONE, 1, "a").await;
    ours.keep().await;
    let folder = tempfile::tempdir().unwrap();
    let keys = key_in(folder.path());
    let logs = vec![ours.keys.secret().verifier_key(LOG)];
    let theirs = app_with(testing::store().await, &keys, Witnessing { asks: Vec::new(), logs });
    let ctx = || theirs.acting(Actor::Nobody);
    let checkpoint = ours.app.get("/record/checkpoint").await.text();
    let why = async |text: &str| witnessing::take(&ctx(), text).await.unwrap_err().to_string();

    assert_eq!(why("hello").await, NotSigned::Unreadable.to_string());
    assert_eq!(why(&request(1, &[], &checkpoint)).await, NotSigned::Conflict { last: 0 }.to_string());
    assert_eq!(why(&request(2, &[], &checkpoint)).await, NotSigned::Backwards.to_string());
    let other = checkpoint.replace(LOG, "other.test/record");
    assert_eq!(why(&request(0, &[], &other)).await, NotSigned::UnknownLog.to_string());
    let forged = checkpoint.replacen("\n1\n", "\n9\n", 1);
    assert_eq!(why(&request(0, &[], &forged)).await, NotSigned::Forged.to_string());
    assert!(Asked::read(&request(0, &[], &checkpoint)).is_ok());
    assert!(witnessing::take(&ctx(), &request(0, &[], &checkpoint)).await.is_ok());
}
