//! Words of the glossary: added, changed, taken out by the team of the place.

use crate::actions::conflicts::{add_term, change_term, remove_term};
use crate::acts::CHANGE_GLOSSARY;
use crate::glossary::{Meaning, Term, TermId, WORD_MAX};
use crate::links;
use crate::pages::at::{self, place_at, place_of};
use crate::store;
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

fn steps(place: &Place) -> Vec<(String, String)> {
    let mut steps = at::steps_to_place(place);
    steps.push(("Glossary".to_owned(), links::glossary(place.slug())));
    steps
}

/// The field for what everybody means; each sector's bears its key.
const EVERYBODY: &str = "everybody";

fn fields(form: Form, term: Option<&Term>) -> Form {
    let said = |sector: &str| {
        let own = term.and_then(|term| term.meanings().iter().find(|one| one.sector == sector));
        own.map(|one| one.words.clone()).unwrap_or_default()
    };
    let meaning = |name: String, label: String, sector: &str| {
        Field::area(name, label).max(600).rows(2).optional().value(said(sector))
    };
    let form = form.field(Field::text("word", "Which word?").max(WORD_MAX).value(term.map_or("", Term::word))).field(
        meaning(EVERYBODY.to_owned(), "What does it mean to everybody?".to_owned(), "")
            .hint("Leave it empty if there is no such meaning, and fill in those sectors that mean something."),
    );
    Sector::ALL.iter().fold(form, |form, sector| {
        form.field(meaning(sector.key().to_owned(), format!("To: {}", sector.words()), sector.key()))
    })
}

fn meanings(answers: &Answers) -> Vec<Meaning> {
    let everybody = Meaning { sector: String::new(), words: answers.text(EVERYBODY).to_owned() };
    let of =
        |sector: &Sector| Meaning { sector: sector.key().to_owned(), words: answers.text(sector.key()).to_owned() };
    std::iter::once(everybody).chain(Sector::ALL.iter().map(of)).collect()
}

fn adding(place: &Place) -> Form {
    let action = format!("{}/add", links::glossary(place.slug()));
    fields(at::form(action, "Add a word", steps(place)).caption(place.name()), None).button("Add this word")
}

fn changing(place: &Place, term: &Term) -> Form {
    let action = format!("{}/edit", links::term(term.id()));
    fields(at::form(action, "Change this word", steps(place)).caption(term.word()), Some(term)).version(term.version())
}

fn removing(place: &Place, term: &Term) -> Form {
    at::form(format!("{}/remove", links::term(term.id())), "Take this word out", steps(place))
        .caption(term.word())
        .button("Take it out")
        .version(term.version())
}

async fn to_add(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_GLOSSARY], place.subject())?;
    Ok(place)
}

async fn to_change(ctx: &Ctx, id: TermId) -> Result<(Term, Place), PageError> {
    let mut db = ctx.read().await?;
    let term = store::term(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(&mut db, term.place()).await?;
    ctx.allowed(&[CHANGE_GLOSSARY], place.subject())?;
    Ok((term, place))
}

pub(super) async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = to_add(&ctx, &key).await?;
    ctx.form(adding(&place)).await
}

pub(super) async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = to_add(&ctx, &key).await?;
    let form = adding(&place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match add_term(&ctx, place.id(), answers.text("word"), meanings(&answers)).await {
        Ok(_) => Ok(ctx.see(links::glossary(place.slug()), "Word added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn edit_form(ctx: Ctx, Path(id): Path<TermId>) -> Result<Response, PageError> {
    let (term, place) = to_change(&ctx, id).await?;
    ctx.form(changing(&place, &term)).await
}

pub(super) async fn edit(ctx: Ctx, Path(id): Path<TermId>, sent: Sent) -> Result<Response, PageError> {
    let (term, place) = to_change(&ctx, id).await?;
    let form = changing(&place, &term);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match change_term(&ctx, id, answers.version(), answers.text("word"), meanings(&answers)).await {
        Ok(_) => Ok(ctx.see(links::glossary(place.slug()), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, place) = to_change(&ctx, id).await?;
            ctx.form_conflict(changing(&place, &now), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn remove_form(ctx: Ctx, Path(id): Path<TermId>) -> Result<Response, PageError> {
    let (term, place) = to_change(&ctx, id).await?;
    ctx.form(removing(&place, &term)).await
}

pub(super) async fn remove(ctx: Ctx, Path(id): Path<TermId>, sent: Sent) -> Result<Response, PageError> {
    let (term, place) = to_change(&ctx, id).await?;
    let form = removing(&place, &term);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match remove_term(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::glossary(place.slug()), "Word taken out")),
        Err(err) if err.is_conflict() => ctx.form_conflict(removing(&place, &term), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
