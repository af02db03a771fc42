//! Popolo 1.0.1 (sources.md#popolo): who sits where in one file of a place, and how its decisions were reached in another, as the
//! public sees it, whoever asks.

mod people;
mod votes;

use folkmoot_governance::acts::SEE_GOVERNANCE;
use folkmoot_register::acts::SEE_REGISTER;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::{PageError, Routes};
use serde_json::{Map, Value};

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/popolo.json", SEE_REGISTER, people::show).get(
        "/places/{place}/popolo-votes.json",
        SEE_GOVERNANCE,
        votes::show,
    )
}

async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

/// A thing with what is known of it: what is empty is left out.
fn thing<const N: usize>(parts: [(&str, Value); N]) -> Value {
    let empty = |value: &Value| value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty);
    let parts = parts.into_iter().filter(|(_, value)| !empty(value));
    Value::Object(parts.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
