//! Whether one thing has the fields that the standard asks for, each of its kind.

use crate::listing::about::is_email;
use crate::uuid::Uuid;
use folkmoot_kernel::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Which version a directory speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Version {
    #[serde(rename = "1.0")]
    First,
    #[serde(rename = "3.0")]
    Third,
}

impl Version {
    const fn key(self) -> &'static str {
        match self {
            Version::First => "1",
            Version::Third => "3",
        }
    }
    pub const fn words(self) -> &'static str {
        match self {
            Version::First => "1.0",
            Version::Third => "3.0",
        }
    }
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// "organization.url", "schedules.2.freq"
    pub at: String,
    pub what: &'static str,
    /// What stands there, shortened.
    pub was: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Text,
    Uuid,
    Uri,
    Email,
    Moment,
    Number,
    Whole,
    Flag,
    Words(Vec<String>),
    One(String),
    Many(String),
}

#[derive(Debug, Clone)]
struct Field {
    name: String,
    kind: Kind,
    needed: bool,
}

type Things = BTreeMap<String, Vec<Field>>;

static SHAPES: LazyLock<BTreeMap<String, Things>> = LazyLock::new(|| {
    let text: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("shape.toml")).unwrap_or_else(|why| panic!("shape.toml: {why}"));
    let things =
        |all: BTreeMap<String, String>| all.into_iter().map(|(name, fields)| (name, fields_of(&fields))).collect();
    text.into_iter().map(|(version, all)| (version, things(all))).collect()
});

fn fields_of(text: &str) -> Vec<Field> {
    let field = |part: &str| {
        let (name, kind) = part.trim().split_once(' ').unwrap_or_else(|| panic!("shape.toml: {part:?} has no kind"));
        let (kind, needed) = kind.strip_suffix('!').map_or((kind, false), |kind| (kind, true));
        Field { name: name.to_owned(), kind: kind_of(kind), needed }
    };
    text.split(',').map(field).collect()
}

fn kind_of(text: &str) -> Kind {
    match text {
        "text" => Kind::Text,
        "uuid" => Kind::Uuid,
        "uri" => Kind::Uri,
        "email" => Kind::Email,
        "moment" => Kind::Moment,
        "number" => Kind::Number,
        "whole" => Kind::Whole,
        "flag" => Kind::Flag,
        list if list.starts_with('[') => Kind::Many(list.trim_matches(['[', ']']).to_owned()),
        words if words.contains('|') => Kind::Words(words.split('|').map(|word| word.replace('+', " ")).collect()),
        thing => Kind::One(thing.to_owned()),
    }
}

/// What is wrong with a thing, in the order of its fields.
pub fn faults(version: Version, thing: &str, value: &Value) -> Vec<Fault> {
    let mut found = Vec::new();
    look(&SHAPES[version.key()], thing, value, "", &mut found);
    found
}

fn look(things: &Things, thing: &str, value: &Value, at: &str, found: &mut Vec<Fault>) {
    let Some(fields) = value.as_object() else {
        found.push(fault(at, "an object is needed here", value));
        return;
    };
    for field in things.get(thing).into_iter().flatten() {
        let here = if at.is_empty() { field.name.clone() } else { format!("{at}.{}", field.name) };
        match fields.get(&field.name) {
            None if field.needed => found.push(fault(&here, "this is needed and is not there", &Value::Null)),
            None => {}
            Some(value) => look_at(things, &field.kind, value, &here, found),
        }
    }
}

fn look_at(things: &Things, kind: &Kind, value: &Value, at: &str, found: &mut Vec<Fault>) {
    let text = |fits: fn(&str) -> bool| value.as_str().is_some_and(fits);
    let wrong = match kind {
        Kind::One(thing) => return look(things, thing, value, at, found),
        Kind::Many(thing) => match value.as_array() {
            Some(all) => {
                return all
                    .iter()
                    .enumerate()
                    .for_each(|(nth, one)| look(things, thing, one, &format!("{at}.{nth}"), found));
            }
            None => Some("a list is needed here"),
        },
        Kind::Text => (!value.is_string()).then_some("words are needed here, between quotation marks"),
        Kind::Uuid => (!text(|text| text.parse::<Uuid>().is_ok()))
            .then_some("an id like 86cf2e63-7ba2-4b86-9942-bcd99a394ea1 is needed"),
        Kind::Uri => (!text(is_uri)).then_some(
            "a whole web address is needed, with https:// in front; leave the field out where there is none",
        ),
        Kind::Email => {
            (!text(is_email)).then_some("an e-mail address is needed; leave the field out where there is none")
        }
        Kind::Moment => {
            (!text(|text| text.parse::<Timestamp>().is_ok())).then_some("a moment like 2026-11-28T09:00:00Z is needed")
        }
        Kind::Number => (!value.is_number()).then_some("a number is needed, without quotation marks"),
        Kind::Whole => (!value.is_u64()).then_some("a whole number is needed, without quotation marks"),
        Kind::Flag => (!value.is_boolean()).then_some("true or false is needed, without quotation marks"),
        Kind::Words(words) => {
            let known = value.as_str().is_some_and(|text| words.iter().any(|word| word == text));
            (!known).then_some("only the words of the standard may stand here; leave the field out where none fits")
        }
    };
    found.extend(wrong.map(|what| fault(at, what, value)));
}

/// Letters of what stands there that are shown.
const SHOWN: usize = 60;

fn fault(at: &str, what: &'static str, value: &Value) -> Fault {
    let was = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        other => other.to_string(),
    };
    Fault { at: at.to_owned(), what, was: was.chars().take(SHOWN).collect() }
}

/// A scheme, a colon, and something behind it that needs no escaping. (sources.md#uri)
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
    let in_scheme = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(in_scheme)
        && rest.bytes().all(plain)
}
