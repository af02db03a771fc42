//! Everything about one person.

use crate::table::{HIDDEN, Kept, TABLES};
use folkmoot_kernel::PersonId;
use folkmoot_register::store as register;
use folkmoot_store::personal::{Record, rows_of};
use folkmoot_store::{Conn, Error};
use serde::Serialize;

/// What one table holds about somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    pub table: &'static str,
    pub words: &'static str,
    pub class: &'static str,
    pub kept: String,
    pub rows: Vec<Record>,
}

/// Everything that the database holds about a person, table by table; tables without a word of them are left out.
pub async fn everything_of(db: &mut Conn, person: PersonId) -> Result<Vec<About>, Error> {
    let email = register::person(db, person).await?.map(|person| person.details().email.clone()).unwrap_or_default();
    let mut all = Vec::new();
    for kept in TABLES.iter().filter(|kept| kept.names_people()) {
        let rows = rows_about(db, kept, person, &email).await?;
        if !rows.is_empty() {
            let (words, class) = (kept.words, kept.class.words());
            all.push(About { table: kept.table, words, class, kept: kept.until.words(), rows });
        }
    }
    Ok(all)
}

async fn rows_about(db: &mut Conn, kept: &Kept, person: PersonId, email: &str) -> Result<Vec<Record>, Error> {
    let mut rows = Vec::new();
    if !kept.people.is_empty() {
        rows = rows_of(db, kept.table, kept.people, person, &HIDDEN).await?;
    }
    if let Some(column) = kept.email
        && !email.is_empty()
    {
        let by_address = rows_of(db, kept.table, &[column], email.to_owned(), &HIDDEN).await?;
        rows.extend(by_address.into_iter().filter(|row| !rows.contains(row)).collect::<Vec<_>>());
    }
    Ok(rows)
}
