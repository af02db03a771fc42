//! The check-list of a decision: who was involved, whom it touches unequally, what it does. Each with evidence, or with the reason
//! why there is none.
//!
//! Answers are asked for from the first day and must be there before something that binds is closed as agreed: not before it is
//! put, because what must be complete first is put late, and positions would be asked for in the last days.

use crate::decision::DecisionId;
use crate::item::ItemId;
use crate::paper::PaperId;
use crate::power::Power;
use folkmoot_kernel::{PersonId, Timestamp};
use serde::Serialize;

/// Why an answer says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say in a sentence what the evidence shows, or why there is none")]
    WordsMissing(Question),
    #[error("Give a link to the evidence, or choose the paper it is in; if there is none, say so and why")]
    EvidenceMissing(Question),
    #[error("Choose a paper of this item")]
    PaperElsewhere(Question),
    #[error("This was closed, so its check-list stays as it is")]
    Closed,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    Involvement,
    Equality,
    Impact,
}

/// On what the check-list hangs: an agenda item, or a decision beside any agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOf {
    Item(ItemId),
    Decision(DecisionId),
}

/// Where the evidence is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    Link(String),
    Paper(PaperId),
    /// There is none, and the words say why.
    None,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub(crate) question: Question,
    pub(crate) words: String,
    pub(crate) evidence: Evidence,
    pub(crate) at: Timestamp,
    #[serde(skip)]
    pub(crate) by: Option<PersonId>,
}

impl Question {
    pub const ALL: [Question; 3] = [Question::Involvement, Question::Equality, Question::Impact];

    pub const fn key(self) -> &'static str {
        match self {
            Question::Involvement => "involvement",
            Question::Equality => "equality",
            Question::Impact => "impact",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Question::Involvement => "Who was involved?",
            Question::Equality => "Whom does it touch unequally?",
            Question::Impact => "What does it change?",
        }
    }

    /// After "first answer": who was involved.
    pub const fn asked(self) -> &'static str {
        match self {
            Question::Involvement => "who was involved",
            Question::Equality => "whom it touches unequally",
            Question::Impact => "what it changes",
        }
    }

    /// The law or habit behind it. (sources.md#duty-to-involve, sources.md#equality-duty)
    pub const fn hint(self) -> &'static str {
        match self {
            Question::Involvement => {
                "The people who use it or lose it, and how they were heard: a consultation, a meeting, a panel"
            }
            Question::Equality => "An equality impact assessment, or what is known of people who have less of a voice",
            Question::Impact => "On quality, safety, money and other services: an impact assessment, a business case",
        }
    }
}

impl Refusal {
    /// The field of the form: each question has its own.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::WordsMissing(Question::Involvement) => "involvement_words",
            Refusal::WordsMissing(Question::Equality) => "equality_words",
            Refusal::WordsMissing(Question::Impact) => "impact_words",
            Refusal::EvidenceMissing(Question::Involvement) => "involvement_link",
            Refusal::EvidenceMissing(Question::Equality) => "equality_link",
            Refusal::EvidenceMissing(Question::Impact) => "impact_link",
            Refusal::PaperElsewhere(Question::Involvement) => "involvement_paper",
            Refusal::PaperElsewhere(Question::Equality) => "equality_paper",
            Refusal::PaperElsewhere(Question::Impact) => "impact_paper",
            Refusal::Closed => "involvement_answer",
        }
    }
}

impl Check {
    pub fn answer(
        question: Question,
        words: &str,
        evidence: Evidence,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let words = words.trim();
        if words.is_empty() {
            return Err(Refusal::WordsMissing(question));
        }
        if matches!(&evidence, Evidence::Link(link) if link.trim().is_empty()) {
            return Err(Refusal::EvidenceMissing(question));
        }
        Ok(Self { question, words: words.to_owned(), evidence, at: now, by })
    }

    pub const fn question(&self) -> Question {
        self.question
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

/// Questions without an answer.
pub fn unanswered(answers: &[Check]) -> Vec<Question> {
    let is_open = |question: &Question| !answers.iter().any(|check| check.question == *question);
    Question::ALL.into_iter().filter(is_open).collect()
}

/// Questions that must be answered before it can be closed as agreed. What does not bind is asked and not held up.
pub fn owed(power: Power, answers: &[Check]) -> Vec<Question> {
    if power == Power::Decide { unanswered(answers) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_000);

    fn answer(question: Question, words: &str, evidence: Evidence) -> Result<Check, Refusal> {
        Check::answer(question, words, evidence, None, NOW)
    }

    #[test]
    fn evidence_is_somewhere_or_the_reason_says_why_not() {
        let question = Question::Involvement;

        assert_eq!(answer(question, " ", Evidence::None), Err(Refusal::WordsMissing(question)));
        assert_eq!(answer(question, "A survey", Evidence::Link(" ".into())), Err(Refusal::EvidenceMissing(question)));
        assert!(answer(question, "Nobody uses it yet", Evidence::None).is_ok());
    }

    #[test]
    fn what_binds_owes_all_three_and_what_does_not_owes_none() {
        let none = |question| answer(question, "Nothing changes", Evidence::None).unwrap();
        let two = [none(Question::Involvement), none(Question::Impact)];

        assert_eq!(owed(Power::Decide, &[]), Question::ALL);
        assert_eq!(owed(Power::Decide, &two), [Question::Equality]);
        assert_eq!(owed(Power::Decide, &Question::ALL.map(none)), []);
        assert_eq!(owed(Power::Advise, &[]), []);
    }
}
