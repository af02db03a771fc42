//! Papers: handed in and taken off.

use super::agenda::{of_item, to_change};
use crate::actions;
use crate::acts::CHANGE_AGENDA;
use crate::item::{Item, ItemId};
use crate::links;
use crate::pages::at::{self, MeetingAt, item_at};
use crate::paper::{Draft, Marking, Paper, PaperId};
use crate::store;
use folkmoot_web::{Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent};

const ENDINGS: &str = ".pdf,.docx,.odt,.xlsx,.ods,.csv,.txt,.png,.jpg,.jpeg";

fn adding(item: &Item, at: &MeetingAt) -> Form {
    let markings =
        Marking::ALL.iter().map(|marking| Choice::new(marking.key(), marking.words()).hint(marking.hint())).collect();
    let form = of_item(item, at, "papers/add", "Add a paper");
    let form = if at.meeting.in_public() {
        form
    } else {
        form.lead("This meeting is not held in public, so even an open paper is read by partners only.")
    };
    form.field(Field::text("title", "What is it called?"))
        .field(Field::radios("marking", "Who may read it?", markings).missing("Choose who may read it"))
        .field(
            Field::number("pages", "How many pages does it have?")
                .hint("For the reading time. Words of a plain text are counted by themselves.")
                .between(1, crate::reading::PAGES_MAX)
                .optional(),
        )
        .field(
            Field::file("file", "The file")
                .hint("A PDF, document, sheet, text or picture, up to 20 MB.")
                .accept(ENDINGS)
                .missing("Choose a file"),
        )
        .button("Add this paper")
}

pub(super) async fn add_form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    ctx.form(adding(&item, &at)).await
}

pub(super) async fn add(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    let form = adding(&item, &at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let Some(file) = answers.file("file") else {
        return ctx.form_again(form, &sent, FormErrors::on("file", "Choose a file")).await;
    };
    let marking = Marking::read(answers.text("marking")).unwrap_or(Marking::Confidential);
    let (title, by) = (answers.text("title"), ctx.person_id());
    let draft = Draft { title, marking, file_name: &file.name, content: &file.bytes, by };
    match actions::add_paper_of_pages(&ctx, id, draft, answers.maybe_number("pages")).await {
        Ok(_) => Ok(ctx.see(links::meeting(item.meeting()), "Paper added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn removing(paper: &Paper, item: &Item, at: &MeetingAt) -> Form {
    let mut steps = at::steps_to_meeting(at);
    steps.push((item.title().to_owned(), links::item(item.id())));
    at::form(format!("{}/remove", links::paper(paper.id())), "Take this paper off", steps)
        .caption(paper.title())
        .warning("The file is deleted. That it was here stays in the history.")
        .button("Take this paper off")
}

async fn paper_at(ctx: &Ctx, id: PaperId) -> Result<(Paper, Item, MeetingAt), PageError> {
    let mut db = ctx.read().await?;
    let paper = store::paper(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let (item, at) = item_at(&mut db, paper.item()).await?;
    ctx.allowed(&[CHANGE_AGENDA], at.meeting.subject())?;
    Ok((paper, item, at))
}

pub(super) async fn remove_form(ctx: Ctx, Path(id): Path<PaperId>) -> Result<Response, PageError> {
    let (paper, item, at) = paper_at(&ctx, id).await?;
    ctx.form(removing(&paper, &item, &at)).await
}

pub(super) async fn remove(ctx: Ctx, Path(id): Path<PaperId>, sent: Sent) -> Result<Response, PageError> {
    let (paper, item, at) = paper_at(&ctx, id).await?;
    match actions::remove_paper(&ctx, id).await {
        Ok(_) => Ok(ctx.see(links::meeting(item.meeting()), "Paper taken off")),
        Err(err) => ctx.refused(removing(&paper, &item, &at), &sent, err).await,
    }
}
