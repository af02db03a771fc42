//! The register of interests, interests on an item, the glossary, and shares of agendas; and what items and decisions show of them.

pub(crate) mod checks;
mod glossary;
pub(crate) mod item;
pub(crate) mod names;
pub(crate) mod of_item;
mod own;
mod register;
mod shares;

use crate::acts::{RULE_ON_INTERESTS, SEE_GOVERNANCE, SEE_MINE};
use folkmoot_web::Routes;

pub(crate) use glossary::summary;
pub(crate) use names::Names;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/interests", SEE_GOVERNANCE, register::show)
        .get("/places/{place}/interests.csv", SEE_GOVERNANCE, register::csv)
        .get("/places/{place}/interests.xlsx", SEE_GOVERNANCE, register::xlsx)
        .get("/places/{place}/interests.json", SEE_GOVERNANCE, register::json)
        .get("/interests", SEE_MINE, own::show)
        .get("/items/{item}/interests", RULE_ON_INTERESTS, of_item::show)
        .get("/places/{place}/glossary", SEE_GOVERNANCE, glossary::show)
        .get("/places/{place}/glossary.csv", SEE_GOVERNANCE, glossary::csv)
        .get("/places/{place}/glossary.xlsx", SEE_GOVERNANCE, glossary::xlsx)
        .get("/places/{place}/glossary.json", SEE_GOVERNANCE, glossary::json)
        .get("/places/{place}/shares", SEE_GOVERNANCE, shares::show)
        .get("/places/{place}/shares.csv", SEE_GOVERNANCE, shares::csv)
        .get("/places/{place}/shares.xlsx", SEE_GOVERNANCE, shares::xlsx)
        .get("/places/{place}/shares.json", SEE_GOVERNANCE, shares::json)
}
