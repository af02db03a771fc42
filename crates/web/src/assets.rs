//! Style, script and pictures, built by `script/assets` and carried inside the program.

use crate::colour::Colour;
use crate::ctx::Ctx;
use crate::site::Site;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/built/"]
#[allow_missing = true]
struct Built;

/// Ten hexadecimal digits of each file's content, so that a browser keeps a file until it changes.
static VERSIONS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let version = |name: &str| Built::get(name).map(|file| short_hash(&file.data)).unwrap_or_default();
    Built::iter().map(|name| (name.to_string(), version(&name))).collect()
});

fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// The address of a built file, with its version.
pub fn href(name: &str) -> String {
    format!("/assets/{name}?v={}", VERSIONS.get(name).map_or("0", String::as_str))
}

pub(crate) fn brand_href(site: &Site) -> String {
    format!("/brand.css?v={}", short_hash(brand_css(site).as_bytes()))
}

/// `GET /assets/{name}`
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = Built::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = media_type(&name);
    let gzip = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("br"));
    let packed = if gzip { Built::get(&format!("{name}.br")) } else { None };
    let keep = (header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    match packed {
        Some(packed) => {
            let how = (header::CONTENT_ENCODING, "br");
            ([(header::CONTENT_TYPE, kind), keep, how, (header::VARY, "Accept-Encoding")], packed.data).into_response()
        }
        None => ([(header::CONTENT_TYPE, kind), keep], file.data).into_response(),
    }
}

/// `GET /brand.css`: the colour that this installation chose.
pub(crate) async fn brand(ctx: Ctx) -> Response {
    let kind = (header::CONTENT_TYPE, "text/css; charset=utf-8");
    let keep = (header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    ([kind, keep], brand_css(ctx.site())).into_response()
}

fn brand_css(site: &Site) -> String {
    let Some(colour) = Colour::read(&site.colour) else { return String::from("/* Folkmoot's own colour */\n") };
    format!(":root{{--fm-brand:{};--fm-on-brand:{}}}\n", site.colour, colour.words())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
