//! The board pack: agenda, what each item asks, and the papers that can be shown as words, in one document to read on screen or on
//! paper. Who asks gets what they may read; what they may not is not in it.

use super::agenda::{AgendaItem, PaperLine, agenda};
use super::reads_agenda;
use crate::links;
use crate::meeting::MeetingId;
use crate::pages::at::{self, MeetingAt, meeting_at};
use crate::paper::FileKind;
use crate::reading::Length;
use crate::store;
use crate::timing::slots;
use folkmoot_press::{Document, Span, Table};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError, Path, Response};

/// Most of one paper's words that stand in the pack; the file has the rest. Unit: letters.
const LETTERS_MAX: usize = 200_000;

pub(super) async fn page(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let (at, document) = pack(&ctx, id).await?;
    let around = at::page(document.title(), at::steps_to_meeting(&at), &at.place).caption("Board pack");
    ctx.document(around, &document, &format!("{}/pack.pdf", links::meeting(id)), ("", &[])).await
}

pub(super) async fn pdf(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let (at, document) = pack(&ctx, id).await?;
    ctx.pdf(&format!("{}-{}", at.body.slug(), at.meeting.starts_at().date()), document).await
}

/// For those who may read the agenda.
async fn pack(ctx: &Ctx, id: MeetingId) -> Result<(MeetingAt, Document), PageError> {
    let mut db = ctx.read().await?;
    let at = meeting_at(&mut db, id).await?;
    if !reads_agenda(ctx, &at.meeting) {
        return Err(PageError::not_found());
    }
    let items = store::items_of_meeting(&mut db, id).await?;
    let agenda = agenda(ctx, &mut db, &at.meeting, items).await?;
    let mut document = opening(ctx, &at, &agenda);
    for (number, one) in (1..).zip(&agenda) {
        item(ctx, &mut document, number, one);
        for line in one.papers.iter().filter(|line| line.may_read) {
            paper(&mut db, &mut document, line).await?;
        }
    }
    Ok((at, document))
}

fn opening(ctx: &Ctx, at: &MeetingAt, agenda: &[AgendaItem]) -> Document {
    let (meeting, body) = (&at.meeting, &at.body);
    let title = format!("{}: {}", body.name(), meeting.title());
    let mut document = Document::titled(title, at.place.name(), ctx.now().date())
        .subtitled(meeting.when())
        .foot(format!("{}, {}", body.name(), meeting.starts_at().date().in_words()));
    document.heading(1, "About this meeting");
    let mut facts = Vec::new();
    facts.extend((!meeting.venue().is_empty()).then(|| fact("Where", meeting.venue())));
    if !meeting.online_url().is_empty() {
        facts.push(vec![Span::strong("Online: "), Span::link(meeting.online_url(), meeting.online_url())]);
    }
    let open = if meeting.in_public() { "everybody: it is held in public" } else { "members of the body" };
    facts.push(fact("Open to", open));
    let papers = agenda.iter().flat_map(|one| &one.papers).map(|line| line.paper.length());
    let length = papers.fold(Length::default(), Length::plus).in_words();
    facts.extend((!length.is_empty()).then(|| fact("Papers", &length)));
    document.list(facts);
    document.heading(1, "Agenda");
    match overview(at, agenda) {
        Some(table) => document.table(table),
        None => document.words("Nothing is on the agenda yet."),
    };
    document
}

fn fact(name: &str, words: &str) -> Vec<Span> {
    vec![Span::strong(format!("{name}: ")), Span::plain(words)]
}

fn overview(at: &MeetingAt, agenda: &[AgendaItem]) -> Option<Table> {
    let clocks = slots(at.meeting.starts_at(), agenda.iter().map(|one| one.item.minutes_planned()));
    let row = |(number, (one, (from, _))): (usize, (&AgendaItem, _))| {
        let from: folkmoot_kernel::Timestamp = from;
        vec![
            format!("{number}. {}", one.item.title()),
            from.clock(),
            one.item.minutes_planned().to_string(),
            one.item.power().words().to_owned(),
            one.priority.as_ref().map(|to| to.words.clone()).unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = (1..).zip(agenda.iter().zip(clocks)).map(row).collect();
    let head = ["Item", "Begins", "Minutes", "This body can", "Priority"].map(str::to_owned).to_vec();
    if rows.is_empty() { None } else { Table::new("Items with their planned times", head, rows).ok() }
}

fn item(ctx: &Ctx, document: &mut Document, number: usize, one: &AgendaItem) {
    let whole = |path: &str| format!("{}{path}", ctx.site().url);
    document.new_page().heading(1, format!("{number}. {}", one.item.title()));
    document.words(one.item.summary());
    let mut facts = vec![fact("This body can", &one.power())];
    if let Some(to) = &one.priority {
        facts.push(vec![Span::strong("Priority: "), Span::link(&to.words, whole(&to.href))]);
        facts.push(fact("Need", &one.need));
    }
    if let Some(to) = &one.sponsor {
        facts.push(vec![Span::strong("Put by: "), Span::link(&to.words, whole(&to.href))]);
    }
    if let Some(to) = &one.before {
        facts.push(vec![Span::strong("Put off from: "), Span::link(&to.words, whole(&to.href))]);
    }
    for line in &one.decisions {
        let words = format!("{} ({})", line.words, line.state.words().to_lowercase());
        facts.push(vec![Span::strong("Decision: "), Span::link(words, whole(&line.href))]);
    }
    document.list(facts);
    if one.withheld > 0 {
        document.words("Papers are withheld from you, because of an interest in this item.");
    }
    let papers: Vec<Vec<Span>> = one.papers.iter().map(|line| entry(line, &whole)).collect();
    if !papers.is_empty() {
        document.heading(2, "Papers").list(papers);
    }
}

fn entry(line: &PaperLine, whole: &impl Fn(&str) -> String) -> Vec<Span> {
    let paper = &line.paper;
    let about = [paper.about(), paper.marking().words().to_lowercase(), line.note.clone()];
    let about: Vec<String> = about.into_iter().filter(|words| !words.is_empty()).collect();
    let title = match line.may_read {
        true => Span::link(paper.title(), whole(&links::paper(paper.id()))),
        false => Span::plain(paper.title()),
    };
    vec![title, Span::plain(format!(" ({})", about.join(", ")))]
}

/// Papers that are plain text stand here whole; others are files to open.
async fn paper(db: &mut Conn, document: &mut Document, line: &PaperLine) -> Result<(), PageError> {
    if line.paper.kind() != FileKind::Txt {
        return Ok(());
    }
    let Some(content) = store::paper_content(db, line.paper.id()).await? else { return Ok(()) };
    let text = String::from_utf8_lossy(&content);
    let shown: String = text.chars().take(LETTERS_MAX).collect();
    document.heading(2, line.paper.title()).words(&shown);
    if shown.len() < text.len() {
        document.words("The paper goes on in its file.");
    }
    Ok(())
}
