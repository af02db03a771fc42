//! Whether what a listing says is still right: when it was last checked, when it is due, and what that means to whoever reads it.

use crate::need::Need;
use folkmoot_kernel::{Date, words};
use std::collections::BTreeSet;

/// What the public share counts: checked within three months. The Open Referral UK compliance rule. Unit: days. (sources.md#oruk)
pub const FRESH_DAYS: i64 = 92;

words! {
    /// How much goes wrong when somebody is sent to a place that is not there any more.
    pub enum Risk {
        High => "high", "people come in need";
        Usual => "usual", "people lose an afternoon";
    }
}

/// Needs in which a closed door is dangerous.
const DANGEROUS: [Need; 8] = [
    Need::Crisis,
    Need::Abuse,
    Need::Food,
    Need::WarmSpace,
    Need::Housing,
    Need::MentalHealth,
    Need::Drugs,
    Need::EndOfLife,
];

impl Risk {
    pub fn of(needs: &BTreeSet<Need>) -> Self {
        if needs.iter().any(|need| DANGEROUS.contains(need)) { Risk::High } else { Risk::Usual }
    }

    /// Days after a check until it is asked again. Our own choice: early enough that a second and a third way to ask fit before three
    /// months are over.
    pub const fn days(self) -> i64 {
        match self {
            Risk::High => 42,
            Risk::Usual => 56,
        }
    }
}

/// How a reader should take a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Checked, and not due yet.
    Checked { on: Date },
    /// Somebody is being asked.
    Due { since: Date },
    /// Not checked for three months or more.
    Stale { since: Date },
    /// Nobody ever said when it was checked.
    Never,
}

impl Standing {
    pub fn of(checked_on: Option<Date>, risk: Risk, today: Date) -> Self {
        let Some(on) = checked_on else { return Standing::Never };
        match on.days_until(today) {
            days if days <= risk.days() => Standing::Checked { on },
            days if days <= FRESH_DAYS => Standing::Due { since: on },
            _ => Standing::Stale { since: on },
        }
    }

    /// Counts in the share that a place shows.
    pub const fn is_fresh(self) -> bool {
        matches!(self, Standing::Checked { .. } | Standing::Due { .. })
    }

    /// For whoever wants to go there.
    pub fn in_words(self) -> String {
        let known = self.known_in_words();
        if self.is_fresh() { known } else { format!("{known}: ring or write before you go") }
    }

    /// What is known, for whoever asks about it.
    pub fn known_in_words(self) -> String {
        match self {
            Standing::Checked { on } | Standing::Due { since: on } => format!("Checked on {}", on.in_words()),
            Standing::Stale { since } => format!("Not checked since {}", since.in_words()),
            Standing::Never => "Never checked".to_owned(),
        }
    }
}

/// When it is asked next.
pub fn due_on(checked_on: Option<Date>, risk: Risk, today: Date) -> Date {
    checked_on.map_or(today, |on| on.plus_days(risk.days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_listing_ages_on_its_day_and_not_before() {
        let on = day("2026-08-01");
        let of = |risk: Risk, days: i64| Standing::of(Some(on), risk, on.plus_days(days));

        assert_eq!(of(Risk::Usual, 56), Standing::Checked { on });
        assert_eq!(of(Risk::Usual, 57), Standing::Due { since: on });
        assert_eq!(of(Risk::Usual, 92), Standing::Due { since: on });
        assert_eq!(of(Risk::Usual, 93), Standing::Stale { since: on });
        assert_eq!(of(Risk::High, 42), Standing::Checked { on });
        assert_eq!(of(Risk::High, 43), Standing::Due { since: on });
        assert_eq!(Standing::of(None, Risk::Usual, on), Standing::Never);
    }

    #[test]
    fn one_dangerous_need_makes_the_risk_high() {
        assert_eq!(Risk::of(&[Need::Arts, Need::Food].into()), Risk::High);
        assert_eq!(Risk::of(&[Need::Arts].into()), Risk::Usual);
        assert_eq!(due_on(None, Risk::High, day("2026-11-28")), day("2026-11-28"));
    }
}
