//! What people may do in focus. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_FOCUS: Act = act(
    "focus.see",
    "see whose priorities these are by sector, how they meet partners' strategies, and what meetings take",
    Needs::Nothing,
);
pub const SEE_FOCUS_OF_PARTNERS: Act = act(
    "focus.see_partners",
    "see which partner says what of priorities, and hours in meetings by partner and person",
    Needs::SeatInPlace,
);
pub const SAY_SUPPORT: Act =
    act("priority.support", "say how far their organisation has a priority for its own", Needs::SpeaksForOrganisation);
pub const CHANGE_AIMS: Act = act(
    "aim.change",
    "write down what their organisation's own strategy wants, and which priorities meet it",
    Needs::SpeaksForOrganisation,
);

/// All of them, for the manifest.
pub const ALL: [Act; 4] = [SEE_FOCUS, SEE_FOCUS_OF_PARTNERS, SAY_SUPPORT, CHANGE_AIMS];
