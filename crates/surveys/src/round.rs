//! A round: one time that a question is put to people, from a first day to a last. Nothing is shown while it is open; once it
//! closed, nothing is added.

use folkmoot_kernel::id::Anything;
use folkmoot_kernel::words;
use folkmoot_kernel::{BodyId, Date, Id, PlaceId, Subject, Timestamp};
use serde::Serialize;

pub type RoundId = Id<Round>;

/// Longest that a round is open. Unit: days. Our own choice: what is not answered in two months is not answered.
pub const OPEN_DAYS_MAX: i64 = 62;
/// Those concerned see a result first, and have this long to reply before others see it. Unit: days. Our own choice.
pub const REPLY_DAYS: i64 = 14;

words! {
    /// What is asked.
    pub enum Kind {
        Recall => "recall", "Recall check";
        Confidence => "confidence", "Confidence note";
        Behaviour => "behaviour", "Reading of behaviours";
    }
}

words! {
    /// Who may see what came of it. It only ever grows.
    pub enum Audience {
        Concerned => "concerned", "Those it is about";
        Partners => "partners", "The partners of this place";
        Everybody => "everybody", "Everybody";
    }
}

/// Why a round says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give it a short name, like “Spring 2026”")]
    NoTitle,
    #[error("The last day cannot be before today")]
    EndsInThePast,
    #[error("Ask for no longer than two months: what is not answered by then is not answered")]
    TooLong,
    #[error("There is one open already: close it first, so that nobody is asked twice")]
    OneIsOpen,
    #[error("This is closed: nothing can be added")]
    Closed,
    #[error("This is still open")]
    StillOpen,
    #[error("You have answered already. Nobody can tell which answer is yours, so it cannot be changed")]
    AnsweredAlready,
    #[error("Those it is about reply first. It can be shown to others from {}", from.in_words())]
    RepliesFirst { from: Date },
    #[error("They see it already")]
    SeenAlready,
    #[error("Nothing of it is shown, so there is nothing to show to more people")]
    NothingShown,
    #[error("You are not asked: {why}")]
    NotAsked { why: &'static str },
    #[error("There is nothing to ask about: {why}")]
    Nothing { why: &'static str },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::EndsInThePast | Refusal::TooLong => "closes",
            Refusal::NoTitle | Refusal::OneIsOpen | Refusal::Nothing { .. } => "title",
            Refusal::RepliesFirst { .. } | Refusal::SeenAlready | Refusal::NothingShown => "audience",
            Refusal::Closed | Refusal::StillOpen | Refusal::AnsweredAlready | Refusal::NotAsked { .. } => "answer",
        }
    }
}

/// What to ask, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub title: String,
    pub closes_on: Date,
}

/// What the round is about beside its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// A body (confidence), a set of principles (behaviour), a meeting (recall at a meeting).
    pub id: Option<Id<Anything>>,
    pub name: String,
}

/// One time that a question is put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Round {
    pub(crate) id: RoundId,
    pub(crate) place: PlaceId,
    pub(crate) kind: Kind,
    pub(crate) about: About,
    pub(crate) title: String,
    pub(crate) opens_on: Date,
    pub(crate) closes_on: Date,
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) audience: Audience,
    pub(crate) version: i64,
}

impl Round {
    /// Opens a round today. `is_open`: whether another of its kind and subject is open.
    pub fn open(
        id: RoundId,
        place: PlaceId,
        kind: Kind,
        about: About,
        ask: Ask,
        today: Date,
        others: usize,
    ) -> Result<Self, Refusal> {
        let Ask { title, closes_on } = ask;
        let title = title.trim().to_owned();
        match () {
            () if title.is_empty() => return Err(Refusal::NoTitle),
            () if closes_on < today => return Err(Refusal::EndsInThePast),
            () if today.days_until(closes_on) > OPEN_DAYS_MAX => return Err(Refusal::TooLong),
            () if others > 0 => return Err(Refusal::OneIsOpen),
            () => {}
        }
        let audience = if kind == Kind::Recall { Audience::Partners } else { Audience::Concerned };
        Ok(Self { id, place, kind, about, title, opens_on: today, closes_on, closed_at: None, audience, version: 1 })
    }

    /// Whether answers are taken. The last day counts whole.
    pub fn is_open(&self, today: Date) -> bool {
        self.closed_at.is_none() && today <= self.closes_on
    }

    /// Whether its last day is over and nobody has closed it.
    pub fn is_due(&self, today: Date) -> bool {
        self.closed_at.is_none() && today > self.closes_on
    }

    pub fn may_answer(&self, today: Date, answered: bool) -> Result<(), Refusal> {
        match () {
            () if !self.is_open(today) => Err(Refusal::Closed),
            () if answered => Err(Refusal::AnsweredAlready),
            () => Ok(()),
        }
    }

    pub fn close(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.closed_at {
            Some(_) => Err(Refusal::Closed),
            None => Ok(Self { closed_at: Some(now), ..self }),
        }
    }

