//! What people may do in surveys. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_SURVEYS: Act =
    act("surveys.see", "see principles, who signed them, and results that were shown to everybody", Needs::Nothing);
pub const SEE_PARTNERS_RESULTS: Act =
    act("surveys.see_partners", "see results that are for the partners of their place", Needs::SeatInPlace);
pub const SEE_OWN_READING: Act =
    act("reading.see_own", "see first how others read their organisation", Needs::SpeaksForOrganisation);
pub const SEE_OWN_CONFIDENCE: Act =
    act("confidence.see_own", "see first the confidence note of their body", Needs::SeatOnBody);

pub const OPEN_ROUND: Act = act(
    "round.open",
    "open, close and show recall checks, confidence notes and readings of behaviours",
    Needs::PlaceTeam,
);
pub const SETTLE_RECALL: Act =
    act("recall.settle", "settle which priority somebody meant in a recall check", Needs::PlaceTeam);
pub const ANSWER_RECALL: Act =
    act("recall.answer", "write the priorities they remember, without their name", Needs::SeatInPlace);
pub const ANSWER_CONFIDENCE: Act =
    act("confidence.answer", "say without their name how far the chair of their body is fair", Needs::SeatOnBody);
pub const REPLY_AS_CHAIR: Act = act("confidence.reply", "reply to a confidence note as the chair", Needs::RunsBody);
pub const CHANGE_PRINCIPLES: Act =
    act("principles.change", "write down and end principles that partners sign", Needs::PlaceTeam);
pub const SIGN_PRINCIPLES: Act =
    act("principles.sign", "sign principles for their organisation", Needs::SpeaksForOrganisation);
pub const READ_PARTNER: Act = act(
    "reading.read",
    "say without their name how far another partner lives the principles it signed",
    Needs::AnotherOrganisation,
);
pub const SAY_OWN_VIEW: Act =
    act("reading.own_view", "say how far their own organisation lives the principles", Needs::SpeaksForOrganisation);
pub const REPLY_TO_READING: Act = act(
    "reading.reply",
    "reply to how their organisation was read, name one thing to change and say what became of it",
    Needs::SpeaksForOrganisation,
);
pub const RECONCILE: Act = act("surveys.reconcile", "close rounds whose last day is over", Needs::Program);

/// All of them, for the manifest.
pub const ALL: [Act; 15] = [
    SEE_SURVEYS,
    SEE_PARTNERS_RESULTS,
    SEE_OWN_READING,
    SEE_OWN_CONFIDENCE,
    OPEN_ROUND,
    SETTLE_RECALL,
    ANSWER_RECALL,
    ANSWER_CONFIDENCE,
    REPLY_AS_CHAIR,
    CHANGE_PRINCIPLES,
    SIGN_PRINCIPLES,
    READ_PARTNER,
    SAY_OWN_VIEW,
    REPLY_TO_READING,
    RECONCILE,
];
