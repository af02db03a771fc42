//! What a form was answered, each already checked against its field.

use crate::sent::Upload;
use folkmoot_kernel::{Date, Pence, Timestamp};
use std::collections::BTreeMap;

/// One checked answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Text(String),
    Date(Date),
    Moment(Timestamp),
    /// Hour and minute.
    Time(i8, i8),
    Money(Pence),
    Number(i64),
    Many(Vec<String>),
    File(Upload),
}

/// All answers of a form. Asking for a field that the form does not have, or with the wrong kind, gives the empty
/// answer of that kind; a test over HTTP shows such a slip at once.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    pub(crate) by_name: BTreeMap<String, Answer>,
    pub(crate) version: Option<i64>,
}

impl Answers {
    /// A text, empty when the field is optional and was left empty.
    pub fn text(&self, name: &str) -> &str {
        self.maybe(name).unwrap_or_default()
    }

    /// A text, or nothing when it was left empty.
    pub fn maybe(&self, name: &str) -> Option<&str> {
        match self.by_name.get(name) {
            Some(Answer::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// A day that the form requires.
    pub fn date(&self, name: &str) -> Date {
        self.maybe_date(name).unwrap_or_else(|| Timestamp::from_ms(0).date())
    }

    pub fn maybe_date(&self, name: &str) -> Option<Date> {
        match self.by_name.get(name) {
            Some(Answer::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// A moment that the form requires.
    pub fn moment(&self, name: &str) -> Timestamp {
        self.maybe_moment(name).unwrap_or_default()
    }

    pub fn maybe_moment(&self, name: &str) -> Option<Timestamp> {
        match self.by_name.get(name) {
            Some(Answer::Moment(moment)) => Some(*moment),
            _ => None,
        }
    }

    /// Hour and minute of a required time of day.
    pub fn time(&self, name: &str) -> (i8, i8) {
        match self.by_name.get(name) {
            Some(Answer::Time(hour, minute)) => (*hour, *minute),
            _ => (0, 0),
        }
    }

    pub fn money(&self, name: &str) -> Pence {
        self.maybe_money(name).unwrap_or_default()
    }

    pub fn maybe_money(&self, name: &str) -> Option<Pence> {
        match self.by_name.get(name) {
            Some(Answer::Money(amount)) => Some(*amount),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> i64 {
        self.maybe_number(name).unwrap_or_default()
    }

    pub fn maybe_number(&self, name: &str) -> Option<i64> {
        match self.by_name.get(name) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The ticked boxes.
    pub fn many(&self, name: &str) -> Vec<&str> {
        match self.by_name.get(name) {
            Some(Answer::Many(values)) => values.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    pub fn is_ticked(&self, name: &str, value: &str) -> bool {
        self.many(name).contains(&value)
    }

    pub fn file(&self, name: &str) -> Option<&Upload> {
        match self.by_name.get(name) {
            Some(Answer::File(file)) => Some(file),
            _ => None,
        }
    }

    /// The version that the form was filled in against; 0 when it carried none.
    pub fn version(&self) -> i64 {
        self.version.unwrap_or_default()
    }
}
