//! What people may do in claims. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_CLAIMS: Act =
    act("claims.see", "see claims beside measures, and who has a say by sector", Needs::Nothing);
pub const SEE_REVIEW_FIRST: Act =
    act("claims.see_first", "see two weeks before everybody how claims were read", Needs::SeatInPlace);
pub const CHANGE_CLAIMS: Act = act(
    "claims.change",
    "make, change and end claims of their place, and reply to how they are read",
    Needs::PlaceTeam,
);
pub const OPEN_REVIEW: Act =
    act("claims.review", "ask voluntary and community members how far claims are so", Needs::PlaceTeam);
pub const ANSWER_REVIEW: Act = act(
    "claims.answer",
    "say without their name how far claims are so, if they sit for a voluntary or community group",
    Needs::SeatInPlace,
);
pub const SAY_HOURS: Act = act(
    "claims.hours",
    "say how many hours were asked of their organisation, and how many paid",
    Needs::SpeaksForOrganisation,
);
pub const SAY_STAGE_FOR_TEAM: Act =
    act("involvement.team", "say for the team how far partners were involved", Needs::PlaceTeam);
pub const SAY_STAGE: Act =
    act("involvement.say", "say how far their organisation was involved", Needs::SpeaksForOrganisation);
pub const RECONCILE: Act = act("claims.reconcile", "close reviews whose last day is over", Needs::Program);

/// All of them, for the manifest.
pub const ALL: [Act; 9] = [
    SEE_CLAIMS,
    SEE_REVIEW_FIRST,
    CHANGE_CLAIMS,
    OPEN_REVIEW,
    ANSWER_REVIEW,
    SAY_HOURS,
    SAY_STAGE_FOR_TEAM,
    SAY_STAGE,
    RECONCILE,
];
