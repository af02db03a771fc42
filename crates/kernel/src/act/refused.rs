//! Why not, as a sentence for the person who asked.

use super::Needs;

/// Why not, as a sentence for the person who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("sign in first")]
    SignInFirst,
    #[error("only people with a seat on this body can do this")]
    NoSeatOnBody,
    #[error("only people with a seat in this place can do this")]
    NoSeatInPlace,
    #[error("only the chair, the deputy chair, the secretary or the place team can do this")]
    DoesNotRunBody,
    #[error("only somebody who holds a seat for this organisation can do this")]
    NotForOrganisation,
    #[error("another organisation must do this: nobody confirms their own")]
    OwnOrganisation,
    #[error("only the place team can do this")]
    NotPlaceTeam,
    #[error("only an administrator of this site can do this")]
    NotAdministrator,
    #[error("only the program itself can do this")]
    NotProgram,
    #[error("seats of one place open nothing in another")]
    AnotherPlace,
    #[error("this organisation takes no part in this item, so it has no position")]
    RuledOut,
    #[error("you take no part in this item, so somebody else does this")]
    RuledOutYourself,
    #[error("this is withheld from you, because of an interest in the item")]
    Withheld,
    #[error("this is about more money than this body may decide")]
    OverLimit,
    #[error("this needs a passkey, or your organisation's own sign-in: a code by e-mail is not enough")]
    SignInStronger,
    #[error("sign in once more: this is changed within a quarter of an hour of signing in")]
    SignInAgain,
}

impl Refused {
    /// The names by which policies forbid.
    const FORBIDDEN: [(&'static str, Refused); 8] = [
        ("OwnOrganisation", Refused::OwnOrganisation),
        ("AnotherPlace", Refused::AnotherPlace),
        ("RuledOut", Refused::RuledOut),
        ("RuledOutYourself", Refused::RuledOutYourself),
        ("Withheld", Refused::Withheld),
        ("OverLimit", Refused::OverLimit),
        ("SignInStronger", Refused::SignInStronger),
        ("SignInAgain", Refused::SignInAgain),
    ];

    /// What a policy that forbids is called here.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::FORBIDDEN.into_iter().find(|(known, _)| *known == name).map(|(_, refused)| refused)
    }

    /// Said where no policy allows.
    pub(super) const fn lacking(needs: Needs) -> Self {
        match needs {
            Needs::Nothing | Needs::SignIn => Refused::SignInFirst,
            Needs::SeatOnBody => Refused::NoSeatOnBody,
            Needs::SeatInPlace | Needs::AnotherOrganisation => Refused::NoSeatInPlace,
            Needs::RunsBody => Refused::DoesNotRunBody,
            Needs::SpeaksForOrganisation => Refused::NotForOrganisation,
            Needs::PlaceTeam => Refused::NotPlaceTeam,
            Needs::Administrator => Refused::NotAdministrator,
            Needs::Program => Refused::NotProgram,
        }
    }
}
