//! Bodies: added, changed, closed by the team of their place.

use crate::actions;
use crate::acts::CHANGE_BODIES;
use crate::body::{Body, BodyDetails, BodyKind};
use crate::links;
use crate::pages::at::{self, body_at, place_at};
use crate::store::{self, Which};
use folkmoot_kernel::BodyId;
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/bodies/add", CHANGE_BODIES, add_form, add)
        .form("/bodies/{body}/edit", CHANGE_BODIES, edit_form, edit)
        .form("/bodies/{body}/close", CHANGE_BODIES, close_form, close)
}

/// Bodies that it can sit under: none of those under itself.
async fn parents(ctx: &Ctx, place: &Place, own: Option<&Body>) -> Result<Vec<Choice>, PageError> {
    let mut db = ctx.read().await?;
    let bodies = store::bodies_of_place(&mut db, place.id(), Which::All).await?;
    let parent = own.and_then(Body::parent);
    let mut below: Vec<BodyId> = own.map(Body::id).into_iter().collect();
    for body in &bodies {
        if body.parent().is_some_and(|parent| below.contains(&parent)) {
            below.push(body.id());
        }
    }
    let fits = |body: &&Body| !below.contains(&body.id()) && (body.is_open() || Some(body.id()) == parent);
    Ok(bodies.iter().filter(fits).map(|body| Choice::new(body.id().to_string(), body.name())).collect())
}

fn fields(form: Form, parents: Vec<Choice>) -> Form {
    let kinds = BodyKind::ALL.iter().map(|kind| Choice::new(kind.key(), kind.words()).hint(kind.hint())).collect();
    let form = form
        .field(Field::text("name", "What is it called?").hint("Like “Vale place board”."))
        .field(Field::radios("kind", "What kind of body is it?", kinds).missing("Choose the kind of body"))
        .field(
            Field::area("remit", "What is it there for?")
                .hint("In plain words, in a sentence or two: residents read this.")
                .max(2_000)
                .missing("Say in a sentence or two what it is there for"),
        )
        .field(
            Field::area("authority", "Where does its authority come from?")
                .hint("Who gave it, and by which law, scheme of delegation or agreement. If it has none of its own, say so.")
                .max(2_000)
                .rows(3)
                .optional(),
        )
        .field(
            Field::number("quorum", "How many organisations must take part to agree something?")
                .hint("Leave it empty if that is not laid down.")
                .between(0, 200)
                .optional(),
        );
    if parents.is_empty() {
        return form;
    }
    form.field(
        Field::select("parent", "Which body does it sit under?", parents)
            .hint("Leave it empty if it sits under none.")
            .optional(),
    )
}

fn details(answers: &Answers) -> BodyDetails {
    BodyDetails {
        name: answers.text("name").to_owned(),
        kind: BodyKind::read(answers.text("kind")).unwrap_or(BodyKind::Other),
        parent: answers.maybe("parent").and_then(|parent| parent.parse().ok()),
        remit: answers.text("remit").to_owned(),
        authority: answers.text("authority").to_owned(),
        quorum: u32::try_from(answers.number("quorum")).unwrap_or(0),
    }
}

async fn adding(ctx: &Ctx, place: &Place) -> Result<Form, PageError> {
    let mut steps = at::steps_to_place(place);
    steps.push(("Bodies".to_owned(), links::bodies(place.slug())));
    let form = at::form(format!("{}/add", links::bodies(place.slug())), "Add a body", steps).caption(place.name());
    Ok(fields(form, parents(ctx, place, None).await?).button("Add this body"))
}

async fn changing(ctx: &Ctx, place: &Place, body: &Body) -> Result<Form, PageError> {
    let values = [
        ("name", body.name().to_owned()),
        ("kind", body.kind().key().to_owned()),
        ("remit", body.remit().to_owned()),
        ("authority", body.authority().to_owned()),
        ("quorum", if body.quorum() == 0 { String::new() } else { body.quorum().to_string() }),
        ("parent", body.parent().map(|parent| parent.to_string()).unwrap_or_default()),
    ];
    let action = format!("{}/edit", links::body(body.id()));
    let form = at::form(action, "Change what is said of this body", at::steps_to_body(place, body));
    let form = fields(form.caption(body.name()), parents(ctx, place, Some(body)).await?);
    Ok(form.filled(values).version(body.version()))
}

fn closing(place: &Place, body: &Body) -> Form {
    at::form(format!("{}/close", links::body(body.id())), "Close this body", at::steps_to_body(place, body))
        .caption(body.name())
        .lead("It leaves the list of bodies. Its page stays, with what it decided.")
        .lead("Its seats stay open until the place team closes them, at “Seats and who holds them”.")
        .button("Close this body")
        .version(body.version())
}

async fn to_change(ctx: &Ctx, id: BodyId) -> Result<(Body, Place), PageError> {
    let (body, place) = body_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_BODIES], body.subject())?;
    Ok((body, place))
}

async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    ctx.allowed(&[CHANGE_BODIES], place.subject())?;
    ctx.form(adding(&ctx, &place).await?).await
}

async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    ctx.allowed(&[CHANGE_BODIES], place.subject())?;
    let form = adding(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_body(&ctx, place.id(), details(&answers)).await {
        Ok(body) => Ok(ctx.see(links::body(body.id()), "Body added. Open seats on it, so that people can sit there.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn edit_form(ctx: Ctx, Path(id): Path<BodyId>) -> Result<Response, PageError> {
    let (body, place) = to_change(&ctx, id).await?;
    ctx.form(changing(&ctx, &place, &body).await?).await
}

async fn edit(ctx: Ctx, Path(id): Path<BodyId>, sent: Sent) -> Result<Response, PageError> {
    let (body, place) = to_change(&ctx, id).await?;
    let form = changing(&ctx, &place, &body).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_body(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::body(id), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, place) = to_change(&ctx, id).await?;
            ctx.form_conflict(changing(&ctx, &place, &now).await?, &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn close_form(ctx: Ctx, Path(id): Path<BodyId>) -> Result<Response, PageError> {
    let (body, place) = to_change(&ctx, id).await?;
    ctx.form(closing(&place, &body)).await
}

async fn close(ctx: Ctx, Path(id): Path<BodyId>, sent: Sent) -> Result<Response, PageError> {
    let (body, place) = to_change(&ctx, id).await?;
    let form = closing(&place, &body);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::close_body(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::body(id), "Closed")),
        Err(err) if err.is_conflict() => {
            let (now, place) = to_change(&ctx, id).await?;
            ctx.form_conflict(closing(&place, &now), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
