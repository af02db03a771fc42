//! Searching for everything about somebody: the people who are it, and what others wrote of them in their own words.

use crate::acts::SEARCH;
use crate::phrase::Phrase;
use crate::search::{Refusal, Search, SearchId};
use crate::store;
use crate::table::{Kept, PEOPLE, SEARCHES};
use folkmoot_kernel::{PersonId, Refused, Subject};
use folkmoot_register::person::Person;
use folkmoot_register::store as register;
use folkmoot_store::personal::{Cell, cells_like};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(SearchError, "there is no such search", Refusal, Refusal::field);

/// People, and passages, that are shown at once.
pub(crate) const FOUND_MAX: usize = 200;

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    pub people: Vec<Person>,
    pub passages: Vec<Passage>,
    /// There is more than is shown.
    pub more: bool,
}

/// Words of others in which it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The same each time: table, column and row.
    pub id: String,
    /// What lies in the table.
    pub of: &'static str,
    pub words: String,
    pub(crate) cell: Cell,
}

/// Notes who searches for what and why, before anything is found.
pub async fn begin_search(ctx: &Ctx, sought: &str, why: &str) -> Result<SearchId, SearchError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(SEARCH, Subject::default())?;
    let by = ctx.person_id().ok_or(Refused::SignInFirst)?;

    let search = Search::new(tx.new_id(), tx.now(), by, sought, why)?;

    store::add_search(&mut tx, &search).await?;
    tx.record(permit, Event::new("search for somebody", "search", search.id)).await?.commit().await?;
    Ok(search.id)
}

/// Everything in which this stands.
pub async fn found(db: &mut Conn, sought: &str) -> Result<Found, Error> {
    let phrases: Vec<Phrase> = Phrase::of(sought).into_iter().collect();
    let (people, mut passages) = split(passages(db, &phrases).await?);
    let more = passages.len() > FOUND_MAX || people.len() > FOUND_MAX;
    passages.truncate(FOUND_MAX);
    let mut known = Vec::new();
    for id in people.into_iter().take(FOUND_MAX) {
        known.extend(register::person(db, id).await?);
    }
    Ok(Found { people: known, passages, more })
}

/// Rows of people are people; the rest is what others wrote. What was searched for is no finding.
fn split(all: Vec<Passage>) -> (Vec<PersonId>, Vec<Passage>) {
    let (people, passages): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.cell.table == PEOPLE);
    let mut ids: Vec<PersonId> =
        people.iter().filter_map(|one| one.cell.key.parse().ok()).map(PersonId::from_number).collect();
    ids.dedup();
    (ids, passages.into_iter().filter(|one| one.cell.table != SEARCHES).collect())
}

/// Every cell in which one of the phrases stands.
pub(crate) async fn passages(db: &mut Conn, phrases: &[Phrase]) -> Result<Vec<Passage>, Error> {
    let like: Vec<String> = phrases.iter().flat_map(|phrase| phrase.like.clone()).collect();
    let is_meant = |text: &str| phrases.iter().any(|phrase| phrase.is_in(text));
    let cells = cells_like(db, &like, is_meant).await?;
    Ok(cells.into_iter().filter_map(|cell| passage(cell, phrases)).collect())
}

fn passage(cell: Cell, phrases: &[Phrase]) -> Option<Passage> {
    let words = phrases.iter().find_map(|phrase| phrase.passage(&cell.text))?;
    let id = format!("{} {} {}", cell.table, cell.column, cell.key);
    Some(Passage { id, of: Kept::words_of(&cell.table), words, cell })
}
