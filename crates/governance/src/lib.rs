//! What a partnership agreed, with whose authority, who stood where, and what became of it.

pub mod power;
