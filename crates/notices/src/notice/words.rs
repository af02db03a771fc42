//! The words of a notice: what kind of change of what, and how long it is until then.

use folkmoot_kernel::{Date, Timestamp};
use serde::Serialize;

/// What will happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Stop,
    Cut,
    Change,
}

/// To what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    Funding,
    Service,
}

/// How long until it begins, or since it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Countdown {
    /// Calendar days and working days.
    Ahead {
        days: i64,
        working_days: i64,
    },
    Today,
    /// Calendar days.
    Since {
        days: i64,
    },
    Withdrawn,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Stop, Kind::Cut, Kind::Change];

    pub const fn key(self) -> &'static str {
        match self {
            Kind::Stop => "stop",
            Kind::Cut => "cut",
            Kind::Change => "change",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Kind::Stop => "It stops",
            Kind::Cut => "There will be less of it",
            Kind::Change => "It changes",
        }
    }
}

impl Of {
    pub const ALL: [Of; 2] = [Of::Funding, Of::Service];

    pub const fn key(self) -> &'static str {
        match self {
            Of::Funding => "funding",
            Of::Service => "service",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Of::Funding => "Funding",
            Of::Service => "A service",
        }
    }

    /// "Funding stops", "Less of a service".
    pub const fn with(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Of::Funding, Kind::Stop) => "Funding stops",
            (Of::Funding, Kind::Cut) => "Less funding",
            (Of::Funding, Kind::Change) => "Funding changes",
            (Of::Service, Kind::Stop) => "A service stops",
            (Of::Service, Kind::Cut) => "Less of a service",
            (Of::Service, Kind::Change) => "A service changes",
        }
    }
}

impl Countdown {
    pub fn until(withdrawn_at: Option<Timestamp>, starts_on: Date, today: Date) -> Self {
        if withdrawn_at.is_some() {
            return Countdown::Withdrawn;
        }
        match today.days_until(starts_on) {
            0 => Countdown::Today,
            days if days > 0 => Countdown::Ahead { days, working_days: today.working_days_until(starts_on) },
            days => Countdown::Since { days: -days },
        }
    }

    /// "12 days to go, 8 of them working days".
    pub fn words(self) -> String {
        match self {
            Countdown::Ahead { days: 1, .. } => "It begins tomorrow".to_owned(),
            Countdown::Ahead { days, working_days } => {
                format!("{days} days to go, {working_days} of them working days")
            }
            Countdown::Today => "It begins today".to_owned(),
            Countdown::Since { days: 1 } => "Began yesterday".to_owned(),
            Countdown::Since { days } => format!("Began {days} days ago"),
            Countdown::Withdrawn => "Withdrawn".to_owned(),
        }
    }

    /// No red: nobody is shamed by a date.
    pub const fn tag(self) -> &'static str {
        match self {
            Countdown::Ahead { .. } | Countdown::Today => "govuk-tag--yellow",
            Countdown::Since { .. } => "govuk-tag--grey",
            Countdown::Withdrawn => "govuk-tag--green",
        }
    }
}
