//! How long a place waits, chosen by its team.

use super::PatienceError;
use crate::acts::CHANGE_PATIENCE;
use crate::promise::Patience;
use crate::store;
use folkmoot_kernel::{PlaceId, Subject};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

/// Chooses after how many days silence is flagged, a date is near, and the public sees what partners see.
pub async fn choose_patience(
    ctx: &Ctx,
    place: PlaceId,
    version: i64,
    chosen: Patience,
) -> Result<Patience, PatienceError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(PatienceError::NoSuch)?;
    let permit = ctx.permit(CHANGE_PATIENCE, Subject::place(place))?;
    let before = store::patience(&mut tx, place).await?;

    let chosen = chosen.checked()?;

    store::save_patience(&mut tx, place, &chosen, version).await?;
    let event = Event::new("patience chosen", "place", place).before(&before).after(&chosen);
    tx.record(permit, event).await?.commit().await?;
    Ok(chosen)
}
