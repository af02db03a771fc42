//! How voluntary and community members read the claims: without names, with a floor of five, and for the partners first.

use folkmoot_kernel::level::{Level, together};
use folkmoot_kernel::{Crowd, Date, HeldBack, Id, PlaceId, Subject, Tenths, Timestamp};
use serde::Serialize;

pub type ReviewId = Id<Review>;

/// Longest that a review is open, and how long partners see it before everybody. Unit: days. Our own choice.
pub const OPEN_DAYS_MAX: i64 = 62;
pub const PARTNERS_FIRST_DAYS: i64 = 14;

/// Why a review says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give it a short name, like “Spring 2026”")]
    NoTitle,
    #[error("The last day cannot be before today")]
    EndsInThePast,
    #[error("Ask for no longer than two months")]
    TooLong,
    #[error("There is one open already")]
    OneIsOpen,
    #[error("There is no claim to read yet")]
    NoClaim,
    #[error("This is closed: nothing can be added")]
    Closed,
    #[error("You have answered already. Nobody can tell which answer is yours, so it cannot be changed")]
    AnsweredAlready,
    #[error("You are not asked: voluntary and community members are")]
    NotAsked,
    #[error("Answer for each claim")]
    NotAll,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::EndsInThePast | Refusal::TooLong => "closes",
            _ => "title",
        }
    }
}

/// One time that the claims are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    pub(crate) id: ReviewId,
    pub(crate) place: PlaceId,
    pub(crate) title: String,
    pub(crate) opens_on: Date,
    pub(crate) closes_on: Date,
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) version: i64,
}

impl Review {
    /// `others`: open reviews of the place; `claims`: claims that it makes.
    pub fn open(
        (id, place): (ReviewId, PlaceId),
        title: &str,
        closes_on: Date,
        (others, claims): (usize, usize),
        today: Date,
    ) -> Result<Self, Refusal> {
        let title = title.trim().to_owned();
        match () {
            () if title.is_empty() => Err(Refusal::NoTitle),
            () if closes_on < today => Err(Refusal::EndsInThePast),
            () if today.days_until(closes_on) > OPEN_DAYS_MAX => Err(Refusal::TooLong),
            () if others > 0 => Err(Refusal::OneIsOpen),
            () if claims == 0 => Err(Refusal::NoClaim),
            () => Ok(Self { id, place, title, opens_on: today, closes_on, closed_at: None, version: 1 }),
        }
    }

    pub fn is_open(&self, today: Date) -> bool {
        self.closed_at.is_none() && today <= self.closes_on
    }

    pub fn may_answer(&self, today: Date, asked: Asked) -> Result<(), Refusal> {
        match asked {
            _ if !self.is_open(today) => Err(Refusal::Closed),
            Asked::NotAsked => Err(Refusal::NotAsked),
            Asked::Answered => Err(Refusal::AnsweredAlready),
            Asked::Waits => Ok(()),
        }
    }

    pub fn close(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.closed_at {
            Some(_) => Err(Refusal::Closed),
            None => Ok(Self { closed_at: Some(now), ..self }),
        }
    }

    /// From which day everybody sees it. None: it is open.
    pub fn public_from(&self) -> Option<Date> {
        self.closed_at.map(|at| at.date().plus_days(PARTNERS_FIRST_DAYS))
    }

    /// Whether this reader may see what came of it.
    pub fn is_seen(&self, reader: Reader, today: Date) -> bool {
        match (self.public_from(), reader) {
            (None, _) => false,
            (Some(_), Reader::Partner) => true,
            (Some(from), Reader::Public) => today >= from,
        }
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> ReviewId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub const fn closes_on(&self) -> Date {
        self.closes_on
    }
    pub const fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Partner,
    Public,
}

/// Whether somebody is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Waits,
    Answered,
    NotAsked,
}

/// Answers to one claim, as counts alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([i64; 4]);

impl Counts {
    pub const fn stored(counts: [i64; 4]) -> Self {
        Self(counts)
    }

    /// How far they say it is so together. None: fewer than five.
    pub fn together(self) -> Option<Tenths> {
        let times = |count: i64| usize::try_from(count).unwrap_or(0);
        let levels = Level::ALL.into_iter().zip(self.0).flat_map(|(level, count)| vec![level; times(count)]);
        together(&levels.collect::<Vec<_>>())
    }
}

