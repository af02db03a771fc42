//! The plan until a change comes.

use super::notices::{of_notice, own};
use super::{choices, chosen};
use crate::actions::plan::{add_step, finish_step};
use crate::acts::{DO_STEP, GIVE_NOTICE, RECORD_NOTICE};
use crate::links;
use crate::notice::{Notice, NoticeId};
use crate::pages::at::notice_at;
use crate::step::{Step, StepId};
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/notices/{notice}/steps/add", GIVE_NOTICE, add_form, add).form(
        "/notices/{notice}/steps/{step}/done",
        DO_STEP,
        done_form,
        done,
    )
}

fn adding(notice: &Notice, place: &Place, partners: Vec<(String, String)>) -> Form {
    of_notice(notice, place, "steps/add", "Add to the plan until then")
        .lead(format!(
            "It begins on {}. Small things, each with one organisation that does it.",
            notice.starts_on().in_words()
        ))
        .field(Field::text("what", "What will be done?").hint("Like “Tell the 40 families”.").max(300))
        .field(Field::select("owner", "Which organisation does it?", choices(partners)))
        .field(Field::date("due", "By when?"))
        .button("Add it")
}

async fn to_add(ctx: &Ctx, id: NoticeId) -> Result<Form, PageError> {
    let (notice, place) = own(ctx, id).await?;
    let partners = register::partners(&mut *ctx.read().await?, place.id()).await?;
    let partners = partners.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
    Ok(adding(&notice, &place, partners))
}

async fn add_form(ctx: Ctx, Path(id): Path<NoticeId>) -> Result<Response, PageError> {
    ctx.form(to_add(&ctx, id).await?).await
}

async fn add(ctx: Ctx, Path(id): Path<NoticeId>, sent: Sent) -> Result<Response, PageError> {
    let form = to_add(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match add_step(&ctx, id, answers.text("what"), chosen(answers.text("owner")), answers.date("due")).await {
        Ok(_) => Ok(ctx.see(format!("{}#plan", links::notice(id)), "Added to the plan")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn finishing(notice: &Notice, place: &Place, step: &Step) -> Form {
    of_notice(notice, place, &format!("steps/{}/done", step.id()), "Is it done?")
        .lead(format!("{}, by {}", step.what(), step.due().in_words()))
        .field(Field::area("words", "Is there something to say to it?").max(1_000).rows(3).optional())
        .version(step.version())
        .button("It is done")
}

async fn to_finish(ctx: &Ctx, id: NoticeId, step: StepId) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let step = store::step(&mut db, step).await?.filter(|step| step.notice() == id).ok_or_else(PageError::not_found)?;
    let (notice, place) = notice_at(&mut db, id).await?;
    ctx.allowed(&[DO_STEP, RECORD_NOTICE], Subject::owned(notice.place(), step.owner()))?;
    Ok(finishing(&notice, &place, &step))
}

async fn done_form(ctx: Ctx, Path((id, step)): Path<(NoticeId, StepId)>) -> Result<Response, PageError> {
    ctx.form(to_finish(&ctx, id, step).await?).await
}

async fn done(ctx: Ctx, Path((id, step)): Path<(NoticeId, StepId)>, sent: Sent) -> Result<Response, PageError> {
    let form = to_finish(&ctx, id, step).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match finish_step(&ctx, step, answers.version(), answers.text("words")).await {
        Ok(_) => Ok(ctx.see(format!("{}#plan", links::notice(id)), "Done. Thank you")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
