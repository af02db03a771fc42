//! What people may do in governance. The words stand after "may" on the page "who may do what here".

mod conflicts;

pub use conflicts::*;

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_GOVERNANCE: Act =
    act("governance.see", "see bodies, meetings, decisions and promises that are open", Needs::Nothing);
pub const SEE_MINE: Act = act("governance.mine", "see what waits for them", Needs::SignIn);

pub const CHANGE_BODIES: Act = act("body.change", "add, change and close bodies of their place", Needs::PlaceTeam);
pub const CHANGE_PRIORITIES: Act =
    act("priority.change", "add, change and end priorities of their place", Needs::PlaceTeam);

pub const CALL_MEETING: Act = act("meeting.call", "call, change and cancel meetings of their body", Needs::RunsBody);
pub const CHANGE_AGENDA: Act =
    act("agenda.change", "put items and papers on the agenda of their body", Needs::RunsBody);
pub const WRITE_MINUTES: Act =
    act("minutes.write", "say who attended and write and approve minutes of their body", Needs::RunsBody);
pub const ASK_AMENDMENT: Act = act(
    "minutes.amend",
    "say what is wrong in draft minutes of a meeting that their organisation attended",
    Needs::SpeaksForOrganisation,
);
pub const READ_PARTNERSHIP_PAPER: Act =
    act("paper.read_partnership", "read papers for partners of their place", Needs::SeatInPlace);
pub const READ_CONFIDENTIAL_PAPER: Act =
    act("paper.read_confidential", "read confidential papers of their body", Needs::SeatOnBody);

pub const PUT_DECISION: Act = act("decision.put", "put a decision to their body", Needs::RunsBody);
pub const CLOSE_DECISION: Act = act("decision.close", "close a decision of their body", Needs::RunsBody);
pub const TAKE_POSITION: Act = act(
    "position.take",
    "give their organisation's position on a body where they hold its seat",
    Needs::SpeaksForOrganisation,
);
pub const RECORD_SETTLED: Act =
    act("decision.settled_elsewhere", "say where a decision was settled before it came to their body", Needs::RunsBody);
pub const SAY_FIRST_SIGHT: Act = act(
    "decision.first_sight",
    "say when their organisation first saw the paper of a decision that was settled elsewhere",
    Needs::SpeaksForOrganisation,
);
pub const RECORD_OVERRIDE: Act =
    act("override.record", "record that a decision of their place was set aside from above", Needs::PlaceTeam);
pub const REPLY_TO_OVERRIDE: Act = act("override.reply", "write the place's reply to an override", Needs::PlaceTeam);

pub const REOPEN_DECISION: Act =
    act("decision.reopen", "put a closed decision of their body again, with what is new since", Needs::RunsBody);
pub const ASK_ADOPTION: Act =
    act("adoption.ask", "ask organisations to adopt a decision of their body for themselves", Needs::RunsBody);
pub const ADOPT: Act = act(
    "adoption.answer",
    "say whether their organisation adopted a decision, and what is different with it",
    Needs::SpeaksForOrganisation,
);
pub const CHANGE_ROUTE: Act =
    act("route.change", "begin the way of a paper, put bodies on it and give it up", Needs::PlaceTeam);
pub const TIE_ROUTE: Act =
    act("route.tie", "say on which agenda item or decision their body takes up a paper", Needs::RunsBody);
pub const RECORD_ASKED: Act =
    act("asked.record", "record what was asked of their place from above, and what it answered", Needs::PlaceTeam);
pub const REPLY_TO_ANSWER: Act =
    act("asked.reply", "reply to what a place answered, if their organisation had asked", Needs::SpeaksForOrganisation);

pub const PROPOSE_PROMISE: Act =
    act("promise.propose", "write down what an organisation said in the room it would do", Needs::RunsBody);
pub const OFFER_PROMISE: Act =
    act("promise.offer", "offer a promise for their organisation", Needs::SpeaksForOrganisation);
pub const ACCEPT_PROMISE: Act =
    act("promise.accept", "accept or decline a promise for their organisation", Needs::SpeaksForOrganisation);
pub const CHANGE_PROMISE: Act = act(
    "promise.change",
    "give their organisation's promise a new date, withdraw it, say what got in the way or that it is done",
    Needs::SpeaksForOrganisation,
);
pub const CONFIRM_PROMISE: Act = act(
    "promise.confirm",
    "confirm that another organisation's promise was kept, if theirs was named",
    Needs::AnotherOrganisation,
);
pub const COMMENT_ON_PROMISE: Act = act(
    "promise.comment",
    "say on a promise what their organisation did in reliance on it, or ask how it goes",
    Needs::SeatInPlace,
);
pub const SEE_PROMISES_TODAY: Act =
    act("promise.see_today", "see promises of their place as they stand today", Needs::SeatInPlace);
pub const CHANGE_PATIENCE: Act = act(
    "promise.patience",
    "choose how long their place waits before promises are flagged and shown",
    Needs::PlaceTeam,
);
pub const RECONCILE: Act =
    act("governance.reconcile", "remind, unseal, lapse and return to agendas what is due", Needs::Program);

/// All of them, for the manifest.
pub const ALL: [Act; 33] = [
    SEE_GOVERNANCE,
    SEE_MINE,
    CHANGE_BODIES,
    CHANGE_PRIORITIES,
    CALL_MEETING,
    CHANGE_AGENDA,
    WRITE_MINUTES,
    ASK_AMENDMENT,
    READ_PARTNERSHIP_PAPER,
    READ_CONFIDENTIAL_PAPER,
    PUT_DECISION,
    CLOSE_DECISION,
    TAKE_POSITION,
    RECORD_SETTLED,
    SAY_FIRST_SIGHT,
    RECORD_OVERRIDE,
    REPLY_TO_OVERRIDE,
    REOPEN_DECISION,
    ASK_ADOPTION,
    ADOPT,
    CHANGE_ROUTE,
    TIE_ROUTE,
    RECORD_ASKED,
    REPLY_TO_ANSWER,
    PROPOSE_PROMISE,
    OFFER_PROMISE,
    ACCEPT_PROMISE,
    CHANGE_PROMISE,
    CONFIRM_PROMISE,
    COMMENT_ON_PROMISE,
    SEE_PROMISES_TODAY,
    CHANGE_PATIENCE,
    RECONCILE,
];
