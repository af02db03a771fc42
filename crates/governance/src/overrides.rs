//! An override: a higher body set aside a decision of the place. Who, with which power, why, with what notice and effect;
//! and the place's reply beside it.

use crate::decision::DecisionId;
use folkmoot_kernel::{Date, Id, Pence, PlaceId, SmallNumberRule, Timestamp};

pub type OverrideId = Id<Override>;

/// Why an override says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("only a decision that was closed can be set aside")]
    DecisionOpen,
    #[error("say which power was used: the article, the delegation agreement")]
    PowerMissing,
    #[error("say the reason that was given; if none was given, say so")]
    ReasonMissing,
    #[error("say what it means for people and promises")]
    EffectMissing,
    #[error("write the reply")]
    ReplyMissing,
    #[error("the place has replied already")]
    RepliedAlready,
}

impl Refusal {
    /// The field of the form that it stands beside.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::DecisionOpen => "by_body",
            Refusal::PowerMissing => "power_used",
            Refusal::ReasonMissing => "reason",
            Refusal::EffectMissing => "effect",
            Refusal::ReplyMissing | Refusal::RepliedAlready => "reply",
        }
    }
}

/// A decision set aside from above.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Override {
    pub(crate) id: OverrideId,
    pub(crate) place: PlaceId,
    pub(crate) decision: DecisionId,
    /// The body that overruled, as it calls itself: it may be no body of this place.
    pub(crate) by_body: String,
    pub(crate) power_used: String,
    pub(crate) reason: String,
    pub(crate) notice_days: i64,
    /// Money taken back with it.
    pub(crate) amount: Option<Pence>,
    pub(crate) effect: String,
    /// From which day it holds. Older rows say the days of notice alone.
    pub(crate) effect_on: Option<Date>,
    /// Notice that had been promised. Unit: calendar days.
    pub(crate) promised_days: Option<i64>,
    pub(crate) people: Option<u32>,
    pub(crate) people_words: String,
    pub(crate) at: Timestamp,
    pub(crate) reply: Option<Reply>,
    pub(crate) version: i64,
}

/// What the place says to it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reply {
    pub words: String,
    pub at: Timestamp,
}

/// What is told about an override when it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overruling {
    pub by_body: String,
    pub power_used: String,
    pub reason: String,
    /// From which day it holds.
    pub effect_on: Date,
    pub promised_days: Option<i64>,
    pub people: Option<u32>,
    pub people_words: String,
    pub amount: Option<Pence>,
    pub effect: String,
    pub at: Timestamp,
}

impl Override {
    /// Records that a closed decision was set aside.
    pub fn of(
        id: OverrideId,
        place: PlaceId,
        decision: DecisionId,
        is_closed: Closing,
        told: Overruling,
    ) -> Result<Self, Refusal> {
        if is_closed == Closing::StillOpen {
            return Err(Refusal::DecisionOpen);
        }
        let empty = |words: &str| words.trim().is_empty();
        if empty(&told.power_used) {
            return Err(Refusal::PowerMissing);
        }
        if empty(&told.reason) {
            return Err(Refusal::ReasonMissing);
        }
        if empty(&told.effect) {
            return Err(Refusal::EffectMissing);
        }
        Ok(Self {
            id,
            place,
            decision,
            by_body: told.by_body,
            power_used: told.power_used,
            reason: told.reason,
            notice_days: told.at.date().days_until(told.effect_on).max(0),
            amount: told.amount,
            effect: told.effect,
            effect_on: Some(told.effect_on),
            promised_days: told.promised_days,
            people: told.people,
            people_words: told.people_words,
            at: told.at,
            reply: None,
            version: 1,
        })
    }

    /// The place's own words, once, beside the override for as long as it stands.
    pub fn replied(mut self, words: &str, now: Timestamp) -> Result<Self, Refusal> {
        if self.reply.is_some() {
            return Err(Refusal::RepliedAlready);
        }
        if words.trim().is_empty() {
            return Err(Refusal::ReplyMissing);
        }
        self.reply = Some(Reply { words: words.trim().to_owned(), at: now });
        Ok(self)
    }