/// What became of the answers to one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Shown,
    Held(HeldBack),
}

impl Outcome {
    /// Drawn from who answered now and in the reviews of this claim that were shown before, latest first.
    pub fn of(crowd: &Crowd, shown_before: &[Crowd]) -> Self {
        crowd.may_be_shown_after(shown_before).map_or_else(Outcome::Held, |()| Outcome::Shown)
    }

    pub const fn key(self) -> &'static str {
        match self {
            Outcome::Shown => "shown",
            Outcome::Held(HeldBack::TooFew) => "too_few",
            Outcome::Held(HeldBack::TooLike) => "too_like",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        let all = [Outcome::Shown, Outcome::Held(HeldBack::TooFew), Outcome::Held(HeldBack::TooLike)];
        all.into_iter().find(|outcome| outcome.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i64) -> Date {
        Date::new(2026, 3, 2).unwrap().plus_days(number)
    }

    fn open(title: &str, days: i64, others: usize, claims: usize) -> Result<Review, Refusal> {
        Review::open((Id::from_number(1), Id::from_number(2)), title, day(days), (others, claims), day(0))
    }

    #[test]
    fn a_review_needs_a_claim_and_comes_alone() {
        assert!(open("Spring", OPEN_DAYS_MAX, 0, 1).is_ok());
        assert_eq!(open("Spring", OPEN_DAYS_MAX + 1, 0, 1), Err(Refusal::TooLong));
        assert_eq!(open("Spring", -1, 0, 1), Err(Refusal::EndsInThePast));
        assert_eq!(open(" ", 1, 0, 1), Err(Refusal::NoTitle));
        assert_eq!(open("Spring", 1, 1, 1), Err(Refusal::OneIsOpen));
        assert_eq!(open("Spring", 1, 0, 0), Err(Refusal::NoClaim));
    }

    #[test]
    fn voluntary_members_answer_once_until_the_last_day() {
        let review = open("Spring", 7, 0, 1).unwrap();

        assert_eq!(review.may_answer(day(7), Asked::Waits), Ok(()));
        assert_eq!(review.may_answer(day(8), Asked::Waits), Err(Refusal::Closed));
        assert_eq!(review.may_answer(day(7), Asked::NotAsked), Err(Refusal::NotAsked));
        assert_eq!(review.may_answer(day(7), Asked::Answered), Err(Refusal::AnsweredAlready));
    }

    #[test]
    fn partners_see_it_two_weeks_before_everybody() {
        let review = open("Spring", 7, 0, 1).unwrap();
        assert!(!review.is_seen(Reader::Partner, day(8)));

        let closed = review.close(Timestamp::at(day(8), 9, 0)).unwrap();

        assert!(closed.is_seen(Reader::Partner, day(8)));
        assert!(!closed.is_seen(Reader::Public, day(8 + PARTNERS_FIRST_DAYS - 1)));
        assert!(closed.is_seen(Reader::Public, day(8 + PARTNERS_FIRST_DAYS)));
        assert_eq!(closed.close(Timestamp::at(day(9), 9, 0)), Err(Refusal::Closed));
    }

    #[test]
    fn five_are_shown_and_four_are_not_and_outcomes_read_back() {
        assert_eq!(Counts::stored([0, 0, 4, 0]).together(), None);
        assert_eq!(Counts::stored([0, 0, 5, 0]).together().unwrap().percent(), 70);
        let crowd = |people: i64| Crowd::of((0..people).map(Id::from_number));
        assert_eq!(Outcome::of(&crowd(5), &[]), Outcome::Shown);
        for outcome in [Outcome::of(&crowd(4), &[]), Outcome::of(&crowd(6), &[crowd(5)])] {
            assert_eq!(Outcome::read(outcome.key()), Some(outcome));
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_never_at_an_end(counts in prop::array::uniform4(0_i64..40)) {
            let shown = Counts::stored(counts).together();

            prop_assert_eq!(shown.is_some(), counts.iter().sum::<i64>() >= 5);
            prop_assert!(shown.is_none_or(|share| (10..=90).contains(&share.percent())));
        }
    }
}
