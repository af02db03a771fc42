//! Principles, signatures, views of one's own, replies, and the one thing to change.

use super::Levels;
use crate::acts::{CHANGE_PRINCIPLES, REPLY_TO_READING, SAY_OWN_VIEW, SIGN_PRINCIPLES};
use crate::principle::{self, ACEVO_SEVEN, Principle, PrincipleSet, SetId, Source};
use crate::reading::{self, OneThing, Outcome, Pledge, PledgeId};
use crate::round::{Kind, Round, RoundId};
use crate::store;
use crate::urn::Outcome as UrnOutcome;
use folkmoot_kernel::{OrganisationId, PlaceId, Subject};
use folkmoot_store::{Event, Tx};
use folkmoot_web::{Ctx, verb_error};

verb_error!(PrincipleError, "there are no such principles", principle::Refusal, principle::Refusal::field);
verb_error!(PledgeError, "there is no such reading", reading::Refusal, reading::Refusal::field);

/// Writes down principles that partners may sign: ACEVO's seven, or those in `own`, "Name: sentence" on each line.
pub async fn adopt_principles(
    ctx: &Ctx,
    place: PlaceId,
    title: &str,
    source: Source,
    own: &str,
) -> Result<PrincipleSet, PrincipleError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(PrincipleError::NoSuch)?;
    let permit = ctx.permit(CHANGE_PRINCIPLES, Subject::place(place))?;

    let set = PrincipleSet::adopt(tx.new_id(), place, title, source, ctx.now().date())?;
    let named: Vec<(String, String)> = match source {
        Source::Acevo2014 => ACEVO_SEVEN.map(|(name, sentence)| (name.to_owned(), sentence.to_owned())).to_vec(),
        Source::Own => principle::read_own(own)?,
    };
    let principle = |(number, (title, sentence))| Principle { id: tx.new_id(), number, title, sentence };
    let principles: Vec<Principle> = (1..).zip(named).map(principle).collect();

    store::add_set(&mut tx, &set, &principles).await?;
    tx.record(permit, Event::new("principles adopted", "principles", set.id()).after(&set)).await?.commit().await?;
    Ok(set)
}

