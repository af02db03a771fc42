//! Who decides, and what was decided: the map asks governance for bodies and counts, governance asks the map for powers.

use folkmoot_authority::actions::said;
use folkmoot_authority::pack::{BodyCounts, Counts, OverrideCounts, Period, PromiseCounts};
use folkmoot_authority::store as map;
use folkmoot_authority::wants::{BodyName, DecisionAbout, Record};
use folkmoot_governance::acts::SEE_PROMISES_TODAY;
use folkmoot_governance::mandate::{Decider, Mandate};
use folkmoot_governance::promise::Reader;
use folkmoot_governance::store::{self, Which};
use folkmoot_governance::wants::{FunctionChoice, Mandates};
use folkmoot_governance::{body::Body, links};
use folkmoot_kernel::{BodyId, Date, FunctionId, PlaceId, Subject, Timestamp};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::collections::BTreeMap;
use std::pin::Pin;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// What governance keeps, for the map of who decides.
#[derive(Debug, Clone, Copy)]
pub struct GovernanceRecord;

impl Record for GovernanceRecord {
    fn bodies<'a>(&'a self, db: &'a mut Conn, place: PlaceId) -> Answer<'a, Vec<BodyName>> {
        Box::pin(bodies(db, place))
    }

    fn decisions<'a>(
        &'a self,
        ctx: &'a Ctx,
        db: &'a mut Conn,
        about: (PlaceId, FunctionId),
        limit: u32,
    ) -> Answer<'a, Vec<DecisionAbout>> {
        Box::pin(decisions(ctx, db, about, limit))
    }

    fn counts<'a>(&'a self, db: &'a mut Conn, place: PlaceId, period: Period, now: Timestamp) -> Answer<'a, Counts> {
        Box::pin(counts(db, place, period, now))
    }
}

async fn bodies(db: &mut Conn, place: PlaceId) -> Result<Vec<BodyName>, Error> {
    let name = |body: Body| BodyName {
        id: body.id(),
        name: body.name().to_owned(),
        href: links::body(body.id()),
        is_open: body.is_open(),
    };
    Ok(store::bodies_of_place(db, place, Which::All).await?.into_iter().map(name).collect())
}

async fn decisions(
    ctx: &Ctx,
    db: &mut Conn,
    (place, function): (PlaceId, FunctionId),
    limit: u32,
) -> Result<Vec<DecisionAbout>, Error> {
    let partner = ctx.is_signed_in() && ctx.may(SEE_PROMISES_TODAY, Subject::place(place));
    let reader = if partner { Reader::Partner } else { Reader::Public };
    let about = |one: folkmoot_governance::decision::Decision| DecisionAbout {
        words: one.called(),
        href: links::decision(one.id()),
        body: one.body(),
        on: one.opened_at().date(),
        amount: one.matter().amount,
    };
    Ok(store::decisions_of_function(db, (function, reader), limit).await?.into_iter().map(about).collect())
}

async fn counts(db: &mut Conn, place: PlaceId, period: Period, now: Timestamp) -> Result<Counts, Error> {
    let day = |day: Date| Timestamp::at(day, 0, 0);
    let time = day(period.from())..day(period.until().plus_days(1));
    let days = (period.from(), period.until());
    let due = store::due_counts(db, place, days, now.date()).await?;
    let interests = store::interest_counts(db, place, &time).await?;
    let (count, replied, money) = store::override_counts(db, place, &time).await?;
    Ok(Counts {
        bodies: by_body(db, place, &time).await?,
        declared: Some(interests.declared),
        ruled: interests.ruled,
        recused: interests.recused,
        promises: PromiseCounts {
            due: due.due,
            on_time: due.on_time,
            late: due.late,
            said_done: due.said_done,
            past_date: due.past_date,
            withdrawn: due.withdrawn,
        },
        overrides: OverrideCounts { count, replied, money },
        settled_elsewhere: store::count_settled(db, place, &time).await?,
    })
}

/// Bodies that met or decided something in the time, in the order of their names.
async fn by_body(db: &mut Conn, place: PlaceId, time: &std::ops::Range<Timestamp>) -> Result<Vec<BodyCounts>, Error> {
    let meetings = store::meeting_counts(db, place, time).await?;
    let decisions = store::decision_counts(db, place, time).await?;
    let mut all = Vec::new();
    for body in store::bodies_of_place(db, place, Which::All).await? {
        let met = meetings.iter().find(|one| one.body_id == body.id());
        let decided = decisions.iter().find(|one| one.body_id == body.id());
        if met.is_none() && decided.is_none() {
            continue;
        }
        all.push(BodyCounts {
            body: body.id(),
            name: body.name().to_owned(),
            href: links::body(body.id()),
            quorum: i64::from(body.quorum()),
            held: met.map_or(0, |one| one.held),
            quorate: met.map_or(0, |one| one.quorate),
            unsaid: met.map_or(0, |one| one.unsaid),
            cancelled: met.map_or(0, |one| one.cancelled),
            decided: decided.map_or(0, |one| one.decided),
            endorsed: decided.map_or(0, |one| one.endorsed),
            money_decided: decided.map(|one| one.money_pence).unwrap_or_default(),
        });
    }
    all.sort_by_key(|one| one.name.to_lowercase());
    Ok(all)
}

/// What the map says, for whoever puts something to a body.
#[derive(Debug, Clone, Copy)]
pub struct AuthorityMap;

impl Mandates for AuthorityMap {
    fn functions<'a>(&'a self, db: &'a mut Conn, place: PlaceId, day: Date) -> Answer<'a, Vec<FunctionChoice>> {
        Box::pin(functions(db, place, day))
    }

    fn mandates<'a>(
        &'a self,
        db: &'a mut Conn,
        body: (PlaceId, BodyId),
        functions: &'a [FunctionId],
        day: Date,
    ) -> Answer<'a, BTreeMap<FunctionId, Mandate>> {
        Box::pin(mandates(db, body, functions, day))
    }
}

async fn functions(db: &mut Conn, place: PlaceId, day: Date) -> Result<Vec<FunctionChoice>, Error> {
    let all = map::functions_of_place(db, place).await?;
    let open = all.into_iter().filter(|one| one.ended_on().is_none_or(|on| on > day));
    let choice = |one: folkmoot_authority::function::Function| FunctionChoice {
        id: one.id(),
        words: format!("{}: {}", one.heading(), one.name()),
    };
    Ok(open.map(choice).collect())
}

async fn mandates(
    db: &mut Conn,
    body: (PlaceId, BodyId),
    functions: &[FunctionId],
    day: Date,
) -> Result<BTreeMap<FunctionId, Mandate>, Error> {
    let mandate = |(function, said): (FunctionId, folkmoot_authority::actions::Said)| {
        let (power, limit, basis) = match said.power {
            Some((power, limit, basis)) => (Some(power), limit, basis),
            None => (None, None, String::new()),
        };
        let decider = |(name, limit)| Decider { name, limit };
        let deciders = said.deciders.into_iter().map(decider).collect();
        (function, Mandate { function, name: said.name, href: said.href, power, limit, basis, deciders })
    };
    let said = said(Some(&GovernanceRecord), db, body, functions, day).await?;
    Ok(said.into_iter().map(mandate).collect())
}
