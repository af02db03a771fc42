//! The map, the matrix, the pipeline and the pack as CSV, XLSX and JSON, from the same lists as the pages.

use crate::actions::OnDay;
use crate::acts::{CHANGE_MAP, SEE_AUTHORITY};
use crate::holding::Holding;
use crate::pages::at::place_at;
use crate::pages::{AssuranceAsked, delegation_lines, matrix, pack_for};
use crate::scheme::Column;
use folkmoot_kernel::rows::Column as _;
use folkmoot_kernel::{Pence, Subject};
use folkmoot_web::{Csv, Ctx, PageError, Path, Query, Response, Routes, Shape, data_routes};

pub fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/scheme", SEE_AUTHORITY, scheme);
    let routes = data_routes!(routes, "/places/{place}/representation", SEE_AUTHORITY, representation);
    let routes = data_routes!(routes, "/places/{place}/delegations", SEE_AUTHORITY, delegations);
    routes
        .get("/places/{place}/scheme/template.csv", CHANGE_MAP, template_csv)
        .get("/places/{place}/scheme/template.xlsx", CHANGE_MAP, template_xlsx)
        .get("/places/{place}/assurance.csv", SEE_AUTHORITY, assurance_csv)
        .get("/places/{place}/assurance.xlsx", SEE_AUTHORITY, assurance_xlsx)
        .get("/places/{place}/assurance.json", SEE_AUTHORITY, assurance_json)
}

fn columns(name: &str) -> Csv {
    let head: Vec<&str> = Column::ALL.iter().map(|column| column.words()).collect();
    Csv::new(name, &head)
}

/// The whole scheme as it stands today, in the columns that an import reads: what goes out can be changed and sent back.
async fn scheme(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let map = OnDay::of(ctx, &mut db, place.id(), ctx.now().date()).await?;
    let mut table = columns(&format!("{}-scheme", place.slug()));
    for function in &map.functions {
        for line in map.lines(function.id()) {
            table.row(scheme_row(function, line, &map));
        }
    }
    Ok(table)
}

fn scheme_row(function: &crate::function::Function, line: &Holding, map: &OnDay) -> Vec<String> {
    let (details, origin) = (function.details(), line.origin());
    let cell = |column: Column| match column {
        Column::Heading => details.heading.clone(),
        Column::Function => details.name.clone(),
        Column::About => details.about.clone(),
        Column::Words => details.words.clone(),
        Column::HeldBy => map.names.of_holder(line.holder()).0,
        Column::Power => line.power().key().to_owned(),
        Column::Limit => line.limit().map(pounds).unwrap_or_default(),
        Column::Together => origin.together.clone(),
        Column::Basis => origin.basis.clone(),
        Column::Source => origin.source.clone(),
        Column::SourceUrl => origin.source_url.clone(),
        Column::From => line.details().from.to_string(),
        Column::Until => line.details().until.map(|on| on.to_string()).unwrap_or_default(),
    };
    Column::ALL.iter().copied().map(cell).collect()
}

/// "50000" or "1250.50": as a spreadsheet counts.
fn pounds(limit: Pence) -> String {
    let (pounds, pence) = (limit.whole() / 100, limit.whole() % 100);
    if pence == 0 { pounds.to_string() } else { format!("{pounds}.{pence:02}") }
}

/// A row that shows how each column is filled in. It names a function that nobody has, and a holder to be replaced.
fn template() -> Csv {
    let mut table = columns("scheme-template");
    let cell = |column: Column| match column {
        Column::Heading => "Money",
        Column::Function => "Example: small grants to community groups",
        Column::About => "Who may give up to a few thousand pounds to a group",
        Column::Words => "club, charity, fund",
        Column::HeldBy => "Name of the body, the post or the body outside",
        Column::Power => "decide",
        Column::Limit => "50000",
        Column::Basis => "The law or the agreement",
        Column::Source => "Scheme of delegation, line 3.2",
        Column::SourceUrl => "https://www.example.org/scheme",
        Column::From => "1/4/2026",
        Column::Together | Column::Until => "",
    };
    table.row(Column::ALL.iter().copied().map(cell).map(str::to_owned).collect());
    table
}

async fn template_csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    ctx.allowed(&[CHANGE_MAP], Subject::place(place.id()))?;
    ctx.table(&template(), Shape::Csv)
}

async fn template_xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    ctx.allowed(&[CHANGE_MAP], Subject::place(place.id()))?;
    ctx.table(&template(), Shape::Xlsx)
}

/// A row for each seat out there, and one for each body without any.
async fn representation(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let head = ["Body", "Kind", "Stands", "Seat", "Voice", "Post", "Held by", "Since", "Last brought back", "Page"];
    let mut table = Csv::new(format!("{}-representation", place.slug()), &head);
    for row in matrix(ctx, &mut db, &place).await?.0 {
        let details = row.outside.details();
        let page = format!("{}{}", ctx.site().url, crate::links::outside(row.outside.id()));
        let own = [details.name.as_str(), details.kind.words(), details.stands.key()].map(str::to_owned);
        if row.seats.is_empty() {
            let none = std::iter::repeat_n(String::new(), 6);
            table.row(own.iter().cloned().chain(none).chain([page.clone()]).collect());
        }
        for one in row.seats {
            let seat = [
                one.seat.title().to_owned(),
                one.seat.voice().words().to_owned(),
                one.post,
                one.who.unwrap_or_default(),
                one.seat.from().to_string(),
                one.last.map(|on| on.to_string()).unwrap_or_default(),
                page.clone(),
            ];
            table.row(own.iter().cloned().chain(seat).collect());
        }
    }
    Ok(table)
}

async fn delegations(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let head =
        ["Delegation", "From", "Pounds", "Promised on", "Promised in", "At", "Waits on", "Days", "State", "Page"];
    let mut table = Csv::new(format!("{}-delegations", place.slug()), &head);
    for line in delegation_lines(ctx, &mut db, &place).await? {
        let details = line.delegation.details();
        table.row(vec![
            details.title.clone(),
            line.from,
            details.amount.map(pounds).unwrap_or_default(),
            details.promised_on.to_string(),
            details.promised_in.clone(),
            line.at,
            line.post,
            line.standing.waited_days.to_string(),
            line.standing.stage.words().to_owned(),
            format!("{}{}", ctx.site().url, crate::links::delegation(line.delegation.id())),
        ]);
    }
    Ok(table)
}

async fn assurance(ctx: &Ctx, key: &str, asked: &AssuranceAsked) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let pack = pack_for(ctx, &mut db, &place, asked).await?;
    let mut table = Csv::new(format!("{}-assurance", place.slug()), &["Part", "What", "How many", "Source"]);
    for section in &pack.sections {
        for line in &section.lines {
            let source = format!("{}{}", ctx.site().url, section.href);
            table.row(vec![section.title.to_owned(), line.words.clone(), line.number.words(), source]);
        }
    }
    Ok(table)
}

async fn assurance_csv(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(asked): Query<AssuranceAsked>,
) -> Result<Response, PageError> {
    ctx.table(&assurance(&ctx, &key, &asked).await?, Shape::Csv)
}

async fn assurance_xlsx(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(asked): Query<AssuranceAsked>,
) -> Result<Response, PageError> {
    ctx.table(&assurance(&ctx, &key, &asked).await?, Shape::Xlsx)
}

/// The pack whole, as other programs draw it.
async fn assurance_json(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(asked): Query<AssuranceAsked>,
) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let pack = pack_for(&ctx, &mut db, &place, &asked).await?;
    drop(db);
    ctx.json(&pack)
}
