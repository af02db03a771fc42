//! Rows of keeping.

use crate::actions::{Erased, Extent};
use crate::phrase::Phrase;
use crate::search::{Search, SearchId};
use folkmoot_kernel::{PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct SearchRow {
        id: SearchId,
        at: Timestamp,
        person_id: PersonId,
        sought: String,
        why: String,
    }
}

row! {
    struct ErasureRow {
        person_id: PersonId,
        at: Timestamp,
        extent: String,
    }
}

/// Somebody who was erased.
#[derive(Debug, Clone, Copy)]
pub struct Erasure {
    pub person: PersonId,
    pub at: Timestamp,
    pub extent: Extent,
}

/// More than there are in the days that searches are kept.
const SEARCHES_MAX: u32 = 10_000;
/// More than any place erases.
const ERASURES_MAX: u32 = 1_000_000;

impl SearchRow {
    fn search(self) -> Search {
        Search { id: self.id, at: self.at, by: self.person_id, sought: self.sought, why: self.why }
    }
}

pub async fn add_search(db: &mut Conn, search: &Search) -> Result<(), Error> {
    sql("insert into keeping_search (id, at, person_id, sought, why) values ($1, $2, $3, $4, $5)")
        .bind(search.id)
        .bind(search.at)
        .bind(search.by)
        .bind(&search.sought)
        .bind(&search.why)
        .run(db)
        .await?;
    Ok(())
}

pub async fn search(db: &mut Conn, id: SearchId) -> Result<Option<Search>, Error> {
    let row: Option<SearchRow> =
        sql("select id, at, person_id, sought, why from keeping_search where id = $1").bind(id).maybe(db).await?;
    Ok(row.map(SearchRow::search))
}

/// The latest first, at most so many.
pub async fn searches(db: &mut Conn, limit: u32) -> Result<Vec<Search>, Error> {
    let rows: Vec<SearchRow> =
        sql("select id, at, person_id, sought, why from keeping_search order by at desc, id desc limit $1")
            .bind(limit)
            .all(db)
            .await?;
    Ok(rows.into_iter().map(SearchRow::search).collect())
}

/// Deletes searches for somebody; answers how many.
pub async fn forget_searches(db: &mut Conn, phrases: &[Phrase]) -> Result<u64, Error> {
    let mut forgotten = 0;
    for search in searches(db, SEARCHES_MAX).await? {
        if phrases.iter().any(|phrase| phrase.is_in(&search.sought) || phrase.is_in(&search.why)) {
            forgotten += sql("delete from keeping_search where id = $1").bind(search.id).run(db).await?;
        }
    }
    Ok(forgotten)
}

pub async fn add_erasure(
    db: &mut Conn,
    person: PersonId,
    at: Timestamp,
    by: Option<PersonId>,
    extent: &str,
    erased: Erased,
) -> Result<(), Error> {
    sql("insert into keeping_erasure (person_id, at, erased_by, extent, passages, deleted)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id) do update set at = $2, erased_by = $3, extent = $4, passages = $5, deleted = $6")
    .bind(person)
    .bind(at)
    .bind(by)
    .bind(extent)
    .bind(erased.passages)
    .bind(i64::try_from(erased.deleted).unwrap_or(i64::MAX))
    .run(db)
    .await?;
    Ok(())
}

/// Everybody who was erased.
pub async fn erasures(db: &mut Conn) -> Result<Vec<Erasure>, Error> {
    let rows: Vec<ErasureRow> = sql("select person_id, at, extent from keeping_erasure order by at limit $1")
        .bind(ERASURES_MAX)
        .all(db)
        .await?;
    rows.into_iter().map(ErasureRow::erasure).collect()
}

impl ErasureRow {
    fn erasure(self) -> Result<Erasure, Error> {
        let why = || format!("{} is no extent", self.extent);
        let broken = || Error::BrokenRow { table: "keeping_erasure", id: self.person_id.to_string(), why: why() };
        let extent = Extent::read(&self.extent).ok_or_else(broken)?;
        Ok(Erasure { person: self.person_id, at: self.at, extent })
    }
}
