//! What follows from the rulings on one item: whose papers are withheld, and whose position is impossible. The facts hang on the
//! item; who asks brings only who they are.

use super::{Ruling, Verdict, is_of};
use crate::interest::Party;
use crate::paper::Marking;
use folkmoot_kernel::{Actor, Facts, OrganisationId, Parties};

/// The rulings on one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruled(pub Vec<Ruling>);

impl Ruled {
    /// The ruling by which this person gets no paper of the item: on themselves, or on an organisation for which they hold any seat.
    pub fn withheld_from(&self, actor: &Actor) -> Option<&Ruling> {
        self.0.iter().find(|ruling| ruling.verdict == Verdict::Leave && is_of(actor, ruling.party))
    }

    /// For the policies: who takes no part in the item.
    pub fn recusing(&self) -> Facts {
        Facts { recused: self.parties(Verdict::recuses), ..Facts::default() }
    }

    /// For the policies: from whom its papers are withheld.
    pub fn withholding(&self) -> Facts {
        Facts { withheld: self.parties(|verdict| verdict == Verdict::Leave), ..Facts::default() }
    }

    fn parties(&self, of: impl Fn(Verdict) -> bool) -> Parties {
        let mut parties = Parties::default();
        for ruling in self.0.iter().filter(|ruling| of(ruling.verdict)) {
            match ruling.party {
                Party::Person(id) => parties.people.push(id),
                Party::Organisation(id) => parties.organisations.push(id),
            }
        }
        parties
    }

    /// The ruling by which this organisation has no position.
    pub fn recuses(&self, organisation: OrganisationId) -> Option<&Ruling> {
        self.on(Party::Organisation(organisation)).filter(|ruling| ruling.verdict.recuses())
    }

    /// The ruling by which this person neither closes a decision of the item nor leads it.
    pub fn keeps_out(&self, actor: &Actor) -> Option<&Ruling> {
        self.0.iter().find(|ruling| ruling.verdict.recuses() && is_of(actor, ruling.party))
    }

    pub fn on(&self, party: Party) -> Option<&Ruling> {
        self.0.iter().find(|ruling| ruling.party == party)
    }

    /// Organisations that have no position.
    pub fn recused(&self) -> Vec<OrganisationId> {
        self.0
            .iter()
            .filter(|ruling| ruling.verdict.recuses())
            .filter_map(|ruling| ruling.party.organisation())
            .collect()
    }

    /// Whether somebody was told to leave.
    pub fn empties_chairs(&self) -> bool {
        self.0.iter().any(|ruling| ruling.verdict == Verdict::Leave)
    }
}

/// How a paper is marked for the time being. Until the meeting was held, an open paper of an item for which somebody leaves is for
/// partners: withholding it would mean nothing if they could sign out and read it.
pub fn marking_now(marking: Marking, ruled: &Ruled, meeting_is_over: bool) -> Marking {
    match marking {
        Marking::Open if ruled.empties_chairs() && !meeting_is_over => Marking::Partnership,
        other => other,
    }
}
