//! Who can do what about one function on one day, as a sentence that anybody understands; and what the map leaves open.

use folkmoot_kernel::{Pence, Power, capital};
use serde::Serialize;

/// A line of the map with the name of who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    pub name: String,
    pub href: String,
    pub power: Power,
    pub limit: Option<Pence>,
    /// How they share it with another who decides about the same.
    pub together: String,
}

/// Everybody who holds something over a function on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Posture {
    held: Vec<Held>,
}

/// What the map leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    NobodyDecides,
    /// Nobody decides about more than this.
    NobodyAbove(Pence),
    /// Two decide about the same money and do not say how they share it.
    Shared(Vec<String>),
}

/// Those who decide up to the same limit.
struct Band<'a> {
    limit: Option<Pence>,
    who: Vec<&'a Held>,
}

impl Posture {
    /// Decides first, the lowest limit first; then who endorses, advises and notes.
    pub fn of(mut held: Vec<Held>) -> Self {
        held.sort_by(|a, b| (a.power, order(a.limit), &a.name).cmp(&(b.power, order(b.limit), &b.name)));
        Self { held }
    }

    pub fn held(&self) -> &[Held] {
        &self.held
    }

    pub fn with(&self, power: Power) -> Vec<&Held> {
        self.held.iter().filter(|one| one.power == power).collect()
    }

    fn bands(&self) -> Vec<Band<'_>> {
        let mut bands: Vec<Band<'_>> = Vec::new();
        for one in self.with(Power::Decide) {
            match bands.last_mut() {
                Some(band) if band.limit == one.limit => band.who.push(one),
                _ => bands.push(Band { limit: one.limit, who: vec![one] }),
            }
        }
        bands
    }

    /// "The committee decides up to £50,000; above that the ICB board decides."
    pub fn sentence(&self) -> String {
        let bands = self.bands();
        let Some(last) = bands.last() else { return "Nobody is named yet who decides about this.".to_owned() };
        let mut parts: Vec<String> = Vec::new();
        for (at, band) in bands.iter().enumerate() {
            let above = if at == 0 { String::new() } else { "above that ".to_owned() };
            let names = and(&band.who.iter().map(|one| one.name.as_str()).collect::<Vec<_>>());
            let verb = if band.who.len() > 1 { "decide" } else { "decides" };
            let limit = band.limit.map(|limit| format!(" up to {limit}")).unwrap_or_default();
            parts.push(format!("{above}{names} {verb}{limit}"));
        }
        if last.limit.is_some() {
            parts.push("above that nobody decides yet".to_owned());
        }
        format!("{}.", capital(&parts.join("; ")))
    }

    /// "The board endorses. The People's Panel is heard first."
    pub fn others(&self) -> Vec<String> {
        let named = |power: Power| {
            let names: Vec<&str> = self.with(power).iter().map(|one| one.name.as_str()).collect();
            (!names.is_empty()).then(|| (capital(&and(&names)), names.len() > 1))
        };
        let said = |power: Power, one: &str, many: &str| {
            named(power).map(|(names, plural)| format!("{names} {}.", if plural { many } else { one }))
        };
        [
            said(Power::Endorse, "is asked to stand behind it", "are asked to stand behind it"),
            said(Power::Advise, "is heard first", "are heard first"),
            said(Power::Note, "is told", "are told"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub fn gaps(&self) -> Vec<Gap> {
        let bands = self.bands();
        let Some(last) = bands.last() else { return vec![Gap::NobodyDecides] };
        let silent = |band: &&Band<'_>| band.who.len() > 1 && band.who.iter().all(|one| one.together.is_empty());
        let names = |band: &Band<'_>| Gap::Shared(band.who.iter().map(|one| one.name.clone()).collect());
        let mut gaps: Vec<Gap> = bands.iter().filter(silent).map(names).collect();
        gaps.extend(last.limit.map(Gap::NobodyAbove));
        gaps
    }

    /// How those share it who decide about the same.
    pub fn together(&self) -> Vec<&str> {
        self.held.iter().map(|one| one.together.as_str()).filter(|words| !words.is_empty()).collect()
    }
}

impl Gap {
    pub fn words(&self) -> String {
        match self {
            Gap::NobodyDecides => "nobody is named who decides".to_owned(),
            Gap::NobodyAbove(limit) => format!("nobody decides above {limit}"),
            Gap::Shared(names) => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                format!("{} decide about the same money, and it is not said how", and(&names))
            }
        }
    }
}

fn order(limit: Option<Pence>) -> i64 {
    limit.map_or(i64::MAX, Pence::whole)
}

/// "a", "a and b", "a, b and c".
fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn held(name: &str, power: Power, limit: Option<i64>) -> Held {
        let (href, together) = (String::new(), String::new());
        Held { name: name.into(), href, power, limit: limit.map(Pence::pounds), together }
    }

    #[test]
    fn the_sentence_goes_up_from_the_lowest_limit() {
        let posture = Posture::of(vec![
            held("the ICB board", Power::Decide, None),
            held("the People's Panel", Power::Advise, None),
            held("the committee", Power::Decide, Some(50_000)),
            held("the board", Power::Endorse, None),
        ]);

        assert_eq!(posture.sentence(), "The committee decides up to £50,000; above that the ICB board decides.");
        assert_eq!(posture.others(), ["The board is asked to stand behind it.", "The People's Panel is heard first."]);
        assert_eq!(posture.gaps(), []);
    }

    #[test]
    fn what_nobody_decides_is_said() {
        let none = Posture::of(vec![held("the forum", Power::Advise, None)]);
        let low = Posture::of(vec![held("the committee", Power::Decide, Some(50_000))]);

        assert_eq!(none.sentence(), "Nobody is named yet who decides about this.");
        assert_eq!(none.gaps(), [Gap::NobodyDecides]);
        assert_eq!(low.sentence(), "The committee decides up to £50,000; above that nobody decides yet.");
        assert_eq!(low.gaps()[0].words(), "nobody decides above £50,000");
    }

    #[test]
    fn two_who_decide_the_same_say_how() {
        let mut two = vec![held("the council", Power::Decide, None), held("the ICB", Power::Decide, None)];
        let silent = Posture::of(two.clone());
        two[1].together = "as a joint committee".into();
        let said = Posture::of(two);

        assert_eq!(silent.sentence(), "The ICB and the council decide.");
        assert_eq!(
            silent.gaps()[0].words(),
            "the ICB and the council decide about the same money, and it is not said how"
        );
        assert_eq!((said.gaps(), said.together()), (vec![], vec!["as a joint committee"]));
    }

    proptest! {
        #[test]
        fn there_is_no_gap_exactly_when_somebody_decides_whatever_it_costs(
            limits in proptest::collection::vec(proptest::option::of(0i64..9), 0..5)
        ) {
            let all = limits.iter().enumerate().map(|(at, limit)| {
                Held { together: "shared".into(), ..held(&at.to_string(), Power::Decide, *limit) }
            });
            let posture = Posture::of(all.collect());

            prop_assert_eq!(posture.gaps().is_empty(), limits.contains(&None));
            prop_assert!(posture.sentence().ends_with('.'));
        }
    }
}
