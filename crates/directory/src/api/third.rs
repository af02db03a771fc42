//! Version 3.0, at `/oruk/v3`.

use super::answer::{One, Where, at_venue, cut, fitting, lines, listing, pairs, plain, provider, providers, read};
use crate::actions;
use crate::acts::SEE_LISTINGS;
use crate::find::Key;
use crate::listing::Tag;
use crate::need::Need;
use crate::oruk::ask::{self, Depth};
use crate::oruk::v3;
use crate::uuid::Uuid;
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use serde_json::{Value, json};

/// The profile and the description that we keep to. (sources.md#oruk)
const PROFILE: &str = "https://docs.openreferraluk.org/en/latest/";
const OPENAPI: &str = "https://docs.openreferraluk.org/en/latest/openapi30.json";

pub fn routes() -> Routes {
    Routes::new()
        .get("/oruk/v3", SEE_LISTINGS, about)
        .get("/oruk/v3/", SEE_LISTINGS, about)
        .get("/oruk/v3/services", SEE_LISTINGS, services)
        .get("/oruk/v3/services/{id}", SEE_LISTINGS, service)
        .get("/oruk/v3/service_at_locations", SEE_LISTINGS, at_locations)
        .get("/oruk/v3/service_at_locations/{id}", SEE_LISTINGS, at_location)
        .get("/oruk/v3/organizations", SEE_LISTINGS, organizations)
        .get("/oruk/v3/organizations/{id}", SEE_LISTINGS, organization)
        .get("/oruk/v3/taxonomies", SEE_LISTINGS, taxonomies)
        .get("/oruk/v3/taxonomies/{id}", SEE_LISTINGS, taxonomy)
        .get("/oruk/v3/taxonomy_terms", SEE_LISTINGS, terms)
        .get("/oruk/v3/taxonomy_terms/{id}", SEE_LISTINGS, term)
}

async fn about(ctx: Ctx) -> Result<Response, PageError> {
    ctx.json(&json!({ "version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": OPENAPI }))
}

fn page(stands: Where, contents: Vec<Value>) -> Value {
    json!({
        "total_items": stands.total,
        "total_pages": stands.pages,
        "page_number": stands.page,
        "size": contents.len(),
        "first_page": stands.page == 1,
        "last_page": stands.page >= stands.pages,
        "empty": contents.is_empty(),
        "contents": contents,
    })
}

fn written(one: &One, depth: Depth) -> Value {
    match depth {
        Depth::Bare => json!({ "id": one.listing.uuid(), "last_modified": one.listing.changed_at().rfc3339() }),
        _ if !one.listing.state().is_open() => v3::tombstone(&one.listing),
        Depth::Listed => v3::listed(one.shown()),
        Depth::Whole => v3::service(one.shown()),
    }
}

async fn services(ctx: Ctx) -> Result<Response, PageError> {
    let ask = ask::read(&pairs(&ctx))?;
    let all = fitting(&ctx, &ask.filter, false).await?;
    let depth = ask.depth;
    if ask.lines {
        return Ok(lines(&ctx, all, move |one| written(one, depth)));
    }
    // The standard has the bare list in one page.
    let whole = ask::Ask { page: 1, per_page: (all.len() as u64).max(1), ..ask.clone() };
    let (some, stands) = cut(if depth == Depth::Bare { &whole } else { &ask }, &all);
    let contents = read(&ctx, some).await?.iter().map(|one| written(one, depth)).collect();
    ctx.json(&page(stands, contents))
}

async fn service(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    ctx.json(&written(&listing(&ctx, &id).await?, Depth::Whole))
}

