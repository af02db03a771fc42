//! The invented place: that it is whole, alive, readable, and the same from the same seed.

use folkmoot_app::demo::{self, ROLES};
use folkmoot_app::{compose, home::About};
use folkmoot_governance::actions::mine;
use folkmoot_governance::decision::State;
use folkmoot_governance::promise::{Life, Patience, Reader};
use folkmoot_governance::store::{self as governance, DecisionFilter, DecisionLine, PromiseFilter, Which, Whose};
use folkmoot_kernel::{Date, PlaceId, Timestamp};
use folkmoot_register::organisation::Sector;
use folkmoot_register::store::{self as register, OrganisationFilter, PlaceFilter};
use folkmoot_store::{Address, Clock, Conn, Durability, Options, SetClock, Store};
use folkmoot_web::testing::TestApp;
use folkmoot_web::{Mode, Site};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub fn today() -> Timestamp {
    Timestamp::at(Date::new(2026, 11, 25).unwrap(), 10, 30)
}

pub async fn open(address: Address, today: Timestamp) -> (Store, SetClock) {
    let clock = SetClock::at(today);
    let options =
        Options { durability: Durability::Scratch, clock: Clock::by_hand(clock.clone()), ..Options::new(address) };
    (Store::open(options).await.unwrap(), clock)
}

async fn invent(file: &Path, seed: u64, today: Timestamp) -> Store {
    let (store, clock) = open(Address::Sqlite(file.to_owned()), today).await;
    if let Err(err) = demo::make(&store, &clock, seed).await {
        panic!("{err}: {:?}", std::error::Error::source(&err).map(ToString::to_string));
    }
    store
}

/// The place from the usual seed, made once for all tests of this file.
fn usual() -> PathBuf {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    let make = || {
        let file = folkmoot_store::testing::folder().join("usual.db");
        let making = file.clone();
        let made = std::thread::spawn(move || {
            tokio::runtime::Runtime::new().unwrap().block_on(async { invent(&making, 7, today()).await.close().await });
        });
        made.join().unwrap();
        file
    };
    FILE.get_or_init(make).clone()
}

/// A copy of it for one test.
pub async fn vale() -> (Store, PlaceId) {
    let file = folkmoot_store::testing::folder().join("vale.db");
    std::fs::copy(usual(), &file).unwrap();
    let (store, _) = open(Address::Sqlite(file.clone()), today()).await;
    let place = id_of_vale(&mut store.read().await.unwrap()).await;
    (store, place)
}

async fn id_of_vale(db: &mut Conn) -> PlaceId {
    let places = register::places(db, &PlaceFilter::default(), 10, 0).await.unwrap();
    assert_eq!(places.len(), 4);
    places.iter().find(|place| place.name == "Oxmoor Vale").unwrap().id
}

