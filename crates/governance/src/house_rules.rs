//! How a body meets: when its papers are there, and whether its chair comes from none of the partners.

use crate::reading::CLEAR_DAYS;
use folkmoot_kernel::BodyId;
use serde::Serialize;

/// Longest notice of papers. Unit: clear days.
pub const PAPER_DAYS_MAX: i64 = 60;

/// Why house rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Choose from 0 to {PAPER_DAYS_MAX} clear days")]
pub struct Refusal;

/// Where the chair comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChairFrom {
    Partners,
    /// The body says that its chair is independent.
    Outside,
}

/// The rules of one body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HouseRules {
    pub(crate) body: BodyId,
    pub(crate) paper_days: i64,
    pub(crate) chair: ChairFrom,
    /// 0: never chosen.
    pub(crate) version: i64,
}

impl HouseRules {
    /// Of a body that chose nothing.
    pub const fn usual(body: BodyId) -> Self {
        Self { body, paper_days: CLEAR_DAYS, chair: ChairFrom::Partners, version: 0 }
    }

    pub fn choose(self, paper_days: i64, chair: ChairFrom) -> Result<Self, Refusal> {
        if !(0..=PAPER_DAYS_MAX).contains(&paper_days) {
            return Err(Refusal);
        }
        Ok(Self { paper_days, chair, ..self })
    }

    pub const fn body(&self) -> BodyId {
        self.body
    }
    pub const fn paper_days(&self) -> i64 {
        self.paper_days
    }
    pub const fn chair(&self) -> ChairFrom {
        self.chair
    }
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// What is said of the chair, beside what its seat says. `sits_for`: the partner for which the chair sits, if any.
    pub fn chair_words(&self, sits_for: Option<&str>) -> String {
        match (self.chair, sits_for) {
            (ChairFrom::Outside, None) => "The chair is independent: from none of the partners".to_owned(),
            (ChairFrom::Outside, Some(name)) => {
                format!("The body says that its chair is independent, and the chair’s seat belongs to {name}")
            }
            (ChairFrom::Partners, None) => "The chair’s seat belongs to none of the partners".to_owned(),
            (ChairFrom::Partners, Some(name)) => format!("The chair sits for {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    #[test]
    fn papers_are_there_by_a_number_of_days_that_can_be_meant() {
        let rules = HouseRules::usual(Id::from_number(1));

        assert_eq!(rules.paper_days(), 5);
        assert!(rules.choose(PAPER_DAYS_MAX, ChairFrom::Partners).is_ok());
        assert_eq!(rules.choose(PAPER_DAYS_MAX + 1, ChairFrom::Partners), Err(Refusal));
        assert_eq!(rules.choose(-1, ChairFrom::Partners), Err(Refusal));
    }

    #[test]
    fn an_independent_chair_with_a_partners_seat_is_told_as_it_is() {
        let rules = HouseRules::usual(Id::from_number(1)).choose(5, ChairFrom::Outside).unwrap();

        assert!(rules.chair_words(Some("Vale Trust")).contains("seat belongs to Vale Trust"));
        assert!(rules.chair_words(None).starts_with("The chair is independent"));
    }
}
