//! Version 1.0, at `/oruk/v1`, for those who still read it.

use super::answer::{One, Where, at_venue, cut, fitting, lines, listing, pairs, provider, providers, read};
use super::third::{self, tags};
use crate::acts::SEE_LISTINGS;
use crate::find::Key;
use crate::need::Need;
use crate::oruk::ask::{self, Ask, Depth};
use crate::oruk::{v1, v3};
use crate::uuid::Uuid;
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use serde_json::{Value, json};

pub fn routes() -> Routes {
    Routes::new()
        .get("/oruk/v1/services", SEE_LISTINGS, services)
        .get("/oruk/v1/services/{id}", SEE_LISTINGS, service)
        .get("/oruk/v1/organizations", SEE_LISTINGS, organizations)
        .get("/oruk/v1/organizations/{id}", SEE_LISTINGS, organization)
        .get("/oruk/v1/locations", SEE_LISTINGS, locations)
        .get("/oruk/v1/locations/{id}", SEE_LISTINGS, location)
        .get("/oruk/v1/reviews", SEE_LISTINGS, reviews)
        .get("/oruk/v1/reviews/{id}", SEE_LISTINGS, review)
        .get("/oruk/v1/taxonomies", SEE_LISTINGS, taxonomies)
        .get("/oruk/v1/taxonomies/{id}", SEE_LISTINGS, taxonomy)
        .get("/oruk/v1/vocabularies", SEE_LISTINGS, vocabularies)
}

/// The standard's file says `contents`, its own code `content`: both are there.
fn page(stands: Where, content: Vec<Value>) -> Value {
    json!({
        "totalElements": stands.total,
        "totalPages": stands.pages,
        "number": stands.page,
        "size": content.len(),
        "first": stands.page == 1,
        "last": stands.page >= stands.pages,
        "empty": content.is_empty(),
        "contents": content.clone(),
        "content": content,
    })
}

fn asked(ctx: &Ctx) -> Result<Ask, PageError> {
    Ok(ask::read_first(&pairs(ctx))?)
}

async fn services(ctx: Ctx) -> Result<Response, PageError> {
    let ask = asked(&ctx)?;
    let all = fitting(&ctx, &ask.filter, false).await?;
    let whole = ask.depth == Depth::Whole;
    let written = move |one: &One| if whole { v1::service(one.shown()) } else { v1::listed(one.shown()) };
    if ask.lines {
        return Ok(lines(&ctx, all, written));
    }
    let (some, stands) = cut(&ask, &all);
    ctx.json(&page(stands, read(&ctx, some).await?.iter().map(written).collect()))
}

async fn service(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    let one = listing(&ctx, &id).await?;
    if !one.listing.state().is_open() {
        return Err(PageError::not_found());
    }
    ctx.json(&v1::service(one.shown()))
}

async fn organizations(ctx: Ctx) -> Result<Response, PageError> {
    let (some, stands) = providers(&ctx, &asked(&ctx)?).await?;
    ctx.json(&page(stands, some.iter().map(v1::organization_of).collect()))
}

async fn organization(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    ctx.json(&v1::organization_of(&provider(&ctx, &id).await?))
}

async fn locations(ctx: Ctx) -> Result<Response, PageError> {
    let ask = asked(&ctx)?;
    let all = fitting(&ctx, &ask.filter, true).await?;
    let (some, stands) = cut(&ask, &all);
    let location = |one: &One| v1::location_of(&one.listing, one.nth);
    ctx.json(&page(stands, read(&ctx, some).await?.iter().filter_map(location).collect()))
}

async fn location(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    let one = at_venue(&ctx, Key::Venue, &id, v3::location_id).await?;
    ctx.json(&v1::location_of(&one.listing, one.nth).ok_or_else(PageError::not_found)?)
}

/// Nobody's opinion of a service is published here.
async fn reviews(ctx: Ctx) -> Result<Response, PageError> {
    let ask = asked(&ctx)?;
    let (_, stands) = cut(&ask, &[(); 0]);
    ctx.json(&page(stands, Vec::new()))
}

async fn review(_ctx: Ctx, Path(_id): Path<String>) -> Result<Response, PageError> {
    Err(PageError::not_found())
}

async fn all_terms(ctx: &Ctx) -> Result<Vec<Value>, PageError> {
    let term = |id: Uuid, name: &str, vocabulary: &str| json!({ "id": id, "name": name, "vocabulary": vocabulary });
    let tags = tags(ctx).await?;
    let needs = Need::ALL.iter().map(|need| term(v3::need_id(*need), need.words(), v1::NEEDS));
    Ok(needs.chain(tags.iter().map(|tag| term(v3::tag_id(tag), &tag.name, v3::list_of(tag)))).collect())
}

async fn taxonomies(ctx: Ctx) -> Result<Response, PageError> {
    let (ask, pairs) = (asked(&ctx)?, pairs(&ctx));
    let given =
        |wanted: &str| pairs.iter().find(|(name, value)| name == wanted && !value.is_empty()).map(|(_, value)| value);
    let mut all = if given("parent_id").is_some() { Vec::new() } else { all_terms(&ctx).await? };
    all.retain(|term| given("vocabulary").is_none_or(|list| term["vocabulary"] == json!(list)));
    let has = |term: &Value, text: &String| {
        term["name"].as_str().is_some_and(|name| name.to_lowercase().contains(&text.to_lowercase()))
    };
    all.retain(|term| given("text").is_none_or(|text| has(term, text)));
    let (some, stands) = cut(&ask, &all);
    ctx.json(&page(stands, some.to_vec()))
}

async fn taxonomy(ctx: Ctx, Path(id): Path<String>) -> Result<Response, PageError> {
    let found = all_terms(&ctx).await?.into_iter().find(|term| term["id"] == json!(id.to_lowercase()));
    ctx.json(&found.ok_or_else(PageError::not_found)?)
}

async fn vocabularies(ctx: Ctx) -> Result<Response, PageError> {
    let lists = third::lists(&ctx).await?;
    ctx.json(&lists.iter().map(|list| if list == v3::NEEDS { v1::NEEDS } else { list }).collect::<Vec<_>>())
}
