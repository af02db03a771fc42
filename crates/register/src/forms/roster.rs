//! People, seats and terms from a spreadsheet or a file in Popolo: the file, a look at what it would change, and then it counts.
//! Nothing is saved before.

use super::places::{about, place_at};
use crate::actions::{self, RosterError, RosterRefusal};
use crate::acts::{ADMINISTER_PLACE, CHANGE_SEATS};
use crate::links;
use crate::place::Place;
use crate::roster::{Change, Plan, read, table_of};
use askama::Template;
use folkmoot_kernel::{Act, BodyId};
use folkmoot_store::Conn;
use folkmoot_web::sheet::{SheetRow, carried, carry, read_sheet, rows_of, told};
use folkmoot_web::sign_in::session::new_token;
use folkmoot_web::{Ctx, Field, Form, FormErrors, Page, PageError, Path, Response, Sent, Upload};

const MAY: [Act; 2] = [CHANGE_SEATS, ADMINISTER_PLACE];

#[derive(Debug, Template)]
#[template(path = "roster_preview.html")]
struct PreviewPage {
    action: String,
    seats: String,
    hidden: Vec<(&'static str, String)>,
    plan: Plan,
    lines: Vec<Line>,
    /// What a line of the file is called.
    called: &'static str,
}

/// One thing that would happen.
#[derive(Debug)]
struct Line {
    kind: &'static str,
    line: usize,
    who: String,
    what: String,
}

impl PreviewPage {
    fn count(&self, kind: &str) -> usize {
        self.lines.iter().filter(|line| line.kind == kind).count()
    }
}

fn asking(place: &Place) -> Form {
    about(place, "seats/import", "Import people and seats")
        .crumb("Seats", links::seats(place.slug()))
        .back(links::seats(place.slug()))
        .lead("A spreadsheet with a row for each person on a body, or a file in Popolo, as other systems write it. What you download on the page of seats can be changed and sent back.")
        .lead("Bodies and partners must be there already. What is not in the file stays as it is. You see what would change before anything is saved.")
        .field(
            Field::file("file", "The file")
                .accept(".xlsx,.csv,.json")
                .hint("An XLSX workbook, of which the first sheet is read, a CSV file, or Popolo as JSON."),
        )
        .button("Look at what it would change")
}

async fn place_for(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(ctx, key).await?;
    ctx.allowed(&MAY, place.subject())?;
    Ok(place)
}

async fn bodies(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<(BodyId, String)>, PageError> {
    let all = crate::pages::bodies_of(ctx, db, place).await?;
    Ok(all.into_iter().map(|body| (body.id, body.name)).collect())
}

pub(super) async fn form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(asking(&place_for(&ctx, &key).await?)).await
}

/// The file comes first; when its preview comes back, what was read travels along in it.
pub(super) async fn send(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_for(&ctx, &key).await?;
    let Some(rows) = sent.get("rows") else { return look(&ctx, &place, &sent).await };
    let rows = carried(rows).ok_or_else(|| PageError::bad("the preview could not be read: send the file again"))?;
    count(&ctx, &place, rows, &sent).await
}

async fn look(ctx: &Ctx, place: &Place, sent: &Sent) -> Result<Response, PageError> {
    let form = asking(place);
    let answers = match form.read(sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, sent, errors).await,
    };
    let Some(file) = answers.file("file") else {
        return ctx.form_again(form, sent, FormErrors::on("file", "Choose a file")).await;
    };
    let (sheet, called) = match table(file).await {
        Ok(table) => table,
        Err(why) => return ctx.form_again(form, sent, FormErrors::on("file", why)).await,
    };
    let drawn = match rows_of(&sheet, read) {
        Ok(rows) => {
            let mut db = ctx.read().await?;
            let bodies = bodies(ctx, &mut db, place).await?;
            actions::draw_roster(ctx, &mut db, (place.id(), &bodies), &rows).await?
        }
        Err(broken) => Err(broken),
    };
    match drawn {
        Ok(plan) => preview(ctx, place, (&sheet, called), plan, sent).await,
        Err(broken) => ctx.form_again(form, sent, told(broken, called)).await,
    }
}

