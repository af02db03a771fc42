//! Claims: made, changed, replied to, ended.

use crate::acts::CHANGE_CLAIMS;
use crate::claim::{Claim, ClaimId, Refusal};
use crate::measure::Measure;
use crate::store;
use folkmoot_kernel::{PlaceId, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};
use std::collections::BTreeSet;

verb_error!(ClaimError, "there is no such claim", Refusal, Refusal::field);

/// Says something of the place that can be looked at.
pub async fn make_claim(
    ctx: &Ctx,
    place: PlaceId,
    words: &str,
    measures: BTreeSet<Measure>,
) -> Result<Claim, ClaimError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(ClaimError::NoSuch)?;
    let permit = ctx.permit(CHANGE_CLAIMS, Subject::place(place))?;

    let others = store::claims(&mut tx, place).await?.iter().filter(|claim| claim.ended_on().is_none()).count();
    let number = store::next_number(&mut tx, place).await?;
    let claim = Claim::make((tx.new_id(), place, number), words, measures, others, ctx.now().date())?;

    store::add_claim(&mut tx, &claim).await?;
    tx.record(permit, Event::new("claim made", "claim", claim.id()).after(&claim)).await?.commit().await?;
    Ok(claim)
}

pub async fn change_claim(
    ctx: &Ctx,
    id: ClaimId,
    version: i64,
    words: &str,
    measures: BTreeSet<Measure>,
) -> Result<Claim, ClaimError> {
    edit(ctx, id, version, "claim changed", |before| before.change(words, measures)).await
}

/// What the place says to measures and reading.
pub async fn reply_to_readers(ctx: &Ctx, id: ClaimId, version: i64, words: &str) -> Result<Claim, ClaimError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "claim replied to", |before| before.reply(words, today)).await
}

pub async fn end_claim(ctx: &Ctx, id: ClaimId, version: i64) -> Result<Claim, ClaimError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "claim ended", |before| before.end(today)).await
}

async fn edit(
    ctx: &Ctx,
    id: ClaimId,
    version: i64,
    event: &'static str,
    rule: impl FnOnce(Claim) -> Result<Claim, Refusal>,
) -> Result<Claim, ClaimError> {
    let mut tx = ctx.begin().await?;
    let before = store::claim(&mut tx, id).await?.ok_or(ClaimError::NoSuch)?;
    let permit = ctx.permit(CHANGE_CLAIMS, before.subject())?;

    let after = rule(before.clone())?;

    store::save_claim(&mut tx, &after, version).await?;
    store::save_ties(&mut tx, &after).await?;
    tx.record(permit, Event::new(event, "claim", id).before(&before).after(&after)).await?.commit().await?;
    Ok(after)
}
