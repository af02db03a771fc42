//! What bodies above asked of the place: recorded with the place's answer, and replied to.

use crate::acts::{RECORD_ASKED, REPLY_TO_ANSWER};
use crate::asked_from_above::{Asked, AskedId, Refusal, Told};
use crate::store;
use folkmoot_kernel::{PlaceId, Refused, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against recording what was asked.
    AskedError, "there is no such request", Refusal, Refusal::field);

pub async fn record_asked(ctx: &Ctx, place: PlaceId, told: Told) -> Result<Asked, AskedError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(RECORD_ASKED, Subject::place(place))?;

    let new = Asked::record(tx.new_id(), place, told, tx.now())?;

    store::add_asked(&mut tx, &new).await?;
    tx.record(permit, Event::new("request from above recorded", "asked", new.id()).after(&new)).await?.commit().await?;
    Ok(new)
}

/// The words of those who asked, once.
pub async fn reply_to_answer(ctx: &Ctx, id: AskedId, version: i64, words: &str) -> Result<Asked, AskedError> {
    let mut tx = ctx.begin().await?;
    let before = store::asked(&mut tx, id).await?.ok_or(AskedError::NoSuch)?;
    let subject = before.subject().ok_or(AskedError::Permit(Refused::NotForOrganisation))?;
    let permit = ctx.permit(REPLY_TO_ANSWER, subject)?;

    let after = before.clone().replied(words, tx.now())?;

    store::save_asked(&mut tx, &after, version).await?;
    let event = Event::new("answer of the place replied to", "asked", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
