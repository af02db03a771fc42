//! Later work is done by whoever handles it, and a fault of one job is no other's.

use folkmoot_kernel::act::permit;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Actor, Id, Needs, Subject};
use folkmoot_store::{Event, Store, job, testing};
use folkmoot_web::testing::TestApp;
use folkmoot_web::{Capability, Every, Job, jobs};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const ASK: Act = Act { key: "test.ask", words: "ask for later work", needs: Needs::Program };

async fn put_off(store: &Store, kind: &'static str) {
    let mut tx = store.write().await.unwrap();
    tx.enqueue(kind, &"hello").await.unwrap();
    let allowed = permit(&Actor::Program("test"), ASK, &Subject::default().into()).unwrap();
    let event = Event::new("asked", "thing", Id::<Anything>::from_number(1));
    tx.record(allowed, event).await.unwrap().commit().await.unwrap();
}

async fn an_app() -> TestApp {
    let faulty = Job::handler("faulty", |_, _| Box::pin(async { panic!("a fault in this job, as the test wants it") }));
    let fine = Job::handler("fine", |_, _| Box::pin(async { Ok(()) }));
    let capability = Capability::new("later", "Does later work.").jobs(vec![faulty, fine]);
    TestApp::new(vec![capability]).await
}

#[tokio::test]
async fn a_job_that_panics_is_put_off_and_the_next_one_is_done() {
    let test = an_app().await;
    let store = test.app().store();
    put_off(store, "faulty").await;
    put_off(store, "fine").await;
    put_off(store, "unheard_of").await;

    jobs::work_once(test.app()).await.unwrap();

    let left = job::unfinished(&mut store.read().await.unwrap(), 10).await.unwrap();
    let left: Vec<(&str, i64)> = left.iter().map(|line| (line.kind.as_str(), line.attempts)).collect();
    assert_eq!(left, [("faulty", 1), ("unheard_of", 1)]);
}

#[tokio::test]
async fn a_daily_job_runs_once_a_day_at_its_hour() {
    let counted = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&counted);
    let daily = Job::every("daily", Every::Days(1), move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok("looked".to_owned()) })
    });
    let test = TestApp::new(vec![Capability::new("later", "Does later work.").jobs(vec![daily])]).await;
    let mut hours = Vec::new();

    for hour in 0..49 {
        let before = counted.load(Ordering::SeqCst);
        jobs::work_once(test.app()).await.unwrap();
        if counted.load(Ordering::SeqCst) > before {
            hours.push(hour);
        }
        testing::set_clock(test.app().store(), test.app().store().now().plus_minutes(60));
    }

    assert_eq!((hours, counted.load(Ordering::SeqCst)), (vec![0, 24, 48], 3));
}
