//! Listings as Open Referral UK 3.0 has them: strict. What is empty is left out, what the standard asks for is there, and nothing of a
//! confidential venue but its name. (sources.md#oruk)

mod terms;

use super::fields::{Fields, decimal};
use crate::cost::{Charge, Cost};
use crate::listing::{About, Listing, Served, State};
use crate::provider::Provider;
use crate::session::{Often, Session};
use crate::uuid::Uuid;
use crate::venue::{Kind, Venue};
use serde_json::{Value, json};
use terms::attributes;
pub use terms::{NEEDS, list_id, list_of, need_id, need_term, tag_id, tag_term, taxonomy};

/// A listing with who runs it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    pub listing: &'a Listing,
    pub provider: Option<&'a Provider>,
}

pub(super) const fn status(state: State) -> &'static str {
    match state {
        State::Listed => "active",
        State::Paused => "temporarily closed",
        State::Waiting | State::Ended | State::Hidden => "defunct",
    }
}

/// What remains of a listing that is no longer there: its id, that it is gone, and since when.
pub fn tombstone(listing: &Listing) -> Value {
    let fields =
        Fields::default().uuid("id", listing.uuid()).text("name", "No longer listed").text("status", "defunct");
    fields.text("last_modified", &listing.changed_at().rfc3339()).done()
}

fn head(shown: Shown<'_>) -> Fields {
    let (listing, about) = (shown.listing, shown.listing.about());
    Fields::default()
        .uuid("id", listing.uuid())
        .value("organization_id", shown.provider.map(|provider| Value::String(provider.uuid().to_string())))
        .text("name", &about.name)
        .text("description", &about.summary)
        .text("url", &about.url)
        .text("email", &about.email)
        .text("status", status(listing.state()))
        .text("fees", &fees(&about.cost))
        .text("accreditations", &about.accreditations)
        .value("minimum_age", about.whom.from_age.map(Value::from))
        .value("maximum_age", about.whom.to_age.map(Value::from))
        .text("assured_date", &listing.checked_on().map(|on| on.to_string()).unwrap_or_default())
        .text("alert", &about.alert)
        .text("last_modified", &listing.changed_at().rfc3339())
}

pub(super) fn fees(cost: &Cost) -> String {
    if cost.charge == Charge::Unsaid && cost.prices.is_empty() { String::new() } else { cost.in_words() }
}

/// As pages of `/services` have it.
pub fn listed(shown: Shown<'_>) -> Value {
    head(shown).value("organization", shown.provider.map(|provider| organization_head(provider).done())).done()
}

/// As `/services/{id}` has it.
pub fn service(shown: Shown<'_>) -> Value {
    let (listing, about) = (shown.listing, shown.listing.about());
    let id = listing.uuid();
    let own: Vec<Value> = sessions(about, None).map(|(nth, session)| schedule(id, nth, session)).collect();
    head(shown)
        .list("schedules", own)
        .list("service_areas", about.areas.iter().enumerate().map(|(nth, area)| service_area(id, nth, area)).collect())
        .list("service_at_locations", (0..about.venues.len()).map(|nth| at_location(listing, nth)).collect())
        .list("languages", about.languages.iter().map(|name| language(id, name)).collect())
        .value("organization", shown.provider.map(organization))
        .list("cost_options", cost_options(id, &about.cost))
        .list("contacts", contacts(id, about))
        .list("attributes", attributes(id, about))
        .done()
}

fn organization_head(provider: &Provider) -> Fields {
    let who = provider.who();
    let summary = if who.summary.is_empty() { "No description was given." } else { &who.summary };
    Fields::default()
        .uuid("id", provider.uuid())
        .text("name", &who.name)
        .text("description", summary)
        .text("email", &who.email)
        .text("website", &who.url)
        .text("logo", &who.logo)
}

/// As an organisation stands within a service, and by itself.
pub fn organization(provider: &Provider) -> Value {
    let identifier = |(nth, one): (usize, &crate::provider::Registered)| {
        Fields::default()
            .uuid("id", made("identifier", provider.uuid(), nth))
            .uuid("organization_id", provider.uuid())
            .text("identifier_scheme", &one.scheme)
            .text("identifier_type", &one.kind)
            .text("identifier", &one.number)
            .done()
    };
    let identifiers = provider.who().registered.iter().enumerate().map(identifier).collect();
    organization_head(provider).list("organization_identifiers", identifiers).done()
}

