//! All SQL of the map, in a file for each noun.

mod delegations;
mod functions;
mod holdings;
mod outside;
mod representations;

pub use delegations::{
    Remark, add_delegation, add_remark, add_step, delegation, delegations_of_place, remarks, save_delegation,
    save_step, step, steps_of_delegation, steps_of_place, steps_waiting_on,
};
pub use functions::{add_function, function, function_named, functions_of_place, save_function};
pub use holdings::{
    add_holding, holding, holdings_of_function, holdings_of_functions, holdings_of_place, save_holding,
};
pub use outside::{add_outside, outside, outside_named, outside_of_place, save_outside};
pub use representations::{
    add_report, add_representation, count_reports, reports_of, reports_of_place, representation, representations_of,
    representations_of_place, representations_of_seats, save_representation,
};

use folkmoot_store::Error;

/// A stored word that this version does not know is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know the word {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}

/// "$2, $3, $4": places for so many values after the first ones.
fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
