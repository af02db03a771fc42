//! What administrators do with systems.

use super::SystemError;
use crate::acts::{ADD_SYSTEM, CHANGE_SYSTEM};
use crate::store::{self, Named};
use crate::system::{System, SystemDetails, SystemId};
use folkmoot_kernel::{Id, Subject};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

pub async fn add_system(ctx: &Ctx, details: SystemDetails) -> Result<System, SystemError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(ADD_SYSTEM, Subject::default())?;

    let id: SystemId = tx.new_id::<crate::system::SystemKind>();
    let slug = store::free_slug(&mut tx, Named::System, &details.name, &id.to_string()).await?;
    let system = System::new(id, slug, details)?;

    store::add_system(&mut tx, &system).await?;
    let event = Event::new("system added", "system", id).after(&system);
    tx.record(permit, event).await?.commit().await?;
    Ok(system)
}

pub async fn change_system(
    ctx: &Ctx,
    id: SystemId,
    version: i64,
    details: SystemDetails,
) -> Result<System, SystemError> {
    edit(ctx, id, version, "system changed", |system| system.change(details)).await
}

pub async fn close_system(ctx: &Ctx, id: SystemId, version: i64) -> Result<System, SystemError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "system closed", |system| system.close(today)).await
}

async fn edit(
    ctx: &Ctx,
    id: Id<crate::system::SystemKind>,
    version: i64,
    event: &'static str,
    rule: impl FnOnce(System) -> Result<System, crate::system::Refusal>,
) -> Result<System, SystemError> {
    let mut tx = ctx.begin().await?;
    let before = store::system(&mut tx, id).await?.ok_or(SystemError::NoSuch)?;
    let permit = ctx.permit(CHANGE_SYSTEM, Subject::default())?;

    let after = rule(before.clone())?;

    store::save_system(&mut tx, &after, version).await?;
    let event = Event::new(event, "system", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
