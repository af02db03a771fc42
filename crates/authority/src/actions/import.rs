//! A scheme from a spreadsheet: what it would change, and then the change, whole or not at all.

use super::names::Names;
use crate::acts::CHANGE_MAP;
use crate::function::{Function, Named, match_name};
use crate::holding::Holding;
use crate::scheme::{Change, Known, Plan, SchemeRow, Scope, plan};
use crate::store;
use folkmoot_kernel::rows::Broken;
use folkmoot_kernel::{FunctionId, PlaceId, Subject};
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::{Ctx, verb_error};
use serde::Serialize;
use std::collections::BTreeMap;

verb_error!(
    /// What can be said against importing a scheme.
    ImportError, "there is no such place", ImportRefusal, |_| "file");

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    #[error("the map has changed in the meantime, and some rows no longer fit: look at the preview again")]
    Broken(Vec<Broken>),
    #[error(transparent)]
    Function(#[from] crate::function::Refusal),
    #[error(transparent)]
    Holding(#[from] crate::holding::Refusal),
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Applied {
    pub added: usize,
    pub changed: usize,
    pub ended: usize,
    pub same: usize,
}

/// Why a line ends that a whole file no longer has.
const MISSING: &str = "It is not in the scheme that was imported";
/// Why a line ends that has another limit now.
const REPLACED: &str = "Its limit changed";
/// Why a line ends that the file gave a last day.
const GIVEN: &str = "The scheme that was imported says so";

/// What the rows would change. Saves nothing.
pub async fn draw_scheme(
    ctx: &Ctx,
    db: &mut Conn,
    place: PlaceId,
    rows: &[SchemeRow],
    scope: Scope,
) -> Result<Result<Plan, Vec<Broken>>, Error> {
    let functions = store::functions_of_place(db, place).await?;
    let holdings = store::holdings_of_place(db, place).await?;
    let holders = Names::of(ctx, db, place).await?.by_name();
    let known = Known { functions: &functions, holdings: &holdings, holders: &holders };
    Ok(plan(rows, &known, scope, ctx.now().date()))
}

/// Imports a scheme that was looked at: works it out anew from the map as it stands, and saves all of it or nothing.
pub async fn apply_scheme(ctx: &Ctx, place: PlaceId, rows: &[SchemeRow], scope: Scope) -> Result<Applied, ImportError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_MAP, Subject::place(place))?;

    let plan = draw_scheme(ctx, &mut tx, place, rows, scope).await?.map_err(ImportRefusal::Broken)?;
    let mut names: BTreeMap<String, FunctionId> = BTreeMap::new();
    for one in store::functions_of_place(&mut tx, place).await?.iter().filter(|one| one.ended_on().is_none()) {
        names.insert(match_name(one.name()), one.id());
    }

    let mut applied = Applied { same: plan.same, ..Applied::default() };
    for change in in_order(plan.changes) {
        match change.kind() {
            "Added" => applied.added += 1,
            "Changed" => applied.changed += 1,
            _ => applied.ended += 1,
        }
        apply(&mut tx, place, change, &mut names).await?;
    }
    let event = Event::new("scheme imported", "place", place).after(&applied);
    tx.record(permit, event).await?.commit().await?;
    Ok(applied)
}

/// Functions first, then what ends, then what is given: so that a new line finds the old one gone.
fn in_order(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(|change| match change {
        Change::AddFunction { .. } | Change::ChangeFunction { .. } => 0,
        Change::End { .. } | Change::Explain { .. } => 1,
        Change::Replace { .. } | Change::Give { .. } => 2,
    });
    changes
}

async fn apply(
    tx: &mut Tx,
    place: PlaceId,
    change: Change,
    names: &mut BTreeMap<String, FunctionId>,
) -> Result<(), ImportError> {
    match change {
        Change::AddFunction { details, .. } => {
            let new = Function::add(tx.new_id(), place, details, Named::First).map_err(ImportRefusal::from)?;
            names.insert(match_name(new.name()), new.id());
            store::add_function(tx, &new).await?;
        }
        Change::ChangeFunction { id, version, details, .. } => {
            let before = store::function(tx, id).await?.ok_or(ImportError::NoSuch)?;
            let after = before.change(details, Named::First).map_err(ImportRefusal::from)?;
            store::save_function(tx, &after, version).await?;
        }
        Change::Explain { before, origin, .. } => {
            let beside = store::holdings_of_function(tx, before.function()).await?;
            let version = before.version();
            let after = before.explain(origin, &beside).map_err(ImportRefusal::from)?;
            store::save_holding(tx, &after, version).await?;
        }
        Change::End { line, before, last_day } => {
            let version = before.version();
            let why = if line == 0 { MISSING } else { GIVEN };
            let after = before.end(last_day, why).map_err(ImportRefusal::from)?;
            store::save_holding(tx, &after, version).await?;
        }
        Change::Replace { before, details, .. } => {
            let (function, version) = (before.function(), before.version());
            let after = before.end(details.from.plus_days(-1), REPLACED).map_err(ImportRefusal::from)?;
            store::save_holding(tx, &after, version).await?;
            give(tx, place, function, details).await?;
        }
        Change::Give { function, details, .. } => {
            let function = names.get(&function).copied().ok_or(ImportError::NoSuch)?;
            give(tx, place, function, details).await?;
        }
    }
    Ok(())
}

async fn give(
    tx: &mut Tx,
    place: PlaceId,
    function: FunctionId,
    details: crate::holding::HoldingDetails,
) -> Result<(), ImportError> {
    let beside = store::holdings_of_function(tx, function).await?;
    let new = Holding::give(tx.new_id(), (place, function), details, &beside).map_err(ImportRefusal::from)?;
    store::add_holding(tx, &new).await?;
    Ok(())
}
