//! An urn: answers without names, times or order. Who has answered is kept elsewhere; nothing joins the two.

use folkmoot_kernel::Crowd;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Answers to one question of one round, always in the order of what they say: so the order tells nothing of who came when.
/// An answer has no id and no time, and cannot be taken out or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Urn<A> {
    answers: Vec<A>,
}

/// Why an urn that was stored cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("its answers cannot be read")]
pub struct Unreadable(#[from] serde_json::Error);

impl<A: Ord + Serialize + DeserializeOwned> Urn<A> {
    pub const fn empty() -> Self {
        Self { answers: Vec::new() }
    }

    /// Puts an answer among those that are there already.
    pub fn put(mut self, answer: A) -> Self {
        let at = self.answers.partition_point(|there| *there < answer);
        self.answers.insert(at, answer);
        self
    }

    pub fn len(&self) -> usize {
        self.answers.len()
    }

    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// For rules that count. What may be shown of it is for [`Crowd`] to say.
    pub fn answers(&self) -> &[A] {
        &self.answers
    }

    pub fn read(stored: &str) -> Result<Self, Unreadable> {
        let mut answers: Vec<A> = serde_json::from_str(stored)?;
        answers.sort();
        Ok(Self { answers })
    }

    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "[]".to_owned())
    }
}

/// What became of an urn when its round closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Shown,
    TooFew,
    TooLike,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Shown, Outcome::TooFew, Outcome::TooLike];

    /// Drawn from who answered, now and in the rounds that were shown before, latest first. Never from what they said.
    pub fn of(crowd: &Crowd, shown_before: &[Crowd]) -> Self {
        use folkmoot_kernel::HeldBack;
        match crowd.may_be_shown_after(shown_before) {
            Ok(()) => Outcome::Shown,
            Err(HeldBack::TooFew) => Outcome::TooFew,
            Err(HeldBack::TooLike) => Outcome::TooLike,
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Outcome::Shown => "shown",
            Outcome::TooFew => "too_few",
            Outcome::TooLike => "too_like",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }

    pub fn is_shown(self) -> bool {
        self == Outcome::Shown
    }

    /// Why there is nothing to see; empty when there is.
    pub fn why_not(self) -> String {
        use folkmoot_kernel::HeldBack;
        match self {
            Outcome::Shown => String::new(),
            Outcome::TooFew => HeldBack::TooFew.to_string(),
            Outcome::TooLike => HeldBack::TooLike.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn filled(answers: impl IntoIterator<Item = String>) -> Urn<String> {
        answers.into_iter().fold(Urn::empty(), Urn::put)
    }

    #[test]
    fn an_outcome_reads_back_and_five_are_shown() {
        let crowd = |people: i64| Crowd::of((0..people).map(Id::from_number));

        assert_eq!(Outcome::of(&crowd(5), &[]), Outcome::Shown);
        assert_eq!(Outcome::of(&crowd(4), &[]), Outcome::TooFew);
        assert_eq!(Outcome::of(&crowd(6), &[crowd(5)]), Outcome::TooLike);
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::read(outcome.key()), Some(outcome));
            assert_eq!(outcome.why_not().is_empty(), outcome.is_shown());
        }
    }

    proptest! {
        /// Whoever sees the urn cannot tell who came first: any order of coming leaves the same text.
        #[test]
        fn what_is_kept_is_the_same_whoever_came_first(
            (came, otherwise) in prop::collection::vec(".{0,12}", 0..12)
                .prop_flat_map(|answers| (Just(answers.clone()), Just(answers).prop_shuffle())),
        ) {
            let kept = filled(came).write();

            prop_assert_eq!(&kept, &filled(otherwise).write());
            prop_assert_eq!(Urn::<String>::read(&kept).unwrap().write(), kept);
        }
    }
}
