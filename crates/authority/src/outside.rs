//! A body beside or above the place: the board of the integrated care board, a provider's board, the partnership of the system.

use folkmoot_kernel::{BodyId, Date, Id, PlaceId, Subject};
use serde::Serialize;

pub type OutsideId = Id<Outside>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say what it is called")]
    NoName,
    #[error("“{name}” is there already")]
    Twice { name: String },
    #[error("it was closed on {}", on.in_words())]
    Closed { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        "name"
    }
}

/// What kind of body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    IcbBoard,
    CarePartnership,
    HealthAndWellbeingBoard,
    ProviderBoard,
    Collaborative,
    Council,
    National,
    Other,
}

impl Kind {
    pub const ALL: [Kind; 8] = [
        Kind::IcbBoard,
        Kind::CarePartnership,
        Kind::HealthAndWellbeingBoard,
        Kind::ProviderBoard,
        Kind::Collaborative,
        Kind::Council,
        Kind::National,
        Kind::Other,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Kind::IcbBoard => "icb_board",
            Kind::CarePartnership => "care_partnership",
            Kind::HealthAndWellbeingBoard => "health_and_wellbeing_board",
            Kind::ProviderBoard => "provider_board",
            Kind::Collaborative => "collaborative",
            Kind::Council => "council",
            Kind::National => "national",
            Kind::Other => "other",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Kind::IcbBoard => "Integrated care board, or a committee of it",
            Kind::CarePartnership => "Integrated care partnership",
            Kind::HealthAndWellbeingBoard => "Health and wellbeing board",
            Kind::ProviderBoard => "Board of a provider",
            Kind::Collaborative => "Provider collaborative",
            Kind::Council => "Council, or a committee of it",
            Kind::National => "National body",
            Kind::Other => "Something else",
        }
    }
}

/// Where it stands, seen from the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    Above,
    Beside,
}

impl Stands {
    pub const ALL: [Stands; 2] = [Stands::Above, Stands::Beside];

    pub const fn key(self) -> &'static str {
        match self {
            Stands::Above => "above",
            Stands::Beside => "beside",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stands| stands.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Stands::Above => "Above the place",
            Stands::Beside => "Beside the place",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutsideDetails {
    pub name: String,
    pub kind: Kind,
    pub stands: Stands,
    pub website: String,
    /// Its page here, if it is a body of this place as well.
    pub body: Option<BodyId>,
    /// When it meets next.
    pub next_on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outside {
    pub(crate) id: OutsideId,
    pub(crate) place: PlaceId,
    pub(crate) details: OutsideDetails,
    pub(crate) closed_on: Option<Date>,
    pub(crate) version: i64,
}

impl Outside {
    pub fn add(
        id: OutsideId,
        place: PlaceId,
        details: OutsideDetails,
        named: crate::function::Named,
    ) -> Result<Self, Refusal> {
        Ok(Self { id, place, details: checked(details, named)?, closed_on: None, version: 1 })
    }

    pub fn change(self, details: OutsideDetails, named: crate::function::Named) -> Result<Self, Refusal> {
        if let Some(on) = self.closed_on {
            return Err(Refusal::Closed { on });
        }
        Ok(Self { details: checked(details, named)?, ..self })
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> OutsideId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn details(&self) -> &OutsideDetails {
        &self.details
    }
    pub fn name(&self) -> &str {
        &self.details.name
    }
    pub const fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: OutsideDetails, named: crate::function::Named) -> Result<OutsideDetails, Refusal> {
    details.name = details.name.trim().to_owned();
    if crate::function::match_name(&details.name).is_empty() {
        return Err(Refusal::NoName);
    }
    if named == crate::function::Named::Twice {
        return Err(Refusal::Twice { name: details.name });
    }
    Ok(details)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_standing_reads_back() {
        assert!(Kind::ALL.iter().all(|kind| Kind::read(kind.key()) == Some(*kind)));
        assert!(Stands::ALL.iter().all(|stands| Stands::read(stands.key()) == Some(*stands)));
        assert_eq!((Kind::read("x"), Stands::read("")), (None, None));
    }
}
