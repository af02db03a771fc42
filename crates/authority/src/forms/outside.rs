//! Bodies beside and above: added, changed; seats there, and what was brought back.

use crate::actions::{self, Names, may_report};
use crate::acts::{CHANGE_OUTSIDE, REPORT_BACK};
use crate::links;
use crate::outside::{Kind, Outside, OutsideDetails, OutsideId, Stands};
use crate::pages::at::{self, outside_at, place_at, seat_there_at};
use crate::representation::{Representation, RepresentationId, Voice};
use folkmoot_kernel::Refused;
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/outside/add", CHANGE_OUTSIDE, add_form, add)
        .form("/outside/{outside}/edit", CHANGE_OUTSIDE, edit_form, edit)
        .form("/outside/{outside}/seats/add", CHANGE_OUTSIDE, open_form, open)
        .form("/representations/{representation}/goes", CHANGE_OUTSIDE, goes_form, goes)
        .form("/representations/{representation}/end", CHANGE_OUTSIDE, end_form, end)
        .form("/representations/{representation}/report", REPORT_BACK, report_form, report)
}

fn fields(form: Form, names: &Names) -> Form {
    let kinds = Kind::ALL.iter().map(|kind| Choice::new(kind.key(), kind.words())).collect();
    let stands = Stands::ALL.iter().map(|stands| Choice::new(stands.key(), stands.words())).collect();
    let form = form
        .field(Field::text("name", "What is it called?"))
        .field(Field::select("kind", "What kind of body is it?", kinds))
        .field(Field::radios("stands", "Where does it stand?", stands))
        .field(Field::url("website", "Its own page").optional());
    let bodies: Vec<Choice> =
        names.open_bodies().map(|body| Choice::new(body.id.to_string(), body.name.clone())).collect();
    let form = if bodies.is_empty() {
        form
    } else {
        form.field(Field::select("body", "Is it a body of this place as well?", bodies).optional())
    };
    form.field(
        Field::date("next_on", "When does it meet next?")
            .hint("Whoever sits there is asked afterwards what they brought back.")
            .optional(),
    )
}

fn details(answers: &Answers) -> OutsideDetails {
    OutsideDetails {
        name: answers.text("name").to_owned(),
        kind: Kind::read(answers.text("kind")).unwrap_or(Kind::Other),
        stands: Stands::read(answers.text("stands")).unwrap_or(Stands::Beside),
        website: answers.text("website").to_owned(),
        body: answers.maybe("body").and_then(|id| id.parse().ok()),
        next_on: answers.maybe_date("next_on"),
    }
}

async fn adding(ctx: &Ctx, place: &Place) -> Result<Form, PageError> {
    let names = Names::of(ctx, &mut *ctx.read().await?, place.id()).await?;
    let action = format!("/places/{}/outside/add", place.slug());
    let form = at::form(action, "Add a body beside or above", at::to_representation(place));
    Ok(fields(form, &names).button("Add it"))
}

async fn editing(ctx: &Ctx, outside: &Outside, place: &Place) -> Result<Form, PageError> {
    let names = Names::of(ctx, &mut *ctx.read().await?, place.id()).await?;
    let details = outside.details();
    let action = format!("{}/edit", links::outside(outside.id()));
    let form = at::form(action, "Change what is said of it", at::to_outside(outside, place)).caption(outside.name());
    Ok(fields(form, &names)
        .filled([
            ("name", details.name.clone()),
            ("kind", details.kind.key().to_owned()),
            ("stands", details.stands.key().to_owned()),
            ("website", details.website.clone()),
            ("body", details.body.map(|id| id.to_string()).unwrap_or_default()),
            ("next_on", details.next_on.map(|on| on.to_string()).unwrap_or_default()),
        ])
        .version(outside.version()))
}

async fn place_for(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_OUTSIDE], place.subject())?;
    Ok(place)
}

async fn outside_for(ctx: &Ctx, id: OutsideId) -> Result<(Outside, Place), PageError> {
    let (outside, place) = outside_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_OUTSIDE], place.subject())?;
    Ok((outside, place))
}

async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_for(&ctx, &key).await?;
    ctx.form(adding(&ctx, &place).await?).await
}

