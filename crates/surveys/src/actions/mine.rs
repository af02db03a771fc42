//! What waits for the signed-in person: questions that are open, things to follow up, lines to settle.

use crate::links;
use crate::round::{Kind, Round};
use crate::store;
use folkmoot_kernel::{Held, OrganisationId, PlaceId, Role};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, TaskList};
use std::collections::BTreeSet;

type Task = (String, String, String);

/// Lists for "My page".
pub async fn tasks(ctx: Ctx) -> Result<Vec<TaskList>, Error> {
    let held = ctx.actor().held();
    let places: BTreeSet<PlaceId> = held.iter().map(|seat| seat.place).collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let mut db = ctx.read().await?;
    let (mut asked, mut follow) = (Vec::new(), Vec::new());
    for place in places {
        asked.extend(open_questions(&ctx, &mut db, place).await?);
        follow.extend(to_follow(&ctx, &mut db, place).await?);
    }
    Ok(vec![
        TaskList { heading: "Answer without your name", tasks: asked },
        TaskList { heading: "You named one thing to change: what became of it?", tasks: follow },
    ])
}

async fn open_questions(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Vec<Task>, Error> {
    let today = ctx.now().date();
    let rounds = store::open_rounds_of_places(db, place, today).await?;
    let (Some(person), false) = (ctx.person_id(), rounds.is_empty()) else { return Ok(Vec::new()) };
    let given = store::tickets_of_person(db, person, today).await?;
    let mut tasks = Vec::new();
    for round in rounds {
        let until = format!("until {}", round.closes_on().short());
        let answered = given.iter().filter(|(id, _)| *id == round.id()).count();
        if let Some((words, href)) = question(ctx, &round, answered) {
            tasks.push((words, href, until));
        }
    }
    Ok(tasks)
}

/// The question that a round asks this person, and where. None: it asks them nothing more.
fn question(ctx: &Ctx, round: &Round, answered: usize) -> Option<(String, String)> {
    let speaks =
        |seat: &&Held| seat.place == round.place() && seat.organisation.is_some() && seat.role != Role::Observer;
    let speaks = ctx.actor().held().iter().any(|seat| speaks(&seat));
    match round.kind() {
        Kind::Recall if answered == 0 && speaks => {
            Some(("Which priorities do you remember?".to_owned(), format!("{}/answer", links::recall(round.id()))))
        }
        Kind::Confidence => {
            let body = round.subject().body?;
            let asked = answered == 0 && super::not_asked(ctx, body).is_none();
            let words = format!("{}: how far is the chair fair?", round.about().name);
            asked.then(|| (words, format!("{}/answer", links::confidence(round.id()))))
        }
        Kind::Behaviour if answered == 0 && speaks => {
            Some((format!("{}: how do partners live the principles?", round.title()), links::reading(round.id())))
        }
        Kind::Recall | Kind::Behaviour => None,
    }
}

async fn to_follow(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Vec<Task>, Error> {
    let own: BTreeSet<OrganisationId> = ctx
        .actor()
        .held()
        .iter()
        .filter(|seat| seat.place == place && seat.role != Role::Observer)
        .filter_map(|seat| seat.organisation)
        .collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let pledges = store::unanswered_pledges(db, place, ctx.now().date()).await?;
    let mine = pledges.into_iter().filter(|pledge| own.contains(&pledge.organisation()));
    Ok(mine.map(|one| (one.words().to_owned(), links::pledge(one.id()), format!("by {}", one.by().short()))).collect())
}
