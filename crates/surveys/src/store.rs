//! All SQL of surveys, in a file for each noun.

mod behaviours;
mod recall;
mod rounds;

pub use behaviours::{
    SetLine, add_pledge, add_set, add_signature, open_pledges, own_view, own_views, pledge, pledges_of, principle_set,
    principles, replies, save_own_view, save_pledge, save_reply, save_set, sets, signatures, signed_on,
    unanswered_pledges,
};
pub use recall::{Asked, add_remembered, meanings, remembered, save_meanings};
pub use rounds::{
    Crowds, UrnLine, add_round, add_ticket, add_urn, answered, asked_about, crowds, due_rounds, has_answered,
    last_of_kind, open_count, open_rounds_of_places, put_answer, round, rounds, save_outcome, save_round, shown_urns,
    stored_urn, take_urn, tickets_of_person, urns,
};

use folkmoot_store::Error;

/// A stored word that this version does not know is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know the word {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}
