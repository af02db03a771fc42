//! All SQL of the register, in a file for each noun.

mod people;

pub use people::{person_by_email, signed_in};
