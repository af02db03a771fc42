//! Money: whole pence, never a float.

use std::fmt;
use std::iter::Sum;

/// An amount of money in whole pence. May be below nought: a withdrawal is a movement, not an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Pence(i64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMoney {
    #[error("enter an amount of money in pounds, like 1,250 or 1250.50")]
    NotANumber,
    #[error("an amount has at most two digits after the point")]
    TooFine,
    #[error("this amount is too large")]
    TooLarge,
}

impl Pence {
    pub const NOTHING: Pence = Pence(0);

    pub const fn new(pence: i64) -> Self {
        Self(pence)
    }

    pub const fn pounds(pounds: i64) -> Self {
        Self(pounds * 100)
    }

    pub const fn whole(self) -> i64 {
        self.0
    }

    pub const fn plus(self, other: Pence) -> Option<Pence> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Pence(sum)),
            None => None,
        }
    }

    /// Reads what a person types: "£1,250", "1250.50", " 12 ". Not below nought.
    pub fn read(typed: &str) -> Result<Self, NotMoney> {
        let cleaned: String = typed.chars().filter(|c| !matches!(c, '£' | ',' | ' ' | '\u{a0}')).collect();
        let (pounds, pence) = cleaned.split_once('.').unwrap_or((&cleaned, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if pounds.is_empty() || !digits(pounds) || !digits(pence) {
            return Err(NotMoney::NotANumber);
        }
        if pence.len() > 2 {
            return Err(NotMoney::TooFine);
        }
        let whole: i64 = pounds.parse().map_err(|_| NotMoney::TooLarge)?;
        let part: i64 = format!("{pence:0<2}").parse().map_err(|_| NotMoney::NotANumber)?;
        whole.checked_mul(100).and_then(|w| w.checked_add(part)).map(Pence).ok_or(NotMoney::TooLarge)
    }
}

impl Sum for Pence {
    fn sum<I: Iterator<Item = Pence>>(amounts: I) -> Pence {
        Pence(amounts.map(|amount| amount.0).sum())
    }
}

/// "£1,250.50"; whole pounds lose the pence: "£1,250".
impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "−" } else { "" };
        let (pounds, pence) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        write!(f, "{sign}£{}", thousands(pounds))?;
        if pence > 0 { write!(f, ".{pence:02}") } else { Ok(()) }
    }
}

/// "1,492,125": a count as people read it.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_amount_reads_back_as_it_is_shown(pence in 0i64..i64::MAX / 2) {
            prop_assert_eq!(Pence::read(&Pence(pence).to_string()), Ok(Pence(pence)));
        }

        #[test]
        fn reading_any_text_never_panics(text in ".{0,30}") {
            let _ = Pence::read(&text);
        }
    }

    #[test]
    fn a_tenth_of_a_penny_is_refused() {
        assert_eq!(Pence::read("1.001"), Err(NotMoney::TooFine));
        assert_eq!(Pence::read("1.5"), Ok(Pence(150)));
    }

    #[test]
    fn money_taken_back_shows_a_minus() {
        assert_eq!(Pence(-12_345_607).to_string(), "−£123,456.07");
    }
}
