//! A closed decision is put again, with what is new since.

use crate::acts::REOPEN_DECISION;
use crate::decision::{Decision, DecisionId, Draft};
use crate::position::Position;
use crate::power::Power;
use crate::reopening::{Grounds, Refusal, Reopening};
use crate::{decision, store};
use folkmoot_kernel::Timestamp;
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against putting a matter again.
    ReopenError, "there is no such decision", ReopenRefusal, ReopenRefusal::field);

/// The grounds, or the new decision itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReopenRefusal {
    #[error(transparent)]
    Grounds(#[from] Refusal),
    #[error(transparent)]
    Decision(#[from] decision::Refusal),
}

impl ReopenRefusal {
    pub const fn field(&self) -> &'static str {
        match self {
            ReopenRefusal::Grounds(why) => why.field(),
            ReopenRefusal::Decision(why) => why.field(),
        }
    }
}

/// What is put now; body, priority and what it is about are those of the earlier decision, and its power if the body still has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    pub title: String,
    pub text: String,
    pub plain_summary: String,
    pub positions_due: Timestamp,
    pub grounds: Grounds,
}

/// The power of a matter that is put again: as before where the map of who decides still allows that, else to endorse it, so that
/// it goes up.
async fn power_now(ctx: &Ctx, db: &mut Conn, earlier: &Decision) -> Result<Power, Error> {
    let (matter, body) = (earlier.matter(), (earlier.place(), earlier.body()));
    let said = super::mandates::mandate(ctx, db, body, matter.function, ctx.now().date()).await?;
    Ok(match said {
        Some(Ok(map)) if map.allows(earlier.power(), matter.amount).is_err() => Power::Endorse,
        _ => earlier.power(),
    })
}

/// Puts the matter of a closed decision again, in a new decision that cites it.
pub async fn reopen_decision(ctx: &Ctx, id: DecisionId, again: Again) -> Result<Decision, ReopenError> {
    let mut tx = ctx.begin().await?;
    let earlier = store::decision(&mut tx, id).await?.ok_or(ReopenError::NoSuch)?;
    let permit = ctx.permit(REOPEN_DECISION, earlier.subject())?;
    let chain = store::place_in_chain(&mut tx, id).await?;
    let now = tx.now();
    let voices = super::decisions::organisations_with_votes(&mut tx, earlier.body(), now.date()).await?;
    let power = power_now(ctx, &mut tx, &earlier).await?;
    let number = store::next_decision_number(&mut tx, earlier.place()).await?;
    let new_id = tx.new_id();

    let reopening = Reopening::of(new_id, &earlier, chain, again.grounds, now).map_err(ReopenRefusal::from)?;
    let draft = Draft {
        place: earlier.place(),
        body: earlier.body(),
        meeting: None,
        item: None,
        priority: earlier.priority(),
        title: again.title,
        text: again.text,
        plain_summary: again.plain_summary,
        power,
        power_holder: earlier.power_holder().to_owned(),
        power_basis: earlier.power_basis().to_owned(),
        positions_due: again.positions_due,
        matter: earlier.matter(),
    };
    let new = Decision::put(new_id, number, draft, voices.len(), now).map_err(ReopenRefusal::from)?;

    store::add_decision(&mut tx, &new).await?;
    if new.power() != Power::Note {
        let asked: Vec<Position> = voices.into_iter().map(|one| Position::asked(new_id, one)).collect();
        store::add_positions(&mut tx, &asked).await?;
    }
    store::add_reopening(&mut tx, &reopening).await?;
    let of_earlier = Event::new("decision reopened", "decision", id).after(&reopening);
    let also = ctx.permit(REOPEN_DECISION, earlier.subject())?;
    let event = Event::new("decision put", "decision", new_id).after(&new);
    tx.record(permit, event).await?.also(also, of_earlier).await?.commit().await?;
    Ok(new)
}
