//! Verbs of the directory: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod asking;
mod changing;
mod finding;
mod following;
mod reading;
mod telling;

pub use asking::{
    AnswerError, AnswerRefusal, ToRing, answer, answer_wrong, ask_all, ask_now, letter_of, say_wrong, to_ring,
};
pub use changing::{
    ChangeError, add_time, add_venue, change_words, confirm, contact_of, give_back, list_it, put_back, remove_time,
    remove_venue, say_room, stop_or_go, take_out,
};
pub use finding::{find, here, listings, note_unmet, shelf, write_held, write_unmet};
pub use following::{FindError, Following};
pub use reading::{Given, ReadError, Report, read_feed};
pub use telling::{TellError, Told, WAITING_MAX, tell};
