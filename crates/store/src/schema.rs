//! Which tables there are, asked of the database itself, so that a copy or a checksum forgets none.

use crate::conn::{Conn, Row};
use crate::error::Error;
use crate::query::sql;
use crate::value::{At, Bind, Column, Value};

/// A table with its columns in order and the columns of its primary key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub name: String,
    pub columns: Vec<TableColumn>,
    key: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableColumn {
    pub name: String,
    kind: Kind,
}

/// What a column holds: the four kinds that the migrations use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Text,
    Bool,
    Bytes,
}

/// Every table, by name.
pub(crate) async fn tables(db: &mut Conn) -> Result<Vec<Table>, Error> {
    let names: Vec<String> = sql(if db.is_sqlite() {
        "select name
           from sqlite_schema
          where type = 'table'
            and substr(name, 1, 7) <> 'sqlite_'
          order by name"
    } else {
        "select relname::text
           from pg_class
          where relnamespace = current_schema()::regnamespace
            and relkind in ('r', 'p')
          order by relname::text collate \"C\""
    })
    .all(db)
    .await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        tables.push(table(db, name).await?);
    }
    Ok(tables)
}

/// The tables, those before that others refer to. SQLite counts rows whose parents are not there yet, and as long as it counts any, it looks
/// for children of each row that comes: a table's rows before its parents' cost their product.
pub(crate) async fn parents_first(db: &mut Conn, tables: &[Table]) -> Result<Vec<Table>, Error> {
    let ties: Vec<(String, String)> = sql("select t.name, f.\"table\"
           from sqlite_schema t
           join pragma_foreign_key_list(t.name) f
          where t.type = 'table'
            and f.\"table\" <> t.name")
    .all(db)
    .await?;
    let (mut ordered, mut left): (Vec<Table>, Vec<Table>) = (Vec::new(), tables.to_vec());
    while !left.is_empty() {
        let waits = |table: &Table| {
            ties.iter().any(|(child, parent)| *child == table.name && left.iter().any(|one| one.name == *parent))
        };
        // Tables that refer to each other in a ring come as they stand.
        let next = left.iter().position(|table| !waits(table)).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    Ok(ordered)
}

/// Tables whose rows have an id of their own.
pub(crate) async fn with_ids(db: &mut Conn) -> Result<Vec<String>, Error> {
    sql(if db.is_sqlite() {
        "select t.name
           from sqlite_schema t
           join pragma_table_info(t.name) c
          where t.type = 'table'
            and c.name = 'id'
            and lower(c.type) in ('bigint', 'integer')
            and c.pk = 1
          order by t.name"
    } else {
        "select t.relname::text
           from pg_class t
           join pg_attribute a on a.attrelid = t.oid
           join pg_index i on i.indrelid = t.oid
          where t.relnamespace = current_schema()::regnamespace
            and a.attname = 'id'
            and a.atttypid = 'bigint'::regtype
            and i.indisprimary
            and i.indkey[0] = a.attnum
          order by t.relname::text"
    })
    .all(db)
    .await
}

async fn table(db: &mut Conn, name: String) -> Result<Table, Error> {
    // The third column: the place in the primary key, from 1; 0 if it is not part of it.
    let found: Vec<(String, String, i64)> = sql(if db.is_sqlite() {
        "select name, type, pk
           from pragma_table_info($1)
          order by cid"
    } else {
        "select a.attname::text, format_type(a.atttypid, a.atttypmod),
                coalesce(array_position(string_to_array(i.indkey::text, ' '), a.attnum::text), 0)::bigint
           from pg_attribute a
           left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
          where a.attrelid = (select oid from pg_class
                               where relname = $1 and relnamespace = current_schema()::regnamespace)
            and a.attnum > 0
            and not a.attisdropped
          order by a.attnum"
    })
    .bind(&name)
    .all(db)
    .await?;
    let mut key: Vec<(i64, String)> =
        found.iter().filter(|(_, _, place)| *place > 0).map(|(column, _, place)| (*place, column.clone())).collect();
    key.sort();
    let columns = found.into_iter().map(|(column, kind, _)| TableColumn::read(&name, column, &kind));
    let columns = columns.collect::<Result<_, _>>()?;
    Ok(Table { columns, key: key.into_iter().map(|(_, column)| column).collect(), name })
}

impl TableColumn {
    fn read(table: &str, name: String, kind: &str) -> Result<Self, Error> {
        let kind = match kind.to_ascii_lowercase().as_str() {
            "bigint" | "integer" => Kind::Int,
            "text" => Kind::Text,
            "boolean" => Kind::Bool,
            "bytea" | "blob" => Kind::Bytes,
            other => {
                let why = format!("its column {name} is of the kind {other}, which Folkmoot does not use");
                return Err(Error::BrokenTable { table: table.to_owned(), why });
            }
        };
        Ok(Self { name, kind })
    }

    fn value(&self, row: &Row, place: usize) -> Result<Value, sqlx::Error> {
        let at = At::Place(place);
        Ok(match self.kind {
            Kind::Int => Option::<i64>::read(row, at)?.value(),
            Kind::Text => Option::<String>::read(row, at)?.value(),
            Kind::Bool => Option::<bool>::read(row, at)?.value(),
            Kind::Bytes => Option::<Vec<u8>>::read(row, at)?.value(),
        })
    }
}

impl Table {
    /// The query for every row in the order of the primary key, which both databases sort alike: text by its bytes.
    pub(crate) fn every_row(&self, sqlite: bool) -> String {
        let order = |column: &TableColumn| match column.kind {
            Kind::Text if !sqlite => format!("{} collate \"C\"", quoted(&column.name)),
            _ => quoted(&column.name),
        };
        let key = self.key.iter().filter_map(|name| self.columns.iter().find(|column| column.name == *name));
        let mut order: Vec<String> = key.map(order).collect();
        if order.is_empty() {
            order = (1..=self.columns.len()).map(|place| place.to_string()).collect();
        }
        format!("select {} from {} order by {}", self.column_names().join(", "), quoted(&self.name), order.join(", "))
    }

    pub(crate) fn key_columns(&self) -> &[String] {
        &self.key
    }

    pub(crate) fn text_columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(|column| column.kind == Kind::Text).map(|column| column.name.as_str())
    }

    pub(crate) fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| quoted(&column.name)).collect()
    }

    pub(crate) fn values(&self, row: &Row) -> Result<Vec<Value>, sqlx::Error> {
        self.columns.iter().enumerate().map(|(place, column)| column.value(row, place)).collect()
    }
}

/// A name as SQL takes it, whatever it is.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
