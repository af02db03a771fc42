//! What people may do in the register. The words stand after "may" on the page "who may do what here".

use folkmoot_kernel::{Act, Needs};

const fn act(key: &'static str, words: &'static str, needs: Needs) -> Act {
    Act { key, words, needs }
}

pub const SEE_REGISTER: Act = act("register.see", "see places, partners and areas", Needs::Nothing);
pub const ADD_SYSTEM: Act = act("system.add", "add a system", Needs::Administrator);
pub const CHANGE_SYSTEM: Act = act("system.change", "change or close a system", Needs::Administrator);
pub const ADD_PLACE: Act = act("place.add", "add a place", Needs::Administrator);
pub const CLOSE_PLACE: Act = act("place.close", "close a place", Needs::Administrator);
pub const CHANGE_PLACE: Act =
    act("place.change", "say who leads their place, how, where it is and what it publishes", Needs::PlaceTeam);
pub const ADMINISTER_PLACE: Act = act("place.administer", "do in any place what its team may", Needs::Administrator);
pub const CONFIRM_PLACE: Act =
    act("place.confirm", "confirm that the page of their place is still right", Needs::PlaceTeam);
pub const ADD_ORGANISATION: Act =
    act("organisation.add", "add partners to their place, and end partnerships", Needs::PlaceTeam);
pub const CHANGE_ORGANISATION: Act =
    act("organisation.change", "change or close a partner of their place", Needs::PlaceTeam);
pub const CHANGE_OWN_ORGANISATION: Act =
    act("organisation.change_own", "change what is said of their own organisation", Needs::SpeaksForOrganisation);
pub const ADMINISTER_ORGANISATION: Act =
    act("organisation.administer", "add, change or close any organisation", Needs::Administrator);
pub const SEE_SEATS: Act = act("seat.see", "see all seats of their place with past holders", Needs::PlaceTeam);
pub const CHANGE_SEATS: Act =
    act("seat.change", "open, change and close seats of their place, and say who holds them", Needs::PlaceTeam);
pub const CHANGE_PERSON: Act =
    act("person.change", "change the name and address of people who hold seats in their place", Needs::PlaceTeam);
pub const CHANGE_ONESELF: Act = act("person.change_own", "change their own name and address", Needs::SignIn);
pub const ADMINISTER_PEOPLE: Act = act("person.administer", "add and change any person", Needs::Administrator);
pub const HARVEST: Act = act("register.harvest", "read what other sites publish of their places", Needs::Program);

/// All of them, for the manifest.
pub const ALL: [Act; 18] = [
    SEE_REGISTER,
    ADD_SYSTEM,
    CHANGE_SYSTEM,
    ADD_PLACE,
    CLOSE_PLACE,
    CHANGE_PLACE,
    ADMINISTER_PLACE,
    CONFIRM_PLACE,
    ADD_ORGANISATION,
    CHANGE_ORGANISATION,
    CHANGE_OWN_ORGANISATION,
    ADMINISTER_ORGANISATION,
    SEE_SEATS,
    CHANGE_SEATS,
    CHANGE_PERSON,
    CHANGE_ONESELF,
    ADMINISTER_PEOPLE,
    HARVEST,
];
