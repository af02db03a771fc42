//! A meeting of a body: planned, held or cancelled; its agenda, who came, its minutes.

pub type MeetingId = folkmoot_kernel::Id<Meeting>;

/// A meeting of a body.
#[derive(Debug)]
pub struct Meeting;
