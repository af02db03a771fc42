//! From the query of a request to what is asked for.

use super::{Ask, Depth, Filter, Misread, PER_PAGE, PER_PAGE_MAX, PROXIMITY_MAX, Times};
use crate::find::words::stems;
use crate::oruk::{v1, v3};
use crate::session::Day;
use crate::whom::AGE_MAX;
use folkmoot_kernel::{Date, Postcode, Timestamp};

/// Values of a parameter that are looked at.
const VALUES_MAX: usize = 50;

/// Names and values, as they stand in the query. An empty value is as if it were not there.
struct Given<'a>(&'a [(String, String)]);

impl<'a> Given<'a> {
    /// The last of this name.
    fn get(&self, name: &str) -> Option<&'a str> {
        self.all(name).pop()
    }

    /// All of this name, which may be written with brackets behind it.
    fn all(&self, name: &str) -> Vec<&'a str> {
        let named = self.0.iter().filter(|(given, _)| given.strip_suffix("[]").unwrap_or(given) == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty()).take(VALUES_MAX).collect()
    }

    fn one<T: std::str::FromStr>(&self, name: &'static str, why: &'static str) -> Result<Option<T>, Misread> {
        self.get(name).map(|text| text.parse().map_err(|_| Misread { parameter: name, why })).transpose()
    }

    fn whole(&self, name: &'static str, otherwise: u64, most: u64) -> Result<u64, Misread> {
        let why = "a whole number from 1 is needed, per_page up to 500";
        let number = self.one::<u64>(name, why)?.unwrap_or(otherwise);
        if (1..=most).contains(&number) { Ok(number) } else { Err(Misread { parameter: name, why }) }
    }

    fn flag(&self, name: &'static str) -> Result<bool, Misread> {
        match self.get(name) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(Misread { parameter: name, why: "true or false is needed" }),
        }
    }

    fn postcode(&self, name: &'static str) -> Result<Option<Postcode>, Misread> {
        self.one(name, "a full postcode is needed, like OX4 1AA")
    }

    fn age(&self, name: &'static str) -> Result<Option<u8>, Misread> {
        let why = "years are needed, from 0 to 120";
        let whole = |text: &str| text.split('.').next()?.parse::<u8>().ok().filter(|age| *age <= AGE_MAX);
        self.get(name).map(|text| whole(text).ok_or(Misread { parameter: name, why })).transpose()
    }

    /// Metres from a postcode.
    fn circle(&self) -> Result<Option<(Postcode, i64)>, Misread> {
        let Some(text) = self.get("proximity") else { return Ok(None) };
        let metres = text.split('.').next().and_then(|whole| whole.parse::<i64>().ok());
        let metres = metres.filter(|metres| (0..=PROXIMITY_MAX).contains(metres));
        let metres = metres.ok_or(Misread { parameter: "proximity", why: "metres are needed, up to 500,000" })?;
        let why = "it is measured from a postcode, so one is needed";
        let from = self.postcode("postcode")?.ok_or(Misread { parameter: "proximity", why })?;
        Ok(Some((from, metres)))
    }
}

/// Reads the query of a request of version 3.0. A parameter that the standard does not have is passed over.
pub fn read(pairs: &[(String, String)]) -> Result<Ask, Misread> {
    let given = Given(pairs);
    let id = "an id like 86cf2e63-7ba2-4b86-9942-bcd99a394ea1 is needed";
    let as_id = |name: &'static str| given.one::<crate::uuid::Uuid>(name, id);
    let clock = "a time like 10:30 is needed";
    let times = Times {
        day: day(given.get("day"))?,
        opens_from: given.one("start_time", clock)?,
        closes_until: given.one("end_time", clock)?,
    };
    let circle = given.circle()?;
    let filter = Filter {
        words: stems(given.get("search").unwrap_or_default()),
        terms: as_id("taxonomy_term_id")?.iter().map(ToString::to_string).collect(),
        lists: as_id("taxonomy_id")?.into_iter().collect(),
        organisation: as_id("organization_id")?,
        minimum_age: given.age("minimum_age")?,
        maximum_age: given.age("maximum_age")?,
        times: if times == Times::default() { Vec::new() } else { vec![times] },
        changed_from: moment(given.get("modified_after"))?,
        served: if circle.is_none() { given.postcode("postcode")? } else { None },
        circle,
    };
    let depth = match (given.flag("full")? || given.flag("full_service")?, given.flag("minimal")?) {
        (_, true) => Depth::Bare,
        (true, false) => Depth::Whole,
        (false, false) => Depth::Listed,
    };
    asked(&given, depth, filter)
}

/// The same of version 1.0, whose parameters may come several times.
pub fn read_first(pairs: &[(String, String)]) -> Result<Ask, Misread> {
    let given = Given(pairs);
    let terms = ["taxonomy_id", "need", "circumstance", "service_type"].map(|name| given.all(name)).concat();
    let lists = given.all("vocabulary").into_iter().chain(given.all("taxonomy_type"));
    let named = |list: &str| v3::list_id(if list == v1::NEEDS { v3::NEEDS } else { list });
    let filter = Filter {
        words: stems(given.get("text").unwrap_or_default()),
        terms: terms.into_iter().map(str::to_owned).collect(),
        lists: lists.map(named).collect(),
        minimum_age: given.age("minimum_age")?,
        maximum_age: given.age("maximum_age")?,
        times: times_of_first(&given)?,
        served: given.postcode("coverage")?,
        circle: given.circle()?,
        ..Filter::default()
    };
    let depth = if given.all("include").is_empty() { Depth::Listed } else { Depth::Whole };
    asked(&given, depth, filter)
}

fn asked(given: &Given<'_>, depth: Depth, filter: Filter) -> Result<Ask, Misread> {
    let lines = match given.get("format") {
        None | Some("json") => false,
        Some("ndjson") => true,
        Some(_) => return Err(Misread { parameter: "format", why: "json or ndjson is needed" }),
    };
    Ok(Ask {
        page: given.whole("page", 1, u64::MAX / PER_PAGE_MAX)?,
        per_page: given.whole("per_page", PER_PAGE, PER_PAGE_MAX)?,
        depth,
        lines,
        filter,
    })
}

/// Each day with the times that stand beside it; where there are as many of each as of the others, or none.
fn times_of_first(given: &Given<'_>) -> Result<Vec<Times>, Misread> {
    let (days, starts, ends) = (given.all("day"), given.all("start_time"), given.all("end_time"));
    let most = days.len().max(starts.len()).max(ends.len());
    for (name, count) in [("day", days.len()), ("start_time", starts.len()), ("end_time", ends.len())] {
        if count != 0 && count != most {
            return Err(Misread { parameter: name, why: "as many days as times are needed" });
        }
    }
    let clock = |text: Option<&&str>, parameter: &'static str| {
        let why = "a time like 10:30 is needed";
        text.map(|text| text.parse().map_err(|_| Misread { parameter, why })).transpose()
    };
    let one = |nth: usize| {
        Ok(Times {
            day: day(days.get(nth).copied())?,
            opens_from: clock(starts.get(nth), "start_time")?,
            closes_until: clock(ends.get(nth), "end_time")?,
        })
    };
    (0..most).map(one).collect()
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
