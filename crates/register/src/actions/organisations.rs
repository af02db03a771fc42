//! Partners: added, changed, closed.

use super::{OrganisationError, OrganisationRefusal};
use crate::acts::{ADD_ORGANISATION, ADMINISTER_ORGANISATION, CHANGE_ORGANISATION, CHANGE_OWN_ORGANISATION};
use crate::organisation::{Organisation, OrganisationDetails, Refusal};
use crate::store::{self, Named};
use folkmoot_kernel::{OrganisationId, Permit, PlaceId, Refused, Subject};
use folkmoot_store::{Conn, Event};
use folkmoot_web::Ctx;
use serde::Serialize;

/// Whether the person has seen the warning that the same group may be there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubles {
    Refuse,
    Meant,
}

/// A partnership in history.
#[derive(Debug, Serialize)]
struct Partnership {
    organisation: OrganisationId,
}

/// Adds an organisation, as a partner of `place` if one is given. A name that matches another's is asked about once.
pub async fn add_organisation(
    ctx: &Ctx,
    place: Option<PlaceId>,
    details: OrganisationDetails,
    doubles: Doubles,
) -> Result<Organisation, OrganisationError> {
    let mut tx = ctx.begin().await?;
    let permit = permit_to_add(ctx, place)?;
    if let Some(place) = place {
        store::place(&mut tx, place).await?.ok_or(OrganisationError::NoSuch)?;
    }

    let id: OrganisationId = tx.new_id();
    let slug = store::free_slug(&mut tx, Named::Organisation, &details.name, &id.to_string()).await?;
    let new = Organisation::new(id, slug, details)?;
    codes_are_free(&mut tx, &new).await?;
    if doubles == Doubles::Refuse {
        refuse_doubles(&mut tx, &new).await?;
    }

    store::add_organisation(&mut tx, &new).await?;
    if let Some(place) = place {
        let today = tx.now().date();
        store::add_partner(&mut tx, place, id, Some(today)).await?;
    }
    tx.record(permit, Event::new("organisation added", "organisation", id).after(&new)).await?.commit().await?;
    Ok(new)
}

fn permit_to_add(ctx: &Ctx, place: Option<PlaceId>) -> Result<Permit, Refused> {
    let subject = place.map(Subject::place).unwrap_or_default();
    match place {
        Some(_) => ctx.permit_any(&[ADD_ORGANISATION, ADMINISTER_ORGANISATION], subject),
        None => ctx.permit(ADMINISTER_ORGANISATION, subject),
    }
}

async fn refuse_doubles(db: &mut Conn, new: &Organisation) -> Result<(), OrganisationError> {
    let similar = store::similar_organisations(db, new.name(), Some(new.id())).await?;
    if similar.is_empty() {
        return Ok(());
    }
    let names = similar.into_iter().map(|other| other.name).collect();
    Err(OrganisationRefusal::Doubles { names }.into())
}

async fn codes_are_free(db: &mut Conn, organisation: &Organisation) -> Result<(), OrganisationError> {
    for code in &organisation.details().codes {
        if let Some((id, _, name)) = store::organisation_by_code(db, code).await?
            && id != organisation.id()
        {
            return Err(OrganisationRefusal::CodeTaken { scheme: code.scheme, name }.into());
        }
    }
    Ok(())
}

pub async fn change_organisation(
    ctx: &Ctx,
    id: OrganisationId,
    version: i64,
    details: OrganisationDetails,
) -> Result<Organisation, OrganisationError> {
    edit(ctx, id, version, "organisation changed", |before| before.change(details)).await
}

pub async fn close_organisation(
    ctx: &Ctx,
    id: OrganisationId,
    version: i64,
) -> Result<Organisation, OrganisationError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "organisation closed", |before| before.close(today)).await
}

async fn edit(
    ctx: &Ctx,
    id: OrganisationId,
    version: i64,
    event: &'static str,
    rule: impl FnOnce(Organisation) -> Result<Organisation, Refusal>,
) -> Result<Organisation, OrganisationError> {
    let mut tx = ctx.begin().await?;
    let before = store::organisation(&mut tx, id).await?.ok_or(OrganisationError::NoSuch)?;
    let permit = permit_to_change(ctx, &mut tx, id).await?;

    let after = rule(before.clone())?;
    codes_are_free(&mut tx, &after).await?;

    store::save_organisation(&mut tx, &after, version).await?;
    let event = Event::new(event, "organisation", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Somebody who speaks for it, the team of a place that it is a partner of, or an administrator.
async fn permit_to_change(ctx: &Ctx, db: &mut Conn, id: OrganisationId) -> Result<Permit, OrganisationError> {
    let own = Subject { organisation: Some(id), ..Subject::default() };
    let mut first = match ctx.permit_any(&[CHANGE_OWN_ORGANISATION, ADMINISTER_ORGANISATION], own) {
        Ok(permit) => return Ok(permit),
        Err(refused) => refused,
    };
    for place in store::places_of_organisation(db, id).await? {
        match ctx.permit(CHANGE_ORGANISATION, Subject::place(place.id)) {
            Ok(permit) => return Ok(permit),
            Err(refused) => first = refused,
        }
    }
    Err(first.into())
}

/// For showing the link.
pub fn may_change_organisation(ctx: &Ctx, id: OrganisationId, places: &[PlaceId]) -> bool {
    let own = Subject { organisation: Some(id), ..Subject::default() };
    ctx.may_any(&[CHANGE_OWN_ORGANISATION, ADMINISTER_ORGANISATION], own)
        || places.iter().any(|place| ctx.may(CHANGE_ORGANISATION, Subject::place(*place)))
}

/// An organisation that is there already becomes a partner of the place.
pub async fn add_partner(ctx: &Ctx, place: PlaceId, organisation: OrganisationId) -> Result<(), OrganisationError> {
    let mut tx = ctx.begin().await?;
    store::place(&mut tx, place).await?.ok_or(OrganisationError::NoSuch)?;
    store::organisation(&mut tx, organisation).await?.ok_or(OrganisationError::NoSuch)?;
    let permit = permit_to_add(ctx, Some(place))?;

    let today = tx.now().date();
    store::add_partner(&mut tx, place, organisation, Some(today)).await?;
    let event = Event::new("partner added", "place", place).after(&Partnership { organisation });
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}

/// It stays in the register, with its seats and promises: what was agreed is not undone by leaving.
pub async fn end_partnership(ctx: &Ctx, place: PlaceId, organisation: OrganisationId) -> Result<(), OrganisationError> {
    let mut tx = ctx.begin().await?;
    if !store::is_partner(&mut tx, place, organisation).await? {
        return Err(OrganisationError::NoSuch);
    }
    let permit = permit_to_add(ctx, Some(place))?;

    store::end_partner(&mut tx, place, organisation).await?;
    let event = Event::new("partnership ended", "place", place).before(&Partnership { organisation });
    tx.record(permit, event).await?.commit().await?;
    Ok(())
}
