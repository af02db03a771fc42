//! Saying and doing: the claims of a place, each beside its measures and its readers.

use super::at::{self, claim_at, place_at};
use super::beside::{Beside, Line};
use crate::acts::{CHANGE_CLAIMS, OPEN_REVIEW, SAY_HOURS, SEE_CLAIMS};
use crate::claim::{Claim, ClaimId};
use crate::links;
use crate::store;
use askama::Template;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::organisation::Family;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::charts::{About, Lines, Series, Unit, line};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/claims", SEE_CLAIMS, list).get("/claims/{claim}", SEE_CLAIMS, show)
}

#[derive(Debug, Template)]
#[template(path = "claims.html")]
struct ListPage {
    claims: Vec<(Claim, String)>,
    ended: Vec<Claim>,
    open: Option<(String, String)>,
    reviews: Vec<(String, String)>,
    may_change: bool,
    may_review: bool,
    /// For whom this person may type hours.
    hours: Vec<(OrganisationId, String)>,
    base: String,
    balance: String,
    involvement: String,
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let beside = Beside::load(&ctx, &mut db, &place).await?;
    let (open, ended): (Vec<Claim>, Vec<Claim>) =
        store::claims(&mut db, place.id()).await?.into_iter().partition(|claim| claim.ended_on().is_none());
    let own = at::speaks_for(&ctx, place.id());
    let names = register::organisation_names(&mut db, &own).await?;
    drop(db);
    let may_type = |id: &OrganisationId| ctx.may(SAY_HOURS, Subject::owned(place.id(), *id));
    let named = |id: OrganisationId| names.get(&id).map(|(_, name)| (id, name.clone()));
    let slug = place.slug();
    let page = ListPage {
        claims: open
            .into_iter()
            .map(|claim| (beside.read(claim.id()).words(), claim))
            .map(|(words, claim)| (claim, words))
            .collect(),
        ended,
        open: beside.open_review().map(|one| (links::review(one.id()), one.closes_on().in_words())),
        reviews: beside.reviews().iter().map(|one| (one.title().to_owned(), links::review(one.id()))).collect(),
        may_change: ctx.may(CHANGE_CLAIMS, place.subject()),
        may_review: ctx.may(OPEN_REVIEW, place.subject()) && beside.open_review().is_none(),
        hours: own.into_iter().filter(may_type).filter_map(named).collect(),
        base: links::claims(slug),
        balance: links::balance(slug),
        involvement: links::involvements(slug),
    };
    let href = links::claims(slug);
    let around = at::page("Saying and doing", at::steps(&place), &place).lead(
        "What this place says of itself, beside what the record counts and what voluntary and community members see.",
    );
    ctx.page(at::with_data(around, "Claims", &href).template(&page)).await
}

#[derive(Debug, Template)]
#[template(path = "claim.html")]
struct ClaimPage {
    claim: Claim,
    lines: Vec<Line>,
    families: Vec<&'static str>,
    read: String,
    chart: Option<String>,
    may_change: bool,
    base: String,
    balance: String,
}

async fn show(ctx: Ctx, Path(id): Path<ClaimId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (claim, place) = claim_at(&mut db, id).await?;
    let beside = Beside::load(&ctx, &mut db, &place).await?;
    drop(db);
    let page = page(&ctx, claim, &place, &beside);
    let around = at::page(&format!("“{}”", page.claim.words()), at::steps_to_claims(&place), &place);
    ctx.page(around.template(&page)).await
}

fn page(ctx: &Ctx, claim: Claim, place: &Place, beside: &Beside) -> ClaimPage {
    ClaimPage {
        lines: beside.lines(&claim),
        families: Family::ALL.iter().map(|family| family.words()).collect(),
        read: beside.read(claim.id()).words(),
        chart: chart(&beside.over_time(claim.id())),
        may_change: ctx.may(CHANGE_CLAIMS, claim.subject()),
        base: links::claim(claim.id()),
        balance: links::balance(place.slug()),
        claim,
    }
}

/// Once there are two readings to compare.
fn chart(points: &[(String, Option<i64>)]) -> Option<String> {
    if points.iter().filter(|(_, value)| value.is_some()).count() < 2 {
        return None;
    }
    let about = About::new("read", "How far members say it is so, from not at all (0) to fully (100)")
        .each("Reading")
        .unit(Unit::PerCent);
    let values = points.iter().map(|(_, value)| *value).collect();
    let names = points.iter().map(|(name, _)| name.clone()).collect();
    Some(line(&Lines::over(about, names, vec![Series::new("It is so", values)])))
}
