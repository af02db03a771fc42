//! What a list of services is asked for by the parameters of Open Referral UK: read strictly, each of them filters. (sources.md#oruk)
//! Written as a rule on one listing, so that whatever finds listings faster can be held against it.

mod reading;

use crate::find::words::stems;
use crate::find::{Shelved, told};
use crate::listing::About;
use crate::oruk::v3;
use crate::session::{Day, Session};
use crate::time_of_day::TimeOfDay;
use crate::uuid::Uuid;
use folkmoot_kernel::{Postcode, Timestamp};
use folkmoot_register::postcode::Point;
pub use reading::{read, read_first};
use std::collections::BTreeSet;

/// Services on a page that does not say how many, and at most.
pub const PER_PAGE: u64 = 50;
pub const PER_PAGE_MAX: u64 = 500;
/// The furthest that is looked. Unit: metres.
pub const PROXIMITY_MAX: i64 = 500_000;

/// Why a request was not understood. Each names its parameter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}: {why}")]
pub struct Misread {
    pub parameter: &'static str,
    pub why: &'static str,
}

/// How much of each service is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    #[default]
    Listed,
    /// `full`: everything below it.
    Whole,
    /// `minimal`: id and when it changed.
    Bare,
}

/// A request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    pub page: u64,
    pub per_page: u64,
    pub depth: Depth,
    /// `format=ndjson`: all of them, a line for each.
    pub lines: bool,
    pub filter: Filter,
}

/// What a service must be like. What is not asked for is anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Stems of words that all stand in it.
    pub words: BTreeSet<String>,
    /// Terms that it all has, by their ids or as their publisher writes them.
    pub terms: Vec<String>,
    /// Lists that it has a term of, each.
    pub lists: Vec<Uuid>,
    pub organisation: Option<Uuid>,
    /// The youngest age that it takes is at least this.
    pub minimum_age: Option<u8>,
    /// The oldest age that it takes is at most this.
    pub maximum_age: Option<u8>,
    /// One of its times fits one of these.
    pub times: Vec<Times>,
    pub changed_from: Option<Timestamp>,
    /// People who live here may come.
    pub served: Option<Postcode>,
    /// One of its venues is this near. Metres.
    pub circle: Option<(Postcode, i64)>,
}

/// When it is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    pub day: Option<Day>,
    pub opens_from: Option<TimeOfDay>,
    pub closes_until: Option<TimeOfDay>,
}

/// Where the postcodes of a filter are, looked up before listings are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Near {
    /// Middle of the circle.
    pub point: Option<Point>,
    /// Codes of the areas in which those live who are served.
    pub areas: Vec<String>,
}

impl Times {
    /// One and the same time fits all of it.
    fn takes(self, session: &Session) -> bool {
        self.day.is_none_or(|day| session.days.contains(&day))
            && self.opens_from.is_none_or(|from| session.opens.is_some_and(|opens| opens >= from))
            && self.closes_until.is_none_or(|until| session.closes.is_some_and(|closes| closes <= until))
    }
}

impl Filter {
    /// Whether a listing, run by this organisation, is one of those that are asked for.
    pub fn takes(&self, shelved: &Shelved, near: &Near) -> bool {
        let (listing, about) = (&shelved.listing, shelved.listing.about());
        self.changed_from.is_none_or(|from| listing.changed_at() >= from)
            && self.organisation.is_none_or(|id| shelved.provider.as_ref().is_some_and(|(uuid, _)| *uuid == id))
            && self.takes_terms(about)
            && self.takes_ages(about)
            && self.takes_sessions(&about.sessions)
            && self.takes_place(about, near)
            && self.takes_words(about, shelved.run_by())
    }

    fn takes_words(&self, about: &About, run_by: &str) -> bool {
        let said = || stems(&format!("{}\n{}", about.name, told(about, run_by)));
        self.words.is_empty() || self.words.is_subset(&said())
    }

    fn takes_terms(&self, about: &About) -> bool {
        let has_term = |term: &String| {
            let is_id = |id: Uuid| id.to_string() == term.to_lowercase();
            about.needs.iter().any(|need| need.key() == term || is_id(v3::need_id(*need)))
                || about.tags.iter().any(|tag| tag.term == *term || is_id(v3::tag_id(tag)))
        };
        let has_list = |id: &Uuid| {
            let ours = !about.needs.is_empty() && v3::list_id(v3::NEEDS) == *id;
            ours || about.tags.iter().any(|tag| v3::list_id(v3::list_of(tag)) == *id)
        };
        self.terms.iter().all(has_term) && self.lists.iter().all(has_list)
    }

    /// One that takes everybody has no youngest age, so it is 0; and no oldest, so none is enough.
    fn takes_ages(&self, about: &About) -> bool {
        let youngest = about.whom.from_age.unwrap_or(0);
        self.minimum_age.is_none_or(|least| youngest >= least)
            && self.maximum_age.is_none_or(|most| about.whom.to_age.is_some_and(|oldest| oldest <= most))
    }

    pub fn takes_sessions(&self, sessions: &[Session]) -> bool {
        let one = |times: &Times| sessions.iter().any(|session| times.takes(session));
        self.times.is_empty() || self.times.iter().any(one)
    }

    /// Who is served: one of its areas holds the postcode, or it names none by a code.
    fn takes_place(&self, about: &About, near: &Near) -> bool {
        let is_near = |point: Point| {
            self.circle
                .as_ref()
                .is_none_or(|(_, metres)| near.point.is_some_and(|here| here.metres_to(point) <= *metres))
        };
        let mut points = about.venues.iter().filter_map(crate::venue::Venue::point);
        let mut codes = about.areas.iter().map(|area| area.code.as_str()).filter(|code| !code.is_empty()).peekable();
        let is_served = codes.peek().is_none() || codes.any(|code| near.areas.iter().any(|area| area == code));
        (self.circle.is_none() || points.any(is_near)) && (self.served.is_none() || is_served)
    }
}

#[cfg(test)]
#[path = "ask/tests.rs"]
mod tests;
