//! One body on the way of a paper: what it is asked for, and what became of it there.

use super::{Refusal, RouteId};
use crate::decision::{DecisionId, Outcome};
use crate::item::ItemId;
use folkmoot_kernel::{BodyId, Date, Id, Timestamp};

pub type StepId = Id<Step>;

/// What a body is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Endorse,
    Decide,
    Ratify,
    Note,
}

/// What a body outside made of it, as the place was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    Passed,
    NotPassed,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Step {
    pub(crate) id: StepId,
    pub(crate) route: RouteId,
    pub(crate) position: i64,
    pub(crate) body: Option<BodyId>,
    pub(crate) outside: String,
    pub(crate) role: Role,
    pub(crate) by: Option<Date>,
    pub(crate) item: Option<ItemId>,
    pub(crate) decision: Option<DecisionId>,
    pub(crate) told: Option<(Told, Date, String)>,
    pub(crate) version: i64,
}

/// What happened at the body: loaded from its meetings and decisions, never typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// When the meeting with the item begins, if it is not cancelled, and whether it was held.
    pub meeting: Option<(Timestamp, bool)>,
    /// The decision, if one was put: how it ended, if it did.
    pub decision: Option<Option<Outcome>>,
    pub set_aside: bool,
}

/// Where it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    Passed(Role),
    NotPassed,
    SetAside,
    /// Taken back by those who put it.
    CameBack,
    /// Organisations are asked.
    Asked,
    OnAgenda(Date),
    /// It was on an agenda, and nothing was decided.
    Talked(Date),
    /// Nothing there yet.
    Open,
}

impl Step {
    pub(super) fn new(
        id: StepId,
        route: RouteId,
        position: i64,
        body: Option<BodyId>,
        outside: &str,
        role: Role,
        by: Option<Date>,
    ) -> Self {
        let outside = outside.to_owned();
        Self { id, route, position, body, outside, role, by, item: None, decision: None, told: None, version: 1 }
    }

    /// Ties it to the item or decision where the body takes it up. `of`: whose item or decision that is.
    pub fn before(mut self, item: Option<ItemId>, decision: Option<DecisionId>, of: BodyId) -> Result<Self, Refusal> {
        if self.body != Some(of) {
            return Err(Refusal::OtherBody);
        }
        (self.item, self.decision) = (item, decision);
        Ok(self)
    }

    /// For readers to whom the agenda is not open.
    pub(crate) fn without_item(mut self) -> Self {
        self.item = None;
        self
    }

    /// What a body outside made of it.
    pub fn told(mut self, told: Told, on: Date, words: &str, today: Date) -> Result<Self, Refusal> {
        if self.body.is_some() {
            return Err(Refusal::NotOutside);
        }
        if on > today {
            return Err(Refusal::InTheFuture);
        }
        self.told = Some((told, on, words.trim().to_owned()));
        Ok(self)
    }

    pub fn state(&self, facts: &Facts, now: Timestamp) -> StepState {
        match (&self.told, facts.decision) {
            (Some((Told::Passed, _, _)), _) => StepState::Passed(self.role),
            (Some((Told::NotPassed, _, _)), _) => StepState::NotPassed,
            (None, Some(_)) if facts.set_aside => StepState::SetAside,
            (None, Some(Some(Outcome::Agreed))) => StepState::Passed(self.role),
            (None, Some(Some(Outcome::NotAgreed))) => StepState::NotPassed,
            (None, Some(Some(Outcome::Withdrawn))) => StepState::CameBack,
            (None, Some(None)) => StepState::Asked,
            (None, None) => self.at_meeting(facts.meeting, now),
        }
    }

    /// To note something needs no decision: a meeting that was held is enough.
    fn at_meeting(&self, meeting: Option<(Timestamp, bool)>, now: Timestamp) -> StepState {
        match meeting {
            Some((_, true)) if self.role == Role::Note => StepState::Passed(Role::Note),
            Some((starts, false)) if starts > now => StepState::OnAgenda(starts.date()),
            Some((starts, _)) => StepState::Talked(starts.date()),
            None => StepState::Open,
        }
    }

    pub const fn id(&self) -> StepId {
        self.id
    }
    pub const fn route(&self) -> RouteId {
        self.route
    }
    pub const fn position(&self) -> i64 {
        self.position
    }
    pub const fn body(&self) -> Option<BodyId> {
        self.body
    }
    pub fn outside(&self) -> &str {
        &self.outside
    }
    pub const fn role(&self) -> Role {
        self.role
    }
    pub const fn by(&self) -> Option<Date> {
        self.by
    }
    pub const fn item(&self) -> Option<ItemId> {
        self.item
    }
    pub const fn decision(&self) -> Option<DecisionId> {
        self.decision
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// The words that came with what a body outside said.
    pub fn told_words(&self) -> &str {
        self.told.as_ref().map_or("", |(_, _, words)| words.as_str())
    }
}

impl Told {
    pub const ALL: [Told; 2] = [Told::Passed, Told::NotPassed];

    pub const fn key(self) -> &'static str {
        match self {
            Told::Passed => "passed",
            Told::NotPassed => "not_passed",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Told::Passed => "It said yes",
            Told::NotPassed => "It said no",
        }
    }
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Endorse, Role::Decide, Role::Ratify, Role::Note];

    pub const fn key(self) -> &'static str {
        match self {
            Role::Endorse => "endorse",
            Role::Decide => "decide",
            Role::Ratify => "ratify",
            Role::Note => "note",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Role::Endorse => "Endorses it",
            Role::Decide => "Decides",
            Role::Ratify => "Ratifies it",
            Role::Note => "Notes it",
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Role::Endorse => "Endorsed",
            Role::Decide => "Decided",
            Role::Ratify => "Ratified",
            Role::Note => "Noted",
        }
    }
}

impl StepState {
    pub const fn is_passed(self) -> bool {
        matches!(self, StepState::Passed(_))
    }

    pub const fn is_stopped(self) -> bool {
        matches!(self, StepState::NotPassed | StepState::SetAside)
    }

    pub fn words(self) -> String {
        match self {
            StepState::Passed(role) => role.done().to_owned(),
            StepState::NotPassed => "Not agreed".to_owned(),
            StepState::SetAside => "Set aside from above".to_owned(),
            StepState::CameBack => "Taken back before it ended".to_owned(),
            StepState::Asked => "Positions are being taken".to_owned(),
            StepState::OnAgenda(day) => format!("On the agenda of {}", day.short()),
            StepState::Talked(day) => format!("Talked about on {}, nothing decided", day.short()),
            StepState::Open => "On no agenda yet".to_owned(),
        }
    }

    pub const fn tag(self) -> &'static str {
        match self {
            StepState::Passed(_) => "govuk-tag--green",
            StepState::NotPassed | StepState::SetAside | StepState::CameBack => "govuk-tag--grey",
            StepState::Asked | StepState::OnAgenda(_) => "govuk-tag--blue",
            StepState::Talked(_) | StepState::Open => "govuk-tag--yellow",
        }
    }
}
