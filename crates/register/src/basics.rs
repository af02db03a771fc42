//! The basics that every place owes its community, and which are missing. Not a score: a list of what to say next.
//! From the King's Fund's finding that leaders, members and plans of places are hard to find. (sources.md#place-models)

use crate::document::DocumentKind;
use crate::place::Place;
use folkmoot_kernel::Date;

/// What is known of a place beside its own row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub partners: i64,
    pub areas: i64,
    pub documents: Vec<DocumentKind>,
    /// Whether a next meeting is announced; none where this installation keeps no meetings.
    pub next_meeting: Option<bool>,
}

/// One of the basics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basic {
    /// "Who leads the place"
    pub words: &'static str,
    pub said: bool,
    /// Where it is said: the end of the form's address below the place's page. None: elsewhere, at a body's meetings.
    pub form: Option<&'static str>,
}

/// All basics in the order that residents ask for them.
pub fn basics(place: &Place, known: &Known, today: Date) -> Vec<Basic> {
    let (profile, details) = (place.profile(), place.details());
    let has = |kinds: &[DocumentKind]| known.documents.iter().any(|kind| kinds.contains(kind));
    let basic = |words, said, form| Basic { words, said, form: Some(form) };
    let mut all = vec![
        basic("Who leads the place", !profile.leader_name.is_empty() || !profile.leader_post.is_empty(), "profile"),
        basic("Who employs the leader", profile.leader_employer.is_some(), "profile"),
        basic("Who is accountable, or that nobody is", profile.accountable.is_some(), "profile"),
        basic("How the place is governed", !profile.governance_in_words().is_empty(), "profile"),
        basic("Which powers are delegated to it", profile.delegation.is_some(), "profile"),
        basic("Whether it has shared outcomes", profile.outcomes.is_some(), "profile"),
        basic("Which organisations are partners", known.partners > 0, "partners/add"),
        basic("Which areas belong to it", known.areas > 0, "footprint"),
        basic("Its plan or strategy", has(&[DocumentKind::Plan, DocumentKind::Strategy]), "documents/add"),
        basic(
            "Its terms of reference or memorandum",
            has(&[DocumentKind::TermsOfReference, DocumentKind::Memorandum]),
            "documents/add",
        ),
        basic("How to get in touch", !details.contact_email.is_empty() || !details.contact_phone.is_empty(), "edit"),
    ];
    if let Some(announced) = known.next_meeting {
        all.push(Basic { words: "When it meets next", said: announced, form: None });
    }
    all.push(basic("That all this is still right, said within a year", place.is_fresh(today), "confirm"));
    all
}

/// "All 12 basics are here", "9 of 12 basics are here; 3 are missing".
pub fn in_words(basics: &[Basic]) -> String {
    let missing = basics.iter().filter(|basic| !basic.said).count();
    let all = basics.len();
    match missing {
        0 => format!("All {all} basics are here."),
        1 => format!("{} of {all} basics are here; 1 is missing.", all - 1),
        some => format!("{} of {all} basics are here; {some} are missing.", all - some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{PlaceDetails, Reality};
    use crate::profile::{Accountable, Delegation, Employer, OutcomesFramework, Profile};
    use folkmoot_kernel::{Id, Slug};

    fn today() -> Date {
        Date::new(2026, 3, 2).unwrap()
    }

    fn bare() -> Place {
        let details = PlaceDetails::named(Id::from_number(1), "Vale");
        Place::new(Id::from_number(2), Slug::of("vale"), details, Reality::Real).unwrap()
    }

    fn whole() -> (Place, Known) {
        let details = PlaceDetails { contact_email: "team@vale.example".into(), ..bare().details().clone() };
        let profile = Profile {
            own_words: "a moot".into(),
            leader_post: "Place director".into(),
            leader_employer: Some(Employer::Joint),
            accountable: Some(Accountable::Nobody),
            outcomes: Some(OutcomesFramework::No),
            delegation: Some(Delegation::None),
            ..Profile::default()
        };
        let place = bare().change(details).unwrap().led(profile).unwrap().confirm(Id::from_number(3), today()).unwrap();
        let documents = vec![DocumentKind::Plan, DocumentKind::Memorandum];
        (place, Known { partners: 4, areas: 9, documents, next_meeting: Some(true) })
    }

    #[test]
    fn a_new_place_has_said_nothing_yet() {
        let all = basics(&bare(), &Known::default(), today());

        assert!(all.iter().all(|basic| !basic.said));
        assert_eq!(in_words(&all), "0 of 12 basics are here; 12 are missing.");
    }

    #[test]
    fn a_place_that_said_everything_misses_nothing() {
        let (place, known) = whole();

        assert_eq!(in_words(&basics(&place, &known, today())), "All 13 basics are here.");
    }

    #[test]
    fn saying_no_is_saying() {
        let (place, known) = whole();

        let all = basics(&place, &known, today());

        assert!(all.iter().any(|basic| basic.words == "Whether it has shared outcomes" && basic.said));
    }

    #[test]
    fn an_old_confirmation_is_missing_again() {
        let (place, known) = whole();

        let later = basics(&place, &known, today().plus_days(366));

        assert_eq!(in_words(&later), "12 of 13 basics are here; 1 is missing.");
    }
}
