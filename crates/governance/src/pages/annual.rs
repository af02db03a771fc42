//! The annual report of a place, as a page and as a PDF. Partners read today's record; the public reads it as it is shown to them.

use super::at::{self, place_at};
use super::seen;
use crate::acts::SEE_GOVERNANCE;
use crate::annual::{AskedFor, Decided, Met, Served, SetAside, Told, Year, report};
use crate::links;
use crate::priority::Priority;
use crate::promise::View;
use crate::store::{self, DecisionLine, PromiseFilter};
use folkmoot_kernel::{BodyId, Date, Pence, PlaceId, Timestamp};
use folkmoot_press::Document;
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, PageError, Path, Query, Response, Routes};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Most decisions that one report tells of.
const DECISIONS_MAX: u32 = 2_000;
/// Most overrides, and answers to what was asked from above.
const ASKED_MAX: u32 = 500;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/annual-report", SEE_GOVERNANCE, page).get(
        "/places/{place}/annual-report.pdf",
        SEE_GOVERNANCE,
        pdf,
    )
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// "2025" for 2025/26. Empty: the last year that is over.
    #[serde(default)]
    year: String,
}

impl Asked {
    /// 404 for what is no year, and for one that has not begun.
    fn year(&self, today: Date) -> Result<Year, PageError> {
        let now = Year::of(today);
        if self.year.is_empty() {
            return Ok(now.before());
        }
        Year::read(&self.year).filter(|year| *year <= now).ok_or_else(PageError::not_found)
    }
}

async fn page(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let (place, year, document) = made(&ctx, &key, &asked).await?;
    let others = others(&ctx, &place, year).await?;
    let around = at::page(document.title(), at::steps_to_place(&place), &place).caption(place.name());
    let pdf = format!("{}.pdf?year={}", links::annual_report(place.slug()), year.number());
    ctx.document(around, &document, &pdf, ("Other years", &others)).await
}

async fn pdf(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let (place, year, document) = made(&ctx, &key, &asked).await?;
    ctx.pdf(&format!("{}-annual-report-{}", place.slug(), year.number()), document).await
}

async fn made(ctx: &Ctx, key: &str, asked: &Asked) -> Result<(Place, Year, Document), PageError> {
    let today = ctx.now().date();
    let year = asked.year(today)?;
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let view = seen::view(ctx, &mut db, place.id()).await?;
    let (first, after) = year.days().ok_or_else(PageError::not_found)?;
    let told = Telling { ctx, view, place: place.id(), days: first..after }.all(&mut db).await?;
    Ok((place.clone(), year, report(place.name(), year, &told, today)))
}

/// The other years since the first decision.
async fn others(ctx: &Ctx, place: &Place, shown: Year) -> Result<Vec<(String, String)>, PageError> {
    let today = ctx.now().date();
    let years = store::years_of_decisions(&mut *ctx.read().await?, place.id()).await?;
    let first = years.last().copied().unwrap_or_else(|| today.year());
    let mut all = Vec::new();
    let mut year = Year::of(today);
    while year.number() >= first - 1 && all.len() < 30 {
        if year != shown {
            let href = format!("{}?year={}", links::annual_report(place.slug()), year.number());
            all.push((format!("Annual report {}", year.in_words()), href));
        }
        year = year.before();
    }
    Ok(all)
}

/// Whose record is told, of which days, to whom.
struct Telling<'a> {
    ctx: &'a Ctx,
    view: View,
    place: PlaceId,
    days: Range<Date>,
}

