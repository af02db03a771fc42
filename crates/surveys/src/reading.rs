//! How partners read one of them, principle by principle, beside how it sees itself; its reply; one thing it will change.

use crate::level::{Level, together};
use crate::principle::{Principle, PrincipleId};
use crate::round::RoundId;
use crate::urn::Urn;
use folkmoot_kernel::words;
use folkmoot_kernel::{Date, Id, OrganisationId, PlaceId, Tenths};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub type PledgeId = Id<Pledge>;

/// How one reader sees a partner: a level for each principle, none left out. So all principles of a round have one crowd, and no
/// figure rests on the few who did not skip it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reading(BTreeMap<PrincipleId, Level>);

/// Why a reading, a reply or a pledge says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Answer each of them, or leave this partner to others")]
    NotAll,
    #[error("Write a few words")]
    NoWords,
    #[error("The day cannot be before today")]
    InThePast,
    #[error("One thing is named already: say what became of it first")]
    OneAlready,
    #[error("This was followed up on {}", on.in_words())]
    FollowedUp { on: Date },
    #[error("Wait for the reading: it closes on {}", on.in_words())]
    NotYet { on: Date },
    #[error("Nothing of this reading is shown, so there is nothing to reply to")]
    NothingShown,
    #[error("It closed: a view of one's own is given before the others are seen")]
    TooLate,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::InThePast => "by",
            Refusal::FollowedUp { .. } => "outcome",
            _ => "words",
        }
    }
}

impl Reading {
    pub fn of(principles: &[Principle], levels: &BTreeMap<PrincipleId, Level>) -> Result<Self, Refusal> {
        let level = |one: &Principle| Some((one.id, *levels.get(&one.id)?));
        let all: Option<BTreeMap<PrincipleId, Level>> = principles.iter().map(level).collect();
        all.map(Self).ok_or(Refusal::NotAll)
    }

    pub fn levels(&self) -> &BTreeMap<PrincipleId, Level> {
        &self.0
    }
}

/// One principle on the page of a partner: what others see, and what it sees itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    pub principle: Principle,
    /// None: fewer than five readers said anything about it.
    pub others: Option<Tenths>,
    pub own: Option<Level>,
}

impl Beside {
    pub fn others_in_words(&self) -> &'static str {
        self.others.map_or("Fewer than five could tell", Tenths::on_a_scale)
    }

    pub fn own_in_words(&self) -> &'static str {
        self.own.map_or("Not said", Level::words)
    }

    /// How the two views lie to each other, in neutral words.
    pub fn in_words(&self) -> &'static str {
        let (Some(others), Some(own)) = (self.others, self.own) else { return "" };
        match own.percent() - others.percent() {
            ..=-25 => "Others see more of it than the partner does itself",
            -24..=24 => "Both see it about alike",
            _ => "The partner sees more of it than others do",
        }
    }
}

/// Lays the views beside each other, in the order of the principles.
pub fn beside(principles: &[Principle], urn: &Urn<Reading>, own: &BTreeMap<PrincipleId, Level>) -> Vec<Beside> {
    let one = |principle: &Principle| {
        let levels: Vec<Level> =
            urn.answers().iter().filter_map(|reading| reading.0.get(&principle.id).copied()).collect();
        Beside { others: together(&levels), own: own.get(&principle.id).copied(), principle: principle.clone() }
    };
    principles.iter().map(one).collect()
}

words! {
    /// What became of the one thing.
    pub enum Outcome {
        Done => "done", "Done";
        Partly => "partly", "Done in part";
        NotDone => "not_done", "Not done";
    }
}

/// One thing that a partner will change after it was read. A promise of its own; the next reading asks what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pledge {
    pub(crate) id: PledgeId,
    pub(crate) round: RoundId,
    pub(crate) place: PlaceId,
    pub(crate) organisation: OrganisationId,
    pub(crate) words: String,
    pub(crate) by: Date,
    pub(crate) followed: Option<(Outcome, String, Date)>,
    pub(crate) version: i64,
}

/// What a partner names, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneThing {
    pub words: String,
    pub by: Date,
}

