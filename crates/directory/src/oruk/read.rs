//! Reads services as Open Referral UK has them, in the shapes of 1.0 and 3.0 and what feeds make of them: tolerant, and never silent.

mod field;
mod page;
mod place;
mod when;

use super::html;
use super::repair::{Reason, Repair, Repaired};
use crate::cost::{Charge, Cost, Price};
use crate::listing::about::{FEW_MAX, NAME_MAX, SUMMARY_MAX};
use crate::listing::{About, Phone, Served, State, Tag, Way};
use crate::provider::{Registered, Who};
use crate::uuid::Uuid;
use crate::whom::{AGE_MAX, Whom};
use field::Reader;
use folkmoot_kernel::Date;
pub use page::{Feedful, NotAFeed, repeated, services_of};
use serde_json::Value;

/// A service as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// As the feed writes it.
    pub id: String,
    pub uuid: Uuid,
    pub about: About,
    pub state: State,
    pub checked_on: Option<Date>,
    pub organisation: Option<Organisation>,
    pub repairs: Vec<Repaired>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub id: String,
    pub uuid: Uuid,
    pub who: Who,
}

/// A service that was put aside, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    pub id: String,
    pub name: String,
    pub reason: Reason,
}

/// Reads one service. `today`: what was checked after it was not checked.
pub fn service(value: &Value, today: Date) -> Result<Taken, Aside> {
    let aside = |reason: Reason| Aside { id: text(value, "id"), name: text(value, "name"), reason };
    if !value.is_object() {
        return Err(aside(Reason::NotAnObject));
    }
    let mut r = Reader::new();
    let id = text(value, "id");
    if id.is_empty() {
        return Err(aside(Reason::NoId));
    }
    let uuid = r.uuid("service", &id, "id");
    let name = name_of(&mut r, value, "name");
    if name.is_empty() {
        return Err(aside(Reason::NoName));
    }
    let about = about(&mut r, value, name);
    let state = state(&mut r, value);
    let checked_on = checked(&mut r, value, today);
    let organisation = organisation(&mut r, value);
    left_out(&mut r, value);
    Ok(Taken { id, uuid, about, state, checked_on, organisation, repairs: r.done() })
}

/// A text or a number as text, trimmed; anything else is empty.
pub(crate) fn text(value: &Value, field: &str) -> String {
    match value.get(field) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Fields that are lists, by all their names.
const LISTS: [&str; 22] = [
    "schedules",
    "regular_schedules",
    "regular_schedule",
    "holiday_schedules",
    "holiday_schedule",
    "holidayScheduleCollection",
    "service_at_locations",
    "locations",
    "service_areas",
    "languages",
    "cost_options",
    "contacts",
    "phones",
    "attributes",
    "eligibilitys",
    "eligibility",
    "eligibilities",
    "service_taxonomys",
    "service_taxonomies",
    "pc_targetAudience",
    "funding",
    "fundings",
];
/// Fields that are read, or are told of otherwise, beside the lists.
const READ: [&str; 19] = [
    "id",
    "name",
    "description",
    "url",
    "email",
    "status",
    "fees",
    "accreditations",
    "alert",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "assurer_email",
    "attending_type",
    "attending_access",
    "organization",
    "organization_id",
    "last_modified",
    "pc_metadata",
];

/// What has another shape, and what is not kept: each is told.
fn left_out(r: &mut Reader, value: &Value) {
    for (field, found) in value.as_object().into_iter().flatten() {
        let nothing = match found {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(list) => list.is_empty(),
            Value::Object(map) => map.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        let (is_list, kept) = (LISTS.contains(&field.as_str()), !field.starts_with("funding"));
        match () {
            () if nothing || READ.contains(&field.as_str()) => {}
            () if is_list && !found.is_array() => r.note(Repair::Unread, field, &found.to_string()),
            () if is_list && kept => {}
            // What stood there may be somebody's name or address.
            () => r.note(Repair::NotKept, field, ""),
        }
    }
}

/// The first of these fields that is a list.
fn list<'a>(value: &'a Value, fields: &[&str]) -> &'a [Value] {
    let found = fields.iter().find_map(|field| value.get(*field)?.as_array());
    found.map_or(&[], Vec::as_slice)
}

fn name_of(r: &mut Reader, value: &Value, field: &str) -> String {
    let name = r.plain(value, field);
    r.cut(name.replace('\n', " "), NAME_MAX, Repair::LongName, field)
}

