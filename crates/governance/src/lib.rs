//! What a partnership agreed, with whose authority, who stood where, and what became of it.

pub mod decision;
pub mod overrides;
pub mod position;
pub mod power;
pub mod promise;

pub mod item {
    /// An agenda item.
    #[derive(Debug)]
    pub enum Item {}
    pub type ItemId = folkmoot_kernel::Id<Item>;
}
pub mod meeting {
    /// A meeting of a body.
    #[derive(Debug)]
    pub enum Meeting {}
    pub type MeetingId = folkmoot_kernel::Id<Meeting>;
}
pub mod priority {
    /// What a place chose to work on.
    #[derive(Debug)]
    pub enum Priority {}
    pub type PriorityId = folkmoot_kernel::Id<Priority>;
}
