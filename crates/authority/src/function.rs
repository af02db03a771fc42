//! Something that can be decided in a place: "small grants", "who runs a service". It stands in the map once.

use folkmoot_kernel::{Date, FunctionId, PlaceId, Subject};
use serde::Serialize;

/// Why a function says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say what is decided, in a few words like “small grants”")]
    NoName,
    #[error("say under which heading it stands, like “Money” or “Services”")]
    NoHeading,
    #[error("“{name}” stands in the map already")]
    Twice { name: String },
    #[error("somebody still holds a power over it: end that first")]
    StillHeld,
    #[error("it was taken off the map on {}", on.in_words())]
    Ended { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoHeading => "heading",
            _ => "name",
        }
    }
}

/// What people say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FunctionDetails {
    pub heading: String,
    pub name: String,
    /// What it means, for residents.
    pub about: String,
    /// What people call it when they look for it.
    pub words: String,
}

/// Something that can be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Function {
    pub(crate) id: FunctionId,
    pub(crate) place: PlaceId,
    pub(crate) details: FunctionDetails,
    pub(crate) ended_on: Option<Date>,
    pub(crate) version: i64,
}

/// Whether another function of the place is called the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    First,
    Twice,
}

impl Function {
    pub fn add(id: FunctionId, place: PlaceId, details: FunctionDetails, named: Named) -> Result<Self, Refusal> {
        Ok(Self { id, place, details: checked(details, named)?, ended_on: None, version: 1 })
    }

    pub fn change(self, details: FunctionDetails, named: Named) -> Result<Self, Refusal> {
        self.open()?;
        Ok(Self { details: checked(details, named)?, ..self })
    }

    /// Takes it off the map. What was decided about it stays.
    pub fn end(self, on: Date, held: usize) -> Result<Self, Refusal> {
        self.open()?;
        if held > 0 {
            return Err(Refusal::StillHeld);
        }
        Ok(Self { ended_on: Some(on), ..self })
    }

    pub fn open(&self) -> Result<(), Refusal> {
        self.ended_on.map_or(Ok(()), |on| Err(Refusal::Ended { on }))
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> FunctionId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn details(&self) -> &FunctionDetails {
        &self.details
    }
    pub fn name(&self) -> &str {
        &self.details.name
    }
    pub fn heading(&self) -> &str {
        &self.details.heading
    }
    pub const fn ended_on(&self) -> Option<Date> {
        self.ended_on
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(details: FunctionDetails, named: Named) -> Result<FunctionDetails, Refusal> {
    let trim = |text: String| text.trim().to_owned();
    let FunctionDetails { heading, name, about, words } = details;
    let details = FunctionDetails { heading: trim(heading), name: trim(name), about: trim(about), words: trim(words) };
    if match_name(&details.name).is_empty() {
        return Err(Refusal::NoName);
    }
    if details.heading.is_empty() {
        return Err(Refusal::NoHeading);
    }
    if named == Named::Twice {
        return Err(Refusal::Twice { name: details.name });
    }
    Ok(details)
}

/// A name without case, signs and small words, to find the same thing written twice.
pub fn match_name(name: &str) -> String {
    const SMALL: [&str; 6] = ["the", "of", "for", "and", "a", "an"];
    let signs = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let plain: String = name.to_lowercase().chars().filter(|c| *c != '\'' && *c != '’').map(signs).collect();
    plain.split_whitespace().filter(|word| !SMALL.contains(word)).collect::<Vec<_>>().join(" ")
}

/// A function made by hand, for rules that are tested without a place.
#[cfg(test)]
pub(crate) fn called(number: i64, heading: &str, name: &str, words: &str) -> Function {
    let details =
        FunctionDetails { heading: heading.into(), name: name.into(), about: String::new(), words: words.into() };
    use folkmoot_kernel::Id;
    Function::add(Id::from_number(number), Id::from_number(1), details, Named::First).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn details(heading: &str, name: &str) -> FunctionDetails {
        FunctionDetails { heading: heading.into(), name: name.into(), ..FunctionDetails::default() }
    }

    fn add(details: FunctionDetails, named: Named) -> Result<Function, Refusal> {
        Function::add(Id::from_number(1), Id::from_number(2), details, named)
    }

    #[test]
    fn a_function_has_a_name_of_its_own_and_a_heading() {
        assert_eq!(add(details("Money", " … "), Named::First), Err(Refusal::NoName));
        assert_eq!(add(details(" ", "Small grants"), Named::First), Err(Refusal::NoHeading));
        let twice = add(details("Money", "Small grants"), Named::Twice).unwrap_err();
        assert_eq!(twice.to_string(), "“Small grants” stands in the map already");
    }

    #[test]
    fn what_somebody_holds_stays_on_the_map() {
        let one = called(1, "Money", "Small grants", "");
        let day = Date::new(2026, 4, 1).unwrap();

        assert_eq!(one.clone().end(day, 1), Err(Refusal::StillHeld));
        let ended = one.end(day, 0).unwrap();
        assert_eq!(ended.change(details("Money", "Grants"), Named::First), Err(Refusal::Ended { on: day }));
    }

    #[test]
    fn the_same_thing_written_twice_is_found() {
        assert_eq!(match_name("The Better-Care Fund"), match_name("better care  fund"));
        assert_eq!(match_name("People’s panel"), match_name("Peoples Panel"));
    }

    proptest! {
        #[test]
        fn a_matched_name_matches_itself(name in "\\PC{0,40}") {
            let once = match_name(&name);
            prop_assert_eq!(match_name(&once), once);
        }
    }
}
