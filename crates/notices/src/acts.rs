//! What people may do about notices and escalations. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_NOTICES: Act =
    act("notices.see", "see change notices, and questions between bodies as far as they are open", Needs::Nothing);
pub const GIVE_NOTICE: Act = act(
    "notice.give",
    "give notice that their organisation will stop, cut or change something, say what it means, and take it back",
    Needs::SpeaksForOrganisation,
);
pub const RECORD_NOTICE: Act = act(
    "notice.record",
    "record a change of which nobody gave notice, what any change means, and the plan until then",
    Needs::PlaceTeam,
);
pub const REPLY_TO_NOTICE: Act =
    act("notice.reply", "reply to a change notice for their organisation", Needs::SpeaksForOrganisation);
pub const REPLY_FOR_PLACE: Act =
    act("notice.reply_for_place", "reply to a change notice for the place", Needs::PlaceTeam);
pub const DO_STEP: Act = act(
    "notice.step",
    "say that their organisation has done its part of the plan before a change",
    Needs::SpeaksForOrganisation,
);
pub const CHANGE_STANDARD: Act = act(
    "notices.standard",
    "choose how much notice partners promise each other, and how long a question waits",
    Needs::PlaceTeam,
);
pub const SEE_AS_PARTNER: Act = act(
    "escalation.see_as_partner",
    "see questions and grievances in their place that were not answered in time",
    Needs::SeatInPlace,
);
pub const ESCALATE: Act = act(
    "escalation.send",
    "send a formal question or grievance for their organisation, and take it back",
    Needs::SpeaksForOrganisation,
);
pub const ESCALATE_FOR_PLACE: Act =
    act("escalation.send_for_place", "send a formal question or grievance for the place", Needs::PlaceTeam);
pub const ANSWER_FOR_BODY: Act =
    act("escalation.answer", "acknowledge and answer what was asked of their body", Needs::RunsBody);
pub const ANSWER_FOR_POST: Act =
    act("escalation.answer_for_post", "acknowledge and answer what was asked of the post they hold", Needs::SignIn);
pub const REMIND: Act = act("escalation.remind", "write letters about clocks that run out", Needs::Program);

/// All of them, for the manifest.
pub const ALL: [Act; 13] = [
    SEE_NOTICES,
    GIVE_NOTICE,
    RECORD_NOTICE,
    REPLY_TO_NOTICE,
    REPLY_FOR_PLACE,
    DO_STEP,
    CHANGE_STANDARD,
    SEE_AS_PARTNER,
    ESCALATE,
    ESCALATE_FOR_PLACE,
    ANSWER_FOR_BODY,
    ANSWER_FOR_POST,
    REMIND,
];
