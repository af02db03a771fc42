//! What can be said against each verb, and beside which field it stands.

use crate::promise::{PatienceRefusal, Refusal};
use folkmoot_web::verb_error;

/// A promise's rules, and what only its place and decision know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromiseRefusal {
    #[error(transparent)]
    Promise(#[from] Refusal),
    #[error("Choose a partner of this place")]
    NotAPartner,
    #[error("This decision was not agreed, so nothing is promised because of it")]
    DecisionEnded,
    #[error("This meeting was cancelled, so nothing was promised there")]
    MeetingCancelled,
}

verb_error!(PromiseError, "there is no such promise", PromiseRefusal, field);
verb_error!(PatienceError, "there is no such place", PatienceRefusal, |why| why.field());

impl From<Refusal> for PromiseError {
    fn from(why: Refusal) -> Self {
        PromiseError::Rule(PromiseRefusal::Promise(why))
    }
}

/// A refusal that is about the promise as a whole stands above the form alone.
fn field(why: &PromiseRefusal) -> &'static str {
    let PromiseRefusal::Promise(why) = why else {
        return if *why == PromiseRefusal::NotAPartner { "confirmer" } else { "" };
    };
    match why {
        Refusal::WhatMissing => "what",
        Refusal::DoneMeansMissing => "done_means",
        Refusal::DueInThePast | Refusal::SameDay => "due",
        Refusal::OwnConfirmer | Refusal::ConfirmerMissing => "confirmer",
        Refusal::WhyMissing => "why",
        Refusal::EvidenceMissing => "evidence",
        Refusal::WordsMissing => "words",
        Refusal::OwnReliance => "organisation",
        Refusal::Full { .. } => "despite",
        Refusal::AlreadyAccepted
        | Refusal::MeetingNotOver(_)
        | Refusal::DecisionOpen
        | Refusal::NotTheConfirmer
        | Refusal::NotAccepted
        | Refusal::SaidDoneAlready
        | Refusal::NotSaidDone
        | Refusal::Ended(_) => "",
    }
}
