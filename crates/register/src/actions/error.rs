//! What can be said against each verb, and beside which field it stands.

use super::roster::RosterRefusal;
use folkmoot_web::verb_error;

verb_error!(SystemError, "there is no such system", crate::system::Refusal, |why| match why {
    crate::system::Refusal::OdsCode => "ods_code",
    _ => "name",
});
verb_error!(PlaceError, "there is no such place", crate::place::Refusal, |why| match why {
    crate::place::Refusal::Profile(why) => why.field(),
    _ => "name",
});
verb_error!(DocumentError, "there is no such document", crate::document::Refusal, |why| match why {
    crate::document::Refusal::NoTitle => "title",
    crate::document::Refusal::Url => "url",
});
verb_error!(FootprintError, "there is no such place", crate::footprint::Refusal, |_| "areas");
verb_error!(NeighbourhoodError, "there is no such neighbourhood", NeighbourhoodRefusal, |why| match why {
    NeighbourhoodRefusal::Neighbourhood(crate::neighbourhood::Refusal::NoName) => "name",
    _ => "areas",
});
verb_error!(OrganisationError, "there is no such organisation", OrganisationRefusal, |why| match why {
    OrganisationRefusal::Organisation(why) => why.field(),
    OrganisationRefusal::CodeTaken { scheme, .. } => scheme.key(),
    OrganisationRefusal::Doubles { .. } => "doubles",
});
verb_error!(PersonError, "there is no such person", PersonRefusal, |why| match why {
    PersonRefusal::Person(why) => why.field(),
    PersonRefusal::EmailTaken => "email",
});
verb_error!(SeatError, "there is no such seat", crate::seat::Refusal, crate::seat::Refusal::field);
verb_error!(HolderError, "there is no such seat", HolderRefusal, |why| match why {
    HolderRefusal::Person(why) => why.field(),
    HolderRefusal::Holder(crate::holder::Refusal::EndsBeforeItBegins { .. }) => "until",
    HolderRefusal::Holder(crate::holder::Refusal::AlreadyEnded { .. }) => "until",
    HolderRefusal::Holder(_) => "from",
});

verb_error!(RosterError, "there is no such place", RosterRefusal, |_| "file");

/// A neighbourhood's rules and the reading of its areas.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NeighbourhoodRefusal {
    #[error(transparent)]
    Neighbourhood(#[from] crate::neighbourhood::Refusal),
    #[error(transparent)]
    Areas(#[from] crate::footprint::Refusal),
}

/// An organisation's rules, and what only the whole register knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationRefusal {
    #[error(transparent)]
    Organisation(#[from] crate::organisation::Refusal),
    #[error("{} is already the number of {name}", scheme.words())]
    CodeTaken { scheme: crate::organisation::Scheme, name: String },
    #[error(
        "There is already {}. If it is the same, choose it as a partner. If it is another one, say so here",
        folkmoot_kernel::words::listed(names)
    )]
    Doubles { names: Vec<String> },
}

/// A person's rules, and what only the whole register knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PersonRefusal {
    #[error(transparent)]
    Person(#[from] crate::person::Refusal),
    #[error("Somebody else signs in with this address")]
    EmailTaken,
}

/// Rules of terms and of people who begin one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HolderRefusal {
    #[error(transparent)]
    Holder(#[from] crate::holder::Refusal),
    #[error(transparent)]
    Person(#[from] crate::person::Refusal),
}

/// Lets `?` carry a noun's refusal through the wider one of its verb.
macro_rules! through {
    ($($from:ty => $wider:ident => $error:ident),+ $(,)?) => {$(
        impl From<$from> for $error {
            fn from(why: $from) -> Self {
                $error::Rule($wider::from(why))
            }
        }
    )+};
}
through!(
    crate::neighbourhood::Refusal => NeighbourhoodRefusal => NeighbourhoodError,
    crate::footprint::Refusal => NeighbourhoodRefusal => NeighbourhoodError,
    crate::organisation::Refusal => OrganisationRefusal => OrganisationError,
    crate::person::Refusal => PersonRefusal => PersonError,
    crate::holder::Refusal => HolderRefusal => HolderError,
    crate::person::Refusal => HolderRefusal => HolderError,
    crate::seat::Refusal => RosterRefusal => RosterError,
    crate::holder::Refusal => RosterRefusal => RosterError,
    crate::person::Refusal => RosterRefusal => RosterError,
);
