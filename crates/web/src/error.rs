//! What a page answers instead of a page. The middleware turns it into words with the layout around them.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, IdError, Refused};
use folkmoot_store::Error;
use std::sync::Arc;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    #[error("there is no such page")]
    NotFound,
    #[error(transparent)]
    Refused(#[from] Refused),
    /// This form did its work before; the reader is led to what it worked on.
    #[error("this was already saved")]
    AlreadyDone { kind: String, id: Id<Anything> },
    #[error("somebody else changed this in the meantime")]
    Conflict,
    #[error("there is too much to do just now; try again in a moment")]
    Busy,
    /// The disk or the database would not take it, and nothing was changed.
    #[error("this could not be saved just now; nothing was changed")]
    Unsaved(#[source] Error),
    /// The database is not there just now; whether the last write was saved is not known.
    #[error("the database cannot be reached just now; send it again in a moment, nothing is done twice")]
    Away(#[source] Error),
    /// A request that a person cannot make from our pages; the sentence says what was expected.
    #[error("{0}")]
    Bad(String),
    #[error("this is too large")]
    TooLarge,
    #[error("something went wrong on our side")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Left on the answer for the middleware.
#[derive(Debug, Clone)]
pub(crate) struct Failed(pub(crate) Arc<PageError>);

impl PageError {
    pub fn not_found() -> Self {
        PageError::NotFound
    }

    pub fn bad(sentence: impl Into<String>) -> Self {
        PageError::Bad(sentence.into())
    }

    pub fn fault(err: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        PageError::Fault(err.into())
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::Refused(Refused::SignInFirst) => StatusCode::UNAUTHORIZED,
            PageError::Refused(_) => StatusCode::FORBIDDEN,
            PageError::AlreadyDone { .. } => StatusCode::SEE_OTHER,
            PageError::Conflict => StatusCode::CONFLICT,
            PageError::Busy | PageError::Unsaved(_) | PageError::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
            PageError::Bad(_) => StatusCode::BAD_REQUEST,
            PageError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            PageError::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Error> for PageError {
    fn from(err: Error) -> Self {
        match err {
            Error::Conflict => PageError::Conflict,
            Error::AlreadyDone { kind, id } => PageError::AlreadyDone { kind, id },
            Error::Busy => PageError::Busy,
            lost @ (Error::Disk(_) | Error::GroupLost) => PageError::Unsaved(lost),
            gone @ Error::Away(_) => PageError::Away(gone),
            other => PageError::Fault(Box::new(other)),
        }
    }
}

impl From<IdError> for PageError {
    /// A link with a broken id leads nowhere.
    fn from(_: IdError) -> Self {
        PageError::NotFound
    }
}

impl From<askama::Error> for PageError {
    fn from(err: askama::Error) -> Self {
        PageError::Fault(Box::new(err))
    }
}

impl From<serde_json::Error> for PageError {
    fn from(err: serde_json::Error) -> Self {
        PageError::Fault(Box::new(err))
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}
