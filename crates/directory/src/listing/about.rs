//! What everybody may read of a listing, as one document: it is what is written, compared, put back, searched and sent out.

use super::merge;
use crate::cost::Cost;
use crate::need::Need;
use crate::session::{SESSIONS_MAX, Session};
use crate::venue::{VENUES_MAX, Venue};
use crate::whom::Whom;
use folkmoot_kernel::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Letters of a name, and of what it is about.
pub const NAME_MAX: usize = 160;
pub const SUMMARY_MAX: usize = 20_000;
/// Phone numbers, languages, areas and terms, of each.
pub const FEW_MAX: usize = 100;

words! {
    /// How somebody comes to it.
    pub enum Way {
        DropIn => "drop_in", "Just come along";
        Book => "book", "Get in touch first";
        Referral => "referral", "Somebody has to refer you";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    pub number: String,
    /// "Mornings only"
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Phone {
    /// What a telephone dials: digits, and a plus in front.
    pub fn dialled(&self) -> String {
        let written = if self.number.starts_with('+') { self.number.replace("(0)", "") } else { self.number.clone() };
        let digits = written.split(['x', '/']).next().unwrap_or_default();
        digits
            .chars()
            .enumerate()
            .filter(|(nth, c)| c.is_ascii_digit() || *nth == 0 && *c == '+')
            .map(|(_, c)| c)
            .collect()
    }
}

/// Where people may live who come: a statistical area by its code, or words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// A term of somebody else's list, as it came with a feed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tag {
    /// Name of the list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub list: String,
    /// Id of the term there.
    pub term: String,
    pub name: String,
}

/// Everything that is open about a listing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    pub name: String,
    /// Paragraphs, without marks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<Need>,
    #[serde(skip_serializing_if = "Whom::is_everybody")]
    pub whom: Whom,
    pub cost: Cost,
    /// Beside English, by their English names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub ways: BTreeSet<Way>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub venues: Vec<Venue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Served>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accreditations: String,
    /// What is not as usual at the moment.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alert: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
}

/// Why a listing cannot be shown. Each message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give it the name that people know it by")]
    NoName,
    #[error("A name has {NAME_MAX} letters at most")]
    LongName,
    #[error("Say in a sentence or two what happens there")]
    NoSummary,
    #[error("That is longer than anybody reads: {SUMMARY_MAX} letters at most")]
    LongSummary,
    #[error("Say how to find out more: a telephone number, an e-mail address or a web page, or when and where to come")]
    NoWayIn,
    #[error("The youngest age is above the oldest")]
    Ages,
    #[error("A web address begins with https:// or http://")]
    Url,
    #[error("This is not an e-mail address")]
    Email,
    #[error("There can be {most} {what} at most")]
    TooMany { what: &'static str, most: usize },
}

impl Refusal {
    /// The field of the form that it stands beside.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoName | Refusal::LongName => "name",
            Refusal::NoSummary | Refusal::LongSummary => "summary",
            Refusal::NoWayIn => "phone",
            Refusal::Ages => "from_age",
            Refusal::Url => "url",
            Refusal::Email => "email",
            Refusal::TooMany { .. } => "days",
        }
    }
}

/// A web address by the rules of RFC 3986, with a host that has a dot in it. (sources.md#uri)
pub fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        is_host(host) && port.bytes().all(|b| b.is_ascii_digit()) && is_path(path)
    })
}

fn is_host(host: &str) -> bool {
    let inside = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    host.contains('.') && host.split('.').all(|label| !label.is_empty() && label.bytes().all(inside))
}

fn is_path(path: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&b);
    let escaped = |part: &str| part.len() >= 2 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    path.bytes().all(plain) && path.matches('#').count() <= 1 && path.split('%').skip(1).all(escaped)
}

pub fn is_email(text: &str) -> bool {
    let plain = |c: char| {
        c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\')
    };
    match text.split_once('@') {
        Some((name, host)) => {
            let labels_fit = host.split('.').all(|label| {
                let inside = |c: char| c.is_ascii_alphanumeric() || c == '-';
                !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(inside)
            });
            let dots_fit = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
            !name.is_empty()
                && dots_fit
                && name.chars().all(plain)
                && host.contains('.')
                && labels_fit
                && !host.contains('@')
        }
        None => false,
    }
}

impl About {
    /// The document as it may be kept: trimmed, without what nobody may see, and refused where a reader could do nothing with it.
    pub fn checked(mut self) -> Result<Self, Refusal> {
        for text in [
            &mut self.name,
            &mut self.summary,
            &mut self.url,
            &mut self.email,
            &mut self.accreditations,
            &mut self.alert,
        ] {
            text.truncate(text.trim_end().len());
            text.drain(..text.len() - text.trim_start().len());
        }
        self.venues = self.venues.into_iter().map(Venue::shown).collect();
        self.phones.retain(|phone| !phone.number.trim().is_empty());
        self.refuse()?;
        Ok(self)
    }

