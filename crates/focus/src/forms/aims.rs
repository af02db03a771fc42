//! Lines of an organisation's own strategy: written down, changed, ended.

use crate::actions;
use crate::acts::CHANGE_AIMS;
use crate::aim::{Aim, AimDetails, AimId};
use crate::links;
use crate::pages::at;
use crate::store;
use folkmoot_governance::store as governance;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/crosswalk/add/{organisation}", CHANGE_AIMS, add_form, add)
        .form("/aims/{aim}/edit", CHANGE_AIMS, edit_form, edit)
        .form("/aims/{aim}/end", CHANGE_AIMS, end_form, end)
}

async fn fields(ctx: &Ctx, db: &mut Conn, place: &Place, form: Form, ticked: Vec<String>) -> Result<Form, PageError> {
    let current = governance::current_priorities(db, place.id(), ctx.now().date()).await?;
    let choices = current.iter().map(|one| Choice::new(one.id().to_string(), at::called(one))).collect();
    let form = form.field(
        Field::area("words", "What does your own strategy want?")
            .hint("One aim in its own words, like “Fewer people wait for an ambulance at home”.")
            .max(300)
            .rows(2),
    );
    let form = if current.is_empty() {
        form
    } else {
        form.field(
            Field::checkboxes("priorities", "Which priorities of this place meet it?", choices)
                .hint("None is an answer too: then others see where the place does not meet you.")
                .ticked(ticked)
                .optional(),
        )
    };
    Ok(form
        .field(Field::text("source", "Where does it stand?").hint("Like “Strategy 2025 to 2030, aim 3”.").optional())
        .field(Field::url("source_url", "Address of the document").optional()))
}

fn details(answers: &Answers) -> AimDetails {
    let text = |name: &str| answers.text(name).to_owned();
    let priorities = answers.many("priorities").into_iter().filter_map(|id| id.parse().ok()).collect();
    AimDetails { words: text("words"), source: text("source"), source_url: text("source_url"), priorities }
}

type Key = (String, OrganisationId);

async fn adding(ctx: &Ctx, (key, organisation): &Key) -> Result<(Form, Place), PageError> {
    let mut db = ctx.read().await?;
    let place = at::place_at(&mut db, key).await?;
    ctx.allowed(&[CHANGE_AIMS], Subject::owned(place.id(), *organisation))?;
    let names = register::organisation_names(&mut db, &[*organisation]).await?;
    let (_, name) = names.get(organisation).ok_or_else(PageError::not_found)?;
    let action = format!("{}/add/{organisation}", links::crosswalk(place.slug()));
    let form = at::form(action, "Write down an aim of your own", at::steps_to_crosswalk(&place)).caption(name);
    let form = fields(ctx, &mut db, &place, form, Vec::new()).await?.button("Write it down");
    Ok((form, place))
}

async fn add_form(ctx: Ctx, Path(key): Path<Key>) -> Result<Response, PageError> {
    let (form, _) = adding(&ctx, &key).await?;
    ctx.form(form).await
}

async fn add(ctx: Ctx, Path(key): Path<Key>, sent: Sent) -> Result<Response, PageError> {
    let (form, place) = adding(&ctx, &key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::write_aim(&ctx, place.id(), key.1, details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::crosswalk(place.slug()), "Written down")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn aim_at(ctx: &Ctx, id: AimId) -> Result<(Aim, Place), PageError> {
    let mut db = ctx.read().await?;
    let aim = store::aim(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = register::place(&mut db, aim.place()).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[CHANGE_AIMS], aim.subject())?;
    Ok((aim, place))
}

async fn changing(ctx: &Ctx, aim: &Aim, place: &Place) -> Result<Form, PageError> {
    let said = aim.details();
    let ticked = said.priorities.iter().map(ToString::to_string).collect();
    let form = at::form(format!("{}/edit", links::aim(aim.id())), "Change this aim", at::steps_to_crosswalk(place));
    let form = fields(ctx, &mut *ctx.read().await?, place, form, ticked).await?;
    let filled = [("words", &said.words), ("source", &said.source), ("source_url", &said.source_url)];
    Ok(form.filled(filled.map(|(name, words)| (name, words.as_str()))).version(aim.version()))
}

async fn edit_form(ctx: Ctx, Path(id): Path<AimId>) -> Result<Response, PageError> {
    let (aim, place) = aim_at(&ctx, id).await?;
    ctx.form(changing(&ctx, &aim, &place).await?).await
}

async fn edit(ctx: Ctx, Path(id): Path<AimId>, sent: Sent) -> Result<Response, PageError> {
    let (aim, place) = aim_at(&ctx, id).await?;
    let form = changing(&ctx, &aim, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_aim(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::crosswalk(place.slug()), "Saved")),
        Err(err) if err.is_conflict() => {
            let (aim, place) = aim_at(&ctx, id).await?;
            ctx.form_conflict(changing(&ctx, &aim, &place).await?, &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn ending(aim: &Aim, place: &Place) -> Form {
    at::form(format!("{}/end", links::aim(aim.id())), "End this aim", at::steps_to_crosswalk(place))
        .lead(format!("“{}”", aim.details().words))
        .lead("It goes from the list. History keeps it.")
        .version(aim.version())
        .button("End this aim")
}

async fn end_form(ctx: Ctx, Path(id): Path<AimId>) -> Result<Response, PageError> {
    let (aim, place) = aim_at(&ctx, id).await?;
    ctx.form(ending(&aim, &place)).await
}

async fn end(ctx: Ctx, Path(id): Path<AimId>, sent: Sent) -> Result<Response, PageError> {
    let (aim, place) = aim_at(&ctx, id).await?;
    let version = match ending(&aim, &place).read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(ending(&aim, &place), &sent, errors).await,
    };
    match actions::end_aim(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::crosswalk(place.slug()), "Ended")),
        Err(err) if err.is_conflict() => {
            let (aim, place) = aim_at(&ctx, id).await?;
            ctx.form_conflict(ending(&aim, &place), &sent).await
        }
        Err(err) => ctx.refused(ending(&aim, &place), &sent, err).await,
    }
}
