//! A file in Popolo (sources.md#popolo) as the same table: a row for each membership, and one for each post that nobody holds.

use super::Column;
use folkmoot_kernel::rows::Column as _;
use folkmoot_kernel::{Date, Role};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Why a file is no table of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPopolo {
    #[error("this is no JSON file")]
    NotJson,
    #[error("this file has no memberships and no posts, as Popolo calls them")]
    Nothing,
}

/// Most rows. More are for the one who reads the table to refuse.
const ROWS_MAX: usize = 10_000;

/// The heading, then the rows: each with its number in the file and its cells.
pub fn table_of(json: &str) -> Result<Vec<(usize, Vec<String>)>, NotPopolo> {
    let file: Value = serde_json::from_str(json).map_err(|_| NotPopolo::NotJson)?;
    let file = Popolo::of(&file);
    let mut rows: Vec<Vec<String>> = file.memberships.iter().map(|one| file.row(one)).collect();
    let held: BTreeSet<&str> = file.memberships.iter().filter_map(|one| one["post_id"].as_str()).collect();
    let vacant = file.posts.iter().filter(|(id, _)| !held.contains(*id));
    rows.extend(vacant.map(|(_, post)| file.vacant(post)));
    rows.truncate(ROWS_MAX);
    if rows.is_empty() {
        return Err(NotPopolo::Nothing);
    }
    let head = Column::ALL.iter().map(|column| column.words().to_owned()).collect();
    Ok(std::iter::once((0, head)).chain((1..).zip(rows)).collect())
}

/// Things of the file by their ids, wherever they stand in it.
struct Popolo<'f> {
    persons: BTreeMap<&'f str, &'f Value>,
    organizations: BTreeMap<&'f str, &'f Value>,
    posts: BTreeMap<&'f str, &'f Value>,
    memberships: Vec<Value>,
}

fn list<'f>(of: &'f Value, key: &str) -> &'f [Value] {
    of[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn by_id(all: &[Value]) -> BTreeMap<&str, &Value> {
    all.iter().filter_map(|one| one["id"].as_str().map(|id| (id, one))).collect()
}

impl<'f> Popolo<'f> {
    fn of(file: &'f Value) -> Self {
        let (persons, organizations) = (list(file, "persons"), list(file, "organizations"));
        let mut posts = by_id(list(file, "posts"));
        posts.extend(organizations.iter().flat_map(|one| by_id(list(one, "posts"))));
        let mut memberships = list(file, "memberships").to_vec();
        // Inside a person or an organization, a membership need not say whose it is.
        for (key, owners) in [("person_id", persons), ("organization_id", organizations)] {
            for owner in owners {
                memberships.extend(list(owner, "memberships").iter().map(|one| owned(one, key, &owner["id"])));
            }
        }
        Self { persons: by_id(persons), organizations: by_id(organizations), posts, memberships }
    }

    /// What a membership names: inside it, or by its id.
    fn found<'v>(&self, one: &'v Value, key: &str, all: &BTreeMap<&str, &'v Value>) -> &'v Value
    where
        'f: 'v,
    {
        if one[key].is_object() {
            return &one[key];
        }
        one[format!("{key}_id")].as_str().and_then(|id| all.get(id)).copied().unwrap_or(&Value::Null)
    }

    fn row(&self, one: &Value) -> Vec<String> {
        let person = self.found(one, "person", &self.persons);
        let post = self.found(one, "post", &self.posts);
        let mut body = self.found(one, "organization", &self.organizations);
        if body.is_null() {
            body = self.found(post, "organization", &self.organizations);
        }
        let role = word(&one["role"]);
        let (deputy, role) = match role.split_once(':') {
            Some((first, rest)) if first.eq_ignore_ascii_case("deputy") => (true, rest.trim()),
            _ => (false, role),
        };
        let known = Role::ALL.into_iter().find(|own| own.words().eq_ignore_ascii_case(role));
        let title = [word(&post["label"]), word(&one["label"]), word(&post["role"]), role];
        let cell = |column: Column| match column {
            Column::Body => word(&body["name"]).to_owned(),
            Column::Seat => title.into_iter().find(|words| !words.is_empty()).unwrap_or("Member").to_owned(),
            Column::Role => known.map_or("", Role::words).to_owned(),
            Column::Votes => votes(&one["voting_right"]).to_owned(),
            Column::Organisation => word(&self.found(one, "on_behalf_of", &self.organizations)["name"]).to_owned(),
            Column::Name => word(&person["name"]).to_owned(),
            Column::Email => email(person).to_owned(),
            Column::Holds => if deputy { "deputy" } else { "holder" }.to_owned(),
            Column::From => first_day(word(&one["start_date"])),
            Column::Until => last_day(word(&one["end_date"])),
        };
        Column::ALL.iter().copied().map(cell).collect()
    }

    fn vacant(&self, post: &Value) -> Vec<String> {
        let mut row = self.row(&serde_json::json!({ "post": post }));
        row.truncate(3);
        row
    }
}

fn owned(one: &Value, key: &str, id: &Value) -> Value {
    let mut one = one.clone();
    if one[key].is_null()
        && let Value::Object(parts) = &mut one
    {
        parts.insert(key.to_owned(), id.clone());
    }
    one
}

fn word(value: &Value) -> &str {
    value.as_str().map_or("", str::trim)
}

fn votes(value: &Value) -> &'static str {
    match value {
        Value::Bool(true) => "yes",
        Value::Bool(false) => "no",
        _ => "",
    }
}

