//! Rounds: opened, closed, shown to more people; lines of a recall check settled; the chair's reply.

use crate::acts::{OPEN_ROUND, RECONCILE, REPLY_AS_CHAIR, SETTLE_RECALL};
use crate::principle::SetId;
use crate::reading;
use crate::recall::{Remembered, Settled};
use crate::round::{About, Ask, Audience, Kind, Refusal, Round, RoundId};
use crate::store;
use crate::urn::Outcome;
use crate::wants::{Ground, MeetingNow};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, BodyId, Crowd, Id, PlaceId, Role, Subject};
use folkmoot_store::{Event, Tx};
use folkmoot_web::{Ctx, verb_error};

verb_error!(RoundError, "there is no such round", Refusal, Refusal::field);

/// Opens a recall check for the place, at a meeting or by link.
pub async fn open_recall(
    ctx: &Ctx,
    place: PlaceId,
    ask: Ask,
    meeting: Option<MeetingNow>,
) -> Result<Round, RoundError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(RoundError::NoSuch)?;
    let permit = ctx.permit(OPEN_ROUND, Subject::place(place))?;

    let priorities = priorities(ctx, &mut tx, place).await?;
    if priorities.is_empty() {
        return Err(Refusal::Nothing { why: "this place has chosen no priority yet" }.into());
    }
    let about = meeting.map_or(About { id: None, name: String::new() }, |at| About { id: Some(at.id), name: at.words });
    let round = new_round(ctx, &mut tx, place, Kind::Recall, about, ask).await?;

    store::add_round(&mut tx, &round).await?;
    store::add_remembered(&mut tx, round.id(), &priorities).await?;
    store::add_urn(&mut tx, round.id(), place.any()).await?;
    tx.record(permit, opened(&round)).await?.commit().await?;
    Ok(round)
}

/// Asks the members of a body how far its chair is fair.
pub async fn open_confidence(ctx: &Ctx, place: PlaceId, body: BodyId, ask: Ask) -> Result<Round, RoundError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(OPEN_ROUND, Subject::place(place))?;
    let ground = ctx.wanted::<dyn Ground>().ok_or(RoundError::NoSuch)?;
    let bodies = ground.bodies(&mut tx, place).await?;
    let named = bodies.into_iter().find(|one| one.id == body).ok_or(RoundError::NoSuch)?;

    let about = About { id: Some(body.any()), name: named.name };
    let round = new_round(ctx, &mut tx, place, Kind::Confidence, about, ask).await?;

    store::add_round(&mut tx, &round).await?;
    store::add_urn(&mut tx, round.id(), body.any()).await?;
    tx.record(permit, opened(&round)).await?.commit().await?;
    Ok(round)
}

/// Asks partners how far each of those who signed lives the principles.
pub async fn open_reading(ctx: &Ctx, set: SetId, ask: Ask) -> Result<Round, RoundError> {
    let mut tx = ctx.begin().await?;
    let signed_up = store::principle_set(&mut tx, set).await?.ok_or(RoundError::NoSuch)?;
    let permit = ctx.permit(OPEN_ROUND, signed_up.subject())?;

    let partners = store::signatures(&mut tx, set).await?;
    if partners.len() < 2 {
        return Err(Refusal::Nothing { why: "fewer than two partners have signed these principles" }.into());
    }
    let about = About { id: Some(set.any()), name: signed_up.title().to_owned() };
    let round = new_round(ctx, &mut tx, signed_up.place(), Kind::Behaviour, about, ask).await?;

    store::add_round(&mut tx, &round).await?;
    for partner in &partners {
        store::add_urn(&mut tx, round.id(), partner.organisation.any()).await?;
    }
    tx.record(permit, opened(&round)).await?.commit().await?;
    Ok(round)
}

/// Closes a round before its last day, or on it. What may be shown of it is drawn from who answered, once and for all.
pub async fn close_round(ctx: &Ctx, id: RoundId, version: i64) -> Result<Round, RoundError> {
    close(ctx, id, Some(version), OPEN_ROUND).await
}

/// Closes a round whose last day is over.
pub async fn close_due(ctx: &Ctx, id: RoundId) -> Result<Round, RoundError> {
    close(ctx, id, None, RECONCILE).await
}

