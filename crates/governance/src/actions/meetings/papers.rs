//! Papers: handed in, read, taken back.

use super::PaperError;
use crate::acts::CHANGE_AGENDA;
use crate::item::ItemId;
use crate::meeting::Meeting;
use crate::meeting::State;
use crate::paper::{Draft, Marking, Paper, PaperId};
use crate::ruling::{Ruled, marking_now};
use crate::store;
use folkmoot_kernel::Refused;
use folkmoot_store::Event;
use folkmoot_web::Ctx;

/// Adds a file to an agenda item.
pub async fn add_paper(ctx: &Ctx, item: ItemId, draft: Draft<'_>) -> Result<Paper, PaperError> {
    add_paper_of_pages(ctx, item, draft, None).await
}

/// The same, by somebody who has counted its pages.
pub async fn add_paper_of_pages(
    ctx: &Ctx,
    item: ItemId,
    draft: Draft<'_>,
    pages: Option<i64>,
) -> Result<Paper, PaperError> {
    let mut tx = ctx.begin().await?;
    let item = store::item(&mut tx, item).await?.ok_or(PaperError::NoSuch)?;
    let meeting = store::meeting(&mut tx, item.meeting()).await?.ok_or(PaperError::NoSuch)?;
    let permit = ctx.permit(CHANGE_AGENDA, meeting.subject())?;

    meeting.agenda_open()?;
    let paper = Paper::hand_in(tx.new_id(), item.id(), &draft, ctx.now())?.with_pages(pages)?;

    store::add_paper(&mut tx, &paper, draft.content).await?;
    let event = Event::new("paper added", "item", item.id()).after(&paper);
    tx.record(permit, event).await?.commit().await?;
    Ok(paper)
}

/// Takes a paper off its item. Which paper it was stays in history.
pub async fn remove_paper(ctx: &Ctx, id: PaperId) -> Result<Paper, PaperError> {
    let mut tx = ctx.begin().await?;
    let paper = store::paper(&mut tx, id).await?.ok_or(PaperError::NoSuch)?;
    let item = store::item(&mut tx, paper.item()).await?.ok_or(PaperError::NoSuch)?;
    let meeting = store::meeting(&mut tx, item.meeting()).await?.ok_or(PaperError::NoSuch)?;
    let permit = ctx.permit(CHANGE_AGENDA, meeting.subject())?;

    meeting.agenda_open()?;

    store::remove_paper(&mut tx, id).await?;
    let event = Event::new("paper removed", "item", item.id()).before(&paper);
    tx.record(permit, event).await?.commit().await?;
    Ok(paper)
}

/// Whether who asks may read papers with this marking on an item with these rulings, or why not. An open paper of a meeting that
/// is not public is for partners.
pub fn may_read(ctx: &Ctx, meeting: &Meeting, marking: Marking, ruled: &Ruled) -> Result<(), Refused> {
    let marking = marking_now(marking, ruled, meeting.state() == State::Held);
    let marking = if marking == Marking::Open && !meeting.in_public() { Marking::Partnership } else { marking };
    ctx.permit(marking.act(), meeting.subject().with(ruled.withholding())).map(|_permit| ())
}