impl Pledge {
    /// `open`: pledges of this partner whose outcome is not said.
    pub fn name(
        id: PledgeId,
        (round, place, organisation): (RoundId, PlaceId, OrganisationId),
        thing: OneThing,
        open: usize,
        today: Date,
    ) -> Result<Self, Refusal> {
        let words = words(&thing.words)?;
        match () {
            () if thing.by < today => Err(Refusal::InThePast),
            () if open > 0 => Err(Refusal::OneAlready),
            () => Ok(Self { id, round, place, organisation, words, by: thing.by, followed: None, version: 1 }),
        }
    }

    /// Says what became of it, with a sentence.
    pub fn follow_up(self, outcome: Outcome, sentence: &str, today: Date) -> Result<Self, Refusal> {
        if let Some((_, _, on)) = self.followed {
            return Err(Refusal::FollowedUp { on });
        }
        Ok(Self { followed: Some((outcome, words(sentence)?, today)), ..self })
    }

    pub const fn id(&self) -> PledgeId {
        self.id
    }
    pub const fn round(&self) -> RoundId {
        self.round
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn by(&self) -> Date {
        self.by
    }
    pub const fn followed(&self) -> Option<&(Outcome, String, Date)> {
        self.followed.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

/// Trimmed, and not nothing.
pub fn words(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::NoWords) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Date {
        Date::new(2026, 3, 2).unwrap().plus_days(number)
    }

    fn principles() -> Vec<Principle> {
        let one = |number: i64| Principle {
            id: Id::from_number(number),
            number,
            title: format!("P{number}"),
            sentence: "We.".into(),
        };
        vec![one(1), one(2)]
    }

    fn reading(first: Level, second: Level) -> Reading {
        let levels = BTreeMap::from([(Id::from_number(1), first), (Id::from_number(2), second)]);
        Reading::of(&principles(), &levels).unwrap()
    }

    fn read_by(readers: usize) -> Urn<Reading> {
        (0..readers).fold(Urn::empty(), |urn, _| urn.put(reading(Level::Fully, Level::ALittle)))
    }

    #[test]
    fn a_reading_answers_every_principle() {
        let half = BTreeMap::from([(Id::from_number(1), Level::Fully)]);

        assert_eq!(Reading::of(&principles(), &half), Err(Refusal::NotAll));
    }

    #[test]
    fn five_readers_are_shown_beside_the_own_view_and_four_are_not() {
        let own = BTreeMap::from([(Id::from_number(1), Level::ALittle), (Id::from_number(2), Level::Fully)]);

        let shown = beside(&principles(), &read_by(5), &own);
        assert_eq!(shown[0].in_words(), "Others see more of it than the partner does itself");
        assert_eq!(shown[1].in_words(), "The partner sees more of it than others do");
        assert!(
            beside(&principles(), &read_by(4), &own)
                .iter()
                .all(|one| one.others.is_none() && one.in_words().is_empty())
        );
        assert_eq!(beside(&principles(), &read_by(5), &BTreeMap::new())[0].own_in_words(), "Not said");
    }

    #[test]
    fn one_thing_at_a_time_and_it_is_followed_up_once() {
        let name = |open| {
            let thing = OneThing { words: " Papers a week ahead ".into(), by: day(90) };
            Pledge::name(
                Id::from_number(1),
                (Id::from_number(2), Id::from_number(3), Id::from_number(4)),
                thing,
                open,
                day(0),
            )
        };

        assert_eq!(name(1), Err(Refusal::OneAlready));
        let pledge = name(0).unwrap();
        assert_eq!(pledge.words(), "Papers a week ahead");
        let followed = pledge.follow_up(Outcome::Partly, "Five days ahead", day(91)).unwrap();
        assert_eq!(followed.follow_up(Outcome::Done, "All", day(92)), Err(Refusal::FollowedUp { on: day(91) }));
    }

    #[test]
    fn a_pledge_needs_words_and_a_day_to_come() {
        let named = |words: &str, by| {
            let thing = OneThing { words: words.into(), by };
            Pledge::name(
                Id::from_number(1),
                (Id::from_number(2), Id::from_number(3), Id::from_number(4)),
                thing,
                0,
                day(0),
            )
        };

        assert_eq!(named(" ", day(1)), Err(Refusal::NoWords));
        assert_eq!(named("Listen", day(-1)), Err(Refusal::InThePast));
        assert!(named("Listen", day(0)).is_ok());
    }
}
