//! One thing of OParl: an address, a type and what is known; what is not known is left out.

use folkmoot_kernel::Timestamp;
use serde_json::{Map, Value};

/// Where the standard's types are named.
pub(super) const SCHEMA: &str = "https://schema.oparl.org/1.1/";

/// What is found at an address of its own. Packs and minutes are files as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Organization,
    Person,
    Membership,
    Meeting,
    Location,
    AgendaItem,
    Paper,
    Consultation,
    File,
    Pack,
    Minutes,
}

impl Kind {
    /// Those of which every place has a list.
    const LISTED: [Kind; 8] = [
        Kind::Organization,
        Kind::Person,
        Kind::Membership,
        Kind::Meeting,
        Kind::AgendaItem,
        Kind::Paper,
        Kind::Consultation,
        Kind::File,
    ];

    pub(super) fn listed(path: &str) -> Option<Self> {
        Self::LISTED.into_iter().find(|kind| kind.path() == path)
    }

    pub(super) const fn path(self) -> &'static str {
        match self {
            Kind::Organization => "organizations",
            Kind::Person => "people",
            Kind::Membership => "memberships",
            Kind::Meeting => "meetings",
            Kind::Location => "locations",
            Kind::AgendaItem => "agenda-items",
            Kind::Paper => "papers",
            Kind::Consultation => "consultations",
            Kind::File => "files",
            Kind::Pack => "packs",
            Kind::Minutes => "minutes",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Kind::Organization => "Organization",
            Kind::Person => "Person",
            Kind::Membership => "Membership",
            Kind::Meeting => "Meeting",
            Kind::Location => "Location",
            Kind::AgendaItem => "AgendaItem",
            Kind::Paper => "Paper",
            Kind::Consultation => "Consultation",
            Kind::File | Kind::Pack | Kind::Minutes => "File",
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn new(kind: Kind, address: String) -> Self {
        Self::of(kind.name(), address)
    }

    pub(super) fn of(name: &str, address: String) -> Self {
        let empty = Self(Map::new());
        empty.put("id", address).put("type", format!("{SCHEMA}{name}"))
    }

    /// Says something, unless it says nothing.
    pub(super) fn put(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let says_nothing = match &value {
            Value::Null => true,
            Value::String(words) => words.is_empty(),
            Value::Array(all) => all.is_empty(),
            _ => false,
        };
        if !says_nothing {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    pub(super) fn with(self, key: &str, one: Option<Object>) -> Self {
        self.put(key, one.map(Object::value))
    }

    pub(super) fn with_all(self, key: &str, all: Vec<Object>) -> Self {
        self.put(key, all.into_iter().map(Object::value).collect::<Vec<_>>())
    }

    /// Lists that the standard wants even where they are empty.
    pub(super) fn with_empty(mut self, key: &str) -> Self {
        self.0.insert(key.to_owned(), Value::Array(Vec::new()));
        self
    }

    pub(super) fn dated(self, created: Timestamp, modified: Timestamp) -> Self {
        self.put("created", created.rfc3339()).put("modified", modified.max(created).rfc3339())
    }

    pub(super) fn value(self) -> Value {
        Value::Object(self.0)
    }

    /// Without the things inside it, where who asks wants none: they have addresses of their own.
    pub(super) fn shown(mut self, omit_internal: bool) -> Value {
        let internal = |value: &Value| match value {
            Value::Object(_) => true,
            Value::Array(all) => all.iter().any(Value::is_object),
            _ => false,
        };
        if omit_internal {
            self.0.retain(|_, value| !internal(value));
        }
        self.value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let one = Object::new(Kind::Paper, "https://x.example/oparl/papers/1".to_owned());

        let told = one.put("name", "").put("reference", Value::Null).put("date", "2026-01-02").value();

        assert_eq!(
            told.to_string(),
            r#"{"id":"https://x.example/oparl/papers/1","type":"https://schema.oparl.org/1.1/Paper","date":"2026-01-02"}"#
        );
    }

    #[test]
    fn who_wants_nothing_inside_gets_addresses_only() {
        let inside = Object::new(Kind::File, "f".to_owned());
        let one = Object::new(Kind::Paper, "p".to_owned()).put("body", "b").with("mainFile", Some(inside.clone()));
        let one = one.with_all("auxiliaryFile", vec![inside]);

        let keys = |value: Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();

        assert_eq!(keys(one.clone().shown(true)), ["id", "type", "body"]);
        assert_eq!(keys(one.shown(false)), ["id", "type", "body", "mainFile", "auxiliaryFile"]);
    }
}