impl Telling<'_> {
    fn time(&self) -> Range<Timestamp> {
        Timestamp::at(self.days.start, 0, 0)..Timestamp::at(self.days.end, 0, 0)
    }

    async fn all(&self, db: &mut Conn) -> Result<Told, Error> {
        let names = store::bodies_of_place(db, self.place, store::Which::All).await?;
        let names: BTreeMap<BodyId, String> =
            names.into_iter().map(|body| (body.id(), body.name().to_owned())).collect();
        let (lines, time) = ((self.place, self.view.reader), self.time());
        let lines = store::decisions_closed_in(db, lines, &time, self.view.now, DECISIONS_MAX).await?;
        let (met, money) = self.met(db, &names).await?;
        let (served, unserved_minutes) = self.served(db, &lines).await?;
        let filter = PromiseFilter {
            place: Some(self.place),
            due_from: Some(self.days.start),
            due_to: Some(self.days.end.plus_days(-1)),
            ..PromiseFilter::default()
        };
        Ok(Told {
            met,
            served,
            unserved_minutes,
            decided: lines.into_iter().map(|line| self.decided(line, &names)).collect(),
            money,
            promises: store::promise_counts(db, &self.view, &filter).await?,
            set_aside: self.set_aside(db).await?,
            asked: self.asked(db).await?,
        })
    }

    async fn met(&self, db: &mut Conn, names: &BTreeMap<BodyId, String>) -> Result<(Vec<Met>, Pence), Error> {
        let counts = store::decision_counts(db, self.place, &self.time()).await?;
        let agreed: BTreeMap<BodyId, i64> =
            counts.iter().map(|one| (one.body_id, one.decided + one.endorsed)).collect();
        let money = counts.iter().map(|one| one.money_pence).sum();
        let meetings = store::meeting_counts(db, self.place, &self.time()).await?;
        let met = |one: store::MeetingCounts| Met {
            body: names.get(&one.body_id).cloned().unwrap_or_default(),
            held: one.held,
            quorate: one.quorate,
            cancelled: one.cancelled,
            decided: agreed.get(&one.body_id).copied().unwrap_or(0),
        };
        let mut met: Vec<Met> = meetings.into_iter().map(met).collect();
        met.sort_by(|one, other| one.body.cmp(&other.body));
        Ok((met, money))
    }

    /// Priorities that were current on some day of the year.
    async fn served(&self, db: &mut Conn, lines: &[DecisionLine]) -> Result<(Vec<Served>, i64), Error> {
        let minutes: BTreeMap<_, _> =
            store::minutes_by_priority(db, self.place, &self.time()).await?.into_iter().collect();
        let all = store::priorities_of_place(db, self.place).await?;
        let current =
            |one: &&Priority| one.from() < self.days.end && one.until().is_none_or(|until| until >= self.days.start);
        let served = |one: &Priority| Served {
            priority: one.title().to_owned(),
            need: one.need().to_owned(),
            minutes: minutes.get(&Some(one.id())).copied().unwrap_or(0),
            decisions: lines.iter().filter(|line| line.priority_id == Some(one.id())).count(),
        };
        let served: Vec<Served> = all.iter().filter(current).map(served).collect();
        Ok((served, minutes.get(&None).copied().unwrap_or(0)))
    }

    fn whole(&self, path: &str) -> String {
        format!("{}{path}", self.ctx.site().url)
    }

    fn decided(&self, line: DecisionLine, names: &BTreeMap<BodyId, String>) -> Decided {
        Decided {
            body: names.get(&line.body_id).cloned().unwrap_or_default(),
            state: line.drawn(),
            on: line.day(),
            address: self.whole(&links::decision(line.id)),
            title: line.title,
            summary: line.plain_summary,
        }
    }

    async fn set_aside(&self, db: &mut Conn) -> Result<Vec<SetAside>, Error> {
        let all = store::overrides_of_place(db, self.place, ASKED_MAX).await?;
        let of_year = all.into_iter().filter(|one| self.days.contains(&one.at().date()));
        let mut told: Vec<SetAside> = of_year
            .map(|one| SetAside {
                by: one.by_body().to_owned(),
                on: one.at().date(),
                reason: one.reason().to_owned(),
                reply: one.reply().map(|reply| reply.words.clone()),
                address: self.whole(&links::overruling(one.id())),
            })
            .collect();
        told.sort_by_key(|one| one.on);
        Ok(told)
    }

    async fn asked(&self, db: &mut Conn) -> Result<Vec<AskedFor>, Error> {
        let until = self.view.moment.date();
        let all = store::asked_of_place(db, self.place, until, ASKED_MAX).await?;
        let of_year = all.into_iter().filter(|one| self.days.contains(&one.answered_on()));
        let told = of_year.map(|one| AskedFor {
            by: one.by_body().to_owned(),
            what: one.what().to_owned(),
            answer: one.answer().words(),
            on: one.answered_on(),
        });
        Ok(told.collect())
    }
}
