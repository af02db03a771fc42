//! Notices of a place: what is still to come on top, and by year how notice was kept.

use super::at::{self, Names, is_partner, place_at, speaks_for};
use crate::acts::{CHANGE_STANDARD, RECORD_NOTICE, SEE_NOTICES};
use crate::links;
use crate::standard::Standard;
use crate::store::{self, NoticeCount, NoticeLine};
use crate::tally::PUBLIC_DELAY_DAYS;
use askama::Template;
use folkmoot_kernel::{Date, Slug, Subject};
use folkmoot_web::charts::{About, Stack, Stacks, stacked_bar};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

/// Notices that one page shows. A place has some dozens in a year.
const SHOWN_MAX: u32 = 200;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/notices", SEE_NOTICES, show)
}

#[derive(Debug, Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    slug: Slug,
    standard: Standard,
    years: Vec<NoticeCount>,
    /// The day whose counts are shown, if it is not today.
    earlier: Option<String>,
    lines: Vec<NoticeLine>,
    names: Names,
    today: Date,
    may_give: bool,
    may_record: bool,
    may_choose: bool,
}

impl NoticesPage {
    fn chart(&self) -> String {
        if self.years.is_empty() {
            return String::new();
        }
        let about = About::new("years", "Changes by year, and how much notice there was")
            .each("Year")
            .counting("change", "changes");
        let parts = ["As promised", "Less than promised", "None given"].map(str::to_owned).to_vec();
        let stack = |year: &NoticeCount| Stack::new(year.year.clone(), vec![year.kept, year.shorter, year.learned]);
        stacked_bar(&Stacks::of(about, parts, self.years.iter().map(stack).collect()))
    }
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (today, id) = (ctx.now().date(), place.id());
    let until = if is_partner(&ctx, id) { today } else { today.plus_days(-PUBLIC_DELAY_DAYS) };
    let lines = store::notices_of_place(&mut db, id, today, SHOWN_MAX).await?;
    let named: Vec<_> = lines.iter().map(|line| line.organisation_id).collect();
    let page = NoticesPage {
        names: Names::of(&mut db, &named).await?,
        slug: place.slug().clone(),
        standard: store::standard(&mut db, id).await?,
        years: store::counts_by_year(&mut db, id, until).await?,
        earlier: (until < today).then(|| until.in_words()),
        lines,
        today,
        may_give: !speaks_for(&ctx, id).is_empty(),
        may_record: ctx.may(RECORD_NOTICE, Subject::place(id)),
        may_choose: ctx.may(CHANGE_STANDARD, Subject::place(id)),
    };
    drop(db);
    let around = at::page("What will stop or change", at::steps_to_place(&place), &place)
        .lead("Funding or services that an organisation will stop, cut or change here: from when, with how much notice, and what it means.")
        .feed("Change notices as JSON", format!("{}.json", links::notices(place.slug())), "application/json")
        .wide();
    ctx.page(around.template(&page)).await
}
