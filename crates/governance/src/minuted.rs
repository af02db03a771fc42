//! Minutes drawn from the record: who came, and what each item came to. Nobody types a second time what is written down already.

use crate::closing::End;
use crate::decision::{DecisionId, State};
use crate::promise::PromiseId;
use folkmoot_kernel::Date;

/// What the record holds of one meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// How organisations attended, in words, with their names: "Present", ["Oxmoor Council"].
    pub attended: Vec<(&'static str, Vec<String>)>,
    pub items: Vec<ItemRecord>,
}

/// What it holds of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRecord {
    pub title: String,
    /// In the words of whoever wrote it down.
    pub note: String,
    pub came_to: Option<End>,
    pub decisions: Vec<DecisionRecord>,
    pub promises: Vec<PromiseRecord>,
    /// The day of the meeting where it goes on.
    pub goes_on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRecord {
    pub id: DecisionId,
    pub number: i64,
    pub title: String,
    pub text: String,
    pub state: State,
    /// Organisations that answered, and all that were asked.
    pub given: u32,
    pub asked: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRecord {
    pub id: PromiseId,
    pub number: i64,
    pub owner: String,
    pub what: String,
    pub due: Date,
}

impl Record {
    /// The minutes: a paragraph for who came, and one for each item.
    pub fn minutes(&self) -> String {
        let attended: Vec<String> =
            self.attended.iter().map(|(how, names)| format!("{how}: {}.", names.join(", "))).collect();
        let mut paragraphs = vec![attended.join(" ")];
        paragraphs.extend((1..).zip(&self.items).map(|(number, item)| item.minutes(number)));
        paragraphs.retain(|words| !words.is_empty());
        paragraphs.join("\n\n")
    }
}

impl ItemRecord {
    /// Nothing is written down of it.
    pub fn is_open(&self) -> bool {
        self.decisions.is_empty() && self.promises.is_empty() && self.note.is_empty()
    }

    fn minutes(&self, number: usize) -> String {
        let mut parts = vec![format!("{number}. {}", self.title)];
        parts.extend((!self.note.is_empty()).then(|| sentence(&self.note)));
        parts.extend(self.decisions.iter().map(DecisionRecord::minutes));
        parts.extend(self.promises.iter().map(PromiseRecord::minutes));
        if let Some(day) = self.goes_on {
            parts.push(format!("This was put off and goes on at the meeting of {}.", day.in_words()));
        } else if self.came_to == Some(End::Deferral) {
            parts.push("This was put off to the next meeting.".to_owned());
        }
        if parts.len() == 1 {
            parts.push("Nothing is written down of this item yet.".to_owned());
        }
        parts.join("\n")
    }
}

impl DecisionRecord {
    fn minutes(&self) -> String {
        format!("Decision {} ({}): {}", self.number, self.state.words().to_lowercase(), sentence(&self.text))
    }
}

impl PromiseRecord {
    fn minutes(&self) -> String {
        format!("Promise {}: {} by {}: {}", self.number, self.owner, self.due.in_words(), sentence(&self.what))
    }
}

/// With a full stop, once.
fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?', '…']) { words.to_owned() } else { format!("{words}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn item(title: &str) -> ItemRecord {
        let (decisions, promises) = (Vec::new(), Vec::new());
        ItemRecord { title: title.into(), note: String::new(), came_to: None, decisions, promises, goes_on: None }
    }

    fn decision(number: i64, text: &str) -> DecisionRecord {
        let (id, title, text) = (Id::from_number(number), String::new(), text.to_owned());
        DecisionRecord { id, number, title, text, state: State::Agreed, given: 2, asked: 2 }
    }

    #[test]
    fn minutes_say_who_came_and_what_each_item_came_to() {
        let decided = ItemRecord {
            decisions: vec![decision(7, "Open the clinic")],
            promises: vec![PromiseRecord {
                id: Id::from_number(12),
                number: 12,
                owner: "Oxmoor Trust".into(),
                what: "Hire two nurses".into(),
                due: day("2026-06-01"),
            }],
            ..item("Falls clinic")
        };
        let put_off = ItemRecord {
            note: "No time".into(),
            came_to: Some(End::Deferral),
            goes_on: Some(day("2026-04-02")),
            ..item("Homes")
        };
        let attended = vec![("Present", vec!["Oxmoor Council".to_owned(), "Oxmoor Trust".to_owned()])];

        let items = vec![decided, put_off, item("Any other business")];
        let minutes = Record { attended, items }.minutes();

        assert_eq!(
            minutes,
            "Present: Oxmoor Council, Oxmoor Trust.\n\n\
             1. Falls clinic\nDecision 7 (agreed): Open the clinic.\nPromise 12: Oxmoor Trust by 1 June 2026: Hire two nurses.\n\n\
             2. Homes\nNo time.\nThis was put off and goes on at the meeting of 2 April 2026.\n\n\
             3. Any other business\nNothing is written down of this item yet."
        );
    }

    #[test]
    fn an_empty_meeting_has_no_minutes() {
        assert_eq!(Record::default().minutes(), "");
    }
}
