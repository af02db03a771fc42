//! Verbs: one function for each thing a person can do, always begin, load, permit, rule, save, record and commit.

pub mod escalations;
pub mod letters;
pub mod notices;
pub mod plan;
pub mod standards;
