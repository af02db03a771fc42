//! Vale with a director's post and its place team, and another place.

use folkmoot_kernel::{SeatId, Timestamp};
use folkmoot_register::holder::Capacity;
use folkmoot_register::organisation::Sector;
use folkmoot_register::seat::SeatDetails;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::Store;
use folkmoot_web::testing::{TestApp, TestPage};
use std::sync::Arc;

pub const SCHEME: &str = "/places/vale/scheme";

pub struct Given {
    pub app: TestApp,
    /// The post "Director" of Vale Trust, which Tom Reed holds.
    pub post: SeatId,
    /// Asha Marsh, of Vale's team.
    pub team: TestApp,
    pub director: TestApp,
    /// Cleo Ash, who sits for the club.
    pub club: TestApp,
    /// Ben Oak, of another place's team.
    pub stranger: TestApp,
}

pub async fn given() -> Given {
    let store = folkmoot_store::testing::store().await;
    let app = TestApp::building(store.clone(), |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_authority::capability())
    });
    let (vale, moor) = (given::place(&store, "Vale").await, given::place(&store, "Moor").await);
    let trust = given::organisation(&store, vale.id(), "Vale Trust", Sector::NhsCommunity).await;
    let club = given::organisation(&store, vale.id(), "Lunch Club", Sector::Vcse).await;
    let body = folkmoot_kernel::Id::from_number(1);
    let post = given::seat(&store, vale.id(), SeatDetails::member("Director", body, trust)).await.id();
    let clubs = given::seat(&store, vale.id(), SeatDetails::member("Chair of the club", body, club)).await.id();
    let asha = given::team(&store, vale.id(), "Asha Marsh").await;
    let ben = given::team(&store, moor.id(), "Ben Oak").await;
    let tom = given::sits(&store, post, "Tom Reed", Capacity::Holder).await;
    let cleo = given::sits(&store, clubs, "Cleo Ash", Capacity::Holder).await;
    Given {
        team: app.as_person(asha).await,
        director: app.as_person(tom).await,
        club: app.as_person(cleo).await,
        stranger: app.as_person(ben).await,
        app,
        post,
    }
}

impl Given {
    /// Puts a function on the map, and answers its page.
    pub async fn function(&self, name: &str, words: &str) -> String {
        let told = [("name", name), ("heading", "Money"), ("about", "What it is about."), ("words", words)];
        is_saved(&self.team.post("/places/vale/functions/add", &told).await)
    }

    /// A body above, and its page.
    pub async fn board_above(&self) -> String {
        let told = [("name", "Board of NHS Wend"), ("kind", "icb_board"), ("stands", "above")];
        is_saved(&self.team.post("/places/vale/outside/add", &told).await)
    }

    /// Gives a power over a function: who as the form offers them, what, up to how much, from 1 January 2026.
    pub async fn power(&self, function: &str, holder: &str, power: &str, limit: &str) -> TestPage {
        let own = [("holder", holder), ("power", power), ("limit", limit), ("basis", "Scheme, line 4")];
        self.team.post(&format!("{function}/powers/add"), &fields(&own, &date("from", "1", "1", "2026"))).await
    }

    /// The holder's key in the form, by a part of their name.
    pub async fn holder(&self, function: &str, name: &str) -> String {
        let page = self.team.get(&format!("{function}/powers/add")).await;
        let (names, keys) = (page.all("#holder option"), page.attributes("#holder option", "value"));
        let at = names.iter().position(|one| one.contains(name)).unwrap_or_else(|| panic!("{name} in {names:?}"));
        keys[at].clone()
    }
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
