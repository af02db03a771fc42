//! Ids: one 63-bit number, written in a link as 13 letters and digits.

use crate::time::Timestamp;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;
use std::str::FromStr;

/// Digits of a written id: Crockford's base 32, without i, l, o and u, which people misread.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Letters in a written id: 13 × 5 = 65 bits hold 63.
const WRITTEN_LENGTH: usize = 13;
/// Bits below the clock's milliseconds: 2²² ids a millisecond before two could meet.
const RANDOM_BITS: u32 = 22;

/// The id of a `K`: 41 bits of milliseconds since 1970, then 22 random bits, so that later ids sort later.
/// Always positive. Not secret: never use one as a password or a link that grants something.
pub struct Id<K> {
    number: i64,
    of: PhantomData<fn() -> K>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id: 13 letters and digits were expected")]
pub struct IdError;

impl<K> Id<K> {
    /// Makes an id from a time in milliseconds since 1970 and random bits (the lowest 22 are used).
    pub fn new(milliseconds: i64, random: u32) -> Self {
        let clock = milliseconds.max(0) & ((1 << 41) - 1);
        Self::from_number((clock << RANDOM_BITS) | i64::from(random & ((1 << RANDOM_BITS) - 1)))
    }

    /// The id that a database column holds.
    pub const fn from_number(number: i64) -> Self {
        Self { number, of: PhantomData }
    }

    pub const fn number(self) -> i64 {
        self.number
    }

    /// When it was made, by the clock that made it.
    pub const fn made_at(self) -> Timestamp {
        Timestamp::from_ms(self.number >> RANDOM_BITS)
    }

    /// The same id without its kind, for history rows and links to anything.
    pub const fn any(self) -> Id<Anything> {
        Id::from_number(self.number)
    }
}

/// Kinds that more than one capability refers to; every other kind lives with its noun.
pub mod kind {
    #[derive(Debug)]
    pub enum Place {}
    #[derive(Debug)]
    pub enum Organisation {}
    #[derive(Debug)]
    pub enum Body {}
    #[derive(Debug)]
    pub enum Person {}
    #[derive(Debug)]
    pub enum Seat {}
    /// Something that can be decided.
    #[derive(Debug)]
    pub enum Function {}
}

pub type PlaceId = Id<kind::Place>;
pub type OrganisationId = Id<kind::Organisation>;
pub type BodyId = Id<kind::Body>;
pub type PersonId = Id<kind::Person>;
pub type SeatId = Id<kind::Seat>;
pub type FunctionId = Id<kind::Function>;

/// Kind of an id whose kind is written beside it, in a column or a link.
#[derive(Debug)]
pub enum Anything {}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |place: usize| {
            let shift = 5 * (WRITTEN_LENGTH - 1 - place) as u32;
            char::from(DIGITS[(self.number.unsigned_abs() >> shift) as usize & 31])
        };
        f.write_str(&(0..WRITTEN_LENGTH).map(digit).collect::<String>())
    }
}

impl<K> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(written: &str) -> Result<Self, IdError> {
        if written.len() != WRITTEN_LENGTH {
            return Err(IdError);
        }
        let mut number: u128 = 0;
        for letter in written.bytes() {
            let value = DIGITS.iter().position(|digit| *digit == letter).ok_or(IdError)?;
            number = number << 5 | value as u128;
        }
        i64::try_from(number).map(Self::from_number).map_err(|_| IdError)
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<K> serde::Serialize for Id<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, K> serde::Deserialize<'de> for Id<K> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        written.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_reads_back_as_it_was_written(ms in 0i64..(1 << 41), random: u32) {
            let id: Id<Anything> = Id::new(ms, random);

            let read: Id<Anything> = id.to_string().parse().unwrap();

            prop_assert_eq!(read, id);
        }

        #[test]
        fn reading_any_text_never_panics(text in ".{0,20}") {
            let _ = text.parse::<Id<Anything>>();
        }
    }

    #[test]
    fn later_ids_sort_later_as_numbers_and_as_text() {
        let early: Id<Anything> = Id::new(1_000, u32::MAX);
        let late: Id<Anything> = Id::new(1_001, 0);

        assert!(early < late);
        assert!(early.to_string() < late.to_string());
    }

    #[test]
    fn a_number_beyond_63_bits_is_refused() {
        let refused = "zzzzzzzzzzzzz".parse::<Id<Anything>>();

        assert_eq!(refused, Err(IdError));
    }
}
