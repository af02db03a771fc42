//! A crowd: the people whose answers stand together in one figure that is shown. Says whether the figure may be shown at all,
//! so that nobody can take one figure from another and read what a few people said.

use crate::id::PersonId;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest people whose answers are shown together. Unit: people. Source: our own choice, after the floor of five that staff
/// surveys and census tables use (sources.md#crowd-floor).
pub const FLOOR: usize = 5;

/// Earlier figures of the same question that are looked at. Unit: figures. Beyond them an opinion counts as a new one. The
/// sums below are exact for up to this many and one more: see [`Crowd::may_be_shown_after`].
pub const REMEMBERED: usize = 3;

/// Coefficients that a subtraction of up to four figures needs: minors of 3 by 3 matrices of noughts and ones are at most 2.
const COEFFICIENTS: [i64; 5] = [-2, -1, 0, 1, 2];

/// Why a figure is not shown. The sentence tells nothing of what anybody said: it is drawn from who answered alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeldBack {
    #[error("Fewer than five people answered, so nothing is shown: it could tell who said what.")]
    TooFew,
    #[error(
        "Nearly the same people answered as before. Taking one result from the other would show what fewer than five said, so this one is held back."
    )]
    TooLike,
}

/// Who answered one question once. Kept apart from what they said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Crowd(BTreeSet<PersonId>);

impl Crowd {
    pub fn of(people: impl IntoIterator<Item = PersonId>) -> Self {
        Self(people.into_iter().collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }

    /// Whether a figure about this crowd may be shown beside the figures of these earlier crowds, latest first, even if
    /// everybody answers as they did before. No sum or difference of the figures may rest on fewer than [`FLOOR`] people.
    pub fn may_be_shown_after(&self, earlier: &[Crowd]) -> Result<(), HeldBack> {
        if self.len() < FLOOR {
            return Err(HeldBack::TooFew);
        }
        let earlier = &earlier[..earlier.len().min(REMEMBERED)];
        let atoms = self.atoms(earlier);
        let own = [1, 2].into_iter().flat_map(|own| combinations(earlier.len()).map(move |others| (own, others)));
        for (own, others) in own {
            let rests_on: usize = atoms.iter().filter(|(at, _)| weight(at, own, &others) != 0).map(|(_, n)| n).sum();
            if (1..FLOOR).contains(&rests_on) {
                return Err(HeldBack::TooLike);
            }
        }
        Ok(())
    }

    /// How many people are in the same figures, by which they are in: this one first.
    fn atoms(&self, earlier: &[Crowd]) -> BTreeMap<Vec<bool>, usize> {
        let everybody: BTreeSet<PersonId> =
            earlier.iter().chain([self]).flat_map(|crowd| crowd.0.iter().copied()).collect();
        let mut atoms = BTreeMap::new();
        for person in everybody {
            let within = [self].into_iter().chain(earlier).map(|crowd| crowd.contains(person)).collect();
            *atoms.entry(within).or_default() += 1;
        }
        atoms
    }

    /// As it may be told: "5 to 9 people", never the exact number.
    pub fn in_words(&self) -> &'static str {
        size_in_words(self.len())
    }
}

/// "5 to 9 people", never the exact number.
pub const fn size_in_words(people: usize) -> &'static str {
    match people {
        0..5 => "fewer than five people",
        5..10 => "5 to 9 people",
        10..20 => "10 to 19 people",
        20..50 => "20 to 49 people",
        _ => "50 people or more",
    }
}

fn weight(within: &[bool], own: i64, others: &[i64]) -> i64 {
    let counted = |at: usize, times: i64| if within.get(at).copied().unwrap_or(false) { times } else { 0 };
    counted(0, own) + (1_usize..).zip(others).map(|(at, times)| counted(at, *times)).sum::<i64>()
}

/// All ways to give each of `count` figures one of the coefficients.
fn combinations(count: usize) -> impl Iterator<Item = Vec<i64>> {
    let ways = COEFFICIENTS.len().pow(u32::try_from(count).unwrap_or(0));
    let digit = |way: usize, at: usize| {
        COEFFICIENTS[way / COEFFICIENTS.len().pow(u32::try_from(at).unwrap_or(0)) % COEFFICIENTS.len()]
    };
    (0..ways).map(move |way| (0..count).map(|at| digit(way, at)).collect())
}

/// How far a crowd is on the way from nobody to everybody, or from "not at all" to "fully", as it may be shown: in tenths, from
/// one to nine. Never none and never all, because "all of them said no" tells what each said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Tenths(u8);

impl Tenths {
    /// `reached` of `most`: people who said yes of all people, or steps on a scale of all steps there are. None: too few people.
    pub fn of(reached: usize, most: usize, people: usize) -> Option<Self> {
        if people < FLOOR || most < people {
            return None;
        }
        let inside = reached.clamp(1, most - 1);
        let tenths = (inside * 20 + most) / (2 * most);
        Some(Self(u8::try_from(tenths.clamp(1, 9)).unwrap_or(9)))
    }

    /// The middle of several that are shown already, rounded: it tells nothing that they do not.
    pub fn average(shown: &[Tenths]) -> Option<Self> {
        let sum: usize = shown.iter().map(|one| usize::from(one.0)).sum();
        (!shown.is_empty()).then(|| Self(u8::try_from((2 * sum + shown.len()) / (2 * shown.len())).unwrap_or(9)))
    }

    /// 10 to 90.
    pub const fn percent(self) -> i64 {
        self.0 as i64 * 10
    }

    /// Of people: "about 4 in 10".
    pub fn of_people(self) -> String {
        match self.0 {
            1 => "1 in 10 or fewer".to_owned(),
            9 => "9 in 10 or more".to_owned(),
            tenths => format!("about {tenths} in 10"),
        }
    }

    /// On a scale from "not at all" over "a little" and "mostly" to "fully".
    pub const fn on_a_scale(self) -> &'static str {
        match self.0 {
            ..=1 => "hardly at all",
            2..=4 => "a little",
            5 => "between a little and mostly",
            6..=8 => "mostly",
            _ => "nearly fully",
        }
    }
}

#[cfg(test)]
mod tests;
