//! Replies to a notice: of the place, and of organisations it touches.

use super::notices::of_notice;
use super::{choices, chosen};
use crate::actions::notices::reply_to_notice;
use crate::acts::{REPLY_FOR_PLACE, REPLY_TO_NOTICE};
use crate::links;
use crate::notice::NoticeId;
use crate::pages::at::{Names, notice_at, speaks_for};
use crate::reply::{Reply, Voice};
use crate::store;
use folkmoot_kernel::{OrganisationId, Refused, Subject};
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/notices/{notice}/reply", REPLY_TO_NOTICE, own_form, own).form(
        "/notices/{notice}/reply/place",
        REPLY_FOR_PLACE,
        place_form,
        place,
    )
}

const STAYS: &str = "It stands beside the notice for as long as that is shown, and is written once.";

async fn of_place(ctx: &Ctx, id: NoticeId) -> Result<Form, PageError> {
    let (notice, place) = notice_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[REPLY_FOR_PLACE], Subject::place(place.id()))?;
    let form = of_notice(&notice, &place, "reply/place", "The place's reply").lead(STAYS);
    Ok(form.field(Field::area("words", "What does the place say to it?").max(2_000)).button("Publish the reply"))
}

/// Organisations of the reader that have not replied yet.
async fn of_organisation(ctx: &Ctx, id: NoticeId) -> Result<(Form, Vec<OrganisationId>), PageError> {
    let mut db = ctx.read().await?;
    let (notice, place) = notice_at(&mut db, id).await?;
    let before: Vec<Voice> = store::replies(&mut db, id).await?.iter().map(Reply::voice).collect();
    let mine = speaks_for(ctx, place.id());
    let refused = if ctx.is_signed_in() { Refused::NotForOrganisation } else { Refused::SignInFirst };
    mine.first().ok_or(PageError::Refused(refused))?;
    let waiting: Vec<_> = mine.iter().copied().filter(|one| !before.contains(&Voice::Organisation(*one))).collect();
    let own = if waiting.is_empty() { mine } else { waiting };
    let names = Names::of(&mut db, &own).await?;
    let form = of_notice(&notice, &place, "reply", "What it means for you").lead(STAYS);
    let form = match own.as_slice() {
        [only] => form.lead(format!("You write for {}.", names.name(*only))),
        several => form.field(Field::radios(
            "organisation",
            "For which organisation?",
            choices(several.iter().map(|id| (id.to_string(), names.name(*id).to_owned()))),
        )),
    };
    let words = Field::area("words", "What does it mean for you and the people you work with?");
    Ok((form.field(words.hint("Groups, never names.").max(2_000)).button("Publish the reply"), own))
}

async fn place_form(ctx: Ctx, Path(id): Path<NoticeId>) -> Result<Response, PageError> {
    ctx.form(of_place(&ctx, id).await?).await
}

async fn place(ctx: Ctx, Path(id): Path<NoticeId>, sent: Sent) -> Result<Response, PageError> {
    let form = of_place(&ctx, id).await?;
    match form.read(&sent) {
        Ok(answers) => publish(&ctx, id, form, &sent, Voice::Place, answers.text("words")).await,
        Err(errors) => ctx.form_again(form, &sent, errors).await,
    }
}

async fn own_form(ctx: Ctx, Path(id): Path<NoticeId>) -> Result<Response, PageError> {
    ctx.form(of_organisation(&ctx, id).await?.0).await
}

async fn own(ctx: Ctx, Path(id): Path<NoticeId>, sent: Sent) -> Result<Response, PageError> {
    let (form, own) = of_organisation(&ctx, id).await?;
    match form.read(&sent) {
        Ok(answers) => {
            let only = own.first().copied().unwrap_or(OrganisationId::from_number(0));
            let voice = Voice::Organisation(answers.maybe("organisation").map_or(only, chosen));
            publish(&ctx, id, form, &sent, voice, answers.text("words")).await
        }
        Err(errors) => ctx.form_again(form, &sent, errors).await,
    }
}

async fn publish(
    ctx: &Ctx,
    id: NoticeId,
    form: Form,
    sent: &Sent,
    voice: Voice,
    words: &str,
) -> Result<Response, PageError> {
    match reply_to_notice(ctx, id, voice, words).await {
        Ok(_) => Ok(ctx.see(format!("{}#replies", links::notice(id)), "Reply published")),
        Err(err) => ctx.refused(form, sent, err).await,
    }
}
