//! Erasing somebody to the last trace: their address and what is theirs alone; their name too, if it is asked; what others wrote of
//! them, where it was ticked.

use super::erased_file::ErasedFile;
use super::search::{FOUND_MAX, Passage, passages};
use crate::acts::ERASE;
use crate::phrase::Phrase;
use crate::store;
use crate::table::{HISTORY, PEOPLE, SEARCHES, TABLES};
use crate::wants::Commitments;
use folkmoot_kernel::{PersonId, Subject, Timestamp};
use folkmoot_register::person::{Person, Standing};
use folkmoot_register::store as register;
use folkmoot_store::personal::{delete_of, rewrite};
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::{Ctx, verb_error};

/// How much of somebody goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Address, sign-in and what is theirs alone; their name stays on what they did in a seat.
    Contact,
    /// Their name too, everywhere.
    Name,
}

impl Extent {
    pub const fn key(self) -> &'static str {
        match self {
            Extent::Contact => "contact",
            Extent::Name => "name",
        }
    }

    /// Whether nothing more goes with the other.
    pub fn covers(self, other: Self) -> bool {
        self == other || self == Extent::Name
    }

    pub fn read(key: &str) -> Option<Self> {
        [Extent::Contact, Extent::Name].into_iter().find(|extent| extent.key() == key)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("They hold {0} today. End their terms first, so that others can take the seats over")]
    Seated(String),
    #[error("They administer this site: take that from them first, on the server's command line")]
    Administrator,
    #[error("Nobody erases themselves: ask another administrator")]
    Oneself,
}

verb_error!(EraseError, "there is no such person", Refusal, |_| "extent");

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Erased {
    pub passages: usize,
    pub deleted: u64,
}

/// The name of who was erased.
const NAMELESS: &str = "Somebody who was erased";

/// What is looked for to erase a person.
fn phrases(person: &Person, extent: Extent) -> Vec<Phrase> {
    let details = person.details();
    let name = if extent == Extent::Name { details.name.as_str() } else { "" };
    [&details.email, &details.phone, name].into_iter().filter_map(Phrase::of).collect()
}

/// What others wrote in which the person's name, address or telephone number stands.
pub async fn passages_of(db: &mut Conn, person: &Person, extent: Extent) -> Result<Vec<Passage>, Error> {
    let all = passages(db, &phrases(person, extent)).await?;
    Ok(all.into_iter().filter(|one| !goes_anyway(&one.cell.table)).collect())
}

/// Rows of people are emptied or are others'; searches for them are deleted.
fn goes_anyway(table: &str) -> bool {
    [PEOPLE, SEARCHES].contains(&table)
}

/// Stands for every passage that was not listed one by one.
pub const THE_REST: &str = "rest";

/// The passages that are listed one by one, and how many there are beside them.
pub fn listed(passages: &[Passage]) -> (&[Passage], usize) {
    let (listed, rest) = passages.split_at(passages.len().min(FOUND_MAX));
    (listed, rest.len())
}

/// What was ticked, the rest of what was not listed with it.
fn ticked(passages: Vec<Passage>, ids: &[&str]) -> Vec<Passage> {
    let is_ticked = |nth: usize, one: &Passage| match nth < FOUND_MAX {
        true => ids.contains(&one.id.as_str()),
        false => ids.contains(&THE_REST),
    };
    let numbered = passages.into_iter().enumerate();
    numbered.filter(|(nth, one)| is_ticked(*nth, one)).map(|(_, one)| one).collect()
}

/// Erases a person, and strikes them out of the passages with these ids, and [`THE_REST`]. Nothing is left in the file of the database afterwards.
pub async fn erase(ctx: &Ctx, id: PersonId, extent: Extent, ids: &[&str]) -> Result<Erased, EraseError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(ERASE, Subject::default())?;
    let person = register::person(&mut tx, id).await?.ok_or(EraseError::NoSuch)?;
    refuse(ctx, &mut tx, &person).await?;

    let passages = passages_of(&mut tx, &person, extent).await?;
    let erased = erase_all(ctx, &mut tx, &person, extent, ticked(passages, ids)).await?;

    let at = tx.now();
    tx.record(permit, Event::new("person erased", "person", id)).await?.commit().await?;
    note_outside(ctx, id, extent, at);
    ctx.store().scrub().await?;
    Ok(erased)
}

async fn refuse(ctx: &Ctx, db: &mut Conn, person: &Person) -> Result<(), EraseError> {
    if ctx.person_id() == Some(person.id()) {
        return Err(Refusal::Oneself.into());
    }
    if person.standing() == Standing::Administrator {
        return Err(Refusal::Administrator.into());
    }
    match register::held_by(db, person.id(), ctx.now().date()).await?.len() {
        0 => Ok(()),
        1 => Err(Refusal::Seated("a seat".to_owned()).into()),
        seats => Err(Refusal::Seated(format!("{seats} seats")).into()),
    }
}

/// All of it in one write: passages, rows that are theirs alone, their own row, and that it was done.
pub(crate) async fn erase_all(
    ctx: &Ctx,
    tx: &mut Tx,
    person: &Person,
    extent: Extent,
    ticked: Vec<Passage>,
) -> Result<Erased, Error> {
    let phrases = phrases(person, extent);
    // What is theirs goes first, as long as it still names them.
    let mut deleted = store::forget_searches(tx, &phrases).await?;
    for kept in TABLES.iter().filter(|kept| kept.goes_with_people()) {
        deleted += delete_of(tx, kept.table, kept.people, person.id()).await?;
        let email = kept.email.as_slice();
        deleted += delete_of(tx, kept.table, email, person.details().email.clone()).await?;
    }
    strike(ctx, tx, &phrases, &ticked).await?;
    let (today, now) = (tx.now().date(), tx.now());
    let name = (extent == Extent::Name).then_some(NAMELESS);
    register::erase_person(tx, person.id(), name, today).await?;
    let erased = Erased { passages: ticked.len(), deleted };
    store::add_erasure(tx, person.id(), now, ctx.person_id(), extent.key(), erased).await?;
    Ok(erased)
}

/// Strikes the person out of what others wrote. Commitments of lines of history that change lose their salt: nobody can tell any
/// more what they were of, and every proof still holds.
async fn strike(ctx: &Ctx, tx: &mut Tx, phrases: &[Phrase], ticked: &[Passage]) -> Result<(), Error> {
    for one in ticked {
        let text = phrases.iter().fold(one.cell.text.clone(), |text, phrase| phrase.struck(&text));
        rewrite(tx, &one.cell, &text).await?;
    }
    let of_history = ticked.iter().filter(|one| one.cell.table == HISTORY);
    let lines: Vec<i64> = of_history.filter_map(|one| one.cell.key.parse().ok()).collect();
    match ctx.wanted::<dyn Commitments>() {
        Some(commitments) => commitments.forget(tx, &lines).await,
        None => Ok(()),
    }
}

/// So that a backup from before, put back, is erased again. What cannot be written now is written at the next start.
fn note_outside(ctx: &Ctx, person: PersonId, extent: Extent, at: Timestamp) {
    if let Some(file) = ctx.wanted::<ErasedFile>()
        && let Err(err) = file.add(person, extent, at)
    {
        tracing::error!(%err, "an erasure could not be noted outside the database; the next start tries again");
    }
}
