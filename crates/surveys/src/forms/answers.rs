//! Answers without names: what I remember, how fair the chair is.

use super::{NO_NAME, levels};
use crate::actions::{self, not_asked};
use crate::acts::{ANSWER_CONFIDENCE, ANSWER_RECALL};
use crate::level::{Confidence, Level, WORDS_MAX};
use crate::links;
use crate::pages::at::{self, round_at};
use crate::recall::{LINE_LETTERS_MAX, LINES_MAX};
use crate::round::{Kind, Round, RoundId};
use folkmoot_register::place::Place;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/recall/{round}/answer", ANSWER_RECALL, recall_form, recall).form(
        "/confidence/{round}/answer",
        ANSWER_CONFIDENCE,
        confidence_form,
        confidence,
    )
}

const THANKS: &str = "Thank you. Nobody can tell which answer is yours.";

fn recalling(round: &Round, place: &Place) -> Form {
    let action = format!("{}/answer", links::recall(round.id()));
    at::form(action, "Which priorities do you remember?", at::steps_to_round(place, round))
        .caption(place.name())
        .lead("Write what comes to your mind, in your own words. Do not look it up.")
        .lead(NO_NAME)
        .field(
            Field::area("answer", format!("What does {} work on first?", place.name()))
                .hint("One on each line. If you remember none, leave it empty: that is an answer.")
                .max(LINES_MAX * (LINE_LETTERS_MAX + 2))
                .rows(6)
                .optional(),
        )
        .button("Give this answer")
}

async fn to_recall(ctx: &Ctx, id: RoundId) -> Result<Form, PageError> {
    let (round, place) = round_at(&mut *ctx.read().await?, id, Kind::Recall).await?;
    ctx.allowed(&[ANSWER_RECALL], round.subject())?;
    Ok(recalling(&round, &place))
}

async fn recall_form(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let form = to_recall(&ctx, id).await?;
    ctx.form(form).await
}

async fn recall(ctx: Ctx, Path(id): Path<RoundId>, sent: Sent) -> Result<Response, PageError> {
    let form = to_recall(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::answer_recall(&ctx, id, answers.text("answer")).await {
        Ok(()) => Ok(ctx.see(links::recall(id), THANKS)),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn confiding(round: &Round, place: &Place) -> Form {
    let action = format!("{}/answer", links::confidence(round.id()));
    let title = format!("How confident are you that the chair of {} is fair?", round.about().name);
    at::form(action, &title, at::steps_to_round(place, round))
        .caption(place.name())
        .lead("Fair to every partner, also when the chair's own organisation is concerned.")
        .lead(NO_NAME)
        .field(Field::radios("answer", "How confident are you?", levels()).missing("Choose how confident you are"))
        .field(
            Field::area("words", "What would you like the chair to know?")
                .hint("Write so that nobody can tell it was you. Shown only when five people wrote something.")
                .max(WORDS_MAX)
                .optional(),
        )
        .button("Give this answer")
}

async fn to_confide(ctx: &Ctx, id: RoundId) -> Result<Form, PageError> {
    let (round, place) = round_at(&mut *ctx.read().await?, id, Kind::Confidence).await?;
    ctx.allowed(&[ANSWER_CONFIDENCE], round.subject())?;
    match round.subject().body.and_then(|body| not_asked(ctx, body)) {
        Some(why) => Err(PageError::bad(format!("You are not asked: {why}"))),
        None => Ok(confiding(&round, &place)),
    }
}

async fn confidence_form(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let form = to_confide(&ctx, id).await?;
    ctx.form(form).await
}

async fn confidence(ctx: Ctx, Path(id): Path<RoundId>, sent: Sent) -> Result<Response, PageError> {
    let form = to_confide(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let level = Level::read(answers.text("answer")).unwrap_or(Level::NotAtAll);
    let said = match Confidence::say(level, answers.text("words")) {
        Ok(said) => said,
        Err(why) => return ctx.form_again(form, &sent, folkmoot_web::FormErrors::on("words", why.to_string())).await,
    };
    match actions::answer_confidence(&ctx, id, said).await {
        Ok(()) => Ok(ctx.see(links::confidence(id), THANKS)),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
