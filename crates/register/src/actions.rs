//! Verbs of the register: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod documents;
mod error;
mod ground;
mod organisations;
mod people;
mod places;
mod roster;
mod seats;
mod systems;

pub use documents::{NewDocument, add_document, remove_document};
pub use error::{
    DocumentError, FootprintError, HolderError, HolderRefusal, NeighbourhoodError, NeighbourhoodRefusal,
    OrganisationError, OrganisationRefusal, PersonError, PersonRefusal, PlaceError, RosterError, SeatError,
    SystemError,
};
pub use ground::{NeighbourhoodSaid, add_neighbourhood, change_footprint, change_neighbourhood, footprint_of_councils};
pub use organisations::{
    Doubles, add_organisation, add_partner, change_organisation, close_organisation, end_partnership,
    may_change_organisation,
};
pub use people::{add_person, change_person, change_standing, may_change_person, person_left};
pub use places::{add_place, change_place, close_place, confirm_place, say_profile};
pub use roster::{RosterRefusal, Seated, apply_roster, draw_roster};
pub use seats::{NewTerm, begin_term, change_seat, close_seat, end_term, open_seat};
pub use systems::{add_system, change_system, close_system};
