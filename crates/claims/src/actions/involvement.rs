//! How far partners were involved, and their paid time.

use crate::acts::{SAY_HOURS, SAY_STAGE, SAY_STAGE_FOR_TEAM};
use crate::stage::{Hours, Invited, Refusal, Said, Stage, Voice};
use crate::store;
use crate::wants::Thing;
use folkmoot_kernel::{OrganisationId, PlaceId, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};
use serde::Serialize;

verb_error!(InvolvementError, "there is nothing to be involved in", Refusal, Refusal::field);

/// As history keeps it.
#[derive(Debug, Serialize)]
struct Told<'a> {
    stage: Stage,
    invited: Option<Invited>,
    words: &'a str,
    organisation: Option<OrganisationId>,
}

/// Says how far partners were involved: the team for all of them, an organisation for itself.
pub async fn say_stage(
    ctx: &Ctx,
    thing: &Thing,
    voice: Voice,
    (stage, invited, words): (Stage, Option<Invited>, &str),
) -> Result<(), InvolvementError> {
    let mut tx = ctx.begin().await?;
    let permit = match voice {
        Voice::Team => ctx.permit(SAY_STAGE_FOR_TEAM, Subject::place(thing.place))?,
        Voice::Organisation(id) => ctx.permit(SAY_STAGE, Subject::owned(thing.place, id))?,
    };

    let said = Said::by(voice, stage, invited, words, ctx.now().date())?;

    store::save_stage(&mut tx, thing.place, (thing.kind, thing.id), voice, &said, ctx.person_id()).await?;
    let organisation = if let Voice::Organisation(id) = voice { Some(id) } else { None };
    let told = Told { stage: said.stage, invited: said.invited, words: &said.words, organisation };
    let event = Event::new("involvement told", thing.kind.key(), thing.id).after(&told);
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}

/// Says how many hours were asked of an organisation in a year, and how many of them were paid.
pub async fn say_hours(
    ctx: &Ctx,
    place: PlaceId,
    organisation: OrganisationId,
    year: i64,
    (asked, paid): (i64, i64),
) -> Result<(), InvolvementError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(SAY_HOURS, Subject::owned(place, organisation))?;

    let hours = Hours::of(asked, paid)?;

    store::save_hours(&mut tx, (place, organisation, year), hours, ctx.person_id(), ctx.now().date()).await?;
    let event = Event::new("hours told", "organisation", organisation).after(&(year, asked, paid));
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}
