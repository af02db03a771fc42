//! An agenda item: what a meeting talks about, which priority it serves, and what the body can do about it.

pub type ItemId = folkmoot_kernel::Id<Item>;

/// An agenda item.
#[derive(Debug)]
pub struct Item;
