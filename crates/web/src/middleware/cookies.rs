//! Cookies: three at most, all needed, none for counting people.

use crate::site::Site;
use axum::http::{HeaderMap, HeaderValue, header};

/// The value of a cookie that the browser sent.
pub(crate) fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
}

/// A cookie for this site alone, that no script reads.
pub(crate) fn set(site: &Site, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if site.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", site.cookie(name));
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Letters that a cookie may hold; the rest is written as %XX.
pub(crate) fn encode(words: &str) -> String {
    form_urlencoded::byte_serialize(words.as_bytes()).collect()
}

pub(crate) fn decode(value: &str) -> String {
    form_urlencoded::parse(format!("v={value}").as_bytes()).next().map(|(_, v)| v.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_the_cookie() {
        let words = "Promise accepted; “well done” 50% = half";

        assert_eq!(decode(&encode(words)), words);
        assert!(!encode(words).contains(';'));
    }

    #[test]
    fn the_right_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; folkmoot=token; folkmoot2=x"));

        assert_eq!(cookie_value(&headers, "folkmoot").as_deref(), Some("token"));
        assert_eq!(cookie_value(&headers, "missing"), None);
    }
}
