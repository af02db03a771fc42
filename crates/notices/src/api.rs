//! The same lists as data: JSON, CSV and XLSX.

use crate::acts::SEE_NOTICES;
use crate::links;
use crate::pages::at::{Names, place_at};
use crate::pages::shown_lines;
use crate::store::{self, NoticeLine};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes};
use serde::Serialize;

/// Notices in one file.
const NOTICES_MAX: u32 = 5_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/notices.json", SEE_NOTICES, notices_json)
        .get("/places/{place}/notices.csv", SEE_NOTICES, notices_csv)
        .get("/places/{place}/notices.xlsx", SEE_NOTICES, notices_xlsx)
        .get("/places/{place}/escalations.json", SEE_NOTICES, escalations_json)
        .get("/places/{place}/escalations.csv", SEE_NOTICES, escalations_csv)
        .get("/places/{place}/escalations.xlsx", SEE_NOTICES, escalations_xlsx)
}

#[derive(Debug, Serialize)]
struct NoticeOut {
    number: i64,
    title: String,
    organisation: String,
    change: &'static str,
    source: String,
    told_on: String,
    starts_on: String,
    notice_days: i64,
    promised_days: i64,
    amount_pence: Option<i64>,
    withdrawn: bool,
    replies: i64,
    page: String,
}

fn notice_out(ctx: &Ctx, line: NoticeLine, names: &Names) -> NoticeOut {
    NoticeOut {
        change: line.change(),
        number: line.number,
        title: line.title,
        organisation: names.name(line.organisation_id).to_owned(),
        source: line.source,
        told_on: line.told_on.to_string(),
        starts_on: line.starts_on.to_string(),
        notice_days: line.told_on.days_until(line.starts_on).max(0),
        promised_days: line.promised_days,
        amount_pence: line.amount_pence.map(|amount| amount.whole()),
        withdrawn: line.withdrawn_at.is_some(),
        replies: line.replies,
        page: format!("{}{}", ctx.site().url, links::notice(line.id)),
    }
}

async fn notices(ctx: &Ctx, key: &str) -> Result<Vec<NoticeOut>, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let lines = store::notices_of_place(&mut db, place.id(), ctx.now().date(), NOTICES_MAX).await?;
    let named: Vec<_> = lines.iter().map(|line| line.organisation_id).collect();
    let names = Names::of(&mut db, &named).await?;
    Ok(lines.into_iter().map(|line| notice_out(ctx, line, &names)).collect())
}

async fn notices_table(ctx: &Ctx, key: &str) -> Result<Csv, PageError> {
    let head = [
        "Number",
        "What",
        "Organisation",
        "Change",
        "Given or learned of",
        "Told on",
        "Begins on",
        "Days of notice",
        "Days promised",
        "Pence a year",
        "Withdrawn",
        "Replies",
        "Page",
    ];
    let mut table = Csv::new("change-notices", &head);
    for one in notices(ctx, key).await? {
        table.row(vec![
            one.number.to_string(),
            one.title,
            one.organisation,
            one.change.to_owned(),
            one.source,
            one.told_on,
            one.starts_on,
            one.notice_days.to_string(),
            one.promised_days.to_string(),
            one.amount_pence.map(|pence| pence.to_string()).unwrap_or_default(),
            if one.withdrawn { "yes" } else { "no" }.to_owned(),
            one.replies.to_string(),
            one.page,
        ]);
    }
    Ok(table)
}

async fn notices_json(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let all = notices(&ctx, &key).await?;
    ctx.json(&all)
}

async fn notices_csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    Ok(ctx.csv(&notices_table(&ctx, &key).await?))
}

async fn notices_xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.xlsx(&notices_table(&ctx, &key).await?)
}

/// The subject and the dates: what was written stays on the page.
#[derive(Debug, Serialize)]
struct EscalationOut {
    number: i64,
    kind: &'static str,
    subject: String,
    from: String,
    to: String,
    sent_on: String,
    acknowledge_by: String,
    acknowledged_on: Option<String>,
    answer_by: String,
    answered_on: Option<String>,
    state: &'static str,
    seen: &'static str,
    page: String,
}

async fn escalations(ctx: &Ctx, key: &str) -> Result<Vec<EscalationOut>, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let lines = shown_lines(ctx, &mut db, place.id()).await?;
    let today = ctx.now().date();
    let out = |line: crate::pages::Line| EscalationOut {
        number: line.one.number(),
        kind: line.one.kind().words(),
        subject: line.one.subject_words().to_owned(),
        from: line.from,
        to: line.to,
        sent_on: line.one.sent_at().date().to_string(),
        acknowledge_by: line.one.clocks().acknowledge_by.to_string(),
        acknowledged_on: line.one.acknowledged().map(|said| said.at.date().to_string()),
        answer_by: line.one.clocks().answer_by.to_string(),
        answered_on: line.one.answered().map(|said| said.at.date().to_string()),
        state: line.one.state(today).words(),
        seen: line.one.sight(today).key(),
        page: format!("{}{}", ctx.site().url, links::escalation(line.one.id())),
    };
    Ok(lines.into_iter().map(out).collect())
}

async fn escalations_table(ctx: &Ctx, key: &str) -> Result<Csv, PageError> {
    let head = [
        "Number",
        "Kind",
        "Subject",
        "From",
        "To",
        "Sent on",
        "To be acknowledged by",
        "Acknowledged on",
        "To be answered by",
        "Answered on",
        "State",
        "Seen by",
        "Page",
    ];
    let mut table = Csv::new("questions-and-grievances", &head);
    for one in escalations(ctx, key).await? {
        table.row(vec![
            one.number.to_string(),
            one.kind.to_owned(),
            one.subject,
            one.from,
            one.to,
            one.sent_on,
            one.acknowledge_by,
            one.acknowledged_on.unwrap_or_default(),
            one.answer_by,
            one.answered_on.unwrap_or_default(),
            one.state.to_owned(),
            one.seen.to_owned(),
            one.page,
        ]);
    }
    Ok(table)
}

async fn escalations_json(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let all = escalations(&ctx, &key).await?;
    ctx.json(&all)
}

async fn escalations_csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    Ok(ctx.csv(&escalations_table(&ctx, &key).await?))
}

async fn escalations_xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.xlsx(&escalations_table(&ctx, &key).await?)
}
