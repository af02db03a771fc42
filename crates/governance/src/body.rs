//! A body: a board, committee or group of a place, in a tree, with its remit and authority.

/// A board, committee or group.
#[derive(Debug)]
pub struct Body;
