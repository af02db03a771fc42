//! Requests that nobody would make, thousands of them, as anybody: every address of the program's own list, with values of every kind in
//! paths, queries and forms. No answer is a fault, and nothing that was typed becomes part of a page.

use crate::rights::{Somebody, ground};
use folkmoot_web::Route;
use folkmoot_web::testing::TestPage;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;
use std::fmt::Write;

/// In every run; `FOLKMOOT_TEST_STORM` says otherwise, and script/torture does.
const REQUESTS: usize = 1_500;

/// What people type who mean harm, and people who mean none.
const HOSTILE: [&str; 24] = [
    "'\"><xx-h onxx=1>&amp;{{7*7}}",
    "</textarea></script><xx-h>",
    "' or 1=1; drop table register_person; --",
    "%' escape '!",
    "\u{0}\u{1}\u{7f}",
    "\u{202e}\u{200f}\u{feff}",
    "Zoë Ångström 日本語 👩‍👩‍👧",
    "../../../../etc/passwd",
    "javascript:alert(1)",
    "//evil.example/\\",
    "=cmd|' /C calc'!A0",
    "-1",
    "0",
    "9223372036854775808",
    "1e400",
    "NaN",
    "0x10",
    "2026-02-30",
    "9999-12-31",
    "-0001-01-01",
    "\r\nset-cookie: a=b",
    "   ",
    "",
    "a,b;c\td\n\"e\"",
];
/// What a form may mean.
const PLAIN: [&str; 12] = [
    "A thing",
    "asha@people.example",
    "1",
    "12",
    "2",
    "2026",
    "2027",
    "https://oxmoor.example/a",
    "10:30",
    "500.25",
    "0",
    "true",
];
/// Nobody's client writes a longer address: the library that reads them takes 65,534 bytes.
const ADDRESS_MAX: usize = 60_000;
/// What addresses of the site ask with, and what they do not.
const QUERIES: [&str; 22] = [
    "q",
    "page",
    "after",
    "before",
    "state",
    "from",
    "until",
    "on",
    "copy",
    "next",
    "sort",
    "place",
    "format",
    "size",
    "kind",
    "year",
    "with",
    "body",
    "organisation",
    "limit",
    "offset",
    "nothing",
];

struct Storm<'a> {
    rng: StdRng,
    everybody: &'a [Somebody],
    routes: &'a [Route],
    examples: &'a BTreeMap<(&'static str, &'static str), String>,
}

#[tokio::test]
async fn no_request_is_a_fault_and_nothing_typed_becomes_part_of_a_page() {
    let seed = std::env::var("FOLKMOOT_TEST_SEED").map_or_else(|_| rand::random(), |text| text.parse().unwrap());
    let requests = std::env::var("FOLKMOOT_TEST_STORM").map_or(REQUESTS, |text| text.parse().unwrap());
    let ground = ground().await;
    let rng = StdRng::seed_from_u64(seed);
    let mut storm = Storm { rng, everybody: &ground.everybody, routes: &ground.routes, examples: ground.examples };
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();

    for nth in 0..requests {
        let (what, page) = storm.one().await;
        assert!(
            page.status < 500,
            "{what} was answered {}: request {nth} of seed {seed}\n{}",
            page.status,
            page.text()
        );
        assert!(
            !page.is_html() || page.all("xx-h, [onxx]").is_empty(),
            "{what}: request {nth} of seed {seed}\n{}",
            page.text()
        );
        *statuses.entry(page.status).or_default() += 1;
    }

    println!("figure: {requests} requests, seed {seed}: {statuses:?}");
    assert!(statuses.get(&200).is_some_and(|times| *times > requests / 20), "{statuses:?}");
    assert!(statuses.get(&303).is_some_and(|times| *times > requests / 100), "{statuses:?}");
}

