//! A line of a partner's own strategy, tied to the priorities of the place that it meets.

use folkmoot_governance::priority::PriorityId;
use folkmoot_kernel::{Date, Id, OrganisationId, PlaceId, Subject};
use serde::Serialize;
use std::collections::BTreeSet;

pub type AimId = Id<Aim>;

/// Most aims that one organisation has here: the ones that matter, not its whole plan.
pub const AIMS_MAX: usize = 12;

/// Why an aim says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say what your own strategy wants")]
    NoWords,
    #[error("Enter a full web address, like https://www.example.org")]
    SourceUrl,
    #[error("These are {AIMS_MAX} already: end one that matters less first")]
    Many,
    #[error("This ended on {}", on.in_words())]
    Ended { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoWords | Refusal::Many | Refusal::Ended { .. } => "words",
            Refusal::SourceUrl => "source_url",
        }
    }
}

/// What somebody fills in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AimDetails {
    pub words: String,
    /// The document: "Strategy 2025 to 2030, aim 3".
    pub source: String,
    pub source_url: String,
    /// Priorities of the place that meet it; none is an answer too.
    pub priorities: BTreeSet<PriorityId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aim {
    pub(crate) id: AimId,
    pub(crate) place: PlaceId,
    pub(crate) organisation: OrganisationId,
    pub(crate) details: AimDetails,
    pub(crate) ended_on: Option<Date>,
    pub(crate) version: i64,
}

impl Aim {
    /// `beside`: how many the organisation has here already.
    pub fn write(
        id: AimId,
        (place, organisation): (PlaceId, OrganisationId),
        details: AimDetails,
        beside: usize,
    ) -> Result<Self, Refusal> {
        if beside >= AIMS_MAX {
            return Err(Refusal::Many);
        }
        Ok(Self { id, place, organisation, details: checked(details)?, ended_on: None, version: 1 })
    }

    pub fn change(self, details: AimDetails) -> Result<Self, Refusal> {
        match self.ended_on {
            Some(on) => Err(Refusal::Ended { on }),
            None => Ok(Self { details: checked(details)?, ..self }),
        }
    }

    pub fn end(self, today: Date) -> Result<Self, Refusal> {
        match self.ended_on {
            Some(on) => Err(Refusal::Ended { on }),
            None => Ok(Self { ended_on: Some(today), ..self }),
        }
    }

    pub fn subject(&self) -> Subject {
        Subject::owned(self.place, self.organisation)
    }

    pub const fn id(&self) -> AimId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    pub const fn details(&self) -> &AimDetails {
        &self.details
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: AimDetails) -> Result<AimDetails, Refusal> {
    for words in [&mut details.words, &mut details.source, &mut details.source_url] {
        *words = words.trim().to_owned();
    }
    let url = &details.source_url;
    if details.words.is_empty() {
        return Err(Refusal::NoWords);
    }
    if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(Refusal::SourceUrl);
    }
    Ok(details)
}

/// Where the two do not meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Priorities of the place that stand in nobody's own strategy.
    pub nobodys: Vec<PriorityId>,
    /// Aims that no priority of the place meets.
    pub unmet: Vec<AimId>,
}

/// `current`: priorities of the place today. An aim that meets only priorities that have ended is not met.
pub fn gaps(current: &[PriorityId], aims: &[Aim]) -> Gaps {
    let meets = |aim: &Aim, priority: &PriorityId| aim.details.priorities.contains(priority);
    let nobodys = current.iter().filter(|priority| !aims.iter().any(|aim| meets(aim, priority)));
    let unmet = aims.iter().filter(|aim| !current.iter().any(|priority| meets(aim, priority)));
    Gaps { nobodys: nobodys.copied().collect(), unmet: unmet.map(Aim::id).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn aim(number: i64, priorities: &[i64]) -> Aim {
        let priorities = priorities.iter().map(|number| Id::from_number(*number)).collect();
        let details = AimDetails { words: "Warm homes".to_owned(), priorities, ..AimDetails::default() };
        Aim::write(Id::from_number(number), (Id::from_number(1), Id::from_number(2)), details, 0).unwrap()
    }

    #[test]
    fn an_aim_has_words_and_an_organisation_has_few() {
        let write = |details: AimDetails, beside| {
            Aim::write(Id::from_number(1), (Id::from_number(1), Id::from_number(2)), details, beside)
        };
        let good = AimDetails { words: " Warm homes ".to_owned(), ..AimDetails::default() };

        assert_eq!(write(AimDetails::default(), 0), Err(Refusal::NoWords));
        assert_eq!(write(good.clone(), AIMS_MAX), Err(Refusal::Many));
        let bad = AimDetails { source_url: "javascript:x".to_owned(), ..good.clone() };
        assert_eq!(write(bad, 0), Err(Refusal::SourceUrl));
        assert_eq!(write(good, 0).unwrap().details().words, "Warm homes");
    }

    #[test]
    fn an_aim_ends_once_and_is_not_changed_after() {
        let on = Date::new(2026, 3, 2).unwrap();
        let ended = aim(1, &[]).end(on).unwrap();

        assert_eq!(ended.clone().end(on), Err(Refusal::Ended { on }));
        assert_eq!(ended.change(AimDetails::default()), Err(Refusal::Ended { on }));
    }

    #[test]
    fn gaps_are_seen_from_both_sides() {
        let current = [Id::from_number(10), Id::from_number(11)];

        let gaps = gaps(&current, &[aim(1, &[10]), aim(2, &[]), aim(3, &[9])]);

        assert_eq!(gaps.nobodys, [Id::from_number(11)]);
        assert_eq!(gaps.unmet, [Id::from_number(2), Id::from_number(3)]);
    }

    proptest! {
        #[test]
        fn a_priority_is_nobodys_exactly_if_no_aim_names_it(named in proptest::collection::vec(0i64..6, 0..6)) {
            let current: Vec<PriorityId> = (0..6).map(Id::from_number).collect();

            let found = gaps(&current, &[aim(1, &named)]);

            for priority in current {
                prop_assert_eq!(found.nobodys.contains(&priority), !named.contains(&priority.number()));
            }
        }
    }
}
