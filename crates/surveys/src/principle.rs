//! Principles that a place signs up to: a set with a sentence for each, and who signed when.

use folkmoot_kernel::words;
use folkmoot_kernel::{Date, Id, OrganisationId, PlaceId, Subject};
use serde::Serialize;

pub type SetId = Id<PrincipleSet>;
pub type PrincipleId = Id<Principle>;

/// The seven principles of partnership working of ACEVO's framework of 2014, in its order; the sentences are ours.
/// Source: ACEVO, Alliance working and partnership framework, 2014 (sources.md#acevo-framework).
pub const ACEVO_SEVEN: [(&str, &str); 7] = [
    (
        "Sustainability",
        "We do what will still be there in five years, and we do not leave others with the cost of our ending it.",
    ),
    (
        "Transparency",
        "We say what we know, what it costs and what we were told from above, in time for others to act on it.",
    ),
    ("Joint vision", "We work for what we chose together, also when it is not our own organisation's first wish."),
    ("Joint capability", "We share people, skills and rooms so that each partner, however small, can do its part."),
    (
        "Proportionality",
        "What we ask of a partner fits its size and the money at stake: small groups do not fill in the hospital's forms.",
    ),
    (
        "Innovation and improvement",
        "We try new things, look honestly at what came of them, and stop what does not help.",
    ),
    ("Accountability and governance", "We do what we said, answer when we are asked, and accept that others look."),
];

/// Most principles of a set. Our own choice: more are not remembered, and nobody reads a partner by twelve.
pub const PRINCIPLES_MAX: usize = 12;

words! {
    /// Where a set comes from.
    pub enum Source {
        Acevo2014 => "acevo_2014", "ACEVO's framework of 2014";
        Own => "own", "This place's own words";
    }
}

/// Why a set of principles says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the set a name, like “How we work together”")]
    NoTitle,
    #[error("Write at least two principles, one on each line")]
    TooFew,
    #[error("Write {PRINCIPLES_MAX} principles at most")]
    TooMany,
    #[error("“{line}” is not a name, a colon and a sentence")]
    NoSentence { line: String },
    #[error("Your organisation signed these on {}", on.in_words())]
    SignedAlready { on: Date },
    #[error("This set ended on {}", on.in_words())]
    Ended { on: Date },
    #[error("Only partners of this place sign its principles")]
    NotAPartner,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoTitle | Refusal::Ended { .. } => "title",
            Refusal::TooFew | Refusal::TooMany | Refusal::NoSentence { .. } => "principles",
            Refusal::SignedAlready { .. } | Refusal::NotAPartner => "organisation",
        }
    }
}

/// One way of working, in a sentence that can be answered "not at all" or "fully".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Principle {
    pub id: PrincipleId,
    pub number: i64,
    pub title: String,
    pub sentence: String,
}

/// A set of principles of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrincipleSet {
    pub(crate) id: SetId,
    pub(crate) place: PlaceId,
    pub(crate) title: String,
    pub(crate) source: Source,
    pub(crate) adopted_on: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) version: i64,
}

/// That an organisation signed, through a seat holder, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Signature {
    pub organisation: OrganisationId,
    pub on: Date,
}

impl PrincipleSet {
    pub fn adopt(id: SetId, place: PlaceId, title: &str, source: Source, today: Date) -> Result<Self, Refusal> {
        let title = title.trim().to_owned();
        if title.is_empty() {
            return Err(Refusal::NoTitle);
        }
        Ok(Self { id, place, title, source, adopted_on: today, ended_on: None, version: 1 })
    }

    /// `signed`: when the organisation signed before.
    pub fn sign(&self, organisation: OrganisationId, signed: Option<Date>, today: Date) -> Result<Signature, Refusal> {
        match (self.ended_on, signed) {
            (Some(on), _) => Err(Refusal::Ended { on }),
            (None, Some(on)) => Err(Refusal::SignedAlready { on }),
            (None, None) => Ok(Signature { organisation, on: today }),
        }
    }

    pub fn end(self, today: Date) -> Result<Self, Refusal> {
        match self.ended_on {
            Some(on) => Err(Refusal::Ended { on }),
            None => Ok(Self { ended_on: Some(today), ..self }),
        }
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> SetId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub const fn source(&self) -> Source {
        self.source
    }
    pub const fn adopted_on(&self) -> Date {
        self.adopted_on
    }
    pub const fn ended_on(&self) -> Option<Date> {
        self.ended_on
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

/// Reads principles of one's own: "Name: sentence" on each line.
pub fn read_own(text: &str) -> Result<Vec<(String, String)>, Refusal> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return Err(Refusal::TooFew);
    }
    if lines.len() > PRINCIPLES_MAX {
        return Err(Refusal::TooMany);
    }
    lines.into_iter().map(principle).collect()
}

fn principle(line: &str) -> Result<(String, String), Refusal> {
    let whole = |part: &str| !part.trim().is_empty();
    match line.split_once(':') {
        Some((name, sentence)) if whole(name) && whole(sentence) => {
            Ok((name.trim().to_owned(), sentence.trim().to_owned()))
        }
        _ => Err(Refusal::NoSentence { line: line.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Date {
        Date::new(2026, 3, 2).unwrap()
    }

    fn set() -> PrincipleSet {
        PrincipleSet::adopt(Id::from_number(1), Id::from_number(2), "How we work", Source::Own, day()).unwrap()
    }

    #[test]
    fn own_principles_are_a_name_and_a_sentence_on_each_line() {
        assert_eq!(read_own("Open: We say so.\n\nKind: We ask first.").unwrap().len(), 2);
        assert_eq!(read_own("Open: We say so."), Err(Refusal::TooFew));
        assert_eq!(read_own("Open: We say so.\nKind"), Err(Refusal::NoSentence { line: "Kind".into() }));
        assert_eq!(read_own(&"A: b\n".repeat(PRINCIPLES_MAX + 1)), Err(Refusal::TooMany));
        assert!(read_own(&"A: b\n".repeat(PRINCIPLES_MAX)).is_ok());
    }

    #[test]
    fn an_organisation_signs_once_and_nothing_that_ended() {
        let organisation = Id::from_number(9);

        assert_eq!(set().sign(organisation, None, day()).unwrap().on, day());
        assert_eq!(set().sign(organisation, Some(day()), day()), Err(Refusal::SignedAlready { on: day() }));
        let ended = set().end(day()).unwrap();
        assert_eq!(ended.sign(organisation, None, day()), Err(Refusal::Ended { on: day() }));
        assert_eq!(ended.end(day()), Err(Refusal::Ended { on: day() }));
    }

    #[test]
    fn the_seven_are_seven_and_each_has_a_sentence() {
        assert_eq!(ACEVO_SEVEN.len(), 7);
        assert!(ACEVO_SEVEN.iter().all(|(name, sentence)| !name.is_empty() && sentence.ends_with('.')));
        assert_eq!(
            PrincipleSet::adopt(Id::from_number(1), Id::from_number(2), " ", Source::Own, day()),
            Err(Refusal::NoTitle)
        );
    }
}
