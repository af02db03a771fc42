//! The list, in the order of the alphabet.

use super::Class::{Open, Partnership, Personal, Program};
use super::Until::{Days, Installation, Record, TakenAway};
use super::{Class, Kept, Until};

const fn kept(table: &'static str, words: &'static str, class: Class, until: Until) -> Kept {
    Kept { table, words, class, until, people: &[], email: None }
}

impl Kept {
    const fn of(self, people: &'static [&'static str]) -> Self {
        Self { people, ..self }
    }

    const fn to(self, email: &'static str) -> Self {
        Self { email: Some(email), ..self }
    }
}

/// Every table of the database.
pub const TABLES: [Kept; 121] = [
    kept("authority_delegation", "delegations on their way, step by step", Open, Record),
    kept("authority_function", "what can be decided in a place", Open, Record),
    kept("authority_outside", "bodies beside and above a place", Open, Record),
    kept("authority_power", "who decides about what, up to how much", Open, Record),
    kept("authority_remark", "what was said on a delegation", Open, Record).of(&["person_id"]),
    kept("authority_report", "what was brought back from bodies outside", Open, Record).of(&["person_id"]),
    kept("authority_representation", "who sits for a place elsewhere", Open, Record),
    kept("authority_step", "steps of a delegation", Open, Record),
    kept("claims_claim", "what a place says of itself", Open, Record),
    kept("claims_review", "reviews of what a place says of itself", Partnership, Record),
    kept("claims_stage", "how far people were involved", Open, Record).of(&["person_id"]),
    kept("claims_ticket", "who has answered a review, not what", Personal, TakenAway).of(&["person_id"]),
    kept("claims_tie", "ties between a claim and what is measured", Open, Record),
    kept("claims_time", "hours of volunteers in meetings", Partnership, Record).of(&["person_id"]),
    kept("claims_urn", "answers of reviews, without names", Partnership, Record),
    kept("directory_aside", "what another directory sent and could not be listed", Partnership, Record),
    kept("directory_asking", "letters that asked whether a listing is still right", Partnership, Record),
    kept("directory_contact", "how to ask those who run a listing whether it is still right", Personal, TakenAway)
        .to("email"),
    kept("directory_feed", "other directories that are read", Open, Record),
    kept("directory_listing", "help near you: what is listed", Open, Record),
    kept("directory_provider", "who runs what is listed, as they name themselves", Open, Record),
    kept("directory_sent", "what other directories sent, and what was repaired", Partnership, Record),
    kept("directory_unmet", "how often help was looked for and not found, by need and small area", Partnership, Record),
    kept("directory_wrong", "what readers say is wrong with a listing", Partnership, Record),
    kept("focus_aim", "aims of partners' own strategies", Open, Record),
    kept("focus_aim_priority", "which priorities meet an aim", Open, Record),
    kept("focus_support", "how far partners have a priority for their own", Partnership, Record).of(&["person_id"]),
    kept("governance_adoption", "whether organisations adopted a decision", Open, Record).of(&["person_id"]),
    kept("governance_amendment", "what somebody says is wrong in minutes", Partnership, Record).of(&["person_id"]),
    kept("governance_asked", "what was asked, decided and happened", Open, Record),
    kept("governance_attendance", "who was at meetings", Open, Record).of(&["person_id"]),
    kept("governance_body", "bodies and their standing", Open, Record),
    kept("governance_check", "the check-list of a decision, with evidence", Open, Record).of(&["answered_by"]),
    kept("governance_concern", "kinds of concern with a position", Open, Record),
    kept("governance_decision", "decisions", Open, Record),
    kept("governance_digest", "who was sent a weekly letter, and when", Personal, TakenAway).of(&["person_id"]),
    kept("governance_first_sight", "when an organisation first saw a paper", Open, Record).of(&["person_id"]),
    kept("governance_house_rules", "rules of a body for its papers", Open, Record),
    kept("governance_interest", "interests that were declared", Open, Record).of(&["person_id", "declared_by"]),
    kept("governance_item", "items of agendas", Open, Record),
    kept("governance_item_name", "what an item names", Open, Record),
    kept("governance_item_promise", "promises on an item", Open, Record),
    kept("governance_meaning", "words and what each sector means by them", Open, Record),
    kept("governance_meeting", "meetings", Open, Record),
    kept("governance_minutes_correction", "corrections of approved minutes", Open, Record).of(&["person_id"]),
    kept("governance_override", "decisions set aside from above", Open, Record),
    kept("governance_override_promise", "promises that an override touches", Open, Record),
    kept("governance_paper", "papers of meetings", Partnership, Record),
    kept("governance_position", "positions of organisations", Open, Record).of(&["person_id"]),
    kept("governance_priority", "priorities", Open, Record),
    kept("governance_private_reason", "why something is decided in private", Open, Record),
    kept("governance_promise", "promises", Open, Record).of(&[
        "accepted_by",
        "done_said_by",
        "confirmed_by",
        "withdrawn_by",
        "declined_by",
    ]),
    kept("governance_promise_change", "what became of a promise, day by day", Open, Record).of(&["person_id"]),
    kept("governance_publication", "what was decided in private and published", Open, Record).of(&["published_by"]),
    kept("governance_reopening", "decisions that were put again", Open, Record),
    kept("governance_route", "ways of papers through bodies", Open, Record),
    kept("governance_route_step", "steps of such a way", Open, Record),
    kept("governance_ruling", "rulings on interests", Open, Record).of(&["person_id", "ruled_by"]),
    kept("governance_settled", "where something was settled before", Open, Record),
    kept("governance_stake", "what somebody stands to gain or lose", Partnership, Record).of(&["person_id"]),
    kept("governance_term", "words that are explained", Open, Record),
    kept("governance_vacancy_told", "empty seats that a team was told of", Program, Record),
    kept("identity_ceremony", "sign-ins that were begun", Personal, Days { column: "begun_at", days: 1 })
        .of(&["person_id"]),
    kept("identity_declined", "who does not want to be asked about passkeys", Personal, TakenAway).of(&["person_id"]),
    kept("identity_link", "an organisation's own name for somebody", Personal, TakenAway).of(&["person_id"]),
    kept("identity_passkey", "passkeys: their public half", Personal, TakenAway).of(&["person_id"]),
    kept("identity_provider", "organisations that people sign in through", Program, Installation),
    kept("keeping_erasure", "who was erased, by number", Partnership, Record).of(&["person_id", "erased_by"]),
    kept("keeping_search", "searches for everything about somebody", Personal, Days { column: "at", days: 90 })
        .of(&["person_id"]),
    kept("notices_escalation", "questions and grievances between bodies", Partnership, Record).of(&["sent_by"]),
    kept("notices_notice", "notices of changes to come", Open, Record).of(&["recorded_by"]),
    kept("notices_reply", "replies to notices", Open, Record).of(&["person_id"]),
    kept("notices_standard", "how much notice a place wants", Open, Record),
    kept("notices_step", "steps before a change", Open, Record),
    kept("notices_touched", "what a change touches", Open, Record),
    kept("record_checkpoint", "signed heads of the record", Open, Record),
    kept("record_cosignature", "what witnesses signed", Open, Record),
    kept("record_entry", "entries of the record: fingerprints, nothing readable", Open, Record),
    kept("record_log", "logs of the record", Open, Record),
    kept("record_tile", "the tree of the record", Open, Record),
    kept("record_witnessed", "heads of others that were signed here", Open, Record),
    kept("register_area", "areas, by code and year", Open, Installation),
    kept("register_area_change", "which areas followed which", Open, Installation),
    kept("register_area_parent", "which area lies in which", Open, Installation),
    kept("register_harvested", "places that others publish", Open, Installation),
    kept("register_holder", "who holds which seat, from when until when", Open, Record).of(&["person_id"]),
    kept("register_import", "files that were imported", Program, Installation),
    kept("register_neighbourhood", "neighbourhoods", Open, Record),
    kept("register_neighbourhood_area", "areas of a neighbourhood", Open, Record),
    kept("register_nhs_site", "sites of the NHS", Open, Installation),
    kept("register_organisation", "organisations, with how to reach them", Open, Record),
    kept("register_organisation_code", "codes of organisations", Open, Record),
    kept("register_outline", "outlines of areas", Open, Installation),
    kept("register_partner", "who is a partner of which place", Open, Record),
    kept("register_person", "people: name, e-mail address, telephone number", Personal, TakenAway)
        .of(&["id"])
        .to("email"),
    kept("register_place", "places, who leads them, how to reach them", Open, Record),
    kept("register_place_area", "areas of a place", Open, Record),
    kept("register_place_document", "documents that a place publishes", Open, Record),
    kept("register_postcode", "postcodes and their areas", Open, Installation),
    kept("register_seat", "seats", Open, Record),
    kept("register_system", "systems", Open, Installation),
    kept("store_history", "who did what, when, under which seat", Partnership, Record).of(&["person_id"]),
    kept("store_job", "later work", Program, Installation),
    kept("store_migration", "changes of the schema", Program, Installation),
    kept("store_reading", "who was shown what is kept of whom, and why", Personal, Days { column: "at", days: 730 })
        .of(&["person_id", "of_person_id"]),
    kept("store_reconciler", "when regular work was last done", Program, Installation),
    kept("store_setting", "settings of the program itself", Program, Installation),
    kept("surveys_meaning", "what an answer of a recall check meant", Partnership, Record).of(&["settled_by"]),
    kept("surveys_own_view", "how an organisation sees itself", Partnership, Record),
    kept("surveys_pledge", "what an organisation will do differently", Open, Record),
    kept("surveys_principle", "principles that partners sign", Open, Record),
    kept("surveys_remembered", "priorities that were remembered, without names", Partnership, Record),
    kept("surveys_reply", "replies to how one was read", Open, Record).of(&["person_id"]),
    kept("surveys_round", "rounds of questions", Open, Record),
    kept("surveys_set", "sets of principles", Open, Record),
    kept("surveys_signature", "who signed principles", Open, Record).of(&["person_id"]),
    kept("surveys_ticket", "who has answered a round, not what", Personal, TakenAway).of(&["person_id"]),
    kept("surveys_urn", "answers, without names", Partnership, Record),
    kept("web_mail", "letters that were sent", Personal, Days { column: "made_at", days: 90 }).to("to_email"),
    kept("web_session", "where somebody is signed in", Personal, Days { column: "seen_at", days: 30 })
        .of(&["person_id"]),
    kept("web_sign_in_code", "codes that were sent", Personal, Days { column: "expires_at", days: 30 }).to("email"),
];
