//! What the index holds of a listing. A confidential venue has no address in the document of a listing, so there is none here.

use super::choice::{bits, is_anywhere, need_bits};
use super::lexicon::needs_of;
use super::sieve::{Cell, Key};
use super::words;
use crate::listing::{About, Listing, State};
use crate::oruk::v3;
use crate::session::Session;
use crate::uuid::Uuid;
use crate::venue::Venue;
use folkmoot_kernel::Date;
use folkmoot_register::postcode::Point;
use tantivy::TantivyDocument;
use tantivy::schema::{BytesOptions, FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;

/// Letters of a summary that are read: what stands behind them is small print.
const SUMMARY_READ: usize = 6_000;
/// A venue without a point, among points.
pub(super) const NOWHERE: u64 = u64::MAX;
/// An age that nobody reaches: no oldest age.
pub(super) const NO_OLDEST: u64 = 255;

/// Fields of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub id: Field,
    pub key: Field,
    pub name: Field,
    pub text: Field,
    place: Field,
    needs: Field,
    bits: Field,
    ages: Field,
    changed: Field,
    checked: Field,
    points: Field,
    when: Field,
}

/// A listing with what is said of whoever runs it.
#[derive(Debug, Clone)]
pub struct Shelved {
    pub listing: Listing,
    pub provider: Option<(Uuid, String)>,
}

impl Shelved {
    pub fn run_by(&self) -> &str {
        self.provider.as_ref().map_or("", |(_, name)| name)
    }
}

const READER: &str = "words";

pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let reading = TextFieldIndexing::default().set_tokenizer(READER).set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(reading);
    let fields = Fields {
        id: schema.add_u64_field("id", FAST | INDEXED),
        key: schema.add_bytes_field("key", BytesOptions::default().set_indexed()),
        name: schema.add_text_field("name", text.clone()),
        text: schema.add_text_field("text", text),
        place: schema.add_u64_field("place", FAST),
        needs: schema.add_u64_field("needs", FAST),
        bits: schema.add_u64_field("bits", FAST),
        ages: schema.add_u64_field("ages", FAST),
        changed: schema.add_u64_field("changed", FAST),
        checked: schema.add_u64_field("checked", FAST),
        points: schema.add_u64_field("points", FAST),
        when: schema.add_bytes_field("when", BytesOptions::default().set_fast()),
    };
    (schema.build(), fields)
}

pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(READER, words::analyzer());
    manager
}

/// As the index keeps a number that is never below nothing.
pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// Days since 1970.
pub(super) fn day_number(day: Date) -> u64 {
    let start = Date::new(1970, 1, 1).expect("1970 began on a day");
    unsigned(start.days_until(day))
}

pub(super) fn packed(point: Point) -> u64 {
    let up = |degrees: i64| unsigned(degrees + 180_000_000) & 0xffff_ffff;
    up(point.lat_u) << 32 | up(point.lon_u)
}

pub(super) fn unpacked(packed: u64) -> Option<Point> {
    let down = |half: u64| i64::try_from(half).unwrap_or(0) - 180_000_000;
    (packed != NOWHERE).then(|| Point { lat_u: down(packed >> 32), lon_u: down(packed & 0xffff_ffff) })
}

/// Sessions as one text, without what no question is about: what is alike is kept once.
fn when(about: &About) -> Vec<u8> {
    let sessions: Vec<Session> =
        about.sessions.iter().map(|session| Session { words: String::new(), venue: None, ..session.clone() }).collect();
    serde_json::to_vec(&sessions).unwrap_or_default()
}

/// Whether the index keeps it: what was never listed is nobody's business.
pub(super) fn is_kept(listing: &Listing) -> bool {
    listing.state() != State::Waiting
}

