//! Verbs of focus.

use crate::acts::{CHANGE_AIMS, SAY_SUPPORT};
use crate::aim::{self, Aim, AimDetails, AimId};
use crate::store;
use crate::support::{self, Level, Support};
use folkmoot_governance::priority::PriorityId;
use folkmoot_governance::store as governance;
use folkmoot_kernel::{OrganisationId, PlaceId, Subject};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Event};
use folkmoot_web::{Ctx, verb_error};
use serde::Serialize;

verb_error!(SupportError, "there is no such priority", support::Refusal, |why| why.field());
verb_error!(AimError, "there is no such aim", AimRefusal, |why| match why {
    AimRefusal::Aim(why) => why.field(),
    AimRefusal::OtherPlace => "priorities",
});

/// An aim's rules, and what only its place knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AimRefusal {
    #[error(transparent)]
    Aim(#[from] aim::Refusal),
    #[error("Choose priorities of this place")]
    OtherPlace,
}

impl From<aim::Refusal> for AimError {
    fn from(why: aim::Refusal) -> Self {
        AimError::Rule(why.into())
    }
}

/// As history keeps it.
#[derive(Debug, Serialize)]
struct Told<'a> {
    organisation: OrganisationId,
    level: Level,
    words: &'a str,
}

/// Says how far an organisation has a priority for its own, in place of what it said before.
pub async fn say_support(
    ctx: &Ctx,
    priority: PriorityId,
    organisation: OrganisationId,
    (level, words): (Level, &str),
) -> Result<(), SupportError> {
    let mut tx = ctx.begin().await?;
    let priority = governance::priority(&mut tx, priority).await?.ok_or(SupportError::NoSuch)?;
    let place = priority.place();
    let permit = ctx.permit(SAY_SUPPORT, Subject::owned(place, organisation))?;
    if !register::is_partner(&mut tx, place, organisation).await? {
        return Err(SupportError::NoSuch);
    }

    let today = ctx.now().date();
    let said = Support::say(level, words, priority.is_current(today), today)?;

    store::save_support(&mut tx, place, (priority.id(), organisation), &said, ctx.person_id()).await?;
    let told = Told { organisation, level: said.level, words: &said.words };
    let event = Event::new("support for a priority told", "priority", priority.id()).after(&told);
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}

/// Writes down what an organisation's own strategy wants.
pub async fn write_aim(
    ctx: &Ctx,
    place: PlaceId,
    organisation: OrganisationId,
    details: AimDetails,
) -> Result<Aim, AimError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_AIMS, Subject::owned(place, organisation))?;
    if !register::is_partner(&mut tx, place, organisation).await? {
        return Err(AimError::NoSuch);
    }
    are_of(&mut tx, place, &details).await?;

    let beside = store::aims(&mut tx, place).await?.iter().filter(|aim| aim.organisation() == organisation).count();
    let aim = Aim::write(tx.new_id(), (place, organisation), details, beside)?;

    store::add_aim(&mut tx, &aim).await?;
    tx.record(permit, Event::new("aim written down", "aim", aim.id()).after(&aim)).await?.commit().await?;
    Ok(aim)
}

pub async fn change_aim(ctx: &Ctx, id: AimId, version: i64, details: AimDetails) -> Result<Aim, AimError> {
    edit(ctx, id, version, "aim changed", Some(details)).await
}

/// It is no longer in the strategy, or was wrong.
pub async fn end_aim(ctx: &Ctx, id: AimId, version: i64) -> Result<Aim, AimError> {
    edit(ctx, id, version, "aim ended", None).await
}

async fn edit(
    ctx: &Ctx,
    id: AimId,
    version: i64,
    event: &'static str,
    details: Option<AimDetails>,
) -> Result<Aim, AimError> {
    let mut tx = ctx.begin().await?;
    let before = store::aim(&mut tx, id).await?.ok_or(AimError::NoSuch)?;
    let permit = ctx.permit(CHANGE_AIMS, before.subject())?;

    let after = match details {
        Some(details) => {
            are_of(&mut tx, before.place(), &details).await?;
            before.clone().change(details)?
        }
        None => before.clone().end(ctx.now().date())?,
    };

    store::save_aim(&mut tx, &after, version).await?;
    let event = Event::new(event, "aim", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

async fn are_of(db: &mut Conn, place: PlaceId, details: &AimDetails) -> Result<(), AimError> {
    let all = governance::priorities_of_place(db, place).await?;
    let known = |id: &PriorityId| all.iter().any(|priority| priority.id() == *id);
    if details.priorities.iter().all(known) { Ok(()) } else { Err(AimRefusal::OtherPlace.into()) }
}
