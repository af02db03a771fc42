//! Seats: opened, changed, closed.

use super::places::{about, place_at};
use crate::actions;
use crate::acts::{ADMINISTER_PLACE, CHANGE_SEATS};
use crate::links;
use crate::place::Place;
use crate::seat::{Seat, SeatDetails};
use crate::store;
use folkmoot_kernel::{Act, Role, SeatId};
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

const MAY: [Act; 2] = [CHANGE_SEATS, ADMINISTER_PLACE];

/// A seat with its place, for somebody who may change it.
pub(super) async fn seat_at(ctx: &Ctx, id: SeatId) -> Result<(Place, Seat), PageError> {
    let mut db = ctx.read().await?;
    let seat = store::seat(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = store::place(&mut db, seat.place()).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&MAY, place.subject())?;
    Ok((place, seat))
}

/// A form about a seat, with the way back to it.
pub(super) fn of_seat(place: &Place, seat: &Seat, end: &str, title: &str) -> Form {
    with_way_back(Form::post(format!("{}/{end}", links::seat(seat.id())), title), place, seat)
}

pub(super) fn with_way_back(form: Form, place: &Place, seat: &Seat) -> Form {
    form.caption(&seat.details().title)
        .crumb(place.name(), links::place(place.slug()))
        .crumb("Seats", links::seats(place.slug()))
        .back(links::seat(seat.id()))
}

fn votes() -> Field {
    Field::radios("votes", "Does the seat vote?", vec![Choice::new("yes", "Yes"), Choice::new("no", "No")])
        .missing("Say whether the seat votes")
}

async fn opening(ctx: &Ctx, place: &Place) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let bodies = crate::pages::bodies_of(ctx, &mut db, place).await?;
    let partners = store::partners(&mut db, place.id()).await?;
    let bodies = bodies.into_iter().map(|body| Choice::new(body.id.to_string(), body.name)).collect();
    let partners = partners.into_iter().map(|partner| Choice::new(partner.id.to_string(), partner.name)).collect();
    let roles = Role::ALL.iter().map(|role| Choice::new(role.key(), role.words())).collect();
    Ok(about(place, "seats/add", "Open a seat")
        .lead("A seat belongs to an organisation. Say who holds it afterwards: people change, the seat stays.")
        .field(Field::text("title", "What is the seat called?").hint("Like “Director of adult social care”"))
        .field(Field::radios("role", "What is its role?", roles).missing("Choose its role"))
        .field(
            Field::select("body", "Which body is it on?", bodies)
                .hint("Not for a seat in the place's own team")
                .optional(),
        )
        .field(
            Field::select("organisation", "Which organisation does it belong to?", partners)
                .hint("Leave out for the place's own team and for independent people")
                .optional(),
        )
        .field(votes().value("yes"))
        .button("Open this seat"))
}

fn details(answers: &Answers) -> SeatDetails {
    let role = Role::read(answers.text("role")).unwrap_or(Role::Member);
    SeatDetails {
        title: answers.text("title").to_owned(),
        role,
        body: answers.maybe("body").and_then(|id| id.parse().ok()),
        organisation: answers.maybe("organisation").and_then(|id| id.parse().ok()),
        // The team has no vote anywhere, so the question does not arise.
        votes: answers.text("votes") == "yes" && role != Role::PlaceTeam,
    }
}

pub(super) async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    ctx.form(opening(&ctx, &place).await?).await
}

pub(super) async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    let form = opening(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::open_seat(&ctx, place.id(), details(&answers)).await {
        Ok(seat) => Ok(ctx.see(links::seat(seat.id()), "Seat opened. Say who holds it.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn changing(place: &Place, seat: &Seat) -> Form {
    let votes_now = if seat.details().votes { "yes" } else { "no" };
    of_seat(place, seat, "edit", "Change this seat")
        .lead("A seat for another body or organisation is another seat: close this one and open that.")
        .field(Field::text("title", "What is the seat called?"))
        .field(votes())
        .filled([("title", seat.details().title.as_str()), ("votes", votes_now)])
        .version(seat.version())
}

fn closing(place: &Place, seat: &Seat) -> Form {
    of_seat(place, seat, "close", "Close this seat")
        .lead("From tomorrow nobody sits here. What was said from this seat stays.")
        .button("Close this seat")
        .version(seat.version())
}

pub(super) async fn edit_form(ctx: Ctx, Path(id): Path<SeatId>) -> Result<Response, PageError> {
    let (place, seat) = seat_at(&ctx, id).await?;
    ctx.form(changing(&place, &seat)).await
}

pub(super) async fn edit(ctx: Ctx, Path(id): Path<SeatId>, sent: Sent) -> Result<Response, PageError> {
    let (place, seat) = seat_at(&ctx, id).await?;
    let form = changing(&place, &seat);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let votes = answers.text("votes") == "yes";
    match actions::change_seat(&ctx, id, answers.version(), answers.text("title"), votes).await {
        Ok(_) => Ok(ctx.see(links::seat(id), "Saved")),
        Err(err) if err.is_conflict() => {
            let (place, seat) = seat_at(&ctx, id).await?;
            ctx.form_conflict(changing(&place, &seat), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn close_form(ctx: Ctx, Path(id): Path<SeatId>) -> Result<Response, PageError> {
    let (place, seat) = seat_at(&ctx, id).await?;
    ctx.form(closing(&place, &seat)).await
}

pub(super) async fn close(ctx: Ctx, Path(id): Path<SeatId>, sent: Sent) -> Result<Response, PageError> {
    let (place, seat) = seat_at(&ctx, id).await?;
    let form = closing(&place, &seat);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::close_seat(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::seat(id), "Seat closed")),
        Err(err) if err.is_conflict() => {
            let (place, seat) = seat_at(&ctx, id).await?;
            ctx.form_conflict(closing(&place, &seat), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
