//! All SQL of governance, in a file for each noun.

mod adoptions;
mod asked;
mod bodies;
mod conflicts;
mod counts;
mod decisions;
mod held;
mod measures;
mod meetings;
mod mine;
mod overrides;
mod positions;
mod priorities;
mod promises;
mod published;
mod reopenings;
mod routes;
mod settled;
mod traffic;

pub use adoptions::{
    AdoptedDecision, add_adoption, adopted_decisions, adoption, adoptions, adoptions_waiting, save_adoption,
};
pub use asked::{add_asked, asked, asked_of_place, save_asked};
pub use bodies::{
    Which, above, add_body, bodies_below, bodies_of_place, body, body_names, free_body_slug, meetings_to_come,
    places_with_bodies, save_body,
};
pub use conflicts::*;
pub use counts::{
    DecisionCounts, DueCounts, InterestCounts, MeetingCounts, count_settled, decision_counts, due_counts,
    interest_counts, meeting_counts, minutes_by_priority, override_counts,
};
pub use decisions::{
    ClosingSoon, DecisionFilter, DecisionLine, Unsealed, add_decision, closing_soon, decision, decisions,
    decisions_closed_in, decisions_of_function, decisions_of_item, decisions_of_meeting, decisions_of_priority,
    latest_decisions, latest_decisions_for, next_decision_number, note_closing_soon, note_unsealed, open_decisions,
    save_decision, unsealed_and_untold, years_of_decisions,
};
pub use held::{HeldItem, HeldMeeting, held_items, held_meetings, present_at};
pub use measures::{AgendaCount, NoticeCount, agenda_by_sponsor, notice_of_papers};
pub use meetings::{
    AttendanceRow, Before, ItemOfPriority, MeetingLine, Whose, add_amendment, add_correction, add_item, add_meeting,
    add_paper, amendment, amendments_of_meeting, attendance, bodies_with_items_put_off, corrections, decisions_on_item,
    found_on_items, goes_on_at, item, items_of_meeting, items_of_priority, items_put_off, meeting,
    meetings_for_calendar, next_item_position, next_meeting_of_body, next_meetings_by_body, next_public_meeting, paper,
    paper_content, papers_of_meeting, past_meetings, remove_item, remove_paper, save_amendment, save_item,
    save_meeting, say_attendance, unanswered_amendments, upcoming_meetings, upcoming_of_bodies,
};
pub use mine::{ReturnedItem, ToClose, decisions_to_close, returned_items};
pub use overrides::{
    add_override, is_set_aside, overrides_of_decision, overrides_of_place, overruling, promises_of_override,
    save_override,
};
pub use positions::{
    AwaitedLine, add_positions, awaited_from, position, positions, published_concerns, published_tallies,
    save_position, tally,
};
pub use priorities::{
    PriorityCounts, add_priority, counts_of_priority, current_priorities, next_priority_number, priorities_of_place,
    priority, priority_counts, save_priority,
};
pub use promises::*;
pub use published::{open_papers, public_items, public_meetings};
pub use reopenings::{TimePut, add_reopening, chain, place_in_chain, reopening};
pub use routes::{
    StepLine, add_route, add_route_step, decisions_to_tie, items_to_tie, route, route_step, route_steps,
    route_steps_of_place, routes_of_decision, routes_of_item, routes_of_place, save_route, save_route_step,
};
pub use settled::{add_settled, first_sights, save_first_sight, settled};
pub use traffic::{note_vacancy_told, vacancies_told, went, years_of_bodies};

use folkmoot_store::Error;

/// A stored word that this version does not know is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know the word {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}
