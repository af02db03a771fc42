//! Erasures that a database does not know, done again: it was put back from a backup from before them.

use super::erase::{Extent, erase_all, passages_of};
use super::erased_file::{ErasedFile, ErasedFileError};
use crate::acts::ERASE;
use crate::store;
use folkmoot_kernel::{PersonId, Refused, Subject};
use folkmoot_register::store as register;
use folkmoot_store::{Error, Event};
use folkmoot_web::Ctx;

#[derive(Debug, thiserror::Error)]
pub enum RepeatError {
    #[error(transparent)]
    File(#[from] ErasedFileError),
    #[error(transparent)]
    Permit(#[from] Refused),
    #[error("an erasure could not be done again")]
    Store(#[from] Error),
}

/// Does again what the file knows and the database does not, and notes in the file what only the database knows. Says how many
/// people were erased again. Whoever was ticked then is not known: every passage goes.
pub async fn repeat(ctx: &Ctx, file: &ErasedFile) -> Result<usize, RepeatError> {
    let outside = file.read()?;
    let inside = store::erasures(&mut *ctx.read().await?).await?;
    let noted =
        |person: PersonId, extent: Extent| outside.iter().any(|(id, kept)| *id == person && kept.covers(extent));
    for known in inside.iter().filter(|known| !noted(known.person, known.extent)) {
        file.add(known.person, known.extent, known.at)?;
    }
    let done =
        |id: PersonId, extent: Extent| inside.iter().any(|known| known.person == id && known.extent.covers(extent));
    let mut again = 0;
    for (id, extent) in outside.iter().copied().filter(|(id, extent)| !done(*id, *extent)) {
        let mut tx = ctx.begin().await?;
        let permit = ctx.permit(ERASE, Subject::default())?;
        let Some(person) = register::person(&mut tx, id).await? else { continue };
        let passages = passages_of(&mut tx, &person, extent).await?;
        erase_all(ctx, &mut tx, &person, extent, passages).await?;
        tx.record(permit, Event::new("person erased again", "person", id)).await?.commit().await?;
        again += 1;
    }
    if again > 0 {
        ctx.store().scrub().await?;
    }
    Ok(again)
}
