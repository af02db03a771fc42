//! Where the pages of keeping are.

use crate::search::SearchId;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PersonId};

pub const OWN_DATA: &str = "/mine/data";
pub const SEARCHES: &str = "/administration/searches";
pub const ADD_SEARCH: &str = "/administration/searches/add";

pub fn search(id: SearchId) -> String {
    format!("{SEARCHES}/{id}")
}

pub fn found(id: SearchId, person: PersonId) -> String {
    format!("{SEARCHES}/{id}/people/{person}")
}

pub fn found_file(id: SearchId, person: PersonId) -> String {
    format!("{SEARCHES}/{id}/people/{person}/data.json")
}

pub fn erase(id: SearchId, person: PersonId) -> String {
    format!("{SEARCHES}/{id}/people/{person}/erase")
}

/// Where the page of a thing is, by the kind its events name.
pub fn of(kind: &str, id: Id<Anything>) -> Option<String> {
    (kind == "search").then(|| search(Id::from_number(id.number())))
}
