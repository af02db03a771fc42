//! Parts of a decision's page: what asking again cost, who adopts it, and the ways on which it lies.

use crate::acts::{ADOPT, ASK_ADOPTION};
use crate::adoption::Adoption;
use crate::decision::{Decision, DecisionId, Outcome};
use crate::links;
use crate::pages::routes::{Way, ways_of};
use crate::pages::seen;
use crate::promise::{Group, View};
use crate::reopening::months_between;
use crate::store::{self, TimePut};
use crate::wants::{ComingChanges, Subject};
use askama::Template;
use folkmoot_kernel::OrganisationId;
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;

/// Kept promises of the earlier decision that are named.
const DONE_MAX: usize = 10;

/// The earlier decision, and what happened since.
#[derive(Debug)]
struct Cited {
    id: DecisionId,
    called: String,
    time: String,
    months: i64,
    evidence: String,
    spent: String,
    kept: usize,
    done: Vec<(String, String)>,
}

#[derive(Debug, Template)]
#[template(path = "again.html")]
struct AgainPart {
    decision: DecisionId,
    cites: Option<Cited>,
    chain: Vec<TimePut>,
}

#[derive(Debug, Template)]
#[template(path = "adoption.html")]
struct AdoptionPart {
    decision: DecisionId,
    adoption: Vec<(Adoption, String, bool)>,
    may_ask: bool,
}

#[derive(Debug, Template)]
#[template(path = "strip.html")]
struct StripPart {
    ways: Vec<Way>,
}

/// Whether it was put before or again, as HTML.
pub(crate) async fn again(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<String, Error> {
    let view = &seen::view(ctx, db, decision.place()).await?;
    let own = store::reopening(db, decision.id()).await?;
    let first = own.as_ref().map_or(decision.id(), crate::reopening::Reopening::first);
    let chain = store::chain(db, first).await?;
    let cites = match &own {
        Some(own) => cited(db, decision, own, &chain, view).await?,
        None => None,
    };
    Ok(rendered(&AgainPart { decision: decision.id(), cites, chain }))
}

async fn cited(
    db: &mut Conn,
    decision: &Decision,
    own: &crate::reopening::Reopening,
    chain: &[TimePut],
    view: &View,
) -> Result<Option<Cited>, Error> {
    let Some(earlier) = store::decision(db, own.earlier()).await? else { return Ok(None) };
    let since = earlier.closed().map_or(earlier.opened_at(), |closed| closed.at);
    let mut kept = Vec::new();
    for time in chain.iter().filter(|time| time.opened_at < decision.opened_at()) {
        let lines = store::promise_lines_of_decision(db, view, time.id, &[]).await?;
        kept.extend(lines.into_iter().filter(|line| line.life().group() == Group::Kept));
    }
    let first_year = chain.first().map_or(decision.opened_at(), |time| time.opened_at).date().year();
    Ok(Some(Cited {
        id: earlier.id(),
        called: earlier.called(),
        time: own.time_words(first_year),
        months: months_between(since.date(), decision.opened_at().date()),
        evidence: own.evidence().to_owned(),
        spent: own.spent().map_or_else(|| "not said".to_owned(), |spent| format!("{spent} ({})", own.spent_source())),
        kept: kept.len(),
        done: kept.into_iter().take(DONE_MAX).map(|line| (line.what, links::promise(line.id))).collect(),
    }))
}

/// Who adopts it, as HTML.
pub(crate) async fn adoption(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<String, Error> {
    let all = store::adoptions(db, decision.id()).await?;
    let named: Vec<OrganisationId> = all.iter().map(Adoption::organisation).collect();
    let names = register::organisation_names(db, &named).await?;
    let row = |one: Adoption| {
        let name = names.get(&one.organisation()).map_or("A partner", |(_, name)| name.as_str()).to_owned();
        let may = ctx.is_signed_in() && ctx.may(ADOPT, one.subject());
        (one, name, may)
    };
    let adoption = all.into_iter().map(row).collect();
    let may_ask = decision.outcome() == Some(Outcome::Agreed) && ctx.may(ASK_ADOPTION, decision.subject());
    Ok(rendered(&AdoptionPart { decision: decision.id(), adoption, may_ask }))
}

/// The ways on which a decision lies, as HTML.
pub(crate) async fn strip_of_decision(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<String, Error> {
    let routes = store::routes_of_decision(db, decision.id(), decision.item()).await?;
    Ok(rendered(&StripPart { ways: ways_of(ctx, db, routes).await? }))
}

/// The ways on which an agenda item lies, as HTML.
pub(crate) async fn strip_of_item(ctx: &Ctx, db: &mut Conn, item: crate::item::ItemId) -> Result<String, Error> {
    let routes = store::routes_of_item(db, item).await?;
    Ok(rendered(&StripPart { ways: ways_of(ctx, db, routes).await? }))
}

/// Changes of which somebody gave notice and that touch this, if this installation knows of any.
pub(crate) async fn changes(ctx: &Ctx, db: &mut Conn, of: Subject) -> Result<Vec<(String, String)>, Error> {
    match ctx.wanted::<dyn ComingChanges>() {
        Some(changes) => changes.touching(db, of).await,
        None => Ok(Vec::new()),
    }
}

/// A part that cannot be drawn is left out, and told in the log.
fn rendered(part: &impl Template) -> String {
    part.render().unwrap_or_else(|err| {
        tracing::error!(fault = %err, "a part of a decision's page could not be drawn");
        String::new()
    })
}
