//! Who sits for the place on a body beside or above it, whether they vote, and what they brought back.

use crate::outside::OutsideId;
use folkmoot_kernel::{Date, Id, PersonId, PlaceId, SeatId, Subject, Timestamp};
use serde::Serialize;

pub type RepresentationId = Id<Representation>;
pub type ReportId = Id<Report>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say what the seat is called there, like “partner member”")]
    NoTitle,
    #[error("the last day cannot be before the first, {}", from.in_words())]
    EndsBeforeItBegins { from: Date },
    #[error("this seat ended on {}", on.in_words())]
    Ended { on: Date },
    #[error("say in a few plain sentences what was brought back")]
    NoWords,
    #[error("this meeting is still to come")]
    StillToCome,
    #[error("what was brought back from that day is written already")]
    Written,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoTitle => "title",
            Refusal::EndsBeforeItBegins { .. } | Refusal::Ended { .. } => "until",
            Refusal::NoWords => "words",
            Refusal::StillToCome | Refusal::Written => "met_on",
        }
    }
}

/// Whether the seat has a vote there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    Votes,
    Speaks,
}

impl Voice {
    pub const fn words(self) -> &'static str {
        match self {
            Voice::Votes => "Votes",
            Voice::Speaks => "Speaks, no vote",
        }
    }
}

/// A seat there for the place. It goes with a seat of the place, whoever holds that; without one nobody goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Representation {
    pub(crate) id: RepresentationId,
    pub(crate) place: PlaceId,
    pub(crate) outside: OutsideId,
    pub(crate) title: String,
    pub(crate) voice: Voice,
    pub(crate) seat: Option<SeatId>,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) version: i64,
}

/// What somebody brought back from one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    pub(crate) id: ReportId,
    pub(crate) representation: RepresentationId,
    pub(crate) met_on: Date,
    pub(crate) words: String,
    #[serde(skip)]
    pub(crate) person: Option<PersonId>,
    pub(crate) at: Timestamp,
}

impl Representation {
    pub fn open(
        id: RepresentationId,
        (place, outside): (PlaceId, OutsideId),
        title: &str,
        voice: Voice,
        seat: Option<SeatId>,
        from: Date,
    ) -> Result<Self, Refusal> {
        let title = title.trim().to_owned();
        if title.is_empty() {
            return Err(Refusal::NoTitle);
        }
        Ok(Self { id, place, outside, title, voice, seat, from, until: None, version: 1 })
    }

    /// Another seat of the place goes there from now on, or nobody.
    pub fn goes(self, seat: Option<SeatId>) -> Result<Self, Refusal> {
        self.goes_on()?;
        Ok(Self { seat, ..self })
    }

    pub fn end(self, last_day: Date) -> Result<Self, Refusal> {
        self.goes_on()?;
        if last_day < self.from {
            return Err(Refusal::EndsBeforeItBegins { from: self.from });
        }
        Ok(Self { until: Some(last_day), ..self })
    }

    fn goes_on(&self) -> Result<(), Refusal> {
        self.until.map_or(Ok(()), |on| Err(Refusal::Ended { on }))
    }

    pub fn is_open(&self, day: Date) -> bool {
        self.until.is_none_or(|until| until >= day)
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> RepresentationId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn outside(&self) -> OutsideId {
        self.outside
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub const fn voice(&self) -> Voice {
        self.voice
    }
    pub const fn seat(&self) -> Option<SeatId> {
        self.seat
    }
    pub const fn from(&self) -> Date {
        self.from
    }
    pub const fn until(&self) -> Option<Date> {
        self.until
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

impl Report {
    /// `written`: days of meetings from which something was brought back already.
    pub fn bring(
        id: ReportId,
        representation: RepresentationId,
        (met_on, words): (Date, &str),
        person: Option<PersonId>,
        written: &[Date],
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let words = words.trim().to_owned();
        if words.is_empty() {
            return Err(Refusal::NoWords);
        }
        if met_on > now.date() {
            return Err(Refusal::StillToCome);
        }
        if written.contains(&met_on) {
            return Err(Refusal::Written);
        }
        Ok(Self { id, representation, met_on, words, person, at: now })
    }

    pub const fn id(&self) -> ReportId {
        self.id
    }
    pub const fn representation(&self) -> RepresentationId {
        self.representation
    }
    pub const fn met_on(&self) -> Date {
        self.met_on
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn at(&self) -> Timestamp {
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i8) -> Date {
        Date::new(2026, 3, day).unwrap()
    }

    fn seat() -> Representation {
        let place = (Id::from_number(2), Id::from_number(3));
        Representation::open(Id::from_number(1), place, "Partner member", Voice::Speaks, None, day(5)).unwrap()
    }

    #[test]
    fn a_seat_has_a_name_and_ends_once() {
        let place = (Id::from_number(2), Id::from_number(3));
        let nameless = Representation::open(Id::from_number(1), place, " ", Voice::Votes, None, day(5));

        assert_eq!(nameless, Err(Refusal::NoTitle));
        assert_eq!(seat().end(day(4)), Err(Refusal::EndsBeforeItBegins { from: day(5) }));
        let ended = seat().end(day(5)).unwrap();
        assert!(ended.is_open(day(5)) && !ended.is_open(day(6)));
        assert_eq!(ended.clone().end(day(9)), Err(Refusal::Ended { on: day(5) }));
        assert_eq!(ended.goes(Some(Id::from_number(9))), Err(Refusal::Ended { on: day(5) }));
    }

    #[test]
    fn something_is_brought_back_once_from_a_meeting_that_was() {
        let now = Timestamp::at(day(10), 9, 0);
        let bring = |on, words, written: &[Date]| {
            Report::bring(Id::from_number(1), Id::from_number(2), (on, words), None, written, now)
        };

        assert_eq!(bring(day(10), " ", &[]), Err(Refusal::NoWords));
        assert_eq!(bring(day(11), "They listened.", &[]), Err(Refusal::StillToCome));
        assert_eq!(bring(day(10), "They listened.", &[day(10)]), Err(Refusal::Written));
        assert!(bring(day(10), "They listened.", &[day(9)]).is_ok());
    }
}
