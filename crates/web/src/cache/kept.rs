//! One kept page: plain, gzip and brotli, each with its own tag, packed when first asked for.

use crate::server::packing::{self, Packing};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use bytes::Bytes;
use metrics::{Counter, Histogram};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// A page with everything that a hit needs, so that a hit makes nothing.
pub(crate) struct KeptPage {
    headers: HeaderMap,
    body: Bytes,
    tag: String,
    plain: OnceLock<Form>,
    gzip: OnceLock<Form>,
    brotli: OnceLock<Form>,
    /// Counters of its route, looked up once.
    pub(crate) hits: Counter,
    pub(crate) seconds: Histogram,
}

/// The page in one packing.
struct Form {
    headers: HeaderMap,
    body: Bytes,
}

impl std::fmt::Debug for KeptPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptPage").field("tag", &self.tag).field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

impl KeptPage {
    /// `headers` are those of the answer, security headers included.
    pub(crate) fn new(mut headers: HeaderMap, body: Bytes, route: &str) -> Self {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
        headers.remove(axum::http::header::CONTENT_LENGTH);
        let tag: String = Sha256::digest(&body).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let (plain, gzip, brotli) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let (hits, seconds) = crate::server::measure::of_hits(route);
        Self { headers, body, tag, plain, gzip, brotli, hits, seconds }
    }

    /// What it takes in memory, about: the packed forms are a third to a half of the plain one.
    pub(crate) fn bytes(&self) -> usize {
        self.body.len() + self.body.len() / 2 + 1024
    }

    /// The answer to a GET or HEAD: 304 when the browser has this very form, else the page.
    pub(crate) fn answer(&self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        let form = self.form(self.packing(asked));
        let tag = form.headers.get(ETAG);
        let has_it = asked.get(IF_NONE_MATCH).zip(tag).is_some_and(|(known, tag)| names(known, tag));
        let (status, body) = match (has_it, method) {
            (true, _) => (StatusCode::NOT_MODIFIED, Body::empty()),
            (false, &Method::HEAD) => (StatusCode::OK, Body::empty()),
            (false, _) => (StatusCode::OK, Body::from(form.body.clone())),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = form.headers.clone();
        if status == StatusCode::OK && method == Method::HEAD {
            response.headers_mut().insert(axum::http::header::CONTENT_LENGTH, HeaderValue::from(form.body.len()));
        }
        response
    }

    fn packing(&self, asked: &HeaderMap) -> Packing {
        if packing::is_worth_it(self.headers.get(CONTENT_TYPE), self.body.len()) {
            Packing::wanted(asked)
        } else {
            Packing::Plain
        }
    }

    fn form(&self, packing: Packing) -> &Form {
        let cell = match packing {
            Packing::Plain => &self.plain,
            Packing::Gzip => &self.gzip,
            Packing::Brotli => &self.brotli,
        };
        cell.get_or_init(|| self.pack(packing))
    }

    fn pack(&self, packing: Packing) -> Form {
        let mut headers = self.headers.clone();
        let tag = match packing.name() {
            Some(name) => {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
                format!("\"{}-{name}\"", self.tag)
            }
            None => format!("\"{}\"", self.tag),
        };
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(ETAG, tag);
        }
        Form { headers, body: packing.pack(&self.body, packing::KEPT_QUALITY) }
    }
}

/// Whether an If-None-Match names this tag. A proxy may have marked ours as weak.
fn names(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else { return false };
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::ACCEPT_ENCODING;

    fn page() -> KeptPage {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        KeptPage::new(headers, Bytes::from("<p>A promise was kept.</p>".repeat(100)), "/promises")
    }

    fn asked(name: axum::http::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn each_packing_has_a_tag_of_its_own() {
        let page = page();
        let tag = |accepts: &str| page.answer(&Method::GET, &asked(ACCEPT_ENCODING, accepts)).headers()[ETAG].clone();

        assert_ne!(tag("br"), tag("gzip"));
        assert_ne!(tag("identity"), tag("gzip"));
        assert_eq!(tag("gzip, br"), tag("br"));
    }

    #[test]
    fn a_browser_that_has_the_page_gets_no_body() {
        let page = page();
        let tag = page.answer(&Method::GET, &HeaderMap::new()).headers()[ETAG].clone();
        let status = |known: &str| page.answer(&Method::GET, &asked(IF_NONE_MATCH, known)).status();

        assert_eq!(status(tag.to_str().unwrap()), StatusCode::NOT_MODIFIED);
        assert_eq!(status(&format!("\"x\", W/{}", tag.to_str().unwrap())), StatusCode::NOT_MODIFIED);
        assert_eq!(status("\"x\""), StatusCode::OK);
    }
}
