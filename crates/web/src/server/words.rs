//! Answers of the server itself, when no page can be made: short, whole, with a way on.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Response, StatusCode};

/// What the server says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sorry {
    Broken,
    TooLarge,
    TooSlow,
}

impl Sorry {
    fn status(self) -> StatusCode {
        match self {
            Sorry::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Sorry::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Sorry::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Sorry::Broken => "Sorry, something went wrong",
            Sorry::TooLarge => "What you sent is too large",
            Sorry::TooSlow => "This took too long",
        }
    }

    fn way_on(self) -> &'static str {
        match self {
            Sorry::Broken => {
                "Nothing was saved half. Go back and try again. If it happens again, tell the place team when it happened."
            }
            Sorry::TooLarge => {
                "A form may hold 1 MB, files 25 MB in all. Go back and send less at once, or a smaller file."
            }
            Sorry::TooSlow => "There is too much to do just now. Wait a minute, then go back and try again.",
        }
    }

    /// `style` is the address of the style sheet, where there is one.
    pub(crate) fn answer(self, style: Option<&str>) -> Response<Body> {
        let mut response = Response::new(Body::from(self.page(style)));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Sorry::TooSlow => headers.insert(RETRY_AFTER, HeaderValue::from_static("60")),
            // The rest of the body is still coming: there is no next request on this connection.
            Sorry::TooLarge => headers.insert(CONNECTION, HeaderValue::from_static("close")),
            Sorry::Broken => None,
        };
        response
    }

    fn page(self, style: Option<&str>) -> String {
        let style = style.map_or_else(String::new, |href| format!("<link rel=\"stylesheet\" href=\"{href}\">"));
        format!(
            "<!DOCTYPE html><html lang=\"en-GB\" class=\"govuk-template\"><head><meta charset=\"utf-8\">\
             <title>{title}</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{style}</head>\
             <body class=\"govuk-template__body\"><div class=\"govuk-width-container\">\
             <main class=\"govuk-main-wrapper\" id=\"main-content\"><h1 class=\"govuk-heading-l\">{title}</h1>\
             <p class=\"govuk-body\">{way_on}</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">Start page</a></p>\
             </main></div></body></html>",
            title = self.title(),
            way_on = self.way_on()
        )
    }
}
