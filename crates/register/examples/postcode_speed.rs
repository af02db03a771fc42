//! Measures the postcode look-up in process: `postcode_speed DATABASE [POSTCODES]`, on a database with England in it. The
//! whole page, from request to HTML, asked one after the other, never from the cache of pages; and the questions alone.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use folkmoot_kernel::Postcode;
use folkmoot_register::england::lookup;
use folkmoot_store::{Address, Options, Store, sql};
use folkmoot_web::axum::body::{Body, to_bytes};
use folkmoot_web::axum::http::Request;
use folkmoot_web::{App, Mode, Site};
use std::time::{Duration, Instant};
use tower::ServiceExt;

type Failed = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1);
    let database = arguments.next().ok_or("postcode_speed DATABASE [POSTCODES]")?;
    let count: i64 = arguments.next().map_or(Ok(20_000), |count| count.parse())?;
    let store = Store::open(Options::new(Address::read(&database))).await?;
    let postcodes = some_postcodes(&store, count).await?;

    let mut alone = Vec::new();
    let mut db = store.read().await?;
    for postcode in &postcodes {
        let started = Instant::now();
        lookup::find(&mut db, postcode).await?.ok_or("the list has it")?;
        alone.push(started.elapsed());
    }
    tell("questions", alone);

    let site = Site::new("Folkmoot", "http://localhost", Mode::Development);
    let router = App::build(store, site).capability(folkmoot_register::capability()).done().router();
    let mut pages = Vec::new();
    for postcode in &postcodes {
        let path = format!("/postcode/{}", postcode.as_str().replace(' ', "+"));
        let request = Request::get(path).body(Body::empty())?;
        let started = Instant::now();
        let answer = router.clone().oneshot(request).await?;
        let body = to_bytes(answer.into_body(), 1 << 20).await?;
        pages.push(started.elapsed());
        assert!(body.len() > 1_000);
    }
    tell("pages", pages);
    Ok(())
}

/// Postcodes from all over the list, in an order that helps no cache: the alphabet backwards within each hundred-thousandth.
async fn some_postcodes(store: &Store, count: i64) -> Result<Vec<Postcode>, Failed> {
    let mut db = store.read().await?;
    let all: i64 = sql("select count(*) from register_postcode").one(&mut db).await?;
    let step = (all / count).max(1);
    let mut some: Vec<Postcode> = Vec::new();
    let mut after = String::new();
    while some.len() < usize::try_from(count)? {
        let page: Vec<Postcode> =
            sql("select postcode from register_postcode where postcode > $1 order by postcode limit $2")
                .bind(&after)
                .bind(step * 100)
                .all(&mut db)
                .await?;
        let Some(last) = page.last() else { break };
        last.as_str().clone_into(&mut after);
        some.extend(page.into_iter().rev().step_by(usize::try_from(step)?));
    }
    let half = some.len() / 2;
    let (first, second) = some.split_at(half);
    Ok(first.iter().rev().zip(second).flat_map(|(one, other)| [one.clone(), other.clone()]).collect())
}

fn tell(what: &str, mut took: Vec<Duration>) {
    took.sort();
    let at = |share: usize| took[(took.len() * share / 1_000).min(took.len() - 1)].as_micros();
    println!("{what}: {} asked, p50 {} µs, p99 {} µs, p99.9 {} µs", took.len(), at(500), at(990), at(999));
}
