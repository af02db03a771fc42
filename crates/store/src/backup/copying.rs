//! Every row of one database into another, empty one, of either kind, in one transaction.

use super::BackupError;
use super::sums::{self, Summing, TableSum};
use crate::bulk::Bulk;
use crate::conn::Conn;
use crate::error::Error;
use crate::migrate;
use crate::query::sql;
use crate::row;
use crate::schema::{self, Table, quoted};
use crate::value::Value;
use futures_util::TryStreamExt;

/// Papers are files, so a statement also ends when its values weigh this much. Unit: bytes.
const STATEMENT_BYTES_MAX: usize = 4 << 20;

/// Lays out `to` like `from`, copies every table, and compares the sums of both. `to` is a write that is not yet committed.
pub(crate) async fn copy(from: &mut Conn, to: &mut Conn) -> Result<Vec<TableSum>, BackupError> {
    for db in [&mut *from, &mut *to] {
        take_all_the_time_it_needs(db).await?;
    }
    let tables = schema::tables(from).await?;
    let number = migrate::newest(from).await?.ok_or(BackupError::Empty)?;
    migrate::lay_out(to, number).await?;
    same_tables(&tables, &schema::tables(to).await?)?;
    let ties = ask_ties_later(to).await?;
    let ordered = if to.is_sqlite() { schema::parents_first(to, &tables).await? } else { tables.clone() };
    let mut sums = Vec::with_capacity(tables.len());
    for table in &ordered {
        sql(format!("delete from {}", quoted(&table.name))).run(to).await?;
        sums.push(copy_table(from, to, table).await?);
    }
    ask_ties_now(to, &ties).await?;
    sums.sort_by_key(|sum| tables.iter().position(|table| table.name == sum.table));
    compare(&sums, &sums::sums(to).await?)?;
    Ok(sums)
}

/// PostgreSQL's time limits are for pages, not for a whole database.
async fn take_all_the_time_it_needs(db: &mut Conn) -> Result<(), Error> {
    if db.is_sqlite() {
        return Ok(());
    }
    db.script("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0".to_owned()).await
}

fn same_tables(from: &[Table], to: &[Table]) -> Result<(), BackupError> {
    let strange =
        from.iter().find(|table| !to.contains(table)).or_else(|| to.iter().find(|table| !from.contains(table)));
    match strange {
        Some(table) => Err(BackupError::OtherTable { table: table.name.clone() }),
        None => Ok(()),
    }
}

async fn copy_table(from: &mut Conn, to: &mut Conn, table: &Table) -> Result<TableSum, BackupError> {
    let mut sum = Summing::of(table);
    let mut bulk = Bulk::into_empty(&quoted(&table.name), &table.column_names());
    let mut bytes = 0;
    let mut rows = from.stream(table.every_row(from.is_sqlite()), Vec::new())?;
    while let Some(row) = rows.try_next().await.map_err(Error::from)? {
        let values = table.values(&row).map_err(Error::from)?;
        sum.take(&values);
        bytes += values.iter().map(weight).sum::<usize>();
        bulk.take(to, values).await?;
        if bytes > STATEMENT_BYTES_MAX {
            bulk.send(to).await?;
            bytes = 0;
        }
    }
    bulk.send(to).await?;
    Ok(sum.done())
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Text(Some(text)) => text.len(),
        Value::Shared(text) => text.len(),
        Value::Bytes(Some(bytes)) => bytes.len(),
        _ => 8,
    }
}

/// That two sides hold the same rows; if not, names the first table that differs.
pub(crate) fn compare(from: &[TableSum], to: &[TableSum]) -> Result<(), BackupError> {
    let different = from.iter().find(|sum| !to.contains(sum)).or_else(|| to.iter().find(|sum| !from.contains(sum)));
    match different {
        Some(sum) => Err(BackupError::Differs { table: sum.table.clone() }),
        None => Ok(()),
    }
}

row! {
    /// A row of one table that must have its row in another.
    struct Tie {
        table_name: String,
        tie: String,
    }
}

/// Tables come by name, so a row may come before the row it refers to: whether all are there is asked at the end.
async fn ask_ties_later(to: &mut Conn) -> Result<Vec<Tie>, Error> {
    if to.is_sqlite() {
        to.script("pragma defer_foreign_keys = on".to_owned()).await?;
        return Ok(Vec::new());
    }
    let ties: Vec<Tie> = sql("select conrelid::regclass::text as table_name, conname::text as tie
           from pg_constraint
          where contype = 'f'
            and connamespace = current_schema()::regnamespace
          order by 1, 2")
    .all(to)
    .await?;
    alter_ties(to, &ties, "deferrable initially deferred").await?;
    Ok(ties)
}

/// SQLite asks by itself at the commit.
async fn ask_ties_now(to: &mut Conn, ties: &[Tie]) -> Result<(), Error> {
    if to.is_sqlite() {
        return Ok(());
    }
    to.script("set constraints all immediate".to_owned()).await?;
    alter_ties(to, ties, "not deferrable").await
}

async fn alter_ties(to: &mut Conn, ties: &[Tie], how: &str) -> Result<(), Error> {
    for Tie { table_name, tie } in ties {
        to.script(format!("alter table {table_name} alter constraint {} {how}", quoted(tie))).await?;
    }
    Ok(())
}