async fn decisions(db: &mut Conn, place: PlaceId) -> Vec<DecisionLine> {
    let mut all: Vec<DecisionLine> = Vec::new();
    loop {
        let filter = DecisionFilter { after: all.last().map(|last| last.number), ..DecisionFilter::default() };
        let more = governance::decisions(db, place, &filter, today(), 100).await.unwrap();
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}

async fn promises(db: &mut Conn, place: PlaceId) -> BTreeMap<Life, i64> {
    let view = Patience::default().view(Reader::Partner, today());
    let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
    governance::promise_counts(db, &view, &filter).await.unwrap()
}

#[tokio::test]
async fn the_vale_crosses_three_councils_and_is_as_large_as_a_place() {
    let (store, place) = vale().await;
    let mut db = store.read().await.unwrap();

    let facts = register::facts(&mut db, place).await.unwrap();
    let neighbourhoods = register::neighbourhoods(&mut db, place).await.unwrap();
    let practices = register::practices(&mut db, place).await.unwrap();

    assert_eq!(facts.councils.len(), 3);
    assert!(facts.councils.iter().all(|council| !council.is_whole()), "{}", facts.councils_in_words());
    assert!((220_000..300_000).contains(&facts.residents()), "{}", facts.residents());
    assert!(facts.deciles().iter().all(|residents| *residents > 0));
    assert!(neighbourhoods.len() >= 8);
    assert_eq!(practices, 22);
}

#[tokio::test]
async fn partners_of_every_sector_are_there_and_a_third_of_them_are_in_no_register() {
    let (store, _) = vale().await;
    let mut db = store.read().await.unwrap();
    let mut all = Vec::new();
    for sector in Sector::ALL {
        let filter = OrganisationFilter { sector: Some(*sector), ..OrganisationFilter::default() };
        let found = register::organisations(&mut db, &filter, 200).await.unwrap();
        assert!(!found.is_empty(), "nobody of {}", sector.words());
        all.extend(found);
    }

    let mut unregistered = 0;
    for line in &all {
        let organisation = register::organisation(&mut db, line.id).await.unwrap().unwrap();
        unregistered += usize::from(organisation.details().is_unregistered());
    }

    assert!(all.len() >= 120, "{} organisations", all.len());
    assert!(unregistered >= 40, "{unregistered} in no register");
}

#[tokio::test]
async fn decisions_are_many_and_in_every_state() {
    let (store, place) = vale().await;
    let mut db = store.read().await.unwrap();

    let all = decisions(&mut db, place).await;
    let overrides = governance::overrides_of_place(&mut db, place, 10).await.unwrap();

    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for decision in &all {
        *states.entry(decision.state.as_str()).or_default() += 1;
    }
    println!("{} decisions: {states:?}", all.len());
    assert!(all.len() >= 150, "{} decisions", all.len());
    for state in State::ALL {
        assert!(states.contains_key(state.key()), "no decision is {}: {states:?}", state.words());
    }
    assert_eq!(overrides.len(), 3);
    assert!(overrides.iter().all(|one| one.reply().is_some()));
}

#[tokio::test]
async fn promises_are_many_and_in_every_state_of_life() {
    let (store, place) = vale().await;
    let mut db = store.read().await.unwrap();

    let lives = promises(&mut db, place).await;

    println!("{} promises: {lives:?}", lives.values().sum::<i64>());
    assert!(lives.values().sum::<i64>() >= 400);
    for life in Life::ALL {
        assert!(lives.contains_key(&life), "no promise is {}: {lives:?}", life.words());
    }
    let kept = lives[&Life::KeptOnTime] + lives[&Life::KeptLate];
    assert!(kept * 2 > lives.values().sum::<i64>(), "most promises are kept: {lives:?}");
}

#[tokio::test]
async fn bodies_have_met_for_two_years_and_will_meet_again() {
    let (store, place) = vale().await;
    let mut db = store.read().await.unwrap();

    let bodies = governance::bodies_of_place(&mut db, place, Which::All).await.unwrap();
    let to_come = governance::upcoming_meetings(&mut db, Whose::Place(place), today(), 200).await.unwrap();
    let all: i64 = {
        let board = bodies.iter().find(|body| body.name() == "Oxmoor Vale Place Board").unwrap();
        let before = governance::Before { starts_at: today(), id: folkmoot_kernel::Id::from_number(i64::MAX) };
        let held = governance::past_meetings(&mut db, Whose::Body(board.id()), today(), before, 100).await.unwrap();
        i64::try_from(held.len()).unwrap()
    };

    assert!(bodies.len() >= 25, "{} bodies", bodies.len());
    assert!(bodies.iter().filter(|body| body.parent().is_some()).count() > 20);
    assert!(to_come.len() >= 20, "{} to come", to_come.len());
    assert!((11..=13).contains(&all), "the board met {all} times");
}

#[tokio::test]
async fn something_waits_for_each_of_the_eight() {
    let (store, _) = vale().await;
    let mut db = store.read().await.unwrap();

    for role in ROLES {
        let person = register::person_by_email(&mut db, role.email).await.unwrap();
        let person = person.unwrap_or_else(|| panic!("{} is nobody", role.title));
        let signed_in = register::signed_in(&mut db, person, today().date()).await.unwrap().unwrap();
        let mine = mine::mine(&mut db, &signed_in.held, today()).await.unwrap();

        println!("{} ({}): {} wait", role.title, signed_in.name, mine.waiting());
        assert!(mine.waiting() > 0 || !mine.returned.is_empty() || !mine.due_soon.is_empty(), "{}", role.title);
    }
}

#[tokio::test]
async fn the_same_seed_tells_the_same_story() {
    let file = folkmoot_store::testing::folder().join("again.db");
    let again = invent(&file, 7, today()).await;
    let (store, place) = vale().await;
    let mut one = store.read().await.unwrap();
    let mut other = again.read().await.unwrap();

    // Ids are random; what people read is not.
    let told = |all: Vec<DecisionLine>| -> Vec<(i64, String, String, i64)> {
        all.into_iter().map(|line| (line.number, line.title, line.state, line.given)).collect()
    };
    let first = told(decisions(&mut one, place).await);
    let place_again = id_of_vale(&mut other).await;
    let second = told(decisions(&mut other, place_again).await);

    assert_eq!(first, second);
    assert_eq!(promises(&mut one, place).await, promises(&mut other, place_again).await);
}

#[tokio::test]
async fn it_can_be_made_on_any_day_and_from_any_seed() {
    for (seed, (year, month, day)) in [(1, (2027, 3, 1)), (2, (2028, 2, 29))] {
        let today = Timestamp::at(Date::new(year, month, day).unwrap(), 9, 0);
        let file = folkmoot_store::testing::folder().join("other.db");

        let store = invent(&file, seed, today).await;

        let mut db = store.read().await.unwrap();
        let place = id_of_vale(&mut db).await;
        assert_eq!(governance::overrides_of_place(&mut db, place, 10).await.unwrap().len(), 3);
        assert_eq!(store.now(), today);
    }
}

/// How a page looks from its address: "/decisions/*".
fn kind_of(path: &str) -> String {
    let parts: Vec<&str> = path.split('?').next().unwrap_or(path).split('/').collect();
    let name = |part: &&str| if part.chars().any(|letter| letter.is_ascii_digit()) { "*" } else { *part }.to_owned();
    parts.iter().map(name).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_public_page_opens_and_says_something() {
    const EACH_KIND: usize = 12;
    let (store, _) = vale().await;
    let site = Site::new("Folkmoot", "http://folkmoot.test", Mode::Demo);
    let app = TestApp::of(compose::app(store, site, About::default()));
    let mut to_see = VecDeque::from(["/".to_owned(), "/places".to_owned(), "/places/oxmoor-vale".to_owned()]);
    let mut known: BTreeSet<String> = to_see.iter().cloned().collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();

    while let Some(path) = to_see.pop_front() {
        let count = seen.entry(kind_of(&path)).or_default();
        *count += 1;
        if *count > EACH_KIND {
            continue;
        }
        let page = app.get(&path).await;
        let to_sign_in = page.status == 303 && page.location().starts_with("/sign-in");
        assert!(page.status == 200 || to_sign_in, "{path}: {}", page.status);
        if !page.is_html() {
            continue;
        }
        for heading in ["h1", "h2", "h3"].iter().flat_map(|level| page.all(level)) {
            assert!(!heading.is_empty(), "{path} has an empty heading");
        }
        for link in page.attributes("main a", "href") {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.starts_with('/') && !link.contains("/assets/") && known.insert(link.clone()) {
                to_see.push_back(link);
            }
        }
    }
    println!("{} pages of {} kinds", seen.values().sum::<usize>(), seen.len());
    assert!(seen.len() > 20, "{seen:?}");
}
