//! A record that nobody can quietly change: official acts as salted commitments in a signed, append-only log, with receipts that
//! anybody verifies with software of others.

pub mod actions;
pub mod acts;
pub mod checkpoint;
pub mod commitment;
mod jobs;
pub mod keyring;
pub mod links;
pub mod pages;
pub mod receipt;
pub mod store;
pub mod tree;
pub mod witness;

use folkmoot_web::Capability;

/// What the record adds.
pub fn capability() -> Capability {
    let sentence = "Official acts in a log that nobody can quietly change, with receipts that anybody can check.";
    Capability::new("record", sentence)
        .routes(pages::routes())
        .acts(&acts::ALL)
        .jobs(jobs::jobs())
        .foot("The record", links::RECORD)
        .receipts(links::of)
}
