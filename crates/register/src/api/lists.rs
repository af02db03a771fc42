//! Lists as JSON and CSV, with the same filters as the pages.

use crate::links;
use crate::pages::{OrganisationsAsked, PlacesAsked};
use crate::profile::Profile;
use crate::store::{self, OrganisationLine, PlaceLine};
use folkmoot_web::{Csv, Ctx, PageError, Query, Response};
use serde::Serialize;

/// Places in one file; England has about 180.
const PLACES_MAX: u32 = 1_000;
/// Organisations in one file. `next` leads on.
const ORGANISATIONS_MAX: u32 = 1_000;

#[derive(Debug, Serialize)]
struct Places {
    places: Vec<PlaceOut>,
}

#[derive(Debug, Serialize)]
struct PlaceOut {
    name: String,
    system: String,
    region: String,
    leader_name: String,
    leader_post: String,
    governance_models: Vec<&'static str>,
    governance_words: String,
    delegation: String,
    confirmed_on: Option<String>,
    page: String,
    place_json: String,
}

#[derive(Debug, Serialize)]
struct Organisations {
    organisations: Vec<OrganisationOut>,
    /// Address of the rest; none at the end.
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct OrganisationOut {
    name: String,
    sector: String,
    about: String,
    website: String,
    page: String,
}

fn place_out(ctx: &Ctx, line: PlaceLine) -> PlaceOut {
    let page = format!("{}{}", ctx.site().url, links::place(&line.slug));
    let models = Profile::read_models(&line.governance_models);
    PlaceOut {
        governance_models: models.into_iter().map(|model| model.key()).collect(),
        name: line.name,
        system: line.system_name,
        region: line.region,
        leader_name: line.leader_name,
        leader_post: line.leader_post,
        governance_words: line.governance_words,
        delegation: line.delegation,
        confirmed_on: line.confirmed_on.map(|day| day.to_string()),
        place_json: format!("{page}/place.json"),
        page,
    }
}

async fn places(ctx: &Ctx, asked: &PlacesAsked) -> Result<Vec<PlaceOut>, PageError> {
    let mut db = ctx.read().await?;
    let lines = store::places(&mut db, &asked.filter(), PLACES_MAX, 0).await?;
    Ok(lines.into_iter().map(|line| place_out(ctx, line)).collect())
}

pub(super) async fn places_json(ctx: Ctx, Query(asked): Query<PlacesAsked>) -> Result<Response, PageError> {
    let places = places(&ctx, &asked).await?;
    ctx.json(&Places { places })
}

pub(super) async fn places_csv(ctx: Ctx, Query(asked): Query<PlacesAsked>) -> Result<Response, PageError> {
    Ok(ctx.csv(&places_table(&ctx, &asked).await?))
}

pub(super) async fn places_xlsx(ctx: Ctx, Query(asked): Query<PlacesAsked>) -> Result<Response, PageError> {
    ctx.xlsx(&places_table(&ctx, &asked).await?)
}

async fn places_table(ctx: &Ctx, asked: &PlacesAsked) -> Result<Csv, PageError> {
    let head = [
        "Place",
        "System",
        "Region",
        "Leader",
        "Post",
        "Governed by",
        "In own words",
        "Delegated powers",
        "Confirmed on",
        "Page",
        "Data",
    ];
    let mut table = Csv::new("places", &head);
    for place in places(ctx, asked).await? {
        table.row(vec![
            place.name,
            place.system,
            place.region,
            place.leader_name,
            place.leader_post,
            place.governance_models.join(" "),
            place.governance_words,
            place.delegation,
            place.confirmed_on.unwrap_or_default(),
            place.page,
            place.place_json,
        ]);
    }
    Ok(table)
}

fn organisation_out(ctx: &Ctx, line: OrganisationLine) -> OrganisationOut {
    OrganisationOut {
        page: format!("{}{}", ctx.site().url, links::organisation(&line.slug)),
        name: line.name,
        sector: line.sector,
        about: line.about,
        website: line.website,
    }
}

async fn organisations(ctx: &Ctx, asked: &OrganisationsAsked) -> Result<Organisations, PageError> {
    let mut db = ctx.read().await?;
    let mut lines = store::organisations(&mut db, &asked.filter(), ORGANISATIONS_MAX + 1).await?;
    let more = lines.len() > ORGANISATIONS_MAX as usize;
    lines.truncate(ORGANISATIONS_MAX as usize);
    let last = lines.last().filter(|_| more);
    let next = last.map(|last| format!("{}/organisations.json{}", ctx.site().url, asked.after(last)));
    let organisations = lines.into_iter().map(|line| organisation_out(ctx, line)).collect();
    Ok(Organisations { organisations, next })
}

pub(super) async fn organisations_json(
    ctx: Ctx,
    Query(asked): Query<OrganisationsAsked>,
) -> Result<Response, PageError> {
    let organisations = organisations(&ctx, &asked).await?;
    ctx.json(&organisations)
}

pub(super) async fn organisations_csv(
    ctx: Ctx,
    Query(asked): Query<OrganisationsAsked>,
) -> Result<Response, PageError> {
    Ok(ctx.csv(&organisations_table(&ctx, &asked, "csv").await?))
}

pub(super) async fn organisations_xlsx(
    ctx: Ctx,
    Query(asked): Query<OrganisationsAsked>,
) -> Result<Response, PageError> {
    ctx.xlsx(&organisations_table(&ctx, &asked, "xlsx").await?)
}

/// `ending`: of the file that goes on with the list.
async fn organisations_table(ctx: &Ctx, asked: &OrganisationsAsked, ending: &str) -> Result<Csv, PageError> {
    let found = organisations(ctx, asked).await?;
    let mut table = Csv::new("organisations", &["Name", "Sector", "About", "Website", "Page"]);
    for one in found.organisations {
        table.row(vec![one.name, one.sector, one.about, one.website, one.page]);
    }
    if let Some(next) = found.next {
        let rest = next.replace("/organisations.json", &format!("/organisations.{ending}"));
        table.row(vec![
            "The list goes on at the address in the last column".to_owned(),
            String::new(),
            String::new(),
            String::new(),
            rest,
        ]);
    }
    Ok(table)
}
