//! Letters about escalations: to whoever holds the post today, to those who run the body, to those who speak for the sender.
//! Subjects of letters name the number alone: what was written stays on the page.

use super::escalations::EscalationError;
use crate::acts::REMIND;
use crate::escalation::{Addressee, Escalation, EscalationId, Reminder, Sender};
use crate::links;
use crate::store;
use folkmoot_kernel::{PersonId, Role, Subject};
use folkmoot_register::store::{self as register, SeatLine};
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::{Ctx, mail};
use std::collections::BTreeSet;

pub(super) async fn arrived(ctx: &Ctx, tx: &mut Tx, one: &Escalation) -> Result<(), Error> {
    let clocks = one.clocks();
    let words = format!(
        "A formal {} was sent to you.\n\nPlease say until {} that you have it, and answer until {}.\n\n{}\n",
        one.kind().words().to_lowercase(),
        clocks.acknowledge_by.in_words(),
        clocks.answer_by.in_words(),
        link(ctx, one)
    );
    to_addressee(ctx, tx, one, &format!("{} was sent to you", called(one)), &words).await
}

pub(super) async fn acknowledged(ctx: &Ctx, tx: &mut Tx, one: &Escalation) -> Result<(), Error> {
    let words = format!(
        "What you sent has arrived. An answer is due until {}.\n\n{}\n",
        one.clocks().answer_by.in_words(),
        link(ctx, one)
    );
    to_sender(ctx, tx, one, &format!("{} has arrived", called(one)), &words).await
}

pub(super) async fn answered(ctx: &Ctx, tx: &mut Tx, one: &Escalation) -> Result<(), Error> {
    let words = format!("There is an answer. Does it settle it for you?\n\n{}\n", link(ctx, one));
    to_sender(ctx, tx, one, &format!("{} was answered", called(one)), &words).await
}

/// Writes the letter that is due, once. Says whether one was.
pub async fn remind(ctx: &Ctx, id: EscalationId) -> Result<bool, EscalationError> {
    let mut tx = ctx.begin().await?;
    let Some((one, before)) = store::escalation_to_remind(&mut tx, id).await? else { return Ok(false) };
    let permit = ctx.permit(REMIND, Subject::place(one.place()))?;
    let Some(due) = one.reminder(&before, tx.now()) else { return Ok(false) };

    let (subject, words) = letter(ctx, &one, due);
    to_addressee(ctx, &mut tx, &one, &subject, &words).await?;
    if matches!(due, Reminder::AnswerLate | Reminder::Public) {
        to_sender(ctx, &mut tx, &one, &subject, &words).await?;
    }
    store::mark_reminded(&mut tx, id, due.note(), &before).await?;
    tx.record(permit, Event::new("reminder of an escalation sent", "escalation", id)).await?.commit().await?;
    Ok(true)
}

fn letter(ctx: &Ctx, one: &Escalation, due: Reminder) -> (String, String) {
    let (called, link, clocks) = (called(one), link(ctx, one), one.clocks());
    match due {
        Reminder::Acknowledge => (
            format!("Has it arrived? {called}"),
            format!(
                "Nobody has said yet that this has arrived. A word is enough; the answer may come later, until {}.\n\n{link}\n",
                clocks.answer_by.in_words()
            ),
        ),
        Reminder::AnswerSoon => (
            format!("An answer is due on {}: {called}", clocks.answer_by.in_words()),
            format!("What gets in the way, if it is not ready? Part of an answer helps too.\n\n{link}\n"),
        ),
        Reminder::AnswerLate => (
            format!("What got in the way? {called}"),
            format!(
                "The day for an answer, {}, has gone by. The partners of the place see it now, so that they can help. If there is still no answer on {}, the public sees its subject.\n\n{link}\n",
                clocks.answer_by.in_words(),
                clocks.public_from.in_words()
            ),
        ),
        Reminder::Public => (
            format!("Its subject is public now: {called}"),
            format!(
                "There is still no answer. The public sees the subject from today, and nothing of what was written. An answer can be given at any time, and is shown beside it.\n\n{link}\n"
            ),
        ),
    }
}

fn called(one: &Escalation) -> String {
    format!("{} {}", one.kind().words(), one.number())
}

fn link(ctx: &Ctx, one: &Escalation) -> String {
    format!("{}{}", ctx.site().url, links::escalation(one.id()))
}

async fn to_addressee(ctx: &Ctx, tx: &mut Tx, one: &Escalation, subject: &str, words: &str) -> Result<(), Error> {
    let today = ctx.now().date();
    let people = match one.to() {
        Addressee::Body(body) => {
            let runs = |seat: &SeatLine| {
                [Role::Chair, Role::DeputyChair, Role::Secretary].iter().any(|role| role.key() == seat.role)
            };
            holders(register::seats_of_body(tx, body, today).await?, runs)
        }
        Addressee::Post(id) => {
            holders(register::seats_of_place(tx, one.place(), today).await?, |seat: &SeatLine| seat.id == id)
        }
    };
    if people.is_empty() {
        return to_team(tx, one, subject).await;
    }
    post(tx, people, subject, words).await
}

/// Nobody holds the post today: the place's team hears that, and nothing of what was written.
async fn to_team(tx: &mut Tx, one: &Escalation, subject: &str) -> Result<(), Error> {
    let today = tx.now().date();
    let team = |seat: &SeatLine| seat.role == Role::PlaceTeam.key();
    let people = holders(register::seats_of_place(tx, one.place(), today).await?, team);
    let words = "Nobody holds the post or runs the body to which this was sent, so nobody reads it. Perhaps you know who should hold it.\n";
    post(tx, people, subject, words).await
}

async fn to_sender(ctx: &Ctx, tx: &mut Tx, one: &Escalation, subject: &str, words: &str) -> Result<(), Error> {
    let seats = register::seats_of_place(tx, one.place(), ctx.now().date()).await?;
    let from = one.from();
    let speaks = |seat: &SeatLine| match from {
        Sender::Place => seat.role == Role::PlaceTeam.key(),
        Sender::Organisation(id) => seat.organisation_id == Some(id) && seat.role != Role::Observer.key(),
    };
    let people = holders(seats, speaks);
    post(tx, people, subject, words).await
}

fn holders(seats: Vec<SeatLine>, which: impl Fn(&SeatLine) -> bool) -> BTreeSet<PersonId> {
    seats.iter().filter(|seat| which(seat)).filter_map(|seat| seat.holder_id).collect()
}

async fn post(tx: &mut Tx, people: BTreeSet<PersonId>, subject: &str, words: &str) -> Result<(), Error> {
    for person in people {
        if let Some(email) = address(tx, person).await? {
            mail::queue(tx, &email, subject, words).await?;
        }
    }
    Ok(())
}

async fn address(db: &mut Conn, person: PersonId) -> Result<Option<String>, Error> {
    let person = register::person(db, person).await?;
    Ok(person.filter(|person| person.left_on().is_none()).map(|person| person.details().email.clone()))
}