/// The file as a table, whatever it is, and what its lines are called.
async fn table(file: &Upload) -> Result<(Vec<SheetRow>, &'static str), String> {
    let is_json = file.bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|first| b"{[".contains(first));
    if !is_json {
        return read_sheet(file).await.map(|sheet| (sheet, "Line")).map_err(|why| why.to_string());
    }
    let text = String::from_utf8_lossy(&file.bytes);
    let table = table_of(&text).map_err(|why| why.to_string())?;
    let sheet: Vec<SheetRow> = table.into_iter().map(|(line, cells)| SheetRow { line, cells }).collect();
    if sheet.len() > folkmoot_web::sheet::SHEET_ROWS_MAX {
        return Err(folkmoot_web::sheet::SheetError::TooManyRows.to_string());
    }
    Ok((sheet, "Membership"))
}

async fn preview(
    ctx: &Ctx,
    place: &Place,
    (sheet, called): (&[SheetRow], &'static str),
    plan: Plan,
    sent: &Sent,
) -> Result<Response, PageError> {
    let bodies = bodies(ctx, &mut *ctx.read().await?, place).await?;
    let hidden = vec![
        ("_csrf", ctx.csrf()),
        ("_key", sent.get("_key").map_or_else(new_token, str::to_owned)),
        ("rows", carry(sheet)),
    ];
    let seats = links::seats(place.slug());
    let lines = plan.changes.iter().map(|change| line(change, &bodies)).collect();
    let page = PreviewPage { action: format!("{seats}/import"), seats, hidden, plan, lines, called };
    let around = Page::new("What this file would change")
        .crumb("Places", links::PLACES)
        .crumb(place.name(), links::place(place.slug()))
        .crumb("Seats", links::seats(place.slug()))
        .invented(place.is_invented());
    ctx.page(around.wide().template(&page)).await
}

fn line(change: &Change, bodies: &[(BodyId, String)]) -> Line {
    let body = |id: Option<BodyId>| bodies.iter().find(|(own, _)| Some(*own) == id).map_or("", |(_, name)| name);
    let (who, what) = match change {
        Change::Open { details, .. } => {
            let votes = if details.votes { "votes" } else { "has no vote" };
            let role = details.role.words().to_lowercase();
            (details.title.clone(), format!("{}, {role}, {votes}", body(details.body)))
        }
        Change::End { who, last_day, .. } => (who.clone(), format!("Last day {}", last_day.in_words())),
        Change::Begin { name, email, capacity, term, .. } => {
            let holds = capacity.words().to_lowercase();
            (name.clone(), format!("{email}, {holds}, {}", term.in_words()))
        }
        Change::LeaveOut { name, .. } => (
            name.clone(),
            "There is no e-mail address, and people sign in with theirs. The seat stays vacant.".to_owned(),
        ),
    };
    Line { kind: change.kind(), line: change.line(), who, what }
}

async fn count(ctx: &Ctx, place: &Place, sheet: Vec<SheetRow>, sent: &Sent) -> Result<Response, PageError> {
    let rows = match rows_of(&sheet, read) {
        Ok(rows) => rows,
        Err(broken) => return ctx.form_again(asking(place), sent, told(broken, "Line")).await,
    };
    let bodies = bodies(ctx, &mut *ctx.read().await?, place).await?;
    match actions::apply_roster(ctx, (place.id(), &bodies), &rows).await {
        Ok(done) => {
            let begun = counted(done.begun, "term begun", "terms begun");
            let words =
                format!("Imported: {}, {begun}, {} ended", counted(done.seats, "new seat", "new seats"), done.ended);
            Ok(ctx.see(links::seats(place.slug()), &words))
        }
        Err(RosterError::Rule(RosterRefusal::Broken(broken))) => {
            ctx.form_again(asking(place), sent, told(broken, "Line")).await
        }
        Err(err) => ctx.refused(asking(place), sent, err).await,
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
