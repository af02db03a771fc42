//! A place: where partners join up care, led in its own way. Its ground is a [`crate::footprint`].

use crate::profile::{self, Profile};
use crate::system::SystemId;
use folkmoot_kernel::{Date, PersonId, PlaceId, Slug, Subject};
use serde::Serialize;

/// Why a place says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the place a name")]
    NoName,
    #[error(transparent)]
    Profile(#[from] profile::Refusal),
    #[error("This place was already closed on {}", on.in_words())]
    AlreadyClosed { on: Date },
    #[error("This place closed on {}: nothing can be confirmed", on.in_words())]
    Closed { on: Date },
}

/// Days after which "this is still right" wants saying again.
/// Unit: days. Source: our own choice, a year, as plans and chairs change yearly.
pub const CONFIRMED_DAYS_MAX: i64 = 365;

/// What people say of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceDetails {
    pub system: SystemId,
    pub name: String,
    pub summary: String,
    pub website: String,
    /// A post, not a person: people change.
    pub contact_post: String,
    pub contact_email: String,
    pub contact_phone: String,
}

impl PlaceDetails {
    /// Only a name, for the first minute of a place.
    pub fn named(system: SystemId, name: &str) -> Self {
        let empty = String::new;
        Self {
            system,
            name: name.to_owned(),
            summary: empty(),
            website: empty(),
            contact_post: empty(),
            contact_email: empty(),
            contact_phone: empty(),
        }
    }
}

/// Somebody of the place said on this day that its page is still right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Confirmed {
    pub on: Date,
    pub by: PersonId,
}

/// Whether a place exists outside this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Reality {
    Real,
    /// The demonstration's: every page about it says so.
    Invented,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    id: PlaceId,
    slug: Slug,
    details: PlaceDetails,
    profile: Profile,
    reality: Reality,
    confirmed: Option<Confirmed>,
    closed_on: Option<Date>,
    version: i64,
}

/// What a row holds beside details and profile.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) reality: Reality,
    pub(crate) confirmed: Option<Confirmed>,
    pub(crate) closed_on: Option<Date>,
    pub(crate) version: i64,
}

impl Place {
    pub fn new(id: PlaceId, slug: Slug, details: PlaceDetails, reality: Reality) -> Result<Self, Refusal> {
        let profile = Profile::default();
        let details = checked(details)?;
        Ok(Self { id, slug, details, profile, reality, confirmed: None, closed_on: None, version: 1 })
    }

    pub(crate) fn stored(id: PlaceId, slug: Slug, details: PlaceDetails, profile: Profile, row: Stored) -> Self {
        let Stored { reality, confirmed, closed_on, version } = row;
        Self { id, slug, details, profile, reality, confirmed, closed_on, version }
    }

    pub fn change(self, details: PlaceDetails) -> Result<Self, Refusal> {
        Ok(Self { details: checked(details)?, ..self })
    }

    /// Says how the place is led.
    pub fn led(self, profile: Profile) -> Result<Self, Refusal> {
        Ok(Self { profile: profile.checked()?, ..self })
    }

    /// "This is still right."
    pub fn confirm(self, by: PersonId, today: Date) -> Result<Self, Refusal> {
        match self.closed_on {
            Some(on) => Err(Refusal::Closed { on }),
            None => Ok(Self { confirmed: Some(Confirmed { on: today, by }), ..self }),
        }
    }

    pub fn close(self, today: Date) -> Result<Self, Refusal> {
        match self.closed_on {
            Some(on) => Err(Refusal::AlreadyClosed { on }),
            None => Ok(Self { closed_on: Some(today), ..self }),
        }
    }

    /// Whether somebody said within a year that the page is still right.
    pub fn is_fresh(&self, today: Date) -> bool {
        self.confirmed.is_some_and(|confirmed| confirmed.on.days_until(today) <= CONFIRMED_DAYS_MAX)
    }

    /// The facts that grant power over it.
    pub fn subject(&self) -> Subject {
        Subject::place(self.id)
    }

    pub fn id(&self) -> PlaceId {
        self.id
    }
    pub fn slug(&self) -> &Slug {
        &self.slug
    }
    pub fn name(&self) -> &str {
        &self.details.name
    }
    pub fn details(&self) -> &PlaceDetails {
        &self.details
    }
    pub fn profile(&self) -> &Profile {
        &self.profile
    }
    pub fn is_invented(&self) -> bool {
        self.reality == Reality::Invented
    }
    pub fn confirmed(&self) -> Option<Confirmed> {
        self.confirmed
    }
    pub fn closed_on(&self) -> Option<Date> {
        self.closed_on
    }
    pub fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: PlaceDetails) -> Result<PlaceDetails, Refusal> {
    details.name = details.name.trim().to_owned();
    if details.name.is_empty() { Err(Refusal::NoName) } else { Ok(details) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    const ASHA: PersonId = Id::from_number(7);

    fn day(number: i64) -> Date {
        Date::new(2026, 1, 1).unwrap().plus_days(number)
    }

    fn vale() -> Place {
        let details = PlaceDetails::named(Id::from_number(1), "Vale");
        Place::new(Id::from_number(2), Slug::of("vale"), details, Reality::Real).unwrap()
    }

    #[test]
    fn a_confirmation_holds_for_a_year_and_not_a_day_more() {
        let place = vale().confirm(ASHA, day(0)).unwrap();

        assert!(place.is_fresh(day(CONFIRMED_DAYS_MAX)));
        assert!(!place.is_fresh(day(CONFIRMED_DAYS_MAX + 1)));
        assert!(!vale().is_fresh(day(0)));
    }

    #[test]
    fn a_closed_place_is_neither_confirmed_nor_closed_again() {
        let closed = vale().close(day(5)).unwrap();

        assert_eq!(closed.clone().confirm(ASHA, day(6)), Err(Refusal::Closed { on: day(5) }));
        assert_eq!(closed.close(day(6)), Err(Refusal::AlreadyClosed { on: day(5) }));
    }

    #[test]
    fn a_place_keeps_its_name_when_a_change_has_none() {
        let nameless = PlaceDetails::named(Id::from_number(1), "  ");

        assert_eq!(vale().change(nameless), Err(Refusal::NoName));
    }
}
