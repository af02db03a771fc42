//! Listings as Open Referral UK 1.0 has them, for those who still read it. What is empty is left out. (sources.md#oruk)

use super::fields::{Fields, decimal};
use super::v3::{self, Shown, by_day, fees, made, sessions, status};
use crate::cost::{Charge, Cost};
use crate::listing::{About, Listing, Way};
use crate::provider::Provider;
use crate::session::{Often, Session};
use crate::uuid::Uuid;
use crate::venue::{Kind, Venue};
use serde_json::{Value, json};

/// Vocabulary of our own needs.
pub const NEEDS: &str = "folkmootNeeds";

fn head(shown: Shown<'_>) -> Fields {
    let (listing, about) = (shown.listing, shown.listing.about());
    Fields::default()
        .uuid("id", listing.uuid())
        .text("name", &about.name)
        .value("organization", Some(organization(listing, shown.provider)))
        .text("description", &about.summary)
        .text("url", &about.url)
        .text("email", &about.email)
        .text("status", status(listing.state()))
        .text("fees", &fees(&about.cost))
        .text("accreditations", &about.accreditations)
        .text("assured_date", &listing.checked_on().map(|on| on.to_string()).unwrap_or_default())
        .text("attending_type", attending_type(about))
        .text("attending_access", attending_access(about))
}

/// As pages of `/services` have it.
pub fn listed(shown: Shown<'_>) -> Value {
    head(shown).done()
}

/// As `/services/{id}` has it.
pub fn service(shown: Shown<'_>) -> Value {
    let (id, about) = (shown.listing.uuid(), shown.listing.about());
    head(shown)
        .list("regular_schedules", sessions(about, None).map(|(nth, session)| schedule(id, nth, session)).collect())
        .list("service_at_locations", (0..about.venues.len()).map(|nth| at_location(shown.listing, nth)).collect())
        .list("service_areas", service_areas(id, about))
        .list("eligibilitys", eligibility(id, about).into_iter().collect())
        .list("cost_options", cost_options(id, &about.cost))
        .list("languages", about.languages.iter().map(|name| language(id, name)).collect())
        .list("contacts", contacts(id, about))
        .list("service_taxonomys", taxonomies(id, about))
        .done()
}

/// The standard asks for one: where nobody in particular runs it, that is what it says.
fn organization(listing: &Listing, provider: Option<&Provider>) -> Value {
    let Some(provider) = provider else {
        let id = Uuid::of("nobody", &[&listing.uuid().to_string()]);
        return json!({ "id": id.to_string(), "name": "Local people", "description": "It is run by no organisation." });
    };
    organization_of(provider)
}

/// An organisation by itself. The standard asks for a description.
pub fn organization_of(provider: &Provider) -> Value {
    let who = provider.who();
    let summary = if who.summary.is_empty() { "No description was given." } else { &who.summary };
    Fields::default()
        .uuid("id", provider.uuid())
        .text("name", &who.name)
        .text("description", summary)
        .text("email", &who.email)
        .text("url", &who.url)
        .text("logo", &who.logo)
        .done()
}

fn attending_type(about: &About) -> &'static str {
    match about.venues.first().map(|venue| venue.kind) {
        Some(Kind::Building) => "venue",
        Some(Kind::Phone) => "phone",
        Some(Kind::Online) => "online",
        Some(Kind::Home) => "home visit",
        None => "",
    }
}

fn attending_access(about: &About) -> &'static str {
    match about.ways.iter().next() {
        Some(Way::DropIn) => "drop-in",
        Some(Way::Book) => "appointment",
        Some(Way::Referral) => "referral",
        None => "",
    }
}

fn schedule(service: Uuid, nth: usize, session: &Session) -> Value {
    let freq = match session.often {
        Often::Once => "",
        Often::Weekly => "WEEKLY",
        Often::Monthly => "MONTHLY",
    };
    let text = |value: Option<String>| value.unwrap_or_default();
    Fields::default()
        .uuid("id", made("schedule", service, nth))
        .text("freq", freq)
        .value("interval", (!freq.is_empty()).then(|| Value::String(session.every.max(1).to_string())))
        .text("byday", &by_day(session))
        .text("valid_from", &text(session.from.map(|day| day.to_string())))
        .text("valid_to", &text(session.until.map(|day| day.to_string())))
        .text("dtstart", &text(session.from.map(|day| day.to_string())))
        .text("opens_at", &text(session.opens.map(|time| format!("{time}:00"))))
        .text("closes_at", &text(session.closes.map(|time| format!("{time}:00"))))
        .text("description", &session.in_words())
        .done()
}

