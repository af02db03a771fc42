//! What waits for a person here: steps that wait on their post, and what they have not yet brought back.

use crate::links;
use crate::representation::Report;
use crate::store;
use folkmoot_kernel::{Date, SeatId};
use folkmoot_store::Error;
use folkmoot_web::Ctx;

/// Words, address and when.
pub type Task = (String, String, String);

/// Steps that wait on a post which the person holds.
pub async fn steps(ctx: &Ctx) -> Result<Vec<Task>, Error> {
    let seats: Vec<SeatId> = ctx.actor().held().iter().map(|held| held.seat).collect();
    let mut db = ctx.read().await?;
    let mut tasks = Vec::new();
    for step in store::steps_waiting_on(&mut db, &seats).await? {
        let Some(delegation) = store::delegation(&mut db, step.delegation()).await? else { continue };
        let words = format!("{}: {}", delegation.title(), step.what());
        tasks.push((words, format!("{}/done", links::step(step.id())), "waits on your post".to_owned()));
    }
    Ok(tasks)
}

/// Meetings out there that are over, and from which nothing was brought back.
pub async fn reports(ctx: &Ctx) -> Result<Vec<Task>, Error> {
    let seats: Vec<SeatId> = ctx.actor().held().iter().map(|held| held.seat).collect();
    let today = ctx.now().date();
    let mut db = ctx.read().await?;
    let mut tasks = Vec::new();
    for seat in store::representations_of_seats(&mut db, &seats).await? {
        let Some(outside) = store::outside(&mut db, seat.outside()).await? else { continue };
        let met = outside.details().next_on.filter(|on| *on < today);
        let written: Vec<Date> = store::reports_of(&mut db, &[seat.id()]).await?.iter().map(Report::met_on).collect();
        if let Some(on) = met.filter(|on| !written.contains(on)) {
            let words = format!("What did you bring back from {}?", outside.name());
            tasks.push((words, format!("{}/report", links::seat_there(seat.id())), format!("met {}", on.short())));
        }
    }
    Ok(tasks)
}
