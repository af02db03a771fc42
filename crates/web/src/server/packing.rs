//! Answers packed for the way: brotli or gzip, for text of more than a kilobyte.
//!
//! A page that reflects what somebody typed beside a secret could leak the secret through its packed size (BREACH). Our
//! only secret in a page is the form token; cookies are SameSite=Lax, so that another site cannot make a browser ask for
//! such pages over and over with its session.

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue, Response};
use bytes::Bytes;
use http_body::Body as _;
use http_body_util::BodyExt;
use std::io::Write;

/// Smaller answers gain nothing. Unit: bytes.
const BYTES_MIN: usize = 1024;
/// Larger answers go out as they are: they are files to keep, and packing them would hold up a thread. Unit: bytes.
const BYTES_MAX: u64 = 2 * 1024 * 1024;
/// Brotli quality for an answer that is sent once.
const ONCE_QUALITY: i32 = 4;
/// Brotli quality for a page that is kept and sent often.
pub(crate) const KEPT_QUALITY: i32 = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Brotli,
}

impl Packing {
    /// The best that the browser accepts.
    pub(crate) fn wanted(headers: &HeaderMap) -> Self {
        let accepted = |name: &str| {
            let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
            lines.flat_map(|line| line.split(',')).any(|offer| is_offer_of(offer, name))
        };
        match (accepted("br"), accepted("gzip")) {
            (true, _) => Packing::Brotli,
            (false, true) => Packing::Gzip,
            (false, false) => Packing::Plain,
        }
    }

    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Packing::Plain => None,
            Packing::Gzip => Some("gzip"),
            Packing::Brotli => Some("br"),
        }
    }

    /// `quality` is brotli's; gzip has its own usual one.
    pub(crate) fn pack(self, body: &Bytes, quality: i32) -> Bytes {
        match self {
            Packing::Plain => body.clone(),
            Packing::Gzip => gzip(body),
            Packing::Brotli => brotli(body, quality),
        }
    }
}

/// "br", "br;q=0.5", but not "br;q=0".
fn is_offer_of(offer: &str, name: &str) -> bool {
    let (coding, weight) = offer.split_once(';').unwrap_or((offer, ""));
    let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.trim_matches(['0', '.', ' ']).is_empty());
    coding.trim().eq_ignore_ascii_case(name) && !refused
}

fn gzip(body: &Bytes) -> Bytes {
    let mut packer = flate2::write::GzEncoder::new(Vec::with_capacity(body.len() / 3), flate2::Compression::default());
    let packed = packer.write_all(body).and_then(|()| packer.finish());
    packed.expect("writing to memory does not fail").into()
}

fn brotli(body: &Bytes, quality: i32) -> Bytes {
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: body.len(), ..Default::default() };
    let mut packed = Vec::with_capacity(body.len() / 3);
    brotli::BrotliCompress(&mut &body[..], &mut packed, &params).expect("writing to memory does not fail");
    packed.into()
}

/// Text of some length. Pictures and archives are packed already.
pub(crate) fn is_worth_it(kind: Option<&HeaderValue>, length: usize) -> bool {
    const TEXTS: [&str; 8] = [
        "text/",
        "application/json",
        "application/javascript",
        "application/xml",
        "application/atom+xml",
        "application/ld+json",
        "application/manifest+json",
        "image/svg+xml",
    ];
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    length > BYTES_MIN && TEXTS.iter().any(|text| kind.starts_with(text))
}

/// Packs an answer whose length is known. An answer that streams, or is packed already, goes out as it is.
pub(crate) async fn pack_answer(response: Response<Body>, packing: Packing) -> Response<Body> {
    let exact = response.body().size_hint().exact().filter(|length| *length <= BYTES_MAX);
    let length = exact.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let headers = response.headers();
    let (Some(name), false) = (packing.name(), headers.contains_key(CONTENT_ENCODING)) else { return response };
    if !is_worth_it(headers.get(CONTENT_TYPE), length) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return Response::from_parts(parts, Body::empty());
    };
    let packed = packing.pack(&whole, ONCE_QUALITY);
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(ETAG);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    parts.headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    Response::from_parts(parts, Body::from(packed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn wanted(accepts: &'static str) -> Packing {
        Packing::wanted(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(accepts))]))
    }

    #[test]
    fn the_best_packing_that_is_not_refused_is_taken() {
        assert_eq!(wanted("gzip, deflate, br, zstd"), Packing::Brotli);
        assert_eq!(wanted("gzip;q=1.0, br;q=0"), Packing::Gzip);
        assert_eq!(wanted("GZIP;q=0.5"), Packing::Gzip);
        assert_eq!(wanted("gzip;q=0.0"), Packing::Plain);
        assert_eq!(wanted("brx"), Packing::Plain);
        assert_eq!(Packing::wanted(&HeaderMap::new()), Packing::Plain);
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let text = Bytes::from("A promise was kept. ".repeat(500));
        let (small, br) = (Packing::Gzip.pack(&text, 0), Packing::Brotli.pack(&text, KEPT_QUALITY));

        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&small[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        brotli::BrotliDecompress(&mut &br[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        assert!(br.len() < text.len() / 10 && small.len() < text.len() / 10);
    }

    #[test]
    fn pictures_and_short_answers_are_left_alone() {
        let kind = |kind: &'static str| HeaderValue::from_static(kind);

        assert!(is_worth_it(Some(&kind("text/html; charset=utf-8")), 1025));
        assert!(!is_worth_it(Some(&kind("text/html; charset=utf-8")), 1024));
        assert!(!is_worth_it(Some(&kind("image/png")), 100_000));
        assert!(!is_worth_it(None, 100_000));
    }
}
