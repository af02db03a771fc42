//! Needs of ours and terms of others, as taxonomies and as attributes of services.

use super::super::fields::Fields;
use crate::listing::{About, Tag};
use crate::need::Need;
use crate::uuid::Uuid;
use serde_json::Value;

/// Name of our own list of needs, as a taxonomy.
pub const NEEDS: &str = "Folkmoot: needs in everyday words";

/// The id of a term of a feed's own list.
pub fn tag_id(tag: &Tag) -> Uuid {
    tag.term.parse().unwrap_or_else(|_| Uuid::of("term", &[&tag.list, &tag.term]))
}
pub fn list_id(list: &str) -> Uuid {
    Uuid::of("taxonomy", &[list])
}
pub fn need_id(need: Need) -> Uuid {
    Uuid::of("need", &[need.key()])
}

/// The list that a term belongs to.
pub fn list_of(tag: &Tag) -> &str {
    if tag.list.is_empty() { "Terms of publishers" } else { &tag.list }
}

/// A need as a term.
pub fn need_term(need: Need) -> Value {
    term(need_id(need), NEEDS, need.words())
}
/// A term of a feed's own list.
pub fn tag_term(tag: &Tag) -> Value {
    term(tag_id(tag), list_of(tag), &tag.name)
}

fn term(id: Uuid, list: &str, name: &str) -> Value {
    Fields::default()
        .uuid("id", id)
        .text("name", name)
        .text("description", name)
        .text("taxonomy", list)
        .uuid("taxonomy_id", list_id(list))
        .done()
}

/// A list of terms.
pub fn taxonomy(list: &str) -> Value {
    let about = if list == NEEDS { "What people need, in words that they would use themselves." } else { list };
    Fields::default().uuid("id", list_id(list)).text("name", list).text("description", about).done()
}

pub(super) fn attributes(service: Uuid, about: &About) -> Vec<Value> {
    let needs = about.needs.iter().map(|need| (need_id(*need), need_term(*need)));
    let tags = about.tags.iter().map(|tag| (tag_id(tag), tag_term(tag)));
    let attribute = |(id, term): (Uuid, Value)| {
        Fields::default()
            .uuid("id", Uuid::of("attribute", &[&service.to_string(), &id.to_string()]))
            .uuid("link_id", service)
            .uuid("taxonomy_term_id", id)
            .text("link_type", "taxonomy_term")
            .text("link_entity", "service")
            .value("taxonomy_term", Some(term))
            .done()
    };
    needs.chain(tags).map(attribute).collect()
}
