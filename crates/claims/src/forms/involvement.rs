//! How far partners were involved, said by the team and by organisations; and hours asked and paid.

use crate::actions;
use crate::acts::{SAY_HOURS, SAY_STAGE, SAY_STAGE_FOR_TEAM};
use crate::links;
use crate::pages::at::{self, place_at, thing_at};
use crate::stage::{Invited, Stage, Voice};
use crate::store;
use crate::wants::Thing;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{FinancialYear, Id, OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/involvement/{kind}/{id}/team", SAY_STAGE_FOR_TEAM, team_form, team)
        .form("/involvement/{kind}/{id}/say/{organisation}", SAY_STAGE, say_form, say)
        .form("/places/{place}/claims/hours/{organisation}", SAY_HOURS, hours_form, hours)
}

type Key = (String, Id<Anything>, OrganisationId);

fn staging(thing: &Thing, place: &Place, end: &str, title: &str) -> Form {
    let base = links::involvement(thing.kind, thing.id);
    let mut steps = at::steps(place);
    steps.push(("How partners were involved".to_owned(), links::involvements(place.slug())));
    steps.push((thing.title.clone(), base.clone()));
    let stages = Stage::ALL.iter().map(|stage| Choice::new(stage.key(), stage.words())).collect();
    at::form(format!("{base}/{end}"), title, steps)
        .caption(thing.title.clone())
        .field(Field::radios("stage", "How far?", stages).missing("Choose how far"))
}

fn with_words(form: Form) -> Form {
    form.field(Field::area("words", "What makes you say so?").max(600).optional()).button("Say so")
}

async fn for_team(ctx: &Ctx, kind: &str, id: Id<Anything>) -> Result<(Form, Thing), PageError> {
    let (thing, place) = thing_at(ctx, &mut *ctx.read().await?, kind, id).await?;
    ctx.allowed(&[SAY_STAGE_FOR_TEAM], place.subject())?;
    let form = staging(&thing, &place, "team", "How far were partners involved?");
    Ok((with_words(form), thing))
}

async fn team_form(ctx: Ctx, Path((kind, id)): Path<(String, Id<Anything>)>) -> Result<Response, PageError> {
    let (form, _) = for_team(&ctx, &kind, id).await?;
    ctx.form(form).await
}

async fn team(ctx: Ctx, Path((kind, id)): Path<(String, Id<Anything>)>, sent: Sent) -> Result<Response, PageError> {
    let (form, thing) = for_team(&ctx, &kind, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let stage = Stage::read(answers.text("stage")).unwrap_or(Stage::Told);
    match actions::say_stage(&ctx, &thing, Voice::Team, (stage, None, answers.text("words"))).await {
        Ok(()) => Ok(ctx.see(links::involvement(thing.kind, thing.id), "Said")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn for_organisation(ctx: &Ctx, (kind, id, organisation): &Key) -> Result<(Form, Thing), PageError> {
    let mut db = ctx.read().await?;
    let (thing, place) = thing_at(ctx, &mut db, kind, *id).await?;
    ctx.allowed(&[SAY_STAGE], Subject::owned(place.id(), *organisation))?;
    let names = register::organisation_names(&mut db, &[*organisation]).await?;
    let (_, name) = names.get(organisation).ok_or_else(PageError::not_found)?;
    let form = staging(&thing, &place, &format!("say/{organisation}"), &format!("How far was {name} involved?"));
    let when = Invited::ALL.iter().map(|when| Choice::new(when.key(), when.words())).collect();
    let form =
        form.field(Field::radios("invited", "When were you invited?", when).missing("Say when you were invited"));
    Ok((with_words(form), thing))
}

async fn say_form(ctx: Ctx, Path(key): Path<Key>) -> Result<Response, PageError> {
    let (form, _) = for_organisation(&ctx, &key).await?;
    ctx.form(form).await
}

async fn say(ctx: Ctx, Path(key): Path<Key>, sent: Sent) -> Result<Response, PageError> {
    let (form, thing) = for_organisation(&ctx, &key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let stage = Stage::read(answers.text("stage")).unwrap_or(Stage::Told);
    let invited = Invited::read(answers.text("invited"));
    match actions::say_stage(&ctx, &thing, Voice::Organisation(key.2), (stage, invited, answers.text("words"))).await {
        Ok(()) => Ok(ctx.see(links::involvement(thing.kind, thing.id), "Said")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// The form for the financial year before today's, which is over, with what was typed for it before.
async fn typing(ctx: &Ctx, key: &str, organisation: OrganisationId) -> Result<(Form, Place, i64), PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    ctx.allowed(&[SAY_HOURS], Subject::owned(place.id(), organisation))?;
    let names = register::organisation_names(&mut db, &[organisation]).await?;
    let (_, name) = names.get(&organisation).ok_or_else(PageError::not_found)?;
    let year = FinancialYear::of(ctx.now().date());
    let begins = i64::from(year.starts()) - 1;
    let before = store::hours_of(&mut db, place.id(), organisation, begins).await?;
    let values = before.map(|hours| [("asked", hours.asked.to_string()), ("paid", hours.paid.to_string())]);
    let action = format!("{}/hours/{organisation}", links::claims(place.slug()));
    let form = at::form(action, "Hours asked and hours paid", at::steps_to_claims(&place))
        .caption(name)
        .lead(format!("From April {begins} to March {}: meetings, papers, consultations, answers to surveys of this partnership. A good guess is enough; the page says that you typed it.", begins + 1))
        .field(Field::number("asked", "How many hours were asked of your people?").between(0, 100_000))
        .field(Field::number("paid", "How many of them were paid?").between(0, 100_000))
        .filled(values.into_iter().flatten())
        .button("Say so");
    Ok((form, place, begins))
}

async fn hours_form(
    ctx: Ctx,
    Path((key, organisation)): Path<(String, OrganisationId)>,
) -> Result<Response, PageError> {
    let (form, _, _) = typing(&ctx, &key, organisation).await?;
    ctx.form(form).await
}

async fn hours(
    ctx: Ctx,
    Path((key, organisation)): Path<(String, OrganisationId)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let (form, place, year) = typing(&ctx, &key, organisation).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let told = (answers.number("asked"), answers.number("paid"));
    match actions::say_hours(&ctx, place.id(), organisation, year, told).await {
        Ok(()) => Ok(ctx.see(links::claims(place.slug()), "Thank you. It stands beside the claims that ask for it.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
