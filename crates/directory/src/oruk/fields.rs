//! Objects of other people's standards, with the fields that have something in them.

use crate::uuid::Uuid;
use serde_json::{Map, Number, Value};

/// Fields that have something in them.
#[derive(Debug, Default)]
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub fn text(mut self, field: &str, text: &str) -> Self {
        if !text.is_empty() {
            self.0.insert(field.to_owned(), Value::String(text.to_owned()));
        }
        self
    }

    pub fn uuid(self, field: &str, uuid: Uuid) -> Self {
        self.text(field, &uuid.to_string())
    }

    pub fn value(mut self, field: &str, value: Option<Value>) -> Self {
        if let Some(value) = value {
            self.0.insert(field.to_owned(), value);
        }
        self
    }

    pub fn list(self, field: &str, list: Vec<Value>) -> Self {
        let list = (!list.is_empty()).then_some(Value::Array(list));
        self.value(field, list)
    }

    pub fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// A decimal number out of whole parts: 350 with two places is 3.5.
pub(super) fn decimal(parts: i64, places: u32) -> Option<Value> {
    let one = 10_i64.pow(places);
    let (sign, parts) = if parts < 0 { ("-", -parts) } else { ("", parts) };
    let width = usize::try_from(places).unwrap_or(0);
    let written = format!("{sign}{}.{:0width$}", parts / one, parts % one);
    let written = written.trim_end_matches('0').trim_end_matches('.');
    serde_json::from_str::<Number>(written).ok().map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_decimals() {
        let written = |parts: i64, places: u32| decimal(parts, places).unwrap().to_string();

        assert_eq!([written(350, 2), written(300, 2), written(5, 2), written(0, 2)], ["3.5", "3", "0.05", "0"]);
        assert_eq!(written(-2_587_910, 6), "-2.58791");
        assert_eq!(written(-910, 6), "-0.00091");
    }
}