fn email(person: &Value) -> &str {
    let contact = || {
        let contacts = list(person, "contact_details").iter();
        contacts.filter(|one| one["type"] == "email").map(|one| word(&one["value"])).next()
    };
    Some(word(&person["email"])).filter(|email| !email.is_empty()).or_else(contact).unwrap_or("")
}

/// "2013" and "2013-05" begin with their first day; a moment is its day.
fn first_day(written: &str) -> String {
    match written.len() {
        4 => format!("{written}-01-01"),
        7 => format!("{written}-01"),
        _ => written.chars().take(10).collect(),
    }
}

/// "2013" and "2013-05" end with their last.
fn last_day(written: &str) -> String {
    let month = match written.len() {
        4 => format!("{written}-12"),
        7 => written.to_owned(),
        _ => return written.chars().take(10).collect(),
    };
    let first: Option<Date> = format!("{month}-01").parse().ok();
    let next = first.map(|day| day.plus_days(31)).and_then(|day| Date::new(day.year(), day.month(), 1).ok());
    next.map_or_else(|| written.to_owned(), |day| day.plus_days(-1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(json: &str) -> Vec<String> {
        table_of(json).unwrap().into_iter().skip(1).map(|(line, row)| format!("{line} {}", row.join("|"))).collect()
    }

    #[test]
    fn memberships_and_vacant_posts_are_rows() {
        let file = r#"{
          "persons": [{ "id": "p", "name": "Ann Lee", "email": "ann@x.example" }],
          "organizations": [{ "id": "b", "name": "Board" }, { "id": "t", "name": "Vale Trust" }],
          "posts": [{ "id": "1", "label": "Director", "organization_id": "b" },
                    { "id": "2", "label": "Treasurer", "organization_id": "b" }],
          "memberships": [{ "person_id": "p", "post_id": "1", "role": "Deputy: Chair", "on_behalf_of_id": "t",
                            "start_date": "2025", "end_date": "2026-02", "voting_right": true }]
        }"#;

        assert_eq!(
            cells(file),
            [
                "1 Board|Director|Chair|yes|Vale Trust|Ann Lee|ann@x.example|deputy|2025-01-01|2026-02-28",
                "2 Board|Treasurer|"
            ]
        );
    }

    #[test]
    fn what_stands_inside_needs_no_id() {
        let file = r#"{ "persons": [{ "id": "p", "name": "Ben", "contact_details": [{ "type": "email", "value": "b@x.example" }],
          "memberships": [{ "organization": { "name": "Forum" }, "role": "Baker", "start_date": "2026-03-02T10:00Z" }] }] }"#;

        assert_eq!(cells(file), ["1 Forum|Baker||||Ben|b@x.example|holder|2026-03-02|"]);
    }

    #[test]
    fn what_is_something_else_is_refused() {
        assert_eq!(table_of("Body,Seat"), Err(NotPopolo::NotJson));
        assert_eq!(table_of("[1]"), Err(NotPopolo::Nothing));
        assert_eq!(table_of("{}"), Err(NotPopolo::Nothing));
        assert_eq!(table_of(&"[".repeat(100_000)), Err(NotPopolo::NotJson));
        // What is no membership becomes rows without words, which the table then refuses by number.
        assert_eq!(cells(r#"{ "memberships": [1, "x", []], "persons": { "id": 1 }, "posts": "none" }"#).len(), 3);
    }
}
