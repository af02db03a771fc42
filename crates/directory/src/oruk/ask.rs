//! What a list of services is asked for by the parameters of Open Referral UK: read strictly, each of them filters. (sources.md#oruk)
//! Written as a rule on one listing, so that whatever finds listings faster can be held against it.

use crate::listing::{About, Listing};
use crate::oruk::v3;
use crate::session::{Day, Session};
use crate::time_of_day::TimeOfDay;
use crate::uuid::Uuid;
use crate::whom::AGE_MAX;
use folkmoot_kernel::{Date, Postcode, Timestamp};
use folkmoot_register::postcode::Point;
use std::collections::BTreeMap;

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
    /// Words that all stand in it, in whatever letters.
    pub words: Vec<String>,
    pub term: Option<Uuid>,
    pub list: Option<Uuid>,
    pub organisation: Option<Uuid>,
    /// The youngest age that it takes is at least this.
    pub minimum_age: Option<u8>,
    /// The oldest age that it takes is at most this.
    pub maximum_age: Option<u8>,
    pub opens_from: Option<TimeOfDay>,
    pub closes_until: Option<TimeOfDay>,
    pub day: Option<Day>,
    pub changed_from: Option<Timestamp>,
    pub postcode: Option<Postcode>,
    /// Metres.
    pub within: Option<i64>,
}

/// Where a postcode is, looked up before listings are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Near {
    pub point: Option<Point>,
    /// Codes of the areas that it lies in.
    pub areas: Vec<String>,
}

/// Reads the query of a request. An empty value is as if it were not there; a parameter that the standard does not have is passed over.
pub fn read(pairs: &[(String, String)]) -> Result<Ask, Misread> {
    let given: BTreeMap<&str, &str> = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.trim()))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let get = |name: &'static str| given.get(name).copied();
    let whole = |name: &'static str, otherwise: u64, most: u64| match get(name) {
        None => Ok(otherwise),
        Some(text) => text
            .parse::<u64>()
            .ok()
            .filter(|n| (1..=most).contains(n))
            .ok_or(Misread { parameter: name, why: "a whole number from 1 is needed, per_page up to 500" }),
    };
    let flag = |name: &'static str| match get(name) {
        None | Some("false" | "0") => Ok(false),
        Some("true" | "1") => Ok(true),
        Some(_) => Err(Misread { parameter: name, why: "true or false is needed" }),
    };
    let lines = match get("format") {
        None | Some("json") => false,
        Some("ndjson") => true,
        Some(_) => return Err(Misread { parameter: "format", why: "json or ndjson is needed" }),
    };
    let depth = match (flag("full")? || flag("full_service")?, flag("minimal")?) {
        (_, true) => Depth::Bare,
        (true, false) => Depth::Whole,
        (false, false) => Depth::Listed,
    };
    Ok(Ask {
        page: whole("page", 1, u64::MAX / PER_PAGE_MAX)?,
        per_page: whole("per_page", PER_PAGE, PER_PAGE_MAX)?,
        depth,
        lines,
        filter: filter(&get)?,
    })
}

fn filter<'a>(get: &impl Fn(&'static str) -> Option<&'a str>) -> Result<Filter, Misread> {
    let uuid =
        |name: &'static str| read_one(get(name), name, "an id like 86cf2e63-7ba2-4b86-9942-bcd99a394ea1 is needed");
    let time = |name: &'static str| read_one(get(name), name, "a time like 10:30 is needed");
    let within = match get("proximity") {
        None => None,
        Some(text) => {
            let metres = text.split('.').next().and_then(|whole| whole.parse::<i64>().ok());
            let metres = metres.filter(|metres| (0..=PROXIMITY_MAX).contains(metres));
            Some(metres.ok_or(Misread { parameter: "proximity", why: "metres are needed, up to 500,000" })?)
        }
    };
    let postcode = read_one(get("postcode"), "postcode", "a full postcode is needed, like OX4 1AA")?;
    if within.is_some() && postcode.is_none() {
        return Err(Misread { parameter: "proximity", why: "it is measured from a postcode, so one is needed" });
    }
    Ok(Filter {
        words: get("search").unwrap_or_default().to_lowercase().split_whitespace().map(str::to_owned).collect(),
        term: uuid("taxonomy_term_id")?,
        list: uuid("taxonomy_id")?,
        organisation: uuid("organization_id")?,
        minimum_age: age(get("minimum_age"), "minimum_age")?,
        maximum_age: age(get("maximum_age"), "maximum_age")?,
        opens_from: time("start_time")?,
        closes_until: time("end_time")?,
        day: day(get("day"))?,
        changed_from: moment(get("modified_after"))?,
        postcode,
        within,
    })
}

