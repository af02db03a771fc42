//! Recall checks: how much of their priorities members remember, over time; and the page of each check.

use super::at::{self, place_at, round_at};
use super::seen;
use crate::acts::{ANSWER_RECALL, OPEN_ROUND, SEE_SURVEYS, SETTLE_RECALL};
use crate::links;
use crate::recall::{Found, NotYet, Settled, found};
use crate::round::{Audience, Kind, Round, RoundId};
use crate::store;
use crate::urn::{Outcome, Urn};
use askama::Template;
use folkmoot_kernel::capital;
use folkmoot_kernel::crowd::size_in_words;
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::charts::{About, Bar, Bars, Lines, Series, Unit, bar, line};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/recall", SEE_SURVEYS, list).get("/recall/{round}", SEE_SURVEYS, show)
}

/// A check with what may be shown of it to this reader.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) round: Round,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) found: Option<Result<Found, NotYet>>,
    pub(crate) answered: usize,
    pub(crate) seen: bool,
}

impl Check {
    pub(crate) fn result(&self) -> Option<&Found> {
        self.found.as_ref().and_then(|found| found.as_ref().ok()).filter(|_| self.seen)
    }

    /// What became of it, in a sentence.
    pub(crate) fn says(&self, today: folkmoot_kernel::Date) -> String {
        match (self.outcome, &self.found) {
            _ if self.round.is_open(today) => format!("Open until {}", self.round.closes_on().in_words()),
            _ if !self.round.is_closed() => "Its last day is over; it closes within the hour".to_owned(),
            (Some(outcome), _) if !outcome.is_shown() => outcome.why_not(),
            _ if !self.seen => seen::for_whom(&self.round).to_owned(),
            (_, Some(Ok(found))) => format!("{} of the priorities were remembered", capital(&found.rate.of_people())),
            (_, Some(Err(NotYet::Unsettled(1)))) => {
                "One line waits for the team to say which priority it means".to_owned()
            }
            (_, Some(Err(NotYet::Unsettled(some)))) => {
                format!("{some} lines wait for the team to say which priority they mean")
            }
            _ => "Nothing is shown of it".to_owned(),
        }
    }

    fn answered_in_words(&self) -> &'static str {
        size_in_words(self.answered)
    }
}

/// All checks of a place, latest first.
pub(crate) async fn checks(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<Check>, Error> {
    let rounds = store::rounds(db, place.id(), Kind::Recall).await?;
    let urns = store::urns(db, place.id(), Kind::Recall).await?;
    let shown = store::shown_urns::<crate::recall::Answer>(db, place.id(), Kind::Recall).await?;
    let asked = store::remembered(db, place.id()).await?;
    let meanings = store::meanings(db, place.id()).await?;
    let none = Settled::new();
    let check = |round: Round| {
        let line = urns.iter().find(|urn| urn.round_id == round.id());
        let urn: Option<&Urn<_>> = shown.iter().find(|(id, ..)| *id == round.id()).map(|(_, _, urn)| urn);
        let priorities = asked.get(&round.id()).map(Vec::as_slice).unwrap_or_default();
        let settled = meanings.get(&round.id()).unwrap_or(&none);
        Check {
            outcome: line.and_then(store::UrnLine::outcome),
            found: urn.map(|urn| found(urn, priorities, settled)),
            answered: line.map_or(0, |line| usize::try_from(line.readers).unwrap_or(0)),
            seen: seen::may_see(ctx, &round, None),
            round,
        }
    };
    Ok(rounds.into_iter().map(check).collect())
}

#[derive(Debug, Template)]
#[template(path = "recalls.html")]
struct ListPage {
    chart: String,
    lines: Vec<(String, String, String)>,
    data: String,
    may_open: bool,
    add: String,
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let checks = checks(&ctx, &mut db, &place).await?;
    drop(db);
    let (href, today) = (links::recalls(place.slug()), ctx.now().date());
    let line = |check: &Check| (check.round.title().to_owned(), links::recall(check.round.id()), check.says(today));
    let page = ListPage {
        chart: chart(&checks, &href),
        lines: checks.iter().map(line).collect(),
        may_open: ctx.may(OPEN_ROUND, place.subject()),
        add: format!("{href}/add"),
        data: href.clone(),
    };
    let around = at::page("Do we remember our priorities?", at::steps(&place), &place).lead(
        "Members write down the priorities they remember, without looking. A plan that nobody remembers guides nobody.",
    );
    ctx.page(at::with_data(around, "Recall checks", &href).template(&page)).await
}

/// The rate over time; a check that is held back is a gap.
fn chart(checks: &[Check], href: &str) -> String {
    let closed: Vec<&Check> = checks.iter().rev().filter(|check| check.round.is_closed()).collect();
    let points = closed.iter().map(|check| check.round.title().to_owned()).collect();
    let rate = Series::new(
        "Remembered",
        closed.iter().map(|check| check.result().map(|found| found.rate.percent())).collect(),
    );
    let about = About::new("recall", "Share of the priorities that members remembered")
        .each("Check")
        .unit(Unit::PerCent)
        .csv(format!("{href}.csv"))
        .empty("The rate appears here after the first check in which five people or more answered.");
    line(&Lines::over(about, points, vec![rate]))
}

#[derive(Debug, Template)]
#[template(path = "recall.html")]
struct CheckPage {
    says: String,
    when: String,
    about: String,
    answered: &'static str,
    is_open: bool,
    may_answer: bool,
    has_answered: bool,
    chart: Option<String>,
    to_settle: bool,
    may_settle: bool,
    to_widen: bool,
    may_run: bool,
    base: String,
    list: String,
}

async fn show(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (round, place) = round_at(&mut db, id, Kind::Recall).await?;
    let has_answered = match ctx.person_id() {
        Some(person) => store::has_answered(&mut db, id, place.id().any(), person).await?,
        None => false,
    };
    let all = checks(&ctx, &mut db, &place).await?;
    drop(db);
    let check = all.into_iter().find(|check| check.round.id() == id).ok_or_else(PageError::not_found)?;
    let today = ctx.now().date();
    let shown = check.outcome.is_some_and(Outcome::is_shown);
    let page = CheckPage {
        says: check.says(today),
        when: format!("{} to {}", round.opens_on().in_words(), round.day().in_words()),
        about: round.about().name.clone(),
        answered: check.answered_in_words(),
        is_open: round.is_open(today),
        may_answer: ctx.may(ANSWER_RECALL, round.subject()),
        has_answered,
        chart: check.result().map(by_priority),
        to_settle: shown && !matches!(check.found, Some(Ok(_))),
        may_settle: shown && ctx.may(SETTLE_RECALL, round.subject()),
        to_widen: shown && round.audience() != Audience::Everybody,
        may_run: ctx.may(OPEN_ROUND, round.subject()),
        base: links::recall(id),
        list: links::recalls(place.slug()),
    };
    let around = at::page(&format!("Recall check: {}", round.title()), at::steps_to_list(&place, Kind::Recall), &place);
    ctx.page(around.template(&page)).await
}

/// In the order of the priorities.
fn by_priority(found: &Found) -> String {
    let about = About::new("by-priority", "How many remembered each priority").each("Priority").unit(Unit::PerCent);
    let bars = found.by_priority.iter().map(|(title, share)| Bar::new(title.clone(), share.percent()));
    bar(&Bars::across(about, bars.collect()))
}
