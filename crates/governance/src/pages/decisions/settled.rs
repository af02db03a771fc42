//! Where a decision was settled before it came here, and when each organisation first saw the paper.

use crate::actions::positions::position_of;
use crate::acts::{RECORD_SETTLED, SAY_FIRST_SIGHT};
use crate::decision::Decision;
use crate::settled::Settled;
use crate::store;
use folkmoot_kernel::OrganisationId;
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::collections::BTreeMap;

/// What the page of a decision shows of it.
#[derive(Debug)]
pub(super) struct Elsewhere {
    pub(super) settled: Settled,
    /// How long before it came to its body.
    pub(super) before: String,
    /// Organisations with a seat on the body, and what each says. No words: it has not said.
    pub(super) sights: Vec<(String, Option<String>)>,
}

pub(super) async fn elsewhere(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<Option<Elsewhere>, Error> {
    let Some(settled) = store::settled(db, decision.id()).await? else { return Ok(None) };
    let said = store::first_sights(db, decision.id()).await?;
    let seats = folkmoot_register::store::seats_of_body(db, decision.body(), ctx.now().date()).await?;
    let mut names: BTreeMap<OrganisationId, String> =
        seats.into_iter().filter_map(|seat| seat.organisation_id.zip(seat.organisation_name)).collect();
    let gone: Vec<OrganisationId> =
        said.iter().map(|one| one.organisation).filter(|id| !names.contains_key(id)).collect();
    let left = folkmoot_register::store::organisation_names(db, &gone).await?;
    names.extend(left.into_iter().map(|(id, (_, name))| (id, name)));
    let words = |id: OrganisationId| said.iter().find(|one| one.organisation == id).map(|one| one.words(&settled));
    let mut sights: Vec<(String, Option<String>)> = names.into_iter().map(|(id, name)| (name, words(id))).collect();
    sights.sort();
    Ok(Some(Elsewhere { before: settled.before(decision.opened_at().date()), sights, settled }))
}

/// What the reader may say of it: words and the end of the address.
pub(super) fn ways(ctx: &Ctx, decision: &Decision, told: bool) -> Vec<(&'static str, &'static str)> {
    let mut ways = Vec::new();
    if told
        && ctx
            .actor()
            .held()
            .iter()
            .filter_map(|held| held.organisation)
            .any(|id| ctx.may(SAY_FIRST_SIGHT, position_of(decision, id)))
    {
        ways.push(("Say when your organisation first saw the paper", "first-sight"));
    }
    if !told && ctx.may(RECORD_SETTLED, decision.subject()) {
        ways.push(("Say that this was settled elsewhere first", "settled"));
    }
    ways
}
