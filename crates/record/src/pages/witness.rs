//! Where logs of others ask for a signature (sources.md#tlog-witness).

use crate::actions::witnessing::{TakeError, take};
use crate::witness::NotSigned;
use folkmoot_web::axum::http::{StatusCode, header};
use folkmoot_web::axum::response::IntoResponse;
use folkmoot_web::{Ctx, PageError, Response};

const PLAIN: &str = "text/plain; charset=utf-8";

pub(super) async fn add(ctx: Ctx, text: String) -> Result<Response, PageError> {
    match take(&ctx, &text).await {
        Ok(line) => Ok(answer(StatusCode::OK, PLAIN, line)),
        Err(TakeError::NotSigned(why)) => Ok(refused(why)),
        Err(TakeError::Store(fault)) => Err(fault.into()),
        Err(TakeError::Refused(refused)) => Err(refused.into()),
    }
}

fn refused(why: NotSigned) -> Response {
    let status = match why {
        NotSigned::Unreadable | NotSigned::Backwards => StatusCode::BAD_REQUEST,
        NotSigned::UnknownLog => StatusCode::NOT_FOUND,
        NotSigned::Forged => StatusCode::FORBIDDEN,
        NotSigned::NotGrown => StatusCode::UNPROCESSABLE_ENTITY,
        NotSigned::Conflict { last } => return answer(StatusCode::CONFLICT, "text/x.tlog.size", format!("{last}\n")),
    };
    answer(status, PLAIN, format!("{why}\n"))
}

fn answer(status: StatusCode, media_type: &'static str, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-store")], text).into_response()
}
