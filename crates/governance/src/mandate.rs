//! What the functions and decisions map says of one body and one function: a power with its limit, and who decides beside it.

use crate::power::Power;
use folkmoot_kernel::{FunctionId, Pence};

/// Why the map says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("this body decides about “{function}” up to {limit}, and this is {asked}. {above}")]
    TooMuch { function: String, limit: Pence, asked: Pence, above: String },
    #[error("this body decides about “{function}” up to {limit}: say how much money this is about, or 0 if none")]
    AmountMissing { function: String, limit: Pence },
    #[error("about “{function}” this body can {can}. {who}")]
    OnlyMay { function: String, can: &'static str, who: String },
    #[error("the map of who decides names others for “{function}”. {who}")]
    OthersDecide { function: String, who: String },
    #[error("choose something that can be decided in this place")]
    FunctionElsewhere,
}

impl Refusal {
    /// The field of the form that it stands beside.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::TooMuch { .. } | Refusal::AmountMissing { .. } => "amount",
            Refusal::OnlyMay { .. } | Refusal::OthersDecide { .. } => "power",
            Refusal::FunctionElsewhere => "function",
        }
    }
}

/// What something is about, as the map knows it, and how much money it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Matter {
    pub function: Option<FunctionId>,
    pub amount: Option<Pence>,
}

/// Who decides about a function, up to how much. No limit: whatever it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decider {
    pub name: String,
    pub limit: Option<Pence>,
}

/// What the map says of a body over a function on a day. It may be silent about either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    pub function: FunctionId,
    pub name: String,
    pub href: String,
    /// The strongest power that the map gives this body. None: it says nothing of this body.
    pub power: Option<Power>,
    /// The most money that this body decides about, if it decides.
    pub limit: Option<Pence>,
    pub basis: String,
    /// Everybody who decides, this body included.
    pub deciders: Vec<Decider>,
}

impl Mandate {
    /// The power of an item: the map's where it says something, else what was typed. Nobody types that they decide what others
    /// decide.
    pub fn settles(&self, typed: Power) -> Result<Power, Refusal> {
        match self.power {
            Some(power) => Ok(power),
            None if typed == Power::Decide && !self.deciders.is_empty() => Err(self.others()),
            None => Ok(typed),
        }
    }

    /// Whether the body may use this power about so much money. Whoever may not decide may still endorse, advise and note.
    pub fn allows(&self, power: Power, amount: Option<Pence>) -> Result<(), Refusal> {
        if power != Power::Decide {
            return Ok(());
        }
        let function = self.name.clone();
        match (self.power, self.limit, amount) {
            (Some(Power::Decide), None, _) => Ok(()),
            (Some(Power::Decide), Some(limit), None) => Err(Refusal::AmountMissing { function, limit }),
            (Some(Power::Decide), Some(limit), Some(asked)) if asked <= limit => Ok(()),
            (Some(Power::Decide), Some(limit), Some(asked)) => {
                Err(Refusal::TooMuch { function, limit, asked, above: self.upward(Some(asked)) })
            }
            (Some(other), ..) => Err(Refusal::OnlyMay { function, can: other.words(), who: self.upward(amount) }),
            (None, ..) if self.deciders.is_empty() => Ok(()),
            (None, ..) => Err(self.others()),
        }
    }

    /// Who decides about so much money: of those whose limit reaches, the one with the lowest.
    pub fn decider(&self, amount: Option<Pence>) -> Option<&Decider> {
        let reaches = |one: &&Decider| one.limit.is_none_or(|limit| amount.is_none_or(|amount| amount <= limit));
        self.deciders.iter().filter(reaches).min_by_key(|one| one.limit.map_or(i64::MAX, Pence::whole))
    }

    /// After "this body can": "decide this, up to £50,000. Above that, NHS Wendmark decides".
    pub fn words(&self) -> Option<String> {
        let power = self.power?;
        let words = power.words();
        Some(match (power, self.limit) {
            (Power::Decide, None) => words.to_owned(),
            (Power::Decide, Some(limit)) => {
                let more = limit.plus(Pence::new(1));
                let above = self.decider(more).filter(|above| above.limit != Some(limit));
                let above =
                    above.map_or_else(|| "nobody decides yet".to_owned(), |above| format!("{} decides", above.name));
                format!("{words}, up to {limit}. Above that, {above}")
            }
            _ => self.decider(None).map_or_else(|| words.to_owned(), |one| format!("{words}. {} decides", one.name)),
        })
    }

    fn others(&self) -> Refusal {
        Refusal::OthersDecide { function: self.name.clone(), who: self.upward(None) }
    }

