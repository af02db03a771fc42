//! A place's footprint: small areas with the share of each that belongs to the place. Councils, people and deprivation
//! are derived from it, because a place is not a council: Oxfordshire touches three integrated care boards.

mod facts;

pub use facts::{Facts, Overlap};

use crate::area::WHOLE_U;
use folkmoot_kernel::AreaCode;
use std::collections::BTreeMap;

/// Most small areas of one footprint; England has 33,755. (sources.md#iod2025)
pub const AREAS_MAX: usize = 34_000;

/// Why a list of small areas says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Line {line}: “{typed}” is no small-area code. A code looks like E01028534")]
    NotACode { line: usize, typed: String },
    #[error("Line {line}: “{typed}” is no share. Write a percentage above 0 and up to 100, like 62.5%")]
    NotAShare { line: usize, typed: String },
    #[error("Line {line}: {code} stands here twice, with different shares")]
    Twice { line: usize, code: AreaCode },
    #[error("{} not in the register: import the areas first, or correct the code", unknown_words(codes))]
    Unknown { codes: Vec<AreaCode> },
    #[error("That is {count} small areas; {AREAS_MAX} is the most")]
    TooMany { count: usize },
}

fn unknown_words(codes: &[AreaCode]) -> String {
    let shown: Vec<&str> = codes.iter().take(5).map(AreaCode::as_str).collect();
    let more = codes.len() - shown.len();
    match (codes.len(), more) {
        (1, _) => format!("{} is", shown[0]),
        (_, 0) => format!("{} are", shown.join(", ")),
        _ => format!("{} and {more} more are", shown.join(", ")),
    }
}

/// Small areas with shares in millionths. Empty: nobody has said yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Footprint {
    parts: BTreeMap<AreaCode, i64>,
}

impl Footprint {
    /// Whole small areas.
    pub fn whole(codes: impl IntoIterator<Item = AreaCode>) -> Self {
        Self { parts: codes.into_iter().map(|code| (code, WHOLE_U)).collect() }
    }

    pub(crate) fn stored(parts: impl IntoIterator<Item = (AreaCode, i64)>) -> Self {
        Self { parts: parts.into_iter().collect() }
    }

    /// Reads pasted lines: a code, and perhaps a share behind it ("E01028534", "E01028534 62.5%", "E01028534,62.5").
    /// Empty lines and a heading without digits are passed over.
    pub fn read(pasted: &str) -> Result<Self, Refusal> {
        let mut parts = BTreeMap::new();
        for (at, text) in pasted.lines().enumerate() {
            let mut words =
                text.split([',', ';', '\t', ' ']).map(|word| word.trim_matches('"')).filter(|w| !w.is_empty());
            let Some(first) = words.next() else { continue };
            if at == 0 && !first.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            let (line, code) = (at + 1, first.to_ascii_uppercase());
            let code: AreaCode = code.parse().map_err(|_| Refusal::NotACode { line, typed: shortened(first) })?;
            let share = words.next().map_or(Ok(WHOLE_U), |typed| {
                read_share(typed).ok_or_else(|| Refusal::NotAShare { line, typed: shortened(typed) })
            })?;
            if parts.insert(code.clone(), share).is_some_and(|before| before != share) {
                return Err(Refusal::Twice { line, code });
            }
        }
        if parts.len() > AREAS_MAX { Err(Refusal::TooMany { count: parts.len() }) } else { Ok(Self { parts }) }
    }

    /// The footprint, if the register knows all its areas.
    pub fn known(self, is_known: impl Fn(&AreaCode) -> bool) -> Result<Self, Refusal> {
        let codes: Vec<AreaCode> = self.parts.keys().filter(|code| !is_known(code)).cloned().collect();
        if codes.is_empty() { Ok(self) } else { Err(Refusal::Unknown { codes }) }
    }

    /// As lines that [`Footprint::read`] reads back.
    pub fn lines(&self) -> String {
        let line = |(code, share): (&AreaCode, &i64)| match *share {
            WHOLE_U => code.to_string(),
            share => format!("{code} {}%", percent(share)),
        };
        self.parts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub fn parts(&self) -> impl Iterator<Item = (&AreaCode, i64)> {
        self.parts.iter().map(|(code, share)| (code, *share))
    }

    pub fn codes(&self) -> std::collections::BTreeSet<AreaCode> {
        self.parts.keys().cloned().collect()
    }

    pub fn len(&self) -> usize {
        self.parts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// So that a pasted page does not come back whole in a sentence.
fn shortened(typed: &str) -> String {
    typed.chars().take(30).collect()
}

/// A percentage with up to four digits behind the point, in millionths of the whole.
fn read_share(typed: &str) -> Option<i64> {
    let number = typed.trim_end_matches('%');
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 4 || !digits(whole) || !digits(part) {
        return None;
    }
    let share = whole.parse::<i64>().ok()? * 10_000 + format!("{part:0<4}").parse::<i64>().ok()?;
    (1..=WHOLE_U).contains(&share).then_some(share)
}

/// Millionths as a percentage, exact: 625,000 is "62.5".
fn percent(share_u: i64) -> String {
    let text = format!("{}.{:04}", share_u / 10_000, share_u % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pasted_lines_may_have_a_heading_shares_and_gaps() {
        let read = Footprint::read("LSOA code\ne01028534\n\nE01028535,62.5%\n\"E01028536\";0.0001\n").unwrap();

        let parts: Vec<i64> = read.parts().map(|(_, share)| share).collect();
        assert_eq!(parts, [WHOLE_U, 625_000, 1]);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let said = |text: &str| Footprint::read(text).unwrap_err().to_string();

        assert_eq!(said("E01028534\nOX4 1AA"), "Line 2: “OX4” is no small-area code. A code looks like E01028534");
        for share in ["0", "101%", "-5", "50.00001", "1000", "x"] {
            assert!(said(&format!("E01028534 {share}")).starts_with("Line 1: “"), "{share}");
        }
        assert_eq!(said("E01028534\nE01028534 50%"), "Line 2: E01028534 stands here twice, with different shares");
    }

    #[test]
    fn the_whole_may_be_written_out_and_nothing_beyond() {
        assert!(Footprint::read("E01028534 100%").is_ok());
        assert!(Footprint::read("E01028534 100.0001%").is_err());
    }

    #[test]
    fn unknown_areas_are_named() {
        let refused = Footprint::read("E01028534\nE01028535").unwrap().known(|code| code.as_str() == "E01028534");

        let said = refused.unwrap_err().to_string();
        assert_eq!(said, "E01028535 is not in the register: import the areas first, or correct the code");
    }

    proptest! {
        #[test]
        fn lines_read_back(shares in proptest::collection::btree_map(0_u32..999_999, 1_i64..=WHOLE_U, 0..20)) {
            let code = |n: &u32| format!("Z01{n:06}").parse::<AreaCode>().unwrap();
            let footprint = Footprint::stored(shares.iter().map(|(n, share)| (code(n), *share)));

            prop_assert_eq!(Footprint::read(&footprint.lines()), Ok(footprint));
        }

        #[test]
        fn reading_any_text_never_panics(text in ".{0,200}") {
            let _ = Footprint::read(&text);
        }
    }
}
