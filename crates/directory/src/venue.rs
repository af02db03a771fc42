//! Where help is: a building with its way in, a telephone, a screen; or a house whose address is told to nobody here.

use folkmoot_kernel::{Postcode, words};
use folkmoot_register::postcode::Point;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most venues of one listing. Our own choice: a service at more is one service area.
pub const VENUES_MAX: usize = 50;

words! {
    /// What somebody who cannot walk, see or hear well needs to know of a building.
    pub enum Access {
        StepFree => "step_free", "No steps to get in";
        WheelchairToilet => "wheelchair_toilet", "Toilet for wheelchair users";
        HearingLoop => "hearing_loop", "Hearing loop";
        Parking => "blue_badge", "Parking for blue badge holders";
        Lift => "lift", "Lift";
        Signing => "signing", "Sign language by arrangement";
        QuietRoom => "quiet_room", "A quiet room";
        AssistanceDogs => "assistance_dogs", "Assistance dogs welcome";
        ChangingPlace => "changing_place", "Changing Places toilet";
        BusStop => "bus_stop", "Bus stop nearby";
    }
}

words! {
    /// How one meets the help.
    pub enum Kind {
        Building => "building", "at a place";
        Phone => "phone", "by telephone";
        Online => "online", "online";
        Home => "home", "at your home";
    }
}

/// A venue as everybody sees it. A confidential one has neither address nor point: these are not in the document at all, so no page, file,
/// index or old version can tell them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Street and town, a line for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub town: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub county: String,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "postcode_text")]
    pub postcode: Option<Postcode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat_u: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon_u: Option<i64>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub access: BTreeSet<Access>,
    /// Of access, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub access_words: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub confidential: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

mod postcode_text {
    use folkmoot_kernel::Postcode;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde asks with a reference")]
    pub fn serialize<S: Serializer>(postcode: &Option<Postcode>, serializer: S) -> Result<S::Ok, S::Error> {
        match postcode {
            Some(postcode) => serializer.serialize_str(postcode.as_str()),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Postcode>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
    }
}

impl Venue {
    pub const fn bare(kind: Kind) -> Self {
        Self {
            kind,
            name: String::new(),
            lines: Vec::new(),
            town: String::new(),
            county: String::new(),
            postcode: None,
            lat_u: None,
            lon_u: None,
            access: BTreeSet::new(),
            access_words: String::new(),
            confidential: false,
        }
    }

    /// A house whose address is told to those who ring, and stands nowhere here.
    pub fn confidential(name: &str) -> Self {
        Self { name: name.to_owned(), confidential: true, ..Self::bare(Kind::Building) }
    }

    /// What may be shown: of a confidential venue its name alone, whatever else was given.
    #[must_use]
    pub fn shown(self) -> Self {
        if self.confidential { Self::confidential(&self.name) } else { self }
    }

    pub const fn point(&self) -> Option<Point> {
        match (self.lat_u, self.lon_u) {
            (Some(lat_u), Some(lon_u)) => Some(Point { lat_u, lon_u }),
            _ => None,
        }
    }

    /// "Mill Lane Hall, 3 Mill Lane, Oxmoor, OX4 1AA"
    pub fn in_words(&self) -> String {
        if self.confidential {
            return "The address is told to those who get in touch".to_owned();
        }
        let postcode = self.postcode.as_ref().map(|postcode| postcode.as_str());
        let lines = self.lines.iter().map(String::as_str);
        let parts = [self.name.as_str()].into_iter().chain(lines).chain([self.town.as_str()]).chain(postcode);
        let mut parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.dedup();
        if parts.is_empty() { folkmoot_kernel::capital(self.kind.words()) } else { parts.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hall() -> Venue {
        Venue {
            name: "Mill Lane Hall".into(),
            lines: vec!["3 Mill Lane".into()],
            town: "Oxmoor".into(),
            postcode: Some("OX4 1AA".parse().unwrap()),
            lat_u: Some(51_730_000),
            lon_u: Some(-1_210_000),
            ..Venue::bare(Kind::Building)
        }
    }

    #[test]
    fn an_address_is_one_line() {
        assert_eq!(hall().in_words(), "Mill Lane Hall, 3 Mill Lane, Oxmoor, OX4 1AA");
        assert_eq!(Venue::bare(Kind::Phone).in_words(), "By telephone");
    }

    #[test]
    fn nothing_of_a_confidential_venue_is_left_but_its_name() {
        let shown = Venue { confidential: true, ..hall() }.shown();

        let written = serde_json::to_string(&shown).unwrap();
        assert_eq!(written, r#"{"kind":"building","name":"Mill Lane Hall","confidential":true}"#);
        assert_eq!(shown.in_words(), "The address is told to those who get in touch");
    }
}
