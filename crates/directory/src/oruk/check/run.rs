//! Asks a directory everything that the standard has, and says what it found.

use super::behaviour;
use super::shape::{Fault, Version, faults};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::future::Future;

/// Things of one list whose own address is asked.
const DETAILS: usize = 5;
/// Places of the same fault that are named.
const PLACES: usize = 3;

/// What a directory answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub code: u16,
    /// Empty where it was no JSON.
    pub body: Value,
    /// Whether a page of another site may read it.
    pub open: bool,
}

/// Somebody's directory. Paths begin with "/" and stand below its address.
pub trait Source: Sync {
    fn ask(&self, path: &str) -> impl Future<Output = Result<Answer, String>> + Send;
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Good,
    /// The standard asks for it and does not insist.
    Warning,
    /// Whoever reads the directory by the standard will fail.
    Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What is sent.
    Shape,
    /// What is done.
    Behaviour,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub kind: Kind,
    pub level: Level,
    /// The address, or the parameter.
    pub at: String,
    pub words: String,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub version: Version,
    /// Things that were looked at.
    pub looked_at: u64,
    pub findings: Vec<Finding>,
}

impl Checked {
    /// The worst of one kind.
    pub fn worst(&self, kind: Kind) -> Level {
        let levels = self.findings.iter().filter(|one| one.kind == kind).map(|one| one.level);
        levels.max().unwrap_or(Level::Good)
    }

    pub(super) fn add(&mut self, kind: Kind, level: Level, at: &str, words: impl Into<String>) {
        self.findings.push(Finding { kind, level, at: at.to_owned(), words: words.into() });
    }
}

/// An endpoint: its address, what its things are, and whether the standard insists on it.
pub(super) struct Endpoint {
    pub path: &'static str,
    pub thing: &'static str,
    pub needed: bool,
}

const fn endpoint(path: &'static str, thing: &'static str, needed: bool) -> Endpoint {
    Endpoint { path, thing, needed }
}

const THIRD: [Endpoint; 4] = [
    endpoint("/services", "service", true),
    endpoint("/service_at_locations", "service_at_location", false),
    endpoint("/taxonomies", "taxonomy", false),
    endpoint("/taxonomy_terms", "taxonomy_term", false),
];
const FIRST: [Endpoint; 4] = [
    endpoint("/services", "service", true),
    endpoint("/organizations", "organization", false),
    endpoint("/locations", "location", false),
    endpoint("/taxonomies", "taxonomy", false),
];

/// Names of the fields of a page.
pub(super) struct Names {
    pub total: &'static str,
    pub pages: &'static str,
    pub page: &'static str,
    pub size: &'static str,
    pub contents: [&'static str; 2],
}

pub(super) const fn names(version: Version) -> Names {
    match version {
        Version::First => Names {
            total: "totalElements",
            pages: "totalPages",
            page: "number",
            size: "size",
            contents: ["content", "contents"],
        },
        Version::Third => Names {
            total: "total_items",
            pages: "total_pages",
            page: "page_number",
            size: "size",
            contents: ["contents", "content"],
        },
    }
}

impl Names {
    pub fn things<'a>(&self, body: &'a Value) -> Option<&'a Vec<Value>> {
        self.contents.iter().find_map(|name| body.get(*name)?.as_array())
    }
    pub fn number(body: &Value, name: &str) -> Option<u64> {
        body.get(name)?.as_u64()
    }
}

/// A whole directory.
pub async fn check_feed(source: &impl Source) -> Checked {
    let about = source.ask("/").await;
    let says_third = about.as_ref().is_ok_and(|answer| answer.body.get("version").is_some());
    let first = source.ask("/services").await;
    let pages_of_first = first.as_ref().is_ok_and(|answer| answer.body.get("totalElements").is_some());
    let version = if !says_third && pages_of_first { Version::First } else { Version::Third };
    let mut checked = Checked { version, looked_at: 0, findings: Vec::new() };
    if version == Version::Third {
        look_at_about(&mut checked, about);
    }
    let endpoints = if version == Version::Third { &THIRD } else { &FIRST };
    for endpoint in endpoints {
        look_at(source, &mut checked, endpoint).await;
    }
    behaviour::check(source, &mut checked).await;
    checked
}

/// Services of a file, each looked at by itself.
pub fn check_services(version: Version, services: &[Value]) -> Checked {
    let mut checked = Checked { version, looked_at: 0, findings: Vec::new() };
    let mut wrong = Wrong::default();
    for (nth, service) in services.iter().enumerate() {
        wrong.take(&format!("service {}", nth + 1), faults(version, "service", service));
        checked.looked_at += 1;
    }
    wrong.tell(&mut checked, "services", Level::Fault);
    if services.is_empty() {
        checked.add(Kind::Shape, Level::Warning, "services", "There is none, so nothing could be looked at.");
    }
    checked
}

