//! The record in the shapes that others' programs read: OParl for bodies, meetings and papers; Popolo for people, posts and votes,
//! out and in.

mod api;

use folkmoot_web::Capability;

/// What standards adds.
pub fn capability() -> Capability {
    Capability::new("standards", "The record in shapes that others' programs read, and people from theirs.")
        .routes(api::routes())
}
