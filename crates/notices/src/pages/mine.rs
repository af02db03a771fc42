//! What waits for the signed-in person: questions to answer, answers to weigh, steps to do before a change.

use super::at::speaks_for;
use crate::links;
use crate::store::{self, WaitingEscalation};
use folkmoot_kernel::{PlaceId, Role};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, TaskList};
use std::collections::BTreeSet;

type Task = (String, String, String);

pub(crate) async fn tasks(ctx: Ctx) -> Result<Vec<TaskList>, Error> {
    let mut db = ctx.read().await?;
    Ok(vec![
        TaskList { heading: "Answer these questions", tasks: to_answer(&ctx, &mut db).await? },
        TaskList { heading: "Does the answer settle it?", tasks: to_settle(&ctx, &mut db).await? },
        TaskList { heading: "To do before a change comes", tasks: steps(&ctx, &mut db).await? },
    ])
}

async fn to_answer(ctx: &Ctx, db: &mut Conn) -> Result<Vec<Task>, Error> {
    let mut all: Vec<WaitingEscalation> = Vec::new();
    let held = ctx.actor().held();
    for seat in held {
        all.extend(store::to_answer_of_posts(db, seat.seat).await?);
    }
    let runs = held.iter().filter(|seat| matches!(seat.role, Role::Chair | Role::DeputyChair | Role::Secretary));
    for body in runs.filter_map(|seat| seat.body).collect::<BTreeSet<_>>() {
        all.extend(store::to_answer_of_bodies(db, body).await?);
    }
    let task = |one: WaitingEscalation| {
        let (form, when) = match one.acknowledged {
            0 => ("acknowledge", "say that you have it".to_owned()),
            _ => ("answer", format!("by {}", one.answer_by.short())),
        };
        (one.subject, format!("{}/{form}", links::escalation(one.id)), when)
    };
    Ok(all.into_iter().map(task).collect())
}

async fn to_settle(ctx: &Ctx, db: &mut Conn) -> Result<Vec<Task>, Error> {
    let mut all = Vec::new();
    for place in places(ctx) {
        for own in speaks_for(ctx, place) {
            all.extend(store::to_settle_of(db, place, Some(own)).await?);
        }
        if ctx.actor().held().iter().any(|held| held.place == place && held.role == Role::PlaceTeam) {
            all.extend(store::to_settle_of(db, place, None).await?);
        }
    }
    let task =
        |one: WaitingEscalation| (one.subject, format!("{}/settle", links::escalation(one.id)), "answered".to_owned());
    Ok(all.into_iter().map(task).collect())
}

async fn steps(ctx: &Ctx, db: &mut Conn) -> Result<Vec<Task>, Error> {
    let mut all = Vec::new();
    for place in places(ctx) {
        for own in speaks_for(ctx, place) {
            all.extend(store::steps_waiting(db, place, own).await?);
        }
    }
    let task = |one: store::WaitingStep| {
        (one.what, format!("{}/steps/{}/done", links::notice(one.notice_id), one.id), format!("by {}", one.due.short()))
    };
    Ok(all.into_iter().map(task).collect())
}

fn places(ctx: &Ctx) -> BTreeSet<PlaceId> {
    ctx.actor().held().iter().map(|held| held.place).collect()
}
