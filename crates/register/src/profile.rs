//! How a place is led: who, employed by whom, accountable to whom, with which powers. What nobody has said yet stays
//! unsaid, and the page says so.

use folkmoot_kernel::words;
use folkmoot_kernel::words::listed;
use serde::Serialize;
use std::collections::BTreeSet;

words! {
    /// How the partners govern together. A place may combine several, or use words of its own. (sources.md#place-models)
    pub enum GovernanceModel {
        ConsultativeForum => "consultative_forum", "Consultative forum";
        IndividualExecutives => "individual_executives", "Individual executives with delegated powers";
        StatutoryCommittee => "statutory_committee", "Committee of a statutory body";
        JointCommittee => "joint_committee", "Joint committee";
        PlaceBoard => "place_board", "Place board";
    }
}

words! {
    /// Who employs the place's leader.
    pub enum Employer {
        Icb => "icb", "Integrated care board";
        NhsTrust => "nhs_trust", "NHS trust";
        Council => "council", "Council";
        Joint => "joint", "Jointly by several partners";
        Independent => "independent", "Independent of the partners";
    }
}

words! {
    /// Whether one person answers for the place.
    pub enum Accountable {
        Somebody => "somebody", "One person is accountable";
        Nobody => "nobody", "No single person is accountable";
    }
}

words! {
    /// Whether the partners share outcomes they work towards.
    pub enum OutcomesFramework {
        Yes => "yes", "The place has a shared outcomes framework";
        InDevelopment => "in_development", "A shared outcomes framework is in development";
        SystemWide => "system_wide", "The place uses the system-wide framework";
        No => "no", "There is no shared outcomes framework";
    }
}

words! {
    /// What the system has delegated to the place.
    pub enum Delegation {
        Full => "full", "Full delegation";
        Partial => "partial", "Partial delegation";
        Planned => "planned", "Delegation planned within 12 months";
        None => "none", "Nothing delegated";
        NoPlans => "no_plans", "Nothing delegated, and no plans";
    }
}

/// Why a profile says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say who is accountable: a post, like “Place director”")]
    WhoIsAccountable,
    #[error("Take these words out, or choose “One person is accountable”")]
    AccountableWords,
    #[error("Say what is delegated, like “Better Care Fund, community services”")]
    WhatIsDelegated,
    #[error("Take these words out, or say that something is delegated or planned")]
    DelegationWords,
}

impl Refusal {
    /// The field that the sentence stands beside.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::WhoIsAccountable | Refusal::AccountableWords => "accountable_words",
            Refusal::WhatIsDelegated | Refusal::DelegationWords => "delegation_headings",
        }
    }
}

/// What a place says about how it is led. Build it with its fields and check it with [`Profile::checked`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Profile {
    pub models: BTreeSet<GovernanceModel>,
    /// The place's own words for how it governs, alone or beside the models.
    pub own_words: String,
    pub leader_name: String,
    pub leader_post: String,
    pub leader_employer: Option<Employer>,
    pub accountable: Option<Accountable>,
    /// The post of the accountable person.
    pub accountable_words: String,
    pub outcomes: Option<OutcomesFramework>,
    pub delegation: Option<Delegation>,
    /// What is delegated, in headings.
    pub delegation_headings: String,
}

impl Profile {
    /// The profile, if it does not contradict itself.
    pub fn checked(self) -> Result<Self, Refusal> {
        let says = |words: &str| !words.trim().is_empty();
        match self.accountable {
            Some(Accountable::Somebody) if !says(&self.accountable_words) => return Err(Refusal::WhoIsAccountable),
            Some(Accountable::Nobody) | None if says(&self.accountable_words) => return Err(Refusal::AccountableWords),
            _ => {}
        }
        match self.delegation {
            Some(Delegation::Full | Delegation::Partial) if !says(&self.delegation_headings) => {
                Err(Refusal::WhatIsDelegated)
            }
            Some(Delegation::None | Delegation::NoPlans) | None if says(&self.delegation_headings) => {
                Err(Refusal::DelegationWords)
            }
            _ => Ok(self),
        }
    }

    /// "Place board and joint committee", with the place's own words behind; empty where nothing was said.
    pub fn governance_in_words(&self) -> String {
        let models: Vec<&str> = self.models.iter().map(|model| model.words()).collect();
        let own = (!self.own_words.is_empty()).then_some(self.own_words.as_str());
        match (models.is_empty(), own) {
            (true, own) => own.unwrap_or_default().to_owned(),
            (false, None) => sentence_case(&models),
            (false, Some(own)) => format!("{}: {own}", sentence_case(&models)),
        }
    }

    /// The models as a column holds them: a JSON list of keys.
    pub fn models_json(&self) -> String {
        let keys: Vec<String> = self.models.iter().map(|model| format!("\"{}\"", model.key())).collect();
        format!("[{}]", keys.join(","))
    }

    /// Reads the column. Words that this version does not know are passed over.
    pub fn read_models(json: &str) -> BTreeSet<GovernanceModel> {
        let keys: Vec<String> = serde_json::from_str(json).unwrap_or_default();
        keys.iter().filter_map(|key| GovernanceModel::read(key)).collect()
    }
}

/// The first model as it is, the others small: "Place board and joint committee".
fn sentence_case(models: &[&str]) -> String {
    let small = |(at, words): (usize, &&str)| if at == 0 { (*words).to_owned() } else { words.to_lowercase() };
    listed(&models.iter().enumerate().map(small).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_profile_contradicts_nothing() {
        assert_eq!(Profile::default().checked(), Ok(Profile::default()));
    }

    #[test]
    fn somebody_accountable_is_named_by_post_and_nobody_is_not() {
        let with = |accountable, words: &str| {
            Profile { accountable: Some(accountable), accountable_words: words.into(), ..Profile::default() }.checked()
        };

        assert!(with(Accountable::Somebody, "Place director").is_ok());
        assert_eq!(with(Accountable::Somebody, " "), Err(Refusal::WhoIsAccountable));
        assert!(with(Accountable::Nobody, "").is_ok());
        assert_eq!(with(Accountable::Nobody, "Place director"), Err(Refusal::AccountableWords));
    }

    #[test]
    fn delegation_says_what_and_none_says_nothing() {
        let with = |delegation, headings: &str| {
            let headings = headings.to_owned();
            Profile { delegation: Some(delegation), delegation_headings: headings, ..Profile::default() }.checked()
        };

        assert_eq!(with(Delegation::Partial, ""), Err(Refusal::WhatIsDelegated));
        assert!(with(Delegation::Partial, "Better Care Fund").is_ok());
        assert!(with(Delegation::Planned, "").is_ok());
        assert_eq!(with(Delegation::NoPlans, "Better Care Fund"), Err(Refusal::DelegationWords));
    }

    #[test]
    fn models_combine_with_own_words() {
        let models = BTreeSet::from([GovernanceModel::PlaceBoard, GovernanceModel::JointCommittee]);
        let both = Profile { models, own_words: "a moot".into(), ..Profile::default() };

        assert_eq!(both.governance_in_words(), "Joint committee and place board: a moot");
        assert_eq!(Profile { own_words: "a moot".into(), ..Profile::default() }.governance_in_words(), "a moot");
        assert_eq!(Profile::read_models(&both.models_json()), both.models);
    }

    #[test]
    fn unknown_models_are_passed_over() {
        assert_eq!(Profile::read_models("[\"senate\",\"place_board\"]"), [GovernanceModel::PlaceBoard].into());
        assert!(Profile::read_models("nonsense").is_empty());
    }
}
