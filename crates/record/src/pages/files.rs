//! What programs read: checkpoint, tiles and bundles of entries, as C2SP tlog-tiles serves them (sources.md#tlog-tiles).

use crate::store;
use crate::tree::read_path;
use folkmoot_web::axum::http::{HeaderValue, header};
use folkmoot_web::axum::response::IntoResponse;
use folkmoot_web::{Ctx, PageError, Path, Response};

/// Bytes of a hash.
const HASH: usize = 32;
/// What never changes may be kept for a year; a checkpoint for a few seconds.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const BRIEFLY: &str = "public, max-age=5";

pub(super) async fn checkpoint_of_first(ctx: Ctx) -> Result<Response, PageError> {
    checkpoint(ctx, Path(1)).await
}

pub(super) async fn checkpoint(ctx: Ctx, Path(log): Path<i64>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let signed = store::latest(&mut db, log).await?.ok_or_else(PageError::not_found)?;
    let note = store::with_witnesses(&mut db, log, &signed).await?;
    Ok(answer(note.into_bytes(), "text/plain; charset=utf-8", BRIEFLY))
}

pub(super) async fn tile_of_first(ctx: Ctx, Path(tile): Path<String>) -> Result<Response, PageError> {
    file(&ctx, 1, &tile).await
}

pub(super) async fn tile(ctx: Ctx, Path((log, tile)): Path<(i64, String)>) -> Result<Response, PageError> {
    file(&ctx, log, &tile).await
}

/// "0/000", "1/x001/234.p/7", or "entries/000".
async fn file(ctx: &Ctx, log: i64, path: &str) -> Result<Response, PageError> {
    let found = match path.strip_prefix("entries/") {
        Some(rest) => bundle(ctx, log, rest).await?,
        None => hashes(ctx, log, path).await?,
    };
    found.map(|bytes| answer(bytes, "application/octet-stream", FOR_EVER)).ok_or_else(PageError::not_found)
}

/// A whole tile once it is whole, and any part of it that a tree of an earlier size had.
async fn hashes(ctx: &Ctx, log: i64, path: &str) -> Result<Option<Vec<u8>>, PageError> {
    let Some((at, width)) = read_path(path) else { return Ok(None) };
    let saved = store::tile(&mut *ctx.read().await?, log, at).await?;
    Ok(saved.and_then(|hashes| hashes.get(..width * HASH).map(<[u8]>::to_vec)))
}

/// Entries, each with its length before it.
async fn bundle(ctx: &Ctx, log: i64, path: &str) -> Result<Option<Vec<u8>>, PageError> {
    let Some(((_, number), width)) = read_path(&format!("0/{path}")) else { return Ok(None) };
    let Some(from) = number.checked_mul(crate::tree::WIDTH) else { return Ok(None) };
    let entries = store::commitments(&mut *ctx.read().await?, log, from, width).await?;
    let with_length = |entry: &Vec<u8>| {
        let length = u16::try_from(entry.len()).unwrap_or(u16::MAX);
        [length.to_be_bytes().as_slice(), entry.as_slice()].concat()
    };
    Ok((entries.len() == width).then(|| entries.iter().flat_map(with_length).collect()))
}

fn answer(bytes: Vec<u8>, media_type: &'static str, keep: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
