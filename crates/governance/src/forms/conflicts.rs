//! Interests declared, what items name, rulings; stakes, check-lists, house rules, the glossary, and what is published.

mod checks;
mod glossary;
mod house_rules;
mod interests;
mod names;
mod openness;
mod ruling;
mod stakes;

use crate::acts::{
    ANSWER_CHECKS, CHANGE_AGENDA, CHANGE_GLOSSARY, CHANGE_HOUSE_RULES, DECLARE_INTEREST, EXPLAIN_PRIVATE,
    PUBLISH_DECISION, RULE_ON_INTERESTS, WRITE_STAKE,
};
use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/interests/declare", DECLARE_INTEREST, interests::declare_form, interests::declare)
        .form("/interests/{interest}/edit", DECLARE_INTEREST, interests::edit_form, interests::edit)
        .form("/interests/{interest}/end", DECLARE_INTEREST, interests::end_form, interests::end)
        .form("/items/{item}/names", CHANGE_AGENDA, names::form, names::send)
        .form("/items/{item}/interests/{party}", RULE_ON_INTERESTS, ruling::form, ruling::send)
        .form("/items/{item}/stakes/{organisation}", WRITE_STAKE, stakes::form, stakes::send)
        .form("/items/{item}/checks", ANSWER_CHECKS, checks::of_item_form, checks::of_item)
        .form("/decisions/{decision}/checks", ANSWER_CHECKS, checks::of_decision_form, checks::of_decision)
        .form("/bodies/{body}/house-rules", CHANGE_HOUSE_RULES, house_rules::form, house_rules::send)
        .form("/places/{place}/glossary/add", CHANGE_GLOSSARY, glossary::add_form, glossary::add)
        .form("/terms/{term}/edit", CHANGE_GLOSSARY, glossary::edit_form, glossary::edit)
        .form("/terms/{term}/remove", CHANGE_GLOSSARY, glossary::remove_form, glossary::remove)
        .form("/decisions/{decision}/publish", PUBLISH_DECISION, openness::publish_form, openness::publish)
        .form("/meetings/{meeting}/private", EXPLAIN_PRIVATE, openness::explain_form, openness::explain)
}
