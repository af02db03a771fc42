//! A priority: what a place chose to work on, few enough to remember.

pub type PriorityId = folkmoot_kernel::Id<Priority>;

/// What a place chose to work on.
#[derive(Debug)]
pub struct Priority;
