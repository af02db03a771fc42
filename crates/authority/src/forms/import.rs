//! A scheme from a spreadsheet: the file, a look at what it would change, and then it counts. Nothing is saved before.

use crate::actions::{self, ImportError, ImportRefusal};
use crate::acts::CHANGE_MAP;
use crate::links;
use crate::pages::at::{self, place_at};
use crate::scheme::{Change, Plan, Scope, read};
use askama::Template;
use folkmoot_register::place::Place;
use folkmoot_web::sheet::{SheetRow, carried, carry, read_sheet, rows_of, told};
use folkmoot_web::sign_in::session::new_token;
use folkmoot_web::{Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/places/{place}/scheme/import", CHANGE_MAP, form, send)
}

#[derive(Debug, Template)]
#[template(path = "scheme_preview.html")]
struct PreviewPage {
    place: Place,
    hidden: Vec<(&'static str, String)>,
    plan: Plan,
    lines: Vec<Line>,
    whole: bool,
}

/// One thing that would happen.
#[derive(Debug)]
struct Line {
    kind: &'static str,
    /// The line of the file, if one asks for it.
    line: String,
    what: String,
    who: String,
    how: String,
}

impl PreviewPage {
    fn count(&self, kind: &str) -> usize {
        self.lines.iter().filter(|line| line.kind == kind).count()
    }
    fn action(&self) -> String {
        format!("{}/import", links::scheme(self.place.slug()))
    }
}

fn asking(place: &Place) -> Form {
    let slug = place.slug();
    let scopes = vec![
        Choice::new("whole", "The whole scheme").hint("What is on the map now and not in the file ends today."),
        Choice::new("part", "Only what is new or changes").hint("What is not in the file stays as it is."),
    ];
    at::form(format!("{}/import", links::scheme(slug)), "Import a scheme from a spreadsheet", at::to_scheme(place))
        .lead("The first row names the columns. The template on the page of the scheme has them all; what you download there can be changed and sent back.")
        .lead("You see what the file would change before anything is saved.")
        .field(Field::file("file", "The file").accept(".xlsx,.csv").hint("An XLSX workbook, of which the first sheet is read, or a CSV file."))
        .field(Field::radios("scope", "What is in it?", scopes).missing("Say whether it is the whole scheme"))
        .button("Look at what it would change")
}

async fn place_for(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_MAP], place.subject())?;
    Ok(place)
}

async fn form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(asking(&place_for(&ctx, &key).await?)).await
}

/// The file comes first; when its preview comes back, what was read travels along in it.
async fn send(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_for(&ctx, &key).await?;
    let scope = if sent.get("scope") == Some("whole") { Scope::Whole } else { Scope::Part };
    match sent.get("rows") {
        Some(rows) => {
            let rows =
                carried(rows).ok_or_else(|| PageError::bad("the preview could not be read: send the file again"))?;
            count(&ctx, &place, rows, scope, &sent).await
        }
        None => look(&ctx, &place, scope, &sent).await,
    }
}

async fn look(ctx: &Ctx, place: &Place, scope: Scope, sent: &Sent) -> Result<Response, PageError> {
    let form = asking(place);
    let answers = match form.read(sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, sent, errors).await,
    };
    let Some(file) = answers.file("file") else {
        return ctx.form_again(form, sent, FormErrors::on("file", "Choose a file")).await;
    };
    let sheet = match read_sheet(file).await {
        Ok(sheet) => sheet,
        Err(why) => return ctx.form_again(form, sent, FormErrors::on("file", why.to_string())).await,
    };
    let drawn = match rows_of(&sheet, read) {
        Ok(rows) => actions::draw_scheme(ctx, &mut *ctx.read().await?, place.id(), &rows, scope).await?,
        Err(broken) => Err(broken),
    };
    match drawn {
        Ok(plan) => preview(ctx, place, (&sheet, scope), plan, sent).await,
        Err(broken) => ctx.form_again(form, sent, told(broken, "Line")).await,
    }
}

