//! The short scale on which people say, without their name, how far something is so.

use crate::crowd::Tenths;
use serde::{Deserialize, Serialize};

/// How far it is so. Four steps, so that nobody can stand in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    NotAtAll,
    ALittle,
    Mostly,
    Fully,
}

/// Steps from "not at all" to "fully".
const STEPS: usize = 3;

impl Level {
    pub const ALL: [Level; 4] = [Level::NotAtAll, Level::ALittle, Level::Mostly, Level::Fully];

    pub const fn key(self) -> &'static str {
        match self {
            Level::NotAtAll => "not_at_all",
            Level::ALittle => "a_little",
            Level::Mostly => "mostly",
            Level::Fully => "fully",
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            Level::NotAtAll => "Not at all",
            Level::ALittle => "A little",
            Level::Mostly => "Mostly",
            Level::Fully => "Fully",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }

    /// Steps above "not at all".
    pub const fn steps(self) -> usize {
        self as usize
    }

    /// On a chart beside what others see: 0, 33, 67 or 100.
    pub const fn percent(self) -> i64 {
        match self {
            Level::NotAtAll => 0,
            Level::ALittle => 33,
            Level::Mostly => 67,
            Level::Fully => 100,
        }
    }
}

/// How far several people say it is so, as it may be shown. None: fewer than five said anything.
pub fn together(levels: &[Level]) -> Option<Tenths> {
    let reached = levels.iter().map(|level| level.steps()).sum();
    Tenths::of(reached, levels.len() * STEPS, levels.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_levels_are_shown_together_and_four_are_not() {
        let mostly = |count| vec![Level::Mostly; count];

        assert_eq!(together(&mostly(4)), None);
        assert_eq!(together(&mostly(5)).unwrap().percent(), 70);
        assert_eq!(together(&[Level::Fully; 5]).unwrap().percent(), 90, "never all of them");
    }

    #[test]
    fn every_level_reads_back_from_its_key() {
        assert!(Level::ALL.into_iter().all(|level| Level::read(level.key()) == Some(level)));
    }
}
