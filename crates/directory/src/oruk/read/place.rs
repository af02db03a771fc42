//! Where a service is, and when at each place.

use super::super::html;
use super::super::repair::Repair;
use super::field::Reader;
use super::when::sessions;
use super::{list, text};
use crate::session::{SESSIONS_MAX, Session};
use crate::venue::{Access, Kind, VENUES_MAX, Venue};
use serde_json::Value;

pub(super) fn venues_and_times(r: &mut Reader, value: &Value) -> (Vec<Venue>, Vec<Session>) {
    let (mut venues, mut times) = (Vec::new(), sessions(r, value, None));
    let places = list(value, &["service_at_locations", "locations"]);
    if places.len() > VENUES_MAX {
        r.note(Repair::Many, "service_at_locations", &places.len().to_string());
    }
    for (nth, place) in places.iter().take(VENUES_MAX).enumerate() {
        r.inside(&format!("service_at_locations/{nth}"), |r| {
            let location = place.get("location").unwrap_or(place);
            times.extend(sessions(r, place, Some(venues.len())));
            venues.push(r.inside("location", |r| venue(r, location)));
        });
    }
    if venues.is_empty() {
        venues.extend(without_building(value));
    }
    if times.len() > SESSIONS_MAX {
        r.note(Repair::Many, "schedules", &times.len().to_string());
        times.truncate(SESSIONS_MAX);
    }
    (venues, times)
}

/// What 1.0 calls its attending type.
fn without_building(value: &Value) -> Option<Venue> {
    let kind = match text(value, "attending_type").to_lowercase().as_str() {
        "phone" => Kind::Phone,
        "online" => Kind::Online,
        "home visit" => Kind::Home,
        _ => return None,
    };
    Some(Venue::bare(kind))
}

fn venue(r: &mut Reader, location: &Value) -> Venue {
    let kind = match text(location, "location_type").as_str() {
        "virtual" => Kind::Online,
        _ => Kind::Building,
    };
    let addresses = list(location, &["addresses", "physical_addresses", "physical_address"]);
    let physical = addresses.iter().find(|one| text(one, "address_type") != "postal").or_else(|| addresses.first());
    let mut venue = Venue { name: html::tidy(&text(location, "name")), ..Venue::bare(kind) };
    if let Some(address) = physical {
        let lines =
            ["attention", "address_1", "address_2"].map(|field| html::tidy(&text(address, field)).replace('\n', ", "));
        venue.lines = lines.into_iter().filter(|line| !line.is_empty() && *line != venue.name).collect();
        venue.town = text(address, "city");
        venue.county = text(address, "state_province");
        venue.postcode = r.postcode(&text(address, "postal_code"), "addresses/0/postal_code");
    }
    if let Some((lat_u, lon_u)) = r.point(location) {
        (venue.lat_u, venue.lon_u) = (Some(lat_u), Some(lon_u));
    }
    access(&mut venue, location);
    venue
}

/// What buildings say of themselves in words, and what these words tell apart.
fn access(venue: &mut Venue, location: &Value) {
    let all = list(location, &["accessibility", "accessibility_for_disabilities"]);
    let said = all
        .iter()
        .flat_map(|one| ["accessibility", "description", "details"].map(|field| html::tidy(&text(one, field))));
    let mut said: Vec<String> = said.filter(|words| !words.is_empty()).collect();
    said.dedup();
    for words in &said {
        venue.access.extend(told(words));
    }
    venue.access_words = said.join("; ");
}

fn told(words: &str) -> impl Iterator<Item = Access> {
    let small = words.to_lowercase();
    let denied = ["no ", "not ", "without "].iter().any(|word| small.contains(word)) && !small.contains("no steps");
    let signs: [(&[&str], Access); 7] = [
        (&["wheelchair access", "step free", "step-free", "level access", "no steps", "ramp"], Access::StepFree),
        (&["accessible toilet", "disabled toilet", "wheelchair toilet"], Access::WheelchairToilet),
        (&["hearing loop", "induction loop"], Access::HearingLoop),
        (&["blue badge", "disabled parking", "accessible parking"], Access::Parking),
        (&["lift"], Access::Lift),
        (&["bsl", "sign language"], Access::Signing),
        (&["changing places"], Access::ChangingPlace),
    ];
    signs
        .into_iter()
        .filter(move |(signs, _)| !denied && signs.iter().any(|sign| small.contains(sign)))
        .map(|(_, access)| access)
}
