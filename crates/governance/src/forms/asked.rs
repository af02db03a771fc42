//! What somebody above asked of the place, with the place's answer; and the reply of those who asked.

use crate::actions::asked::{record_asked, reply_to_answer};
use crate::acts::{RECORD_ASKED, REPLY_TO_ANSWER};
use crate::asked_from_above::{Answer, Asked, AskedId, Told};
use crate::links;
use crate::pages::at::{place_at, place_of};
use crate::store;
use folkmoot_kernel::{Refused, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/places/{place}/asked/add", RECORD_ASKED, record_form, record).form(
        "/asked/{asked}/reply",
        REPLY_TO_ANSWER,
        reply_form,
        reply,
    )
}

fn of_place(place: &Place, action: String, title: &str) -> Form {
    let list = links::overrides(place.slug());
    Form::post(action, title).caption(place.name()).crumb("Set aside, both ways", list.clone()).back(list)
}

async fn recording(ctx: &Ctx, key: &str) -> Result<(Place, Form), PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    ctx.allowed(&[RECORD_ASKED], Subject::place(place.id()))?;
    let partners = register::partners(&mut db, place.id()).await?;
    let partners: Vec<Choice> = partners.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect();
    let answers = Answer::ALL.map(|answer| Choice::new(answer.key(), answer.words()));
    let form = of_place(&place, format!("/places/{}/asked/add", place.slug()), "Record what was asked of the place")
        .lead("The other side of decisions that were set aside: what a body above asked of this place, and what the place said. Those who asked can reply.")
        .field(Field::text("by_body", "Who asked?").hint("As it calls itself, like “the integrated care board”."))
        .field(Field::select("organisation", "Which partner is that?", partners).hint("Its people can then reply here.").optional())
        .field(Field::area("what", "What was asked?").max(1_000).rows(3))
        .field(Field::date("asked_on", "When?"))
        .field(Field::radios("answer", "What did the place do?", answers.to_vec()))
        .field(Field::date("answered_on", "When did it say so?"))
        .field(Field::area("why", "Why?").hint("Not needed when it was done.").max(2_000).optional())
        .button("Record it");
    Ok((place, form))
}

fn read(answers: &Answers) -> Told {
    Told {
        by_body: answers.text("by_body").to_owned(),
        organisation: answers.maybe("organisation").and_then(|id| id.parse().ok()),
        what: answers.text("what").to_owned(),
        asked_on: answers.date("asked_on"),
        answer: Answer::read(answers.text("answer")).unwrap_or(Answer::Done),
        answered_on: answers.date("answered_on"),
        why: answers.text("why").to_owned(),
        decision: None,
    }
}

async fn record_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(recording(&ctx, &key).await?.1).await
}

async fn record(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let (place, form) = recording(&ctx, &key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match record_asked(&ctx, place.id(), read(&answers)).await {
        Ok(_) => Ok(ctx.see(links::overrides(place.slug()), "Recorded")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn replying(ctx: &Ctx, id: AskedId) -> Result<(Place, Asked, Form), PageError> {
    let mut db = ctx.read().await?;
    let asked = store::asked(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[REPLY_TO_ANSWER], asked.subject().ok_or(PageError::Refused(Refused::NotForOrganisation))?)?;
    let place = place_of(&mut db, asked.place()).await?;
    let form = of_place(&place, format!("/asked/{id}/reply"), "Reply to the place's answer")
        .lead(asked.what())
        .lead(asked.why())
        .field(Field::area("reply", "What do you say to it?").max(2_000))
        .version(asked.version())
        .button("Publish the reply");
    Ok((place, asked, form))
}

async fn reply_form(ctx: Ctx, Path(id): Path<AskedId>) -> Result<Response, PageError> {
    ctx.form(replying(&ctx, id).await?.2).await
}

async fn reply(ctx: Ctx, Path(id): Path<AskedId>, sent: Sent) -> Result<Response, PageError> {
    let (place, _, form) = replying(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match reply_to_answer(&ctx, id, answers.version(), answers.text("reply")).await {
        Ok(_) => Ok(ctx.see(links::overrides(place.slug()), "Reply published")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
