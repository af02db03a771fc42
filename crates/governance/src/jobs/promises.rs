//! Promises: reminders, what lapses, what comes back to an agenda, the weekly letter, promised against done.

use crate::actions::promises::{self, Reminded};
use crate::promise::{Group, Life, Reader};
use crate::store::{self, PromiseFilter};
use folkmoot_kernel::{Date, Timestamp};
use folkmoot_register::store as register;
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job};
use std::collections::BTreeMap;

/// Letters wait for the morning. Unit: hour of the day in England.
const MORNING: i8 = 7;
/// The weekly letter is written on Monday; after a day without the program, until this weekday. Monday is 1.
const LAST_DIGEST_DAY: i8 = 3;
/// People in one look at the register.
const PEOPLE: u32 = 500;

pub(super) fn jobs() -> Vec<Job> {
    vec![
        Job::every("promises.lapse", Every::Minutes(30), |ctx| Box::pin(lapse(ctx))),
        Job::every("promises.return", Every::Minutes(30), |ctx| Box::pin(bring_back(ctx))),
        Job::every("promises.remind", Every::Hours(1), |ctx| Box::pin(remind(ctx))),
        Job::every("promises.digest", Every::Hours(1), |ctx| Box::pin(digest(ctx))),
        Job::every("promises.count", Every::Days(1), |ctx| Box::pin(count(ctx))),
    ]
}

fn is_night(now: Timestamp) -> bool {
    now < Timestamp::at(now.date(), MORNING, 0)
}

async fn lapse(ctx: Ctx) -> Result<String, JobError> {
    let due = store::promises_to_lapse(&mut *ctx.read().await?).await?;
    let mut lapsed = 0;
    for one in &due {
        lapsed += promises::lapse_promises(&ctx, one).await?;
    }
    Ok(format!("{lapsed} promises lapsed"))
}

async fn bring_back(ctx: Ctx) -> Result<String, JobError> {
    let now = ctx.now();
    let due = store::promises_to_return(&mut *ctx.read().await?, now).await?;
    let mut returned = 0;
    for one in &due {
        returned += usize::from(promises::return_to_agenda(&ctx, one).await?);
    }
    Ok(format!("{returned} withdrawn promises put on the next agenda"))
}

async fn remind(ctx: Ctx) -> Result<String, JobError> {
    let now = ctx.now();
    if is_night(now) {
        return Ok("letters wait for the morning".to_owned());
    }
    let places = store::places_with_promises(&mut *ctx.read().await?).await?;
    let mut sent = 0;
    for place in places {
        let mut db = ctx.read().await?;
        let patience = store::patience(&mut db, place).await?;
        let until = now.date().plus_days(patience.due_soon_days);
        let may = store::promises_that_may_need_a_reminder(&mut db, place, until).await?;
        drop(db);
        for id in may {
            sent += usize::from(promises::remind(&ctx, id, &patience).await? != Reminded::NotDue);
        }
    }
    Ok(format!("reminded of {sent} promises"))
}

async fn digest(ctx: Ctx) -> Result<String, JobError> {
    let now = ctx.now();
    let today = now.date();
    if today.weekday() > LAST_DIGEST_DAY || is_night(now) {
        return Ok("weekly letters are written on Monday morning".to_owned());
    }
    let monday = today.plus_days(1 - i64::from(today.weekday()));
    let (mut written, mut after) = (0, None);
    loop {
        let people = register::seated_people(&mut *ctx.read().await?, today, after, PEOPLE).await?;
        let Some(last) = people.last().copied() else { break };
        for person in people {
            written += usize::from(write_to(&ctx, person, monday).await?);
        }
        after = Some(last);
    }
    Ok(format!("{written} weekly letters written"))
}

async fn write_to(ctx: &Ctx, person: folkmoot_kernel::PersonId, monday: Date) -> Result<bool, JobError> {
    if store::has_digest(&mut *ctx.read().await?, person, monday).await? {
        return Ok(false);
    }
    Ok(promises::send_digest(ctx, person, monday).await?)
}

/// Promised against done, over all places: what an administrator reads in the list of jobs.
async fn count(ctx: Ctx) -> Result<String, JobError> {
    let now = ctx.now();
    let mut db = ctx.read().await?;
    let mut sums: BTreeMap<Group, i64> = BTreeMap::new();
    for place in store::places_with_promises(&mut db).await? {
        let view = store::patience(&mut db, place).await?.view(Reader::Partner, now);
        let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
        let counts: BTreeMap<Life, i64> = store::promise_counts(&mut db, &view, &filter).await?;
        for (life, count) in counts {
            *sums.entry(life.group()).or_default() += count;
        }
    }
    let sum: i64 = sums.values().sum();
    let part = |group: Group| format!("{} {}", sums.get(&group).unwrap_or(&0), group.words().to_lowercase());
    Ok(format!("{sum} promised: {}", Group::ALL.map(part).join(", ")))
}
