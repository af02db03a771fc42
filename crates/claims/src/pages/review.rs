//! A review of the claims: for whom, until when, what came of it.

use super::at::{self, review_at};
use crate::actions::asked;
use crate::acts::{OPEN_REVIEW, SEE_CLAIMS, SEE_REVIEW_FIRST};
use crate::links;
use crate::review::{Asked, Outcome, Reader, ReviewId};
use crate::store;
use askama::Template;
use folkmoot_kernel::{Subject, crowd};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/claim-reviews/{review}", SEE_CLAIMS, show)
}

#[derive(Debug, Template)]
#[template(path = "review.html")]
struct ReviewPage {
    says: String,
    answered: &'static str,
    lines: Vec<(String, String, String)>,
    is_open: bool,
    asked: Asked,
    may_close: bool,
    base: String,
}

async fn show(ctx: Ctx, Path(id): Path<ReviewId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (review, place) = review_at(&mut db, id).await?;
    let claims = store::claims(&mut db, place.id()).await?;
    let urns = store::urns(&mut db, place.id()).await?;
    let answered = store::crowds(&mut db, place.id()).await?.get(&id).map_or(0, folkmoot_kernel::Crowd::len);
    let asked = asked(&ctx, &mut db, &review).await?;
    drop(db);
    let today = ctx.now().date();
    let partner = ctx.may(SEE_REVIEW_FIRST, Subject::place(place.id()));
    let seen = review.is_seen(if partner { Reader::Partner } else { Reader::Public }, today);
    let line = |urn: &store::UrnLine| {
        let claim = claims.iter().find(|claim| claim.id() == urn.claim)?;
        let words = match (urn.outcome, urn.counts.together()) {
            (Some(Outcome::Shown), Some(share)) => share.on_a_scale().to_owned(),
            (Some(Outcome::Held(why)), _) => why.to_string(),
            _ => "nothing is shown".to_owned(),
        };
        Some((claim.words().to_owned(), links::claim(claim.id()), words))
    };
    let page = ReviewPage {
        says: match review.public_from() {
            _ if review.is_open(today) => {
                format!("Open until {}. Nothing is shown before.", review.closes_on().in_words())
            }
            None => "Its last day is over; it closes within the hour.".to_owned(),
            Some(from) if !seen => format!("Partners see it first; everybody from {}.", from.in_words()),
            Some(_) => "How far voluntary and community members say that each claim is so.".to_owned(),
        },
        answered: crowd::size_in_words(answered),
        lines: if seen { urns.iter().filter(|urn| urn.review == id).filter_map(line).collect() } else { Vec::new() },
        is_open: review.is_open(today),
        may_close: !review.is_closed() && ctx.may(OPEN_REVIEW, review.subject()),
        base: links::review(id),
        asked,
    };
    let around = at::page(&format!("How claims are read: {}", review.title()), at::steps_to_claims(&place), &place);
    ctx.page(around.template(&page)).await
}