pub(super) fn document(fields: &Fields, shelved: &Shelved) -> TantivyDocument {
    let (listing, about) = (&shelved.listing, shelved.listing.about());
    let mut document = TantivyDocument::default();
    document.add_u64(fields.id, unsigned(listing.id().number()));
    document.add_u64(fields.changed, unsigned(listing.changed_at().ms()));
    if !listing.state().is_open() {
        document.add_bytes(fields.key, &Key::Gone.bytes());
        return document;
    }
    document.add_text(fields.name, &about.name);
    document.add_text(fields.text, told(about, shelved.run_by()));
    document.add_u64(fields.place, listing.place().map_or(0, |place| unsigned(place.number())));
    document.add_u64(fields.needs, need_bits(about));
    document.add_u64(fields.bits, bits(listing));
    let (from, to) = (about.whom.from_age, about.whom.to_age);
    document.add_u64(fields.ages, u64::from(from.unwrap_or(0)) << 8 | to.map_or(NO_OLDEST, u64::from));
    document.add_u64(fields.checked, listing.checked_on().map_or(0, day_number));
    for venue in &about.venues {
        document.add_u64(fields.points, venue.point().map_or(NOWHERE, packed));
    }
    if !about.sessions.is_empty() {
        document.add_bytes(fields.when, &when(about));
    }
    for key in keys(shelved) {
        document.add_bytes(fields.key, &key.bytes());
    }
    document
}

/// All words of a listing but its name.
pub(crate) fn told(about: &About, run_by: &str) -> String {
    let summary: String = about.summary.chars().take(SUMMARY_READ).collect();
    let mut parts = vec![&summary, &about.whom.words, &about.accreditations];
    parts.extend(about.venues.iter().flat_map(|venue| [&venue.name, &venue.town]));
    parts.extend(about.tags.iter().map(|tag| &tag.name));
    parts.extend(about.sessions.iter().map(|session| &session.words));
    parts.extend(about.areas.iter().map(|area| &area.name));
    let needs = about.needs.iter().map(|need| need.words());
    parts.into_iter().map(String::as_str).chain(needs).chain([run_by]).collect::<Vec<_>>().join("\n")
}

/// Everything it can be looked up by, each once.
fn keys(shelved: &Shelved) -> Vec<Key> {
    let (listing, about) = (&shelved.listing, shelved.listing.about());
    let mut keys = vec![Key::Open];
    keys.extend(listing.place().map(Key::Place));
    keys.extend(shelved.provider.iter().map(|(uuid, _)| Key::Provider(*uuid)));
    keys.extend(needs_of(about).into_iter().map(Key::Need));
    keys.extend(about.needs.iter().map(|need| Key::Term(v3::need_id(*need))));
    keys.extend((!about.needs.is_empty()).then(|| Key::List(v3::list_id(v3::NEEDS))));
    keys.extend(about.needs.iter().map(|need| Key::Code(need.key().to_owned())));
    keys.extend(about.tags.iter().flat_map(|tag| [Key::Term(v3::tag_id(tag)), Key::Code(tag.term.clone())]));
    keys.extend(about.tags.iter().map(|tag| Key::List(v3::list_id(v3::list_of(tag)))));
    keys.extend((0..about.venues.len()).map(|nth| Key::AtVenue(v3::at_location_id(listing, nth))));
    keys.extend((0..about.venues.len()).map(|nth| Key::Venue(v3::location_id(listing, nth))));
    keys.extend(about.languages.iter().map(|language| Key::Language(language.to_lowercase())));
    keys.extend(about.venues.iter().filter_map(Venue::point).map(|point| Key::Cell(Cell::of(point))));
    keys.extend(listing.place().filter(|_| is_anywhere(about)).map(Key::ComesTo));
    let codes = about.areas.iter().map(|area| &area.code).filter(|code| !code.is_empty());
    keys.extend(codes.clone().cloned().map(Key::Area));
    keys.extend((codes.count() == 0).then_some(Key::AnyArea));
    keys.sort();
    keys.dedup();
    keys
}
