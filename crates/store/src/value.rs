//! Values on their way into a query and columns on their way out.

use crate::conn::Row;
use folkmoot_kernel::{AreaCode, Date, Id, Pence, Postcode, Slug, Timestamp};
use sqlx::{Row as _, TypeInfo as _, ValueRef as _};
use std::sync::Arc;

/// One value of a query. A missing value keeps its type, which PostgreSQL wants to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    /// A text that stands in many rows and is copied for none of them.
    Shared(Arc<str>),
    Bool(Option<bool>),
    Bytes(Option<Vec<u8>>),
}

/// What can be given to a query.
pub trait Bind {
    const MISSING: Value;
    fn value(self) -> Value;
}

/// A column by name or by its place in the row.
#[derive(Debug, Clone, Copy)]
pub enum At<'a> {
    Name(&'a str),
    Place(usize),
}

/// What can be read from a column.
pub trait Column: Sized {
    fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error>;
}

macro_rules! bind {
    ($missing:ident: $($type:ty => $convert:expr),+ $(,)?) => {$(
        impl Bind for $type {
            const MISSING: Value = Value::$missing(None);
            fn value(self) -> Value {
                let convert: fn($type) -> _ = $convert;
                Value::$missing(Some(convert(self)))
            }
        }
    )+};
}
bind!(Int: i64 => |v| v, i32 => i64::from, u32 => i64::from, u16 => i64::from, i16 => i64::from, u8 => i64::from,
    Timestamp => Timestamp::ms, Pence => Pence::whole);
bind!(Text: String => |v| v, Date => |v| v.to_string(), Slug => |v| v.to_string(), AreaCode => |v| v.to_string(),
    Postcode => Postcode::into_string);
bind!(Bool: bool => |v| v);
bind!(Bytes: Vec<u8> => |v| v);

macro_rules! bind_borrowed {
    ($($missing:ident $type:ty),+) => {$(
        impl Bind for &$type {
            const MISSING: Value = Value::$missing(None);
            fn value(self) -> Value {
                Value::$missing(Some(self.to_owned().into()))
            }
        }
    )+};
}
bind_borrowed!(Text str, Text String, Bytes [u8], Bytes Vec<u8>);

impl<T: Bind + Clone> Bind for &Option<T> {
    const MISSING: Value = T::MISSING;
    fn value(self) -> Value {
        self.clone().value()
    }
}

macro_rules! bind_code {
    ($($type:ty),+) => {$(
        impl Bind for &$type {
            const MISSING: Value = Value::Text(None);
            fn value(self) -> Value {
                Value::Text(Some(self.as_str().to_owned()))
            }
        }
    )+};
}
bind_code!(Slug, AreaCode, Postcode);

impl Bind for Arc<str> {
    const MISSING: Value = Value::Text(None);
    fn value(self) -> Value {
        Value::Shared(self)
    }
}

impl Bind for usize {
    const MISSING: Value = Value::Int(None);
    fn value(self) -> Value {
        Value::Int(Some(i64::try_from(self).unwrap_or(i64::MAX)))
    }
}

impl<K> Bind for Id<K> {
    const MISSING: Value = Value::Int(None);
    fn value(self) -> Value {
        Value::Int(Some(self.number()))
    }
}

impl<T: Bind> Bind for Option<T> {
    const MISSING: Value = T::MISSING;
    fn value(self) -> Value {
        self.map_or(T::MISSING, T::value)
    }
}

impl Bind for Value {
    const MISSING: Value = Value::Text(None);
    fn value(self) -> Value {
        self
    }
}

/// Reads with the driver's own type, by name or place, from whichever database.
macro_rules! driver_column {
    ($type:ty) => {
        impl Column for $type {
            fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error> {
                match (row, at) {
                    (Row::Sqlite(row), At::Name(name)) => row.try_get(name),
                    (Row::Sqlite(row), At::Place(place)) => row.try_get(place),
                    (Row::Postgres(row), At::Name(name)) => row.try_get(name),
                    (Row::Postgres(row), At::Place(place)) => row.try_get(place),
                }
            }
        }
    };
}
driver_column!(String);
driver_column!(bool);
driver_column!(Vec<u8>);

/// PostgreSQL gives `select 1` four bytes; both widths read as 64 bits.
impl Column for i64 {
    fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error> {
        match (row, at) {
            (Row::Sqlite(row), At::Name(name)) => row.try_get(name),
            (Row::Sqlite(row), At::Place(place)) => row.try_get(place),
            (Row::Postgres(row), At::Name(name)) => postgres_int(row, name),
            (Row::Postgres(row), At::Place(place)) => postgres_int(row, place),
        }
    }
}

fn postgres_int<I>(row: &sqlx::postgres::PgRow, at: I) -> Result<i64, sqlx::Error>
where
    I: sqlx::ColumnIndex<sqlx::postgres::PgRow> + Copy,
{
    let four_bytes = row.try_get_raw(at)?.type_info().name() == "INT4";
    if four_bytes { row.try_get::<i32, _>(at).map(i64::from) } else { row.try_get(at) }
}

impl<T: Column> Column for Option<T> {
    fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error> {
        if is_missing(row, at)? { Ok(None) } else { T::read(row, at).map(Some) }
    }
}

fn is_missing(row: &Row, at: At<'_>) -> Result<bool, sqlx::Error> {
    Ok(match (row, at) {
        (Row::Sqlite(row), At::Name(name)) => row.try_get_raw(name)?.is_null(),
        (Row::Sqlite(row), At::Place(place)) => row.try_get_raw(place)?.is_null(),
        (Row::Postgres(row), At::Name(name)) => row.try_get_raw(name)?.is_null(),
        (Row::Postgres(row), At::Place(place)) => row.try_get_raw(place)?.is_null(),
    })
}

impl<K> Column for Id<K> {
    fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error> {
        i64::read(row, at).map(Id::from_number)
    }
}
impl Column for Timestamp {
    fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error> {
        i64::read(row, at).map(Timestamp::from_ms)
    }
}
impl Column for Pence {
    fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error> {
        i64::read(row, at).map(Pence::new)
    }
}

/// A text column that its own type reads; a value that does not fit is a fault that names the column.
macro_rules! parsed_column {
    ($($type:ty),+) => {$(
        impl Column for $type {
            fn read(row: &Row, at: At<'_>) -> Result<Self, sqlx::Error> {
                let text = String::read(row, at)?;
                text.parse().map_err(|why| sqlx::Error::ColumnDecode {
                    index: format!("{at:?}"),
                    source: Box::<dyn std::error::Error + Send + Sync>::from(format!("{text:?}: {why}")),
                })
            }
        }
    )+};
}
parsed_column!(Date, Slug, AreaCode, Postcode);
