//! Adoption of a decision by organisations, each for itself: asked, answered.

use crate::acts::{ADOPT, ASK_ADOPTION};
use crate::adoption::{Adoption, Answer, Refusal};
use crate::decision::DecisionId;
use crate::store;
use folkmoot_kernel::OrganisationId;
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against asking for adoption or answering.
    AdoptionError, "there is no such decision", Refusal, Refusal::field);

/// Asks organisations to decide for themselves.
pub async fn ask_adoption(
    ctx: &Ctx,
    id: DecisionId,
    organisations: &[OrganisationId],
) -> Result<Vec<Adoption>, AdoptionError> {
    let mut tx = ctx.begin().await?;
    let decision = store::decision(&mut tx, id).await?.ok_or(AdoptionError::NoSuch)?;
    let permit = ctx.permit(ASK_ADOPTION, decision.subject())?;
    let asked: Vec<_> = store::adoptions(&mut tx, id).await?.iter().map(Adoption::organisation).collect();

    let new = Adoption::ask(&decision, organisations, &asked, tx.now())?;

    for one in &new {
        store::add_adoption(&mut tx, one).await?;
    }
    tx.record(permit, Event::new("adoption asked for", "decision", id).after(&new)).await?.commit().await?;
    Ok(new)
}

/// What an organisation decided for itself.
pub async fn answer_adoption(
    ctx: &Ctx,
    id: DecisionId,
    organisation: OrganisationId,
    version: i64,
    answer: Answer,
) -> Result<Adoption, AdoptionError> {
    let mut tx = ctx.begin().await?;
    let before = store::adoption(&mut tx, id, organisation).await?.ok_or(AdoptionError::NoSuch)?;
    let permit = ctx.permit(ADOPT, before.subject())?;

    let after = before.clone().answered(answer, ctx.person_id(), tx.now().date())?;

    store::save_adoption(&mut tx, &after, version).await?;
    let event = Event::new("adoption answered", "decision", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
