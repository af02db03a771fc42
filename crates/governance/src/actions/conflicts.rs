//! Interests, rulings and what is asked before a decision.

mod ask;
mod glossary;
mod interests;
mod on;
mod openness;
mod room;
mod rule;

pub use ask::{
    Answered, CheckError, HouseRulesError, StakeError, answer_checks, checks_of, choose_house_rules, write_stake,
};
pub use glossary::{TermError, add_term, change_term, remove_term};
pub use interests::{InterestError, change_interest, declare_interest, end_interest};
pub use on::{Conflicts, conflicts_of_item, conflicts_of_meeting, ruled_on, sitting};
pub use openness::{OpennessError, explain_private, publish_decision};
pub use room::Table;
pub(crate) use rule::{ReadyError, ready_to_agree};
pub use rule::{RulingError, minutes_paragraphs, rule_on, say_names};
