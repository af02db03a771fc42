//! The look at all answers before a decision is put. They travel along unseen, so nothing is lost and nothing is saved.

use super::put::Ground;
use crate::actions::decisions::{self, Put};
use crate::power::Power;
use askama::Template;
use folkmoot_kernel::OrganisationId;
use folkmoot_store::{Conn, Error};
use folkmoot_web::sign_in::session::new_token;
use folkmoot_web::{Ctx, Page, PageError, Response, Sent};

/// Everything the form may send, as its inputs are called.
const SENT: [&str; 13] = [
    "title",
    "plain_summary",
    "text",
    "power",
    "power_holder",
    "power_basis",
    "function",
    "amount",
    "priority",
    "positions_due-day",
    "positions_due-month",
    "positions_due-year",
    "positions_due-time",
];

#[derive(Debug, Template)]
#[template(path = "decision_check.html")]
struct CheckPage {
    action: String,
    back: String,
    hidden: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    /// Names of those who will be asked.
    asked: Vec<String>,
    body: String,
}

/// One answer with the field that it belongs to.
#[derive(Debug)]
struct Row {
    field: &'static str,
    words: &'static str,
    lines: Vec<String>,
}

pub(super) async fn show(ctx: &Ctx, ground: &Ground, put: Put, sent: &Sent) -> Result<Response, PageError> {
    let asked = match decisions::check_decision(ctx, ground.to, put.clone()).await {
        Ok(asked) => asked,
        Err(err) => return ctx.refused(ground.form(), sent, err).await,
    };
    let page = CheckPage {
        action: ground.action(),
        back: ground.back(),
        hidden: hidden(ctx, sent),
        rows: rows(ground, &put),
        asked: names(&mut *ctx.read().await?, &asked).await?,
        body: ground.body.name().to_owned(),
    };
    let around = Page::new("Check your answers")
        .caption("Put a decision")
        .crumb(ground.place.name(), format!("/places/{}", ground.place.slug()))
        .crumb(ground.body.name(), crate::links::body(ground.body.id()))
        .invented(ground.place.is_invented());
    ctx.page(around.template(&page)).await
}

fn hidden(ctx: &Ctx, sent: &Sent) -> Vec<(&'static str, String)> {
    let key = sent.get("_key").map_or_else(new_token, str::to_owned);
    let mut all = vec![("_csrf", ctx.csrf()), ("_key", key)];
    all.extend(SENT.iter().filter_map(|name| Some((*name, sent.get(name)?.to_owned()))));
    all
}

fn rows(ground: &Ground, put: &Put) -> Vec<Row> {
    let row = |field, words, value: &str| Row { field, words, lines: value.lines().map(str::to_owned).collect() };
    let mut rows = vec![
        row("title", "Called", &put.title),
        row("plain_summary", "In plain words", &put.plain_summary),
        row("text", "What exactly is put", &put.text),
        row("power-1", "This body can", &format!("{}: {}", put.power.sentence(), put.power.hint())),
        row("power_holder", "Whose power", &put.power_holder),
        row("power_basis", "Where that power comes from", &put.power_basis),
    ];
    if !ground.functions.is_empty() {
        let chosen = ground.functions.iter().find(|one| Some(one.id) == put.matter.function);
        rows.push(row("function", "What is decided", chosen.map_or("", |one| one.words.as_str())));
    }
    let amount = put.matter.amount.map(|amount| amount.to_string()).unwrap_or_default();
    rows.push(row("amount", "How much money", &amount));
    if !ground.priorities.is_empty() {
        let chosen = ground.priorities.iter().find(|one| Some(one.id()) == put.priority);
        rows.push(row("priority", "Priority", chosen.map_or("", |one| one.title())));
    }
    if put.power != Power::Note {
        rows.push(row("positions_due-day", "Last moment for positions", &put.positions_due.in_words()));
    }
    rows
}

async fn names(db: &mut Conn, ids: &[OrganisationId]) -> Result<Vec<String>, Error> {
    let found = folkmoot_register::store::organisation_names(db, ids).await?;
    let mut names: Vec<String> = found.into_values().map(|(_, name)| name).collect();
    names.sort_by_key(|name| name.to_lowercase());
    Ok(names)
}