fn look_at_about(checked: &mut Checked, about: Result<Answer, String>) {
    match about {
        Err(why) => checked.add(Kind::Shape, Level::Fault, "/", why),
        Ok(answer) if answer.code != 200 => {
            checked.add(
                Kind::Shape,
                Level::Fault,
                "/",
                format!("It answered with the code {}; 200 is needed.", answer.code),
            );
        }
        Ok(answer) => {
            let mut wrong = Wrong::default();
            wrong.take("/", faults(Version::Third, "about", &answer.body));
            wrong.tell(checked, "/", Level::Fault);
            if !answer.open {
                checked.add(
                    Kind::Behaviour,
                    Level::Warning,
                    "/",
                    "Pages of other sites may not read it: send the header Access-Control-Allow-Origin: *",
                );
            }
        }
    }
}

/// The first page of a list, the one in the middle and the last; and some of its things by themselves.
async fn look_at(source: &impl Source, checked: &mut Checked, endpoint: &Endpoint) {
    let level = if endpoint.needed { Level::Fault } else { Level::Warning };
    let names = names(checked.version);
    let mut pages = vec![1];
    let mut ids = Vec::new();
    let mut wrong = Wrong::default();
    let mut at = 0;
    while let Some(number) = pages.get(at).copied() {
        let path = if number == 1 { endpoint.path.to_owned() } else { format!("{}?page={number}", endpoint.path) };
        let body = match fetched(source, &path).await {
            Ok(body) => body,
            Err(why) => return checked.add(Kind::Shape, level, &path, why),
        };
        wrong.take(&path, faults(checked.version, "page", &body));
        let Some(things) = names.things(&body) else {
            return checked.add(Kind::Shape, level, &path, format!("It has no list “{}”.", names.contents[0]));
        };
        for thing in things {
            let id = thing.get("id").and_then(Value::as_str).unwrap_or_default();
            wrong.take(&format!("{path} {id}"), faults(checked.version, endpoint.thing, thing));
            ids.push(id.to_owned());
            checked.looked_at += 1;
        }
        if at == 0 {
            let last = Names::number(&body, names.pages).unwrap_or(1);
            pages.extend([last / 2, last].into_iter().filter(|page| *page > 1));
            pages.dedup();
            if things.is_empty() {
                checked.add(
                    Kind::Shape,
                    Level::Warning,
                    endpoint.path,
                    "The list is empty, so nothing of it could be looked at.",
                );
            }
        }
        at += 1;
    }
    for id in ids.into_iter().filter(|id| !id.is_empty()).take(DETAILS) {
        let path = format!("{}/{id}", endpoint.path);
        match fetched(source, &path).await {
            Ok(body) => wrong.take(&path, faults(checked.version, endpoint.thing, &body)),
            Err(why) => checked.add(Kind::Shape, level, &path, why),
        }
    }
    wrong.tell(checked, endpoint.path, level);
}

pub(super) async fn fetched(source: &impl Source, path: &str) -> Result<Value, String> {
    let answer = source.ask(path).await?;
    match (answer.code, &answer.body) {
        (200, Value::Null) => Err("It did not answer with JSON.".to_owned()),
        (200, _) => Ok(answer.body),
        (404, _) => Err("It is not there (the code is 404).".to_owned()),
        (code, _) => Err(format!("It answered with the code {code}; 200 is needed.")),
    }
}

/// Faults that are alike are told once, with how many there are and where the first stand.
#[derive(Debug, Default)]
struct Wrong(BTreeMap<(String, &'static str), Alike>);

#[derive(Debug, Default)]
struct Alike {
    count: u64,
    places: Vec<String>,
    was: String,
}

impl Wrong {
    fn take(&mut self, place: &str, faults: Vec<Fault>) {
        for fault in faults {
            // The nth of a list is like every other.
            let at: Vec<&str> = fault.at.split('.').filter(|part| part.parse::<u32>().is_err()).collect();
            let alike = self.0.entry((at.join("."), fault.what)).or_default();
            alike.count += 1;
            if alike.places.len() < PLACES && !alike.places.iter().any(|known| known == place) {
                alike.places.push(place.to_owned());
            }
            if alike.was.is_empty() {
                alike.was = fault.was;
            }
        }
    }

    fn tell(self, checked: &mut Checked, at: &str, level: Level) {
        for ((field, what), alike) in self.0 {
            let was = if alike.was.is_empty() { String::new() } else { format!(" There stands “{}”.", alike.was) };
            let times = if alike.count == 1 { "Once".to_owned() } else { format!("{} times", alike.count) };
            let field = if field.is_empty() { "The thing itself" } else { &field };
            let words = format!("{field}: {what}.{was} {times}, first at {}.", alike.places.join(", "));
            checked.add(Kind::Shape, level, at, words);
        }
    }
}