fn about(r: &mut Reader, value: &Value, name: String) -> About {
    let summary = r.plain(value, "description");
    let summary = r.cut(summary, SUMMARY_MAX, Repair::LongText, "description");
    let mut about = About {
        name,
        summary,
        url: r.url(&text(value, "url"), "url"),
        email: r.email(&text(value, "email"), "email"),
        phones: phones(r, value),
        whom: whom(r, value),
        cost: cost(r, value),
        languages: languages(value),
        ways: ways(value),
        accreditations: r.plain(value, "accreditations"),
        alert: r.plain(value, "alert"),
        areas: areas(value),
        tags: tags(value),
        ..About::default()
    };
    (about.venues, about.sessions) = place::venues_and_times(r, value);
    about
}

fn state(r: &mut Reader, value: &Value) -> State {
    let status = text(value, "status");
    match status.to_lowercase().as_str() {
        "active" | "" => State::Listed,
        "temporarily closed" => State::Paused,
        "inactive" | "defunct" => State::Ended,
        _ => {
            r.note(Repair::Status, "status", &status);
            State::Listed
        }
    }
}

/// The latest day on which somebody says to have checked it.
fn checked(r: &mut Reader, value: &Value, today: Date) -> Option<Date> {
    let meta = value.get("pc_metadata");
    let assured = meta.map(|meta| text(meta, "assured_by")).unwrap_or_default();
    if !assured.is_empty() || !text(value, "assurer_email").is_empty() {
        r.note(Repair::Officer, "assurer_email", "");
    }
    let written = text(value, "assured_date");
    let on = r.date(&written, "assured_date")?;
    if on > today {
        r.note(Repair::Future, "assured_date", &written);
        return None;
    }
    Some(on)
}

fn organisation(r: &mut Reader, value: &Value) -> Option<Organisation> {
    let Some(found) = value.get("organization").filter(|found| found.is_object()) else {
        r.note(Repair::NoOrganisation, "organization", "");
        return None;
    };
    r.inside("organization", |r| {
        let (id, name) = (text(found, "id"), name_of(r, found, "name"));
        if name.is_empty() {
            r.note(Repair::NoOrganisation, "name", "");
            return None;
        }
        let id = if id.is_empty() { name.clone() } else { id };
        let summary = r.plain(found, "description");
        if summary.is_empty() {
            r.note(Repair::OrganisationBare, "description", "");
        }
        let website = if text(found, "website").is_empty() { "url" } else { "website" };
        let who = Who {
            summary: r.cut(summary, SUMMARY_MAX, Repair::LongText, "description"),
            url: r.url(&text(found, website), website),
            email: r.email(&text(found, "email"), "email"),
            logo: r.url(&text(found, "logo"), "logo"),
            registered: list(found, &["organization_identifiers"])
                .iter()
                .filter_map(registered)
                .take(FEW_MAX)
                .collect(),
            name,
        };
        Some(Organisation { uuid: r.uuid("organisation", &id, "id"), id, who })
    })
}

fn registered(value: &Value) -> Option<Registered> {
    let (kind, number) = (text(value, "identifier_type"), text(value, "identifier"));
    (!kind.is_empty() && !number.is_empty()).then(|| Registered {
        scheme: text(value, "identifier_scheme"),
        kind,
        number,
    })
}

/// Of the service, its contacts and its places; a number stands once.
fn phones(r: &mut Reader, value: &Value) -> Vec<Phone> {
    let mut phones: Vec<Phone> = Vec::new();
    let contacts = list(value, &["contacts"]);
    if contacts.iter().any(|contact| !text(contact, "name").is_empty()) {
        r.note(Repair::ContactName, "contacts", "");
    }
    let titled = contacts.iter().flat_map(|contact| {
        let title = text(contact, "title");
        list(contact, &["phones"]).iter().map(move |phone| (phone, title.clone()))
    });
    let own = list(value, &["phones"]).iter().map(|phone| (phone, String::new()));
    for (phone, title) in own.chain(titled) {
        let number = r.phone(&text(phone, "number"), "phones");
        let described = text(phone, "description");
        let words = if described.is_empty() { title } else { described };
        if !number.is_empty() && phones.iter().all(|known| known.number != number) && phones.len() < FEW_MAX {
            phones.push(Phone { number, words: html::tidy(&words) });
        }
    }
    phones
}

