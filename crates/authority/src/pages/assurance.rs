//! The assurance pack as a page, to read and to print: what the record says of how a place governed itself in a period.

use super::at::{self, place_at};
use crate::actions::draw_pack;
use crate::acts::{SEE_ASSURANCE_FIRST, SEE_AUTHORITY};
use crate::links;
use crate::pack::{Pack, Period};
use askama::Template;
use folkmoot_register::place::Place;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError, Path, Query, Response, Routes};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/assurance", SEE_AUTHORITY, show)
}

/// The days that were asked for: "2026-04-01".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    from: String,
    until: String,
}

#[derive(Debug, Template)]
#[template(path = "assurance.html")]
struct AssurancePage {
    place: Place,
    pack: Option<Pack>,
    period: Period,
    wrong: String,
    is_partner: bool,
    /// Address and words of the latest period that everybody may read.
    public: (String, String),
}

impl AssurancePage {
    fn data(&self) -> String {
        links::assurance(self.place.slug())
    }
    fn query(&self) -> String {
        format!("?from={}&until={}", self.period.from(), self.period.until())
    }
}

fn is_partner(ctx: &Ctx, place: &Place) -> bool {
    ctx.is_signed_in() && ctx.may(SEE_ASSURANCE_FIRST, place.subject())
}

/// The period that was asked for, or the one that the reader sees first; and what is wrong with the question.
fn period(ctx: &Ctx, place: &Place, asked: &Asked) -> (Period, String) {
    let today = ctx.now().date();
    let usual = if is_partner(ctx, place) { Period::year_to(today) } else { Period::public_quarter(today) };
    match (asked.from.parse(), asked.until.parse()) {
        (Ok(from), Ok(until)) => match Period::of(from, until) {
            Ok(period) => (period, String::new()),
            Err(why) => (usual, why.to_string()),
        },
        _ if asked.from.is_empty() && asked.until.is_empty() => (usual, String::new()),
        _ => (usual, "give both days".to_owned()),
    }
}

/// The pack that was asked for, if its reader may see it already.
pub(crate) async fn pack_for(ctx: &Ctx, db: &mut Conn, place: &Place, asked: &Asked) -> Result<Pack, PageError> {
    let (period, _) = period(ctx, place, asked);
    if !is_partner(ctx, place) && !period.is_public(ctx.now().date()) {
        return Err(PageError::not_found());
    }
    Ok(draw_pack(ctx, db, place, period).await?)
}

async fn show(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (period, wrong) = period(&ctx, &place, &asked);
    let is_partner = is_partner(&ctx, &place);
    let today = ctx.now().date();
    let may = is_partner || period.is_public(today);
    let pack = if may { Some(draw_pack(&ctx, &mut db, &place, period).await?) } else { None };
    drop(db);
    let latest = Period::public_quarter(today);
    let address = format!("{}?from={}&until={}", links::assurance(place.slug()), latest.from(), latest.until());
    let page = AssurancePage { pack, period, wrong, is_partner, public: (address, latest.in_words()), place };
    let around = at::page("Assurance pack", at::to_map(&page.place), &page.place).lead(format!(
        "What the record says of how {} governed itself, {}.",
        page.place.name(),
        period.in_words()
    ));
    ctx.page(around.template(&page)).await
}
