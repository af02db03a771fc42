//! Acts around interests, and what is asked before a decision.

use super::act;
use folkmoot_kernel::{Act, Needs};

pub const DECLARE_INTEREST: Act =
    act("interest.declare", "declare, change and end interests of their own", Needs::SeatInPlace);
pub const DECLARE_FOR_ORGANISATION: Act = act(
    "interest.declare_for_organisation",
    "declare, change and end interests of their organisation",
    Needs::SpeaksForOrganisation,
);
pub const RULE_ON_INTERESTS: Act =
    act("interest.rule", "rule on interests of others in an item of their body", Needs::RunsBody);
pub const WRITE_STAKE: Act = act(
    "stake.write",
    "write what their organisation stands to gain, to lose or is told, before an item opens",
    Needs::SpeaksForOrganisation,
);
pub const READ_STAKES: Act =
    act("stake.read", "read what organisations wrote about an item, once it is open", Needs::SeatInPlace);
pub const ANSWER_CHECKS: Act = act("check.answer", "answer the check-list of an item or decision", Needs::RunsBody);
pub const CHANGE_HOUSE_RULES: Act = act(
    "house_rules.change",
    "choose by when a body's papers are there and where its chair comes from",
    Needs::PlaceTeam,
);
pub const CHANGE_GLOSSARY: Act =
    act("glossary.change", "add, change and remove words of the glossary of their place", Needs::PlaceTeam);
pub const PUBLISH_DECISION: Act =
    act("decision.publish", "publish a decision that their body made in private", Needs::RunsBody);
pub const EXPLAIN_PRIVATE: Act =
    act("meeting.explain", "say why a meeting of their body is not in public", Needs::RunsBody);
pub const SEE_SHARES_TODAY: Act =
    act("shares.see_today", "see who puts what on agendas, by organisation and up to today", Needs::SeatInPlace);

/// All of them, for the manifest.
pub const OF_CONFLICTS: [Act; 11] = [
    DECLARE_INTEREST,
    DECLARE_FOR_ORGANISATION,
    RULE_ON_INTERESTS,
    WRITE_STAKE,
    READ_STAKES,
    ANSWER_CHECKS,
    CHANGE_HOUSE_RULES,
    CHANGE_GLOSSARY,
    PUBLISH_DECISION,
    EXPLAIN_PRIVATE,
    SEE_SHARES_TODAY,
];
