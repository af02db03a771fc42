//! Principles: written down, signed, ended.

use crate::actions;
use crate::acts::{CHANGE_PRINCIPLES, SIGN_PRINCIPLES};
use crate::links;
use crate::pages::at::{self, place_at, set_at};
use crate::principle::{PrincipleSet, SetId, Source};
use crate::round::Kind;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/principles/add", CHANGE_PRINCIPLES, add_form, add)
        .form("/principles/{set}/end", CHANGE_PRINCIPLES, end_form, end)
        .form("/principles/{set}/sign/{organisation}", SIGN_PRINCIPLES, sign_form, sign)
}

fn adding(place: &Place) -> Form {
    let sources = Source::ALL.iter().map(|source| Choice::new(source.key(), source.words())).collect();
    let action = format!("{}/add", links::sets(place.slug()));
    at::form(action, "Write down principles", at::steps_to_list(place, Kind::Behaviour))
        .caption(place.name())
        .field(Field::text("title", "What are they called?").hint("Like “How we work together”.").max(80))
        .field(
            Field::radios("source", "Whose words are they?", sources)
                .hint("ACEVO's seven: sustainability, transparency, joint vision, joint capability, proportionality, innovation and improvement, accountability and governance.")
                .missing("Choose whose words they are"),
        )
        .field(
            Field::area("principles", "If they are your own: which?")
                .hint("One on each line: a name, a colon, and a sentence that can be true or not. Like “Early: We ask partners before we draft.”")
                .rows(8)
                .optional(),
        )
        .button("Write them down")
}

async fn to_add(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_PRINCIPLES], place.subject())?;
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
    let source = Source::read(answers.text("source")).unwrap_or(Source::Own);
    let own = answers.text("principles");
    match actions::adopt_principles(&ctx, place.id(), answers.text("title"), source, own).await {
        Ok(set) => Ok(ctx.see(links::set(set.id()), "Partners can sign these now")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn of_set(set: &PrincipleSet, place: &Place, action: String, title: &str) -> Form {
    let mut steps = at::steps_to_list(place, Kind::Behaviour);
    steps.push((set.title().to_owned(), links::set(set.id())));
    at::form(action, title, steps).caption(set.title())
}

fn ending(set: &PrincipleSet, place: &Place) -> Form {
    of_set(set, place, format!("{}/end", links::set(set.id())), "End this set")
        .version(set.version())
        .lead("Nobody can sign it any more, and no reading is made by it. What was signed and read stays.")
        .button("End this set")
}

async fn to_end(ctx: &Ctx, id: SetId) -> Result<Form, PageError> {
    let (set, place) = set_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_PRINCIPLES], set.subject())?;
    Ok(ending(&set, &place))
}

async fn end_form(ctx: Ctx, Path(id): Path<SetId>) -> Result<Response, PageError> {
    let form = to_end(&ctx, id).await?;
    ctx.form(form).await
}

async fn end(ctx: Ctx, Path(id): Path<SetId>, sent: Sent) -> Result<Response, PageError> {
    let form = to_end(&ctx, id).await?;
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::end_principles(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::set(id), "This set has ended")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn signing(ctx: &Ctx, (id, organisation): (SetId, OrganisationId)) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let (set, place) = set_at(&mut db, id).await?;
    ctx.allowed(&[SIGN_PRINCIPLES], Subject::owned(place.id(), organisation))?;
    let names = register::organisation_names(&mut db, &[organisation]).await?;
    let (_, name) = names.get(&organisation).ok_or_else(PageError::not_found)?;
    let action = format!("{}/sign/{organisation}", links::set(id));
    Ok(of_set(&set, &place, action, &format!("Sign for {name}"))
        .lead(format!("{name} says with this that it means to work so, and accepts that other partners read it by these principles."))
        .lead("The day and the organisation are shown to everybody.")
        .button("Sign"))
}

async fn sign_form(ctx: Ctx, Path(key): Path<(SetId, OrganisationId)>) -> Result<Response, PageError> {
    let form = signing(&ctx, key).await?;
    ctx.form(form).await
}

async fn sign(ctx: Ctx, Path(key): Path<(SetId, OrganisationId)>, sent: Sent) -> Result<Response, PageError> {
    let form = signing(&ctx, key).await?;
    match actions::sign_principles(&ctx, key.0, key.1).await {
        Ok(()) => Ok(ctx.see(links::set(key.0), "Signed")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
