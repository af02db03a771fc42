//! Verbs of governance: one function for each thing a person can do. Load, permit, rule, save, record, commit.

pub mod adoptions;
pub mod asked;
mod bodies;
pub mod conflicts;
pub mod decisions;
pub(crate) mod mandates;
mod meetings;
pub mod mine;
pub mod overrides;
pub mod positions;
mod priorities;
pub mod promises;
pub mod reopening;
pub mod routes;
pub mod settled;

pub use bodies::{BodyError, add_body, change_body, close_body};
pub use meetings::{
    ItemError, ItemRefusal, MeetingError, PaperError, PaperRefusal, add_item, add_paper, add_paper_of_pages,
    approve_minutes, ask_amendment, attended, call_meeting, cancel_meeting, carry_on, change_item, change_meeting,
    close_meeting, conclude_item, correct_minutes, draft_minutes, ends_wanted, hold_meeting, may_read, move_item,
    record_of, remove_item, remove_paper, say_attendance, send_minutes_round, settle_amendment,
};
pub use priorities::{PriorityError, add_priority, change_priority, end_priority};
