//! One line of the map: a body, a post or a body outside holds a power over a function, up to a limit, for a time. A new limit is
//! a new line, and the old one ends: so that anybody can read who decided when.

use crate::outside::OutsideId;
use folkmoot_kernel::{BodyId, Date, FunctionId, Id, Pence, PlaceId, Power, SeatId, Subject};
use serde::Serialize;

pub type HoldingId = Id<Holding>;

/// Why a line of the map says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("only who decides has a limit in pounds")]
    LimitWithoutDeciding,
    #[error("they hold this power already, since {}: end that first, so that the history stays", since.in_words())]
    HoldsAlready { since: Date },
    #[error(
        "somebody else decides about the same money in that time: say under “together” how the two share it, or give \
         another limit"
    )]
    SameMoney,
    #[error("the last day cannot be before the first, {}", from.in_words())]
    EndsBeforeItBegins { from: Date },
    #[error("this ended on {}", on.in_words())]
    EndedAlready { on: Date },
    #[error("say in a few words why it ends")]
    WhyMissing,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::LimitWithoutDeciding => "limit",
            Refusal::HoldsAlready { .. } => "holder",
            Refusal::SameMoney => "together",
            Refusal::EndsBeforeItBegins { .. } | Refusal::EndedAlready { .. } => "until",
            Refusal::WhyMissing => "why",
        }
    }
}

/// Who holds a power. A post stays when its holder goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Body(BodyId),
    Post(SeatId),
    Outside(OutsideId),
}

/// Where a power comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The law, the article, the scheme.
    pub basis: String,
    /// The document, in words and where it is.
    pub source: String,
    pub source_url: String,
    /// How two share it who decide about the same.
    pub together: String,
}

/// What is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HoldingDetails {
    pub holder: Holder,
    pub power: Power,
    /// The most money it decides about. None: whatever it costs.
    pub limit: Option<Pence>,
    pub origin: Origin,
    pub from: Date,
    /// The last day on which it holds, if that is known from the beginning.
    pub until: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holding {
    pub(crate) id: HoldingId,
    pub(crate) place: PlaceId,
    pub(crate) function: FunctionId,
    pub(crate) details: HoldingDetails,
    pub(crate) ended_why: String,
    pub(crate) version: i64,
}

impl Holding {
    /// Gives a power. `beside`: all other lines of the same function, past ones too.
    pub fn give(
        id: HoldingId,
        (place, function): (PlaceId, FunctionId),
        mut details: HoldingDetails,
        beside: &[Holding],
    ) -> Result<Self, Refusal> {
        details.origin = details.origin.trimmed();
        if details.limit.is_some() && details.power != Power::Decide {
            return Err(Refusal::LimitWithoutDeciding);
        }
        if details.until.is_some_and(|until| until < details.from) {
            return Err(Refusal::EndsBeforeItBegins { from: details.from });
        }
        let at_the_time = || beside.iter().filter(|other| other.id != id && other.overlaps(&details));
        let same = |other: &&Holding| other.details.holder == details.holder && other.details.power == details.power;
        if let Some(other) = at_the_time().find(same) {
            return Err(Refusal::HoldsAlready { since: other.details.from });
        }
        if at_the_time().any(|other| other.clashes(&details)) {
            return Err(Refusal::SameMoney);
        }
        Ok(Self { id, place, function, details, ended_why: String::new(), version: 1 })
    }

    /// Ends it with this day.
    pub fn end(mut self, last_day: Date, why: &str) -> Result<Self, Refusal> {
        if !self.ended_why.is_empty()
            && let Some(on) = self.details.until
        {
            return Err(Refusal::EndedAlready { on });
        }
        if last_day < self.details.from {
            return Err(Refusal::EndsBeforeItBegins { from: self.details.from });
        }
        why.trim().clone_into(&mut self.ended_why);
        if self.ended_why.is_empty() {
            return Err(Refusal::WhyMissing);
        }
        self.details.until = Some(last_day);
        Ok(self)
    }

    /// Says better where it comes from. Who, what and how much are never rewritten.
    pub fn explain(mut self, origin: Origin, beside: &[Holding]) -> Result<Self, Refusal> {
        self.details.origin = origin.trimmed();
        let (id, place, version) = (self.id, self.place, self.version);
        let ended_why = std::mem::take(&mut self.ended_why);
        let checked = Self::give(id, (place, self.function), self.details, beside)?;
        Ok(Self { ended_why, version, ..checked })
    }

    /// Two decide about the same money, and the later does not say how they share it.
    fn clashes(&self, new: &HoldingDetails) -> bool {
        let decide = self.details.power == Power::Decide && new.power == Power::Decide;
        decide && self.details.limit == new.limit && new.origin.together.is_empty()
    }

    fn overlaps(&self, new: &HoldingDetails) -> bool {
        let begins_in_time = new.until.is_none_or(|until| self.details.from <= until);
        begins_in_time && self.details.until.is_none_or(|until| until >= new.from)
    }

    pub fn holds_on(&self, day: Date) -> bool {
        self.details.from <= day && self.details.until.is_none_or(|until| until >= day)
    }

    /// Whether it still holds on this day, or will.
    pub fn goes_on(&self, day: Date) -> bool {
        self.details.until.is_none_or(|until| until >= day)
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> HoldingId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn function(&self) -> FunctionId {
        self.function
    }
    pub const fn details(&self) -> &HoldingDetails {
        &self.details
    }
    pub const fn holder(&self) -> Holder {
        self.details.holder
    }
    pub const fn power(&self) -> Power {
        self.details.power
    }
    pub const fn limit(&self) -> Option<Pence> {
        self.details.limit
    }
    pub const fn origin(&self) -> &Origin {
        &self.details.origin
    }
    pub fn ended_why(&self) -> &str {
        &self.ended_why
    }
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// "since 1 April 2026", "1 April 2025 to 31 March 2026".
    pub fn time_words(&self) -> String {
        match self.details.until {
            Some(until) => format!("{} to {}", self.details.from.in_words(), until.in_words()),
            None => format!("since {}", self.details.from.in_words()),
        }
    }
}

impl Origin {
    fn trimmed(self) -> Self {
        let trim = |text: String| text.trim().to_owned();
        let Self { basis, source, source_url, together } = self;
        Self { basis: trim(basis), source: trim(source), source_url: trim(source_url), together: trim(together) }
    }
}

#[cfg(test)]
mod tests;
