//! A priority: what a place chose to work on, few enough to remember.

use folkmoot_kernel::{Date, Id, PlaceId, Subject};
use serde::Serialize;

pub type PriorityId = Id<Priority>;

/// Most priorities that people remember. Unit: priorities. Beyond it the place is asked whether it means it.
/// Source: reference research on place partnerships; our own choice of the number.
pub const REMEMBERED_MAX: usize = 5;

/// Why a priority says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the priority a short name, like “Fewer falls”")]
    NoTitle,
    #[error("Say in one plain sentence what will be different for people")]
    NoSentence,
    #[error("The last day cannot be before the first, {}", from.in_words())]
    EndsBeforeItBegins { from: Date },
    #[error("People remember about five, and this makes {will_be}: tick that you know, or end another first")]
    OneTooMany { will_be: usize },
    #[error("This priority ended on {}", on.in_words())]
    Ended { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoTitle | Refusal::Ended { .. } => "title",
            Refusal::NoSentence => "sentence",
            Refusal::EndsBeforeItBegins { .. } => "until",
            Refusal::OneTooMany { .. } => "knowing",
        }
    }
}

/// Whose idea it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Place,
    Icb,
    National,
    Council,
    Community,
}

impl Origin {
    pub const ALL: [Origin; 5] = [Origin::Place, Origin::Icb, Origin::National, Origin::Council, Origin::Community];

    pub const fn key(self) -> &'static str {
        match self {
            Origin::Place => "place",
            Origin::Icb => "icb",
            Origin::National => "national",
            Origin::Council => "council",
            Origin::Community => "community",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Origin::Place => "The partners of this place",
            Origin::Icb => "The integrated care board",
            Origin::National => "National policy",
            Origin::Council => "A council",
            Origin::Community => "People and groups who live here",
        }
    }
}

/// Whether whoever adds a priority has seen that there are many already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    Refuse,
    Known,
}

/// What people say of a priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorityDetails {
    pub title: String,
    /// What will be different for people, in one plain sentence.
    pub sentence: String,
    /// The need it answers: what data and people say. Empty: not said.
    pub need: String,
    pub origin: Origin,
    pub from: Date,
    /// From this day on it is a priority no more.
    pub until: Option<Date>,
}

/// What a place chose to work on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Priority {
    pub(crate) id: PriorityId,
    pub(crate) place: PlaceId,
    pub(crate) number: i64,
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) need: String,
    pub(crate) origin: Origin,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) version: i64,
}

impl Priority {
    /// Chooses a priority beside those that the place has already.
    pub fn choose(
        id: PriorityId,
        place: PlaceId,
        number: i64,
        details: PriorityDetails,
        current: usize,
        many: Many,
    ) -> Result<Self, Refusal> {
        let PriorityDetails { title, sentence, need, origin, from, until } = checked(details)?;
        if current >= REMEMBERED_MAX && many == Many::Refuse {
            return Err(Refusal::OneTooMany { will_be: current + 1 });
        }
        Ok(Self { id, place, number, title, sentence, need, origin, from, until, version: 1 })
    }

    pub fn change(self, details: PriorityDetails) -> Result<Self, Refusal> {
        let PriorityDetails { title, sentence, need, origin, from, until } = checked(details)?;
        Ok(Self { title, sentence, need, origin, from, until, ..self })
    }

    /// It keeps its page and its number: what was decided for it still names it.
    pub fn end(self, today: Date) -> Result<Self, Refusal> {
        match self.until {
            Some(on) if on <= today => Err(Refusal::Ended { on }),
            _ if today < self.from => Err(Refusal::EndsBeforeItBegins { from: self.from }),
            _ => Ok(Self { until: Some(today), ..self }),
        }
    }

    /// Whether it has not ended. One that begins later counts: it is remembered already.
    pub fn is_current(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today < until)
    }

    /// "Priority 3"
    pub fn numbered(&self) -> String {
        format!("Priority {}", self.number)
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }

    pub const fn id(&self) -> PriorityId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn number(&self) -> i64 {
        self.number
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn sentence(&self) -> &str {
        &self.sentence
    }
    pub fn need(&self) -> &str {
        &self.need
    }
    pub const fn origin(&self) -> Origin {
        self.origin
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

fn checked(mut details: PriorityDetails) -> Result<PriorityDetails, Refusal> {
    details.title = details.title.trim().to_owned();
    details.sentence = details.sentence.trim().to_owned();
    match &details {
        PriorityDetails { title, .. } if title.is_empty() => Err(Refusal::NoTitle),
        PriorityDetails { sentence, .. } if sentence.is_empty() => Err(Refusal::NoSentence),
        PriorityDetails { from, until: Some(until), .. } if until < from => {
            Err(Refusal::EndsBeforeItBegins { from: *from })
        }
        _ => Ok(details),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Date {
        Date::new(2026, 3, 2).unwrap().plus_days(number)
    }

    fn details() -> PriorityDetails {
        PriorityDetails {
            title: "Fewer falls".into(),
            sentence: "Fewer people over 75 break a bone at home".into(),
            need: String::new(),
            origin: Origin::Community,
            from: day(0),
            until: None,
        }
    }

    fn choose(details: PriorityDetails, current: usize, many: Many) -> Result<Priority, Refusal> {
        Priority::choose(Id::from_number(1), Id::from_number(2), 1, details, current, many)
    }

    #[test]
    fn a_fifth_priority_is_taken_and_a_sixth_only_by_those_who_know() {
        assert!(choose(details(), 4, Many::Refuse).is_ok());
        assert_eq!(choose(details(), 5, Many::Refuse), Err(Refusal::OneTooMany { will_be: 6 }));
        assert!(choose(details(), 5, Many::Known).is_ok());
    }

    #[test]
    fn a_priority_is_said_in_a_plain_sentence() {
        let untitled = PriorityDetails { title: " ".into(), ..details() };
        let unsaid = PriorityDetails { sentence: " ".into(), ..details() };

        assert_eq!(choose(untitled, 0, Many::Refuse), Err(Refusal::NoTitle));
        assert_eq!(choose(unsaid, 0, Many::Refuse), Err(Refusal::NoSentence));
    }

    #[test]
    fn a_priority_ends_on_its_day_and_only_once() {
        let priority = choose(details(), 0, Many::Refuse).unwrap();
        let early = PriorityDetails { until: Some(day(-1)), ..details() };

        assert_eq!(priority.clone().change(early), Err(Refusal::EndsBeforeItBegins { from: day(0) }));
        let ended = priority.clone().end(day(3)).unwrap();
        assert!(ended.is_current(day(2)) && !ended.is_current(day(3)));
        assert_eq!(ended.end(day(4)), Err(Refusal::Ended { on: day(3) }));
        assert!(priority.end(day(-1)).is_err());
    }

    #[test]
    fn every_origin_reads_back_from_its_key() {
        for origin in Origin::ALL {
            assert_eq!(Origin::read(origin.key()), Some(origin));
        }
    }
}
