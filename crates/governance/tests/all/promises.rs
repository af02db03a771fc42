//! Promises over HTTP: their whole life, who may do what, who sees what when, letters, lists.

pub(crate) mod common;
mod letters;
mod life;
mod lists;
mod mine;
mod returning;
mod rights;
mod standing;
