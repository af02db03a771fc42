//! Reviews: opened, answered, closed.

use crate::actions::{self, Levels, asked};
use crate::acts::{ANSWER_REVIEW, OPEN_REVIEW};
use crate::claim::ClaimId;
use crate::links;
use crate::pages::at::{self, place_at, review_at};
use crate::review::{Asked, Review, ReviewId};
use crate::store;
use folkmoot_kernel::level::Level;
use folkmoot_register::place::Place;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/claims/review", OPEN_REVIEW, open_form, open)
        .form("/claim-reviews/{review}/answer", ANSWER_REVIEW, answer_form, answer)
        .form("/claim-reviews/{review}/close", OPEN_REVIEW, close_form, close)
}

/// Days for which a review is open unless somebody says otherwise. Our own choice.
const OPEN_DAYS: i64 = 21;

async fn opening(ctx: &Ctx, key: &str) -> Result<(Form, Place), PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[OPEN_REVIEW], place.subject())?;
    let action = format!("{}/review", links::claims(place.slug()));
    let form = at::form(action, "Ask how far the claims are so", at::steps_to_claims(&place))
        .caption(place.name())
        .lead("Everybody who sits for a voluntary or community group is asked, without their name. Partners see the result two weeks before everybody.")
        .field(Field::text("title", "What is it called?").hint("Short, like “Spring 2026”.").max(60))
        .field(Field::date("closes", "Which is the last day to answer?"))
        .filled([("closes", ctx.now().date().plus_days(OPEN_DAYS).to_string())])
        .button("Ask them");
    Ok((form, place))
}

async fn open_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (form, _) = opening(&ctx, &key).await?;
    ctx.form(form).await
}

async fn open(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let (form, place) = opening(&ctx, &key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::open_review(&ctx, place.id(), answers.text("title"), answers.date("closes")).await {
        Ok(review) => Ok(ctx.see(links::review(review.id()), "Voluntary and community members are asked now")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn of_review(review: &Review, place: &Place, end: &str, title: &str) -> Form {
    let mut steps = at::steps_to_claims(place);
    steps.push((review.title().to_owned(), links::review(review.id())));
    at::form(format!("{}/{end}", links::review(review.id())), title, steps).caption(place.name())
}

/// A question for each claim, and the claims in the same order.
async fn answering(ctx: &Ctx, id: ReviewId) -> Result<(Form, Vec<ClaimId>), PageError> {
    let mut db = ctx.read().await?;
    let (review, place) = review_at(&mut db, id).await?;
    ctx.allowed(&[ANSWER_REVIEW], review.subject())?;
    if asked(ctx, &mut db, &review).await? == Asked::NotAsked {
        return Err(PageError::bad("You are not asked: voluntary and community members are"));
    }
    let ids = store::asked_claims(&mut db, id).await?;
    let claims = store::claims(&mut db, place.id()).await?;
    drop(db);
    let levels = || Level::ALL.iter().rev().map(|level| Choice::new(level.key(), level.words())).collect();
    let mut form = of_review(&review, &place, "answer", "How far is it so?")
        .lead("Answer from what you and your group see.")
        .lead("Your answers are only counted: no name, time or order is kept with them, and they cannot be changed afterwards. Nothing is shown unless five people answer.")
        .button("Give these answers");
    for claim in claims.iter().filter(|claim| ids.contains(&claim.id())) {
        let missing = format!("Choose an answer to “{}”", claim.words());
        form = form.field(Field::radios(format!("claim-{}", claim.id()), claim.words(), levels()).missing(missing));
    }
    Ok((form, ids))
}

async fn answer_form(ctx: Ctx, Path(id): Path<ReviewId>) -> Result<Response, PageError> {
    let (form, _) = answering(&ctx, id).await?;
    ctx.form(form).await
}

async fn answer(ctx: Ctx, Path(id): Path<ReviewId>, sent: Sent) -> Result<Response, PageError> {
    let (form, ids) = answering(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let level = |id: &ClaimId| Some((*id, Level::read(answers.text(&format!("claim-{id}")))?));
    let levels: Levels = ids.iter().filter_map(level).collect();
    match actions::answer_review(&ctx, id, &levels).await {
        Ok(()) => Ok(ctx.see(links::review(id), "Thank you. Nobody can tell which answer is yours.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn closing(ctx: &Ctx, id: ReviewId) -> Result<Form, PageError> {
    let (review, place) = review_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[OPEN_REVIEW], review.subject())?;
    Ok(of_review(&review, &place, "close", "Close this")
        .version(review.version())
        .lead("No more answers are taken. It closes by itself after its last day. With fewer than five answers nothing will be shown.")
        .button("Close this"))
}

async fn close_form(ctx: Ctx, Path(id): Path<ReviewId>) -> Result<Response, PageError> {
    let form = closing(&ctx, id).await?;
    ctx.form(form).await
}

async fn close(ctx: Ctx, Path(id): Path<ReviewId>, sent: Sent) -> Result<Response, PageError> {
    let form = closing(&ctx, id).await?;
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::close_review(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::review(id), "Closed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