impl Storm<'_> {
    async fn one(&mut self) -> (String, TestPage) {
        let one = self.everybody.choose(&mut self.rng).unwrap();
        // Whoever signs out is no longer who they were.
        let route = loop {
            let route = self.routes.choose(&mut self.rng).unwrap();
            if route.path != "/sign-out" && !route.path.starts_with("/sessions") && route.path != "/passkeys/add" {
                break route;
            }
        };
        let path = self.path(route);
        let what = format!("{} {path} as {}", route.method, one.name);
        if route.method != "POST" {
            return (what, one.app.get(&path).await);
        }
        let plain = path.split('?').next().unwrap_or_default().to_owned();
        let fields = match self.rng.random_bool(0.8) {
            true => self.filled(&one.app.get(&plain).await),
            false => self.made_up(),
        };
        let borrowed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        (format!("{what} with {fields:?}"), one.app.post_raw(&plain, &borrowed).await)
    }

    /// An address that there is, or one of its shape; with a query or without.
    fn path(&mut self, route: &Route) -> String {
        let example = self.examples.get(&(route.method, route.path)).or(self.examples.get(&("GET", route.path)));
        let mut path = match example {
            Some(there) if self.rng.random_bool(0.75) => there.clone(),
            _ => self.of_this_shape(route.path),
        };
        for nth in 0..self.rng.random_range(0..3) {
            let (name, value) = (*QUERIES.choose(&mut self.rng).unwrap(), self.value());
            write!(path, "{}{name}={}", if nth == 0 { '?' } else { '&' }, escaped(&value)).unwrap();
        }
        path.truncate(ADDRESS_MAX);
        path
    }

    fn of_this_shape(&mut self, pattern: &str) -> String {
        let parts = pattern.split('/').map(|part| match part.split_once('{') {
            Some((before, rest)) => {
                let after = rest.split_once('}').map_or("", |(_, after)| after);
                let value = escaped(&self.value());
                format!("{before}{}{after}", if value.is_empty() { "x" } else { &value })
            }
            None => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    }

    fn value(&mut self) -> String {
        match self.rng.random_range(0..10) {
            0..=4 => (*HOSTILE.choose(&mut self.rng).unwrap()).to_owned(),
            5..=7 => (*PLAIN.choose(&mut self.rng).unwrap()).to_owned(),
            8 => "long ".repeat(self.rng.random_range(1..2_000)),
            _ => folkmoot_kernel::Id::<()>::from_number(self.rng.random_range(0..i64::MAX)).to_string(),
        }
    }

    /// The fields of a form: most of them with something that the form offers, the rest with anything.
    fn filled(&mut self, form: &TestPage) -> Vec<(String, String)> {
        let pairs = |selector: &str| {
            let (names, values) = (form.attributes(selector, "name"), form.attributes(selector, "value"));
            names.into_iter().zip(values).collect::<Vec<_>>()
        };
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        fields.extend(pairs("main input[type=hidden][value]").into_iter().filter(|(name, _)| !name.starts_with('_')));
        for (name, value) in pairs("main input[type=radio][value], main input[type=checkbox][value]") {
            if self.rng.random_bool(0.4) || !fields.contains_key(&name) {
                fields.insert(name, value);
            }
        }
        let options = form.attributes("main select option", "value");
        for name in form.attributes("main select", "name") {
            let value = options.choose(&mut self.rng).cloned().unwrap_or_default();
            fields.insert(name, value);
        }
        for name in form
            .attributes("main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), main textarea", "name")
        {
            let value = self.value();
            fields.insert(name, value);
        }
        fields
            .into_iter()
            .map(|(name, value)| if self.rng.random_bool(0.03) { (name, self.value()) } else { (name, value) })
            .collect()
    }

    fn made_up(&mut self) -> Vec<(String, String)> {
        (0..self.rng.random_range(0..6)).map(|_| (self.value().trim().to_owned(), self.value())).collect()
    }
}

/// As an address takes it.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        write!(all, "%{byte:02X}").unwrap();
        all
    })
}
