//! What an objection, a condition or standing aside is about: a kind, so that "awkward" becomes a count.

use crate::position::Stance;
use folkmoot_kernel::capital;
use serde::Serialize;

/// A kind of concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    Evidence,
    Money,
    Capacity,
    Principle,
    People,
}

impl Concern {
    pub const ALL: [Concern; 5] =
        [Concern::Evidence, Concern::Money, Concern::Capacity, Concern::Principle, Concern::People];

    pub const fn key(self) -> &'static str {
        match self {
            Concern::Evidence => "evidence",
            Concern::Money => "money",
            Concern::Capacity => "capacity",
            Concern::Principle => "principle",
            Concern::People => "people",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|concern| concern.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Concern::Evidence => "Evidence",
            Concern::Money => "Money",
            Concern::Capacity => "Capacity",
            Concern::Principle => "Principle",
            Concern::People => "Effect on our people",
        }
    }

    pub const fn hint(self) -> &'static str {
        match self {
            Concern::Evidence => "it is not shown that this works, or here",
            Concern::Money => "it costs what nobody has, or takes it from something else",
            Concern::Capacity => "there is nobody to do it, or no time",
            Concern::Principle => "it goes against what your organisation stands for",
            Concern::People => "the people you serve or employ would be worse off",
        }
    }
}

/// Whether a position like this has kinds of concern at all.
pub const fn may_be_of(stance: Stance) -> bool {
    matches!(stance, Stance::Object | Stance::AssentWithConditions | Stance::StandAside)
}

/// Each once, in the order of [`Concern::ALL`].
pub fn sorted(mut concerns: Vec<Concern>) -> Vec<Concern> {
    concerns.sort_unstable();
    concerns.dedup();
    concerns
}

/// "Money, capacity": after the name of whoever said so.
pub fn in_words(concerns: &[Concern]) -> String {
    let words: Vec<&str> = concerns.iter().map(|concern| concern.words()).collect();
    capital(&words.join(", ").to_lowercase())
}

/// How many positions name each kind; kinds that nobody named are left out.
pub fn counted<'a>(all: impl IntoIterator<Item = &'a [Concern]>) -> Vec<(Concern, u32)> {
    let mut counts = Concern::ALL.map(|concern| (concern, 0));
    for concern in all.into_iter().flatten() {
        for (_, count) in counts.iter_mut().filter(|(kind, _)| kind == concern) {
            *count += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_key() {
        assert!(Concern::ALL.into_iter().all(|concern| Concern::read(concern.key()) == Some(concern)));
        assert_eq!(Concern::read("mood"), None);
    }

    #[test]
    fn kinds_are_counted_by_position_and_told_in_one_order() {
        let (first, second) = (sorted(vec![Concern::People, Concern::Money, Concern::Money]), [Concern::Money]);

        assert_eq!(in_words(&first), "Money, effect on our people");
        assert_eq!(counted([first.as_slice(), &second]), [(Concern::Money, 2), (Concern::People, 1)]);
        assert_eq!(in_words(&[]), "");
    }

    #[test]
    fn whoever_simply_agrees_has_no_concern() {
        let with: Vec<Stance> = Stance::ALL.into_iter().filter(|stance| may_be_of(*stance)).collect();

        assert_eq!(with, [Stance::AssentWithConditions, Stance::StandAside, Stance::Object]);
    }
}
