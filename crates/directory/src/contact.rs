//! How to ask those who run something whether it is still right. Theirs: seen by the team of the place alone.

use crate::listing::about::is_email;
use folkmoot_kernel::Timestamp;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Leave a telephone number or an e-mail address, so that somebody can ask whether this is still right")]
    NoWay,
    #[error("This is not an e-mail address")]
    Email,
    #[error("A telephone number has at least ten digits")]
    Phone,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoWay | Refusal::Email => "contact_email",
            Refusal::Phone => "contact_phone",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) agreed_at: Timestamp,
}

impl Contact {
    /// `now`: when they agreed to be asked.
    pub fn agreed(name: &str, email: &str, phone: &str, now: Timestamp) -> Result<Self, Refusal> {
        let (name, email, phone) = (name.trim(), email.trim(), phone.trim());
        match () {
            () if email.is_empty() && phone.is_empty() => Err(Refusal::NoWay),
            () if !email.is_empty() && !is_email(email) => Err(Refusal::Email),
            () if !phone.is_empty() && phone.chars().filter(char::is_ascii_digit).count() < 10 => Err(Refusal::Phone),
            () => Ok(Self { name: name.to_owned(), email: email.to_owned(), phone: phone.to_owned(), agreed_at: now }),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }
    pub fn email(&self) -> &str {
        &self.email
    }
    pub fn phone(&self) -> &str {
        &self.phone
    }
    pub const fn agreed_at(&self) -> Timestamp {
        self.agreed_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_to_ask_is_enough_and_none_is_too_few() {
        let made = |email: &str, phone: &str| Contact::agreed("Jo", email, phone, Timestamp::from_ms(0)).map(|_| ());

        assert_eq!(made("", ""), Err(Refusal::NoWay));
        assert_eq!(made("", "01632 960123"), Ok(()));
        assert_eq!(made("", "999"), Err(Refusal::Phone));
        assert_eq!(made("jo@walks.example", ""), Ok(()));
        assert_eq!(made("jo at walks", "01632 960123"), Err(Refusal::Email));
    }
}
