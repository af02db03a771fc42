//! Systems, places, small areas, organisations and people with seats.

use super::{Fault, fill, partner, size};
use folkmoot_store::{Bind, Conn};

const SYSTEMS: i64 = 42;

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

pub async fn lay(db: &mut Conn) -> Result<(), Fault> {
    systems_and_places(db).await?;
    small_areas(db).await?;
    neighbourhoods(db).await?;
    organisations(db).await
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

async fn systems_and_places(db: &mut Conn) -> Result<(), Fault> {
    let system = |n: i64| {
        let name = format!("{} and {} System", town(n), town(n + 50));
        vec![(n + 1).value(), slug(&name).value(), name.value(), format!("Region {}", n % 7 + 1).value()]
    };
    fill(db, "register_system", &["id"], &["id", "slug", "name", "region"], (0..SYSTEMS).map(system)).await?;
    let columns = ["id", "slug", "system_id", "name", "invented", "governance_models", "leader_name", "leader_post"];
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
    fill(db, "register_place", &["id"], &columns, (0..size().places).map(place)).await
}

fn area_code(n: i64) -> String {
    format!("Z01{n:06}")
}

async fn small_areas(db: &mut Conn) -> Result<(), Fault> {
    let columns = ["code", "kind", "name", "vintage", "residents", "imd_rank", "imd_decile"];
    let area = |n: i64| {
        // 7,919 is prime to 33,755, so the ranks are a permutation.
        let rank = n * 7_919 % size().small_areas + 1;
        let decile = (rank - 1) * 10 / size().small_areas + 1;
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
    fill(db, "register_area", &["code"], &columns, (0..size().small_areas).map(area)).await?;
    let columns = ["place_id", "area_code"];
    let part = |n: i64| vec![(n * size().places / size().small_areas + 1).value(), area_code(n).value()];
    fill(db, "register_place_area", &columns, &columns, (0..size().small_areas).map(part)).await
}

async fn neighbourhoods(db: &mut Conn) -> Result<(), Fault> {
    let columns = ["id", "place_id", "slug", "name", "stage"];
    let neighbourhood = |n: i64| {
        let stage = ["idea", "planned", "emerging", "mature"][(n % 4) as usize];
        let name = format!("Neighbourhood {}", n % 8 + 1);
        vec![(n + 1).value(), (n / 8 + 1).value(), slug(&name).value(), name.value(), stage.value()]
    };
    fill(db, "register_neighbourhood", &["id"], &columns, (0..size().places * 8).map(neighbourhood)).await
}

async fn organisations(db: &mut Conn) -> Result<(), Fault> {
    let columns = ["id", "slug", "name", "match_name", "sector", "about"];
    let organisation = |n: i64| {
        let (kind, sector) = GROUPS[(n % 12) as usize];
        let name = format!("{} {kind}", town(n / 12));
        let about = format!("Help near you in {}.", town(n / 12));
        let match_name = folkmoot_register::organisation::match_name(&name);
        vec![(n + 1).value(), slug(&name).value(), name.value(), match_name.value(), sector.value(), about.value()]
    };
    fill(db, "register_organisation", &["id"], &columns, (0..size().organisations).map(organisation)).await?;
    let columns = ["place_id", "organisation_id"];
    let partnership = |n: i64| vec![(n * size().places / size().organisations + 1).value(), (n + 1).value()];
    fill(db, "register_partner", &columns, &columns, (0..size().organisations).map(partnership)).await
}

/// Each place has 100 people, each of whom speaks for one of its first 40 partners.
pub async fn people(db: &mut Conn) -> Result<(), Fault> {
    let person = |n: i64| {
        let name = format!("{} {}", SYLLABLES[(n % 24) as usize], town(n / 24));
        vec![(n + 1).value(), name.value(), format!("p{n}@example.org").value(), format!("feed{n}").value()]
    };
    let count = size().places * size().people;
    fill(db, "register_person", &["id"], &["id", "name", "email", "feed_token"], (0..count).map(person)).await?;
    let seat = |n: i64| {
        let (place, number) = (n / size().seats, n % size().seats);
        let (body, at) = (number % size().bodies, number / size().bodies);
        let role = ["chair", "secretary", "member"][at.min(2) as usize];
        vec![
            (n + 1).value(),
            (place + 1).value(),
            (place * size().bodies + body + 1).value(),
            partner(place, number % size().people).value(),
            format!("Seat {}", at + 1).value(),
            role.value(),
        ]
    };
    let columns = ["id", "place_id", "body_id", "organisation_id", "title", "role"];
    fill(db, "register_seat", &["id"], &columns, (0..size().places * size().seats).map(seat)).await?;
    let first = size().places * size().seats + 1;
    let team = |n: i64| vec![(first + n).value(), (n + 1).value(), "Place team".value(), "place_team".value()];
    fill(db, "register_seat", &["id"], &["id", "place_id", "title", "role"], (0..size().places).map(team)).await?;
    let holder = |n: i64| {
        let person = match n / size().seats {
            place if place < size().places => place * size().people + n % size().seats % size().people,
            _ => (n - size().places * size().seats) * size().people,
        };
        vec![(n + 1).value(), (n + 1).value(), (person + 1).value(), "holder".value(), "2023-04-01".value()]
    };
    let columns = ["id", "seat_id", "person_id", "capacity", "from_date"];
    fill(db, "register_holder", &["id"], &columns, (0..size().places * (size().seats + 1)).map(holder)).await
}
