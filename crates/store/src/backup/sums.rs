//! What a table held, as a number that is the same on both databases: sha256 over its rows in the order of its primary key.

use crate::conn::Conn;
use crate::error::Error;
use crate::migrate::hex;
use crate::schema::{self, Table};
use crate::value::Value;
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A table's rows, counted and summed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    pub table: String,
    pub rows: u64,
    pub sha256: String,
}

/// A sum that grows row by row.
#[derive(Debug)]
pub(crate) struct Summing {
    table: String,
    rows: u64,
    sha: Sha256,
}

impl Summing {
    /// The names of the columns are part of the sum, so that two columns cannot change places unseen.
    pub(crate) fn of(table: &Table) -> Self {
        let mut sha = Sha256::new();
        for column in &table.columns {
            put(&mut sha, b'c', column.name.as_bytes());
        }
        Self { table: table.name.clone(), rows: 0, sha }
    }

    pub(crate) fn take(&mut self, row: &[Value]) {
        self.rows += 1;
        for value in row {
            match value {
                Value::Int(Some(number)) => put(&mut self.sha, b'i', &number.to_be_bytes()),
                Value::Text(Some(text)) => put(&mut self.sha, b't', text.as_bytes()),
                Value::Shared(text) => put(&mut self.sha, b't', text.as_bytes()),
                Value::Bool(Some(flag)) => put(&mut self.sha, b'b', &[u8::from(*flag)]),
                Value::Bytes(Some(bytes)) => put(&mut self.sha, b'y', bytes),
                Value::Int(None) | Value::Text(None) | Value::Bool(None) | Value::Bytes(None) => {
                    put(&mut self.sha, b'n', b"");
                }
            }
        }
    }

    pub(crate) fn done(self) -> TableSum {
        TableSum { table: self.table, rows: self.rows, sha256: hex(&self.sha.finalize()) }
    }
}

/// A letter for the kind and the length come first, so that no two rows of values look alike.
fn put(sha: &mut Sha256, kind: u8, bytes: &[u8]) {
    sha.update([kind]);
    sha.update((bytes.len() as u64).to_be_bytes());
    sha.update(bytes);
}

pub(crate) async fn sum(db: &mut Conn, table: &Table) -> Result<TableSum, Error> {
    let mut sum = Summing::of(table);
    let mut rows = db.stream(table.every_row(db.is_sqlite()), Vec::new())?;
    while let Some(row) = rows.try_next().await? {
        sum.take(&table.values(&row)?);
    }
    Ok(sum.done())
}

/// Of every table, by name.
pub(crate) async fn sums(db: &mut Conn) -> Result<Vec<TableSum>, Error> {
    let mut sums = Vec::new();
    for table in schema::tables(db).await? {
        sums.push(sum(db, &table).await?);
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Bind;

    fn summed(row: &[Value]) -> String {
        let mut sum = Summing { table: "t".to_owned(), rows: 0, sha: Sha256::new() };
        sum.take(row);
        sum.done().sha256
    }

    #[test]
    fn rows_that_read_alike_have_other_sums() {
        let shifted = [summed(&["ab".value(), "c".value()]), summed(&["a".value(), "bc".value()])];
        let missing = [summed(&["".value()]), summed(&[Value::Text(None)])];
        let kinds = [summed(&["1".value()]), summed(&[1_i64.value()]), summed(&[true.value()])];

        assert_ne!(shifted[0], shifted[1]);
        assert_ne!(missing[0], missing[1]);
        assert_ne!(kinds[0], kinds[1]);
        assert_ne!(kinds[1], kinds[2]);
    }

    #[test]
    fn the_sum_of_a_row_is_the_same_for_ever() {
        let row = [7_i64.value(), "Oxmoor Vale".value(), true.value(), vec![0_u8, 255].value(), Value::Int(None)];

        assert_eq!(summed(&row), "2b4e88470bed1e81799020cd9d358b9a8188bcc1063b1c0325e2d06a67cba4bc");
    }
}
