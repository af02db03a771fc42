//! What a place counts with: how much notice partners promise each other, and how long a question waits for its answer. Each
//! number is a setting.

use folkmoot_kernel::{Date, PlaceId};
use serde::Serialize;

/// Notice that partners promise each other where the place has chosen nothing. Unit: calendar days. Three months, as the
/// Compact asks of public bodies that end funding (sources.md#compact).
pub const NOTICE_DAYS: i64 = 90;
/// Until a question is acknowledged. Unit: working days. As for complaints about the NHS (sources.md#complaints-2009).
pub const ACKNOWLEDGE_DAYS: i64 = 3;
/// Until it is answered. Unit: working days. As for requests for information (sources.md#foi).
pub const ANSWER_DAYS: i64 = 20;
/// After the answer was due, until the public sees the subject. Unit: working days. Our own choice: two weeks for the partners
/// to sort it out among themselves.
pub const PUBLIC_DAYS: i64 = 10;

/// Why a standard says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Choose from {from} to {to} days")]
    OutOfBounds { field: &'static str, from: i64, to: i64 },
    #[error("An answer cannot be due before the acknowledgement")]
    AnswerFirst,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::OutOfBounds { field, .. } => field,
            Refusal::AnswerFirst => "answer_days",
        }
    }
}

/// The numbers of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standard {
    pub place: PlaceId,
    pub notice_days: i64,
    /// The promise in the place's own words.
    pub words: String,
    pub acknowledge_days: i64,
    pub answer_days: i64,
    pub public_days: i64,
    /// 0: nobody has chosen yet.
    pub version: i64,
}

/// The days on which a question's clocks run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Clocks {
    pub acknowledge_by: Date,
    pub answer_by: Date,
    /// From this day the public sees the subject, if there is no answer.
    pub public_from: Date,
}

impl Standard {
    pub fn of_nobodys_choice(place: PlaceId) -> Self {
        Self {
            place,
            notice_days: NOTICE_DAYS,
            words: String::new(),
            acknowledge_days: ACKNOWLEDGE_DAYS,
            answer_days: ANSWER_DAYS,
            public_days: PUBLIC_DAYS,
            version: 0,
        }
    }

    pub fn checked(self) -> Result<Self, Refusal> {
        let bounds = [
            ("notice_days", self.notice_days, 0, 730),
            ("acknowledge_days", self.acknowledge_days, 1, 60),
            ("answer_days", self.answer_days, 1, 250),
            ("public_days", self.public_days, 1, 250),
        ];
        if let Some((field, _, from, to)) = bounds.into_iter().find(|(_, days, from, to)| !(from..=to).contains(&days))
        {
            return Err(Refusal::OutOfBounds { field, from, to });
        }
        if self.answer_days < self.acknowledge_days {
            return Err(Refusal::AnswerFirst);
        }
        Ok(self)
    }

    /// "90 days' notice", in the place's own words if it has any.
    pub fn in_words(&self) -> String {
        if self.words.is_empty() { format!("{} days' notice", self.notice_days) } else { self.words.clone() }
    }

    /// When the clocks of a question run out that is sent on this day.
    pub fn clocks(&self, sent_on: Date) -> Clocks {
        let days = |days: i64| u16::try_from(days.clamp(1, 250)).unwrap_or(1);
        let answer_by = sent_on.plus_working_days(days(self.answer_days));
        Clocks {
            acknowledge_by: sent_on.plus_working_days(days(self.acknowledge_days)),
            answer_by,
            public_from: answer_by.plus_working_days(days(self.public_days)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn standard() -> Standard {
        Standard::of_nobodys_choice(Id::from_number(1))
    }

    #[test]
    fn the_bounds_themselves_are_allowed_and_one_more_is_not() {
        assert!(Standard { notice_days: 730, ..standard() }.checked().is_ok());
        let refused = Standard { notice_days: 731, ..standard() }.checked().unwrap_err();
        assert_eq!(refused.field(), "notice_days");
        assert_eq!(refused.to_string(), "Choose from 0 to 730 days");
    }

    #[test]
    fn an_answer_is_not_due_before_its_acknowledgement() {
        let same = Standard { acknowledge_days: 5, answer_days: 5, ..standard() };

        assert!(same.clone().checked().is_ok());
        assert_eq!(Standard { answer_days: 4, ..same }.checked(), Err(Refusal::AnswerFirst));
    }

    #[test]
    fn clocks_pass_over_easter() {
        let clocks = standard().clocks("2026-04-01".parse().unwrap());

        assert_eq!(clocks.acknowledge_by.to_string(), "2026-04-08");
        assert_eq!(clocks.answer_by.to_string(), "2026-05-01");
        assert_eq!(clocks.public_from.to_string(), "2026-05-18");
    }

    proptest! {
        #[test]
        fn clocks_run_out_in_their_order(day in 0i64..10_000, acknowledge in 1i64..60, more in 0i64..190, public in 1i64..250) {
            let chosen = Standard { acknowledge_days: acknowledge, answer_days: acknowledge + more, public_days: public, ..standard() };
            let from = Date::new(2020, 1, 1).unwrap().plus_days(day);

            let clocks = chosen.checked().unwrap().clocks(from);

            prop_assert!(from < clocks.acknowledge_by);
            prop_assert!(clocks.acknowledge_by <= clocks.answer_by);
            prop_assert!(clocks.answer_by < clocks.public_from);
        }
    }
}
