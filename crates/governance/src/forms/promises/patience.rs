//! How long a place waits before it says something, and how much one partner may promise before it is asked.

use crate::actions::promises::choose_patience;
use crate::acts::CHANGE_PATIENCE;
use crate::links;
use crate::promise::Patience;
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

fn choosing(place: &Place, patience: &Patience, version: i64) -> Form {
    let page = links::promises(place.slug());
    let days = |name: &'static str, label: &'static str, days: i64| {
        Field::number(name, label).between(0, 365).value(days.to_string())
    };
    Form::post(format!("{page}/patience"), "How long this place waits, and for how much")
        .caption(place.name())
        .crumb(place.name(), folkmoot_register::links::place(place.slug()))
        .crumb("Promises", &page)
        .lead("Partners see how promises stand before everybody else does, so that they can put things right first.")
        .field(
            days("accept_days", "Days until “agreed in the room, not yet accepted” is shown", patience.accept_days)
                .hint("Counted from the day the promise was written down."),
        )
        .field(
            days("due_soon_days", "Days before its date when a promise is “due soon”", patience.due_soon_days)
                .hint("Its owner gets a letter then."),
        )
        .field(
            days("public_delay_days", "Days until the public sees what partners see", patience.public_delay_days)
                .hint("0 means that everybody sees today."),
        )
        .field(
            days(
                "open_most",
                "Open promises from which a partner is asked before it takes on one more",
                patience.open_most,
            )
            .hint("It may always say why. 0 means that nobody is asked."),
        )
        .version(version)
        .button("Save")
        .back(page)
}

async fn at(ctx: &Ctx, key: &str) -> Result<(Place, Patience, i64), PageError> {
    let mut db = ctx.read().await?;
    let place = register::place_named(&mut db, key).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[CHANGE_PATIENCE], Subject::place(place.id()))?;
    let patience = store::patience(&mut db, place.id()).await?;
    let version = store::patience_version(&mut db, place.id()).await?;
    Ok((place, patience, version))
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (place, patience, version) = at(&ctx, &key).await?;
    ctx.form(choosing(&place, &patience, version)).await
}

pub(super) async fn choose(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let (place, patience, version) = at(&ctx, &key).await?;
    let form = choosing(&place, &patience, version);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let chosen = Patience {
        accept_days: answers.number("accept_days"),
        due_soon_days: answers.number("due_soon_days"),
        public_delay_days: answers.number("public_delay_days"),
        open_most: answers.number("open_most"),
    };
    match choose_patience(&ctx, place.id(), answers.version(), chosen).await {
        Ok(_) => Ok(ctx.see(links::promises(place.slug()), "Saved")),
        Err(err) if err.is_conflict() => {
            let (place, patience, version) = at(&ctx, &key).await?;
            ctx.form_conflict(choosing(&place, &patience, version), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