    fn refuse(&self) -> Result<(), Refusal> {
        let many = |what: &'static str, count: usize, most: usize| {
            if count > most { Err(Refusal::TooMany { what, most }) } else { Ok(()) }
        };
        many("times", self.sessions.len(), SESSIONS_MAX)?;
        many("venues", self.venues.len(), VENUES_MAX)?;
        many("telephone numbers", self.phones.len(), FEW_MAX)?;
        many("areas", self.areas.len(), FEW_MAX)?;
        match () {
            () if self.name.is_empty() => Err(Refusal::NoName),
            () if self.name.chars().count() > NAME_MAX => Err(Refusal::LongName),
            () if self.summary.chars().count() > SUMMARY_MAX => Err(Refusal::LongSummary),
            () if !self.url.is_empty() && !is_url(&self.url) => Err(Refusal::Url),
            () if !self.email.is_empty() && !is_email(&self.email) => Err(Refusal::Email),
            () if matches!((self.whom.from_age, self.whom.to_age), (Some(from), Some(to)) if from > to) => {
                Err(Refusal::Ages)
            }
            () => Ok(()),
        }
    }

    /// Whether somebody who read it could act on it.
    pub fn has_way_in(&self) -> bool {
        let comes_along = !self.sessions.is_empty() && !self.venues.is_empty();
        !self.url.is_empty() || !self.email.is_empty() || !self.phones.is_empty() || comes_along
    }

    /// What a publisher sends next, laid over what was changed here. See [`merge::Merged`].
    pub fn merged(&self, before: &About, sent: &About) -> merge::Merged {
        merge::merged(before, self, sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::venue::Kind;

    fn walk() -> About {
        About { name: " A walk on Tuesdays ".into(), summary: "We walk.\n".into(), ..About::default() }
    }

    #[test]
    fn what_is_kept_is_trimmed() {
        let kept = walk().checked().unwrap();
        assert_eq!((kept.name.as_str(), kept.summary.as_str()), ("A walk on Tuesdays", "We walk."));
    }

    #[test]
    fn each_refusal_stands_beside_its_field() {
        let refused = |about: About| about.checked().unwrap_err();

        assert_eq!(refused(About { name: " ".into(), ..walk() }).field(), "name");
        assert_eq!(refused(About { name: "x".repeat(NAME_MAX + 1), ..walk() }), Refusal::LongName);
        assert!(About { name: "x".repeat(NAME_MAX), ..walk() }.checked().is_ok());
        assert_eq!(refused(About { url: "walks.example".into(), ..walk() }), Refusal::Url);
        assert_eq!(refused(About { email: "walks at example".into(), ..walk() }), Refusal::Email);
        let whom = Whom { from_age: Some(60), to_age: Some(59), words: String::new() };
        assert_eq!(refused(About { whom, ..walk() }), Refusal::Ages);
        assert!(matches!(
            refused(About { venues: vec![Venue::bare(Kind::Phone); VENUES_MAX + 1], ..walk() }),
            Refusal::TooMany { .. }
        ));
    }

    #[test]
    fn a_reader_can_act_on_a_telephone_number_or_on_a_time_at_a_place() {
        let mut about = walk();
        assert!(!about.has_way_in());
        about.sessions.push(Session::weekly([crate::session::Day::Tuesday], None, None));
        assert!(!about.has_way_in());
        about.venues.push(Venue::bare(Kind::Building));
        assert!(about.has_way_in());
    }

    #[test]
    fn a_telephone_dials_digits() {
        let dialled = |number: &str| Phone { number: number.into(), words: String::new() }.dialled();
        assert_eq!(
            [dialled("01632 960 123"), dialled("+44 (0)1632"), dialled("01632 960123 x12")],
            ["01632960123", "+441632", "01632960123"]
        );
    }

    #[test]
    fn addresses_are_told_from_other_words() {
        for good in ["https://a.example", "http://a.example/b?c=d#e"] {
            assert!(is_url(good), "{good}");
        }
        for bad in [
            "",
            "a.example",
            "ftp://a.example",
            "https://a",
            "https://a b.example",
            "javascript:alert(1)",
            "https://a.example/<b>",
            "https://http:www.a.example",
            "https://a.example/%zz",
            "https://a.example/[b]",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
        for good in ["a@b.example", "a.b+c@d-e.example"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.example",
            "a b@c.example",
            "a@b..example",
            "a@@b.example",
            ".a@b.example",
            "a@-b.example",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn a_document_with_what_nobody_knows_yet_is_read_as_far_as_it_is_known() {
        let read: About = serde_json::from_str(r#"{"name":"A","cost":{"charge":"free"},"later":1}"#).unwrap();
        assert_eq!(read, About { name: "A".into(), cost: Cost::free(), ..About::default() });
    }
}
