//! Who puts what on agendas, how much time that has, and what is carried: by sector for everybody, by organisation for partners, in
//! the order of the alphabet.

use crate::acts::SEE_SHARES_TODAY;
use crate::house_rules::{ChairFrom, HouseRules};
use crate::links;
use crate::pages::at::{self, place_at};
use crate::pages::choices::{Chosen, options};
use crate::share::{PUBLIC_AFTER_DAYS, Share, counted, grouped, total};
use crate::store::{self, SharesAsked, Which};
use askama::Template;
use folkmoot_kernel::{BodyId, Date, OrganisationId, Timestamp};
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::charts::{About, Bar, Bars, bar};
use folkmoot_web::{Csv, Ctx, PageError, Path, Query, Response};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where no organisation was said to put an item. Not drawn: it would hide all others.
const NOBODY: &str = "Nobody is named";
/// Days that are counted, back from the last one shown: two years.
const DAYS: i64 = 730;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    body: String,
}

#[derive(Debug, Template)]
#[template(path = "shares.html")]
struct SharesPage {
    bodies: Vec<Chosen>,
    href: String,
    query: String,
    period: String,
    partner: bool,
    sectors: Vec<Row>,
    organisations: Vec<Row>,
    chart: String,
    /// Bodies that say that their chair is independent.
    independent: Vec<(String, String)>,
    is_empty: bool,
}

/// A line of a table: the name, and its counts with shares where they say something.
#[derive(Debug)]
struct Row {
    name: String,
    items: String,
    minutes: String,
    carried: String,
}

/// What was counted.
#[derive(Debug)]
struct Counted {
    from: Date,
    until: Date,
    sectors: BTreeMap<String, Share>,
    /// For partners only; empty for others.
    organisations: BTreeMap<String, Share>,
}

