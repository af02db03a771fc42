//! What help costs whoever comes.

use folkmoot_kernel::{Pence, words};
use serde::{Deserialize, Serialize};

words! {
    pub enum Charge {
        Free => "free", "Free";
        Gift => "gift", "What you can give";
        Charged => "charged", "Costs something";
        Unsaid => "unsaid", "Ask what it costs";
    }
}

/// One price: "£3 a session".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// In pence; `None` where only words are given.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "pence")]
    pub pence: Option<i64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub charge: Charge,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<Price>,
}

impl Default for Cost {
    fn default() -> Self {
        Self { charge: Charge::Unsaid, prices: Vec::new() }
    }
}

impl Price {
    pub fn in_words(&self) -> String {
        match (self.pence, self.words.as_str()) {
            (Some(0), "") => "free".to_owned(),
            (Some(pence), "") => Pence::new(pence).to_string(),
            (Some(pence), words) if !words.contains('£') => format!("{} {words}", Pence::new(pence)),
            (_, words) => words.to_owned(),
        }
    }
}

impl Cost {
    pub fn free() -> Self {
        Self { charge: Charge::Free, prices: Vec::new() }
    }

    /// What words about fees say, as far as they say it. "Free", "no charge", "nil"; "£3 per session".
    pub fn of_words(words: &str) -> Self {
        let text = words.trim();
        let small = text.to_lowercase();
        let is_free =
            ["free", "free of charge", "no charge", "no cost", "nil", "none", "n/a", "£0", "£0.00", "0", "0.00"]
                .contains(&small.trim_end_matches(['.', '!']));
        let prices = || vec![Price { pence: None, words: text.to_owned() }];
        match () {
            () if text.is_empty() => Self::default(),
            () if is_free => Self::free(),
            () if small.contains("donation") => Self { charge: Charge::Gift, prices: prices() },
            () if text.contains('£') => Self { charge: Charge::Charged, prices: prices() },
            () => Self { charge: Charge::Unsaid, prices: prices() },
        }
    }

    pub fn in_words(&self) -> String {
        let prices: Vec<String> = self.prices.iter().map(Price::in_words).filter(|words| !words.is_empty()).collect();
        match (self.charge, prices.is_empty()) {
            (_, true) => self.charge.words().to_owned(),
            (Charge::Charged | Charge::Unsaid, false) => folkmoot_kernel::capital(&prices.join("; ")),
            (charge, false) => format!("{}: {}", charge.words(), prices.join("; ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_fees_are_understood_as_far_as_they_go() {
        let charge = |words: &str| Cost::of_words(words).charge;

        assert_eq!(charge(""), Charge::Unsaid);
        assert_eq!(charge("Free."), Charge::Free);
        assert_eq!(charge("Feel free to ask"), Charge::Unsaid);
        assert_eq!(charge("£3 per session"), Charge::Charged);
        assert_eq!(charge("Donations welcome"), Charge::Gift);
        assert_eq!(Cost::of_words("£3 per session").in_words(), "£3 per session");
    }

    #[test]
    fn prices_are_said_with_their_words() {
        let price = Price { pence: Some(350), words: "a session".into() };
        assert_eq!(Cost { charge: Charge::Charged, prices: vec![price] }.in_words(), "£3.50 a session");
    }
}
