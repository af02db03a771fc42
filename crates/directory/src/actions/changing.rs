//! A listing is looked at, changed, stopped, taken out, put back, and said to be still right.

use crate::acts::{CHANGE_LISTING, LOOK_AT_LISTING, SEE_CONTACT};
use crate::capacity::{Room, WAITING_MAX};
use crate::contact::Contact;
use crate::listing::{self, About, Listing, ListingId, State};
use crate::session::Session;
use crate::store;
use crate::venue::Venue;
use folkmoot_kernel::{Act, Timestamp};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Listing(#[from] listing::Refusal),
    #[error("Say why: whoever told it and whoever looks for it will ask")]
    NoReason,
    #[error("It does not wait to be looked at any more")]
    NotWaiting,
    #[error("It is not listed")]
    NotListed,
    #[error("A waiting list of more than {WAITING_MAX} people cannot be right")]
    Waiting,
    #[error("It is not there any more")]
    Gone,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::Listing(why) => why.field(),
            Refusal::NoReason => "why",
            Refusal::Waiting => "waiting",
            Refusal::NotWaiting | Refusal::NotListed | Refusal::Gone => "why",
        }
    }
}

verb_error!(ChangeError, "there is no such listing", Refusal, Refusal::field);

type Changed = Result<Listing, ChangeError>;

/// The words of a listing; its times and places stay.
pub async fn change_words(ctx: &Ctx, id: ListingId, version: i64, about: About) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "listing changed"), |before, now| {
        let about = About { sessions: before.about().sessions.clone(), venues: before.about().venues.clone(), ..about };
        Ok(before.change(about, now)?)
    })
    .await
}

pub async fn add_time(ctx: &Ctx, id: ListingId, version: i64, session: Session) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "time of a listing added"), |before, now| {
        let mut about = before.about().clone();
        about.sessions.push(session);
        Ok(before.change(about, now)?)
    })
    .await
}

/// The nth of its times, from 0.
pub async fn remove_time(ctx: &Ctx, id: ListingId, version: i64, nth: usize) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "time of a listing removed"), |before, now| {
        let mut about = before.about().clone();
        if nth >= about.sessions.len() {
            return Err(Refusal::Gone);
        }
        about.sessions.remove(nth);
        Ok(before.change(about, now)?)
    })
    .await
}

pub async fn add_venue(ctx: &Ctx, id: ListingId, version: i64, venue: Venue) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "place of a listing added"), |before, now| {
        let mut about = before.about().clone();
        about.venues.push(venue);
        Ok(before.change(about, now)?)
    })
    .await
}

/// The nth of its places, from 0; times there are times anywhere.
pub async fn remove_venue(ctx: &Ctx, id: ListingId, version: i64, nth: usize) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "place of a listing removed"), |before, now| {
        let mut about = before.about().clone();
        if nth >= about.venues.len() {
            return Err(Refusal::Gone);
        }
        about.venues.remove(nth);
        for session in &mut about.sessions {
            session.venue = session.venue.filter(|at| *at != nth).map(|at| if at > nth { at - 1 } else { at });
        }
        Ok(before.change(about, now)?)
    })
    .await
}

/// What waited is listed.
pub async fn list_it(ctx: &Ctx, id: ListingId, version: i64) -> Changed {
    edit(ctx, id, version, (LOOK_AT_LISTING, "listing listed"), |before, now| match before.state() {
        State::Waiting => Ok(before.turn(State::Listed, "", now)),
        _ => Err(Refusal::NotWaiting),
    })
    .await
}

/// Nobody finds it any more; the place says why.
pub async fn take_out(ctx: &Ctx, id: ListingId, version: i64, why: &str) -> Changed {
    edit(ctx, id, version, (LOOK_AT_LISTING, "listing taken out"), |before, now| match why.trim() {
        "" => Err(Refusal::NoReason),
        why => Ok(before.turn(State::Hidden, why, now)),
    })
    .await
}

/// What was taken out, or had ended, is listed again.
pub async fn put_back(ctx: &Ctx, id: ListingId, version: i64) -> Changed {
    edit(ctx, id, version, (LOOK_AT_LISTING, "listing put back"), |before, now| match before.state() {
        State::Hidden | State::Ended => Ok(before.turn(State::Listed, "", now)),
        _ => Err(Refusal::Gone),
    })
    .await
}

/// Stopped for a while, going again, or no longer there.
pub async fn stop_or_go(ctx: &Ctx, id: ListingId, version: i64, to: State, why: &str) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "listing stopped or going again"), |before, now| {
        let open = before.state().is_open();
        match to {
            State::Listed | State::Paused | State::Ended if open => Ok(before.turn(to, why, now)),
            _ => Err(Refusal::NotListed),
        }
    })
    .await
}

/// All of it is still right.
pub async fn confirm(ctx: &Ctx, id: ListingId, version: i64) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "listing confirmed"), |before, now| match before.state().is_open() {
        true => Ok(before.confirm(now)),
        false => Err(Refusal::NotListed),
    })
    .await
}

/// Whether there is a place for one more.
pub async fn say_room(ctx: &Ctx, id: ListingId, version: i64, room: Room, waiting: Option<u32>) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "room of a listing said"), |before, now| match waiting {
        Some(count) if count > WAITING_MAX => Err(Refusal::Waiting),
        waiting => Ok(before.say_room(room, waiting, now)),
    })
    .await
}

/// Takes what its publisher sent for these fields.
pub async fn give_back(ctx: &Ctx, id: ListingId, version: i64, fields: &[&str]) -> Changed {
    edit(ctx, id, version, (CHANGE_LISTING, "listing given back to its publisher"), |before, now| {
        Ok(before.give_back(fields, now)?)
    })
    .await
}

async fn edit(
    ctx: &Ctx,
    id: ListingId,
    version: i64,
    (act, event): (Act, &'static str),
    rule: impl FnOnce(Listing, Timestamp) -> Result<Listing, Refusal>,
) -> Changed {
    let mut tx = ctx.begin().await?;
    let before = store::listing(&mut tx, id).await?.ok_or(ChangeError::NoSuch)?;
    let permit = ctx.permit(act, before.subject())?;

    let after = rule(before.clone(), ctx.now())?;

    store::save_listing(&mut tx, &after, version).await?;
    tx.record(permit, Event::new(event, "listing", id).before(&before).after(&after)).await?.commit().await?;
    Ok(after)
}

/// How to ask those who run it. Each look stands in history.
pub async fn contact_of(ctx: &Ctx, id: ListingId) -> Result<Option<Contact>, ChangeError> {
    let mut tx = ctx.begin().await?;
    let listing = store::listing(&mut tx, id).await?.ok_or(ChangeError::NoSuch)?;
    let permit = ctx.permit(SEE_CONTACT, listing.subject())?;
    let Some(contact) = store::contact(&mut tx, id).await? else { return Ok(None) };
    tx.record(permit, Event::new("contact of a listing seen", "listing", id)).await?.commit().await?;
    Ok(Some(contact))
}
