//! Counts of the agenda by whose item it was: only held meetings, only items that somebody put, each in its period.

use crate::support::{self, Given, given, meeting, program};
use folkmoot_governance::actions;
use folkmoot_governance::item::ItemDetails;
use folkmoot_governance::paper::{Draft, Marking};
use folkmoot_governance::power::Power;
use folkmoot_governance::store;
use folkmoot_kernel::{OrganisationId, Timestamp};

/// A meeting in so many days with an item of this partner and a paper that came today; held a day later if asked.
async fn met(given: &Given, days: i64, sponsor: Option<OrganisationId>, held: bool) {
    let (store, start) = (given.app.store(), given.app.store().now());
    let met = meeting(store, given.board, "Spring", start.plus_days(days)).await;
    let details = ItemDetails { sponsor, minutes_planned: 20, ..ItemDetails::titled("Falls", Power::Decide) };
    let item = actions::add_item(&program(store), met.id(), details).await.unwrap();
    let draft =
        Draft { title: "Figures", marking: Marking::Open, file_name: "figures.txt", content: b"12 falls", by: None };
    actions::add_paper(&program(store), item.id(), draft).await.unwrap();
    if held {
        support::at(store, start.plus_days(days + 1));
        actions::hold_meeting(&program(store), met.id(), met.version()).await.unwrap();
        support::at(store, start);
    }
}

/// Six periods of ten days from now.
fn periods(now: Timestamp) -> ([Timestamp; 6], Timestamp) {
    ([0, 10, 20, 30, 40, 50].map(|days| now.plus_days(days)), now.plus_days(60))
}

#[tokio::test]
async fn items_count_for_whoever_put_them_in_the_period_of_their_meeting() {
    let given = given().await;
    met(&given, 5, Some(given.club), true).await;
    met(&given, 12, Some(given.club), true).await;
    met(&given, 15, Some(given.trust), true).await;
    met(&given, 16, Some(given.trust), false).await;
    met(&given, 17, None, true).await;
    let (from, until) = periods(given.app.store().now());

    let mut db = given.app.store().read().await.unwrap();
    let counts = store::agenda_by_sponsor(&mut db, given.vale.id(), from, until).await.unwrap();

    let of = |sponsor, period| counts.iter().find(|one| one.sponsor_id == sponsor && one.period == period).unwrap();
    assert_eq!(counts.len(), 3);
    let club = of(given.club, 0);
    assert_eq!((club.items, club.minutes, club.papers, club.carried), (1, 20, 1, 0));
    assert_eq!(of(given.club, 1).items, 1);
    assert_eq!(of(given.trust, 1).items, 1, "a meeting that was not held does not count");
}

#[tokio::test]
async fn papers_are_counted_by_their_days_of_notice() {
    let given = given().await;
    met(&given, 5, Some(given.club), true).await;
    met(&given, 15, None, false).await;
    let (from, until) = periods(given.app.store().now());

    let mut db = given.app.store().read().await.unwrap();
    let notices = store::notice_of_papers(&mut db, given.vale.id(), from, until).await.unwrap();

    let mut found: Vec<_> = notices.iter().map(|one| (one.period, one.days, one.papers)).collect();
    found.sort_unstable();
    assert_eq!(found, [(0, 5, 1), (1, 15, 1)]);
}
