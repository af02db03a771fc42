//! Fields: read, repaired where they can be, and every repair noted with its place.

use super::super::html;
use super::super::repair::{Repair, Repaired};
use super::text;
use crate::listing::about::{is_email, is_url};
use crate::time_of_day::TimeOfDay;
use crate::uuid::Uuid;
use crate::whom::AGE_MAX;
use folkmoot_kernel::{Date, Pence, Postcode};
use serde_json::Value;
use std::fmt::Write as _;

/// What people write for the beginning of a web address.
const SLIPS: [&str; 12] = [
    "https://", "http://", "https:/", "http:/", "https//", "http//", "https:", "http:", "http;//", "https;//", "//",
    "htttp://",
];
/// Letters of what stood there that are kept.
const WAS_MAX: usize = 120;
/// Repairs of one service that are told; a thousand wrong times are one fault.
const REPAIRS_MAX: usize = 200;

/// Reads fields of one service and remembers what it repaired.
#[derive(Debug)]
pub(super) struct Reader {
    repairs: Vec<Repaired>,
    within: String,
}

impl Reader {
    pub fn new() -> Self {
        Self { repairs: Vec::new(), within: String::new() }
    }

    pub fn done(self) -> Vec<Repaired> {
        self.repairs
    }

    /// Reads what is deeper; its places are told from the top.
    pub fn inside<T>(&mut self, part: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.within.len();
        self.within.push_str(part);
        self.within.push('/');
        let value = read(self);
        self.within.truncate(length);
        value
    }

    pub fn note(&mut self, repair: Repair, at: &str, was: &str) {
        if self.repairs.len() < REPAIRS_MAX {
            let was = was.chars().take(WAS_MAX).collect();
            self.repairs.push(Repaired { repair, at: format!("{}{at}", self.within), was });
        }
    }

    /// Words without marks.
    pub fn plain(&mut self, value: &Value, field: &str) -> String {
        let written = match value.get(field) {
            Some(Value::String(text)) => text.as_str(),
            None | Some(Value::Null) => return String::new(),
            Some(Value::Number(number)) => return number.to_string(),
            Some(other) => {
                self.note(Repair::Unread, field, &other.to_string());
                return String::new();
            }
        };
        if !html::has_marks(written) {
            return html::tidy(written);
        }
        self.note(Repair::Marks, field, "");
        html::words(written)
    }

    pub fn cut(&mut self, text: String, most: usize, repair: Repair, at: &str) -> String {
        match text.char_indices().nth(most) {
            None => text,
            Some((end, _)) => {
                self.note(repair, at, &text);
                text[..end].trim_end().to_owned()
            }
        }
    }

    pub fn url(&mut self, written: &str, at: &str) -> String {
        let text = written.trim();
        if text.is_empty() || is_url(text) {
            return text.to_owned();
        }
        let encoded = percent_encoded(text);
        let rest = SLIPS.iter().fold(encoded.as_str(), |rest, slip| rest.strip_prefix(slip).unwrap_or(rest));
        let helped = if is_url(&encoded) { encoded.clone() } else { format!("https://{rest}") };
        let has_other_scheme = helped.matches("://").count() > 1 || text.contains('@');
        if is_url(&helped) && !has_other_scheme {
            self.note(Repair::Scheme, at, text);
            return helped;
        }
        self.note(Repair::Url, at, text);
        String::new()
    }

    pub fn email(&mut self, written: &str, at: &str) -> String {
        let text = written.trim().trim_start_matches("mailto:").trim_end_matches(['.', ',', ';']).trim();
        if text.is_empty() || is_email(text) {
            return text.to_owned();
        }
        self.note(Repair::Email, at, text);
        String::new()
    }

    pub fn phone(&mut self, written: &str, at: &str) -> String {
        let text = html::tidy(written).replace('\n', " ");
        if text.is_empty() || text.chars().filter(char::is_ascii_digit).count() >= 3 && text.chars().count() <= 60 {
            return text;
        }
        self.note(Repair::Phone, at, &text);
        String::new()
    }

    pub fn uuid(&mut self, kind: &str, written: &str, at: &str) -> Uuid {
        if let Ok(uuid) = written.parse() {
            return uuid;
        }
        self.note(Repair::Id, at, written);
        Uuid::of(kind, &[written])
    }

    /// A day, from a date, a moment or a day as England writes it.
    pub fn date(&mut self, written: &str, at: &str) -> Option<Date> {
        let text = written.trim();
        if text.is_empty() {
            return None;
        }
        let day = text.get(..10).unwrap_or(text).parse().ok().or_else(|| english(text));
        if day.is_none() {
            self.note(Repair::Date, at, text);
        }
        day
    }

    pub fn time(&mut self, written: &str, at: &str) -> Option<TimeOfDay> {
        let text = written.trim();
        if text.is_empty() {
            return None;
        }
        // A moment has its time after the "T".
        let clock = text.split_once('T').map_or(text, |(_, clock)| clock);
        let time = clock.parse().ok();
        if time.is_none() {
            self.note(Repair::Time, at, text);
        }
        time
    }

