//! Verbs of governance: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod bodies;
mod decisions;
mod meetings;
pub mod mine;
mod overrides;
mod positions;
mod priorities;
pub mod promises;
