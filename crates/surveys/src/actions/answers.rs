//! Answers without names. History knows that somebody answered, and never what: the event carries nothing.

use crate::acts::{ANSWER_CONFIDENCE, ANSWER_RECALL, READ_PARTNER};
use crate::level::{self, Confidence, Level};
use crate::principle::PrincipleId;
use crate::reading::{self, Reading};
use crate::recall::{self, Answer};
use crate::round::{self, Kind, Round, RoundId};
use crate::store;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, BodyId, Id, OrganisationId, Role, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What somebody ticked, by principle.
pub type Levels = BTreeMap<PrincipleId, Level>;

/// Why an answer is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    #[error(transparent)]
    Round(#[from] round::Refusal),
    #[error(transparent)]
    Recall(#[from] recall::Refusal),
    #[error(transparent)]
    Level(#[from] level::Refusal),
    #[error(transparent)]
    Reading(#[from] reading::Refusal),
}

impl AnswerRefusal {
    pub const fn field(&self) -> &'static str {
        match self {
            AnswerRefusal::Round(why) => why.field(),
            AnswerRefusal::Recall(_) => "answer",
            AnswerRefusal::Level(_) => "words",
            AnswerRefusal::Reading(why) => why.field(),
        }
    }
}

verb_error!(AnswerError, "there is no such round", AnswerRefusal, AnswerRefusal::field);

/// Writes the priorities that somebody remembers.
pub async fn answer_recall(ctx: &Ctx, id: RoundId, text: &str) -> Result<(), AnswerError> {
    let answer = Answer::write(text).map_err(AnswerRefusal::from)?;
    let round = round_of(ctx, id, Kind::Recall).await?;
    put(ctx, &round, round.place().any(), (ANSWER_RECALL, round.subject()), answer).await
}

/// Says how far the chair of a body is fair. The chair is not asked, nor who only watches.
pub async fn answer_confidence(ctx: &Ctx, id: RoundId, answer: Confidence) -> Result<(), AnswerError> {
    let round = round_of(ctx, id, Kind::Confidence).await?;
    let body = round.subject().body.ok_or(AnswerError::NoSuch)?;
    if let Some(why) = not_asked(ctx, body) {
        return Err(AnswerRefusal::from(round::Refusal::NotAsked { why }).into());
    }
    put(ctx, &round, body.any(), (ANSWER_CONFIDENCE, round.subject()), answer).await
}

/// Why this person is not asked about the chair of a body. None: they are.
pub(crate) fn not_asked(ctx: &Ctx, body: BodyId) -> Option<&'static str> {
    let here = ctx.actor().held().iter().filter(|seat| seat.body == Some(body));
    let roles: Vec<Role> = here.map(|seat| seat.role).collect();
    match () {
        () if roles.is_empty() => Some("only members of this body are"),
        () if roles.contains(&Role::Chair) => Some("this is about you"),
        () if roles.iter().all(|role| *role == Role::Observer) => Some("observers are not"),
        () => None,
    }
}

/// Says how far another partner lives the principles that it signed.
pub async fn read_partner(ctx: &Ctx, id: RoundId, partner: OrganisationId, levels: &Levels) -> Result<(), AnswerError> {
    let round = round_of(ctx, id, Kind::Behaviour).await?;
    let set = round.about().id.ok_or(AnswerError::NoSuch)?;
    let principles = store::principles(&mut *ctx.read().await?, Id::from_number(set.number())).await?;
    let reading = Reading::of(&principles, levels).map_err(AnswerRefusal::from)?;
    put(ctx, &round, partner.any(), (READ_PARTNER, Subject::owned(round.place(), partner)), reading).await
}

async fn round_of(ctx: &Ctx, id: RoundId, kind: Kind) -> Result<Round, AnswerError> {
    let found = store::round(&mut *ctx.read().await?, id).await?;
    found.filter(|round| round.kind() == kind).ok_or(AnswerError::NoSuch)
}

/// Puts an answer into its urn and a name on the list beside it, in one write and with nothing to join them.
async fn put<A>(
    ctx: &Ctx,
    seen: &Round,
    about: Id<Anything>,
    (act, subject): (Act, Subject),
    answer: A,
) -> Result<(), AnswerError>
where
    A: Ord + Serialize + DeserializeOwned,
{
    let mut tx = ctx.begin().await?;
    // Whoever closes the round, or answers it, at the same moment waits here.
    if !store::take_urn(&mut tx, seen.id(), about).await? {
        return Err(AnswerError::NoSuch);
    }
    let round = store::round(&mut tx, seen.id()).await?.ok_or(AnswerError::NoSuch)?;
    let permit = ctx.permit(act, subject)?;
    let person = ctx.person_id().ok_or(folkmoot_kernel::Refused::SignInFirst)?;

    let before = store::has_answered(&mut tx, round.id(), about, person).await?;
    round.may_answer(ctx.now().date(), before).map_err(AnswerRefusal::from)?;
    let urn = store::stored_urn(&mut tx, round.id(), about).await?.put(answer);

    store::put_answer(&mut tx, round.id(), about, &urn).await?;
    store::add_ticket(&mut tx, round.id(), about, person).await?;
    let event = Event::new("answer given", round.kind().key(), round.id());
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}