async fn at_locations(ctx: Ctx) -> Result<Response, PageError> {
    let mut ask = ask::read(&pairs(&ctx))?;
    // What is gone is at no place.
    let changed_from = ask.filter.changed_from.take();
    let mut all = fitting(&ctx, &ask.filter, true).await?;
    if changed_from.is_some() {
        let changed = fitting(&ctx, &ask::Filter { changed_from, ..ask.filter.clone() }, false).await?;
        all.retain(|(id, _)| changed.binary_search(&(*id, 0)).is_ok());
    }
    let written = |one: &One, depth: Depth| match depth {
        Depth::Listed => v3::at_location_listed(one.shown(), one.nth),
        Depth::Whole => v3::at_location_whole(one.shown(), one.nth),
        Depth::Bare => json!({
            "id": v3::at_location_id(&one.listing, one.nth),
            "last_modified": one.listing.changed_at().rfc3339(),
        }),
    };
    let depth = ask.depth;
    if ask.lines {
        return Ok(lines(&ctx, all, move |one| written(one, depth)));
    }
    let (some, stands) = cut(&ask, &all);
    let contents = read(&ctx, some).await?.iter().map(|one| written(one, depth)).collect();
    ctx.json(&page(stands, contents))
}

async fn at_location(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    let one = at_venue(&ctx, Key::AtVenue, &id, v3::at_location_id).await?;
    ctx.json(&v3::at_location_whole(one.shown(), one.nth))
}

async fn organizations(ctx: Ctx) -> Result<Response, PageError> {
    let (some, stands) = providers(&ctx, &plain(&ctx)?).await?;
    ctx.json(&page(stands, some.iter().map(v3::organization).collect()))
}

async fn organization(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    ctx.json(&v3::organization(&provider(&ctx, &id).await?))
}

/// Terms of publishers' own lists.
pub(super) async fn tags(ctx: &Ctx) -> Result<Vec<Tag>, PageError> {
    actions::shelf(ctx).await?.tags().map_err(PageError::fault)
}

/// Lists of terms: ours first, then those of publishers.
pub(super) async fn lists(ctx: &Ctx) -> Result<Vec<String>, PageError> {
    let tags = tags(ctx).await?;
    let mut names: Vec<String> = tags.iter().map(|tag| v3::list_of(tag).to_owned()).collect();
    names.sort();
    names.dedup();
    Ok([v3::NEEDS.to_owned()].into_iter().chain(names).collect())
}

async fn taxonomies(ctx: Ctx) -> Result<Response, PageError> {
    let (ask, lists) = (plain(&ctx)?, lists(&ctx).await?);
    let (some, stands) = cut(&ask, &lists);
    ctx.json(&page(stands, some.iter().map(|list| v3::taxonomy(list)).collect()))
}

async fn taxonomy(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    let found = lists(&ctx).await?.into_iter().find(|list| v3::list_id(list).to_string() == id.to_lowercase());
    ctx.json(&v3::taxonomy(&found.ok_or_else(PageError::not_found)?))
}

async fn all_terms(ctx: &Ctx) -> Result<Vec<(Uuid, Value)>, PageError> {
    let tags = tags(ctx).await?;
    let needs = Need::ALL.iter().map(|need| (v3::need_id(*need), v3::need_term(*need)));
    Ok(needs.chain(tags.iter().map(|tag| (v3::tag_id(tag), v3::tag_term(tag)))).collect())
}

async fn terms(ctx: Ctx) -> Result<Response, PageError> {
    let (ask, pairs) = (plain(&ctx)?, pairs(&ctx));
    // None of our terms stands below another.
    let below = pairs.iter().any(|(name, value)| name == "parent_id" && !value.trim().is_empty());
    let list = ask.filter.lists.first().map(Uuid::to_string);
    let mut all = if below { Vec::new() } else { all_terms(&ctx).await? };
    all.retain(|(_, term)| list.as_ref().is_none_or(|list| term["taxonomy_id"] == json!(list)));
    let (some, stands) = cut(&ask, &all);
    ctx.json(&page(stands, some.iter().map(|(_, term)| term.clone()).collect()))
}

async fn term(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    let found = all_terms(&ctx).await?.into_iter().find(|(known, _)| known.to_string() == id.to_lowercase());
    ctx.json(&found.ok_or_else(PageError::not_found)?.1)
}
