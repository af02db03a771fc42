//! Functions: put on the map, said better, taken off.

use crate::actions;
use crate::acts::CHANGE_MAP;
use crate::function::{Function, FunctionDetails};
use crate::links;
use crate::pages::at::{self, function_at, place_at};
use folkmoot_kernel::FunctionId;
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/functions/add", CHANGE_MAP, add_form, add)
        .form("/functions/{function}/edit", CHANGE_MAP, edit_form, edit)
        .form("/functions/{function}/end", CHANGE_MAP, end_form, end)
}

fn fields(form: Form) -> Form {
    form.field(
        Field::text("name", "What is decided?").hint("A few words, like “small grants” or “opening hours of clinics”."),
    )
    .field(
        Field::text("heading", "Under which heading does it stand?")
            .hint("Like “Money”, “Services” or “People”. The scheme is sorted by it."),
    )
    .field(
        Field::area("about", "What does it mean?")
            .hint("For residents, in a sentence or two.")
            .max(1_000)
            .rows(3)
            .optional(),
    )
    .field(
        Field::text("words", "What else do people call it?")
            .hint("Words that somebody may look for, like “club, charity, fund”.")
            .max(500)
            .optional(),
    )
}

fn details(answers: &Answers) -> FunctionDetails {
    let text = |name: &str| answers.text(name).to_owned();
    FunctionDetails { heading: text("heading"), name: text("name"), about: text("about"), words: text("words") }
}

fn adding(place: &Place) -> Form {
    let action = format!("/places/{}/functions/add", place.slug());
    fields(at::form(action, "Put something on the map", at::to_scheme(place)))
        .lead("Something that can be decided. Who decides about it comes next.")
        .button("Put it on the map")
}

fn editing(function: &Function, place: &Place) -> Form {
    let details = function.details();
    let action = format!("{}/edit", links::function(function.id()));
    fields(at::form(action, "Say better what it is", at::to_function(function, place)))
        .filled([
            ("name", details.name.clone()),
            ("heading", details.heading.clone()),
            ("about", details.about.clone()),
            ("words", details.words.clone()),
        ])
        .version(function.version())
}

async fn place_for(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_MAP], place.subject())?;
    Ok(place)
}

async fn function_for(ctx: &Ctx, id: FunctionId) -> Result<(Function, Place), PageError> {
    let (function, place) = function_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_MAP], place.subject())?;
    Ok((function, place))
}

async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(adding(&place_for(&ctx, &key).await?)).await
}

async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_for(&ctx, &key).await?;
    let form = adding(&place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_function(&ctx, place.id(), details(&answers)).await {
        Ok(new) => Ok(ctx.see(links::function(new.id()), "Put on the map")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn edit_form(ctx: Ctx, Path(id): Path<FunctionId>) -> Result<Response, PageError> {
    let (function, place) = function_for(&ctx, id).await?;
    ctx.form(editing(&function, &place)).await
}

async fn edit(ctx: Ctx, Path(id): Path<FunctionId>, sent: Sent) -> Result<Response, PageError> {
    let (function, place) = function_for(&ctx, id).await?;
    let form = editing(&function, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_function(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::function(id), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, place) = function_for(&ctx, id).await?;
            ctx.form_conflict(editing(&now, &place), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn ending(function: &Function, place: &Place) -> Form {
    let action = format!("{}/end", links::function(function.id()));
    at::form(action, "Take it off the map", at::to_function(function, place))
        .lead("For what is no longer decided here. Its page stays, with what was decided.")
        .version(function.version())
        .button("Take it off the map")
}

async fn end_form(ctx: Ctx, Path(id): Path<FunctionId>) -> Result<Response, PageError> {
    let (function, place) = function_for(&ctx, id).await?;
    ctx.form(ending(&function, &place)).await
}

async fn end(ctx: Ctx, Path(id): Path<FunctionId>, sent: Sent) -> Result<Response, PageError> {
    let (function, place) = function_for(&ctx, id).await?;
    let form = ending(&function, &place);
    let version = form.read(&sent).map(|answers| answers.version()).unwrap_or_default();
    match actions::end_function(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::scheme(place.slug()), "Taken off the map")),
        Err(err) if err.is_conflict() => {
            let (now, place) = function_for(&ctx, id).await?;
            ctx.form_conflict(ending(&now, &place), &sent).await
        }
        Err(err) => match err.beside() {
            Ok((_, words)) => Err(PageError::bad(words)),
            Err(err) => Err(err.into()),
        },
    }
}
