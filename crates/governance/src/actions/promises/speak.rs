//! What is said on a promise without changing it.

use super::{PromiseError, is_hidden, signed, speaks_for};
use crate::acts::{CHANGE_PROMISE, COMMENT_ON_PROMISE};
use crate::promise::{Promise, PromiseId, Remark, RemarkKind};
use crate::store;
use folkmoot_kernel::{OrganisationId, Refused, Subject};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

/// The owner says what got in the way.
pub async fn say_what_got_in_the_way(ctx: &Ctx, id: PromiseId, words: &str) -> Result<Promise, PromiseError> {
    speak(ctx, id, RemarkKind::GotInTheWay, words, None).await
}

/// Another partner says what it already did because it relied on the promise.
pub async fn say_what_relied_on(
    ctx: &Ctx,
    id: PromiseId,
    organisation: OrganisationId,
    words: &str,
) -> Result<Promise, PromiseError> {
    speak(ctx, id, RemarkKind::ReliedOn, words, Some(organisation)).await
}

/// Anybody with a seat in the place asks how it goes, or offers help.
pub async fn comment_on_promise(ctx: &Ctx, id: PromiseId, words: &str) -> Result<Promise, PromiseError> {
    speak(ctx, id, RemarkKind::Comment, words, None).await
}

async fn speak(
    ctx: &Ctx,
    id: PromiseId,
    kind: RemarkKind,
    words: &str,
    named: Option<OrganisationId>,
) -> Result<Promise, PromiseError> {
    let mut tx = ctx.begin().await?;
    let promise = store::promise(&mut tx, id).await?.ok_or(PromiseError::NoSuch)?;
    let (act, subject) = match kind {
        RemarkKind::GotInTheWay => (CHANGE_PROMISE, promise.subject()),
        _ => (COMMENT_ON_PROMISE, Subject::place(promise.place())),
    };
    let permit = ctx.permit(act, subject)?;
    let own = speaks_for(ctx, promise.place());
    if is_hidden(ctx, &mut tx, &promise).await? {
        return Err(PromiseError::NoSuch);
    }
    let organisation = speaker(&promise, kind, &own, named)?;

    promise.hear(kind, words, organisation)?;

    let by = signed(ctx)?;
    let words = words.trim().to_owned();
    let remark =
        Remark { id: tx.new_id(), promise: id, kind, words, organisation, person: by.by, at: by.at, dates: None };
    store::add_remark(&mut tx, &remark).await?;
    tx.record(permit, Event::new(said(kind), "promise", id).after(&remark)).await?.commit().await?;
    Ok(promise)
}

fn speaker(
    promise: &Promise,
    kind: RemarkKind,
    own: &[OrganisationId],
    named: Option<OrganisationId>,
) -> Result<Option<OrganisationId>, Refused> {
    match (kind, named) {
        (RemarkKind::GotInTheWay, _) => Ok(Some(promise.owner())),
        (_, Some(named)) if !own.contains(&named) => Err(Refused::NotForOrganisation),
        (_, Some(named)) => Ok(Some(named)),
        (_, None) => Ok(own.first().copied()),
    }
}

fn said(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::GotInTheWay => "said what got in the way of a promise",
        RemarkKind::ReliedOn => "said what was done in reliance on a promise",
        _ => "spoke on a promise",
    }
}
