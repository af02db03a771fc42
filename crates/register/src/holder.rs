//! Who holds a seat, from when until when. Nothing is lost when people leave: the seat stays, the handover note tells
//! the next person what they need to know.

use folkmoot_kernel::words;
use folkmoot_kernel::{Date, Id, PersonId, SeatId};
use serde::Serialize;

#[derive(Debug)]
pub enum HolderTag {}
pub type HolderId = Id<HolderTag>;

words! {
    pub enum Capacity {
        Holder => "holder", "Holder";
        /// Acts when the holder cannot. There may be several.
        Deputy => "deputy", "Deputy";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("The last day cannot be before the first, {}", from.in_words())]
    EndsBeforeItBegins { from: Date },
    #[error("Somebody holds this seat from {}{}: end that term first", from.in_words(), until_words(*until))]
    Overlap { from: Date, until: Option<Date> },
    #[error("This person is already a deputy for this seat in that time")]
    AlreadyDeputy,
    #[error("This term already ended on {}", on.in_words())]
    AlreadyEnded { on: Date },
    #[error("This seat closed on {}", on.in_words())]
    SeatClosed { on: Date },
}

fn until_words(until: Option<Date>) -> String {
    until.map(|until| format!(" to {}", until.in_words())).unwrap_or_default()
}

/// Days from the first to the last, both included; without a last day it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    from: Date,
    until: Option<Date>,
}

