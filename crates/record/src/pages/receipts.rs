//! Receipts to keep, for everybody; and what an entry commits to, for people with a seat in its place.

use crate::actions::keep::official;
use crate::acts::READ_ENTRY;
use crate::checkpoint::Head;
use crate::commitment::{Commitment, Salt};
use crate::receipt::receipt;
use crate::store::{self, Entry};
use crate::tree::for_inclusion;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use folkmoot_kernel::Subject;
use folkmoot_store::Conn;
use folkmoot_web::axum::http::{HeaderValue, header};
use folkmoot_web::axum::response::IntoResponse;
use folkmoot_web::{Ctx, PageError, Path, Response};
use serde::Serialize;

/// What an entry commits to, with all that is needed to see that it does.
#[derive(Debug, Serialize)]
struct Words {
    log: String,
    index: i64,
    /// Base 64. SHA-256 of these 32 bytes and of the text is the commitment.
    salt: String,
    /// As RFC 8785 writes it.
    text: String,
    /// Base 64.
    commitment: String,
}

/// "1-617.tlog-proof" or "1-617.json".
pub(super) async fn file(ctx: Ctx, Path(file): Path<String>) -> Result<Response, PageError> {
    let (name, ending) = file.split_once('.').ok_or_else(PageError::not_found)?;
    let (log, number) = numbers(name).ok_or_else(PageError::not_found)?;
    let mut db = ctx.read().await?;
    let entry = store::entry(&mut db, log, number).await?.ok_or_else(PageError::not_found)?;
    match ending {
        "tlog-proof" => Ok(download(&file, "text/plain; charset=utf-8", "no-cache", proof(&mut db, &entry).await?)),
        "json" => {
            let words = words(&ctx, &mut db, &entry).await?;
            Ok(download(&file, "application/json", "no-store", serde_json::to_string_pretty(&words)?))
        }
        _ => Err(PageError::not_found()),
    }
}

fn numbers(name: &str) -> Option<(i64, i64)> {
    let (log, number) = name.split_once('-')?;
    Some((log.parse().ok()?, number.parse().ok()?))
}

/// Against the latest checkpoint, so that later receipts of one entry cover more.
async fn proof(db: &mut Conn, entry: &Entry) -> Result<String, PageError> {
    let signed = store::latest(db, entry.log).await?.ok_or_else(PageError::not_found)?;
    let (Head { size, .. }, index) = (signed.head(), entry.number.unsigned_abs());
    let tiles = store::tiles(db, entry.log, &for_inclusion(size, index)).await?;
    let proof = tiles.inclusion(size, index).map_err(PageError::fault)?;
    let commitment = Commitment::read(&entry.commitment).ok_or_else(PageError::not_found)?;
    let note = store::with_witnesses(db, entry.log, &signed).await?;
    Ok(receipt(index, &commitment, &proof, &note))
}

/// Whoever may not read it gets the same answer as if it were not there; so does everybody once it was erased.
async fn words(ctx: &Ctx, db: &mut Conn, entry: &Entry) -> Result<Words, PageError> {
    let subject = entry.place_id.map(Subject::place).unwrap_or_default();
    if !ctx.may(READ_ENTRY, subject) || !ctx.may_read(&entry.subject_kind, entry.subject_id).await? {
        return Err(PageError::not_found());
    }
    let log = store::log(db, entry.log).await?.ok_or_else(PageError::not_found)?;
    let line = folkmoot_store::line(db, entry.line).await?.ok_or_else(PageError::not_found)?;
    let salt = entry.salt.as_deref().and_then(Salt::read).ok_or_else(PageError::not_found)?;
    let text = official(&log.origin, &line).text().map_err(PageError::fault)?;
    Ok(Words {
        index: entry.number,
        salt: STANDARD.encode(salt.bytes()),
        text: text.as_str().to_owned(),
        commitment: STANDARD.encode(&entry.commitment),
        log: log.origin,
    })
}

fn download(name: &str, media_type: &'static str, keep: &'static str, text: String) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
