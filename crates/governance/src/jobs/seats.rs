//! The vacancy alarm: the team of a place is told once of each seat that stands empty for long.

use crate::acts::RECONCILE;
use crate::dependence::is_long_empty;
use crate::links;
use crate::store;
use folkmoot_kernel::{PersonId, PlaceId, Role, SeatId, Subject};
use folkmoot_register::store as register;
use folkmoot_register::store::Vacancy;
use folkmoot_store::{Error, Event, Tx};
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job, mail};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn jobs() -> Vec<Job> {
    vec![Job::every("seats.vacant", Every::Days(1), |ctx| Box::pin(tell_all(ctx)))]
}

async fn tell_all(ctx: Ctx) -> Result<String, JobError> {
    let mut db = ctx.read().await?;
    let (places, before) = (store::places_with_bodies(&mut db).await?, store::vacancies_told(&mut db).await?);
    drop(db);
    let mut told = 0;
    for place in places {
        told += tell(&ctx, place, &before).await?;
    }
    Ok(format!("teams were told of {told} seats that stand empty"))
}

/// One letter for all that are new; says how many.
async fn tell(ctx: &Ctx, place: PlaceId, before: &BTreeMap<SeatId, String>) -> Result<usize, JobError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(RECONCILE, Subject::place(place))?;
    let (now, mut new) = (ctx.now(), Vec::new());
    for one in register::vacancies(&mut tx, place, now.date()).await? {
        let since = one.since.map(|day| day.to_string()).unwrap_or_default();
        if is_long_empty(one.since, now.date()) && before.get(&one.id) != Some(&since) {
            store::note_vacancy_told(&mut tx, one.id, one.since, now).await?;
            new.push(one);
        }
    }
    if new.is_empty() {
        return Ok(0);
    }
    for person in team(&mut tx, place, ctx).await? {
        let found = register::person(&mut tx, person).await?.filter(|person| person.left_on().is_none());
        if let Some(person) = found {
            mail::queue(&mut tx, &person.details().email, &subject(new.len()), &letter(ctx, &new)).await?;
        }
    }
    tx.record(permit, Event::new("team told of empty seats", "place", place)).await?.commit().await?;
    Ok(new.len())
}

async fn team(tx: &mut Tx, place: PlaceId, ctx: &Ctx) -> Result<BTreeSet<PersonId>, Error> {
    let seats = register::seats_of_place(tx, place, ctx.now().date()).await?;
    let team = seats.into_iter().filter(|seat| seat.role == Role::PlaceTeam.key());
    Ok(team.filter_map(|seat| seat.holder_id).collect())
}

fn subject(count: usize) -> String {
    if count == 1 { "A seat stands empty".to_owned() } else { format!("{count} seats stand empty") }
}

fn letter(ctx: &Ctx, seats: &[Vacancy]) -> String {
    let line = |one: &Vacancy| {
        let of = one.organisation_name.as_ref().map(|name| format!(", for {name}")).unwrap_or_default();
        let since = one.since.map_or_else(
            || "nobody has held it yet".to_owned(),
            |day| format!("empty since {}", day.plus_days(1).in_words()),
        );
        format!("- {}{of}: {since}\n  What hangs on it: {}{}", one.title, ctx.site().url, links::handover(one.id))
    };
    let lines: Vec<String> = seats.iter().map(line).collect();
    format!(
        "Nobody speaks from here:\n\n{}\n\nSeat somebody, or close the seat if it is not needed any more.\n",
        lines.join("\n")
    )
}
