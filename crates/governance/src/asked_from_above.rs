//! The other way: what a body above the place asked of it, and what the place said. Done, done in part, declined, or set aside.

use crate::decision::DecisionId;
use folkmoot_kernel::{Date, Id, OrganisationId, PlaceId, Subject, Timestamp};

pub type AskedId = Id<Asked>;

/// Why it says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say what was asked of the place")]
    WhatMissing,
    #[error("the place cannot have answered before it was asked")]
    AnsweredBefore,
    #[error("this day is still to come")]
    InTheFuture,
    #[error("say why: those who asked can reply to it")]
    WhyMissing,
    #[error("write the reply")]
    ReplyMissing,
    #[error("a reply was written already, and it stands")]
    RepliedAlready,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::WhatMissing => "what",
            Refusal::AnsweredBefore | Refusal::InTheFuture => "answered_on",
            Refusal::WhyMissing => "why",
            Refusal::ReplyMissing | Refusal::RepliedAlready => "reply",
        }
    }
}

/// What the place made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Done,
    InPart,
    Declined,
    /// Agreed once, and set aside by the place later.
    SetAside,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub by_body: String,
    pub organisation: Option<OrganisationId>,
    pub what: String,
    pub asked_on: Date,
    pub answer: Answer,
    pub answered_on: Date,
    pub why: String,
    pub decision: Option<DecisionId>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Asked {
    pub(crate) id: AskedId,
    pub(crate) place: PlaceId,
    pub(crate) by_body: String,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) what: String,
    pub(crate) asked_on: Date,
    pub(crate) answer: Answer,
    pub(crate) answered_on: Date,
    pub(crate) why: String,
    pub(crate) decision: Option<DecisionId>,
    pub(crate) recorded_at: Timestamp,
    pub(crate) reply: Option<(String, Timestamp)>,
    pub(crate) version: i64,
}

impl Asked {
    pub fn record(id: AskedId, place: PlaceId, told: Told, now: Timestamp) -> Result<Self, Refusal> {
        if told.what.trim().is_empty() {
            return Err(Refusal::WhatMissing);
        }
        if told.answered_on < told.asked_on {
            return Err(Refusal::AnsweredBefore);
        }
        if told.answered_on > now.date() {
            return Err(Refusal::InTheFuture);
        }
        if told.answer != Answer::Done && told.why.trim().is_empty() {
            return Err(Refusal::WhyMissing);
        }
        Ok(Self {
            id,
            place,
            by_body: told.by_body,
            organisation: told.organisation,
            what: told.what.trim().to_owned(),
            asked_on: told.asked_on,
            answer: told.answer,
            answered_on: told.answered_on,
            why: told.why.trim().to_owned(),
            decision: told.decision,
            recorded_at: now,
            reply: None,
            version: 1,
        })
    }

    /// The words of those who asked, once.
    pub fn replied(mut self, words: &str, now: Timestamp) -> Result<Self, Refusal> {
        if self.reply.is_some() {
            return Err(Refusal::RepliedAlready);
        }
        if words.trim().is_empty() {
            return Err(Refusal::ReplyMissing);
        }
        self.reply = Some((words.trim().to_owned(), now));
        Ok(self)
    }

    pub const fn id(&self) -> AskedId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub fn by_body(&self) -> &str {
        &self.by_body
    }
    pub const fn organisation(&self) -> Option<OrganisationId> {
        self.organisation
    }
    pub fn what(&self) -> &str {
        &self.what
    }
    pub const fn asked_on(&self) -> Date {
        self.asked_on
    }
    pub const fn answer(&self) -> Answer {
        self.answer
    }
    pub const fn answered_on(&self) -> Date {
        self.answered_on
    }
    pub fn why(&self) -> &str {
        &self.why
    }
    pub const fn decision(&self) -> Option<DecisionId> {
        self.decision
    }
    pub fn reply(&self) -> Option<&str> {
        self.reply.as_ref().map(|(words, _)| words.as_str())
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// Who may reply: those who speak for whoever asked. Nobody, when it is in no register.
    pub fn subject(&self) -> Option<Subject> {
        self.organisation.map(|organisation| Subject::owned(self.place, organisation))
    }
}

impl Answer {
    pub const ALL: [Answer; 4] = [Answer::Done, Answer::InPart, Answer::Declined, Answer::SetAside];

    pub const fn key(self) -> &'static str {
        match self {
            Answer::Done => "done",
            Answer::InPart => "in_part",
            Answer::Declined => "declined",
            Answer::SetAside => "set_aside",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Answer::Done => "Done",
            Answer::InPart => "Done in part",
            Answer::Declined => "Declined",
            Answer::SetAside => "Set aside by the place",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000); // 2026-03-02

    fn told(answer: Answer, why: &str) -> Told {
        Told {
            by_body: "The integrated care board".into(),
            organisation: None,
            what: "Close the night clinic".into(),
            asked_on: NOW.date().plus_days(-10),
            answer,
            answered_on: NOW.date(),
            why: why.into(),
            decision: None,
        }
    }

    fn record(told: Told) -> Result<Asked, Refusal> {
        Asked::record(Id::from_number(1), Id::from_number(2), told, NOW)
    }

    #[test]
    fn a_no_has_a_reason_and_a_yes_needs_none() {
        assert!(record(told(Answer::Done, "")).is_ok());
        assert_eq!(record(told(Answer::Declined, " ")), Err(Refusal::WhyMissing));
        assert_eq!(record(told(Answer::InPart, "")), Err(Refusal::WhyMissing));
    }

    #[test]
    fn nobody_answers_before_they_are_asked_or_tomorrow() {
        let on = |ahead| record(Told { answered_on: NOW.date().plus_days(ahead), ..told(Answer::Done, "") });

        assert!(on(-10).is_ok());
        assert_eq!(on(-11), Err(Refusal::AnsweredBefore));
        assert_eq!(on(1), Err(Refusal::InTheFuture));
    }

    #[test]
    fn those_who_asked_reply_once() {
        let asked = record(told(Answer::Declined, "The people of the north use it.")).unwrap();

        assert_eq!(asked.clone().replied("", NOW), Err(Refusal::ReplyMissing));
        let replied = asked.replied("We see that.", NOW).unwrap();
        assert_eq!(replied.replied("Still.", NOW), Err(Refusal::RepliedAlready));
    }
}
