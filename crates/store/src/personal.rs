//! What tables hold of one person, and what goes by its age: the same for every table, so that none is forgotten. The names come from
//! the program's own list, never from a request.

use crate::conn::Conn;
use crate::error::Error;
use crate::query::sql;
use crate::schema::{self, Table, quoted};
use crate::value::{Bind, Value};
use folkmoot_kernel::Timestamp;
use futures_util::TryStreamExt as _;
use serde_json::{Map, Value as Json};

/// A row as anybody can read it: each column by its name.
pub type Record = Map<String, Json>;

/// Rows of one table that are read for one person.
const ROWS_MAX: u32 = 10_000;

/// Every table that there is, by name.
pub async fn table_names(db: &mut Conn) -> Result<Vec<String>, Error> {
    Ok(schema::tables(db).await?.into_iter().map(|table| table.name).collect())
}

/// Rows in which one of these columns is `value`, without the columns that are nobody's to read: secrets, and hashes of them.
pub async fn rows_of<V: Bind + Clone>(
    db: &mut Conn,
    table: &str,
    columns: &[&str],
    value: V,
    hidden: &[&str],
) -> Result<Vec<Record>, Error> {
    let known = schema::tables(db).await?.into_iter().find(|known| known.name == table);
    let Some(table) = known else { return Ok(Vec::new()) };
    let any: Vec<String> = columns.iter().map(|column| format!("{} = $1", quoted(column))).collect();
    let text = format!(
        "select {} from {} where {} limit {ROWS_MAX}",
        table.column_names().join(", "),
        quoted(&table.name),
        any.join(" or ")
    );
    let rows = sql(text).bind(value).rows(db).await?;
    rows.iter().map(|row| Ok(record(&table, table.values(row)?, hidden))).collect()
}

fn record(table: &Table, values: Vec<Value>, hidden: &[&str]) -> Record {
    let named = table.columns.iter().map(|column| column.name.clone()).zip(values);
    named.filter(|(name, _)| !hidden.contains(&name.as_str())).map(|(name, value)| (name, json(value))).collect()
}

/// Numbers and texts as they are; bytes by their count, for they are files and fingerprints.
fn json(value: Value) -> Json {
    match value {
        Value::Int(Some(number)) => Json::from(number),
        Value::Text(Some(text)) => Json::from(text),
        Value::Shared(text) => Json::from(text.as_ref()),
        Value::Bool(Some(yes)) => Json::from(yes),
        Value::Bytes(Some(bytes)) => Json::from(format!("{} bytes", bytes.len())),
        Value::Int(None) | Value::Text(None) | Value::Bool(None) | Value::Bytes(None) => Json::Null,
    }
}

/// Deletes rows whose moment in `column` is before `then`; answers how many.
pub async fn forget_older(db: &mut Conn, table: &str, column: &str, then: Timestamp) -> Result<u64, Error> {
    sql(format!("delete from {} where {} < $1", quoted(table), quoted(column))).bind(then).run(db).await
}

/// A cell with words that may be about somebody: where it stands, and all of its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub table: String,
    pub column: String,
    /// The primary key of its row, in words: the same each time it is asked for.
    pub key: String,
    pub text: String,
    values: Vec<Value>,
}

/// Every cell with a text like one of these, in whatever letters, that is meant: `like` may find more than that, where `%` stands for
/// anything. In the same order each time.
pub async fn cells_like(db: &mut Conn, like: &[String], is_meant: impl Fn(&str) -> bool) -> Result<Vec<Cell>, Error> {
    let mut found = Vec::new();
    if like.is_empty() {
        return Ok(found);
    }
    for table in schema::tables(db).await? {
        let Some(text) = rows_like(&table, like.len(), db.is_sqlite()) else { continue };
        let mut rows = db.stream(text, like.iter().map(Bind::value).collect())?;
        while let Some(row) = rows.try_next().await? {
            let all = cells(&table, &table.values(&row)?);
            found.extend(all.into_iter().filter(|cell| is_meant(&cell.text)));
        }
    }
    Ok(found)
}

/// The query for rows with a text like one of so many; `None` where there is no text.
fn rows_like(table: &Table, likes: usize, sqlite: bool) -> Option<String> {
    // SQLite's own `like` knows no difference between capital and small letters of ASCII.
    let word = if sqlite { "like" } else { "ilike" };
    let columns: Vec<String> = table.text_columns().map(quoted).collect();
    let keys: Vec<String> = table.key_columns().iter().map(|name| quoted(name)).collect();
    if columns.is_empty() || keys.is_empty() {
        return None;
    }
    let one = |place: usize| columns.iter().map(move |column| format!("{column} {word} ${place} escape '!'"));
    let any: Vec<String> = (1..=likes).flat_map(one).collect();
    let (names, table) = (table.column_names().join(", "), quoted(&table.name));
    Some(format!("select {names} from {table} where {} order by {}", any.join(" or "), keys.join(", ")))
}

/// The texts of a row, each with the key of the row.
fn cells(table: &Table, values: &[Value]) -> Vec<Cell> {
    let value = |name: &str| table.columns.iter().position(|column| column.name == name).and_then(|at| values.get(at));
    let key: Vec<Value> = table.key_columns().iter().filter_map(|name| value(name).cloned()).collect();
    let words: Vec<String> = key.iter().map(|value| json(value.clone()).to_string().replace('"', "")).collect();
    let text = |name: &str| match value(name) {
        Some(Value::Text(Some(text))) => Some(text.clone()),
        _ => None,
    };
    let cell = |column: &str| {
        let (table, column) = (table.name.clone(), column.to_owned());
        text(&column).map(|text| Cell { table, column, key: words.join(" "), text, values: key.clone() })
    };
    table.text_columns().filter_map(cell).collect()
}

/// Writes another text into a cell that was found.
pub async fn rewrite(db: &mut Conn, cell: &Cell, text: &str) -> Result<(), Error> {
    let tables = schema::tables(db).await?;
    let Some(table) = tables.iter().find(|table| table.name == cell.table) else { return Ok(()) };
    let keys: Vec<String> =
        table.key_columns().iter().zip(2..).map(|(name, at)| format!("{} = ${at}", quoted(name))).collect();
    let set = format!("update {} set {} = $1 where {}", quoted(&cell.table), quoted(&cell.column), keys.join(" and "));
    cell.values.iter().cloned().fold(sql(set).bind(text), |query, value| query.bind(value)).run(db).await?;
    Ok(())
}

/// Deletes rows in which one of these columns is `value`; answers how many.
pub async fn delete_of<V: Bind + Clone>(db: &mut Conn, table: &str, columns: &[&str], value: V) -> Result<u64, Error> {
    if columns.is_empty() {
        return Ok(0);
    }
    let any: Vec<String> = columns.iter().map(|column| format!("{} = $1", quoted(column))).collect();
    sql(format!("delete from {} where {}", quoted(table), any.join(" or "))).bind(value).run(db).await
}
