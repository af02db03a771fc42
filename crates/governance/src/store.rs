//! All SQL of governance, in a file for each noun.

mod bodies;
mod decisions;
mod meetings;
mod overrides;
mod positions;
mod priorities;
mod promises;
