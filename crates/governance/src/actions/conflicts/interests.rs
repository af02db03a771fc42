//! Interests: declared, changed and ended by those whose they are.

use crate::acts::{DECLARE_FOR_ORGANISATION, DECLARE_INTEREST};
use crate::interest::{Interest, InterestDetails, InterestId, Party, Refusal};
use crate::store;
use folkmoot_kernel::{Permit, PlaceId, Subject};
use folkmoot_store::{Conn, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against declaring an interest.
    InterestError, "there is no such interest", Refusal, Refusal::field);

/// Declares an interest of oneself, or of an organisation for which one speaks.
pub async fn declare_interest(
    ctx: &Ctx,
    place: PlaceId,
    party: Party,
    details: InterestDetails,
) -> Result<Interest, InterestError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(InterestError::NoSuch)?;
    let permit = permit(ctx, place, party)?;
    check_named(&mut tx, &details).await?;

    let interest = Interest::declare(tx.new_id(), place, party, details, tx.now())?;

    store::add_interest(&mut tx, &interest, ctx.person_id()).await?;
    let event = Event::new("interest declared", "interest", interest.id()).after(&interest);
    tx.record(permit, event).await?.commit().await?;
    Ok(interest)
}

pub async fn change_interest(
    ctx: &Ctx,
    id: InterestId,
    version: i64,
    details: InterestDetails,
) -> Result<Interest, InterestError> {
    let now = ctx.now();
    edit(ctx, id, version, "interest changed", Some(details), |before, details| match details {
        Some(details) => before.change(details, now),
        None => Ok(before),
    })
    .await
}

/// It lasts to the end of today.
pub async fn end_interest(ctx: &Ctx, id: InterestId, version: i64) -> Result<Interest, InterestError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "interest ended", None, |before, _| before.end(today)).await
}

async fn edit(
    ctx: &Ctx,
    id: InterestId,
    version: i64,
    event: &'static str,
    details: Option<InterestDetails>,
    rule: impl FnOnce(Interest, Option<InterestDetails>) -> Result<Interest, Refusal>,
) -> Result<Interest, InterestError> {
    let mut tx = ctx.begin().await?;
    let before = store::interest(&mut tx, id).await?.ok_or(InterestError::NoSuch)?;
    let permit = permit(ctx, before.place(), before.party())?;
    if let Some(details) = &details {
        check_named(&mut tx, details).await?;
    }

    let after = rule(before.clone(), details)?;

    store::save_interest(&mut tx, &after, version).await?;
    let event = Event::new(event, "interest", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// A person's interest is that person's alone; the program brings those of people who are not here.
fn permit(ctx: &Ctx, place: PlaceId, party: Party) -> Result<Permit, InterestError> {
    match party {
        Party::Organisation(id) => Ok(ctx.permit(DECLARE_FOR_ORGANISATION, Subject::owned(place, id))?),
        Party::Person(id) => {
            let permit = ctx.permit(DECLARE_INTEREST, Subject::place(place))?;
            let is_own = ctx.person_id().is_none_or(|person| person == id);
            is_own.then_some(permit).ok_or(InterestError::NoSuch)
        }
    }
}

async fn check_named(db: &mut Conn, details: &InterestDetails) -> Result<(), InterestError> {
    if let Some(id) = details.named.organisation() {
        folkmoot_register::store::organisation(db, id).await?.ok_or(InterestError::NoSuch)?;
    }
    Ok(())
}
