//! A route: the way of one paper through many bodies, each with its role. Where it stands is drawn from what happened there.

use folkmoot_kernel::{BodyId, Date, Id, PlaceId, Subject, Timestamp};

mod step;
pub use step::{Facts, Role, Step, StepId, StepState, Told};

pub type RouteId = Id<Route>;

/// Most bodies on one way.
pub const STEPS_MAX: usize = 20;

/// Why a route says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say which paper it is")]
    TitleMissing,
    #[error("choose a body, or name one outside this place, not both")]
    OneBody,
    #[error("a way through more than {STEPS_MAX} bodies helps nobody: which of them could be told afterwards?")]
    TooMany,
    #[error("this way was given up")]
    Ended,
    #[error("say why it is given up")]
    WhyMissing,
    #[error("this item or decision is not of that body")]
    OtherBody,
    #[error("a body of this place shows by its decision what it made of it")]
    NotOutside,
    #[error("this day is still to come")]
    InTheFuture,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::TitleMissing => "title",
            Refusal::OneBody | Refusal::TooMany | Refusal::Ended => "body",
            Refusal::WhyMissing => "why",
            Refusal::OtherBody => "before",
            Refusal::NotOutside => "told",
            Refusal::InTheFuture => "told_on",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Route {
    pub(crate) id: RouteId,
    pub(crate) place: PlaceId,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) begun_on: Date,
    pub(crate) ended: Option<(Timestamp, String)>,
    pub(crate) version: i64,
}

/// Where the whole way stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// No body is on it yet.
    Empty,
    /// Waits for the step at this place of the list.
    At(usize),
    /// A body said no, or what it said was set aside.
    Stopped(usize),
    Through,
    GivenUp,
}

impl Route {
    pub fn begin(id: RouteId, place: PlaceId, title: &str, summary: &str, today: Date) -> Result<Self, Refusal> {
        if title.trim().is_empty() {
            return Err(Refusal::TitleMissing);
        }
        let (title, summary) = (title.trim().to_owned(), summary.trim().to_owned());
        Ok(Self { id, place, title, summary, begun_on: today, ended: None, version: 1 })
    }

    pub fn give_up(mut self, why: &str, now: Timestamp) -> Result<Self, Refusal> {
        self.goes_on()?;
        if why.trim().is_empty() {
            return Err(Refusal::WhyMissing);
        }
        self.ended = Some((now, why.trim().to_owned()));
        Ok(self)
    }

    /// One more body at the end of the way.
    pub fn step(
        &self,
        id: StepId,
        before: &[Step],
        to: (Option<BodyId>, &str),
        role: Role,
        by: Option<Date>,
    ) -> Result<Step, Refusal> {
        self.goes_on()?;
        if before.len() >= STEPS_MAX {
            return Err(Refusal::TooMany);
        }
        let outside = to.1.trim();
        if to.0.is_some() != outside.is_empty() {
            return Err(Refusal::OneBody);
        }
        let position = before.iter().map(Step::position).max().unwrap_or(0) + 1;
        Ok(Step::new(id, self.id, position, to.0, outside, role, by))
    }

    pub fn goes_on(&self) -> Result<(), Refusal> {
        if self.ended.is_some() { Err(Refusal::Ended) } else { Ok(()) }
    }

    /// Where it stands: at the first step that has not passed.
    pub fn standing(&self, states: &[StepState]) -> Standing {
        if self.ended.is_some() {
            return Standing::GivenUp;
        }
        if states.is_empty() {
            return Standing::Empty;
        }
        match states.iter().position(|state| !state.is_passed()) {
            None => Standing::Through,
            Some(at) if states[at].is_stopped() => Standing::Stopped(at),
            Some(at) => Standing::At(at),
        }
    }

    pub const fn id(&self) -> RouteId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn summary(&self) -> &str {
        &self.summary
    }
    pub const fn begun_on(&self) -> Date {
        self.begun_on
    }
    pub const fn ended(&self) -> Option<&(Timestamp, String)> {
        self.ended.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    pub const fn subject(&self) -> Subject {
        Subject { place: Some(self.place), body: None, organisation: None }
    }
}

#[cfg(test)]
mod tests;
