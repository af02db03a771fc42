//! Adding, changing and closing a system.

use crate::actions;
use crate::links;
use crate::store;
use crate::system::{System, SystemDetails};
use folkmoot_web::{Answers, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent, Verb};

fn form(action: &str, title: &str) -> Form {
    Form::post(action, title)
        .crumb("Places", links::PLACES)
        .crumb("Systems", "/systems")
        .field(Field::text("name", "What is the system called?"))
        .field(Field::text("region", "Which region is it in?").optional())
        .field(Field::text("ods_code", "NHS (ODS) code of its board").hint("Like QU9").max(10).optional())
        .field(Field::text("area_code", "Statistical code of its board").hint("Like E54000044").max(9).optional())
        .field(Field::url("website", "Website").optional())
        .back("/systems")
}

fn changing(system: &System) -> Form {
    let details = system.details();
    form(&format!("{}/edit", links::system(system.slug())), "Change this system")
        .caption(&details.name)
        .filled([
            ("name", details.name.clone()),
            ("region", details.region.clone()),
            ("ods_code", details.ods_code.clone().unwrap_or_default()),
            ("area_code", details.area_code.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("website", details.website.clone()),
        ])
        .version(system.version())
        .back(links::system(system.slug()))
}

fn closing(system: &System) -> Form {
    Form::post(format!("{}/close", links::system(system.slug())), "Close this system")
        .caption(&system.details().name)
        .lead(
            "It leaves the list of systems. Its page and its places stay, until somebody moves them to another system.",
        )
        .button("Close this system")
        .version(system.version())
        .back(links::system(system.slug()))
}

fn details(answers: &Answers) -> Result<SystemDetails, FormErrors> {
    let area_code = answers.maybe("area_code").map(str::parse).transpose();
    Ok(SystemDetails {
        name: answers.text("name").to_owned(),
        region: answers.text("region").to_owned(),
        ods_code: answers.maybe("ods_code").map(str::to_owned),
        area_code: area_code.map_err(|_| FormErrors::on("area_code", "A code looks like E54000044"))?,
        website: answers.text("website").to_owned(),
    })
}

fn read(form: &Form, sent: &Sent) -> Result<(SystemDetails, i64), FormErrors> {
    let answers = form.read(sent)?;
    Ok((details(&answers)?, answers.version()))
}

pub(super) async fn add_form(ctx: Ctx) -> Result<Response, PageError> {
    ctx.form(form("/systems/add", "Add a system").button("Add this system")).await
}

pub(super) async fn add(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let form = form("/systems/add", "Add a system").button("Add this system");
    let details = match read(&form, &sent) {
        Ok((details, _)) => details,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_system(&ctx, details).await {
        Ok(system) => Ok(ctx.see(links::system(system.slug()), "System added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn system_at(ctx: &Ctx, key: &str) -> Result<System, PageError> {
    let mut db = ctx.read().await?;
    store::system_named(&mut db, key).await?.ok_or_else(PageError::not_found)
}

pub(super) async fn edit_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let system = system_at(&ctx, &key).await?;
    ctx.form(changing(&system)).await
}

pub(super) async fn edit(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let system = system_at(&ctx, &key).await?;
    let form = changing(&system);
    let (details, version) = match read(&form, &sent) {
        Ok(read) => read,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_system(&ctx, system.id(), version, details).await {
        Ok(system) => Ok(ctx.see(links::system(system.slug()), "System changed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(changing(&system_at(&ctx, &key).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn close_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let system = system_at(&ctx, &key).await?;
    ctx.form(closing(&system)).await
}

pub(super) async fn close(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let system = system_at(&ctx, &key).await?;
    let form = closing(&system);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::close_system(&ctx, system.id(), version).await {
        Ok(system) => Ok(ctx.see(links::system(system.slug()), "System closed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(closing(&system_at(&ctx, &key).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
