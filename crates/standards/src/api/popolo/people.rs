//! People by name alone, the bodies and partners of a place, the seats as posts, and who holds which today.

use super::{place_at, thing};
use folkmoot_governance::store::{self, Which};
use folkmoot_kernel::Role;
use folkmoot_register::links;
use folkmoot_register::organisation::{Code, Scheme};
use folkmoot_register::place::Place;
use folkmoot_register::store::{self as register, PartnerLine, SeatLine, Seated};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, PageError, Path, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let today = ctx.now().date();
    let mut seated = register::seated(&mut db, place.id()).await?;
    seated.retain(|one| one.sits(today));
    let mut seats = register::seats_of_place(&mut db, place.id(), today).await?;
    seats.retain(|seat| seat.body_id.is_some());
    let organizations = organizations(&ctx, &mut db, &place).await?;
    drop(db);
    ctx.json(&json!({
        "persons": persons(&seated),
        "organizations": organizations,
        "posts": seats.iter().map(|seat| post(&ctx, seat)).collect::<Vec<_>>(),
        "memberships": seated.iter().map(membership).collect::<Vec<_>>(),
    }))
}

/// Each person once, however many seats they hold.
fn persons(seated: &[Seated]) -> Vec<Value> {
    let names: BTreeMap<_, _> = seated.iter().map(|one| (one.person_id, &one.person_name)).collect();
    names.into_iter().map(|(id, name)| json!({ "id": id.to_string(), "name": name })).collect()
}

async fn organizations(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<Value>, Error> {
    let bodies = store::bodies_of_place(db, place.id(), Which::All).await?;
    let mut all: Vec<Value> = bodies.iter().map(|one| body(ctx, one)).collect();
    let codes = register::codes_of_partners(db, place.id()).await?;
    for one in register::partners(db, place.id()).await? {
        let own = codes.get(&one.id).map(Vec::as_slice).unwrap_or_default();
        all.push(partner(ctx, &one, own));
    }
    Ok(all)
}

fn body(ctx: &Ctx, body: &folkmoot_governance::body::Body) -> Value {
    let page = format!("{}{}", ctx.site().url, folkmoot_governance::links::body(body.id()));
    thing([
        ("id", body.id().to_string().into()),
        ("name", body.name().into()),
        ("classification", body.kind().words().into()),
        ("parent_id", body.parent().map(|id| id.to_string()).into()),
        ("description", body.remit().into()),
        ("dissolution_date", body.closed_on().map(|day| day.to_string()).into()),
        ("links", json!([{ "url": page, "note": "Page of the body" }])),
    ])
}

fn partner(ctx: &Ctx, partner: &PartnerLine, codes: &[Code]) -> Value {
    let page = format!("{}{}", ctx.site().url, links::organisation(&partner.slug));
    let mut addresses = vec![json!({ "url": page, "note": "Page of the organisation" })];
    if !partner.website.is_empty() {
        addresses.push(json!({ "url": partner.website, "note": "Website" }));
    }
    let identifiers: Vec<Value> = codes.iter().map(identifier).collect();
    thing([
        ("id", partner.id.to_string().into()),
        ("name", partner.name.clone().into()),
        ("classification", partner.sector_words().into()),
        ("description", partner.about.clone().into()),
        ("identifiers", identifiers.into()),
        ("links", addresses.into()),
    ])
}

/// Schemes as org-id.guide names them; statistical codes are in none of its lists. (sources.md#org-id)
fn identifier(code: &Code) -> Value {
    let scheme = match code.scheme {
        Scheme::Ods => "GB-NHS",
        Scheme::Charity => "GB-CHC",
        Scheme::Company => "GB-COH",
        Scheme::Gss => "GSS",
    };
    json!({ "scheme": scheme, "identifier": code.code })
}

fn post(ctx: &Ctx, seat: &SeatLine) -> Value {
    let page = format!("{}{}", ctx.site().url, links::seat(seat.id));
    thing([
        ("id", seat.id.to_string().into()),
        ("label", seat.title.clone().into()),
        ("role", seat.role_words().into()),
        ("organization_id", seat.body_id.map(|id| id.to_string()).into()),
        ("links", json!([{ "url": page, "note": "Page of the seat" }])),
    ])
}

fn membership(one: &Seated) -> Value {
    let role = Role::read(&one.role).map_or("Member", Role::words);
    let role = if one.capacity == "deputy" { format!("Deputy: {role}") } else { role.to_owned() };
    thing([
        ("id", one.id.to_string().into()),
        ("label", one.title.clone().into()),
        ("role", role.into()),
        ("person_id", one.person_id.to_string().into()),
        ("organization_id", one.body_id.to_string().into()),
        ("post_id", one.seat_id.to_string().into()),
        ("on_behalf_of_id", one.organisation_id.map(|id| id.to_string()).into()),
        ("start_date", one.from_date.to_string().into()),
        ("end_date", one.until_date.map(|day| day.to_string()).into()),
        // Beyond the standard: whether the seat votes.
        ("voting_right", one.votes.into()),
    ])
}
