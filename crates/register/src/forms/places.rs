//! Adding, changing, confirming and closing a place.

use crate::actions;
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE, CLOSE_PLACE, CONFIRM_PLACE};
use crate::links;
use crate::place::{Place, PlaceDetails, Reality};
use crate::store;
use folkmoot_store::Conn;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent, Verb};

/// The place of an address, or 404.
pub(super) async fn place_at(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    crate::pages::place_at(&mut *ctx.read().await?, key).await
}

/// A form about a place, with the way back to it.
pub(super) fn about(place: &Place, end: &str, title: &str) -> Form {
    let base = links::place(place.slug());
    Form::post(format!("{base}/{end}"), title)
        .caption(place.name())
        .crumb("Places", links::PLACES)
        .crumb(place.name(), base.clone())
        .back(base)
}

async fn systems(db: &mut Conn) -> Result<Vec<Choice>, PageError> {
    let all = store::systems(db).await?;
    Ok(all.into_iter().map(|system| Choice::new(system.id.to_string(), system.name)).collect())
}

fn fields(form: Form, systems: Vec<Choice>) -> Form {
    form.field(Field::text("name", "What is the place called?"))
        .field(Field::select("system", "Which system is it part of?", systems))
        .field(Field::area("summary", "What is this place, in a sentence or two?").max(600).rows(3).optional())
        .field(Field::url("website", "Website").optional())
        .field(
            Field::text("contact_post", "Who should people get in touch with?")
                .hint("A post, like “Place team”. People change, posts stay.")
                .optional(),
        )
        .field(Field::email("contact_email", "E-mail address of that post").hint("Everybody can see it.").optional())
        .field(Field::phone("contact_phone", "Telephone of that post").hint("Everybody can see it.").optional())
}

async fn adding(ctx: &Ctx) -> Result<Form, PageError> {
    let systems = systems(&mut *ctx.read().await?).await?;
    let form = Form::post("/places/add", "Add a place").crumb("Places", links::PLACES).back(links::PLACES);
    let form =
        if systems.is_empty() { form.warning("There is no system yet. Add one first, at Systems.") } else { form };
    Ok(fields(form, systems).button("Add this place"))
}

async fn changing(ctx: &Ctx, place: &Place) -> Result<Form, PageError> {
    let mut systems = systems(&mut *ctx.read().await?).await?;
    let (details, own) = (place.details(), place.details().system.to_string());
    systems.extend(closed_system(ctx, place, &systems).await?);
    let values = [
        ("name", details.name.clone()),
        ("system", own),
        ("summary", details.summary.clone()),
        ("website", details.website.clone()),
        ("contact_post", details.contact_post.clone()),
        ("contact_email", details.contact_email.clone()),
        ("contact_phone", details.contact_phone.clone()),
    ];
    let form = about(place, "edit", "Change name, summary and contact");
    Ok(fields(form, systems).filled(values).version(place.version()))
}

/// A place may still be in a system that has closed.
async fn closed_system(ctx: &Ctx, place: &Place, open: &[Choice]) -> Result<Option<Choice>, PageError> {
    let system = store::system(&mut *ctx.read().await?, place.details().system).await?;
    let choice = system.map(|system| Choice::new(system.id().to_string(), system.details().name.clone()));
    Ok(choice.filter(|choice| !open.contains(choice)))
}

fn details(answers: &Answers) -> Result<PlaceDetails, FormErrors> {
    let text = |name: &str| answers.text(name).to_owned();
    Ok(PlaceDetails {
        system: answers.text("system").parse().map_err(|_| FormErrors::on("system", "Choose a system"))?,
        name: text("name"),
        summary: text("summary"),
        website: text("website"),
        contact_post: text("contact_post"),
        contact_email: text("contact_email"),
        contact_phone: text("contact_phone"),
    })
}

fn read(form: &Form, sent: &Sent) -> Result<(PlaceDetails, i64), FormErrors> {
    let answers = form.read(sent)?;
    Ok((details(&answers)?, answers.version()))
}

pub(super) async fn add_form(ctx: Ctx) -> Result<Response, PageError> {
    ctx.form(adding(&ctx).await?).await
}

pub(super) async fn add(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let form = adding(&ctx).await?;
    let details = match read(&form, &sent) {
        Ok((details, _)) => details,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_place(&ctx, details, Reality::Real).await {
        Ok(place) => {
            Ok(ctx.see(links::place(place.slug()), "Place added. Say who leads it, and open a seat for its team."))
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn edit_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&[CHANGE_PLACE, ADMINISTER_PLACE], place.subject())?;
    ctx.form(changing(&ctx, &place).await?).await
}

pub(super) async fn edit(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&[CHANGE_PLACE, ADMINISTER_PLACE], place.subject())?;
    let form = changing(&ctx, &place).await?;
    let (details, version) = match read(&form, &sent) {
        Ok(read) => read,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_place(&ctx, place.id(), version, details).await {
        Ok(place) => Ok(ctx.see(links::place(place.slug()), "Saved")),
        Err(err) if err.is_conflict() => {
            ctx.form_conflict(changing(&ctx, &place_at(&ctx, &key).await?).await?, &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn confirming(place: &Place) -> Form {
    about(place, "confirm", "Is this page still right?")
        .lead("Read the page once more: who leads, how it is governed, what is delegated, how to get in touch.")
        .lead("Your name and today's date are shown on the page.")
        .button("This is still right")
        .version(place.version())
}

pub(super) async fn confirm_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&[CONFIRM_PLACE], place.subject())?;
    ctx.form(confirming(&place)).await
}

pub(super) async fn confirm(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    let form = confirming(&place);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::confirm_place(&ctx, place.id(), version).await {
        Ok(place) => {
            Ok(ctx.see(links::place(place.slug()), "Thank you. Everybody can see that this page is right today."))
        }
        Err(err) if err.is_conflict() => ctx.form_conflict(confirming(&place_at(&ctx, &key).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn closing(place: &Place) -> Form {
    about(place, "close", "Close this place")
        .lead("It leaves the list of places. Its page, decisions and promises stay for everybody to read.")
        .warning("This cannot be taken back here.")
        .button("Close this place")
        .version(place.version())
}

pub(super) async fn close_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&[CLOSE_PLACE], place.subject())?;
    ctx.form(closing(&place)).await
}

pub(super) async fn close(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    let form = closing(&place);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::close_place(&ctx, place.id(), version).await {
        Ok(place) => Ok(ctx.see(links::place(place.slug()), "Place closed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(closing(&place_at(&ctx, &key).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
