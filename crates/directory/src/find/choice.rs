//! What a list of help can be narrowed by, each as one bit of a listing, so that a million are counted in a moment.

use super::lexicon::needs_of;
use crate::cost::Charge;
use crate::listing::{About, Listing, State, Way};
use crate::need::Need;
use crate::session::{Day, Often, Session};
use crate::venue::{Access, Kind};
use folkmoot_kernel::words;

words! {
    /// Part of a day.
    pub enum Part {
        Morning => "morning", "in the morning";
        Afternoon => "afternoon", "in the afternoon";
        Evening => "evening", "in the evening";
    }
}

impl Part {
    /// From which minute of the day until which.
    pub const fn minutes(self) -> (u16, u16) {
        match self {
            Part::Morning => (0, 12 * 60),
            Part::Afternoon => (12 * 60, 17 * 60),
            Part::Evening => (17 * 60, 24 * 60),
        }
    }

    /// Whether a session is there for some of it. One that says no time may be there at any.
    pub fn meets(self, session: &Session) -> bool {
        let (from, until) = self.minutes();
        let opens = session.opens.map_or(0, crate::time_of_day::TimeOfDay::minutes);
        let closes = session.closes.map(crate::time_of_day::TimeOfDay::minutes);
        match closes {
            // Over midnight.
            Some(closes) if closes <= opens => from < closes || until > opens,
            Some(closes) => opens < until && closes > from,
            None if session.opens.is_some() => (from..until).contains(&opens),
            None => true,
        }
    }
}

/// Days of the week on which a session can be.
pub fn days_of(session: &Session) -> Vec<Day> {
    match session.often {
        Often::Once => session.from.map(Day::of).into_iter().collect(),
        Often::Monthly if !session.month_days.is_empty() => Day::ALL.to_vec(),
        _ => session.days.iter().copied().collect(),
    }
}

/// One thing to narrow a list by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    Free,
    Way(Way),
    Kind(Kind),
    Access(Access),
    Day(Day),
    Part(Part),
    DayPart(Day, Part),
}

const PARTS: usize = Part::ALL.len();

impl Choice {
    /// All of them, in the order of their bits.
    pub fn all() -> impl Iterator<Item = Choice> {
        let day_parts = Day::ALL.iter().flat_map(|day| Part::ALL.iter().map(move |part| Choice::DayPart(*day, *part)));
        [Choice::Free]
            .into_iter()
            .chain(Way::ALL.iter().map(|way| Choice::Way(*way)))
            .chain(Kind::ALL.iter().map(|kind| Choice::Kind(*kind)))
            .chain(Access::ALL.iter().map(|access| Choice::Access(*access)))
            .chain(Day::ALL.iter().map(|day| Choice::Day(*day)))
            .chain(Part::ALL.iter().map(|part| Choice::Part(*part)))
            .chain(day_parts)
    }

    pub fn words(self) -> String {
        match self {
            Choice::Free => "Free".to_owned(),
            Choice::Way(way) => way.words().to_owned(),
            Choice::Kind(kind) => folkmoot_kernel::capital(kind.words()),
            Choice::Access(access) => access.words().to_owned(),
            Choice::Day(day) => format!("On a {}", day.words()),
            Choice::Part(part) => folkmoot_kernel::capital(part.words()),
            Choice::DayPart(day, part) => format!("On a {}, {}", day.words(), part.words()),
        }
    }

    pub const fn bit(self) -> u64 {
        const WAYS: usize = 1;
        const KINDS: usize = WAYS + Way::ALL.len();
        const ACCESS: usize = KINDS + Kind::ALL.len();
        const DAYS: usize = ACCESS + Access::ALL.len();
        const OF_DAY: usize = DAYS + Day::ALL.len();
        const BOTH: usize = OF_DAY + PARTS;
        // All choices and the two marks below fit one number.
        const { assert!(BOTH + Day::ALL.len() * PARTS <= 62) };
        let at = match self {
            Choice::Free => 0,
            Choice::Way(way) => WAYS + way as usize,
            Choice::Kind(kind) => KINDS + kind as usize,
            Choice::Access(access) => ACCESS + access as usize,
            Choice::Day(day) => DAYS + day as usize,
            Choice::Part(part) => OF_DAY + part as usize,
            Choice::DayPart(day, part) => BOTH + day as usize * PARTS + part as usize,
        };
        1 << at
    }

    /// Whether a listing is this.
    pub fn fits(self, about: &About) -> bool {
        let mut sessions = about.sessions.iter();
        match self {
            Choice::Free => about.cost.charge == Charge::Free,
            Choice::Way(way) => about.ways.contains(&way),
            Choice::Kind(kind) => about.venues.iter().any(|venue| venue.kind == kind),
            Choice::Access(access) => about.venues.iter().any(|venue| venue.access.contains(&access)),
            Choice::Day(day) => sessions.any(|session| days_of(session).contains(&day)),
            Choice::Part(part) => sessions.any(|session| part.meets(session)),
            Choice::DayPart(day, part) => {
                sessions.any(|session| days_of(session).contains(&day) && part.meets(session))
            }
        }
    }
}

/// It is stopped for a while.
pub(super) const PAUSED: u64 = 1 << 62;
/// It can be had without going anywhere, or says no place.
pub(super) const ANYWHERE: u64 = 1 << 63;

/// Whether distance says nothing about it.
pub(super) fn is_anywhere(about: &About) -> bool {
    let comes_to_people = about.venues.iter().any(|venue| venue.kind != Kind::Building);
    comes_to_people || about.venues.iter().all(|venue| venue.point().is_none())
}

pub(super) fn bits(listing: &Listing) -> u64 {
    let about = listing.about();
    let chosen = Choice::all().filter(|choice| choice.fits(about)).fold(0, |bits, choice| bits | choice.bit());
    let paused = if listing.state() == State::Paused { PAUSED } else { 0 };
    chosen | paused | if is_anywhere(about) { ANYWHERE } else { 0 }
}

pub(super) const fn need_bit(need: Need) -> u64 {
    const { assert!(Need::ALL.len() <= 64) };
    1 << need as usize
}

pub(super) fn need_bits(about: &About) -> u64 {
    needs_of(about).into_iter().fold(0, |bits, need| bits | need_bit(need))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time_of_day::TimeOfDay;

    #[test]
    fn every_choice_has_a_bit_of_its_own_in_the_order_of_the_list() {
        let bits: Vec<u64> = Choice::all().map(Choice::bit).collect();
        let in_turn: Vec<u64> = (0..bits.len()).map(|at| 1 << at).collect();
        assert_eq!(bits, in_turn);
    }

    #[test]
    fn a_part_of_a_day_is_met_by_any_minute_of_it() {
        let at = |text: &str| text.parse::<TimeOfDay>().ok();
        let meets = |opens: &str, closes: &str| {
            let session = Session::weekly([Day::Monday], at(opens), at(closes));
            Part::ALL.iter().map(|part| part.meets(&session)).collect::<Vec<_>>()
        };
        assert_eq!(meets("10:00", "12:00"), [true, false, false]);
        assert_eq!(meets("10:00", "12:01"), [true, true, false]);
        assert_eq!(meets("18:00", "21:00"), [false, false, true]);
        assert_eq!(meets("22:00", "02:00"), [true, false, true]);
        assert_eq!(meets("13:00", ""), [false, true, false]);
        assert_eq!(meets("", ""), [true, true, true]);
    }
}
