//! What waits, as lists of links: each leads to the form that ends the waiting.

use super::gather::Names;
use crate::actions::mine::Mine;
use crate::links;
use crate::store::WaitingPromise;
use folkmoot_web::TaskList;

/// Lists that ask for a word now; empty ones are left out.
pub(super) fn waiting(mine: &Mine, names: &Names) -> Vec<TaskList> {
    let by = |one: &WaitingPromise| format!("by {}", one.due.short());
    let was_due = |one: &WaitingPromise| format!("was due {}", one.due.short());
    let positions = mine.positions.iter().map(|one| {
        let words = format!("{}: where does {} stand?", one.title, names.organisation(one.organisation_id));
        let href = format!("{}/position", links::decision(one.decision_id));
        (words, href, format!("until {}", one.positions_due.date().short()))
    });
    let close = mine.to_close.iter().map(|one| {
        let href = format!("{}/close", links::decision(one.id));
        (format!("Decision {}: {}", one.number, one.title), href, "ready to close".to_owned())
    });
    kept(vec![
        list("Say yes or no", promises(&mine.accept, names, by)),
        list("What got in the way?", promises(&mine.past_date, names, was_due)),
        list("Confirm for another partner", promises(&mine.confirm, names, by)),
        list("Give your organisation's position", positions.collect()),
        list("Close these decisions", close.collect()),
    ])
}

/// Lists of what comes near, and of what came back.
pub(super) fn near(mine: &Mine, names: &Names) -> Vec<TaskList> {
    let by = |one: &WaitingPromise| format!("by {}", one.due.short());
    let returned =
        mine.returned.iter().map(|one| (one.title.clone(), links::item(one.id), one.starts_at.date().short()));
    kept(vec![
        list("Due in the next two weeks", promises(&mine.due_soon, names, by)),
        list("Back on an agenda of yours", returned.collect()),
    ])
}

fn list(heading: &'static str, tasks: Vec<(String, String, String)>) -> TaskList {
    TaskList { heading, tasks }
}

fn kept(lists: Vec<TaskList>) -> Vec<TaskList> {
    lists.into_iter().filter(|list| !list.tasks.is_empty()).collect()
}

fn promises(
    all: &[WaitingPromise],
    names: &Names,
    when: impl Fn(&WaitingPromise) -> String,
) -> Vec<(String, String, String)> {
    let task = |one: &WaitingPromise| {
        let words = format!("{}: {}", names.organisation(one.organisation_id), one.what);
        (words, links::promise(one.id), when(one))
    };
    all.iter().map(task).collect()
}
