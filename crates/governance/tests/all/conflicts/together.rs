//! Whose items, whose time.

use super::program;
use crate::support::{self, at, given};
use folkmoot_governance::actions::add_item;
use folkmoot_governance::item::ItemDetails;
use folkmoot_governance::power::Power;

#[tokio::test]
async fn partners_see_shares_by_organisation_today_and_the_public_by_sector_later() {
    let given = given().await;
    let store = given.app.store();
    let meeting = support::meeting(store, given.board, "May meeting", store.now().plus_days(-1)).await;
    for sponsor in [given.trust, given.trust, given.club] {
        let details = ItemDetails {
            sponsor: Some(sponsor),
            minutes_planned: 20,
            ..ItemDetails::titled("Something", Power::Note)
        };
        add_item(&program(store), meeting.id(), details).await.unwrap();
    }

    let partner = given.member.get("/places/vale/shares").await;
    partner.shows("By organisation").shows("Lunch Club").shows("NHS community trust");
    given.member.get("/places/vale/shares.csv").await.shows("organisation,Vale Trust,2,40,0");
    given.app.get("/places/vale/shares").await.shows("No item was on an agenda in this time.");
    at(store, store.now().plus_days(100));
    let public = given.app.get("/places/vale/shares").await;
    public.shows("Voluntary and community").hides("By organisation").hides("Lunch Club");
    given.app.get("/places/vale/shares.json").await.hides("Vale Trust").shows("\"minutes\":40");
    given.app.get("/places/vale/shares.xlsx").await.status(200);
}
