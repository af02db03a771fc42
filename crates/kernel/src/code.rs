//! Codes that come from outside: statistical geographies, postcodes, names in links.

use std::fmt;
use std::str::FromStr;

/// Nine characters of the Office for National Statistics, like E01028534. (sources.md#gss)
/// The demonstration's invented areas start with Z, which no country of the United Kingdom uses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(String);

/// A postcode in capitals with one space: "OX4 1AA". Shape only: it may not exist. (sources.md#postcodes)
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

/// The name of a place, body or organisation in a link: "oxmoor-vale".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    #[error("an area code is one letter and eight digits, like E01028534")]
    Area,
    #[error("enter a full postcode, like OX4 1AA")]
    Postcode,
    #[error("a link name has 1 to 80 small letters, digits and hyphens")]
    Slug,
}

impl FromStr for AreaCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        if Self::fits(text) { Ok(Self(text.to_owned())) } else { Err(NotACode::Area) }
    }
}

impl AreaCode {
    /// Whether the text has the shape of an area's code: for millions of them, of which none is kept.
    pub fn fits(text: &str) -> bool {
        text.len() == 9 && text.as_bytes()[0].is_ascii_uppercase() && text.bytes().skip(1).all(|b| b.is_ascii_digit())
    }
}

impl FromStr for Postcode {
    type Err = NotACode;

    /// Forgives case, missing and extra spaces, and the "+" of a link.
    fn from_str(typed: &str) -> Result<Self, NotACode> {
        let mut packed = String::with_capacity(8);
        packed.extend(typed.chars().filter(|c| !c.is_whitespace() && *c != '+').map(|c| c.to_ascii_uppercase()));
        if !packed.is_ascii() || !(5..=7).contains(&packed.len()) {
            return Err(NotACode::Postcode);
        }
        let (outward, inward) = packed.split_at(packed.len() - 3);
        if !outward_fits(outward.as_bytes()) || !inward_fits(inward.as_bytes()) {
            return Err(NotACode::Postcode);
        }
        packed.insert(packed.len() - 3, ' ');
        Ok(Self(packed))
    }
}

/// One or two letters, a digit, then nothing, a digit or a letter: "M1", "OX4", "SW1A".
fn outward_fits(outward: &[u8]) -> bool {
    let letters = outward.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let rest = &outward[letters..];
    let last_fits = rest.get(1).is_none_or(u8::is_ascii_alphanumeric);
    (1..=2).contains(&letters) && (1..=2).contains(&rest.len()) && rest[0].is_ascii_digit() && last_fits
}

/// A digit and two letters.
fn inward_fits(inward: &[u8]) -> bool {
    inward[0].is_ascii_digit() && inward[1..].iter().all(u8::is_ascii_uppercase)
}

impl FromStr for Slug {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let fits = (1..=80).contains(&text.len()) && text.bytes().all(letters) && !text.starts_with('-');
        if fits { Ok(Self(text.to_owned())) } else { Err(NotACode::Slug) }
    }
}

impl Slug {
    /// Makes a link name from any title: "St Mary's Hub, Oxmoor" becomes "st-marys-hub-oxmoor".
    pub fn of(title: &str) -> Self {
        let mut slug = String::new();
        for letter in title.chars().filter(|c| !matches!(c, '\'' | '’')) {
            if letter.is_ascii_alphanumeric() {
                slug.push(letter.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() == 80 {
                break;
            }
        }
        let trimmed = slug.trim_end_matches('-');
        Self(if trimmed.is_empty() { "unnamed".to_owned() } else { trimmed.to_owned() })
    }
}

macro_rules! text_code {
    ($name:ident) => {
        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
            pub fn into_string(self) -> String {
                self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}
text_code!(AreaCode);
text_code!(Postcode);
text_code!(Slug);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postcode_is_forgiven_its_spaces_and_case() {
        for typed in ["ox41aa", " OX4  1AA ", "ox4+1aa"] {
            assert_eq!(typed.parse::<Postcode>().unwrap().as_str(), "OX4 1AA");
        }
        assert_eq!("sw1a2aa".parse::<Postcode>().unwrap().as_str(), "SW1A 2AA");
    }

    #[test]
    fn what_is_no_postcode_is_refused() {
        for typed in ["", "OX4", "1AA OX4", "OX4 1A", "OXX4 1AA", "OX4 1AÁ", "OX444 1AA"] {
            assert_eq!(typed.parse::<Postcode>(), Err(NotACode::Postcode), "{typed}");
        }
    }

    #[test]
    fn a_title_makes_a_link_name() {
        assert_eq!(Slug::of("St Mary’s Hub, Oxmoor!").as_str(), "st-marys-hub-oxmoor");
        assert_eq!(Slug::of("…").as_str(), "unnamed");
    }

    proptest! {
        #[test]
        fn every_title_makes_a_valid_link_name(title in ".{0,120}") {
            let slug = Slug::of(&title);

            prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()));
        }

        #[test]
        fn reading_any_text_as_a_code_never_panics(text in ".{0,12}") {
            let _ = (text.parse::<Postcode>(), text.parse::<AreaCode>(), text.parse::<Slug>());
        }
    }
}
