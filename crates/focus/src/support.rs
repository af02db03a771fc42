//! How far a partner has a priority of the place for its own.

use folkmoot_kernel::Date;
use folkmoot_register::organisation::Family;
use serde::Serialize;
use std::collections::BTreeMap;

/// From most to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Ours,
    Support,
    LiveWith,
    NotOurs,
}

/// Why saying so is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say what your organisation would work on instead, or why not on this")]
    ReasonMissing,
    #[error("This priority has ended")]
    Ended,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::ReasonMissing => "words",
            Refusal::Ended => "level",
        }
    }
}

impl Level {
    pub const ALL: [Level; 4] = [Level::Ours, Level::Support, Level::LiveWith, Level::NotOurs];

    pub const fn key(self) -> &'static str {
        match self {
            Level::Ours => "ours",
            Level::Support => "support",
            Level::LiveWith => "live_with",
            Level::NotOurs => "not_ours",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Level::Ours => "It is one of our own",
            Level::Support => "We support it",
            Level::LiveWith => "We can live with it",
            Level::NotOurs => "It is not ours",
        }
    }
}

/// What one organisation says of one priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    pub level: Level,
    pub words: String,
    pub on: Date,
}

impl Support {
    pub fn say(level: Level, words: &str, is_current: bool, today: Date) -> Result<Self, Refusal> {
        let words = words.trim().to_owned();
        match level {
            _ if !is_current => Err(Refusal::Ended),
            Level::NotOurs if words.is_empty() => Err(Refusal::ReasonMissing),
            _ => Ok(Self { level, words, on: today }),
        }
    }
}

/// How many organisations say each level, by what their sectors have in common. Counts, never shares: some are small.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<(Family, Level), i64>);

impl Tally {
    pub fn of(said: impl IntoIterator<Item = (Family, Level)>) -> Self {
        let mut counts = BTreeMap::new();
        for key in said {
            *counts.entry(key).or_default() += 1;
        }
        Self(counts)
    }

    pub fn level(&self, level: Level) -> i64 {
        self.0.iter().filter(|((_, own), _)| *own == level).map(|(_, count)| count).sum()
    }

    pub fn count(&self, family: Family, level: Level) -> i64 {
        self.0.get(&(family, level)).copied().unwrap_or(0)
    }

    pub fn said(&self) -> i64 {
        self.0.values().sum()
    }

    /// Families that have spoken and of whom nobody has it for their own or supports it.
    pub fn without(&self) -> Vec<Family> {
        let spoke = |family: &Family| Level::ALL.iter().any(|level| self.count(*family, *level) > 0);
        let stands = |family: &Family| self.count(*family, Level::Ours) + self.count(*family, Level::Support) > 0;
        Family::ALL.iter().copied().filter(|family| spoke(family) && !stands(family)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Date {
        Date::new(2026, 3, 2).unwrap()
    }

    #[test]
    fn who_does_not_share_a_priority_says_why() {
        assert_eq!(Support::say(Level::NotOurs, " ", true, day()), Err(Refusal::ReasonMissing));
        assert!(Support::say(Level::NotOurs, "Housing comes first.", true, day()).is_ok());
        assert!(Support::say(Level::LiveWith, "", true, day()).is_ok());
        assert_eq!(Support::say(Level::Ours, "", false, day()), Err(Refusal::Ended));
    }

    #[test]
    fn families_that_stand_apart_are_named() {
        let tally = Tally::of([
            (Family::Nhs, Level::Ours),
            (Family::Nhs, Level::NotOurs),
            (Family::Vcse, Level::LiveWith),
            (Family::Vcse, Level::LiveWith),
        ]);

        assert_eq!(tally.without(), [Family::Vcse]);
        assert_eq!((tally.level(Level::LiveWith), tally.said(), tally.count(Family::Nhs, Level::Ours)), (2, 4, 1));
    }
}
