//! The glossary of a place.

use crate::glossary::{Meaning, Term, TermId};
use folkmoot_kernel::PlaceId;
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

/// Most words of one place.
const TERMS_MAX: u32 = 1_000;
/// Most meanings of all words of one place.
const MEANINGS_MAX: u32 = 20_000;

row! {
    struct TermRow { id: TermId, place_id: PlaceId, word: String, version: i64 }
}

row! {
    struct MeaningRow { term_id: TermId, sector: String, words: String }
}

impl TermRow {
    fn term(self, meanings: Vec<Meaning>) -> Term {
        Term { id: self.id, place: self.place_id, word: self.word, meanings, version: self.version }
    }
}

/// All words of a place with their meanings, in the order of the alphabet.
pub async fn terms(db: &mut Conn, place: PlaceId) -> Result<Vec<Term>, Error> {
    let rows: Vec<TermRow> = sql("select id, place_id, word, version
           from governance_term
          where place_id = $1
          order by key
          limit $2")
    .bind(place)
    .bind(TERMS_MAX)
    .all(db)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<MeaningRow> = sql("select m.term_id, m.sector, m.words
           from governance_term t
           join governance_meaning m on m.term_id = t.id
          where t.place_id = $1
          order by m.term_id, m.sector
          limit $2")
    .bind(place)
    .bind(MEANINGS_MAX)
    .all(db)
    .await?;
    let mut meanings: BTreeMap<TermId, Vec<Meaning>> = BTreeMap::new();
    for one in found {
        meanings.entry(one.term_id).or_default().push(Meaning { sector: one.sector, words: one.words });
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let own = meanings.remove(&row.id).unwrap_or_default();
            row.term(own)
        })
        .collect())
}

pub async fn term(db: &mut Conn, id: TermId) -> Result<Option<Term>, Error> {
    let row: Option<TermRow> =
        sql("select id, place_id, word, version from governance_term where id = $1").bind(id).maybe(db).await?;
    let Some(row) = row else { return Ok(None) };
    let found: Vec<MeaningRow> = sql("select term_id, sector, words
           from governance_meaning
          where term_id = $1
          order by sector
          limit $2")
    .bind(id)
    .bind(MEANINGS_MAX)
    .all(db)
    .await?;
    let meanings = found.into_iter().map(|one| Meaning { sector: one.sector, words: one.words }).collect();
    Ok(Some(row.term(meanings)))
}

/// Adds a word; false when the place has it.
pub async fn add_term(db: &mut Conn, new: &Term) -> Result<bool, Error> {
    let added = sql("insert into governance_term (id, place_id, word, key)
         values ($1, $2, $3, $4)
         on conflict (place_id, key) do nothing")
    .bind(new.id)
    .bind(new.place)
    .bind(&new.word)
    .bind(new.key())
    .run(db)
    .await?;
    if added == 1 {
        add_meanings(db, new).await?;
    }
    Ok(added == 1)
}

/// Saves a word that was read at `version`.
pub async fn save_term(db: &mut Conn, changed: &Term, version: i64) -> Result<(), Error> {
    sql("update governance_term
            set word = $3, key = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&changed.word)
    .bind(changed.key())
    .run_one(db)
    .await?;
    sql("delete from governance_meaning where term_id = $1").bind(changed.id).run(db).await?;
    add_meanings(db, changed).await
}

async fn add_meanings(db: &mut Conn, term: &Term) -> Result<(), Error> {
    for one in &term.meanings {
        sql("insert into governance_meaning (term_id, sector, words) values ($1, $2, $3)")
            .bind(term.id)
            .bind(&one.sector)
            .bind(&one.words)
            .run(db)
            .await?;
    }
    Ok(())
}

/// Takes a word that was read at `version` out of the glossary.
pub async fn remove_term(db: &mut Conn, id: TermId, version: i64) -> Result<(), Error> {
    sql("delete from governance_meaning where term_id = $1").bind(id).run(db).await?;
    sql("delete from governance_term where id = $1 and version = $2").bind(id).bind(version).run_one(db).await
}