pub(super) fn made(kind: &str, of: Uuid, nth: usize) -> Uuid {
    Uuid::of(kind, &[&of.to_string(), &nth.to_string()])
}

pub(super) fn sessions(about: &About, venue: Option<usize>) -> impl Iterator<Item = (usize, &Session)> {
    about.sessions.iter().enumerate().filter(move |(_, session)| session.venue == venue)
}

fn schedule(service: Uuid, nth: usize, session: &Session) -> Value {
    let freq = match session.often {
        Often::Once => "",
        Often::Weekly => "WEEKLY",
        Often::Monthly => "MONTHLY",
    };
    let day = |day: Option<folkmoot_kernel::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let time = |time: Option<crate::time_of_day::TimeOfDay>| time.map(|time| time.to_string()).unwrap_or_default();
    let month_days: Vec<String> = session.month_days.iter().map(ToString::to_string).collect();
    let except: Vec<String> = session.except.iter().map(|day| day.in_words()).collect();
    let notes = if except.is_empty() { String::new() } else { format!("Not on {}", folkmoot_kernel::listed(&except)) };
    Fields::default()
        .uuid("id", made("schedule", service, nth))
        .uuid("service_id", service)
        .text("valid_from", &day(session.from))
        .text("valid_to", &day(session.until))
        .text("dtstart", &day(session.from))
        .text("freq", freq)
        .value("interval", (!freq.is_empty()).then(|| Value::from(session.every.max(1))))
        .text("byday", &by_day(session))
        .text("bymonthday", &month_days.join(","))
        .text("description", &session.in_words())
        .text("opens_at", &time(session.opens))
        .text("closes_at", &time(session.closes))
        .text("notes", &notes)
        .done()
}

/// "TU,TH"; monthly ones with which of them: "1FR,-1FR".
pub(super) fn by_day(session: &Session) -> String {
    let days = session.days.iter().map(|day| day.key());
    let all: Vec<String> = match session.nth.is_empty() {
        true => days.map(str::to_owned).collect(),
        false => days.flat_map(|day| session.nth.iter().map(move |nth| format!("{nth}{day}"))).collect(),
    };
    all.join(",")
}

fn service_area(service: Uuid, nth: usize, area: &Served) -> Value {
    let uri = format!("http://statistics.data.gov.uk/id/statistical-geography/{}", area.code);
    Fields::default()
        .uuid("id", made("service area", service, nth))
        .uuid("service_id", service)
        .text("name", if area.name.is_empty() { &area.code } else { &area.name })
        .text("extent", &area.code)
        .text("extent_type", if area.code.is_empty() { "text" } else { "other" })
        .text("uri", if area.code.is_empty() { "" } else { &uri })
        .done()
}

/// The id of the nth venue of a listing, as a place of its own and as a service at it.
pub fn location_id(listing: &Listing, nth: usize) -> Uuid {
    made("location", listing.uuid(), nth)
}
pub fn at_location_id(listing: &Listing, nth: usize) -> Uuid {
    made("service at location", listing.uuid(), nth)
}

/// A service at one of its venues, as it stands within the service.
pub fn at_location(listing: &Listing, nth: usize) -> Value {
    let about = listing.about();
    let here = sessions(about, Some(nth)).map(|(nth, session)| schedule(listing.uuid(), nth, session)).collect();
    Fields::default()
        .uuid("id", at_location_id(listing, nth))
        .uuid("service_id", listing.uuid())
        .uuid("location_id", location_id(listing, nth))
        .value("location", about.venues.get(nth).map(|venue| location(location_id(listing, nth), venue)))
        .list("schedules", here)
        .done()
}

/// As `/service_at_locations` lists it.
pub fn at_location_listed(shown: Shown<'_>, nth: usize) -> Value {
    let (listing, place) = (shown.listing, location_id(shown.listing, nth));
    let venue = shown.listing.about().venues.get(nth);
    Fields::default()
        .uuid("id", at_location_id(listing, nth))
        .uuid("service_id", listing.uuid())
        .uuid("location_id", place)
        .value("location", venue.map(|venue| location_head(place, venue).done()))
        .value("service", Some(listed(shown)))
        .done()
}

