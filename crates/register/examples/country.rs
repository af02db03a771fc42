//! Fills a database with an invented country, for script/bench: 42 systems, 180 places, 33,755 small areas, 60,000
//! organisations, 3,600 people with seats. Everything is counted up, nothing is drawn by lot, so two runs are the same.
//! `cargo run --release --package folkmoot-register --example country -- country.db`

use folkmoot_kernel::act::permit;
use folkmoot_kernel::{Act, Actor, Id, Needs, Subject};
use folkmoot_store::{Address, Bind, Bulk, Conn, Durability, Event, Options, Store, Value};
use std::error::Error;
use std::path::PathBuf;

type Fault = Box<dyn Error>;

const FILL: Act = Act { key: "bench.fill", words: "fill a database for a measurement", needs: Needs::Program };

const SYSTEMS: i64 = 42;
const PLACES: i64 = 180;
const SMALL_AREAS: i64 = 33_755;
const ORGANISATIONS: i64 = 60_000;
const SEATS: i64 = 3_600;

const SYLLABLES: [&str; 24] = [
    "Ash", "Beck", "Cold", "Dun", "East", "Fern", "Good", "Hazel", "Inch", "Kings", "Long", "Marsh", "North", "Oak",
    "Pen", "Quarry", "Red", "Stone", "Thorn", "Under", "Vale", "West", "Yew", "High",
];
const ENDS: [&str; 12] =
    ["ford", "ham", "ton", "ley", "wick", "bourne", "field", "moor", "stead", "combe", "worth", "bridge"];
const GROUPS: [(&str, &str); 12] = [
    ("Lunch Club", "vcse"),
    ("Carers' Group", "vcse"),
    ("Good Neighbours", "vcse"),
    ("Walking Group", "vcse"),
    ("Community Centre", "vcse"),
    ("Food Bank", "vcse"),
    ("Youth Project", "vcse"),
    ("Surgery", "primary_care"),
    ("Parish Council", "parish"),
    ("Housing Association", "housing"),
    ("Care Home", "social_care"),
    ("Primary School", "education"),
];

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let file = PathBuf::from(std::env::args().nth(1).ok_or("name the file to make")?);
    let options = Options { durability: Durability::Scratch, ..Options::new(Address::Sqlite(file)) };
    let store = Store::open(options).await?;
    let mut tx = store.write().await?;
    systems_and_places(&mut tx).await?;
    small_areas(&mut tx).await?;
    organisations(&mut tx).await?;
    people(&mut tx).await?;
    let allowed = permit(&Actor::Program("bench"), FILL, &Subject::default())?;
    let event = Event::new("country filled", "bench", Id::<()>::from_number(1));
    tx.record(allowed, event).await?.commit().await?;
    store.analyse().await?;
    store.close().await;
    Ok(())
}

/// The n-th name of a settlement: 288 of them, then numbered quarters.
fn town(n: i64) -> String {
    let (syllable, end) = (SYLLABLES[(n % 24) as usize], ENDS[(n / 24 % 12) as usize]);
    match n / 288 {
        0 => format!("{syllable}{end}"),
        quarter => format!("{syllable}{end} {quarter}"),
    }
}

fn slug(name: &str) -> String {
    folkmoot_kernel::Slug::of(name).as_str().to_owned()
}

async fn fill(db: &mut Conn, mut bulk: Bulk, rows: impl Iterator<Item = Vec<Value>>) -> Result<(), Fault> {
    for row in rows {
        bulk.take(db, row).await?;
    }
    Ok(bulk.send(db).await?)
}

async fn systems_and_places(db: &mut Conn) -> Result<(), Fault> {
    let systems = Bulk::upsert("register_system", &["id"], &["id", "slug", "name", "region"]);
    let system = |n: i64| {
        let name = format!("{} and {} System", town(n), town(n + 50));
        vec![(n + 1).value(), slug(&name).value(), name.value(), format!("Region {}", n % 7 + 1).value()]
    };
    fill(db, systems, (0..SYSTEMS).map(system)).await?;
    let columns = ["id", "slug", "system_id", "name", "invented", "governance_models", "leader_name", "leader_post"];
    let places = Bulk::upsert("register_place", &["id"], &columns);
    let place = |n: i64| {
        let name = format!("{} Place", town(n));
        let models = if n % 3 == 0 { "[\"place_board\"]" } else { "[\"joint_committee\"]" };
        let leader = format!("{} {}", SYLLABLES[(n % 24) as usize], town(n + 7));
        let system = n % SYSTEMS + 1;
        vec![
            (n + 1).value(),
            slug(&name).value(),
            system.value(),
            name.value(),
            true.value(),
            models.value(),
            leader.value(),
            "Director of place".value(),
        ]
    };
    fill(db, places, (0..PLACES).map(place)).await
}