    /// Whole years, 0 to 120.
    pub fn age(&mut self, value: &Value, field: &str) -> Option<u8> {
        let written = text(value, field);
        if written.is_empty() {
            return None;
        }
        let whole = written.split('.').next().unwrap_or_default();
        let age = whole.parse::<i64>().ok().filter(|age| *age >= 0).map(|age| age.min(i64::from(AGE_MAX)));
        if age.is_none() {
            self.note(Repair::Age, field, &written);
        }
        age.and_then(|age| u8::try_from(age).ok())
    }

    pub fn pence(&mut self, written: &str, at: &str) -> Option<i64> {
        if written.is_empty() {
            return None;
        }
        let read = Pence::read(&two_places(written)).ok();
        if read.is_none() {
            self.note(Repair::Amount, at, written);
        }
        read.map(Pence::whole)
    }

    pub fn postcode(&mut self, written: &str, at: &str) -> Option<Postcode> {
        let text = written.trim();
        if text.is_empty() {
            return None;
        }
        let postcode = text.parse().ok();
        if postcode.is_none() {
            self.note(Repair::Postcode, at, text);
        }
        postcode
    }

    /// Millionths of a degree, within the United Kingdom.
    pub fn point(&mut self, value: &Value) -> Option<(i64, i64)> {
        let (lat, lon) = (text(value, "latitude"), text(value, "longitude"));
        if lat.is_empty()
            || lon.is_empty()
            || [&lat, &lon].iter().all(|text| text.trim_start_matches(['0', '.', '-']).is_empty())
        {
            return None;
        }
        let (Some(lat_u), Some(lon_u)) = (millionths(&lat), millionths(&lon)) else {
            self.note(Repair::Point, "latitude", &format!("{lat}, {lon}"));
            return None;
        };
        if is_british(lat_u, lon_u) {
            return Some((lat_u, lon_u));
        }
        if is_british(lon_u, lat_u) {
            self.note(Repair::Swapped, "latitude", &format!("{lat}, {lon}"));
            return Some((lon_u, lat_u));
        }
        self.note(Repair::Point, "latitude", &format!("{lat}, {lon}"));
        None
    }
}

/// What no web address holds as it is, written as one holds it. What is encoded already stays.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
        match plain {
            true => encoded.push(char::from(byte)),
            false => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Latitudes 49 to 61, longitudes -9 to 2.5 degrees.
fn is_british(lat_u: i64, lon_u: i64) -> bool {
    (49_000_000..=61_000_000).contains(&lat_u) && (-9_000_000..=2_500_000).contains(&lon_u)
}

/// "51.454513" as 51,454,513, by its digits: what is finer is cut.
fn millionths(written: &str) -> Option<i64> {
    let (sign, digits) = written.strip_prefix('-').map_or((1, written), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !numeric(whole) || !numeric(part) {
        return None;
    }
    let part: i64 = format!("{part:0<6}")[..6].parse().ok()?;
    Some(sign * (whole.parse::<i64>().ok()? * 1_000_000 + part))
}

/// "3.5" and "3.500" as "3.50"; finer than pence stays and is refused.
fn two_places(written: &str) -> String {
    match written.split_once('.') {
        Some((whole, part)) => match part.trim_end_matches('0') {
            "" => whole.to_owned(),
            part => format!("{whole}.{part}"),
        },
        None => written.to_owned(),
    }
}

/// "18/12/2024", "18-12-2024".
fn english(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '-', '.']).map(str::trim);
    let (day, month, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    if parts.next().is_some() { None } else { Date::new(year, month, day).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_are_helped_as_far_as_they_can_be() {
        let read = |written: &str| Reader::new().url(written, "url");

        assert_eq!(read("www.a.example/x"), "https://www.a.example/x");
        assert_eq!(read("http//a.example"), "https://a.example");
        assert_eq!(read("http:www.a.example"), "https://www.a.example");
        assert_eq!(read("https://a.example/é[1]"), "https://a.example/%C3%A9%5B1%5D");
        assert_eq!(read("https://a.example/a b"), "https://a.example/a%20b");
        for lost in ["none", "ftp://a.example", "me@a.example", "javascript:alert(1)"] {
            assert_eq!(read(lost), "", "{lost}");
        }
    }

    #[test]
    fn days_are_read_in_the_ways_in_which_feeds_write_them() {
        let read = |written: &str| Reader::new().date(written, "d").map(|day| day.to_string());

        assert_eq!(read("2024-12-18T10:00:00Z").as_deref(), Some("2024-12-18"));
        assert_eq!(read("18/12/2024").as_deref(), Some("2024-12-18"));
        assert_eq!(read("soon"), None);
        assert_eq!(read("2024-02-30"), None);
    }

    #[test]
    fn points_are_exact_and_british() {
        let read = |lat: &str, lon: &str| Reader::new().point(&serde_json::json!({"latitude": lat, "longitude": lon}));

        assert_eq!(read("51.4545139", "-2.58791"), Some((51_454_513, -2_587_910)));
        assert_eq!(read("-2.58791", "51.454513"), Some((51_454_513, -2_587_910)));
        assert_eq!(read("40.7", "-74.0"), None);
        assert_eq!(read("0", "0"), None);
    }

    #[test]
    fn what_is_repaired_says_where_and_what_stood_there() {
        let mut r = Reader::new();
        r.inside("organization", |r| r.url("a.example", "website"));

        assert_eq!(
            r.done(),
            [Repaired { repair: Repair::Scheme, at: "organization/website".into(), was: "a.example".into() }]
        );
    }
}
