//! Closing a meeting: one form with a question for each item.

use super::{of_meeting, to_change};
use crate::actions::{self, ends_wanted};
use crate::acts::WRITE_MINUTES;
use crate::closing::{End, Found, Said, faults};
use crate::item::{Item, ItemId};
use crate::links;
use crate::meeting::MeetingId;
use crate::pages::at::{MeetingAt, meeting_at};
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent, Verb};

fn end_of(item: ItemId) -> String {
    format!("end-{item}")
}

fn note_of(item: ItemId) -> String {
    format!("note-{item}")
}

fn choices() -> Vec<Choice> {
    End::ALL.into_iter().map(|end| Choice::new(end.key(), end.words()).hint(end.hint())).collect()
}

fn closing(at: &MeetingAt, agenda: &[(Item, Found)]) -> Form {
    let lead = match agenda.len() {
        0 => "Nothing was on the agenda, so nothing is left open.".to_owned(),
        _ => "Say of each item what it came to, so that none is lost. What the record says already is chosen. \
              After this the agenda no longer changes."
            .to_owned(),
    };
    let mut form = of_meeting(at, "close", "Close this meeting").lead(lead).button("Close this meeting");
    for (number, (item, found)) in (1..).zip(agenda) {
        let question = format!("{number}. {}", item.title());
        let likely = found.likely(!item.outcome().is_empty()).map_or("", End::key);
        form = form
            .field(
                Field::radios(end_of(item.id()), question, choices())
                    .missing(format!("Say what item {number} came to"))
                    .value(likely),
            )
            .field(
                Field::area(note_of(item.id()), format!("What was said on item {number}?"))
                    .hint("A sentence or two. Needed where it was noted or put off.")
                    .max(2_000)
                    .rows(2)
                    .value(item.outcome())
                    .optional(),
            );
    }
    form
}

fn said(answers: &Answers, agenda: &[(Item, Found)]) -> Vec<Said> {
    let one = |item: &Item| Said {
        item: item.id(),
        end: End::read(answers.text(&end_of(item.id()))),
        note: answers.text(&note_of(item.id())).to_owned(),
    };
    agenda.iter().map(|(item, _)| one(item)).collect()
}

/// Each item that cannot end so, beside its question or its words.
fn errors(agenda: &[(Item, Found)], said: &[Said]) -> FormErrors {
    let found: Vec<Found> = agenda.iter().map(|(_, found)| *found).collect();
    faults(&found, said).into_iter().fold(FormErrors::default(), |errors, (item, fault)| {
        let field = if fault.is_about_words() { note_of(item) } else { end_of(item) };
        errors.and(&field, fault.to_string())
    })
}

async fn asked(ctx: &Ctx, id: MeetingId) -> Result<(MeetingAt, Vec<(Item, Found)>), PageError> {
    let at = to_change(ctx, id, WRITE_MINUTES).await?;
    let agenda = ends_wanted(&mut *ctx.read().await?, id).await?;
    Ok((at, agenda))
}

pub(super) async fn close_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let (at, agenda) = asked(&ctx, id).await?;
    ctx.form(closing(&at, &agenda)).await
}

pub(super) async fn close(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let (at, agenda) = asked(&ctx, id).await?;
    let form = closing(&at, &agenda);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let said = said(&answers, &agenda);
    let wrong = errors(&agenda, &said);
    if !wrong.is_empty() {
        return ctx.form_again(form, &sent, wrong).await;
    }
    match actions::close_meeting(&ctx, id, answers.version(), &said).await {
        Ok(_) => Ok(ctx.see(links::meeting(id), "Closed. Every item came to something; write the minutes next.")),
        Err(err) if err.is_conflict() => {
            let now = meeting_at(&mut *ctx.read().await?, id).await?;
            ctx.form_conflict(closing(&now, &agenda), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
