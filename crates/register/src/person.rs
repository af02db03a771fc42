//! A person: a name and an address to sign in with. Shown to the public only as the holder of a seat.

use folkmoot_kernel::{Date, PersonId};
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the person's name")]
    NoName,
    #[error("Enter an e-mail address, like name@example.org")]
    Email,
    #[error("This person left on {}", on.in_words())]
    Left { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoName | Refusal::Left { .. } => "name",
            Refusal::Email => "email",
        }
    }
}

/// Whether a person administers this installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Standing {
    Ordinary,
    Administrator,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDetails {
    pub name: String,
    /// In small letters: sign-in compares it so.
    pub email: String,
    pub phone: String,
}

/// Not `Serialize`: history must not keep names and addresses of people who may ask to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    id: PersonId,
    details: PersonDetails,
    standing: Standing,
    left_on: Option<Date>,
    version: i64,
}

impl Person {
    pub fn new(id: PersonId, details: PersonDetails, standing: Standing) -> Result<Self, Refusal> {
        Ok(Self { id, details: checked(details)?, standing, left_on: None, version: 1 })
    }

    pub(crate) fn stored(
        id: PersonId,
        details: PersonDetails,
        standing: Standing,
        left_on: Option<Date>,
        version: i64,
    ) -> Self {
        Self { id, details, standing, left_on, version }
    }

    pub fn change(self, details: PersonDetails) -> Result<Self, Refusal> {
        Ok(Self { details: checked(details)?, ..self })
    }

    /// Left the partnership altogether: can no longer sign in. Their seats stay, as vacancies.
    pub fn leave(self, today: Date) -> Result<Self, Refusal> {
        match self.left_on {
            Some(on) => Err(Refusal::Left { on }),
            None => Ok(Self { left_on: Some(today), ..self }),
        }
    }

    /// Is back, with a new seat.
    pub fn come_back(self) -> Self {
        Self { left_on: None, ..self }
    }

    /// Becomes an administrator of the installation, or no longer is one.
    pub fn stand(self, standing: Standing) -> Result<Self, Refusal> {
        match self.left_on {
            Some(on) if standing == Standing::Administrator => Err(Refusal::Left { on }),
            _ => Ok(Self { standing, ..self }),
        }
    }

    pub fn id(&self) -> PersonId {
        self.id
    }
    pub fn details(&self) -> &PersonDetails {
        &self.details
    }
    pub fn standing(&self) -> Standing {
        self.standing
    }
    pub fn left_on(&self) -> Option<Date> {
        self.left_on
    }
    pub fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: PersonDetails) -> Result<PersonDetails, Refusal> {
    details.name = details.name.split_whitespace().collect::<Vec<_>>().join(" ");
    details.email = details.email.trim().to_lowercase();
    if details.name.is_empty() {
        return Err(Refusal::NoName);
    }
    if is_address(&details.email) { Ok(details) } else { Err(Refusal::Email) }
}

/// Whether letters could be sent there, by its shape alone.
pub(crate) fn is_address(email: &str) -> bool {
    let fits = email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
    fits && !email.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn asha(email: &str) -> Result<Person, Refusal> {
        let details = PersonDetails { name: " Asha  Marsh ".into(), email: email.into(), phone: String::new() };
        Person::new(Id::from_number(1), details, Standing::Ordinary)
    }

    #[test]
    fn an_address_is_kept_in_small_letters() {
        let person = asha("Asha@Club.Example").unwrap();

        assert_eq!(person.details().email, "asha@club.example");
        assert_eq!(person.details().name, "Asha Marsh");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for email in ["", "asha", "@club.example", "asha@club", "as ha@club.example"] {
            assert_eq!(asha(email), Err(Refusal::Email), "{email}");
        }
    }

    #[test]
    fn who_left_does_not_become_administrator_and_who_is_one_can_stop() {
        let on = Date::new(2026, 3, 31).unwrap();
        let administrator = asha("a@b.example").unwrap().stand(Standing::Administrator).unwrap();
        let gone = asha("a@b.example").unwrap().leave(on).unwrap();

        assert_eq!(gone.stand(Standing::Administrator), Err(Refusal::Left { on }));
        assert_eq!(administrator.standing(), Standing::Administrator);
        assert_eq!(administrator.stand(Standing::Ordinary).unwrap().standing(), Standing::Ordinary);
    }

    #[test]
    fn a_person_leaves_once() {
        let on = Date::new(2026, 3, 31).unwrap();
        let gone = asha("a@b.example").unwrap().leave(on).unwrap();

        assert_eq!(gone.leave(on), Err(Refusal::Left { on }));
    }
}
