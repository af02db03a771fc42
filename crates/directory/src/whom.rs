//! Who help is for, in structure and in plain words.

use serde::{Deserialize, Serialize};

/// Ages and conditions. Years, both ends included; none given means everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whom {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_age: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_age: Option<u8>,
    /// "Women who live in Blackbird Leys"
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// The oldest age that is asked for.
pub const AGE_MAX: u8 = 120;

impl Whom {
    pub const fn is_everybody(&self) -> bool {
        self.from_age.is_none() && self.to_age.is_none() && self.words.is_empty()
    }

    /// Whether somebody of this age is meant.
    pub fn takes(&self, age: u8) -> bool {
        self.from_age.is_none_or(|from| from <= age) && self.to_age.is_none_or(|to| age <= to)
    }

    pub fn in_words(&self) -> String {
        let ages = match (self.from_age.filter(|from| *from > 0), self.to_age) {
            (Some(from), Some(to)) if from == to => format!("Aged {from}"),
            (Some(from), Some(to)) => format!("Aged {from} to {to}"),
            (Some(from), None) => format!("Aged {from} and over"),
            (None, Some(to)) => format!("Up to the age of {to}"),
            (None, None) => String::new(),
        };
        match (ages.is_empty(), self.words.is_empty()) {
            (true, true) => "Everybody".to_owned(),
            (false, true) => ages,
            (true, false) => self.words.clone(),
            (false, false) => format!("{ages}. {}", self.words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_an_age_range_are_meant() {
        let whom = Whom { from_age: Some(55), to_age: Some(75), words: String::new() };

        assert_eq!([54, 55, 75, 76].map(|age| whom.takes(age)), [false, true, true, false]);
        assert_eq!(whom.in_words(), "Aged 55 to 75");
        assert!(Whom::default().takes(0) && Whom::default().takes(120));
        assert_eq!(Whom::default().in_words(), "Everybody");
    }
}
