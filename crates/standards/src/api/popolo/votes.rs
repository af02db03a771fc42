//! Decisions as motions, and the positions of organisations as votes, once a decision is closed. Beyond the standard: a vote has its
//! reason and what its concern is about, and says that an organisation was recused.

use super::{place_at, thing};
use folkmoot_governance::decision::{Decision, Outcome};
use folkmoot_governance::position::{Position, Seal, Stance, Tally, Viewer};
use folkmoot_governance::promise::Reader;
use folkmoot_governance::store::{self, DecisionFilter};
use folkmoot_governance::{body::Body, links};
use folkmoot_kernel::BodyId;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError, Path, Query, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Decisions in one file. `next` leads on.
const DECISIONS_MAX: u32 = 200;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    /// The number of the last decision seen.
    after: Option<i64>,
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let filter = DecisionFilter { reader: Reader::Public, after: asked.after, ..DecisionFilter::default() };
    let mut lines = store::decisions(&mut db, place.id(), &filter, ctx.now(), DECISIONS_MAX + 1).await?;
    let more = lines.len() > DECISIONS_MAX as usize;
    lines.truncate(DECISIONS_MAX as usize);
    let bodies = store::bodies_of_place(&mut db, place.id(), store::Which::All).await?;
    let bodies: BTreeMap<BodyId, &Body> = bodies.iter().map(|body| (body.id(), body)).collect();
    let (mut motions, mut events) = (Vec::new(), Vec::new());
    for line in lines.iter().filter(|line| line.private == 0) {
        let Some(decision) = store::decision(&mut db, line.id).await? else { continue };
        let quorum = bodies.get(&decision.body()).map_or(0, |body| body.quorum());
        motions.push(motion(&ctx, &decision, quorum));
        events.extend(vote_event(&mut db, &decision).await?);
    }
    let last = lines.last().map(|line| line.number).filter(|_| more);
    let next = last.map(|last| format!("{}/places/{}/popolo-votes.json?after={last}", ctx.site().url, place.slug()));
    ctx.json(&json!({ "motions": motions, "vote_events": events, "next": next }))
}

const fn result(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Agreed => "pass",
        Outcome::NotAgreed => "fail",
        Outcome::Withdrawn => "withdrawn",
    }
}

fn motion(ctx: &Ctx, decision: &Decision, quorum: u32) -> Value {
    let requirement = if quorum > 0 { format!("Quorum of {quorum}") } else { String::new() };
    let page = format!("{}{}", ctx.site().url, links::decision(decision.id()));
    thing([
        ("id", decision.id().to_string().into()),
        ("organization_id", decision.body().to_string().into()),
        ("identifier", decision.number().to_string().into()),
        ("classification", decision.power().words().into()),
        ("text", decision.text().into()),
        ("date", decision.opened_at().rfc3339().into()),
        ("requirement", requirement.into()),
        ("result", decision.outcome().map(result).into()),
        ("sources", json!([{ "url": page, "note": decision.title() }])),
    ])
}

/// Nothing while positions are not everybody's to read: before it is closed, and for good when it was withdrawn.
async fn vote_event(db: &mut Conn, decision: &Decision) -> Result<Option<Value>, PageError> {
    let all = store::positions(db, decision.id()).await?;
    let Some(closed) = decision.closed() else { return Ok(None) };
    if decision.seal(Tally::of(&all), closed.at) != Seal::Closed {
        return Ok(None);
    }
    let votes: Vec<Value> = all.iter().filter_map(vote).collect();
    let event = thing([
        ("id", format!("{}-positions", decision.id()).into()),
        ("motion_id", decision.id().to_string().into()),
        ("organization_id", decision.body().to_string().into()),
        ("identifier", decision.number().to_string().into()),
        ("start_date", decision.opened_at().rfc3339().into()),
        ("end_date", closed.at.rfc3339().into()),
        ("result", result(closed.result).into()),
        ("counts", counts(&votes).into()),
        ("votes", votes.into()),
    ]);
    Ok(Some(event))
}

/// The standard's words for a vote. Assent with conditions is a yes, and its reason says on what terms.
const fn option(stance: Stance) -> &'static str {
    match stance {
        Stance::Assent | Stance::AssentWithConditions => "yes",
        Stance::StandAside => "abstain",
        Stance::Object => "no",
        Stance::Recused => "not voting",
    }
}

fn vote(position: &Position) -> Option<Value> {
    let given = position.shown_to(Viewer::Public, Seal::Closed)?;
    let concerns: Vec<&str> = given.concerns.iter().map(|concern| concern.key()).collect();
    Some(thing([
        ("voter_id", position.organisation().to_string().into()),
        ("option", option(given.stance).into()),
        ("stance", given.stance.key().into()),
        ("reason", given.reason.clone().into()),
        ("concerns", concerns.into()),
    ]))
}

fn counts(votes: &[Value]) -> Vec<Value> {
    let count = |option: &str| votes.iter().filter(|vote| vote["option"] == option).count();
    let options = ["yes", "no", "abstain", "not voting"];
    options.into_iter().map(|option| json!({ "option": option, "value": count(option) })).collect()
}
