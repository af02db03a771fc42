//! Verbs of surveys: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod answers;
mod behaviours;
pub mod mine;
mod rounds;

pub(crate) use answers::not_asked;
pub use answers::{AnswerError, AnswerRefusal, Levels, answer_confidence, answer_recall, read_partner};
pub use behaviours::{
    PledgeError, PrincipleError, adopt_principles, end_principles, follow_up, name_one_thing, reply_to_reading,
    say_own_view, sign_principles,
};
pub use rounds::{
    RoundError, close_due, close_round, open_confidence, open_reading, open_recall, reply_as_chair, settle_recall,
    widen_round,
};
