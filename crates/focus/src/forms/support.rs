//! How far an organisation has a priority for its own.

use crate::actions;
use crate::acts::SAY_SUPPORT;
use crate::links;
use crate::pages::at;
use crate::store;
use crate::support::Level;
use folkmoot_governance::priority::{Priority, PriorityId};
use folkmoot_governance::store as governance;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/priorities/{priority}/support/{organisation}", SAY_SUPPORT, form, say)
}

type Key = (PriorityId, OrganisationId);

async fn asking(ctx: &Ctx, (priority, organisation): &Key) -> Result<(Form, Priority, Place), PageError> {
    let mut db = ctx.read().await?;
    let priority = governance::priority(&mut db, *priority).await?.ok_or_else(PageError::not_found)?;
    let place = register::place(&mut db, priority.place()).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[SAY_SUPPORT], Subject::owned(place.id(), *organisation))?;
    let names = register::organisation_names(&mut db, &[*organisation]).await?;
    let (_, name) = names.get(organisation).ok_or_else(PageError::not_found)?;
    let before = store::support_of(&mut db, priority.id(), *organisation).await?;
    let levels = Level::ALL.iter().map(|level| Choice::new(level.key(), level.words())).collect();
    let steps = at::steps_to(&place, "Whose priorities these are", links::support(place.slug()));
    let form =
        at::form(links::say_support(priority.id(), *organisation), &format!("How far is this {name}’s own?"), steps)
            .caption(at::called(&priority))
            .lead(format!("“{}”", priority.sentence()))
            .lead("Partners read what you say. Everybody sees how many of each sector say what; where few of a sector have spoken, others can guess who.")
            .field(Field::radios("level", "How far?", levels).missing("Choose how far"))
            .field(
                Field::area("words", "What makes you say so?")
                    .hint("Needed only where it is not yours.")
                    .max(600)
                    .optional(),
            )
            .filled(before.iter().flat_map(|said| [("level", said.level.key()), ("words", said.words.as_str())]))
            .button("Say so");
    Ok((form, priority, place))
}

async fn form(ctx: Ctx, Path(key): Path<Key>) -> Result<Response, PageError> {
    let (form, _, _) = asking(&ctx, &key).await?;
    ctx.form(form).await
}

async fn say(ctx: Ctx, Path(key): Path<Key>, sent: Sent) -> Result<Response, PageError> {
    let (form, priority, place) = asking(&ctx, &key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let level = Level::read(answers.text("level")).unwrap_or(Level::LiveWith);
    match actions::say_support(&ctx, priority.id(), key.1, (level, answers.text("words"))).await {
        Ok(()) => Ok(ctx.see(links::support(place.slug()), "Said")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