fn read_one<T: std::str::FromStr>(
    text: Option<&str>,
    parameter: &'static str,
    why: &'static str,
) -> Result<Option<T>, Misread> {
    text.map(|text| text.parse().map_err(|_| Misread { parameter, why })).transpose()
}

fn age(text: Option<&str>, parameter: &'static str) -> Result<Option<u8>, Misread> {
    let whole =
        |text: &str| text.split('.').next().and_then(|whole| whole.parse::<u8>().ok()).filter(|age| *age <= AGE_MAX);
    text.map(|text| whole(text).ok_or(Misread { parameter, why: "years are needed, from 0 to 120" })).transpose()
}

/// "MO", "Monday", "mon".
fn day(text: Option<&str>) -> Result<Option<Day>, Misread> {
    let Some(text) = text else { return Ok(None) };
    let text = text.to_uppercase();
    let fits = |day: &&Day| text == day.key() || text.len() >= 3 && day.words().to_uppercase().starts_with(&text);
    let found = Day::ALL.iter().find(fits).copied();
    found.map(Some).ok_or(Misread { parameter: "day", why: "a day of the week is needed, like MO or Monday" })
}

/// A moment, or the beginning of a day.
fn moment(text: Option<&str>) -> Result<Option<Timestamp>, Misread> {
    let Some(text) = text else { return Ok(None) };
    // A plus in a query is a blank by the time it is here.
    let text = text.replace(' ', "+");
    let of_day = || text.parse::<Date>().ok().map(|day| Timestamp::at(day, 0, 0));
    let found = text.parse::<Timestamp>().ok().or_else(of_day);
    found.map(Some).ok_or(Misread { parameter: "modified_after", why: "a moment is needed, like 2026-11-28T09:00:00Z" })
}

impl Filter {
    /// Whether a listing, run by this organisation, is one of those that are asked for.
    pub fn takes(&self, listing: &Listing, provider: Option<Uuid>, near: &Near) -> bool {
        let about = listing.about();
        self.changed_from.is_none_or(|from| listing.changed_at() >= from)
            && self.organisation.is_none_or(|id| provider == Some(id))
            && self.takes_terms(about)
            && self.takes_ages(about)
            && self.takes_times(about)
            && self.takes_place(about, near)
            && self.takes_words(about)
    }

    fn takes_words(&self, about: &About) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = format!("{} {}", about.name, about.summary).to_lowercase();
        self.words.iter().all(|word| text.contains(word.as_str()))
    }

    fn takes_terms(&self, about: &About) -> bool {
        let needs = !about.needs.is_empty();
        let has_term = |id: Uuid| {
            about.needs.iter().any(|need| v3::need_id(*need) == id)
                || about.tags.iter().any(|tag| v3::tag_id(tag) == id)
        };
        let has_list = |id: Uuid| {
            let ours = needs && v3::list_id(v3::NEEDS) == id;
            ours || about.tags.iter().any(|tag| v3::list_id(v3::list_of(tag)) == id)
        };
        self.term.is_none_or(has_term) && self.list.is_none_or(has_list)
    }

    /// One that takes everybody has no youngest age, so it is 0; and no oldest, so none is enough.
    fn takes_ages(&self, about: &About) -> bool {
        let youngest = about.whom.from_age.unwrap_or(0);
        self.minimum_age.is_none_or(|least| youngest >= least)
            && self.maximum_age.is_none_or(|most| about.whom.to_age.is_some_and(|oldest| oldest <= most))
    }

    /// One and the same time fits all that is asked of times.
    fn takes_times(&self, about: &About) -> bool {
        if self.day.is_none() && self.opens_from.is_none() && self.closes_until.is_none() {
            return true;
        }
        let fits = |session: &Session| {
            self.day.is_none_or(|day| session.days.contains(&day))
                && self.opens_from.is_none_or(|from| session.opens.is_some_and(|opens| opens >= from))
                && self.closes_until.is_none_or(|until| session.closes.is_some_and(|closes| closes <= until))
        };
        about.sessions.iter().any(fits)
    }

    /// With a proximity: a venue within it. Without: one of its areas holds the postcode, or it names none by a code.
    fn takes_place(&self, about: &About, near: &Near) -> bool {
        if self.postcode.is_none() {
            return true;
        }
        if let Some(metres) = self.within {
            let Some(here) = near.point else { return false };
            return about
                .venues
                .iter()
                .filter_map(crate::venue::Venue::point)
                .any(|point| here.metres_to(point) <= metres);
        }
        let mut codes = about.areas.iter().map(|area| area.code.as_str()).filter(|code| !code.is_empty()).peekable();
        codes.peek().is_none() || codes.any(|code| near.areas.iter().any(|area| area == code))
    }
}

#[cfg(test)]
#[path = "ask/tests.rs"]
mod tests;
