//! A question as the index understands it: keys that a listing has, words, and what is read of each that has them.

use super::choice::need_bit;
use super::wanted::Wanted;
use crate::need::Need;
use crate::oruk::ask::{Filter, Near};
use crate::session::Session;
use crate::uuid::Uuid;
use folkmoot_kernel::{PlaceId, Timestamp};
use folkmoot_register::postcode::Point;
use std::collections::BTreeSet;
use std::fmt;

/// One thing that is so of a listing, found by looking it up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// People find it.
    Open,
    /// It was listed once.
    Gone,
    Place(PlaceId),
    Provider(Uuid),
    /// A term of a list, and a list.
    Term(Uuid),
    List(Uuid),
    /// A term as its publisher writes it.
    Code(String),
    /// It at one of its venues, and that venue.
    AtVenue(Uuid),
    Venue(Uuid),
    Need(Need),
    Language(String),
    /// It serves this area, by its code; or it says no area by a code.
    Area(String),
    AnyArea,
    Cell(Cell),
    /// It comes to people of this place.
    ComesTo(PlaceId),
}

impl Key {
    /// A term by its id, or as its publisher writes it.
    pub fn of_term(term: &str) -> Self {
        term.parse().map_or_else(|_| Key::Code(term.to_owned()), Key::Term)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let with = |kind: u8, rest: &[u8]| [&[kind], rest].concat();
        match self {
            Key::Open => vec![b'+'],
            Key::Gone => vec![b'-'],
            Key::Place(id) => with(b'p', &id.number().to_be_bytes()),
            Key::Provider(id) => with(b'o', &id.bytes()),
            Key::Term(id) => with(b't', &id.bytes()),
            Key::List(id) => with(b'l', &id.bytes()),
            Key::Code(code) => with(b'k', code.as_bytes()),
            Key::AtVenue(id) => with(b'v', &id.bytes()),
            Key::Venue(id) => with(b'w', &id.bytes()),
            Key::Need(need) => with(b'n', need.key().as_bytes()),
            Key::Language(name) => with(b'f', name.as_bytes()),
            Key::Area(code) => with(b'a', code.as_bytes()),
            Key::AnyArea => vec![b'*'],
            Key::Cell(cell) => with(b'g', &cell.bytes()),
            Key::ComesTo(id) => with(b'c', &id.number().to_be_bytes()),
        }
    }
}

/// A square of the map: a twentieth of a degree high, a tenth wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    row: i64,
    column: i64,
}

const HIGH: i64 = 50_000;
const WIDE: i64 = 100_000;
/// Above this many squares each listing is measured instead.
const CELLS_MAX: i64 = 100;

impl Cell {
    pub fn of(point: Point) -> Self {
        Self { row: point.lat_u.div_euclid(HIGH), column: point.lon_u.div_euclid(WIDE) }
    }

    fn bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.row.to_be_bytes());
        bytes[8..].copy_from_slice(&self.column.to_be_bytes());
        bytes
    }

    /// Those that hold every point so near; `None`: too many to look up.
    pub fn around(here: Point, metres: i64) -> Option<Vec<Cell>> {
        let box_ = here.around(metres);
        let low = Cell::of(Point { lat_u: box_.south, lon_u: box_.west });
        let high = Cell::of(Point { lat_u: box_.north, lon_u: box_.east });
        let count = (high.row - low.row + 1).checked_mul(high.column - low.column + 1)?;
        let all =
            || (low.row..=high.row).flat_map(|row| (low.column..=high.column).map(move |column| Cell { row, column }));
        (count <= CELLS_MAX).then(|| all().collect())
    }
}

/// What words ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Text {
    #[default]
    Anything,
    /// Stems that all stand in it.
    All(BTreeSet<String>),
    /// Whatever fits best what somebody said.
    Best(String),
}

type OfSessions = Box<dyn Fn(&[Session]) -> bool + Send + Sync>;

