//! Later work survives a kill: what was not done is still a row, and a restart neither skips nor repeats a day.

use folkmoot_kernel::act::permit;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Actor, Id, Needs, Subject};
use folkmoot_store::job::{self, note_reconciler, start_reconciler};
use folkmoot_store::{Event, Store, testing};

const KEEP: Act = Act { key: "test.keep", words: "keep a value", needs: Needs::Program };
const THING: Id<Anything> = Id::from_number(7);
const DAILY: i64 = 24 * 60;

async fn put_off(store: &Store, payload: &str) {
    let mut tx = store.write().await.unwrap();
    tx.enqueue("letter", &payload).await.unwrap();
    let allowed = permit(&Actor::Program("test"), KEEP, &Subject::default().into()).unwrap();
    tx.record(allowed, Event::new("asked", "thing", THING)).await.unwrap().commit().await.unwrap();
}

fn later(store: &Store, minutes: i64) {
    testing::set_clock(store, store.now().plus_minutes(minutes));
}

/// The program was killed and started again: nothing of it is left but the database and the time of day.
async fn killed(store: Store) -> Store {
    let (address, now) = (store.address().clone(), store.now());
    drop(store);
    let again = testing::store_at(address).await;
    testing::set_clock(&again, now);
    again
}

#[tokio::test]
async fn jobs_are_claimed_once_and_tried_again() {
    let store = testing::store().await;
    put_off(&store, "hello").await;

    let first = job::claim(&store).await.unwrap().expect("a job waits");
    assert!(job::claim(&store).await.unwrap().is_none(), "claimed jobs are not handed out again");
    job::failed(&store, &first, "no post today").await.unwrap();
    assert!(job::claim(&store).await.unwrap().is_none(), "a failed job waits a minute");
    later(&store, 1);
    let second = job::claim(&store).await.unwrap().expect("the job is tried again");
    job::done(&store, &second).await.unwrap();

    assert_eq!((second.id, second.attempts), (first.id, 2));
    later(&store, DAILY);
    assert!(job::claim(&store).await.unwrap().is_none());
}

#[tokio::test]
async fn a_job_whose_worker_was_killed_runs_again_when_its_claim_ends() {
    let store = testing::lasting_store().await;
    put_off(&store, "hello").await;
    let dead = job::claim(&store).await.unwrap().unwrap();

    let store = killed(store).await;

    later(&store, 9);
    assert!(job::claim(&store).await.unwrap().is_none(), "another program may still be at it");
    later(&store, 1);
    let again = job::claim(&store).await.unwrap().expect("its claim has ended");
    assert_eq!((again.id, again.payload_json, again.attempts), (dead.id, "\"hello\"".to_owned(), 2));
}

#[tokio::test]
async fn a_job_that_was_done_is_not_done_again_after_a_kill() {
    let store = testing::lasting_store().await;
    put_off(&store, "hello").await;
    let done = job::claim(&store).await.unwrap().unwrap();
    job::done(&store, &done).await.unwrap();

    let store = killed(store).await;

    later(&store, DAILY);
    assert!(job::claim(&store).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_workers_do_each_job_once() {
    let store = testing::store().await;
    for n in 0..40 {
        put_off(&store, &n.to_string()).await;
    }

    let workers: Vec<_> = (0..8).map(|_| tokio::spawn(all_that_come(store.clone()))).collect();
    let mut did = Vec::new();
    for worker in workers {
        did.extend(worker.await.unwrap());
    }

    did.sort();
    let mut wanted: Vec<String> = (0..40).map(|n| format!("\"{n}\"")).collect();
    wanted.sort();
    assert_eq!(did, wanted);
}

async fn all_that_come(store: Store) -> Vec<String> {
    let mut did = Vec::new();
    while let Some(row) = job::claim(&store).await.unwrap() {
        job::done(&store, &row).await.unwrap();
        did.push(row.payload_json);
    }
    did
}

#[tokio::test]
async fn a_daily_reconciler_keeps_its_hour_and_runs_once_a_day_through_restarts() {
    let mut store = testing::lasting_store().await;
    let mut ran = 0;

    for _ in 0..3 {
        for _hour in 0..24 {
            if start_reconciler(&store, "chase", DAILY).await.unwrap() {
                later(&store, 5);
                note_reconciler(&store, "chase", "2 chased").await.unwrap();
                later(&store, -5);
                ran += 1;
            }
            store = killed(store).await;
            later(&store, 60);
        }
    }

    assert_eq!(ran, 3);
}

#[tokio::test]
async fn a_reconciler_killed_in_the_middle_has_its_day_after_all() {
    let store = testing::lasting_store().await;
    assert!(start_reconciler(&store, "chase", DAILY).await.unwrap());

    let store = killed(store).await;

    later(&store, 9);
    assert!(!start_reconciler(&store, "chase", DAILY).await.unwrap(), "another program may still be at it");
    later(&store, 1);
    assert!(start_reconciler(&store, "chase", DAILY).await.unwrap());
    note_reconciler(&store, "chase", "2 chased").await.unwrap();
    later(&store, DAILY - 1);
    assert!(!start_reconciler(&store, "chase", DAILY).await.unwrap());
    later(&store, 1);
    assert!(start_reconciler(&store, "chase", DAILY).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_eight_that_start_a_reconciler_at_once_one_does() {
    let store = testing::store().await;

    let starts: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { start_reconciler(&store, "chase", DAILY).await.unwrap() })
        })
        .collect();
    let mut started = 0;
    for start in starts {
        started += u32::from(start.await.unwrap());
    }

    assert_eq!(started, 1);
}