fn area_code(n: i64) -> String {
    format!("Z01{n:06}")
}

async fn small_areas(db: &mut Conn) -> Result<(), Fault> {
    let columns = ["code", "kind", "name", "vintage", "residents", "imd_rank", "imd_decile"];
    let areas = Bulk::upsert("register_area", &["code"], &columns);
    let area = |n: i64| {
        // 7,919 is prime to 33,755, so the ranks are a permutation.
        let rank = n * 7_919 % SMALL_AREAS + 1;
        let decile = (rank - 1) * 10 / SMALL_AREAS + 1;
        let name = format!("{} {:03}", town(n / 30), n % 30);
        let residents = 1_000 + n * 37 % 1_400;
        vec![
            area_code(n).value(),
            "lsoa".value(),
            name.value(),
            "invented".value(),
            residents.value(),
            rank.value(),
            decile.value(),
        ]
    };
    fill(db, areas, (0..SMALL_AREAS).map(area)).await?;
    let footprint = Bulk::upsert("register_place_area", &["place_id", "area_code"], &["place_id", "area_code"]);
    let part = |n: i64| vec![(n * PLACES / SMALL_AREAS + 1).value(), area_code(n).value()];
    fill(db, footprint, (0..SMALL_AREAS).map(part)).await
}

async fn organisations(db: &mut Conn) -> Result<(), Fault> {
    let columns = ["id", "slug", "name", "match_name", "sector", "about"];
    let organisations = Bulk::upsert("register_organisation", &["id"], &columns);
    let organisation = |n: i64| {
        let (kind, sector) = GROUPS[(n % 12) as usize];
        let name = format!("{} {kind}", town(n / 12));
        let about = format!("Help near you in {}.", town(n / 12));
        let match_name = folkmoot_register::organisation::match_name(&name);
        vec![(n + 1).value(), slug(&name).value(), name.value(), match_name.value(), sector.value(), about.value()]
    };
    fill(db, organisations, (0..ORGANISATIONS).map(organisation)).await?;
    let columns = ["place_id", "organisation_id"];
    let partners = Bulk::upsert("register_partner", &columns, &columns);
    let partner = |n: i64| vec![(n * PLACES / ORGANISATIONS + 1).value(), (n + 1).value()];
    fill(db, partners, (0..ORGANISATIONS).map(partner)).await
}

/// Twenty people in each place's team: seats without a body, which governance has.
async fn people(db: &mut Conn) -> Result<(), Fault> {
    let people = Bulk::upsert("register_person", &["id"], &["id", "name", "email", "feed_token"]);
    let person = |n: i64| {
        let name = format!("{} {}", SYLLABLES[(n % 24) as usize], town(n / 24));
        vec![(n + 1).value(), name.value(), format!("p{n}@example.org").value(), format!("feed{n}").value()]
    };
    fill(db, people, (0..SEATS).map(person)).await?;
    let seats = Bulk::upsert("register_seat", &["id"], &["id", "place_id", "title", "role"]);
    let seat = |n: i64| vec![(n + 1).value(), (n % PLACES + 1).value(), "Place team".value(), "place_team".value()];
    fill(db, seats, (0..SEATS).map(seat)).await?;
    let columns = ["id", "seat_id", "person_id", "capacity", "from_date"];
    let holders = Bulk::upsert("register_holder", &["id"], &columns);
    let holder =
        |n: i64| vec![(n + 1).value(), (n + 1).value(), (n + 1).value(), "holder".value(), "2025-04-01".value()];
    fill(db, holders, (0..SEATS).map(holder)).await
}
