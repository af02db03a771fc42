//! Whether somebody's directory keeps to Open Referral UK: what it sends, and whether it does what it is asked.

mod behaviour;
pub mod report;
mod run;
pub mod shape;

pub use run::{Answer, Checked, Finding, Kind, Level, Source, check_feed, check_services};
