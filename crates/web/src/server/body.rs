//! A request body with an end: more than the limit is cut off and remembered.

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Request};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

/// Largest bodies. Unit: bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyLimits {
    pub form: u64,
    /// Forms with files.
    pub upload: u64,
}

impl Default for BodyLimits {
    fn default() -> Self {
        // The form reader has the same limits and better words; these cut off what it would only refuse at the end.
        Self { form: crate::sent::FORM_BYTES_MAX as u64, upload: crate::sent::UPLOAD_BYTES_MAX as u64 }
    }
}

/// Whether a body went over its limit while it was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overrun(Arc<AtomicBool>);

impl Overrun {
    pub(crate) fn happened(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the body is larger than allowed")]
pub(crate) struct TooLarge;

impl BodyLimits {
    fn of(self, headers: &HeaderMap) -> u64 {
        let multipart = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
        if multipart { self.upload } else { self.form }
    }

    /// Refuses a body that says it is too large; cuts one that turns out to be.
    pub(crate) fn put_on(self, request: Request<Body>) -> Result<(Request<Body>, Overrun), TooLarge> {
        let limit = self.of(request.headers());
        let said = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        if said.is_some_and(|length| length > limit) {
            return Err(TooLarge);
        }
        let overrun = Overrun::default();
        let cut = |body| Body::new(Cut { body, left: limit, overrun: overrun.clone() });
        Ok((request.map(cut), overrun))
    }
}

#[derive(Debug)]
struct Cut {
    body: Body,
    left: u64,
    overrun: Overrun,
}

impl http_body::Body for Cut {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let frame = match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => frame,
            Poll::Ready(Some(Err(err))) => return Poll::Ready(Some(Err(err.into()))),
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => return Poll::Pending,
        };
        let length = frame.data_ref().map_or(0, |data| u64::try_from(data.len()).unwrap_or(u64::MAX));
        match self.left.checked_sub(length) {
            Some(left) => {
                self.left = left;
                Poll::Ready(Some(Ok(frame)))
            }
            None => {
                self.overrun.0.store(true, Ordering::Relaxed);
                Poll::Ready(Some(Err(Box::new(TooLarge))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