impl Term {
    pub fn new(from: Date, until: Option<Date>) -> Result<Self, Refusal> {
        match until {
            Some(until) if until < from => Err(Refusal::EndsBeforeItBegins { from }),
            _ => Ok(Self { from, until }),
        }
    }

    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    pub fn meets(&self, other: &Term) -> bool {
        let begins_in_time = |one: &Term, two: &Term| two.until.is_none_or(|until| one.from <= until);
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    pub fn from(&self) -> Date {
        self.from
    }
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// "since 1 April 2025", "1 April 2025 to 31 March 2026".
    pub fn in_words(&self) -> String {
        match self.until {
            None => format!("since {}", self.from.in_words()),
            Some(until) => format!("{} to {}", self.from.in_words(), until.in_words()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    id: HolderId,
    seat: SeatId,
    person: PersonId,
    capacity: Capacity,
    term: Term,
    handover_note: String,
    version: i64,
}

/// A term with the name and address of who holds it: for the place's team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBy {
    pub holder: Holder,
    pub name: String,
    pub email: String,
}

/// What history keeps: ids and days. The note may hold names.
#[derive(Debug, Serialize)]
pub(crate) struct HolderFacts {
    seat: SeatId,
    person: PersonId,
    capacity: Capacity,
    term: Term,
}

impl Holder {
    /// A person begins to hold a seat. `others` are all terms of the seat, past ones included.
    pub fn begin(
        id: HolderId,
        (seat, person): (SeatId, PersonId),
        capacity: Capacity,
        term: Term,
        others: &[Holder],
    ) -> Result<Self, Refusal> {
        let meeting = |other: &&Holder| other.capacity == capacity && other.term.meets(&term);
        match capacity {
            Capacity::Holder => {
                if let Some(other) = others.iter().find(meeting) {
                    return Err(Refusal::Overlap { from: other.term.from, until: other.term.until });
                }
            }
            Capacity::Deputy => {
                if others.iter().filter(meeting).any(|other| other.person == person) {
                    return Err(Refusal::AlreadyDeputy);
                }
            }
        }
        Ok(Self { id, seat, person, capacity, term, handover_note: String::new(), version: 1 })
    }

    pub(crate) fn stored(
        id: HolderId,
        (seat, person): (SeatId, PersonId),
        capacity: Capacity,
        term: Term,
        handover_note: String,
        version: i64,
    ) -> Self {
        Self { id, seat, person, capacity, term, handover_note, version }
    }

    /// Ends the term with a last day, and hands over. A term that has an end may be ended sooner, never later.
    pub fn end(self, last_day: Date, handover_note: &str) -> Result<Self, Refusal> {
        if let Some(on) = self.term.until
            && on <= last_day
        {
            return Err(Refusal::AlreadyEnded { on });
        }
        let term = Term::new(self.term.from, Some(last_day))?;
        Ok(Self { term, handover_note: handover_note.trim().to_owned(), ..self })
    }

    pub(crate) fn facts(&self) -> HolderFacts {
        HolderFacts { seat: self.seat, person: self.person, capacity: self.capacity, term: self.term }
    }

    pub fn id(&self) -> HolderId {
        self.id
    }
    pub fn seat(&self) -> SeatId {
        self.seat
    }
    pub fn person(&self) -> PersonId {
        self.person
    }
    pub fn capacity(&self) -> Capacity {
        self.capacity
    }
    pub fn term(&self) -> Term {
        self.term
    }
    pub fn handover_note(&self) -> &str {
        &self.handover_note
    }
    pub fn version(&self) -> i64 {
        self.version
    }
}

/// Who holds the seat on a day. Nobody: a vacancy.
pub fn holder_on(terms: &[Holder], day: Date) -> Option<&Holder> {
    terms.iter().find(|holder| holder.capacity == Capacity::Holder && holder.term.covers(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ASHA: PersonId = Id::from_number(1);
    const BEN: PersonId = Id::from_number(2);

    fn day(number: i64) -> Date {
        Date::new(2026, 1, 1).unwrap().plus_days(number)
    }

    fn term(from: i64, until: Option<i64>) -> Term {
        Term::new(day(from), until.map(day)).unwrap()
    }

    fn begin(person: PersonId, capacity: Capacity, term: Term, others: &[Holder]) -> Result<Holder, Refusal> {
        Holder::begin(Id::from_number(9), (Id::from_number(3), person), capacity, term, others)
    }

    #[test]
    fn the_next_holder_begins_the_day_after_and_not_on_the_same_day() {
        let asha = [begin(ASHA, Capacity::Holder, term(0, Some(9)), &[]).unwrap()];

        assert!(begin(BEN, Capacity::Holder, term(10, None), &asha).is_ok());
        let refused = begin(BEN, Capacity::Holder, term(9, None), &asha).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "Somebody holds this seat from 1 January 2026 to 10 January 2026: end that term first"
        );
    }

    #[test]
    fn a_term_without_an_end_blocks_all_that_follow() {
        let asha = [begin(ASHA, Capacity::Holder, term(0, None), &[]).unwrap()];

        assert!(begin(BEN, Capacity::Holder, term(5_000, None), &asha).is_err());
        assert!(begin(BEN, Capacity::Holder, term(-9, Some(-1)), &asha).is_ok());
    }

    #[test]
    fn deputies_stand_beside_the_holder_and_each_other_but_not_twice() {
        let both = [
            begin(ASHA, Capacity::Holder, term(0, None), &[]).unwrap(),
            begin(BEN, Capacity::Deputy, term(0, None), &[]).unwrap(),
        ];

        assert!(begin(ASHA, Capacity::Deputy, term(3, None), &both).is_ok());
        assert_eq!(begin(BEN, Capacity::Deputy, term(3, None), &both), Err(Refusal::AlreadyDeputy));
    }

    #[test]
    fn a_vacancy_is_a_day_that_no_term_covers() {
        let terms = [
            begin(ASHA, Capacity::Holder, term(0, Some(9)), &[]).unwrap(),
            begin(BEN, Capacity::Deputy, term(0, None), &[]).unwrap(),
        ];

        assert_eq!(holder_on(&terms, day(9)).map(Holder::person), Some(ASHA));
        assert_eq!(holder_on(&terms, day(10)), None);
        assert_eq!(holder_on(&terms, day(-1)), None);
    }

    #[test]
    fn a_term_ends_once_and_not_before_it_began() {
        let holder = begin(ASHA, Capacity::Holder, term(0, None), &[]).unwrap();

        assert_eq!(holder.clone().end(day(-1), ""), Err(Refusal::EndsBeforeItBegins { from: day(0) }));
        let ended = holder.end(day(0), " Keys in the drawer ").unwrap();
        assert_eq!(ended.handover_note(), "Keys in the drawer");
        assert_eq!(ended.clone().end(day(0), ""), Err(Refusal::AlreadyEnded { on: day(0) }));
    }

    proptest! {
        #[test]
        fn two_terms_meet_exactly_when_a_day_is_in_both(
            a in 0_i64..20, b in proptest::option::of(0_i64..20), c in 0_i64..20, d in proptest::option::of(0_i64..20)
        ) {
            let one = term(a, b.map(|length| a + length));
            let two = term(c, d.map(|length| c + length));

            let shared = (0..60).any(|n| one.covers(day(n)) && two.covers(day(n)));

            prop_assert_eq!(one.meets(&two), shared);
            prop_assert_eq!(two.meets(&one), shared);
        }
    }
}
