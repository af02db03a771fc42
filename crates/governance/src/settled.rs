//! Where something was settled before it came to a body: where, when, who was there, and when each organisation first saw the
//! paper. So that "we are on the receipt of decisions" is a record and not a feeling.

use crate::decision::DecisionId;
use folkmoot_kernel::{Date, OrganisationId, PersonId, Timestamp};

/// Why it says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say where it was settled: the meeting, the letter, the call")]
    WhereMissing,
    #[error("say which organisations and posts were there")]
    PresentMissing,
    #[error("this day is still to come")]
    StillToCome,
    #[error("it came to this body before that day: say the day on which it was really settled")]
    AfterItCame,
    #[error("it is said already where this was settled")]
    SaidAlready,
    #[error("nothing is said yet of where this was settled")]
    NotSettledElsewhere,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::WhereMissing | Refusal::SaidAlready => "settled_in",
            Refusal::PresentMissing => "present",
            Refusal::StillToCome | Refusal::AfterItCame => "on",
            Refusal::NotSettledElsewhere => "saw",
        }
    }
}

/// What is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub settled_in: String,
    pub on: Date,
    /// Organisations and posts, not people.
    pub present: String,
}

/// A decision was settled elsewhere first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Settled {
    pub(crate) decision: DecisionId,
    pub(crate) settled_in: String,
    pub(crate) on: Date,
    pub(crate) present: String,
    pub(crate) told_at: Timestamp,
}

/// When an organisation first saw the paper. No day: not before the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Sight {
    pub organisation: OrganisationId,
    pub saw_on: Option<Date>,
    pub person: Option<PersonId>,
    pub said_at: Timestamp,
}

impl Settled {
    /// `came`: when it was put to the body here.
    pub fn tell(decision: DecisionId, told: Told, came: Date, now: Timestamp) -> Result<Self, Refusal> {
        let Told { settled_in, on, present } = told;
        let (settled_in, present) = (settled_in.trim().to_owned(), present.trim().to_owned());
        if settled_in.is_empty() {
            return Err(Refusal::WhereMissing);
        }
        if present.is_empty() {
            return Err(Refusal::PresentMissing);
        }
        if on > now.date() {
            return Err(Refusal::StillToCome);
        }
        if on > came {
            return Err(Refusal::AfterItCame);
        }
        Ok(Self { decision, settled_in, on, present, told_at: now })
    }

    pub fn settled_in(&self) -> &str {
        &self.settled_in
    }
    pub const fn on(&self) -> Date {
        self.on
    }
    pub fn present(&self) -> &str {
        &self.present
    }

    /// "12 days before it came here".
    pub fn before(&self, came: Date) -> String {
        match self.on.days_until(came) {
            0 => "the same day".to_owned(),
            1 => "the day before it came here".to_owned(),
            days => format!("{days} days before it came here"),
        }
    }
}

impl Sight {
    pub fn say(
        organisation: OrganisationId,
        saw_on: Option<Date>,
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if saw_on.is_some_and(|day| day > now.date()) {
            return Err(Refusal::StillToCome);
        }
        Ok(Self { organisation, saw_on, person, said_at: now })
    }

    /// "3 March 2026, 9 days after it was settled".
    pub fn words(&self, settled: &Settled) -> String {
        let Some(day) = self.saw_on else { return "Not before the meeting".to_owned() };
        let gap = match settled.on.days_until(day) {
            0 => "the day it was settled".to_owned(),
            1 => "the day after it was settled".to_owned(),
            -1 => "the day before it was settled".to_owned(),
            days if days > 0 => format!("{days} days after it was settled"),
            days => format!("{} days before it was settled", -days),
        };
        format!("{}, {gap}", day.in_words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn day(day: i8) -> Date {
        Date::new(2026, 3, day).unwrap()
    }

    fn told(on: Date) -> Told {
        Told { settled_in: "Call of the directors of finance".into(), on, present: "The board and the trust".into() }
    }

    fn tell(told: Told) -> Result<Settled, Refusal> {
        Settled::tell(Id::from_number(1), told, day(10), Timestamp::at(day(12), 9, 0))
    }

    #[test]
    fn where_when_and_who_are_said() {
        assert_eq!(tell(Told { settled_in: " ".into(), ..told(day(3)) }), Err(Refusal::WhereMissing));
        assert_eq!(tell(Told { present: String::new(), ..told(day(3)) }), Err(Refusal::PresentMissing));
        assert_eq!(tell(told(day(13))), Err(Refusal::StillToCome));
        assert_eq!(tell(told(day(11))), Err(Refusal::AfterItCame));
        assert_eq!(tell(told(day(10))).unwrap().before(day(10)), "the same day");
        assert_eq!(tell(told(day(3))).unwrap().before(day(10)), "7 days before it came here");
    }

    #[test]
    fn each_organisation_says_when_it_first_saw_the_paper() {
        let (settled, now) = (tell(told(day(3))).unwrap(), Timestamp::at(day(12), 9, 0));
        let saw = |on| Sight::say(Id::from_number(2), on, None, now);

        assert_eq!(saw(Some(day(9))).unwrap().words(&settled), "9 March 2026, 6 days after it was settled");
        assert_eq!(saw(Some(day(1))).unwrap().words(&settled), "1 March 2026, 2 days before it was settled");
        assert_eq!(saw(None).unwrap().words(&settled), "Not before the meeting");
        assert_eq!(saw(Some(day(13))), Err(Refusal::StillToCome));
    }
}