async fn preview(
    ctx: &Ctx,
    place: &Place,
    (sheet, scope): (&[SheetRow], Scope),
    plan: Plan,
    sent: &Sent,
) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let lines = lines(ctx, &mut db, place, &plan).await?;
    drop(db);
    let hidden = vec![
        ("_csrf", ctx.csrf()),
        ("_key", sent.get("_key").map_or_else(new_token, str::to_owned)),
        ("scope", if scope == Scope::Whole { "whole" } else { "part" }.to_owned()),
        ("rows", carry(sheet)),
    ];
    let page = PreviewPage { place: place.clone(), hidden, plan, lines, whole: scope == Scope::Whole };
    let around = at::page("What this file would change", at::to_scheme(place), place);
    ctx.page(around.wide().template(&page)).await
}

async fn lines(ctx: &Ctx, db: &mut folkmoot_store::Conn, place: &Place, plan: &Plan) -> Result<Vec<Line>, PageError> {
    let names = actions::Names::of(ctx, db, place.id()).await?;
    let functions = crate::store::functions_of_place(db, place.id()).await?;
    let function = |id| functions.iter().find(|one| one.id() == id).map_or("", |one| one.name()).to_owned();
    let named = |name: &str| {
        let found = functions.iter().find(|one| crate::function::match_name(one.name()) == name);
        found.map_or_else(|| name.to_owned(), |one| one.name().to_owned())
    };
    let line = |change: &Change| {
        let (what, who, how) = match change {
            Change::AddFunction { details, .. } => {
                (details.name.clone(), String::new(), format!("new, under “{}”", details.heading))
            }
            Change::ChangeFunction { details, .. } => {
                (details.name.clone(), String::new(), "said differently".to_owned())
            }
            Change::Give { function, details, .. } => {
                (named(function), names.of_holder(details.holder).0, power(details))
            }
            Change::Explain { before, .. } => {
                let who = names.of_holder(before.holder()).0;
                (function(before.function()), who, "another basis or source".to_owned())
            }
            Change::Replace { before, details, .. } => {
                let how = format!("{}, instead of {}", power(details), limit(before.limit()));
                (function(before.function()), names.of_holder(details.holder).0, how)
            }
            Change::End { before, last_day, .. } => {
                let how = format!("{}: ends on {}", before.power().sentence(), last_day.in_words());
                (function(before.function()), names.of_holder(before.holder()).0, how)
            }
        };
        let line = if change.line() == 0 { String::new() } else { change.line().to_string() };
        Line { kind: change.kind(), line, what, who, how }
    };
    Ok(plan.changes.iter().map(line).collect())
}

fn power(details: &crate::holding::HoldingDetails) -> String {
    let from = details.from.in_words();
    let limit = if details.limit.is_some() { format!(" {}", limit(details.limit)) } else { String::new() };
    format!("{}{limit}, from {from}", details.power.sentence())
}

fn limit(limit: Option<folkmoot_kernel::Pence>) -> String {
    limit.map_or_else(|| "no limit".to_owned(), |limit| format!("up to {limit}"))
}

async fn count(
    ctx: &Ctx,
    place: &Place,
    sheet: Vec<SheetRow>,
    scope: Scope,
    sent: &Sent,
) -> Result<Response, PageError> {
    let rows = match rows_of(&sheet, read) {
        Ok(rows) => rows,
        Err(broken) => return ctx.form_again(asking(place), sent, told(broken, "Line")).await,
    };
    match actions::apply_scheme(ctx, place.id(), &rows, scope).await {
        Ok(done) => {
            let words = format!("Imported: {} added, {} changed, {} ended", done.added, done.changed, done.ended);
            Ok(ctx.see(links::scheme(place.slug()), &words))
        }
        Err(ImportError::Rule(ImportRefusal::Broken(broken))) => {
            ctx.form_again(asking(place), sent, told(broken, "Line")).await
        }
        Err(err) => ctx.refused(asking(place), sent, err).await,
    }
}