    /// What to do instead.
    fn upward(&self, amount: Option<Pence>) -> String {
        match self.decider(amount) {
            Some(one) => format!("{} decides: choose “Endorse this”, so that it goes up to them", one.name),
            None => "Nobody decides about so much yet: choose “Endorse this”, and ask who should".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    const LIMIT: Pence = Pence::pounds(50_000);

    fn mandate(power: Option<Power>, limit: Option<Pence>, others: &[(&str, Option<Pence>)]) -> Mandate {
        let mut deciders: Vec<Decider> =
            others.iter().map(|(name, limit)| Decider { name: (*name).to_owned(), limit: *limit }).collect();
        if power == Some(Power::Decide) {
            deciders.push(Decider { name: "This board".into(), limit });
        }
        let (name, href, basis) = ("Small grants".to_owned(), String::new(), String::new());
        Mandate { function: Id::from_number(1), name, href, power, limit, basis, deciders }
    }

    fn committee() -> Mandate {
        mandate(Some(Power::Decide), Some(LIMIT), &[("The ICB board", None)])
    }

    #[test]
    fn the_last_penny_can_be_decided_and_one_more_goes_up() {
        let one_more = LIMIT.plus(Pence::new(1));

        assert_eq!(committee().allows(Power::Decide, Some(LIMIT)), Ok(()));
        let refused = committee().allows(Power::Decide, one_more).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "this body decides about “Small grants” up to £50,000, and this is £50,000.01. The ICB board decides: choose \
             “Endorse this”, so that it goes up to them"
        );
        assert_eq!(refused.field(), "amount");
        assert_eq!(committee().allows(Power::Endorse, one_more), Ok(()));
    }

    #[test]
    fn a_limit_wants_an_amount_and_nought_is_one() {
        assert!(matches!(committee().allows(Power::Decide, None), Err(Refusal::AmountMissing { .. })));
        assert_eq!(committee().allows(Power::Decide, Some(Pence::NOTHING)), Ok(()));
    }

    #[test]
    fn who_only_endorses_is_told_who_decides() {
        let forum = mandate(Some(Power::Endorse), None, &[("The committee", Some(LIMIT)), ("The ICB board", None)]);

        let refused = forum.allows(Power::Decide, Some(Pence::pounds(60_000))).unwrap_err().to_string();

        assert!(refused.contains("can endorse this. The ICB board decides"), "{refused}");
        assert_eq!(forum.words().unwrap(), "endorse this. The committee decides");
    }

    #[test]
    fn where_the_map_is_silent_what_was_typed_stays() {
        let silent = mandate(None, None, &[]);
        let others = mandate(None, None, &[("The committee", None)]);

        assert_eq!(silent.settles(Power::Decide), Ok(Power::Decide));
        assert_eq!(silent.allows(Power::Decide, None), Ok(()));
        assert_eq!(others.settles(Power::Advise), Ok(Power::Advise));
        assert!(matches!(others.settles(Power::Decide), Err(Refusal::OthersDecide { .. })));
        assert!(matches!(others.allows(Power::Decide, None), Err(Refusal::OthersDecide { .. })));
    }

    #[test]
    fn the_words_say_what_happens_above_the_limit() {
        assert_eq!(committee().words().unwrap(), "decide this, up to £50,000. Above that, The ICB board decides");
        let gap = mandate(Some(Power::Decide), Some(LIMIT), &[]);
        assert_eq!(gap.words().unwrap(), "decide this, up to £50,000. Above that, nobody decides yet");
        assert_eq!(mandate(None, None, &[]).words(), None);
    }

    proptest! {
        #[test]
        fn no_amount_above_the_limit_is_ever_decided(limit in 0i64..1_000_000_000, asked in 0i64..2_000_000_000) {
            let one = mandate(Some(Power::Decide), Some(Pence::new(limit)), &[("The ICB board", None)]);

            let allowed = one.allows(Power::Decide, Some(Pence::new(asked))).is_ok();

            prop_assert_eq!(allowed, asked <= limit);
            for weaker in [Power::Endorse, Power::Advise, Power::Note] {
                prop_assert!(one.allows(weaker, Some(Pence::new(asked))).is_ok());
            }
        }

        #[test]
        fn whoever_decides_has_a_limit_that_reaches_and_nobody_lower_has(
            limits in proptest::collection::vec(proptest::option::of(0i64..1_000), 0..6), asked in 0i64..1_200
        ) {
            let named: Vec<(&str, Option<Pence>)> = limits.iter().map(|limit| ("One", limit.map(Pence::new))).collect();
            let one = mandate(None, None, &named);

            let found = one.decider(Some(Pence::new(asked))).map(|found| found.limit.map_or(i64::MAX, Pence::whole));

            let reach = limits.iter().map(|limit| limit.unwrap_or(i64::MAX)).filter(|limit| *limit >= asked).min();
            prop_assert_eq!(found, reach);
        }
    }
}
