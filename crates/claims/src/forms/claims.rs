//! Claims: made, changed, replied to, ended.

use crate::actions;
use crate::acts::CHANGE_CLAIMS;
use crate::claim::{Claim, ClaimId};
use crate::links;
use crate::measure::Measure;
use crate::pages::at::{self, claim_at, place_at};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};
use std::collections::BTreeSet;

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/claims/add", CHANGE_CLAIMS, add_form, add)
        .form("/claims/{claim}/edit", CHANGE_CLAIMS, edit_form, edit)
        .form("/claims/{claim}/reply", CHANGE_CLAIMS, reply_form, reply)
        .form("/claims/{claim}/end", CHANGE_CLAIMS, end_form, end)
}

fn fields(form: Form, ticked: &BTreeSet<Measure>) -> Form {
    let choice = |measure: &Measure| Choice::new(measure.key(), measure.words()).hint(measure.source().words());
    let ticked: Vec<String> = ticked.iter().map(|measure| measure.key().to_owned()).collect();
    form.field(
        Field::text("words", "What does your place say of itself?")
            .hint("A sentence that can be true or not, like “VCSE partners are equal partners”.")
            .max(160),
    )
    .field(
        Field::checkboxes("measures", "Which measures stand beside it?", Measure::ALL.iter().map(choice).collect())
            .missing("Choose at least one measure: a claim without one cannot be looked at")
            .required()
            .ticked(ticked),
    )
}

fn measures(answers: &Answers) -> BTreeSet<Measure> {
    answers.many("measures").into_iter().filter_map(Measure::read).collect()
}

fn adding(place: &Place) -> Form {
    let action = format!("{}/add", links::claims(place.slug()));
    let form = at::form(action, "Make a claim", at::steps_to_claims(place)).caption(place.name());
    let form = form.lead(
        "Measures, the reading of voluntary and community members and your reply stand beside it, for everybody.",
    );
    fields(form, &BTreeSet::new()).button("Make this claim")
}

async fn to_add(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_CLAIMS], place.subject())?;
    Ok(place)
}

async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = to_add(&ctx, &key).await?;
    ctx.form(adding(&place)).await
}

async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = to_add(&ctx, &key).await?;
    let form = adding(&place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::make_claim(&ctx, place.id(), answers.text("words"), measures(&answers)).await {
        Ok(claim) => Ok(ctx.see(links::claim(claim.id()), "The claim stands beside its measures")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn to_change(ctx: &Ctx, id: ClaimId) -> Result<(Claim, Place), PageError> {
    let (claim, place) = claim_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_CLAIMS], claim.subject())?;
    Ok((claim, place))
}

fn of_claim(claim: &Claim, place: &Place, end: &str, title: &str) -> Form {
    let mut steps = at::steps_to_claims(place);
    steps.push((format!("“{}”", claim.words()), links::claim(claim.id())));
    at::form(format!("{}/{end}", links::claim(claim.id())), title, steps)
        .caption(claim.words())
        .version(claim.version())
}

fn changing(claim: &Claim, place: &Place) -> Form {
    let form = of_claim(claim, place, "edit", "Change this claim");
    fields(form, claim.measures()).filled([("words", claim.words())]).button("Save")
}

async fn edit_form(ctx: Ctx, Path(id): Path<ClaimId>) -> Result<Response, PageError> {
    let (claim, place) = to_change(&ctx, id).await?;
    ctx.form(changing(&claim, &place)).await
}

async fn edit(ctx: Ctx, Path(id): Path<ClaimId>, sent: Sent) -> Result<Response, PageError> {
    let (claim, place) = to_change(&ctx, id).await?;
    let form = changing(&claim, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_claim(&ctx, id, answers.version(), answers.text("words"), measures(&answers)).await {
        Ok(_) => Ok(ctx.see(links::claim(id), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn replying(claim: &Claim, place: &Place) -> Form {
    let before = claim.replied().map(|(words, _)| words.clone()).unwrap_or_default();
    of_claim(claim, place, "reply", "Reply for the place")
        .lead("It stands beside the measures and the reading, wherever these are shown.")
        .field(Field::area("reply", "What does your place say to it?").max(1_500))
        .filled([("reply", before)])
        .button("Reply")
}

async fn reply_form(ctx: Ctx, Path(id): Path<ClaimId>) -> Result<Response, PageError> {
    let (claim, place) = to_change(&ctx, id).await?;
    ctx.form(replying(&claim, &place)).await
}

async fn reply(ctx: Ctx, Path(id): Path<ClaimId>, sent: Sent) -> Result<Response, PageError> {
    let (claim, place) = to_change(&ctx, id).await?;
    let form = replying(&claim, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::reply_to_readers(&ctx, id, answers.version(), answers.text("reply")).await {
        Ok(_) => Ok(ctx.see(links::claim(id), "Your reply stands beside it")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn ending(claim: &Claim, place: &Place) -> Form {
    of_claim(claim, place, "end", "End this claim")
        .lead("Your place makes it no more. It stays readable with what stood beside it.")
        .button("End this claim")
}

async fn end_form(ctx: Ctx, Path(id): Path<ClaimId>) -> Result<Response, PageError> {
    let (claim, place) = to_change(&ctx, id).await?;
    ctx.form(ending(&claim, &place)).await
}

async fn end(ctx: Ctx, Path(id): Path<ClaimId>, sent: Sent) -> Result<Response, PageError> {
    let (claim, place) = to_change(&ctx, id).await?;
    let form = ending(&claim, &place);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::end_claim(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::claim(id), "This claim has ended")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
