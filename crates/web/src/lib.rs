//! The web side every capability shares.

pub mod charts;
