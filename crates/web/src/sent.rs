//! What a form sent: values and files, read once, checked against forgery before any handler sees them.

use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use std::sync::Arc;

/// Largest form without files. Unit: bytes.
pub const FORM_BYTES_MAX: usize = 1024 * 1024;
/// Largest form with files. Unit: bytes.
pub const UPLOAD_BYTES_MAX: usize = 25 * 1024 * 1024;
/// Most fields in one form.
const FIELDS_MAX: usize = 2_000;

/// The random key that a form carries so that sending it twice works once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormKey(pub(crate) String);

/// A file that somebody sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub name: String,
    pub media_type: String,
    pub bytes: Bytes,
}

/// The values and files of a form, in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    values: Arc<Vec<(String, String)>>,
    files: Arc<Vec<(String, Upload)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SentError {
    #[error("this form is too large")]
    TooLarge,
    #[error("this form could not be read")]
    Unreadable,
    #[error("forms are sent as forms")]
    NotAForm,
}

impl Sent {
    pub fn of(values: Vec<(String, String)>) -> Self {
        Self { values: Arc::new(values), files: Arc::default() }
    }

    /// The first value of this name, without spaces around it.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.values.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.iter().find(|(key, file)| key == name && !file.bytes.is_empty()).map(|(_, file)| file)
    }

    pub(crate) fn form_key(&self) -> Option<FormKey> {
        let key = self.get("_key")?;
        let fits = (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| FormKey(key.to_owned()))
    }

    /// Reads the body of a POST.
    pub(crate) async fn read(request: Request) -> Result<Self, SentError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            return read_multipart(request).await;
        }
        if kind.is_empty() || kind.starts_with("application/x-www-form-urlencoded") {
            let body = Limited::new(request.into_body(), FORM_BYTES_MAX).collect().await;
            return read_urlencoded(&body.map_err(|_| SentError::TooLarge)?.to_bytes());
        }
        Err(SentError::NotAForm)
    }
}

fn read_urlencoded(body: &[u8]) -> Result<Sent, SentError> {
    let text = std::str::from_utf8(body).map_err(|_| SentError::Unreadable)?;
    let values: Vec<(String, String)> =
        form_urlencoded::parse(text.as_bytes()).take(FIELDS_MAX).map(|(k, v)| (k.into_owned(), clean(&v))).collect();
    Ok(Sent::of(values))
}

/// Line ends as one sign, and no control characters: PostgreSQL takes no NUL, people mean none of the others.
fn clean(value: &str) -> String {
    let value = value.replace("\r\n", "\n");
    value.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

async fn read_multipart(request: Request) -> Result<Sent, SentError> {
    let mut request = request.map(|body| axum::body::Body::new(Limited::new(body, UPLOAD_BYTES_MAX)));
    // Without this, axum's own limit of 2 MB comes first.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| SentError::Unreadable)?;
    let (mut values, mut files) = (Vec::new(), Vec::new());
    while let Some(field) = parts.next_field().await.map_err(|err| too_large_or_unreadable(&err))? {
        if values.len() + files.len() >= FIELDS_MAX {
            return Err(SentError::TooLarge);
        }
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(|name| (clean(name), field.content_type().unwrap_or_default().to_owned()));
        let bytes = field.bytes().await.map_err(|err| too_large_or_unreadable(&err))?;
        match file {
            Some((file_name, media_type)) => files.push((name, Upload { name: file_name, media_type, bytes })),
            None => values.push((name, clean(&String::from_utf8_lossy(&bytes)))),
        }
    }
    Ok(Sent { values: Arc::new(values), files: Arc::new(files) })
}

fn too_large_or_unreadable(err: &axum::extract::multipart::MultipartError) -> SentError {
    if err.status() == StatusCode::PAYLOAD_TOO_LARGE { SentError::TooLarge } else { SentError::Unreadable }
}

impl<S: Send + Sync> FromRequestParts<S> for Sent {
    type Rejection = StatusCode;

    /// Taken from where the middleware left it; a GET sent nothing.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        Ok(parts.extensions.get::<Sent>().cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_bytes_and_windows_line_ends_are_cleaned_away() {
        let sent = read_urlencoded(b"a=x%00y%0D%0Az&a=2").unwrap();

        assert_eq!(sent.all("a").collect::<Vec<_>>(), ["xy\nz", "2"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(read_urlencoded(&[b'a', b'=', 0xff]).unwrap_err(), SentError::Unreadable);
    }

    #[test]
    fn only_plain_keys_are_taken() {
        let with_key = |key: &str| Sent::of(vec![("_key".into(), key.into())]).form_key();

        assert_eq!(with_key("0123456789abcdef"), Some(FormKey("0123456789abcdef".into())));
        assert_eq!(with_key("short"), None);
        assert_eq!(with_key("0123456789abcdef'--"), None);
    }
}