/// As `/service_at_locations/{id}` answers: valid by its own schema, and by that of a service, to which the standard's own file leads.
pub fn at_location_whole(shown: Shown<'_>, nth: usize) -> Value {
    let mut whole = at_location(shown.listing, nth);
    whole["name"] = json!(shown.listing.about().name);
    whole["status"] = json!(status(shown.listing.state()));
    whole["service"] = service(shown);
    whole
}

fn location_head(id: Uuid, venue: &Venue) -> Fields {
    let kind = match venue.kind {
        Kind::Building | Kind::Home => "physical",
        Kind::Phone | Kind::Online => "virtual",
    };
    // What is no whole address by the standard is told in words.
    let words = if address(id, venue).is_none() { venue.in_words() } else { String::new() };
    Fields::default()
        .uuid("id", id)
        .text("location_type", kind)
        .text("name", &venue.name)
        .text("description", &words)
        .value("latitude", venue.lat_u.and_then(|lat| decimal(lat, 6)))
        .value("longitude", venue.lon_u.and_then(|lon| decimal(lon, 6)))
}

fn location(id: Uuid, venue: &Venue) -> Value {
    let access = Fields::default().uuid("id", made("accessibility", id, 0)).uuid("location_id", id);
    let mut words: Vec<&str> = venue.access.iter().map(|one| one.words()).collect();
    words.extend([venue.access_words.as_str()].iter().filter(|words| !words.is_empty()));
    let access = (!words.is_empty()).then(|| access.text("description", &words.join("; ")).done());
    location_head(id, venue)
        .list("addresses", address(id, venue).into_iter().collect())
        .list("accessibility", access.into_iter().collect())
        .done()
}

/// Only a whole one: the standard asks for each of its parts.
fn address(location: Uuid, venue: &Venue) -> Option<Value> {
    let postcode = venue.postcode.as_ref()?;
    let first = venue.lines.first().map_or(venue.name.as_str(), String::as_str);
    let city = if venue.town.is_empty() { venue.lines.last().map(String::as_str)? } else { &venue.town };
    if first.is_empty() {
        return None;
    }
    let fields = Fields::default()
        .uuid("id", made("address", location, 0))
        .uuid("location_id", location)
        .text("address_1", &venue.lines.join(", "))
        .text("city", city)
        .text("state_province", if venue.county.is_empty() { city } else { &venue.county })
        .text("postal_code", postcode.as_str())
        .text("country", "GB")
        .text("address_type", "physical");
    let mut address = fields.done();
    if venue.lines.is_empty() {
        address["address_1"] = json!(first);
    }
    Some(address)
}

fn language(service: Uuid, name: &str) -> Value {
    Fields::default()
        .uuid("id", Uuid::of("language", &[&service.to_string(), name]))
        .uuid("service_id", service)
        .text("name", name)
        .done()
}

fn cost_options(service: Uuid, cost: &Cost) -> Vec<Value> {
    let option = |nth: usize, words: &str, pence: Option<i64>| {
        Fields::default()
            .uuid("id", made("cost option", service, nth))
            .uuid("service_id", service)
            .text("option", words)
            .value("amount", pence.and_then(|pence| decimal(pence, 2)))
            .done()
    };
    match (cost.charge, cost.prices.is_empty()) {
        (Charge::Free, true) => vec![option(0, "Free", Some(0))],
        _ => cost.prices.iter().enumerate().map(|(nth, price)| option(nth, &price.words, price.pence)).collect(),
    }
}

/// Telephone numbers, with what they are for; nobody's name.
fn contacts(service: Uuid, about: &About) -> Vec<Value> {
    let contact = |(nth, phone): (usize, &crate::listing::Phone)| {
        let id = made("contact", service, nth);
        let number = Fields::default()
            .uuid("id", made("phone", service, nth))
            .uuid("contact_id", id)
            .text("number", &phone.number)
            .done();
        Fields::default()
            .uuid("id", id)
            .uuid("service_id", service)
            .text("title", &phone.words)
            .list("phones", vec![number])
            .done()
    };
    about.phones.iter().enumerate().map(contact).collect()
}
