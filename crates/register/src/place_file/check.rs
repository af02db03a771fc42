//! The part of JSON Schema that place.schema.json uses: enough to name each fault of a file in a sentence. What the
//! schema says and what is checked cannot drift apart, because there is only the schema.

use super::SCHEMA;
use crate::document::is_web_address;
use folkmoot_kernel::Date;
use serde_json::Value;
use std::fmt;

/// What is wrong, and where: "place.name is missing".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub spot: String,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spot = if self.spot.is_empty() { "the file" } else { &self.spot };
        write!(f, "{spot} {}", self.what)
    }
}

/// Everything in a file that does not fit the schema.
pub fn check(file: &Value) -> Vec<Fault> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("our schema is JSON; a test reads it");
    let mut faults = Vec::new();
    check_value(&schema, file, "", &mut faults);
    faults
}

fn check_value(schema: &Value, value: &Value, spot: &str, faults: &mut Vec<Fault>) {
    let mut fault = |what: String| faults.push(Fault { spot: spot.to_owned(), what });
    if let Some(wanted) = schema.get("const")
        && wanted != value
    {
        return fault(format!("is {value} and should be {wanted}"));
    }
    if let Some(allowed) = schema.get("enum").and_then(Value::as_array)
        && !allowed.contains(value)
    {
        let allowed: Vec<String> = allowed.iter().map(ToString::to_string).collect();
        return fault(format!("is {} and should be one of {}", short(value), allowed.join(", ")));
    }
    if let Some(kinds) = schema.get("type")
        && !fits_a_kind(kinds, value)
    {
        return fault(format!("should be {}", kind_words(kinds)));
    }
    match value {
        Value::String(text) => check_text(schema, text).into_iter().for_each(fault),
        Value::Number(_) => check_number(schema, value).into_iter().for_each(fault),
        Value::Array(items) => check_items(schema, items, spot, faults),
        Value::Object(_) => check_object(schema, value, spot, faults),
        Value::Null | Value::Bool(_) => {}
    }
}

fn fits_a_kind(kinds: &Value, value: &Value) -> bool {
    let fits = |kind: &Value| match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => false,
    };
    kinds.as_array().map_or_else(|| fits(kinds), |kinds| kinds.iter().any(fits))
}

fn kind_words(kinds: &Value) -> &'static str {
    let first = kinds.as_array().and_then(|kinds| kinds.first()).unwrap_or(kinds);
    match first.as_str() {
        Some("object") => "an object",
        Some("array") => "a list",
        Some("string") => "a text",
        Some("integer") => "a whole number",
        Some("boolean") => "true or false",
        _ => "something else",
    }
}

fn check_text(schema: &Value, text: &str) -> Option<String> {
    let limit = |name: &str| schema.get(name).and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
    let letters = text.trim().chars().count();
    match schema.get("format").and_then(Value::as_str) {
        Some("uri") if !is_web_address(text) => return Some("is no web address".to_owned()),
        Some("date") if text.parse::<Date>().is_err() => return Some("is no day, like 2026-11-24".to_owned()),
        _ => {}
    }
    match (limit("minLength"), limit("maxLength")) {
        (Some(_), _) if letters == 0 => Some("is empty".to_owned()),
        (Some(least), _) if letters < least => Some(format!("has {letters} letters and should have {least} or more")),
        (_, Some(most)) if letters > most => Some(format!("has {letters} letters and should have {most} at most")),
        _ => None,
    }
}

fn check_number(schema: &Value, value: &Value) -> Option<String> {
    let limit = |name: &str| schema.get(name).and_then(Value::as_i64);
    let number = value.as_i64()?;
    match (limit("minimum"), limit("maximum")) {
        (Some(least), _) if number < least => Some(format!("is {number} and should be {least} or more")),
        (_, Some(most)) if number > most => Some(format!("is {number} and should be {most} at most")),
        _ => None,
    }
}

fn check_items(schema: &Value, items: &[Value], spot: &str, faults: &mut Vec<Fault>) {
    let most = schema.get("maxItems").and_then(Value::as_u64).unwrap_or(u64::MAX);
    if u64::try_from(items.len()).is_ok_and(|count| count > most) {
        let what = format!("has {} entries and should have {most} at most", items.len());
        return faults.push(Fault { spot: spot.to_owned(), what });
    }
    let Some(of) = schema.get("items") else { return };
    for (at, item) in items.iter().enumerate() {
        check_value(of, item, &format!("{spot}[{at}]"), faults);
    }
}

fn check_object(schema: &Value, value: &Value, spot: &str, faults: &mut Vec<Fault>) {
    let inside = |name: &str| if spot.is_empty() { name.to_owned() } else { format!("{spot}.{name}") };
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    for name in required.filter(|name| value.get(name).is_none()) {
        faults.push(Fault { spot: inside(name), what: "is missing".to_owned() });
    }
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    for (name, of) in properties {
        if let Some(value) = value.get(name) {
            check_value(of, value, &inside(name), faults);
        }
    }
}

/// So that somebody's whole file does not come back in a sentence.
fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 40 { text } else { format!("{}…", text.chars().take(40).collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::neighbourhood::Stage;
    use crate::organisation::Sector;
    use crate::profile::{Accountable, Delegation, Employer, GovernanceModel, OutcomesFramework};

    /// The words of an `enum` in the schema, at a path of keys.
    fn words(path: &str) -> Vec<String> {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let list = schema.pointer(path).unwrap_or_else(|| panic!("{path}")).as_array().unwrap().clone();
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    fn keys<T: Copy>(all: &[T], key: fn(T) -> &'static str) -> Vec<String> {
        all.iter().map(|one| key(*one).to_owned()).collect()
    }

    #[test]
    fn the_schema_has_the_same_words_as_the_program() {
        let models = "/properties/governance/properties/models/items/enum";
        assert_eq!(words(models), keys(GovernanceModel::ALL, GovernanceModel::key));
        assert_eq!(words("/properties/leader/properties/employer/enum"), keys(Employer::ALL, Employer::key));
        assert_eq!(words("/properties/accountable/properties/is/enum"), keys(Accountable::ALL, Accountable::key));
        assert_eq!(words("/properties/delegation/properties/level/enum"), keys(Delegation::ALL, Delegation::key));
        assert_eq!(words("/properties/outcomes_framework/enum"), keys(OutcomesFramework::ALL, OutcomesFramework::key));
        let sectors = "/properties/partners/items/properties/sector/enum";
        assert_eq!(words(sectors), keys(Sector::ALL, Sector::key));
        let stages = "/properties/neighbourhoods/items/properties/stage/enum";
        assert_eq!(words(stages), keys(Stage::ALL, Stage::key));
        let kinds = "/properties/documents/items/properties/kind/enum";
        assert_eq!(words(kinds), keys(DocumentKind::ALL, DocumentKind::key));
    }

    #[test]
    fn every_word_that_the_schema_uses_is_checked() {
        const KNOWN: [&str; 15] = [
            "$schema",
            "title",
            "description",
            "type",
            "required",
            "properties",
            "items",
            "enum",
            "const",
            "format",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "maxItems",
        ];
        fn walk(schema: &Value, is_schema: bool) {
            for (key, inside) in schema.as_object().into_iter().flatten() {
                assert!(!is_schema || KNOWN.contains(&key.as_str()), "{key} is not checked");
                match key.as_str() {
                    "properties" if is_schema => walk(inside, false),
                    "items" if is_schema => walk(inside, true),
                    _ if !is_schema => walk(inside, true),
                    _ => {}
                }
            }
        }
        walk(&serde_json::from_str(SCHEMA).unwrap(), true);
    }
}
