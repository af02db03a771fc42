//! What people may do with the map of who decides. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_AUTHORITY: Act = act(
    "authority.see",
    "see who decides about what, who sits where for a place, and how delegations go",
    Needs::Nothing,
);
pub const CHANGE_MAP: Act = act(
    "authority.change_map",
    "change the map of who decides in their place, by hand or from a spreadsheet",
    Needs::PlaceTeam,
);
pub const CHANGE_OUTSIDE: Act = act(
    "authority.change_outside",
    "say which bodies stand beside and above their place, and who sits there for it",
    Needs::PlaceTeam,
);
pub const REPORT_BACK: Act = act(
    "authority.report_back",
    "write what they brought back from a body where they sit for their place",
    Needs::SeatInPlace,
);
pub const CHANGE_DELEGATIONS: Act = act(
    "authority.change_delegations",
    "write down delegations that were promised to their place, and their steps",
    Needs::PlaceTeam,
);
pub const FINISH_STEP: Act = act(
    "authority.finish_step",
    "say that a step which waits on their post is done, with what shows it",
    Needs::SeatInPlace,
);
pub const SPEAK_ON_DELEGATION: Act =
    act("authority.speak", "say what is in the way of a delegation to their place", Needs::SeatInPlace);
pub const SEE_ASSURANCE_FIRST: Act = act(
    "authority.see_assurance_first",
    "read the assurance pack of their place before everybody does",
    Needs::SeatInPlace,
);

pub const ALL: [Act; 8] = [
    SEE_AUTHORITY,
    CHANGE_MAP,
    CHANGE_OUTSIDE,
    REPORT_BACK,
    CHANGE_DELEGATIONS,
    FINISH_STEP,
    SPEAK_ON_DELEGATION,
    SEE_ASSURANCE_FIRST,
];