async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_for(&ctx, &key).await?;
    let form = adding(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_outside(&ctx, place.id(), details(&answers)).await {
        Ok(new) => Ok(ctx.see(links::outside(new.id()), "Added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn edit_form(ctx: Ctx, Path(id): Path<OutsideId>) -> Result<Response, PageError> {
    let (outside, place) = outside_for(&ctx, id).await?;
    ctx.form(editing(&ctx, &outside, &place).await?).await
}

async fn edit(ctx: Ctx, Path(id): Path<OutsideId>, sent: Sent) -> Result<Response, PageError> {
    let (outside, place) = outside_for(&ctx, id).await?;
    let form = editing(&ctx, &outside, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_outside(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::outside(id), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, place) = outside_for(&ctx, id).await?;
            ctx.form_conflict(editing(&ctx, &now, &place).await?, &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn goers(ctx: &Ctx, place: &Place) -> Result<Field, PageError> {
    let names = Names::of(ctx, &mut *ctx.read().await?, place.id()).await?;
    let posts = names.post_choices("").into_iter().map(|(value, words)| Choice::new(value, words)).collect();
    Ok(Field::select("seat", "Which seat of this place goes there?", posts)
        .hint("Whoever holds it goes. Leave it empty if nobody does: that is shown.")
        .optional())
}

async fn opening(ctx: &Ctx, outside: &Outside, place: &Place) -> Result<Form, PageError> {
    let action = format!("{}/seats/add", links::outside(outside.id()));
    let voices = vec![Choice::new("votes", Voice::Votes.words()), Choice::new("speaks", Voice::Speaks.words())];
    Ok(at::form(action, "Open a seat there", at::to_outside(outside, place))
        .caption(outside.name())
        .field(Field::text("title", "What is the seat called there?").hint("Like “partner member” or “in attendance”."))
        .field(Field::radios("voice", "Does it have a vote?", voices))
        .field(goers(ctx, place).await?)
        .field(Field::date("from", "Since when?").value(ctx.now().date().to_string()))
        .button("Open this seat"))
}

async fn open_form(ctx: Ctx, Path(id): Path<OutsideId>) -> Result<Response, PageError> {
    let (outside, place) = outside_for(&ctx, id).await?;
    ctx.form(opening(&ctx, &outside, &place).await?).await
}

async fn open(ctx: Ctx, Path(id): Path<OutsideId>, sent: Sent) -> Result<Response, PageError> {
    let (outside, place) = outside_for(&ctx, id).await?;
    let form = opening(&ctx, &outside, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let voice = if answers.text("voice") == "votes" { Voice::Votes } else { Voice::Speaks };
    let seat = answers.maybe("seat").and_then(|id| id.parse().ok());
    match actions::open_seat_there(&ctx, id, (answers.text("title"), voice), seat, answers.date("from")).await {
        Ok(_) => Ok(ctx.see(links::outside(id), "Seat opened")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn seat_for(ctx: &Ctx, id: RepresentationId) -> Result<(Representation, Outside, Place), PageError> {
    let at = seat_there_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_OUTSIDE], at.2.subject())?;
    Ok(at)
}

fn of_seat((seat, outside, place): &(Representation, Outside, Place), end: &str, title: &str) -> Form {
    let action = format!("{}/{end}", links::seat_there(seat.id()));
    at::form(action, title, at::to_outside(outside, place))
        .caption(format!("{}, {}", seat.title(), outside.name()))
        .version(seat.version())
}

async fn going(ctx: &Ctx, at: &(Representation, Outside, Place)) -> Result<Form, PageError> {
    let now = at.0.seat().map(|id| id.to_string()).unwrap_or_default();
    Ok(of_seat(at, "goes", "Who goes there?").field(goers(ctx, &at.2).await?.value(now)))
}

async fn goes_form(ctx: Ctx, Path(id): Path<RepresentationId>) -> Result<Response, PageError> {
    let at = seat_for(&ctx, id).await?;
    ctx.form(going(&ctx, &at).await?).await
}

async fn goes(ctx: Ctx, Path(id): Path<RepresentationId>, sent: Sent) -> Result<Response, PageError> {
    let at = seat_for(&ctx, id).await?;
    let form = going(&ctx, &at).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let seat = answers.maybe("seat").and_then(|id| id.parse().ok());
    match actions::send_to_seat_there(&ctx, id, answers.version(), seat).await {
        Ok(_) => Ok(ctx.see(links::outside(at.1.id()), "Saved")),
        Err(err) if err.is_conflict() => {
            let now = seat_for(&ctx, id).await?;
            ctx.form_conflict(going(&ctx, &now).await?, &sent).await
        }
        Err(err) => match err.beside() {
            Ok((_, words)) => Err(PageError::bad(words)),
            Err(err) => Err(err.into()),
        },
    }
}

fn ending(ctx: &Ctx, at: &(Representation, Outside, Place)) -> Form {
    of_seat(at, "end", "This seat ends")
        .field(Field::date("until", "What is its last day?").value(ctx.now().date().to_string()))
        .button("End this seat")
}

async fn end_form(ctx: Ctx, Path(id): Path<RepresentationId>) -> Result<Response, PageError> {
    ctx.form(ending(&ctx, &seat_for(&ctx, id).await?)).await
}

async fn end(ctx: Ctx, Path(id): Path<RepresentationId>, sent: Sent) -> Result<Response, PageError> {
    let at = seat_for(&ctx, id).await?;
    let form = ending(&ctx, &at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::end_seat_there(&ctx, id, answers.version(), answers.date("until")).await {
        Ok(_) => Ok(ctx.see(links::outside(at.1.id()), "Seat ended")),
        Err(err) if err.is_conflict() => ctx.form_conflict(ending(&ctx, &seat_for(&ctx, id).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// For whoever holds the seat that goes there, or the place team.
async fn report_for(ctx: &Ctx, id: RepresentationId) -> Result<(Representation, Outside, Place), PageError> {
    let at = seat_there_at(&mut *ctx.read().await?, id).await?;
    if may_report(ctx, &at.0) { Ok(at) } else { Err(Refused::NotPlaceTeam.into()) }
}

fn reporting(ctx: &Ctx, at: &(Representation, Outside, Place)) -> Form {
    let today = ctx.now().date();
    let met = at.1.details().next_on.filter(|on| *on <= today).unwrap_or(today);
    of_seat(at, "report", "What did you bring back?")
        .lead("Everybody can read it. What was decided there that touches this place, what was asked of it, and what you said for it.")
        .field(Field::date("met_on", "When did it meet?").value(met.to_string()))
        .field(Field::area("words", "In a few plain sentences").max(3_000).rows(6))
        .button("Publish it")
}

async fn report_form(ctx: Ctx, Path(id): Path<RepresentationId>) -> Result<Response, PageError> {
    ctx.form(reporting(&ctx, &report_for(&ctx, id).await?)).await
}

async fn report(ctx: Ctx, Path(id): Path<RepresentationId>, sent: Sent) -> Result<Response, PageError> {
    let at = report_for(&ctx, id).await?;
    let form = reporting(&ctx, &at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::bring_report(&ctx, id, answers.date("met_on"), answers.text("words")).await {
        Ok(_) => Ok(ctx.see(links::outside(at.1.id()), "Published")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