/// No more signatures and readings; what was signed and read stays.
pub async fn end_principles(ctx: &Ctx, id: SetId, version: i64) -> Result<PrincipleSet, PrincipleError> {
    let mut tx = ctx.begin().await?;
    let before = store::principle_set(&mut tx, id).await?.ok_or(PrincipleError::NoSuch)?;
    let permit = ctx.permit(CHANGE_PRINCIPLES, before.subject())?;

    let after = before.clone().end(ctx.now().date())?;

    store::save_set(&mut tx, &after, version).await?;
    let event = Event::new("principles ended", "principles", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Signs for an organisation, on this day.
pub async fn sign_principles(ctx: &Ctx, id: SetId, organisation: OrganisationId) -> Result<(), PrincipleError> {
    let mut tx = ctx.begin().await?;
    let set = store::principle_set(&mut tx, id).await?.ok_or(PrincipleError::NoSuch)?;
    let permit = ctx.permit(SIGN_PRINCIPLES, Subject::owned(set.place(), organisation))?;

    if !folkmoot_register::store::is_partner(&mut tx, set.place(), organisation).await? {
        return Err(principle::Refusal::NotAPartner.into());
    }
    let before = store::signed_on(&mut tx, id, organisation).await?;
    let signature = set.sign(organisation, before, ctx.now().date())?;

    store::add_signature(&mut tx, id, signature, ctx.person_id()).await?;
    tx.record(permit, Event::new("principles signed", "principles", id).after(&signature)).await?.commit().await?;
    Ok(())
}

/// Says how an organisation sees itself, before it sees how others do.
pub async fn say_own_view(
    ctx: &Ctx,
    id: RoundId,
    organisation: OrganisationId,
    levels: &Levels,
) -> Result<(), PledgeError> {
    let mut tx = ctx.begin().await?;
    let round = reading_of(&mut tx, id).await?;
    let permit = ctx.permit(SAY_OWN_VIEW, Subject::owned(round.place(), organisation))?;

    let set = round.about().id.ok_or(PledgeError::NoSuch)?;
    let principles = store::principles(&mut tx, folkmoot_kernel::Id::from_number(set.number())).await?;
    let view = reading::Reading::of(&principles, levels)?;
    if !round.is_open(ctx.now().date()) {
        return Err(reading::Refusal::TooLate.into());
    }

    store::save_own_view(&mut tx, id, organisation, view.levels()).await?;
    tx.record(permit, Event::new("own view given", "behaviour", id).after(&view)).await?.commit().await?;
    Ok(())
}

/// Replies to how an organisation was read.
pub async fn reply_to_reading(
    ctx: &Ctx,
    id: RoundId,
    organisation: OrganisationId,
    words: &str,
) -> Result<(), PledgeError> {
    let mut tx = ctx.begin().await?;
    let round = reading_of(&mut tx, id).await?;
    let permit = ctx.permit(REPLY_TO_READING, Subject::owned(round.place(), organisation))?;

    is_shown(&mut tx, &round, organisation).await?;
    let words = reading::words(words)?;

    store::save_reply(&mut tx, (id, organisation.any()), &words, ctx.person_id(), ctx.now().date()).await?;
    tx.record(permit, Event::new("reading replied to", "behaviour", id).after(&words)).await?.commit().await?;
    Ok(())
}

/// Names one thing that the organisation will change.
pub async fn name_one_thing(
    ctx: &Ctx,
    id: RoundId,
    organisation: OrganisationId,
    thing: OneThing,
) -> Result<Pledge, PledgeError> {
    let mut tx = ctx.begin().await?;
    let round = reading_of(&mut tx, id).await?;
    let permit = ctx.permit(REPLY_TO_READING, Subject::owned(round.place(), organisation))?;

    is_shown(&mut tx, &round, organisation).await?;
    let open = store::open_pledges(&mut tx, round.place(), organisation).await?;
    let pledge = Pledge::name(tx.new_id(), (id, round.place(), organisation), thing, open, ctx.now().date())?;

    store::add_pledge(&mut tx, &pledge).await?;
    tx.record(permit, Event::new("one thing named", "pledge", pledge.id()).after(&pledge)).await?.commit().await?;
    Ok(pledge)
}

/// Says what became of the one thing.
pub async fn follow_up(
    ctx: &Ctx,
    id: PledgeId,
    version: i64,
    outcome: Outcome,
    sentence: &str,
) -> Result<Pledge, PledgeError> {
    let mut tx = ctx.begin().await?;
    let before = store::pledge(&mut tx, id).await?.ok_or(PledgeError::NoSuch)?;
    let permit = ctx.permit(REPLY_TO_READING, Subject::owned(before.place(), before.organisation()))?;

    let after = before.clone().follow_up(outcome, sentence, ctx.now().date())?;

    store::save_pledge(&mut tx, &after, version).await?;
    let event = Event::new("one thing followed up", "pledge", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

async fn reading_of(tx: &mut Tx, id: RoundId) -> Result<Round, PledgeError> {
    let found = store::round(tx, id).await?;
    found.filter(|round| round.kind() == Kind::Behaviour).ok_or(PledgeError::NoSuch)
}

async fn is_shown(tx: &mut Tx, round: &Round, organisation: OrganisationId) -> Result<(), PledgeError> {
    if !round.is_closed() {
        return Err(reading::Refusal::NotYet { on: round.closes_on() }.into());
    }
    let urns = store::urns(tx, round.place(), Kind::Behaviour).await?;
    let own = urns.iter().find(|urn| urn.round_id == round.id() && urn.about_id == organisation.any());
    match own.and_then(|urn| urn.outcome()) {
        Some(UrnOutcome::Shown) => Ok(()),
        Some(_) => Err(reading::Refusal::NothingShown.into()),
        None => Err(PledgeError::NoSuch),
    }
}
