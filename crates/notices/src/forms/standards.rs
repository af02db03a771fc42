//! What a place counts with.

use crate::actions::standards::choose_standard;
use crate::acts::CHANGE_STANDARD;
use crate::links;
use crate::pages::at::{self, place_at};
use crate::standard::Standard;
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new().form("/places/{place}/notices/standard", CHANGE_STANDARD, show, save)
}

fn form(place: &Place, now: &Standard) -> Form {
    let list = links::notices(place.slug());
    let mut steps = at::steps_to_place(place);
    steps.push(("What will stop or change".to_owned(), list.clone()));
    at::form(format!("{list}/standard"), "How much notice, and how long until an answer", steps)
        .caption(place.name())
        .lead("What partners here promise each other. What runs already keeps the numbers it began with.")
        .field(
            Field::number("notice_days", "Days of notice before something stops or changes")
                .hint("Calendar days. 90 is three months.")
                .between(0, 730)
                .value(now.notice_days.to_string()),
        )
        .field(
            Field::area("words", "The same in your own words")
                .hint("Shown in place of the number, if you like.")
                .max(300)
                .rows(2)
                .optional()
                .value(now.words.clone()),
        )
        .field(
            Field::number("acknowledge_days", "Working days until a question is acknowledged")
                .between(1, 60)
                .value(now.acknowledge_days.to_string()),
        )
        .field(
            Field::number("answer_days", "Working days until it is answered")
                .between(1, 250)
                .value(now.answer_days.to_string()),
        )
        .field(
            Field::number("public_days", "Working days after that, until the public sees its subject")
                .between(1, 250)
                .value(now.public_days.to_string()),
        )
        .version(now.version)
        .button("Save")
}

fn read(place: &Place, answers: &Answers) -> Standard {
    Standard {
        place: place.id(),
        notice_days: answers.number("notice_days"),
        words: answers.text("words").to_owned(),
        acknowledge_days: answers.number("acknowledge_days"),
        answer_days: answers.number("answer_days"),
        public_days: answers.number("public_days"),
        version: answers.version(),
    }
}

async fn at_place(ctx: &Ctx, key: &str) -> Result<(Place, Form), PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    ctx.allowed(&[CHANGE_STANDARD], Subject::place(place.id()))?;
    let now = store::standard(&mut db, place.id()).await?;
    let form = form(&place, &now);
    Ok((place, form))
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(at_place(&ctx, &key).await?.1).await
}

async fn save(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let (place, form) = at_place(&ctx, &key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match choose_standard(&ctx, read(&place, &answers), answers.version()).await {
        Ok(_) => Ok(ctx.see(links::notices(place.slug()), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(at_place(&ctx, &key).await?.1, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
