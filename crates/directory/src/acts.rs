//! What people may do in the directory. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_LISTINGS: Act = act("listing.see", "look for help near them", Needs::Nothing);
pub const TELL_LISTING: Act =
    act("listing.tell", "say what they do for people, for the team of the place to look at", Needs::Nothing);
pub const SEE_WAITING: Act =
    act("listing.waiting", "see what waits to be looked at before it is listed", Needs::PlaceTeam);
pub const LOOK_AT_LISTING: Act =
    act("listing.look_at", "list what somebody told, or take it out and say why", Needs::PlaceTeam);
pub const CHANGE_LISTING: Act = act(
    "listing.change",
    "change what a listing of their place says, and say that it is still right",
    Needs::PlaceTeam,
);
pub const SEE_CONTACT: Act =
    act("listing.contact", "see how to ask those who run something whether it is still right", Needs::PlaceTeam);
pub const READ_FEED: Act = act("listing.read_feed", "read listings out of another directory", Needs::Program);

pub const ASK_ABOUT_LISTINGS: Act =
    act("listing.ask", "ask those who run something whether it is still right", Needs::Program);
pub const ANSWER_FOR_LISTING: Act =
    act("listing.answer", "answer for what they run, with the key of the letter that asked them", Needs::Nothing);
pub const SAY_WRONG: Act = act("listing.wrong", "say that something in a listing is wrong", Needs::Nothing);

/// All of them, for the manifest.
pub const ALL: [Act; 10] = [
    SEE_LISTINGS,
    TELL_LISTING,
    SEE_WAITING,
    LOOK_AT_LISTING,
    CHANGE_LISTING,
    SEE_CONTACT,
    READ_FEED,
    ASK_ABOUT_LISTINGS,
    ANSWER_FOR_LISTING,
    SAY_WRONG,
];
