//! Who reads a page, as far as it decides what they are shown.

use crate::actions::positions::position_of;
use crate::acts::{SEE_PROMISES_TODAY, TAKE_POSITION};
use crate::decision::{Decision, DecisionId};
use crate::openness::Openness;
use crate::position::Viewer;
use crate::promise::{PromiseId, Reader, View};
use crate::store;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, OrganisationId, PlaceId, Subject};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;

/// A partner sits in the place, on any body or its team.
pub(crate) fn reader(ctx: &Ctx, place: PlaceId) -> Reader {
    if ctx.is_signed_in() && ctx.may(SEE_PROMISES_TODAY, Subject::place(place)) {
        Reader::Partner
    } else {
        Reader::Public
    }
}

/// A decision as who asks may see it: one that was made in private tells the public that it is there, and why it is not shown.
pub(crate) async fn decision(ctx: &Ctx, db: &mut Conn, id: DecisionId) -> Result<Option<Decision>, Error> {
    match store::decision(db, id).await? {
        Some(decision) => Ok(Some(shown(ctx, db, decision).await?.0)),
        None => Ok(None),
    }
}

/// The same, with how open it is.
pub(crate) async fn shown(ctx: &Ctx, db: &mut Conn, decision: Decision) -> Result<(Decision, Openness), Error> {
    let (openness, why) = store::publication(db, &decision).await?;
    let is_shown = openness.shows(reader(ctx, decision.place()));
    Ok((if is_shown { decision } else { decision.in_private(&why) }, openness))
}

/// How promises of the place are shown to who asks.
pub(crate) async fn view(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<View, Error> {
    Ok(store::patience(db, place).await?.view(reader(ctx, place), ctx.now()))
}

/// Organisations that the person who asks speaks for on the body of the decision.
pub(crate) fn speaks_for(ctx: &Ctx, decision: &Decision) -> Vec<OrganisationId> {
    let organisations = ctx.actor().held().iter().filter_map(|held| held.organisation);
    let mut own: Vec<OrganisationId> =
        organisations.filter(|one| ctx.may(TAKE_POSITION, position_of(decision, *one))).collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// The same as the rule of positions asks for it.
pub(crate) fn viewer<'a>(ctx: &Ctx, place: PlaceId, speaks_for: &'a [OrganisationId]) -> Viewer<'a> {
    match reader(ctx, place) {
        Reader::Partner => Viewer::Partner { speaks_for },
        Reader::Public => Viewer::Public,
    }
}

/// Kinds of things whose whole history every partner of the place may read.
const OPEN_TO_PARTNERS: [&str; 5] = ["decision", "override", "priority", "meeting", "interest"];

/// Whether a partner may read all that the record says of a thing. The record itself asks for a seat in the place. A promise that
/// hangs on sealed positions would tell of them.
pub(crate) async fn readable(ctx: Ctx, kind: String, id: Id<Anything>) -> Result<bool, Error> {
    if kind != "promise" {
        return Ok(OPEN_TO_PARTNERS.contains(&kind.as_str()));
    }
    let mut db = ctx.read().await?;
    let id = PromiseId::from_number(id.number());
    let Some(promise) = store::promise(&mut db, id).await? else { return Ok(false) };
    let view = view(&ctx, &mut db, promise.place()).await?;
    Ok(!store::promise_lines_with(&mut db, &view, &[id]).await?.is_empty())
}
