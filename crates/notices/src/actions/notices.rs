//! Notices: given, learned of, measured, replied to, withdrawn.

use crate::acts::{GIVE_NOTICE, RECORD_NOTICE, REPLY_FOR_PLACE, REPLY_TO_NOTICE};
use crate::notice::{Draft, Impact, Notice, NoticeId, Refusal, Source};
use crate::reply::{self, Reply, Voice};
use crate::store;
use crate::wants::Touch;
use folkmoot_kernel::{Permit, Refused, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against a notice.
    NoticeError, "there is no such notice", Refusal, Refusal::field);

verb_error!(
    /// What can be said against a reply.
    ReplyError, "there is no such notice", reply::Refusal, reply::Refusal::field);

/// Promises and decisions.
pub type Touched = Vec<(Touch, i64)>;

/// An organisation gives notice, or the place records what it learned of.
pub async fn give_notice(ctx: &Ctx, draft: Draft, touched: &Touched) -> Result<Notice, NoticeError> {
    let mut tx = ctx.begin().await?;
    let standard = store::standard(&mut tx, draft.place).await?;
    let permit = match draft.source {
        Source::Given => ctx.permit(GIVE_NOTICE, Subject::owned(draft.place, draft.organisation))?,
        Source::Learned(_) => ctx.permit(RECORD_NOTICE, Subject::place(draft.place))?,
    };
    let number = store::next_notice_number(&mut tx, draft.place).await?;
    let given = matches!(draft.source, Source::Given);

    let new = Notice::give(tx.new_id(), number, draft, &standard, ctx.person_id(), tx.now())?;

    store::add_notice(&mut tx, &new).await?;
    store::set_touched(&mut tx, new.id(), touched).await?;
    let name = if given { "notice given" } else { "change without notice recorded" };
    tx.record(permit, Event::new(name, "notice", new.id()).after(&new)).await?.commit().await?;
    Ok(new)
}

/// Who gave it may change it, and so may the place's team.
pub fn may_change(ctx: &Ctx, notice: &Notice) -> Result<Permit, Refused> {
    ctx.permit_any(&[RECORD_NOTICE, GIVE_NOTICE], notice.subject())
}

/// Says anew what a notice means: money, people, services, promises and decisions.
pub async fn measure(
    ctx: &Ctx,
    id: NoticeId,
    version: i64,
    impact: Impact,
    touched: &Touched,
) -> Result<Notice, NoticeError> {
    let mut tx = ctx.begin().await?;
    let before = store::notice(&mut tx, id).await?.ok_or(NoticeError::NoSuch)?;
    let permit = may_change(ctx, &before)?;

    let after = before.clone().meaning(impact)?;

    store::save_notice(&mut tx, &after, version).await?;
    store::set_touched(&mut tx, id, touched).await?;
    let event = Event::new("impact of a notice written", "notice", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// It will not happen after all.
pub async fn withdraw(ctx: &Ctx, id: NoticeId, version: i64, why: &str) -> Result<Notice, NoticeError> {
    let mut tx = ctx.begin().await?;
    let before = store::notice(&mut tx, id).await?.ok_or(NoticeError::NoSuch)?;
    let permit = may_change(ctx, &before)?;

    let after = before.clone().withdraw(why, tx.now())?;

    store::save_notice(&mut tx, &after, version).await?;
    let event = Event::new("notice withdrawn", "notice", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// The place or one of those affected says something to it, once.
pub async fn reply_to_notice(ctx: &Ctx, id: NoticeId, voice: Voice, words: &str) -> Result<Reply, ReplyError> {
    let mut tx = ctx.begin().await?;
    let notice = store::notice(&mut tx, id).await?.ok_or(ReplyError::NoSuch)?;
    let permit = match voice {
        Voice::Place => ctx.permit(REPLY_FOR_PLACE, Subject::place(notice.place()))?,
        Voice::Organisation(one) => ctx.permit(REPLY_TO_NOTICE, Subject::owned(notice.place(), one))?,
    };
    let before: Vec<Voice> = store::replies(&mut tx, id).await?.iter().map(Reply::voice).collect();

    let new = Reply::write(tx.new_id(), id, voice, words, &before, ctx.person_id(), tx.now())?;

    store::add_reply(&mut tx, &new).await?;
    tx.record(permit, Event::new("notice replied to", "notice", id).after(&new)).await?.commit().await?;
    Ok(new)
}
