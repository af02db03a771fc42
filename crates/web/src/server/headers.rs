//! Headers that make a browser careful with our pages.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Nothing from elsewhere, nothing inline, no frames. Charts and forms need no exception.
pub const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/// A year. Only when the site is reached over https: it would lock a plain site out of its own address.
const TRANSPORT: &str = "max-age=31536000; includeSubDomains";
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
    microphone=(), midi=(), payment=(), usb=(), browsing-topics=()";

/// How people reach this site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Http,
    Https,
}

/// The headers of every answer, made once.
#[derive(Debug, Clone)]
pub(crate) struct SafeHeaders(Vec<(HeaderName, HeaderValue)>);

impl SafeHeaders {
    pub(crate) fn new(scheme: Scheme) -> Self {
        let own =
            |name: &'static str, value: &'static str| (HeaderName::from_static(name), HeaderValue::from_static(value));
        let mut headers = vec![
            (CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_POLICY)),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
            (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
            own("permissions-policy", PERMISSIONS),
            own("cross-origin-opener-policy", "same-origin"),
            own("cross-origin-resource-policy", "same-origin"),
        ];
        if scheme == Scheme::Https {
            headers.push((STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TRANSPORT)));
        }
        Self(headers)
    }

    /// Adds what the answer does not have; a page may be stricter than the rest.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            if !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_site_does_not_lock_itself_out() {
        let mut plain = HeaderMap::new();
        let mut safe = HeaderMap::new();
        SafeHeaders::new(Scheme::Http).add_to(&mut plain);
        SafeHeaders::new(Scheme::Https).add_to(&mut safe);

        assert!(!plain.contains_key(STRICT_TRANSPORT_SECURITY));
        assert!(safe.contains_key(STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn nothing_inline_is_allowed() {
        assert!(!CONTENT_POLICY.contains("unsafe"));
        assert!(CONTENT_POLICY.starts_with("default-src 'none'"));
    }
}
