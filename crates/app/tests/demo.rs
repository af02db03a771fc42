//! The invented place: that it is whole, alive and the same from the same seed.

use folkmoot_app::demo;
use folkmoot_kernel::{Date, Timestamp};
use folkmoot_register::store::{self as register, PlaceFilter};
use folkmoot_store::{Address, Clock, Durability, Options, SetClock, Store};

/// The invented place on a database of its own, in the folder.
async fn invented(folder: &std::path::Path, seed: u64) -> Store {
    let today = Timestamp::at(Date::new(2026, 11, 25).unwrap(), 10, 30);
    let clock = SetClock::at(today);
    let options = Options {
        durability: Durability::Scratch,
        clock: Clock::by_hand(clock.clone()),
        ..Options::new(Address::Sqlite(folder.join(format!("{seed}.db"))))
    };
    let store = Store::open(options).await.unwrap();
    if let Err(err) = demo::make(&store, &clock, seed).await {
        panic!("{err}: {:?}", std::error::Error::source(&err).map(ToString::to_string));
    }
    store
}

#[tokio::test(flavor = "multi_thread")]
async fn the_vale_has_neighbours_and_ground() {
    let folder = tempfile::tempdir().unwrap();
    let begun = std::time::Instant::now();
    let store = invented(folder.path(), 7).await;
    println!("made in {} ms", begun.elapsed().as_millis());

    let mut db = store.read().await.unwrap();
    let places = register::places(&mut db, &PlaceFilter::default(), 10, 0).await.unwrap();
    let vale = places.iter().find(|place| place.name == "Oxmoor Vale").unwrap();
    let facts = register::facts(&mut db, vale.id).await.unwrap();

    assert_eq!(places.len(), 4);
    println!("{} {} {:?}", facts.councils_in_words(), facts.residents(), facts.deciles());
    assert_eq!(facts.councils.len(), 3);
}
