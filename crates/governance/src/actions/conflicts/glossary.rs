//! The glossary of a place: words added, changed and taken out by its team.

use crate::acts::CHANGE_GLOSSARY;
use crate::glossary::{Meaning, Refusal, Term, TermId};
use crate::store;
use folkmoot_kernel::{PlaceId, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against a word of the glossary.
    TermError, "there is no such word", Refusal, Refusal::field);

pub async fn add_term(ctx: &Ctx, place: PlaceId, word: &str, meanings: Vec<Meaning>) -> Result<Term, TermError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(TermError::NoSuch)?;
    let permit = ctx.permit(CHANGE_GLOSSARY, Subject::place(place))?;

    let term = Term::add(tx.new_id(), place, word, meanings)?;

    if !store::add_term(&mut tx, &term).await? {
        return Err(Refusal::Known.into());
    }
    let event = Event::new("word added to the glossary", "place", place).after(&term);
    tx.record(permit, event).await?.commit().await?;
    Ok(term)
}

pub async fn change_term(
    ctx: &Ctx,
    id: TermId,
    version: i64,
    word: &str,
    meanings: Vec<Meaning>,
) -> Result<Term, TermError> {
    let mut tx = ctx.begin().await?;
    let before = store::term(&mut tx, id).await?.ok_or(TermError::NoSuch)?;
    let permit = ctx.permit(CHANGE_GLOSSARY, Subject::place(before.place()))?;

    let after = before.clone().change(word, meanings)?;
    let others = store::terms(&mut tx, before.place()).await?;
    if others.iter().any(|other| other.id() != id && other.key() == after.key()) {
        return Err(Refusal::Known.into());
    }

    store::save_term(&mut tx, &after, version).await?;
    let event = Event::new("word of the glossary changed", "place", before.place()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

pub async fn remove_term(ctx: &Ctx, id: TermId, version: i64) -> Result<Term, TermError> {
    let mut tx = ctx.begin().await?;
    let before = store::term(&mut tx, id).await?.ok_or(TermError::NoSuch)?;
    let permit = ctx.permit(CHANGE_GLOSSARY, Subject::place(before.place()))?;

    store::remove_term(&mut tx, id, version).await?;
    let event = Event::new("word taken out of the glossary", "place", before.place()).before(&before);
    tx.record(permit, event).await?.commit().await?;
    Ok(before)
}