async fn counted_for(ctx: &Ctx, db: &mut Conn, place: &Place, asked: &Asked) -> Result<(Counted, bool), Error> {
    let partner = ctx.is_signed_in() && ctx.may(SEE_SHARES_TODAY, place.subject());
    let today = ctx.now().date();
    let until = if partner { today } else { today.plus_days(-PUBLIC_AFTER_DAYS) };
    let from = until.plus_days(-DAYS);
    let moments = (Timestamp::at(from, 0, 0), Timestamp::at(until.plus_days(1), 0, 0));
    let wanted = SharesAsked { place: place.id(), body: asked.body.parse().ok(), from: moments.0, until: moments.1 };
    let all = store::shares_by_sponsor(db, &wanted).await?;
    let sectors: BTreeMap<OrganisationId, (String, &'static str)> = register::partners(db, place.id())
        .await?
        .into_iter()
        .map(|one| (one.id, (one.name, Sector::read(&one.sector).map_or("Other", Sector::words))))
        .collect();
    let missing: Vec<OrganisationId> =
        all.iter().filter_map(|(id, _)| *id).filter(|id| !sectors.contains_key(id)).collect();
    let others = register::organisation_names(db, &missing).await?;
    let sector = |id: Option<OrganisationId>| match id {
        None => NOBODY.to_owned(),
        Some(id) => sectors.get(&id).map_or("Not a partner today", |(_, sector)| sector).to_owned(),
    };
    let name = |id: Option<OrganisationId>| match id {
        None => NOBODY.to_owned(),
        Some(id) => sectors
            .get(&id)
            .map(|(name, _)| name.clone())
            .or_else(|| others.get(&id).map(|(_, name)| name.clone()))
            .unwrap_or_default(),
    };
    let organisations = match partner {
        true => grouped(all.iter().map(|(id, share)| (name(*id), *share))),
        false => BTreeMap::new(),
    };
    Ok((
        Counted { from, until, sectors: grouped(all.iter().map(|(id, share)| (sector(*id), *share))), organisations },
        partner,
    ))
}

fn rows(all: &BTreeMap<String, Share>) -> Vec<Row> {
    let whole = total(all.values());
    let row = |(name, share): (&String, &Share)| Row {
        name: name.clone(),
        items: counted(share.items, whole.items, share.items),
        minutes: counted(share.minutes, whole.minutes, share.items),
        carried: counted(share.carried, whole.carried, share.carried),
    };
    let mut rows: Vec<Row> = all.iter().map(row).collect();
    rows.sort_by_key(|row| row.name.to_lowercase());
    rows
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (all, partner) = counted_for(&ctx, &mut db, &place, &asked).await?;
    let bodies = store::bodies_of_place(&mut db, place.id(), Which::Open).await?;
    let rules = store::house_rules_of_place(&mut db, place.id()).await?;
    drop(db);
    let says = |id: BodyId| rules.iter().any(|one: &HouseRules| one.body() == id && one.chair() == ChairFrom::Outside);
    let independent = bodies.iter().filter(|body| says(body.id()));
    let href = links::shares(place.slug());
    let query = if asked.body.is_empty() { String::new() } else { format!("?body={}", asked.body) };
    let page = SharesPage {
        independent: independent.map(|body| (body.name().to_owned(), links::body(body.id()))).collect(),
        bodies: options(bodies.iter().map(|body| (body.id().to_string(), body.name().to_owned())), &asked.body),
        period: format!("{} to {}", all.from.in_words(), all.until.in_words()),
        chart: chart(&all, &format!("{href}.csv{query}")),
        sectors: rows(&all.sectors),
        organisations: rows(&all.organisations),
        is_empty: all.sectors.is_empty(),
        partner,
        href,
        query,
    };
    let around = at::page("Whose items, whose time", at::steps_to_place(&place), &place)
        .caption(place.name())
        .lead("Who puts items on the agendas of this place, how much time is planned for them, and on how many something was agreed.");
    ctx.page(around.template(&page)).await
}

fn chart(all: &Counted, csv: &str) -> String {
    let about = About::new("minutes-by-sector", "Agenda time by sector")
        .each("Sector")
        .counting("minute", "minutes")
        .csv(csv)
        .empty("Agenda time is drawn here once items say which organisation puts them.");
    let sectors = all.sectors.iter().filter(|(name, _)| name.as_str() != NOBODY);
    bar(&Bars::across(about, sectors.map(|(name, share)| Bar::new(name, share.minutes)).collect()))
}

async fn data(ctx: &Ctx, key: &str, asked: &Asked) -> Result<(Place, Counted), PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let (all, _) = counted_for(ctx, &mut db, &place, asked).await?;
    Ok((place, all))
}

fn table(place: &Place, all: &Counted) -> Csv {
    let head = ["By", "Name", "Items put", "Minutes planned", "Items on which something was agreed"];
    let mut table = Csv::new(format!("{}-shares", place.slug()), &head);
    let by = [("sector", &all.sectors), ("organisation", &all.organisations)];
    for (by, (name, share)) in by.into_iter().flat_map(|(by, all)| all.iter().map(move |one| (by, one))) {
        let counts = [share.items, share.minutes, share.carried].map(|count| count.to_string());
        table.row([by.to_owned(), name.clone()].into_iter().chain(counts).collect());
    }
    table
}

pub(super) async fn csv(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let (place, all) = data(&ctx, &key, &asked).await?;
    Ok(ctx.csv(&table(&place, &all)))
}

pub(super) async fn xlsx(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let (place, all) = data(&ctx, &key, &asked).await?;
    ctx.xlsx(&table(&place, &all))
}

pub(super) async fn json(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    #[derive(Serialize)]
    struct Shares {
        place: String,
        from: Date,
        until: Date,
        sectors: BTreeMap<String, Share>,
        organisations: BTreeMap<String, Share>,
    }
    let (place, Counted { from, until, sectors, organisations }) = data(&ctx, &key, &asked).await?;
    ctx.json(&Shares { place: place.name().to_owned(), from, until, sectors, organisations })
}