fn at_location(listing: &Listing, nth: usize) -> Value {
    let about = listing.about();
    let here = sessions(about, Some(nth)).map(|(at, session)| schedule(listing.uuid(), at, session)).collect();
    Fields::default()
        .uuid("id", v3::at_location_id(listing, nth))
        .value("location", about.venues.get(nth).map(|venue| location(v3::location_id(listing, nth), venue)))
        .list("regular_schedule", here)
        .done()
}

/// The nth venue of a listing, by itself.
pub fn location_of(listing: &Listing, nth: usize) -> Option<Value> {
    listing.about().venues.get(nth).map(|venue| location(v3::location_id(listing, nth), venue))
}

fn location(id: Uuid, venue: &Venue) -> Value {
    let address = venue.postcode.as_ref().map(|postcode| {
        Fields::default()
            .uuid("id", made("address", id, 0))
            .text("address_1", &venue.lines.join(", "))
            .text("city", &venue.town)
            .text("state_province", &venue.county)
            .text("postal_code", postcode.as_str())
            .text("country", "GB")
            .done()
    });
    let access = |(nth, words): (usize, &str)| {
        Fields::default().uuid("id", made("accessibility", id, nth)).text("accessibility", words).done()
    };
    Fields::default()
        .uuid("id", id)
        .text("name", &venue.name)
        .text("description", &if venue.confidential { venue.in_words() } else { String::new() })
        .value("latitude", venue.lat_u.and_then(|lat| decimal(lat, 6)))
        .value("longitude", venue.lon_u.and_then(|lon| decimal(lon, 6)))
        .list("physical_addresses", address.into_iter().collect())
        .list(
            "accessibility_for_disabilities",
            venue.access.iter().map(|one| one.words()).enumerate().map(access).collect(),
        )
        .done()
}

fn service_areas(service: Uuid, about: &About) -> Vec<Value> {
    let area = |(nth, area): (usize, &crate::listing::Served)| {
        Fields::default()
            .uuid("id", made("service area", service, nth))
            .text("service_area", if area.name.is_empty() { &area.code } else { &area.name })
            .text("extent", &area.code)
            .done()
    };
    about.areas.iter().enumerate().map(area).collect()
}

fn eligibility(service: Uuid, about: &About) -> Option<Value> {
    let fields = Fields::default()
        .uuid("id", made("eligibility", service, 0))
        .text("eligibility", &about.whom.words)
        .value("minimum_age", about.whom.from_age.map(Value::from))
        .value("maximum_age", about.whom.to_age.map(Value::from));
    (!about.whom.is_everybody()).then(|| fields.done())
}

fn cost_options(service: Uuid, cost: &Cost) -> Vec<Value> {
    let option = |nth: usize, words: &str, pence: Option<i64>| {
        Fields::default()
            .uuid("id", made("cost option", service, nth))
            .text("option", words)
            .value("amount", pence.and_then(|pence| decimal(pence, 2)))
            .done()
    };
    match (cost.charge, cost.prices.is_empty()) {
        (Charge::Free, true) => vec![option(0, "Free", Some(0))],
        _ => cost.prices.iter().enumerate().map(|(nth, price)| option(nth, &price.words, price.pence)).collect(),
    }
}

fn language(service: Uuid, name: &str) -> Value {
    Fields::default().uuid("id", Uuid::of("language", &[&service.to_string(), name])).text("language", name).done()
}

fn contacts(service: Uuid, about: &About) -> Vec<Value> {
    let contact = |(nth, phone): (usize, &crate::listing::Phone)| {
        let number = Fields::default().uuid("id", made("phone", service, nth)).text("number", &phone.number).done();
        Fields::default()
            .uuid("id", made("contact", service, nth))
            .text("title", &phone.words)
            .list("phones", vec![number])
            .done()
    };
    about.phones.iter().enumerate().map(contact).collect()
}

fn taxonomies(service: Uuid, about: &About) -> Vec<Value> {
    let needs = about.needs.iter().map(|need| (v3::need_id(*need), need.words().to_owned(), NEEDS.to_owned()));
    let tags = about.tags.iter().map(|tag| (v3::tag_id(tag), tag.name.clone(), v3::list_of(tag).to_owned()));
    let link = |(id, name, vocabulary): (Uuid, String, String)| {
        let term = json!({ "id": id.to_string(), "name": name, "vocabulary": vocabulary });
        Fields::default()
            .uuid("id", Uuid::of("attribute", &[&service.to_string(), &id.to_string()]))
            .value("taxonomy", Some(term))
            .done()
    };
    needs.chain(tags).map(link).collect()
}
