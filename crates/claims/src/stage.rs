//! How far partners were involved in a priority or a decision, as the team says it and as those involved say it.

use folkmoot_kernel::words;
use folkmoot_kernel::{Date, OrganisationId};
use std::collections::BTreeMap;

words! {
    /// How far somebody was involved, from least to most.
    pub enum Stage {
        Told => "told", "Told";
        Asked => "asked", "Asked";
        FromTheStart => "from_the_start", "Involved from the start";
        Designed => "designed", "Designed together";
        Run => "run", "Run together";
        Led => "led", "Led by them";
    }
}

words! {
    /// When somebody was invited.
    pub enum Invited {
        Before => "before", "Before anything was drafted";
        During => "during", "While it was drafted";
        After => "after", "When the draft was there";
    }
}

words! {
    /// What somebody is involved in.
    pub enum Kind {
        Priority => "priority", "Priority";
        Decision => "decision", "Decision";
    }
}

/// Why saying so is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say when you were invited")]
    NoInvitation,
    #[error("Hours that were paid cannot be more than hours that were asked")]
    PaidMoreThanAsked,
    #[error("Only voluntary and community members are asked how far the claims are so")]
    NotVcse,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoInvitation => "invited",
            Refusal::PaidMoreThanAsked => "paid",
            Refusal::NotVcse => "title",
        }
    }
}

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    Team,
    Organisation(OrganisationId),
}

/// What one voice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub stage: Stage,
    pub invited: Option<Invited>,
    pub words: String,
    pub on: Date,
}

impl Said {
    /// An organisation also says when it was invited; the team does not.
    pub fn by(voice: Voice, stage: Stage, invited: Option<Invited>, words: &str, today: Date) -> Result<Self, Refusal> {
        let invited = match (voice, invited) {
            (Voice::Team, _) => None,
            (Voice::Organisation(_), None) => return Err(Refusal::NoInvitation),
            (Voice::Organisation(_), invited) => invited,
        };
        Ok(Self { stage, invited, words: words.trim().to_owned(), on: today })
    }
}

/// How the two views lie to each other, in neutral words. None: only one side has spoken.
pub fn side_by_side(team: Option<Stage>, others: &[Stage]) -> Option<&'static str> {
    let team = team?;
    let less = others.iter().filter(|stage| **stage < team).count();
    let more = others.iter().filter(|stage| **stage > team).count();
    match (less, more, others.len()) {
        (_, _, 0) => None,
        (0, 0, _) => Some("Those involved say the same as the team."),
        (0, _, _) => Some("Those involved say that it was more than the team says."),
        (less, 0, all) if less == all => Some("Everybody who was involved says that it was less than the team says."),
        (_, 0, _) => Some("Some of those involved say that it was less than the team says."),
        _ => Some("Those involved see it differently, some more and some less than the team."),
    }
}

/// How many say each stage, in their order.
pub fn counts(stages: impl IntoIterator<Item = Stage>) -> Vec<i64> {
    let mut by_stage: BTreeMap<Stage, i64> = BTreeMap::new();
    for stage in stages {
        *by_stage.entry(stage).or_default() += 1;
    }
    Stage::ALL.iter().map(|stage| by_stage.get(stage).copied().unwrap_or(0)).collect()
}

/// Hours of one organisation in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    pub asked: i64,
    pub paid: i64,
}

impl Hours {
    pub fn of(asked: i64, paid: i64) -> Result<Self, Refusal> {
        if paid > asked { Err(Refusal::PaidMoreThanAsked) } else { Ok(Self { asked, paid }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn day() -> Date {
        Date::new(2026, 3, 2).unwrap()
    }

    #[test]
    fn an_organisation_says_when_it_was_invited_and_the_team_does_not() {
        let organisation = Voice::Organisation(Id::from_number(1));

        assert_eq!(Said::by(organisation, Stage::Asked, None, "", day()), Err(Refusal::NoInvitation));
        assert_eq!(Said::by(Voice::Team, Stage::Asked, Some(Invited::Before), "", day()).unwrap().invited, None);
    }

    #[test]
    fn the_views_are_laid_side_by_side_in_neutral_words() {
        assert_eq!(side_by_side(None, &[Stage::Told]), None);
        assert_eq!(side_by_side(Some(Stage::Asked), &[]), None);
        assert_eq!(side_by_side(Some(Stage::Asked), &[Stage::Asked]), Some("Those involved say the same as the team."));
        let less = side_by_side(Some(Stage::Designed), &[Stage::Asked, Stage::Told]).unwrap();
        assert!(less.starts_with("Everybody"));
        assert!(side_by_side(Some(Stage::Designed), &[Stage::Asked, Stage::Designed]).unwrap().starts_with("Some"));
        assert!(side_by_side(Some(Stage::Designed), &[Stage::Asked, Stage::Led]).unwrap().contains("differently"));
    }

    #[test]
    fn paid_hours_are_among_those_asked() {
        assert!(Hours::of(10, 10).is_ok());
        assert_eq!(Hours::of(10, 11), Err(Refusal::PaidMoreThanAsked));
        assert_eq!(counts([Stage::Told, Stage::Led, Stage::Told]), [2, 0, 0, 0, 0, 1]);
    }
}
