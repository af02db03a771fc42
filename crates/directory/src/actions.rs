//! Verbs of the directory: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod changing;
mod finding;
mod reading;
mod telling;

pub use changing::{
    ChangeError, add_time, add_venue, change_words, confirm, contact_of, give_back, list_it, put_back, remove_time,
    remove_venue, say_room, stop_or_go, take_out,
};
pub use finding::{Answer, FindError, find, here, listings, shelf};
pub use reading::{Given, ReadError, Report, read_feed};
pub use telling::{TellError, Told, WAITING_MAX, tell};
