//! Who holds a seat: terms begun, and ended with a handover note.

use super::seats::{of_seat, seat_at, with_way_back};
use crate::actions::{self, NewTerm};
use crate::holder::{Capacity, Holder, HolderId};
use crate::links;
use crate::place::Place;
use crate::seat::Seat;
use crate::store;
use folkmoot_kernel::{Date, SeatId};
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

fn beginning(place: &Place, seat: &Seat, today: Date) -> Form {
    let capacities = vec![
        Choice::new(Capacity::Holder.key(), "They hold the seat"),
        Choice::new(Capacity::Deputy.key(), "They are a deputy").hint("Acts when the holder cannot"),
    ];
    of_seat(place, seat, "holders/begin", "Seat somebody")
        .field(Field::text("name", "What is their name?"))
        .field(
            Field::email("email", "What is their e-mail address?")
                .hint("They sign in with it. If it is known here, it is that person."),
        )
        .field(Field::radios("capacity", "As what?", capacities).value(Capacity::Holder.key()))
        .field(Field::date("from", "From which day?").value(today.to_string()))
        .field(Field::date("until", "Until which day?").hint("Leave out if the term has no end yet").optional())
        .button("Seat them")
}

pub(super) async fn begin_form(ctx: Ctx, Path(id): Path<SeatId>) -> Result<Response, PageError> {
    let (place, seat) = seat_at(&ctx, id).await?;
    ctx.form(beginning(&place, &seat, ctx.now().date())).await
}

pub(super) async fn begin(ctx: Ctx, Path(id): Path<SeatId>, sent: Sent) -> Result<Response, PageError> {
    let (place, seat) = seat_at(&ctx, id).await?;
    let form = beginning(&place, &seat, ctx.now().date());
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let new = NewTerm {
        name: answers.text("name").to_owned(),
        email: answers.text("email").to_owned(),
        capacity: Capacity::read(answers.text("capacity")).unwrap_or(Capacity::Deputy),
        from: answers.date("from"),
        until: answers.maybe_date("until"),
    };
    match actions::begin_term(&ctx, id, new).await {
        Ok(_) => Ok(ctx.see(links::seat(id), "Seated")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn ending(place: &Place, seat: &Seat, holder: &Holder, today: Date) -> Form {
    let action = format!("/holders/{}/end", holder.id());
    with_way_back(Form::post(action, "End this term"), place, seat)
        .lead("The seat stays, as a vacancy until somebody else holds it.")
        .field(Field::date("until", "Which is their last day?").value(today.to_string()))
        .field(
            Field::area("note", "What does the next person need to know?")
                .hint("Open promises, what was agreed between meetings, whom to talk to. The place's team reads it.")
                .optional(),
        )
        .button("End this term")
        .version(holder.version())
}

async fn found(ctx: &Ctx, id: HolderId) -> Result<(Place, Seat, Holder), PageError> {
    let holder = store::holder(&mut *ctx.read().await?, id).await?.ok_or_else(PageError::not_found)?;
    let (place, seat) = seat_at(ctx, holder.seat()).await?;
    Ok((place, seat, holder))
}

pub(super) async fn end_form(ctx: Ctx, Path(id): Path<HolderId>) -> Result<Response, PageError> {
    let (place, seat, holder) = found(&ctx, id).await?;
    ctx.form(ending(&place, &seat, &holder, ctx.now().date())).await
}

pub(super) async fn end(ctx: Ctx, Path(id): Path<HolderId>, sent: Sent) -> Result<Response, PageError> {
    let (place, seat, holder) = found(&ctx, id).await?;
    let form = ending(&place, &seat, &holder, ctx.now().date());
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let (version, last_day) = (answers.version(), answers.date("until"));
    match actions::end_term(&ctx, id, version, last_day, answers.text("note")).await {
        Ok(_) => Ok(ctx.see(links::seat(seat.id()), "Term ended")),
        Err(err) if err.is_conflict() => {
            let (place, seat, holder) = found(&ctx, id).await?;
            ctx.form_conflict(ending(&place, &seat, &holder, ctx.now().date()), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
