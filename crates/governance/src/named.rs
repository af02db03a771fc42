//! What an item or an interest names: an organisation, a pot of money or a contract. Two names are the same when their keys are.

use folkmoot_kernel::OrganisationId;
use serde::Serialize;

/// Longest name of a pot or a contract. Unit: letters.
pub const NAME_MAX: usize = 200;

/// What kind of thing is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    Organisation,
    Pot,
    Contract,
}

/// Something with a name that an item is about, or an interest is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    Organisation(OrganisationId),
    Pot(String),
    Contract(String),
}

impl Thing {
    pub const ALL: [Thing; 3] = [Thing::Organisation, Thing::Pot, Thing::Contract];

    pub const fn key(self) -> &'static str {
        match self {
            Thing::Organisation => "organisation",
            Thing::Pot => "pot",
            Thing::Contract => "contract",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|thing| thing.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Thing::Organisation => "An organisation",
            Thing::Pot => "A pot of money",
            Thing::Contract => "A contract",
        }
    }
}

impl Named {
    /// A pot or a contract by its name; none without letters or digits, because nothing could be compared with it.
    pub fn called(thing: Thing, name: &str) -> Option<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if key_of(&name).is_empty() || name.chars().count() > NAME_MAX {
            return None;
        }
        match thing {
            Thing::Organisation => None,
            Thing::Pot => Some(Named::Pot(name)),
            Thing::Contract => Some(Named::Contract(name)),
        }
    }

    pub const fn thing(&self) -> Thing {
        match self {
            Named::Organisation(_) => Thing::Organisation,
            Named::Pot(_) => Thing::Pot,
            Named::Contract(_) => Thing::Contract,
        }
    }

    /// What is compared: the organisation's number, or the name without case, signs and double spaces.
    pub fn key(&self) -> String {
        match self {
            Named::Organisation(id) => id.number().to_string(),
            Named::Pot(name) | Named::Contract(name) => key_of(name),
        }
    }

    /// The name of a pot or a contract; empty for an organisation, whose name the register knows.
    pub fn name(&self) -> &str {
        match self {
            Named::Organisation(_) => "",
            Named::Pot(name) | Named::Contract(name) => name,
        }
    }

    pub const fn organisation(&self) -> Option<OrganisationId> {
        match self {
            Named::Organisation(id) => Some(*id),
            Named::Pot(_) | Named::Contract(_) => None,
        }
    }

    /// Whether both are the same thing.
    pub fn is(&self, other: &Named) -> bool {
        self.thing() == other.thing() && self.key() == other.key()
    }
}

fn key_of(name: &str) -> String {
    let letters: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names typed one a line, each once, in the order in which they came.
pub fn lines(thing: Thing, text: &str) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for one in text.lines().filter_map(|line| Named::called(thing, line)) {
        if !all.iter().any(|other| other.is(&one)) {
            all.push(one);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn contract(name: &str) -> Named {
        Named::called(Thing::Contract, name).unwrap()
    }

    #[test]
    fn a_name_is_the_same_whatever_its_case_and_signs() {
        assert!(contract("Home care, Weir ").is(&contract("home  care – weir")));
        assert!(!contract("Home care, Weir").is(&contract("Home care, Weirside")));
        assert!(!contract("Prevention").is(&Named::called(Thing::Pot, "Prevention").unwrap()));
    }

    #[test]
    fn a_name_of_signs_alone_is_none() {
        assert_eq!(Named::called(Thing::Pot, " -- "), None);
        assert!(Named::called(Thing::Pot, &"a".repeat(NAME_MAX)).is_some());
        assert_eq!(Named::called(Thing::Pot, &"a".repeat(NAME_MAX + 1)), None);
        assert_eq!(Named::called(Thing::Organisation, "Vale Trust"), None);
    }

    #[test]
    fn an_organisation_is_known_by_its_number() {
        let trust = Named::Organisation(Id::from_number(7));

        assert_eq!((trust.key().as_str(), trust.name()), ("7", ""));
        assert!(trust.is(&Named::Organisation(Id::from_number(7))));
    }

    #[test]
    fn lines_name_each_thing_once() {
        let all = lines(Thing::Pot, "Prevention pot\n\n prevention POT\nWinter");

        assert_eq!(all.iter().map(Named::name).collect::<Vec<_>>(), ["Prevention pot", "Winter"]);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name in ".{0,60}") {
            let once = key_of(&name);

            prop_assert_eq!(key_of(&once), once);
        }
    }
}
