//! Promises, decisions and bodies of governance, for notices of change and for questions between bodies.

use folkmoot_governance::acts::SEE_PROMISES_TODAY;
use folkmoot_governance::decision::{Decision, Outcome};
use folkmoot_governance::promise::{PromiseId, Reader, View};
use folkmoot_governance::store::{self, PromiseFilter, PromiseLine, Which};
use folkmoot_governance::{body::Body, links};
use folkmoot_kernel::{BodyId, Id, OrganisationId, PlaceId, Subject, Timestamp};
use folkmoot_notices::wants::{Agreed, Agreements, BodyOf, Touch};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::pin::Pin;

/// Promises, and decisions, that can be picked.
const TO_PICK_MAX: u32 = 100;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// What was agreed, from governance.
#[derive(Debug, Clone, Copy)]
pub struct GovernanceAgreements;

impl Agreements for GovernanceAgreements {
    fn to_pick<'a>(&'a self, ctx: &'a Ctx, db: &'a mut Conn, place: PlaceId) -> Answer<'a, Vec<Agreed>> {
        Box::pin(to_pick(ctx, db, place))
    }

    fn picked<'a>(
        &'a self,
        ctx: &'a Ctx,
        db: &'a mut Conn,
        place: PlaceId,
        ids: &'a [(Touch, i64)],
    ) -> Answer<'a, Vec<Agreed>> {
        Box::pin(picked(ctx, db, place, ids))
    }

    fn bodies<'a>(&'a self, db: &'a mut Conn, place: PlaceId, _: Timestamp) -> Answer<'a, Vec<BodyOf>> {
        Box::pin(async move {
            let bodies = store::bodies_of_place(db, place, Which::Open).await?;
            Ok(bodies.iter().map(body_of).collect())
        })
    }

    fn body<'a>(&'a self, db: &'a mut Conn, id: BodyId) -> Answer<'a, Option<BodyOf>> {
        Box::pin(async move { Ok(store::body(db, id).await?.as_ref().map(body_of)) })
    }
}

fn body_of(body: &Body) -> BodyOf {
    BodyOf { id: body.id(), place: body.place(), name: body.name().to_owned(), href: links::body(body.id()) }
}

async fn view(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<View, Error> {
    let partner = ctx.is_signed_in() && ctx.may(SEE_PROMISES_TODAY, Subject::place(place));
    let reader = if partner { Reader::Partner } else { Reader::Public };
    Ok(store::patience(db, place).await?.view(reader, ctx.now()))
}

async fn to_pick(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Vec<Agreed>, Error> {
    let view = view(ctx, db, place).await?;
    let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
    let lines = store::promise_lines(db, &view, &filter, TO_PICK_MAX, 0).await?;
    let mut all = promises(db, lines).await?;
    for line in store::latest_decisions(db, place, ctx.now(), TO_PICK_MAX).await? {
        all.push(Agreed {
            touch: Touch::Decision,
            id: line.id.number(),
            href: links::decision(line.id),
            note: line.drawn().words().to_owned(),
            words: format!("Decision {}: {}", line.number, line.title),
        });
    }
    Ok(all)
}

async fn picked(ctx: &Ctx, db: &mut Conn, place: PlaceId, ids: &[(Touch, i64)]) -> Result<Vec<Agreed>, Error> {
    let view = view(ctx, db, place).await?;
    let of = |touch: Touch| ids.iter().filter(move |(kind, _)| *kind == touch).map(|(_, id)| *id);
    let named: Vec<PromiseId> = of(Touch::Promise).map(Id::from_number).collect();
    let lines = store::promise_lines_with(db, &view, &named).await?;
    let mut all = promises(db, lines).await?;
    for id in of(Touch::Decision) {
        all.extend(store::decision(db, Id::from_number(id)).await?.filter(|one| one.place() == place).map(decision));
    }
    Ok(all)
}

fn decision(one: Decision) -> Agreed {
    let note = match one.outcome() {
        None => "open",
        Some(Outcome::Agreed) => "agreed",
        Some(Outcome::NotAgreed) => "not agreed",
        Some(Outcome::Withdrawn) => "withdrawn",
    };
    Agreed {
        touch: Touch::Decision,
        id: one.id().number(),
        words: one.called(),
        href: links::decision(one.id()),
        note: note.to_owned(),
    }
}

async fn promises(db: &mut Conn, lines: Vec<PromiseLine>) -> Result<Vec<Agreed>, Error> {
    let owners: Vec<OrganisationId> = lines.iter().map(|line| line.organisation_id).collect();
    let names = register::organisation_names(db, &owners).await?;
    let agreed = |line: PromiseLine| Agreed {
        touch: Touch::Promise,
        id: line.id.number(),
        href: links::promise(line.id),
        note: format!(
            "{}, {}",
            names.get(&line.organisation_id).map_or("a partner", |(_, name)| name.as_str()),
            line.life().words().to_lowercase()
        ),
        words: line.what,
    };
    Ok(lines.into_iter().map(agreed).collect())
}
