//! People: added with their first seat or by an administrator; changed by themselves or those who seated them.

use super::{PersonError, PersonRefusal};
use crate::acts::{ADMINISTER_PEOPLE, CHANGE_ONESELF, CHANGE_PERSON};
use crate::person::{Person, PersonDetails, Refusal, Standing};
use crate::store;
use folkmoot_kernel::{Permit, PersonId, Refused, Subject};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::Ctx;

/// History keeps that a person was added or changed, never their name or address: those can be erased.
pub async fn add_person(ctx: &Ctx, details: PersonDetails, standing: Standing) -> Result<Person, PersonError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(ADMINISTER_PEOPLE, Subject::default())?;

    let person = Person::new(tx.new_id(), details, standing)?;

    let token = folkmoot_web::sign_in::session::new_token();
    match store::add_person(&mut tx, &person, &token).await {
        Err(Error::Rule { rule }) if rule.contains("email") => return Err(PersonRefusal::EmailTaken.into()),
        other => other?,
    }

    tx.record(permit, Event::new("person added", "person", person.id())).await?.commit().await?;
    Ok(person)
}

pub async fn change_person(
    ctx: &Ctx,
    id: PersonId,
    version: i64,
    details: PersonDetails,
) -> Result<Person, PersonError> {
    edit(ctx, id, version, "person changed", |before| before.change(details)).await
}

/// Left for good: can no longer sign in.
pub async fn person_left(ctx: &Ctx, id: PersonId, version: i64) -> Result<Person, PersonError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "person left", |before| before.leave(today)).await
}

/// Makes somebody an administrator of the installation, or takes it from them. Only an administrator, or the command
/// line, does: not the person, and not the team of their place.
pub async fn change_standing(ctx: &Ctx, id: PersonId, version: i64, standing: Standing) -> Result<Person, PersonError> {
    let _may_at_all = ctx.permit(ADMINISTER_PEOPLE, Subject::default())?;
    edit(ctx, id, version, "standing changed", |before| before.stand(standing)).await
}

async fn edit(
    ctx: &Ctx,
    id: PersonId,
    version: i64,
    event: &'static str,
    rule: impl FnOnce(Person) -> Result<Person, Refusal>,
) -> Result<Person, PersonError> {
    let mut tx = ctx.begin().await?;
    let before = store::person(&mut tx, id).await?.ok_or(PersonError::NoSuch)?;
    let permit = permit_to_change(ctx, &mut tx, &before).await?;

    let after = rule(before)?;

    match store::save_person(&mut tx, &after, version).await {
        Err(Error::Rule { rule }) if rule.contains("email") => return Err(PersonRefusal::EmailTaken.into()),
        other => other?,
    }
    tx.record(permit, Event::new(event, "person", id)).await?.commit().await?;
    Ok(after)
}

/// Oneself; an administrator; or the team of every place where the person sits. One place's team alone could otherwise
/// take over somebody's seats in another by changing the address they sign in with.
async fn permit_to_change(ctx: &Ctx, db: &mut Conn, person: &Person) -> Result<Permit, PersonError> {
    if ctx.person_id() == Some(person.id()) {
        return Ok(ctx.permit(CHANGE_ONESELF, Subject::default())?);
    }
    let refused = match ctx.permit(ADMINISTER_PEOPLE, Subject::default()) {
        Ok(permit) => return Ok(permit),
        Err(refused) => refused,
    };
    if person.standing() == Standing::Administrator {
        return Err(refused.into());
    }
    let mut last = Err(if ctx.is_signed_in() { Refused::NotPlaceTeam } else { refused });
    for held in store::held_by(db, person.id(), ctx.now().date()).await? {
        last = Ok(ctx.permit(CHANGE_PERSON, Subject::place(held.place))?);
    }
    Ok(last?)
}

/// For opening the form.
pub async fn may_change_person(ctx: &Ctx, db: &mut Conn, person: &Person) -> Result<(), PersonError> {
    permit_to_change(ctx, db, person).await.map(|_permit| ())
}
