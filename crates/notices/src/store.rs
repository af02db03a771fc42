//! All SQL of notices and escalations, in a file for each noun.

mod escalations;
mod notices;
mod standards;
mod steps;
mod waiting;

pub use escalations::{
    add_escalation, escalation, escalation_to_remind, escalations_of_place, mark_reminded, next_escalation_number,
    open_escalations, save_escalation,
};
pub use notices::{
    NoticeCount, NoticeLine, add_notice, add_reply, counts_by_year, next_notice_number, notice, notices_of_place,
    notices_touching, replies, save_notice, set_touched, touched,
};
pub use standards::{save_standard, standard};
pub use steps::{add_step, save_step, step, steps};
pub use waiting::{
    WaitingEscalation, WaitingStep, steps_waiting, to_answer_of_bodies, to_answer_of_posts, to_settle_of,
};

use folkmoot_store::Error;

/// A stored word that this version does not know is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know the word {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}
