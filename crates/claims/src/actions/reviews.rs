//! Reviews: opened, answered without a name, closed.

use crate::acts::{ANSWER_REVIEW, OPEN_REVIEW, RECONCILE};
use crate::claim::ClaimId;
use crate::links;
use crate::review::{Asked, Outcome, Refusal, Review, ReviewId};
use crate::store;
use folkmoot_kernel::level::Level;
use folkmoot_kernel::{Act, Crowd, Date, OrganisationId, PlaceId, Refused, Role, Subject};
use folkmoot_register::organisation::Sector;
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, TaskList, verb_error};
use std::collections::{BTreeMap, BTreeSet};

verb_error!(ReviewError, "there is no such review", Refusal, Refusal::field);

/// What somebody ticked, by claim.
pub type Levels = BTreeMap<ClaimId, Level>;

/// Asks voluntary and community members how far the claims of the place are so.
pub async fn open_review(ctx: &Ctx, place: PlaceId, title: &str, closes_on: Date) -> Result<Review, ReviewError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(OPEN_REVIEW, Subject::place(place))?;

    let claims = store::claims(&mut tx, place).await?;
    let open: Vec<ClaimId> = claims.iter().filter(|claim| claim.ended_on().is_none()).map(|claim| claim.id()).collect();
    let others = store::open_count(&mut tx, place).await?;
    let review = Review::open((tx.new_id(), place), title, closes_on, (others, open.len()), ctx.now().date())?;

    store::add_review(&mut tx, &review).await?;
    for claim in open {
        store::add_urn(&mut tx, review.id(), claim).await?;
    }
    let event = Event::new("claims put to readers", "claim_review", review.id()).after(&review);
    tx.record(permit, event).await?.commit().await?;
    Ok(review)
}

/// Says how far each claim is so. History knows that somebody answered, and never what.
pub async fn answer_review(ctx: &Ctx, id: ReviewId, levels: &Levels) -> Result<(), ReviewError> {
    let mut tx = ctx.begin().await?;
    store::take_review(&mut tx, id).await?;
    let review = store::review(&mut tx, id).await?.ok_or(ReviewError::NoSuch)?;
    let permit = ctx.permit(ANSWER_REVIEW, review.subject())?;
    let person = ctx.person_id().ok_or(Refused::SignInFirst)?;

    let asked = asked(ctx, &mut tx, &review).await?;
    review.may_answer(ctx.now().date(), asked)?;
    let claims = store::asked_claims(&mut tx, id).await?;
    if !claims.iter().all(|claim| levels.contains_key(claim)) {
        return Err(Refusal::NotAll.into());
    }

    for (claim, level) in levels.iter().filter(|(claim, _)| claims.contains(claim)) {
        store::add_answer(&mut tx, id, *claim, *level).await?;
    }
    store::add_ticket(&mut tx, id, person).await?;
    tx.record(permit, Event::new("answer given", "claim_review", id)).await?.commit().await?;
    Ok(())
}

/// Whether the signed-in person is asked in a review, and has answered.
pub async fn asked(ctx: &Ctx, db: &mut Conn, review: &Review) -> Result<Asked, Error> {
    let Some(person) = ctx.person_id() else { return Ok(Asked::NotAsked) };
    let seats = ctx.actor().held().iter().filter(|seat| seat.place == review.place() && seat.role != Role::Observer);
    let own: BTreeSet<OrganisationId> = seats.filter_map(|seat| seat.organisation).collect();
    if own.is_empty() {
        return Ok(Asked::NotAsked);
    }
    let partners = register::partners(db, review.place()).await?;
    let is_vcse = |id: &OrganisationId| partners.iter().any(|one| one.id == *id && one.sector == Sector::Vcse.key());
    match own.iter().any(is_vcse) {
        false => Ok(Asked::NotAsked),
        true if store::has_answered(db, review.id(), person).await? => Ok(Asked::Answered),
        true => Ok(Asked::Waits),
    }
}

/// Closes a review before its last day, or on it.
pub async fn close_review(ctx: &Ctx, id: ReviewId, version: i64) -> Result<Review, ReviewError> {
    close(ctx, id, Some(version), OPEN_REVIEW).await
}

/// Closes a review whose last day is over.
pub async fn close_due(ctx: &Ctx, id: ReviewId) -> Result<Review, ReviewError> {
    close(ctx, id, None, RECONCILE).await
}

async fn close(ctx: &Ctx, id: ReviewId, version: Option<i64>, act: Act) -> Result<Review, ReviewError> {
    let mut tx = ctx.begin().await?;
    store::take_review(&mut tx, id).await?;
    let before = store::review(&mut tx, id).await?.ok_or(ReviewError::NoSuch)?;
    let permit = ctx.permit(act, before.subject())?;

    let after = before.clone().close(ctx.now())?;
    let urns = store::urns(&mut tx, before.place()).await?;
    let crowds = store::crowds(&mut tx, before.place()).await?;
    let nobody = Crowd::default();
    let crowd = crowds.get(&id).unwrap_or(&nobody);

    store::save_review(&mut tx, &after, version.unwrap_or(before.version())).await?;
    for urn in urns.iter().filter(|urn| urn.review == id) {
        let shown = urns.iter().filter(|one| one.claim == urn.claim && one.outcome == Some(Outcome::Shown));
        let earlier: Vec<Crowd> = shown.filter_map(|one| crowds.get(&one.review).cloned()).collect();
        store::save_outcome(&mut tx, id, urn.claim, Outcome::of(crowd, &earlier)).await?;
    }
    let event = Event::new("review of claims closed", "claim_review", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// What waits for the signed-in person: open reviews that ask them.
pub async fn tasks(ctx: Ctx) -> Result<Vec<TaskList>, Error> {
    let places: BTreeSet<PlaceId> = ctx.actor().held().iter().map(|seat| seat.place).collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let (mut db, today) = (ctx.read().await?, ctx.now().date());
    let mut tasks = Vec::new();
    for place in places {
        let open = store::reviews(&mut db, place).await?.into_iter().filter(|review| review.is_open(today));
        for review in open {
            if asked(&ctx, &mut db, &review).await? == Asked::Waits {
                let until = format!("until {}", review.closes_on().short());
                tasks.push(("How far is it so, what this place claims?".to_owned(), links::review(review.id()), until));
            }
        }
    }
    Ok(vec![TaskList { heading: "Read what your place claims, without your name", tasks }])
}
