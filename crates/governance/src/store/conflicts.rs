//! Interests, what items name, rulings; and what else is asked before a decision: stakes, check-lists, house rules, the glossary,
//! openness, shares.

mod checks;
mod glossary;
mod house_rules;
mod interests;
mod names;
mod openness;
mod rulings;
mod shares;
mod stakes;

pub use checks::{checks, save_checks};
pub use glossary::{add_term, remove_term, save_term, term, terms};
pub use house_rules::{house_rules, house_rules_of_place, save_house_rules};
pub use interests::{
    add_interest, interest, interests_of, interests_of_place, interests_on_agenda, interests_on_item, save_interest,
};
pub use names::{ItemToCome, known_names, named_items_to_come, names_of_item, names_of_meeting, save_names};
pub use openness::{private_reason, publication, publish, save_private_reason};
pub use rulings::{add_ruling, rulings_of_item, rulings_of_meeting, save_ruling};
pub use shares::{SharesAsked, shares_by_sponsor};
pub use stakes::{StakeToWrite, add_stake, save_stake, stakes_of_item, stakes_to_write};

use super::known;