    /// Shows what came of it to more people. Those it is about come first and have time to reply.
    pub fn widen(self, audience: Audience, today: Date, anything_shown: bool) -> Result<Self, Refusal> {
        let Some(closed) = self.closed_at else { return Err(Refusal::StillOpen) };
        let from = closed.date().plus_days(REPLY_DAYS);
        match () {
            () if audience <= self.audience => Err(Refusal::SeenAlready),
            () if !anything_shown => Err(Refusal::NothingShown),
            () if self.kind != Kind::Recall && today < from => Err(Refusal::RepliesFirst { from }),
            () => Ok(Self { audience, ..self }),
        }
    }

    pub fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }
    /// The day on which it closed, or will.
    pub fn day(&self) -> Date {
        self.closed_at.map_or(self.closes_on, Timestamp::date)
    }
    /// What the team may do with it, and who is concerned.
    pub fn subject(&self) -> Subject {
        match (self.kind, self.about.id) {
            (Kind::Confidence, Some(body)) => Subject::body(self.place, BodyId::from_number(body.number())),
            _ => Subject::place(self.place),
        }
    }
    pub const fn id(&self) -> RoundId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn kind(&self) -> Kind {
        self.kind
    }
    pub const fn about(&self) -> &About {
        &self.about
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub const fn opens_on(&self) -> Date {
        self.opens_on
    }
    pub const fn closes_on(&self) -> Date {
        self.closes_on
    }
    pub const fn closed_at(&self) -> Option<Timestamp> {
        self.closed_at
    }
    pub const fn audience(&self) -> Audience {
        self.audience
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Date {
        Date::new(2026, 3, 2).unwrap().plus_days(number)
    }

    fn open(kind: Kind, title: &str, days: i64, others: usize) -> Result<Round, Refusal> {
        let about = About { id: Some(Id::from_number(7)), name: "Board".into() };
        let ask = Ask { title: title.into(), closes_on: day(days) };
        Round::open(Id::from_number(1), Id::from_number(2), kind, about, ask, day(0), others)
    }

    fn closed(kind: Kind) -> Round {
        open(kind, "Spring", 7, 0).unwrap().close(Timestamp::at(day(8), 9, 0)).unwrap()
    }

    #[test]
    fn a_round_has_a_name_and_ends_within_two_months() {
        assert_eq!(open(Kind::Recall, " ", 7, 0), Err(Refusal::NoTitle));
        assert_eq!(open(Kind::Recall, "Spring", -1, 0), Err(Refusal::EndsInThePast));
        assert!(open(Kind::Recall, "Spring", OPEN_DAYS_MAX, 0).is_ok());
        assert_eq!(open(Kind::Recall, "Spring", OPEN_DAYS_MAX + 1, 0), Err(Refusal::TooLong));
        assert_eq!(open(Kind::Recall, "Spring", 7, 1), Err(Refusal::OneIsOpen));
    }

    #[test]
    fn answers_are_taken_once_and_on_the_last_day_and_not_after() {
        let round = open(Kind::Recall, "Spring", 7, 0).unwrap();

        assert_eq!(round.may_answer(day(7), false), Ok(()));
        assert_eq!(round.may_answer(day(8), false), Err(Refusal::Closed));
        assert_eq!(round.may_answer(day(7), true), Err(Refusal::AnsweredAlready));
        assert!(!round.is_due(day(7)) && round.is_due(day(8)));
        assert_eq!(closed(Kind::Recall).close(Timestamp::at(day(9), 9, 0)), Err(Refusal::Closed));
    }

    #[test]
    fn those_concerned_have_two_weeks_before_others_see_it() {
        let round = closed(Kind::Confidence);
        let from = day(8 + REPLY_DAYS);

        let early = round.clone().widen(Audience::Partners, from.plus_days(-1), true);
        assert_eq!(early, Err(Refusal::RepliesFirst { from }));
        let seen = round.widen(Audience::Partners, from, true).unwrap();
        assert_eq!(seen.clone().widen(Audience::Concerned, from, true), Err(Refusal::SeenAlready));
        assert_eq!(seen.widen(Audience::Everybody, from, true).unwrap().audience(), Audience::Everybody);
    }

    #[test]
    fn what_is_held_back_is_shown_to_nobody_and_what_is_open_neither() {
        let open = open(Kind::Recall, "Spring", 7, 0).unwrap();

        assert_eq!(closed(Kind::Recall).widen(Audience::Everybody, day(60), false), Err(Refusal::NothingShown));
        assert_eq!(open.widen(Audience::Everybody, day(1), true), Err(Refusal::StillOpen));
        assert!(
            closed(Kind::Recall).widen(Audience::Everybody, day(8), true).is_ok(),
            "nobody replies to a recall check"
        );
    }

    #[test]
    fn every_word_reads_back_from_its_key() {
        assert!(Kind::ALL.iter().all(|kind| Kind::read(kind.key()) == Some(*kind)));
        assert!(Audience::ALL.iter().all(|audience| Audience::read(audience.key()) == Some(*audience)));
    }
}
