//! What is asked before a decision: stakes and the check-list; and how a body meets.

use crate::acts::{ANSWER_CHECKS, CHANGE_HOUSE_RULES, WRITE_STAKE};
use crate::check::{self, Check, CheckOf, Evidence, Question};
use crate::decision::Decision;
use crate::house_rules::{ChairFrom, HouseRules};
use crate::item::ItemId;
use crate::stake::{Opening, Stake, Words};
use crate::{house_rules, stake, store};
use folkmoot_kernel::{BodyId, OrganisationId, Subject};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against writing a stake.
    StakeError, "there is no such item, or this organisation has no voice on the body", stake::Refusal, stake::Refusal::field);
verb_error!(
    /// What can be said against answering the check-list.
    CheckError, "there is no such item or decision", check::Refusal, check::Refusal::field);
verb_error!(
    /// What can be said against house rules.
    HouseRulesError, "there is no such body", house_rules::Refusal, |_| "paper_days");

/// Writes what an organisation stands to gain, to lose, or is told, while its item is not open.
pub async fn write_stake(
    ctx: &Ctx,
    id: ItemId,
    organisation: OrganisationId,
    version: i64,
    words: Words,
) -> Result<Stake, StakeError> {
    let mut tx = ctx.begin().await?;
    let item = store::item(&mut tx, id).await?.ok_or(StakeError::NoSuch)?;
    let meeting = store::meeting(&mut tx, item.meeting()).await?.ok_or(StakeError::NoSuch)?;
    let permit = ctx.permit(WRITE_STAKE, Subject::said(meeting.place(), meeting.body(), organisation))?;
    let all = store::stakes_of_item(&mut tx, id).await?;
    let before = all.into_iter().find(|stake| stake.organisation() == organisation);

    let when = (Opening::of(&meeting, tx.now()), tx.now());
    let after = match before.clone() {
        Some(before) => before.change(words, ctx.person_id(), when)?,
        None => Stake::write(id, organisation, words, ctx.person_id(), when)?,
    };

    match &before {
        Some(_) => store::save_stake(&mut tx, &after, version).await?,
        None => store::add_stake(&mut tx, &after).await?,
    }
    // What was written is for partners once the item is open; history of the item tells that it was written.
    tx.record(permit, Event::new("stake written", "item", id)).await?.commit().await?;
    Ok(after)
}

/// One answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub question: Question,
    pub words: String,
    pub evidence: Evidence,
}

/// On what the check-list of a decision hangs: its item, or itself.
pub const fn checks_of(decision: &Decision) -> CheckOf {
    match decision.item() {
        Some(item) => CheckOf::Item(item),
        None => CheckOf::Decision(decision.id()),
    }
}

/// Answers questions of a check-list. Those that are not among them keep their answers.
pub async fn answer_checks(ctx: &Ctx, of: CheckOf, answers: Vec<Answered>) -> Result<Vec<Check>, CheckError> {
    let mut tx = ctx.begin().await?;
    let (subject, is_closed) = ground(&mut tx, of).await?;
    let permit = ctx.permit(ANSWER_CHECKS, subject)?;
    if is_closed {
        return Err(check::Refusal::Closed.into());
    }

    let mut checks = Vec::new();
    for one in answers {
        check_paper(&mut tx, of, &one).await?;
        let check = Check::answer(one.question, &one.words, one.evidence, ctx.person_id(), tx.now())?;
        checks.push((tx.new_id(), check));
    }

    store::save_checks(&mut tx, of, &checks).await?;
    let checks: Vec<Check> = checks.into_iter().map(|(_, check)| check).collect();
    let event = match of {
        CheckOf::Item(id) => Event::new("check-list answered", "item", id),
        CheckOf::Decision(id) => Event::new("check-list answered", "decision", id),
    };
    tx.record(permit, event.after(&checks)).await?.commit().await?;
    Ok(checks)
}

/// Whose it is, and whether it is too late: what is open is answered for even when the minutes are approved already.
async fn ground(db: &mut Conn, of: CheckOf) -> Result<(Subject, bool), CheckError> {
    match of {
        CheckOf::Item(id) => {
            let item = store::item(db, id).await?.ok_or(CheckError::NoSuch)?;
            let meeting = store::meeting(db, item.meeting()).await?.ok_or(CheckError::NoSuch)?;
            let decisions = store::decisions_of_item(db, id).await?;
            let is_closed = match decisions.is_empty() {
                true => meeting.agenda_open().is_err(),
                false => decisions.iter().all(|decision| decision.closed().is_some()),
            };
            Ok((meeting.subject(), is_closed))
        }
        CheckOf::Decision(id) => {
            let decision = store::decision(db, id).await?.ok_or(CheckError::NoSuch)?;
            Ok((decision.subject(), decision.closed().is_some()))
        }
    }
}

async fn check_paper(db: &mut Conn, of: CheckOf, answer: &Answered) -> Result<(), CheckError> {
    let Evidence::Paper(paper) = answer.evidence else { return Ok(()) };
    let paper = store::paper(db, paper).await?;
    let is_here = matches!((of, paper), (CheckOf::Item(item), Some(paper)) if paper.item() == item);
    is_here.then_some(()).ok_or_else(|| check::Refusal::PaperElsewhere(answer.question).into())
}

/// Chooses by when papers are there, and says where the chair comes from.
pub async fn choose_house_rules(
    ctx: &Ctx,
    body: BodyId,
    version: i64,
    (paper_days, chair): (i64, ChairFrom),
) -> Result<HouseRules, HouseRulesError> {
    let mut tx = ctx.begin().await?;
    let body = store::body(&mut tx, body).await?.ok_or(HouseRulesError::NoSuch)?;
    let permit = ctx.permit(CHANGE_HOUSE_RULES, body.subject())?;
    register::place(&mut tx, body.place()).await?.ok_or(HouseRulesError::NoSuch)?;
    let before = store::house_rules(&mut tx, body.id()).await?;

    let after = before.choose(paper_days, chair)?;

    store::save_house_rules(&mut tx, &after, version).await?;
    let event = Event::new("house rules chosen", "body", body.id()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
