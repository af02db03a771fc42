//! A system: one integrated care system with its board, above the places.

use folkmoot_kernel::{AreaCode, Date, Id, Slug};
use serde::Serialize;

#[derive(Debug)]
pub enum SystemKind {}
pub type SystemId = Id<SystemKind>;

/// Why a system says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the system a name")]
    NoName,
    #[error("An ODS code has three to ten capital letters and digits, like QU9")]
    OdsCode,
    #[error("This system was already closed on {}", on.in_words())]
    AlreadyClosed { on: Date },
}

/// What people say of a system.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SystemDetails {
    pub name: String,
    /// Statistical code of its board.
    pub area_code: Option<AreaCode>,
    /// The NHS's code of its board, like QU9. (sources.md#ods)
    pub ods_code: Option<String>,
    pub region: String,
    pub website: String,
}

/// A system, open or closed. Places stay with a closed one until somebody moves them: boards merge, people do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct System {
    id: SystemId,
    slug: Slug,
    details: SystemDetails,
    closed_on: Option<Date>,
    version: i64,
}

impl System {
    pub fn new(id: SystemId, slug: Slug, details: SystemDetails) -> Result<Self, Refusal> {
        Ok(Self { id, slug, details: checked(details)?, closed_on: None, version: 1 })
    }

    /// As a row holds it.
    pub(crate) fn stored(
        id: SystemId,
        slug: Slug,
        details: SystemDetails,
        closed_on: Option<Date>,
        version: i64,
    ) -> Self {
        Self { id, slug, details, closed_on, version }
    }

    pub fn change(self, details: SystemDetails) -> Result<Self, Refusal> {
        Ok(Self { details: checked(details)?, ..self })
    }

    pub fn close(self, today: Date) -> Result<Self, Refusal> {
        match self.closed_on {
            Some(on) => Err(Refusal::AlreadyClosed { on }),
            None => Ok(Self { closed_on: Some(today), ..self }),
        }
    }

    pub fn id(&self) -> SystemId {
        self.id
    }
    pub fn slug(&self) -> &Slug {
        &self.slug
    }
    pub fn details(&self) -> &SystemDetails {
        &self.details
    }
    pub fn closed_on(&self) -> Option<Date> {
        self.closed_on
    }
    pub fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: SystemDetails) -> Result<SystemDetails, Refusal> {
    details.name = details.name.trim().to_owned();
    if details.name.is_empty() {
        return Err(Refusal::NoName);
    }
    let is_ods = |code: &String| {
        (3..=10).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    if details.ods_code.as_ref().is_some_and(|code| !is_ods(code)) {
        return Err(Refusal::OdsCode);
    }
    Ok(details)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Result<System, Refusal> {
        let details = SystemDetails { name: name.into(), ..SystemDetails::default() };
        System::new(Id::from_number(1), Slug::of(name), details)
    }

    #[test]
    fn a_system_has_a_name() {
        assert_eq!(named("  "), Err(Refusal::NoName));
        assert_eq!(named(" Vale ").unwrap().details().name, "Vale");
    }

    #[test]
    fn an_ods_code_is_checked_and_may_be_missing() {
        let with = |code: &str| {
            let ods_code = Some(code.to_owned());
            named("Vale").unwrap().change(SystemDetails { name: "Vale".into(), ods_code, ..SystemDetails::default() })
        };

        assert!(with("QU9").is_ok());
        assert_eq!(with("qu9"), Err(Refusal::OdsCode));
        assert_eq!(with("Q9"), Err(Refusal::OdsCode));
    }

    #[test]
    fn a_system_closes_once() {
        let today = Date::new(2026, 4, 1).unwrap();
        let closed = named("Vale").unwrap().close(today).unwrap();

        assert_eq!(closed.close(today.plus_days(1)), Err(Refusal::AlreadyClosed { on: today }));
    }
}
