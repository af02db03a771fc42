//! A query: its text, its values, and what its rows become.

use crate::conn::{Conn, Row, Text};
use crate::error::Error;
use crate::value::{At, Bind, Column, Value};

/// A query on its way. Made by [`sql`], given values by [`Query::bind`].
#[derive(Debug, Clone)]
#[must_use = "a query does nothing until it is run"]
pub struct Query {
    text: Text,
    values: Vec<Value>,
}

/// Something that a row becomes. The macro [`crate::row!`] writes it for a struct.
pub trait FromRow: Sized {
    fn from_row(row: &Row) -> Result<Self, sqlx::Error>;
}

/// Starts a query. The text is fixed or put together from fixed parts; what people typed is always bound.
pub fn sql(text: impl Into<Text>) -> Query {
    Query { text: text.into(), values: Vec::new() }
}

impl Query {
    /// The next value, for `$1`, then `$2` ...
    pub fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.value());
        self
    }

    /// The same for a value that was made before: conditions that are put together as they are asked for.
    pub fn bind_value(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    pub async fn all<T: FromRow>(self, db: &mut Conn) -> Result<Vec<T>, Error> {
        let rows = self.rows(db).await?;
        Ok(rows.iter().map(T::from_row).collect::<Result<_, _>>()?)
    }

    pub async fn maybe<T: FromRow>(self, db: &mut Conn) -> Result<Option<T>, Error> {
        let rows = self.rows(db).await?;
        Ok(rows.first().map(T::from_row).transpose()?)
    }

    /// The one row that must be there, like a count.
    pub async fn one<T: FromRow>(self, db: &mut Conn) -> Result<T, Error> {
        self.maybe(db).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))
    }

    /// Runs a change and says how many rows it touched.
    pub async fn run(self, db: &mut Conn) -> Result<u64, Error> {
        self.check_values()?;
        db.run(self.text, self.values).await
    }

    /// Runs a change of exactly one row at its expected version; none touched means that somebody else was first.
    pub async fn run_one(self, db: &mut Conn) -> Result<(), Error> {
        match self.run(db).await? {
            1 => Ok(()),
            _ => Err(Error::Conflict),
        }
    }

    pub(crate) async fn rows(self, db: &mut Conn) -> Result<Vec<Row>, Error> {
        self.check_values()?;
        db.rows(self.text, self.values).await
    }

    /// SQLite takes a value that was never given as NULL, without a word. So count.
    fn check_values(&self) -> Result<(), Error> {
        let (wanted, given) = (wanted_values(&self.text), self.values.len());
        if wanted == given {
            return Ok(());
        }
        Err(Error::Binds { wanted, given, text: self.text.to_string() })
    }
}

/// The highest n of `$n` in the text.
fn wanted_values(text: &str) -> usize {
    let mut highest = 0;
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|b| *b == b'$') {
        rest = &rest[at + 1..];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit());
        highest = highest.max(digits.fold(0, |number, digit| number * 10 + usize::from(digit - b'0')));
    }
    highest
}

impl Row {
    pub fn get<T: Column>(&self, name: &str) -> Result<T, sqlx::Error> {
        T::read(self, At::Name(name))
    }

    pub fn at<T: Column>(&self, place: usize) -> Result<T, sqlx::Error> {
        T::read(self, At::Place(place))
    }
}

/// A struct whose fields are the columns of the same names, and the reading of it.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),+ }
        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row) -> Result<Self, $crate::driver::Error> {
                Ok(Self { $($field: row.get(stringify!($field))?),+ })
            }
        }
    };
}

macro_rules! single {
    ($($type:ty),+) => {$(
        impl FromRow for $type {
            fn from_row(row: &Row) -> Result<Self, sqlx::Error> {
                row.at(0)
            }
        }
    )+};
}
single!(i64, String, bool, Vec<u8>);
single!(folkmoot_kernel::Timestamp, folkmoot_kernel::Date, folkmoot_kernel::Pence);
single!(folkmoot_kernel::Slug, folkmoot_kernel::AreaCode, folkmoot_kernel::Postcode);

impl<K> FromRow for folkmoot_kernel::Id<K> {
    fn from_row(row: &Row) -> Result<Self, sqlx::Error> {
        row.at(0)
    }
}
impl<T: Column> FromRow for Option<T> {
    fn from_row(row: &Row) -> Result<Self, sqlx::Error> {
        row.at(0)
    }
}

macro_rules! tuple {
    ($($type:ident $place:literal),+) => {
        impl<$($type: Column),+> FromRow for ($($type,)+) {
            fn from_row(row: &Row) -> Result<Self, sqlx::Error> {
                Ok(($(row.at::<$type>($place)?,)+))
            }
        }
    };
}
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_dollar_number_is_how_many_values_are_wanted() {
        assert_eq!(wanted_values("select 1"), 0);
        assert_eq!(wanted_values("select $2, $1, $12 from t where a = $3"), 12);
    }

    #[test]
    fn a_forgotten_value_is_a_fault_and_not_a_null() {
        let forgotten = sql("select a from t where b = $1 and c = $2").bind(1_i64);

        assert!(matches!(forgotten.check_values(), Err(Error::Binds { wanted: 2, given: 1, .. })));
    }
}
