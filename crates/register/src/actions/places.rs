//! What is said of places, and by whom.

use super::PlaceError;
use crate::acts::{ADD_PLACE, ADMINISTER_PLACE, CHANGE_PLACE, CLOSE_PLACE, CONFIRM_PLACE};
use crate::place::{Place, PlaceDetails, Reality, Refusal};
use crate::profile::Profile;
use crate::store::{self, Named};
use folkmoot_kernel::{Act, PlaceId, Refused, Subject};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

pub async fn add_place(ctx: &Ctx, details: PlaceDetails, reality: Reality) -> Result<Place, PlaceError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(ADD_PLACE, Subject::default())?;

    let id: PlaceId = tx.new_id();
    let slug = store::free_slug(&mut tx, Named::Place, &details.name, &id.to_string()).await?;
    let place = Place::new(id, slug, details, reality)?;

    store::system(&mut tx, place.details().system).await?.ok_or(PlaceError::NoSuch)?;
    store::add_place(&mut tx, &place).await?;
    tx.record(permit, Event::new("place added", "place", id).after(&place)).await?.commit().await?;
    Ok(place)
}

/// Name, system, summary and contact.
pub async fn change_place(ctx: &Ctx, id: PlaceId, version: i64, details: PlaceDetails) -> Result<Place, PlaceError> {
    let acts = [CHANGE_PLACE, ADMINISTER_PLACE];
    edit(ctx, id, version, (&acts, "place changed"), |place| place.change(details)).await
}

/// Who leads the place, and how.
pub async fn say_profile(ctx: &Ctx, id: PlaceId, version: i64, profile: Profile) -> Result<Place, PlaceError> {
    let acts = [CHANGE_PLACE, ADMINISTER_PLACE];
    edit(ctx, id, version, (&acts, "place profile said"), |place| place.led(profile)).await
}

/// "This is still right", said by the signed-in person. A program cannot know.
pub async fn confirm_place(ctx: &Ctx, id: PlaceId, version: i64) -> Result<Place, PlaceError> {
    let person = ctx.person_id().ok_or(Refused::SignInFirst)?;
    let today = ctx.now().date();
    edit(ctx, id, version, (&[CONFIRM_PLACE], "place confirmed"), |place| place.confirm(person, today)).await
}

pub async fn close_place(ctx: &Ctx, id: PlaceId, version: i64) -> Result<Place, PlaceError> {
    let today = ctx.now().date();
    edit(ctx, id, version, (&[CLOSE_PLACE], "place closed"), |place| place.close(today)).await
}

async fn edit(
    ctx: &Ctx,
    id: PlaceId,
    version: i64,
    (acts, event): (&[Act], &'static str),
    rule: impl FnOnce(Place) -> Result<Place, Refusal>,
) -> Result<Place, PlaceError> {
    let mut tx = ctx.begin().await?;
    let before = store::place(&mut tx, id).await?.ok_or(PlaceError::NoSuch)?;
    let permit = ctx.permit_any(acts, before.subject())?;

    let after = rule(before.clone())?;

    store::save_place(&mut tx, &after, version).await?;
    let event = Event::new(event, "place", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
