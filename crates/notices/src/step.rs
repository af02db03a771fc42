//! The plan until then: small things to do, each with an organisation that does it.

use crate::notice::NoticeId;
use folkmoot_kernel::{Date, Id, OrganisationId};
use serde::Serialize;

pub type StepId = Id<Step>;

/// Why a step says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say what will be done")]
    WhatMissing,
    #[error("This day has gone by")]
    DueBefore,
    #[error("This was done already")]
    DoneAlready,
    #[error("This notice was withdrawn, so nothing more is planned for it")]
    NoticeWithdrawn,
    #[error("Choose a partner of this place")]
    NotAPartner,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::WhatMissing | Refusal::NoticeWithdrawn => "what",
            Refusal::DueBefore => "due",
            Refusal::DoneAlready => "words",
            Refusal::NotAPartner => "owner",
        }
    }
}

/// One thing to do before the change comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    pub(crate) id: StepId,
    pub(crate) notice: NoticeId,
    pub(crate) what: String,
    pub(crate) owner: OrganisationId,
    pub(crate) due: Date,
    pub(crate) done: Option<Done>,
    pub(crate) version: i64,
}

/// When it was done, and what there is to say to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    pub on: Date,
    pub words: String,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    ToDo,
    /// Its day has gone by: what got in the way?
    PastDate,
    Done,
    DoneLater,
}

impl Step {
    pub fn plan(
        id: StepId,
        notice: NoticeId,
        what: &str,
        owner: OrganisationId,
        due: Date,
        today: Date,
    ) -> Result<Self, Refusal> {
        if what.trim().is_empty() {
            return Err(Refusal::WhatMissing);
        }
        if due < today {
            return Err(Refusal::DueBefore);
        }
        Ok(Self { id, notice, what: what.trim().to_owned(), owner, due, done: None, version: 1 })
    }

    pub fn done(mut self, words: &str, today: Date) -> Result<Self, Refusal> {
        if self.done.is_some() {
            return Err(Refusal::DoneAlready);
        }
        self.done = Some(Done { on: today, words: words.trim().to_owned() });
        Ok(self)
    }

    pub fn state(&self, today: Date) -> State {
        match &self.done {
            Some(done) if done.on <= self.due => State::Done,
            Some(_) => State::DoneLater,
            None if today <= self.due => State::ToDo,
            None => State::PastDate,
        }
    }

    pub const fn id(&self) -> StepId {
        self.id
    }
    pub const fn notice(&self) -> NoticeId {
        self.notice
    }
    pub fn what(&self) -> &str {
        &self.what
    }
    pub const fn owner(&self) -> OrganisationId {
        self.owner
    }
    pub const fn due(&self) -> Date {
        self.due
    }
    pub const fn finished(&self) -> Option<&Done> {
        self.done.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

impl State {
    pub const fn words(self) -> &'static str {
        match self {
            State::ToDo => "To do",
            State::PastDate => "Past its day: what got in the way?",
            State::Done => "Done",
            State::DoneLater => "Done later",
        }
    }

    pub const fn tag(self) -> &'static str {
        match self {
            State::ToDo => "govuk-tag--blue",
            State::PastDate => "govuk-tag--yellow",
            State::Done | State::DoneLater => "govuk-tag--green",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Date {
        written.parse().unwrap()
    }

    fn step(due: &str) -> Result<Step, Refusal> {
        Step::plan(
            Id::from_number(1),
            Id::from_number(2),
            "Tell families",
            Id::from_number(3),
            day(due),
            day("2026-03-02"),
        )
    }

    #[test]
    fn today_can_be_planned_for_and_yesterday_not() {
        assert!(step("2026-03-02").is_ok());
        assert_eq!(step("2026-03-01"), Err(Refusal::DueBefore));
    }

    #[test]
    fn its_day_is_still_in_time() {
        let step = step("2026-03-10").unwrap();

        assert_eq!(step.state(day("2026-03-10")), State::ToDo);
        assert_eq!(step.state(day("2026-03-11")), State::PastDate);
        assert_eq!(step.clone().done("", day("2026-03-10")).unwrap().state(day("2026-04-01")), State::Done);
        let later = step.done("Rang them all", day("2026-03-11")).unwrap();
        assert_eq!(later.state(day("2026-04-01")), State::DoneLater);
        assert_eq!(later.done("", day("2026-03-12")), Err(Refusal::DoneAlready));
    }
}
