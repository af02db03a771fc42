//! The thread, walked both ways: as a strip on each page, and as a page of its own.

mod walk;

use super::seen;
use crate::acts::SEE_GOVERNANCE;
use crate::decision::Decision;
use crate::links;
use crate::priority::Priority;
use crate::promise::Promise;
use crate::store::{self, DecisionFilter, PromiseFilter};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, Routes};

/// One step of the strip, as the component `thread` draws it. No words: "none yet".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub kind: &'static str,
    pub words: String,
    /// Empty: words only.
    pub href: String,
    pub here: bool,
}

/// Most letters of a step: a strip is read at a glance.
const LETTERS_MAX: usize = 70;

pub(super) fn routes() -> Routes {
    Routes::new().get("/thread/{kind}/{id}", SEE_GOVERNANCE, walk::show)
}

impl Step {
    pub(crate) fn new(kind: &'static str, words: &str, href: impl Into<String>) -> Self {
        Self { kind, words: short(words), href: href.into(), here: false }
    }

    pub(crate) fn none(kind: &'static str) -> Self {
        Self::new(kind, "", "")
    }

    pub(crate) fn here(mut self) -> Self {
        self.here = true;
        self
    }

    /// One thing by its own words, several as a number that leads to the whole thread.
    fn of(kind: &'static str, found: (i64, Option<(String, String)>), many: &str, thread: String) -> Self {
        match found {
            (0, _) => Self::none(kind),
            (1, Some((words, href))) => Self::new(kind, &words, href),
            (count, _) => Self::new(kind, &format!("{count} {many}"), thread),
        }
    }
}

/// The strip of a decision.
pub async fn steps_of_decision(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<Vec<Step>, Error> {
    let mut steps = above(db, decision).await?;
    steps.push(Step::new("Decision", decision.title(), links::decision(decision.id())).here());
    steps.push(promises_below(ctx, db, decision).await?);
    Ok(steps)
}

/// The strip of a promise; one that hangs on no decision begins with itself.
pub async fn steps_of_promise(ctx: &Ctx, db: &mut Conn, promise: &Promise) -> Result<Vec<Step>, Error> {
    let decision = match promise.decision() {
        Some(id) => seen::decision(ctx, db, id).await?,
        None => None,
    };
    let mut steps = match &decision {
        Some(decision) => above(db, decision).await?,
        None => vec![Step::none("Need"), Step::none("Priority")],
    };
    steps.push(decision.map_or_else(
        || Step::none("Decision"),
        |decision| Step::new("Decision", decision.title(), links::decision(decision.id())),
    ));
    steps.push(Step::new("Promise", promise.what(), links::promise(promise.id())).here());
    Ok(steps)
}

/// The strip of a priority.
pub async fn steps_of_priority(ctx: &Ctx, db: &mut Conn, priority: &Priority) -> Result<Vec<Step>, Error> {
    let (id, place, thread) = (priority.id(), priority.place(), links::thread("priority", priority.id().any()));
    let view = seen::view(ctx, db, place).await?;
    let counts = store::counts_of_priority(db, &view, priority).await?;
    let filter = DecisionFilter { priority: Some(id), reader: view.reader, ..DecisionFilter::default() };
    let decision = match counts.decisions {
        1 => store::decisions(db, place, &filter, ctx.now(), 1).await?.pop(),
        _ => None,
    };
    let decision = decision.map(|line| (line.title, links::decision(line.id)));
    let filter = PromiseFilter { place: Some(place), priority: Some(id), ..PromiseFilter::default() };
    let promise = match counts.promises {
        1 => store::promise_lines(db, &view, &filter, 1, 0).await?.pop(),
        _ => None,
    };
    let promise = promise.map(|line| (line.what, links::promise(line.id)));
    Ok(vec![
        need_of(priority),
        Step::new("Priority", priority.title(), links::priority(id)).here(),
        Step::of("Decision", (counts.decisions, decision), "decisions", thread.clone()),
        Step::of("Promise", (counts.promises, promise), "promises", thread),
    ])
}

fn need_of(priority: &Priority) -> Step {
    Step::new("Need", priority.need(), links::priority(priority.id()))
}

/// Need and priority of a decision.
async fn above(db: &mut Conn, decision: &Decision) -> Result<Vec<Step>, Error> {
    let priority = match decision.priority() {
        Some(id) => store::priority(db, id).await?,
        None => None,
    };
    Ok(match priority {
        Some(priority) => {
            vec![need_of(&priority), Step::new("Priority", priority.title(), links::priority(priority.id()))]
        }
        None => vec![Step::none("Need"), Step::none("Priority")],
    })
}

async fn promises_below(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<Step, Error> {
    let view = seen::view(ctx, db, decision.place()).await?;
    let own = seen::speaks_for(ctx, decision);
    let lines = store::promise_lines_of_decision(db, &view, decision.id(), &own).await?;
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let first = lines.into_iter().next().map(|line| (line.what, links::promise(line.id)));
    Ok(Step::of("Promise", (count, first), "promises", links::thread("decision", decision.id().any())))
}

/// The first words, cut between words.
fn short(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= LETTERS_MAX {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LETTERS_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_cut_between_words_and_not_before_it_is_too_long() {
        let fits = "a".repeat(LETTERS_MAX);
        let long = format!("{} tail", "word ".repeat(20).trim());

        assert_eq!(short(&fits), fits);
        assert!(short(&long).ends_with("word …"), "{}", short(&long));
        assert!(short(&long).chars().count() <= LETTERS_MAX + 2);
    }

    #[test]
    fn one_is_told_and_several_are_counted() {
        let one = || Some(("Warm homes".to_owned(), "/decisions/1".to_owned()));
        let of = |found: (i64, Option<(String, String)>)| Step::of("Decision", found, "decisions", "/thread".into());

        assert_eq!(of((0, None)).words, "");
        assert_eq!(of((1, one())).href, "/decisions/1");
        assert_eq!(of((2, one())).words, "2 decisions");
    }
}
