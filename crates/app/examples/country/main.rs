//! Fills a database with an invented country, for script/bench: 42 systems, 180 places, 33,755 small areas, 100,000
//! organisations; in each place 100 people on 25 bodies, two years of meetings, 150 decisions, 400 promises. Everything is
//! counted up, nothing is drawn by lot, so two runs on one day are the same. Prints the cookie of somebody who is signed in.
//! With the word `place`: one place alone, with 40 bodies, five years of meetings, 5,000 decisions and 20,000 promises.
//! `cargo run --release --package folkmoot --example country -- country.db [place]`
#![expect(clippy::print_stdout, reason = "what it prints is what script/bench reads")]

mod agreed;
mod ground;
mod meetings;

use folkmoot_kernel::act::permit;
use folkmoot_kernel::{Act, Actor, Date, Id, Needs, Subject, Timestamp};
use folkmoot_store::{Address, Bind, Bulk, Conn, Durability, Event, Options, Store, Value};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::path::PathBuf;
use std::sync::OnceLock;

type Fault = Box<dyn Error>;

const FILL: Act = Act { key: "bench.fill", words: "fill a database for a measurement", needs: Needs::Program };

/// How many there are: of places, organisations and small areas in all, of the others in each place.
struct Size {
    places: i64,
    organisations: i64,
    small_areas: i64,
    bodies: i64,
    people: i64,
    seats: i64,
    /// Of each body; the last two are still to come. Unit of `between`: days.
    meetings: i64,
    between: i64,
    decisions: i64,
    promises: i64,
    /// Over how many days it decided.
    days: i64,
    /// Tenths of the promises, the oldest, of which none is open any more.
    old_tenths: i64,
}

const COUNTRY: Size = Size {
    places: 180,
    organisations: 100_000,
    small_areas: 33_755,
    bodies: 25,
    people: 100,
    seats: 300,
    meetings: 10,
    between: 91,
    decisions: 150,
    promises: 400,
    days: 750,
    old_tenths: 0,
};

/// One place with many years behind it.
const PLACE: Size = Size {
    places: 1,
    organisations: 330,
    small_areas: 190,
    bodies: 40,
    people: 100,
    seats: 400,
    meetings: 62,
    between: 30,
    decisions: 5_000,
    promises: 20_000,
    days: 1_825,
    old_tenths: 9,
};

fn size() -> &'static Size {
    static ONE_PLACE: OnceLock<bool> = OnceLock::new();
    let one = ONE_PLACE.get_or_init(|| std::env::args().nth(2).is_some_and(|word| word == "place"));
    if *one { &PLACE } else { &COUNTRY }
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let file = PathBuf::from(std::env::args().nth(1).ok_or("name the file to make")?);
    let options = Options { durability: Durability::Scratch, ..Options::new(Address::Sqlite(file)) };
    let store = Store::open(options).await?;
    let now = store.now();
    let mut tx = store.write().await?;
    ground::lay(&mut tx).await?;
    meetings::bodies(&mut tx).await?;
    ground::people(&mut tx).await?;
    meetings::hold(&mut tx, now.date()).await?;
    agreed::decide(&mut tx, now.date()).await?;
    agreed::promise(&mut tx, now.date()).await?;
    println!("{}", sign_in(&mut tx, now).await?);
    let allowed = permit(&Actor::Program("bench"), FILL, &Subject::default().into())?;
    let event = Event::new("country filled", "bench", Id::<()>::from_number(1));
    tx.record(allowed, event).await?.commit().await?;
    store.analyse().await?;
    store.close().await;
    Ok(())
}

/// Rows of one table, many at a time.
async fn fill(
    db: &mut Conn,
    table: &'static str,
    key: &[&'static str],
    columns: &[&'static str],
    rows: impl Iterator<Item = Vec<Value>>,
) -> Result<(), Fault> {
    let mut bulk = Bulk::upsert(table, key, columns);
    for row in rows {
        bulk.take(db, row).await?;
    }
    Ok(bulk.send(db).await?)
}

/// The id of the organisation that this person, or anything else that is counted, belongs to: one of 40 in their place.
fn partner(place: i64, n: i64) -> i64 {
    (place * 1_000 + 2) / 3 + n % 40 + 1
}

/// A person of this place who speaks for the organisation that `partner` gives for the same number.
fn speaker(place: i64, n: i64) -> i64 {
    place * size().people + n % 40 + 1
}

fn at(date: Date, hour: i8) -> Timestamp {
    Timestamp::at(date, hour, 0)
}

/// The cookie of the first person of the first place, who is in its team and chairs a body.
async fn sign_in(db: &mut Conn, now: Timestamp) -> Result<String, Fault> {
    let token = "c0ffee".repeat(6) + "c0ff";
    let hash: String = Sha256::digest(format!("session:{token}")).iter().map(|byte| format!("{byte:02x}")).collect();
    let row = vec![hash.value(), 1_i64.value(), token.clone().value(), now.value(), now.value()];
    let columns = ["token_hash", "person_id", "csrf", "made_at", "seen_at"];
    fill(db, "web_session", &["token_hash"], &columns, std::iter::once(row)).await?;
    Ok(format!("folkmoot={token}"))
}