async fn close(ctx: &Ctx, id: RoundId, version: Option<i64>, act: Act) -> Result<Round, RoundError> {
    let mut tx = ctx.begin().await?;
    let before = store::round(&mut tx, id).await?.ok_or(RoundError::NoSuch)?;
    let permit = ctx.permit(act, before.subject())?;

    let after = before.clone().close(ctx.now())?;
    let outcomes = outcomes(&mut tx, &before).await?;

    store::save_round(&mut tx, &after, version.unwrap_or(before.version())).await?;
    for (about, outcome) in outcomes {
        store::save_outcome(&mut tx, id, about, outcome).await?;
    }
    let event = Event::new("round closed", after.kind().key(), id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// What becomes of each urn, from who answered now and in the rounds that were shown before.
async fn outcomes(tx: &mut Tx, round: &Round) -> Result<Vec<(Id<Anything>, Outcome)>, RoundError> {
    let (earlier, crowds) = store::crowds(tx, round).await?;
    let nobody = Crowd::default();
    let asked = store::asked_about(tx, round.id()).await?;
    let outcome = |about: Id<Anything>| {
        let before: Vec<Crowd> = earlier.iter().filter_map(|id| crowds.get(&(*id, about)).cloned()).collect();
        (about, Outcome::of(crowds.get(&(round.id(), about)).unwrap_or(&nobody), &before))
    };
    Ok(asked.into_iter().map(outcome).collect())
}

/// Shows what came of a round to more people.
pub async fn widen_round(ctx: &Ctx, id: RoundId, version: i64, audience: Audience) -> Result<Round, RoundError> {
    let mut tx = ctx.begin().await?;
    let before = store::round(&mut tx, id).await?.ok_or(RoundError::NoSuch)?;
    let permit = ctx.permit(OPEN_ROUND, before.subject())?;

    let urns = store::urns(&mut tx, before.place(), before.kind()).await?;
    let shown = urns.iter().any(|urn| urn.round_id == id && urn.outcome().is_some_and(Outcome::is_shown));
    let after = before.clone().widen(audience, ctx.now().date(), shown)?;

    store::save_round(&mut tx, &after, version).await?;
    let event = Event::new("result shown to more people", after.kind().key(), id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Settles which priority lines mean.
pub async fn settle_recall(ctx: &Ctx, id: RoundId, settled: &Settled) -> Result<(), RoundError> {
    let mut tx = ctx.begin().await?;
    let round =
        store::round(&mut tx, id).await?.filter(|round| round.kind() == Kind::Recall).ok_or(RoundError::NoSuch)?;
    let permit = ctx.permit(SETTLE_RECALL, round.subject())?;
    if !round.is_closed() {
        return Err(Refusal::StillOpen.into());
    }

    store::save_meanings(&mut tx, id, settled, ctx.person_id()).await?;
    let event = Event::new("recall check settled", "recall", id).after(&settled.len());
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}

/// The chair says something to a confidence note.
pub async fn reply_as_chair(ctx: &Ctx, id: RoundId, words: &str) -> Result<(), RoundError> {
    let mut tx = ctx.begin().await?;
    let round =
        store::round(&mut tx, id).await?.filter(|round| round.kind() == Kind::Confidence).ok_or(RoundError::NoSuch)?;
    let subject = round.subject();
    let permit = ctx.permit(REPLY_AS_CHAIR, subject)?;

    let body = subject.body.ok_or(RoundError::NoSuch)?;
    let chairs = ctx.actor().held().iter().any(|seat| seat.body == Some(body) && seat.role == Role::Chair);
    match reading::words(words) {
        _ if !chairs => return Err(Refusal::NotAsked { why: "only the chair replies to this" }.into()),
        _ if !round.is_closed() => return Err(Refusal::StillOpen.into()),
        Err(_) => return Err(Refusal::Nothing { why: "write a few words" }.into()),
        Ok(words) => store::save_reply(&mut tx, (id, body.any()), &words, ctx.person_id(), ctx.now().date()).await?,
    }

    tx.record(permit, Event::new("chair replied", "confidence", id).after(&words)).await?.commit().await?;
    Ok(())
}

async fn priorities(ctx: &Ctx, tx: &mut Tx, place: PlaceId) -> Result<Vec<Remembered>, RoundError> {
    let Some(ground) = ctx.wanted::<dyn Ground>() else { return Ok(Vec::new()) };
    let now = ground.priorities(tx, place, ctx.now().date()).await?;
    let one = |found: crate::wants::PriorityNow| Remembered {
        id: found.id,
        number: found.number,
        title: found.title,
        sentence: found.sentence,
    };
    Ok(now.into_iter().map(one).collect())
}

async fn new_round(
    ctx: &Ctx,
    tx: &mut Tx,
    place: PlaceId,
    kind: Kind,
    about: About,
    ask: Ask,
) -> Result<Round, RoundError> {
    let others = store::open_count(tx, place, kind, about.id).await?;
    Ok(Round::open(tx.new_id(), place, kind, about, ask, ctx.now().date(), others)?)
}

fn opened(round: &Round) -> Event {
    Event::new("round opened", round.kind().key(), round.id()).after(round)
}
