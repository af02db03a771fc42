//! Which interests an item touches: those in the organisations, pots and contracts that it names, and the named organisations
//! themselves.

use super::Ruling;
use crate::interest::{Interest, Party};
use crate::named::{Named, Thing};
use folkmoot_kernel::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Why somebody is matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The item names the organisation: it stands to gain.
    StandsToGain,
    Declared(Interest),
}

/// Somebody on whose interests there is to be ruled, with all of them: who has three interests in a contract leaves once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub party: Party,
    pub because: Vec<Because>,
}

/// The matches of an item, organisations first. Only those who sit in the place are matched: others see no paper of partners and
/// have no position.
pub fn matched(names: &[Named], interests: &[Interest], sitting: &BTreeSet<Party>, day: Date) -> Vec<Match> {
    let mut found: BTreeMap<Party, Vec<Because>> = BTreeMap::new();
    for organisation in names.iter().filter_map(Named::organisation) {
        found.entry(Party::Organisation(organisation)).or_default().push(Because::StandsToGain);
    }
    for interest in interests.iter().filter(|interest| interest.is_current(day)) {
        if names.iter().any(|name| name.is(interest.named())) {
            found.entry(interest.party()).or_default().push(Because::Declared(interest.clone()));
        }
    }
    let all = found.into_iter().map(|(party, because)| Match { party, because });
    all.filter(|one| sitting.contains(&one.party)).collect()
}

/// Matches on which nobody has ruled, or which grew after the ruling.
pub fn unruled<'a>(matches: &'a [Match], rulings: &[Ruling]) -> Vec<&'a Match> {
    let is_open = |one: &&Match| match rulings.iter().find(|ruling| ruling.party == one.party) {
        None => true,
        Some(ruling) => one.is_newer_than(ruling),
    };
    matches.iter().filter(is_open).collect()
}

impl Match {
    /// Whether something was declared after the ruling.
    pub fn is_newer_than(&self, ruling: &Ruling) -> bool {
        self.because.iter().any(|because| match because {
            Because::StandsToGain => false,
            Because::Declared(interest) => interest.declared_at() > ruling.at,
        })
    }
}

impl Because {
    /// In the minutes, in brackets after the name.
    pub fn minuted(&self) -> String {
        let words = match self {
            Because::StandsToGain => "stands to gain".to_owned(),
            Because::Declared(interest) => {
                let thing = match interest.named().thing() {
                    Thing::Contract => format!(", contract {}", interest.named().name()),
                    Thing::Pot => format!(", pot {}", interest.named().name()),
                    Thing::Organisation => String::new(),
                };
                format!("declared: {}{thing}", interest.what().trim_end_matches('.'))
            }
        };
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
