//! What the address of the page asks for, and the addresses that ask for a little more or less.

use crate::find::{Choice, Here, Part, Wanted};
use crate::listing::Way;
use crate::need::Need;
use crate::session::Day;
use crate::venue::{Access, Kind};
use crate::whom::AGE_MAX;
use folkmoot_kernel::PlaceId;
use serde::Deserialize;

/// Distances to choose from. Unit: miles.
pub(super) const MILES: [i64; 5] = [1, 2, 5, 10, 20];
/// Metres of a mile.
const MILE: i64 = 1_609;
/// Pages at most: who looks further narrows the list.
const PAGE_MAX: usize = 40;

/// The query of the page, as it came. What is not understood is as if it were not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub q: String,
    pub postcode: String,
    pub within: String,
    pub need: String,
    pub day: String,
    pub part: String,
    pub age: String,
    pub free: String,
    pub language: String,
    pub kind: String,
    pub way: String,
    pub access: String,
    pub now: String,
    pub page: String,
}

impl Asked {
    pub fn within_miles(&self) -> Option<i64> {
        self.within.parse().ok().filter(|miles| MILES.contains(miles))
    }

    /// An age that is none is named beside its field, and does not narrow the list.
    pub fn has_odd_age(&self) -> bool {
        !self.age.trim().is_empty() && self.wanted(None, None).age.is_none()
    }

    pub fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, PAGE_MAX)
    }

    pub fn wanted(&self, place: Option<PlaceId>, here: Option<Here>) -> Wanted {
        let here = here.map(|here| Here { place: place.or(here.place), ..here });
        Wanted {
            text: self.q.trim().to_owned(),
            place,
            need: Need::read(&self.need),
            within: here.as_ref().and(self.within_miles()).map(|miles| miles * MILE),
            here,
            open_now: self.now == "yes",
            day: Day::read(&self.day),
            part: Part::read(&self.part),
            age: self.age.trim().parse().ok().filter(|age| *age <= AGE_MAX),
            free: self.free == "yes",
            language: Some(self.language.trim().to_lowercase()).filter(|language| !language.is_empty()),
            kind: Kind::read(&self.kind),
            way: Way::read(&self.way),
            access: Access::read(&self.access).into_iter().collect(),
        }
    }

    /// Names and values, in the order of the form.
    fn pairs(&self) -> [(&'static str, &str); 14] {
        [
            ("q", self.q.trim()),
            ("postcode", self.postcode.trim()),
            ("within", &self.within),
            ("need", &self.need),
            ("now", &self.now),
            ("day", &self.day),
            ("part", &self.part),
            ("age", self.age.trim()),
            ("free", &self.free),
            ("language", self.language.trim()),
            ("kind", &self.kind),
            ("way", &self.way),
            ("access", &self.access),
            ("page", &self.page),
        ]
    }

    /// What the fields of the form do not show, so that it is kept when the form is sent.
    pub fn narrowed(&self) -> Vec<(&'static str, &str)> {
        let kept = ["need", "free", "kind", "way", "access"];
        self.pairs().into_iter().filter(|(name, value)| kept.contains(name) && !value.is_empty()).collect()
    }

    pub fn address(&self, base: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs().into_iter().filter(|(_, value)| !value.is_empty()));
        let query = query.finish();
        if query.is_empty() { base.to_owned() } else { format!("{base}?{query}") }
    }

    /// The same with this as well, from its first page.
    pub fn with(&self, name: &str, value: &str) -> Asked {
        let mut next = Asked { page: String::new(), ..self.clone() };
        let field = match name {
            "need" => &mut next.need,
            "day" => &mut next.day,
            "part" => &mut next.part,
            "free" => &mut next.free,
            "kind" => &mut next.kind,
            "way" => &mut next.way,
            "access" => &mut next.access,
            "within" => &mut next.within,
            "now" => &mut next.now,
            "age" => &mut next.age,
            "language" => &mut next.language,
            _ => &mut next.page,
        };
        value.clone_into(field);
        next
    }

    /// What narrows the list, each in words with the address that asks without it.
    pub fn chosen(&self, base: &str) -> Vec<(String, String)> {
        let wanted = self.wanted(None, None);
        let own = |words: &str| folkmoot_kernel::capital(words);
        let miles = self.within_miles().filter(|_| !self.postcode.trim().is_empty());
        let all = [
            ("need", wanted.need.map(|need| need.words().to_owned())),
            (
                "within",
                miles
                    .map(|miles| if miles == 1 { "Within a mile".to_owned() } else { format!("Within {miles} miles") }),
            ),
            ("now", wanted.open_now.then(|| "Open now".to_owned())),
            ("day", wanted.day.map(|day| format!("On a {}", day.words()))),
            ("part", wanted.part.map(|part| own(part.words()))),
            ("age", wanted.age.map(|age| format!("For somebody aged {age}"))),
            ("free", wanted.free.then(|| "Free".to_owned())),
            ("language", wanted.language.map(|language| own(&language))),
            ("kind", wanted.kind.map(|kind| own(kind.words()))),
            ("way", wanted.way.map(|way| way.words().to_owned())),
            ("access", wanted.access.first().map(|access| access.words().to_owned())),
        ];
        let off = |name: &str| self.with(name, "").address(base);
        all.into_iter().filter_map(|(name, words)| Some((words?, off(name)))).collect()
    }

    /// The field and value that ask for a choice; a day with its part is asked for by the two.
    pub fn choosing(choice: Choice) -> Option<(&'static str, &'static str)> {
        match choice {
            Choice::Free => Some(("free", "yes")),
            Choice::Way(way) => Some(("way", way.key())),
            Choice::Kind(kind) => Some(("kind", kind.key())),
            Choice::Access(access) => Some(("access", access.key())),
            Choice::Day(day) => Some(("day", day.key())),
            Choice::Part(part) => Some(("part", part.key())),
            Choice::DayPart(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_what_it_was_made_of() {
        let asked = Asked { q: "a & b".into(), day: "TU".into(), page: "2".into(), ..Asked::default() };

        assert_eq!(asked.address("/help"), "/help?q=a+%26+b&day=TU&page=2");
        assert_eq!(asked.with("free", "yes").address("/help"), "/help?q=a+%26+b&day=TU&free=yes");
        assert_eq!(Asked::default().address("/help"), "/help");
    }

    #[test]
    fn what_is_not_understood_is_as_if_it_were_not_there() {
        let asked = Asked {
            day: "someday".into(),
            age: "old".into(),
            within: "3".into(),
            page: "x".into(),
            ..Asked::default()
        };
        assert_eq!(asked.wanted(None, None), Wanted::default());
        assert!(asked.has_odd_age() && !Asked { age: "72".into(), ..Asked::default() }.has_odd_age());
        assert_eq!(asked.page(), 1);
    }

    #[test]
    fn each_way_to_narrow_is_named_and_can_be_taken_back() {
        let asked = Asked { free: "yes".into(), day: "MO".into(), ..Asked::default() };
        let chosen = asked.chosen("/help");
        assert_eq!(
            chosen,
            [("On a Monday".to_owned(), "/help?free=yes".to_owned()), ("Free".to_owned(), "/help?day=MO".to_owned()),]
        );
    }
}
