//! A decision that is put again: it cites the earlier one and what is new since, and shows what it cost to ask again.

use crate::decision::{Decision, DecisionId};
use folkmoot_kernel::{Date, Pence, Timestamp};

/// Why a reopening says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("only a decision that was closed can be reopened: this one is still open")]
    StillOpen,
    #[error("say what is new since: new evidence, a new law, new money. If nothing is, the decision stands")]
    EvidenceMissing,
    #[error("say where the sum is from, or leave it out")]
    SourceMissing,
    #[error("enter the sum that was spent, or leave out where it is from")]
    SumMissing,
    #[error("this decision was reopened already: go on from the newest of its chain")]
    ReopenedAlready,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::StillOpen | Refusal::ReopenedAlready | Refusal::EvidenceMissing => "evidence",
            Refusal::SourceMissing => "spent_source",
            Refusal::SumMissing => "spent",
        }
    }
}

/// What is told when a matter is put again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    pub evidence: String,
    /// Money spent since the earlier decision, as somebody counted it.
    pub spent: Option<Pence>,
    pub spent_source: String,
}

/// One decision's place in a chain of the same matter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reopening {
    pub(crate) decision: DecisionId,
    pub(crate) earlier: DecisionId,
    pub(crate) first: DecisionId,
    /// How often the matter was put, this time included.
    pub(crate) time: i64,
    pub(crate) evidence: String,
    pub(crate) spent: Option<Pence>,
    pub(crate) spent_source: String,
    pub(crate) at: Timestamp,
}

/// What is known of the earlier decision's own place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    pub first: DecisionId,
    pub time: i64,
    pub reopened: Chain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    Newest,
    WentOn,
}

impl Grounds {
    pub fn checked(&self) -> Result<(), Refusal> {
        match (self.evidence.trim().is_empty(), self.spent, self.spent_source.trim().is_empty()) {
            (true, _, _) => Err(Refusal::EvidenceMissing),
            (_, Some(_), true) => Err(Refusal::SourceMissing),
            (_, None, false) => Err(Refusal::SumMissing),
            _ => Ok(()),
        }
    }
}

impl Reopening {
    /// Puts a closed decision again as `decision`.
    pub fn of(
        decision: DecisionId,
        earlier: &Decision,
        place: Earlier,
        grounds: Grounds,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if earlier.closed().is_none() {
            return Err(Refusal::StillOpen);
        }
        if place.reopened == Chain::WentOn {
            return Err(Refusal::ReopenedAlready);
        }
        grounds.checked()?;
        Ok(Self {
            decision,
            earlier: earlier.id(),
            first: place.first,
            time: place.time + 1,
            evidence: grounds.evidence.trim().to_owned(),
            spent: grounds.spent,
            spent_source: grounds.spent_source.trim().to_owned(),
            at: now,
        })
    }

    pub const fn earlier(&self) -> DecisionId {
        self.earlier
    }
    pub const fn first(&self) -> DecisionId {
        self.first
    }
    pub fn evidence(&self) -> &str {
        &self.evidence
    }
    pub const fn spent(&self) -> Option<Pence> {
        self.spent
    }
    pub fn spent_source(&self) -> &str {
        &self.spent_source
    }
    /// "The fourth time since 2024".
    pub fn time_words(&self, first_year: i16) -> String {
        let ordinal = match self.time {
            2 => "second".to_owned(),
            3 => "third".to_owned(),
            4 => "fourth".to_owned(),
            5 => "fifth".to_owned(),
            time => format!("{time}th"),
        };
        format!("The {ordinal} time since {first_year}")
    }
}

/// Whole months between two days: from the 31st to the 30th is not yet one.
pub fn months_between(from: Date, to: Date) -> i64 {
    let months = (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month()) - i64::from(from.month());
    let unfinished = i64::from(to.day() < from.day());
    (months - unfinished).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(written: &str) -> Date {
        written.parse().unwrap()
    }

    fn grounds(evidence: &str, spent: Option<i64>, source: &str) -> Grounds {
        Grounds { evidence: evidence.into(), spent: spent.map(Pence::pounds), spent_source: source.into() }
    }

    #[test]
    fn nothing_is_put_again_without_something_new() {
        assert_eq!(grounds(" ", None, "").checked(), Err(Refusal::EvidenceMissing));
        assert_eq!(grounds("A new audit", None, "").checked(), Ok(()));
    }

    #[test]
    fn a_sum_has_its_source_and_a_source_its_sum() {
        assert_eq!(grounds("A new audit", Some(5), "").checked(), Err(Refusal::SourceMissing));
        assert_eq!(grounds("A new audit", None, "The ledger").checked(), Err(Refusal::SumMissing));
        assert_eq!(grounds("A new audit", Some(0), "The ledger").checked(), Ok(()));
    }

    #[test]
    fn a_month_is_over_on_its_day_and_not_before() {
        assert_eq!(months_between(day("2025-01-15"), day("2025-02-14")), 0);
        assert_eq!(months_between(day("2025-01-15"), day("2025-02-15")), 1);
        assert_eq!(months_between(day("2024-11-30"), day("2026-03-01")), 15);
    }

    proptest! {
        #[test]
        fn months_never_go_back(from in 0i64..4_000, ahead in 0i64..4_000, more in 0i64..100) {
            let start = day("2020-01-01").plus_days(from);

            prop_assert!(months_between(start, start.plus_days(ahead)) <= months_between(start, start.plus_days(ahead + more)));
            prop_assert_eq!(months_between(start.plus_days(ahead + 1), start), 0);
        }
    }
}
