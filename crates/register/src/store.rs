//! All SQL of the register, in a file for each noun.

mod areas;
mod footprints;
mod harvested;
mod land;
mod neighbourhoods;
mod organisations;
mod people;
mod places;
mod seated;
mod seats;
mod slugs;
mod systems;

pub use areas::{
    AreaParent, AreaRow, NamedArea, PlaceOfArea, area, area_children, area_parents, areas_named, places_of_area,
};
pub use footprints::{
    Outline, councils_with_areas, facts, footprint, known_codes, outlines_of_areas, outlines_of_place, practices,
    save_footprint, small_areas_of,
};
pub use harvested::{HarvestedRow, harvested, save_harvested};
pub use land::{
    NewArea, NewNhsSite, NewOutline, NewParent, NewPostcode, NhsSiteKind, put_areas, put_nhs_sites, put_outlines,
    put_parents, put_postcodes,
};
pub use neighbourhoods::{add_neighbourhood, neighbourhood, neighbourhoods, save_neighbourhood};
pub use organisations::{
    OrganisationFilter, OrganisationLine, PartnerLine, PlaceOfOrganisation, Similar, add_organisation, add_partner,
    codes_of_partners, end_partner, is_partner, organisation, organisation_by_code, organisation_named,
    organisation_names, organisations, partners, places_of_organisation, save_organisation, similar_organisations,
};
pub use people::{
    add_person, erase_person, feed_token, held_by, people, person, person_by_email, person_by_feed_token, person_names,
    person_with_email, save_person, seated_people, signed_in,
};
pub use places::{
    PlaceFilter, PlaceLine, PlaceSort, add_document, add_place, count_places, document, documents, only_place, place,
    place_named, places, places_of_system, regions, remove_document, save_place,
};
pub use seated::{Seated, seated, seated_by, seated_in, seated_on};
pub use seats::{
    HolderLine, SeatLine, TermOfSector, Vacancy, add_holder, add_seat, holder, holder_lines, save_holder, save_seat,
    seat, seats_of_body, seats_of_organisation, seats_of_place, terms, terms_of_place, terms_of_sectors, vacancies,
};
pub use slugs::{Named, free_slug};
pub use systems::{SystemLine, add_system, save_system, system, system_named, systems};

use folkmoot_store::Error;

/// A stored word that this version does not know is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know the word {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}