/// A question.
#[derive(Default)]
pub struct Sieve {
    /// A listing has one of each of these.
    pub(super) any: Vec<Vec<Key>>,
    pub(super) text: Text,
    pub(super) needs: u64,
    pub(super) bits: u64,
    pub(super) age: Option<u8>,
    /// Its youngest age is at least this; its oldest at most that.
    pub(super) youngest_from: Option<u8>,
    pub(super) oldest_until: Option<u8>,
    pub(super) changed_from: Option<Timestamp>,
    pub(super) circle: Option<Circle>,
    pub(super) sessions: Option<OfSessions>,
    /// Those that are stopped for a while do not count.
    pub(super) not_paused: bool,
    pub(super) here: Option<Point>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Circle {
    pub here: Point,
    pub metres: i64,
    /// Help that comes to people of this place is near enough too.
    pub comes_to: Option<PlaceId>,
}

impl fmt::Debug for Sieve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sieve").field("any", &self.any).field("text", &self.text).finish_non_exhaustive()
    }
}

impl Sieve {
    /// What a person looks for.
    pub fn of(wanted: &Wanted, now: Timestamp) -> Self {
        let mut any = vec![vec![Key::Open]];
        any.extend(wanted.place.map(|place| vec![Key::Place(place)]));
        any.extend(wanted.need.map(|need| vec![Key::Need(need)]));
        any.extend(wanted.language.clone().map(|language| vec![Key::Language(language)]));
        let circle = wanted.here.as_ref().zip(wanted.within).map(|(here, metres)| Circle {
            here: here.point,
            metres,
            comes_to: here.place,
        });
        any.extend(circle.and_then(Circle::keys));
        let open_now = move |sessions: &[Session]| sessions.iter().any(|session| session.is_open(now));
        Self {
            any,
            text: if wanted.text.trim().is_empty() { Text::Anything } else { Text::Best(wanted.text.clone()) },
            needs: wanted.need.map_or(0, need_bit),
            bits: wanted.choices().into_iter().fold(0, |bits, choice| bits | choice.bit()),
            age: wanted.age,
            circle,
            sessions: wanted.open_now.then(|| Box::new(open_now) as OfSessions),
            not_paused: wanted.open_now,
            here: wanted.here.as_ref().map(|here| here.point),
            ..Self::default()
        }
    }

    /// What a program asks for by the parameters of Open Referral UK. Who asks what changed, and nothing else, is told as well what is gone:
    /// nothing is left of that by which it could be filtered.
    pub fn of_filter(filter: &Filter, near: &Near) -> Self {
        let mut open = vec![Key::Open];
        if filter.changed_from.is_some()
            && *filter == (Filter { changed_from: filter.changed_from, ..Filter::default() })
        {
            open.push(Key::Gone);
        }
        let mut any = vec![open];
        any.extend(filter.terms.iter().map(|term| vec![Key::of_term(term)]));
        any.extend(filter.lists.iter().map(|id| vec![Key::List(*id)]));
        any.extend(filter.organisation.map(|id| vec![Key::Provider(id)]));
        let circle = match (&filter.circle, near.point) {
            (Some((_, metres)), Some(here)) => Some(Circle { here, metres: *metres, comes_to: None }),
            (Some(_), None) => {
                // Nobody knows where this postcode is.
                any.push(Vec::new());
                None
            }
            (None, _) => None,
        };
        any.extend(circle.and_then(Circle::keys));
        if filter.served.is_some() {
            let areas = near.areas.iter().cloned().map(Key::Area);
            any.push(areas.chain([Key::AnyArea]).collect());
        }
        let rule = filter.clone();
        let fits = move |sessions: &[Session]| rule.takes_sessions(sessions);
        Self {
            any,
            text: if filter.words.is_empty() { Text::Anything } else { Text::All(filter.words.clone()) },
            youngest_from: filter.minimum_age,
            oldest_until: filter.maximum_age,
            changed_from: filter.changed_from,
            circle,
            sessions: (!filter.times.is_empty()).then(|| Box::new(fits) as OfSessions),
            ..Self::default()
        }
    }

    /// One of these keys as well.
    #[must_use]
    pub fn and(mut self, keys: Vec<Key>) -> Self {
        self.any.push(keys);
        self
    }
}

impl Circle {
    fn keys(self) -> Option<Vec<Key>> {
        let cells = Cell::around(self.here, self.metres)?.into_iter().map(Key::Cell);
        Some(cells.chain(self.comes_to.map(Key::ComesTo)).collect())
    }
}
