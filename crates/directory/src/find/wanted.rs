//! What somebody looks for, as a rule on one listing: whatever finds listings faster is held against it.

use super::choice::{Choice, Part, is_anywhere};
use super::lexicon::needs_of;
use crate::listing::{Listing, State, Way};
use crate::need::Need;
use crate::session::Day;
use crate::venue::{Access, Kind, Venue};
use folkmoot_kernel::{PlaceId, Timestamp};
use folkmoot_register::postcode::Point;
use std::collections::BTreeSet;

/// Where somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub point: Point,
    /// Whose help comes to the door, or down the telephone.
    pub place: Option<PlaceId>,
    /// Code of the small area.
    pub area: Option<String>,
}

/// What somebody looks for. What they do not say is anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// As they said it.
    pub text: String,
    pub place: Option<PlaceId>,
    pub need: Option<Need>,
    pub here: Option<Here>,
    /// Metres from there.
    pub within: Option<i64>,
    pub open_now: bool,
    pub day: Option<Day>,
    pub part: Option<Part>,
    /// Years of whoever it is for.
    pub age: Option<u8>,
    pub free: bool,
    /// By its English name, in small letters.
    pub language: Option<String>,
    pub kind: Option<Kind>,
    pub way: Option<Way>,
    pub access: BTreeSet<Access>,
}

impl Wanted {
    /// Whether a listing is one of those, words aside.
    pub fn takes(&self, listing: &Listing, now: Timestamp) -> bool {
        let about = listing.about();
        listing.state().is_open()
            && self.place.is_none_or(|place| listing.place() == Some(place))
            && self.need.is_none_or(|need| needs_of(about).contains(&need))
            && self.choices().iter().all(|choice| choice.fits(about))
            && self.age.is_none_or(|age| about.whom.takes(age))
            && self.language.as_ref().is_none_or(|wanted| speaks(&about.languages, wanted))
            && (!self.open_now || is_open(listing, now))
            && self.is_near(listing)
    }

    /// What narrows the list that is a bit of a listing.
    pub fn choices(&self) -> Vec<Choice> {
        let when = match (self.day, self.part) {
            (Some(day), Some(part)) => Some(Choice::DayPart(day, part)),
            (Some(day), None) => Some(Choice::Day(day)),
            (None, Some(part)) => Some(Choice::Part(part)),
            (None, None) => None,
        };
        let free = self.free.then_some(Choice::Free);
        let access = self.access.iter().map(|access| Choice::Access(*access));
        let more = [when, free, self.kind.map(Choice::Kind), self.way.map(Choice::Way)];
        more.into_iter().flatten().chain(access).collect()
    }

    /// One of its venues is near enough; or it comes to people, or says no venue, and is of the place where they are.
    fn is_near(&self, listing: &Listing) -> bool {
        let (Some(here), Some(metres)) = (&self.here, self.within) else { return true };
        let mut points = listing.about().venues.iter().filter_map(Venue::point);
        let comes = is_anywhere(listing.about()) && listing.place().is_some() && listing.place() == here.place;
        comes || points.any(|point| here.point.metres_to(point) <= metres)
    }

    /// Whether anything at all was asked for.
    pub fn is_empty(&self) -> bool {
        *self == Wanted { place: self.place, ..Wanted::default() }
    }
}

fn speaks(languages: &[String], wanted: &str) -> bool {
    languages.iter().any(|language| language.to_lowercase() == wanted)
}

fn is_open(listing: &Listing, now: Timestamp) -> bool {
    listing.state() == State::Listed && listing.about().sessions.iter().any(|session| session.is_open(now))
}

/// The nearest of its venues, in metres.
pub fn metres(listing: &Listing, here: Point) -> Option<i64> {
    listing.about().venues.iter().filter_map(Venue::point).map(|point| here.metres_to(point)).min()
}
