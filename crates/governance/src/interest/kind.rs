//! Kinds of interests: four of a person, as the NHS sorts them, and four of an organisation.

use super::Party;
use serde::Serialize;

/// What kind of interest it is. Those of persons are the NHS's own four. (sources.md#nhs-interests)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Financial,
    Professional,
    Personal,
    Indirect,
    Contract,
    Bid,
    Ownership,
    Funding,
}

impl Kind {
    pub const OF_PERSONS: [Kind; 4] = [Kind::Financial, Kind::Professional, Kind::Personal, Kind::Indirect];
    pub const OF_ORGANISATIONS: [Kind; 4] = [Kind::Contract, Kind::Bid, Kind::Ownership, Kind::Funding];
    pub const ALL: [Kind; 8] = [
        Kind::Financial,
        Kind::Professional,
        Kind::Personal,
        Kind::Indirect,
        Kind::Contract,
        Kind::Bid,
        Kind::Ownership,
        Kind::Funding,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Kind::Financial => "financial",
            Kind::Professional => "professional",
            Kind::Personal => "personal",
            Kind::Indirect => "indirect",
            Kind::Contract => "contract",
            Kind::Bid => "bid",
            Kind::Ownership => "ownership",
            Kind::Funding => "funding",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Kind::Financial => "Financial",
            Kind::Professional => "Professional, not financial",
            Kind::Personal => "Personal, not financial",
            Kind::Indirect => "Indirect",
            Kind::Contract => "Holds the contract",
            Kind::Bid => "Bids for it, or may",
            Kind::Ownership => "Owns it, or is owned by it",
            Kind::Funding => "Funds it, or is funded by it",
        }
    }

    pub const fn hint(self) -> &'static str {
        match self {
            Kind::Financial => "You gain or lose money by it: a job, shares, fees",
            Kind::Professional => "Your standing or career gains or loses by it: a trustee, an adviser, an officer",
            Kind::Personal => "You gain in another way: you or somebody close uses the service",
            Kind::Indirect => "Somebody close to you has it. Say how you are close, and do not name them",
            Kind::Contract => "It is paid today for a service under this contract",
            Kind::Bid => "It has bid, will bid or is thinking of it",
            Kind::Ownership => "A parent, a subsidiary, a joint venture, a share",
            Kind::Funding => "Grants, subscriptions, money from the same pot",
        }
    }

    pub const fn fits(self, party: Party) -> bool {
        let of_persons = matches!(self, Kind::Financial | Kind::Professional | Kind::Personal | Kind::Indirect);
        match party {
            Party::Person(_) => of_persons,
            Party::Organisation(_) => !of_persons,
        }
    }
}
