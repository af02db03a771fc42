//! Vale with a trust, a council and a club, each with somebody on its team or for it, and another place.

use folkmoot_kernel::{Id, OrganisationId, PersonId, SeatId, Timestamp};
use folkmoot_register::holder::Capacity;
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_register::seat::SeatDetails;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::Store;
use folkmoot_web::testing::{TestApp, TestPage};
use std::sync::Arc;

pub struct Given {
    pub app: TestApp,
    pub trust: OrganisationId,
    pub club: OrganisationId,
    /// The post of the trust's director.
    pub post: SeatId,
    pub team: TestApp,
    /// Tom Reed, director, for the trust.
    pub trusts: TestApp,
    /// Carl Moss, for the council.
    pub councils: TestApp,
    pub carl: PersonId,
    /// Cleo Ash, for the club.
    pub clubs: TestApp,
    /// Ben Oak, of another place's team.
    pub stranger: TestApp,
}

pub async fn given() -> Given {
    let store = folkmoot_store::testing::store().await;
    let app = TestApp::building(store.clone(), |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_notices::capability())
    });
    let vale = given::place(&store, "Vale").await;
    let moor = given::place(&store, "Moor").await;
    let organisation = |name: &'static str, sector| given::organisation(&store, vale.id(), name, sector);
    let trust = organisation("Vale Trust", Sector::NhsCommunity).await;
    let council = organisation("Vale Council", Sector::CouncilUpper).await;
    let club = organisation("Lunch Club", Sector::Vcse).await;
    let post = seat_for(&store, &vale, trust, "Director").await;
    let councils = seat_for(&store, &vale, council, "Councillor").await;
    let clubs = seat_for(&store, &vale, club, "Chair of the club").await;
    let asha = given::team(&store, vale.id(), "Asha Marsh").await;
    let ben = given::team(&store, moor.id(), "Ben Oak").await;
    let tom = given::sits(&store, post, "Tom Reed", Capacity::Holder).await;
    let carl = given::sits(&store, councils, "Carl Moss", Capacity::Holder).await;
    let cleo = given::sits(&store, clubs, "Cleo Ash", Capacity::Holder).await;
    Given {
        team: app.as_person(asha).await,
        trusts: app.as_person(tom).await,
        councils: app.as_person(carl).await,
        clubs: app.as_person(cleo).await,
        stranger: app.as_person(ben).await,
        carl,
        app,
        trust,
        club,
        post,
    }
}

async fn seat_for(store: &Store, place: &Place, organisation: OrganisationId, title: &str) -> SeatId {
    let details = SeatDetails::member(title, Id::from_number(1), organisation);
    given::seat(store, place.id(), details).await.id()
}

/// Moves the clock of this store.
pub fn at(store: &Store, now: Timestamp) {
    store.clock().hand().unwrap().set(now);
}

/// The three boxes of a date field.
pub fn date(name: &str, day: &str, month: &str, year: &str) -> Vec<(String, String)> {
    [("day", day), ("month", month), ("year", year)]
        .map(|(part, value)| (format!("{name}-{part}"), value.to_owned()))
        .to_vec()
}

/// Fields as `TestApp::post` takes them.
pub fn fields<'a>(own: &[(&'a str, &'a str)], dates: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    own.iter().copied().chain(dates.iter().map(|(name, value)| (name.as_str(), value.as_str()))).collect()
}

#[track_caller]
pub fn is_saved(page: &TestPage) -> String {
    assert_eq!(page.status, 303, "{}: {}", page.path, page.words());
    page.location().split('#').next().unwrap().to_owned()
}
