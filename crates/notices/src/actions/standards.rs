//! What a place counts with.

use crate::acts::CHANGE_STANDARD;
use crate::standard::{Refusal, Standard};
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against a choice of numbers.
    StandardError, "there is no such place", Refusal, Refusal::field);

/// Chooses how much notice partners promise and how long questions wait. What runs already keeps the numbers it began with.
pub async fn choose_standard(ctx: &Ctx, chosen: Standard, version: i64) -> Result<Standard, StandardError> {
    let mut tx = ctx.begin().await?;
    let before = store::standard(&mut tx, chosen.place).await?;
    let permit = ctx.permit(CHANGE_STANDARD, Subject::place(chosen.place))?;

    let chosen = chosen.checked()?;

    store::save_standard(&mut tx, &chosen, version).await?;
    let event = Event::new("standard of notice chosen", "place", chosen.place).before(&before).after(&chosen);
    tx.record(permit, event).await?.commit().await?;
    Ok(chosen)
}
