//! The owner says yes or no, after the meeting.

use super::{Edit, PromiseError, is_partner};
use crate::acts::ACCEPT_PROMISE;
use crate::promise::{Ground, Load, Promise, PromiseId, RemarkKind};
use crate::store;
use folkmoot_kernel::OrganisationId;
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;

/// Takes the promise on, and names who will confirm that it is done. `despite`: why one more, where an organisation has promised much
/// already; partners read it with the promise.
pub async fn accept_promise(
    ctx: &Ctx,
    id: PromiseId,
    version: i64,
    confirmer: OrganisationId,
    despite: &str,
) -> Result<Promise, PromiseError> {
    let mut edit = Edit::begin(ctx, id, ACCEPT_PROMISE).await?;
    let ground = ground(&mut edit.tx, &edit.before).await?;
    let load = load(&mut edit.tx, &edit.before).await?;

    load.one_more(despite)?;
    let after = edit.before.clone().accept(edit.by, confirmer, ground)?;
    is_partner(&mut edit.tx, after.place(), confirmer).await?;

    if load.is_full() {
        let words = format!("Taken on with {} already open: {}", load.open, despite.trim());
        edit.remark(RemarkKind::Comment, &words, Some(after.owner()), None).await?;
    }
    edit.save(version, "promise accepted", after).await
}

/// What its owner has promised already, beside what the place chose.
pub(crate) async fn load(db: &mut Conn, promise: &Promise) -> Result<Load, Error> {
    let most = store::patience(db, promise.place()).await?.open_most;
    Ok(Load { open: store::open_promises(db, promise.place(), promise.owner()).await?, most })
}

/// Whether it may be taken on yet.
pub(crate) async fn ground(db: &mut Conn, promise: &Promise) -> Result<Ground, Error> {
    let Some(decision) = promise.decision() else {
        let on_item = store::item_of_promise(db, promise.id()).await?;
        return Ok(on_item.and_then(|on| on.meeting_ends_at).map_or(Ground::Ready, Ground::MeetingUntil));
    };
    let hanging = store::hanging(db, decision).await?;
    Ok(hanging.map_or(Ground::Ready, |hanging| hanging.ground()))
}

/// Does not take it on, and says why.
pub async fn decline_promise(ctx: &Ctx, id: PromiseId, version: i64, why: &str) -> Result<Promise, PromiseError> {
    let edit = Edit::begin(ctx, id, ACCEPT_PROMISE).await?;

    let after = edit.before.clone().decline(edit.explained(why))?;

    edit.save(version, "promise declined", after).await
}