fn whom(r: &mut Reader, value: &Value) -> Whom {
    let eligible = list(value, &["eligibilitys", "eligibility", "eligibilities"]);
    let first = eligible.first().unwrap_or(value);
    let ages = |r: &mut Reader, of: &Value| (r.age(of, "minimum_age"), r.age(of, "maximum_age"));
    let (mut from_age, mut to_age) = ages(r, value);
    if from_age.is_none() && to_age.is_none() && !eligible.is_empty() {
        (from_age, to_age) = ages(r, first);
    }
    if matches!((from_age, to_age), (Some(from), Some(to)) if from > to) {
        r.note(Repair::Ages, "minimum_age", &format!("{} to {}", from_age.unwrap_or(0), to_age.unwrap_or(0)));
        (from_age, to_age) = (None, None);
    }
    let said = eligible.iter().map(|one| text(one, "eligibility"));
    let audience = list(value, &["pc_targetAudience"]).iter().map(|one| {
        let label = text(one, "label");
        if label.is_empty() { one.as_str().unwrap_or_default().trim().to_owned() } else { label }
    });
    let mut said: Vec<String> =
        said.chain(audience).filter(|words| !words.is_empty()).map(|words| html::tidy(&words)).collect();
    said.dedup();
    // Everybody of any age is everybody.
    let to_age = to_age.filter(|to| *to < AGE_MAX);
    Whom { from_age: from_age.filter(|from| *from > 0), to_age, words: said.join(", ") }
}

fn cost(r: &mut Reader, value: &Value) -> Cost {
    let options = list(value, &["cost_options"]);
    if options.is_empty() {
        let fees = r.plain(value, "fees");
        return Cost::of_words(&fees);
    }
    let price = |(nth, option): (usize, &Value)| {
        let (label, more) = (text(option, "option"), text(option, "amount_description"));
        let words: Vec<&str> = [label.as_str(), more.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
        let written = text(option, "amount");
        let pence = r.pence(&written, &format!("cost_options/{nth}/amount"));
        let unread = if pence.is_none() { written.as_str() } else { "" };
        let words: Vec<&str> = [unread].into_iter().chain(words).filter(|words| !words.is_empty()).collect();
        Price { pence, words: words.join(", ") }
    };
    let prices: Vec<Price> = options.iter().take(FEW_MAX).enumerate().map(price).collect();
    let is_free =
        prices.iter().all(|price| price.pence == Some(0) || Cost::of_words(&price.words).charge == Charge::Free);
    let is_charged = prices.iter().any(|price| price.pence.is_some_and(|pence| pence > 0));
    match (is_free, is_charged) {
        (true, _) => Cost::free(),
        (false, true) => Cost { charge: Charge::Charged, prices },
        (false, false) => Cost { charge: Charge::Unsaid, prices },
    }
}

fn languages(value: &Value) -> Vec<String> {
    let name =
        |one: &Value| ["name", "language", "code"].iter().map(|field| text(one, field)).find(|name| !name.is_empty());
    let mut names: Vec<String> = list(value, &["languages"]).iter().filter_map(name).take(FEW_MAX).collect();
    names.sort();
    names.dedup();
    names
}

fn ways(value: &Value) -> std::collections::BTreeSet<Way> {
    let access = text(value, "attending_access").to_lowercase();
    let way = match access.as_str() {
        "referral" => Some(Way::Referral),
        "appointment" | "membership" => Some(Way::Book),
        "drop-in" | "drop_in" => Some(Way::DropIn),
        _ => None,
    };
    way.into_iter().collect()
}

fn areas(value: &Value) -> Vec<Served> {
    let served = |one: &Value| {
        let name = ["name", "service_area"].iter().map(|field| text(one, field)).find(|name| !name.is_empty());
        let code = area_code(&text(one, "uri")).or_else(|| area_code(&text(one, "extent"))).unwrap_or_default();
        let name = name.unwrap_or_default();
        (!name.is_empty() || !code.is_empty()).then_some(Served { code, name })
    };
    list(value, &["service_areas"]).iter().filter_map(served).take(FEW_MAX).collect()
}

/// A code of the Office for National Statistics at the end of an address, or alone.
fn area_code(text: &str) -> Option<String> {
    let last = text.rsplit(['/', '#', ':']).next()?;
    folkmoot_kernel::AreaCode::fits(last).then(|| last.to_owned())
}

fn tags(value: &Value) -> Vec<Tag> {
    let old = list(value, &["service_taxonomys", "service_taxonomies"]).iter().filter_map(|one| one.get("taxonomy"));
    let old = old.map(|term| (term, text(term, "vocabulary")));
    let new = list(value, &["attributes"]).iter().filter_map(|one| one.get("taxonomy_term"));
    let new = new.map(|term| (term, text(term, "taxonomy")));
    let tag = |(term, list): (&Value, String)| {
        let (id, name) = (text(term, "id"), html::tidy(&text(term, "name")));
        (!name.is_empty()).then(|| Tag { list, term: if id.is_empty() { name.clone() } else { id }, name })
    };
    let mut tags: Vec<Tag> = old.chain(new).filter_map(tag).collect();
    tags.sort();
    tags.dedup();
    tags.truncate(FEW_MAX);
    tags
}

#[cfg(test)]
mod tests;