    pub const fn id(&self) -> OverrideId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn decision(&self) -> DecisionId {
        self.decision
    }
    pub fn by_body(&self) -> &str {
        &self.by_body
    }
    pub fn power_used(&self) -> &str {
        &self.power_used
    }
    pub fn reason(&self) -> &str {
        &self.reason
    }
    pub const fn notice_days(&self) -> i64 {
        self.notice_days
    }
    pub const fn amount(&self) -> Option<Pence> {
        self.amount
    }
    pub fn effect(&self) -> &str {
        &self.effect
    }
    pub const fn at(&self) -> Timestamp {
        self.at
    }
    /// "no notice", "1 day's notice", "30 days' notice".
    pub fn notice_words(&self) -> String {
        match self.notice_days {
            0 => "no notice".to_owned(),
            1 => "1 day's notice".to_owned(),
            days => format!("{days} days' notice"),
        }
    }
    /// Working days from being told until it holds.
    pub fn working_days(&self) -> Option<i64> {
        self.effect_on.map(|day| self.at.date().working_days_until(day).max(0))
    }
    /// Days of the promised notice that are missing; 0 when it was kept.
    pub fn short_by_days(&self) -> Option<i64> {
        self.promised_days.map(|promised| (promised - self.notice_days).max(0))
    }
    pub const fn promised_days(&self) -> Option<i64> {
        self.promised_days
    }
    pub const fn effect_on(&self) -> Option<Date> {
        self.effect_on
    }
    /// How many people, with small numbers held back.
    pub fn people(&self) -> Option<String> {
        self.people.map(|people| SmallNumberRule::LOCAL.show(people).to_string())
    }
    pub fn people_words(&self) -> &str {
        &self.people_words
    }
    pub const fn reply(&self) -> Option<&Reply> {
        self.reply.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

/// Whether the decision had been closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    StillOpen,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000);

    fn told() -> Overruling {
        Overruling {
            by_body: "Integrated care board".into(),
            power_used: "Delegation agreement, clause 9".into(),
            reason: "The system's deficit".into(),
            effect_on: NOW.date(),
            promised_days: Some(30),
            people: Some(5),
            people_words: "People who work in the week".into(),
            amount: None,
            effect: "The clinic stays closed on Saturdays".into(),
            at: NOW,
        }
    }

    fn of(told: Overruling, closing: Closing) -> Result<Override, Refusal> {
        Override::of(Id::from_number(1), Id::from_number(2), Id::from_number(3), closing, told)
    }

    #[test]
    fn only_what_was_decided_can_be_set_aside() {
        assert_eq!(of(told(), Closing::StillOpen), Err(Refusal::DecisionOpen));
        assert!(of(told(), Closing::Done).is_ok());
    }

    #[test]
    fn power_reason_and_effect_are_told() {
        let missing = |told| of(told, Closing::Done).unwrap_err();

        assert_eq!(missing(Overruling { power_used: " ".into(), ..told() }), Refusal::PowerMissing);
        assert_eq!(missing(Overruling { reason: String::new(), ..told() }), Refusal::ReasonMissing);
        assert_eq!(missing(Overruling { effect: String::new(), ..told() }), Refusal::EffectMissing);
    }

    #[test]
    fn notice_is_counted_against_what_was_promised() {
        let on = |ahead| of(Overruling { effect_on: NOW.date().plus_days(ahead), ..told() }, Closing::Done).unwrap();

        assert_eq!(
            (on(30).short_by_days(), on(29).short_by_days(), on(-3).short_by_days()),
            (Some(0), Some(1), Some(30))
        );
        assert_eq!((on(4).working_days(), on(-3).notice_words()), (Some(4), "no notice".to_owned()));
        assert_eq!(on(1).people().as_deref(), Some("fewer than 8"));
    }

    proptest! {
        #[test]
        fn notice_and_what_is_missing_of_it_add_up(ahead in -400i64..400, promised in prop::option::of(0i64..400)) {
            let effect_on = NOW.date().plus_days(ahead);
            let one = of(Overruling { effect_on, promised_days: promised, ..told() }, Closing::Done).unwrap();

            // What is given and what is missing make up what was promised, unless more was given.
            if let Some(promised) = promised {
                let missing = one.short_by_days().unwrap();
                prop_assert!(missing >= 0 && one.notice_days() >= 0);
                prop_assert!(one.notice_days() + missing == promised.max(one.notice_days()));
            } else {
                prop_assert_eq!(one.short_by_days(), None);
            }
            // A week has two days on which nobody works, and holidays come on top.
            let (days, working) = (one.notice_days(), one.working_days().unwrap());
            prop_assert!((0..=days - days / 7 * 2).contains(&working), "{working} of {days}");
            // More notice never makes it shorter of what was promised.
            let later = Overruling { effect_on: effect_on.plus_days(1), promised_days: promised, ..told() };
            prop_assert!(of(later, Closing::Done).unwrap().short_by_days() <= one.short_by_days());
        }

        #[test]
        fn few_people_are_never_told_exactly(people in 0u32..40) {
            let one = of(Overruling { people: Some(people), ..told() }, Closing::Done).unwrap();
            let said = one.people().unwrap();

            prop_assert!(people == 0 || people >= 8 || said != people.to_string(), "{people} was told as {said}");
        }
    }

    #[test]
    fn the_place_replies_once() {
        let overruled = of(told(), Closing::Done).unwrap();

        assert_eq!(overruled.clone().replied(" ", NOW), Err(Refusal::ReplyMissing));
        let replied = overruled.replied("We were not asked.", NOW).unwrap();
        assert_eq!(replied.replied("And again.", NOW), Err(Refusal::RepliedAlready));
    }
}
