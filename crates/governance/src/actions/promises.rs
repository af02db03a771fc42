//! Promises: proposed, offered, accepted, declined, renegotiated, withdrawn, done, confirmed, spoken of.

mod answer;
mod begin;
mod confirm;
mod error;
mod keep;
mod letters;
mod patience;
mod speak;
mod upkeep;

pub use answer::{accept_promise, decline_promise};
pub(crate) use answer::{ground, load};
pub use begin::{NewPromise, SpawnError, offer_promise, propose_promise, propose_promise_on_item, spawn};
pub use confirm::{confirm_promise, send_back_promise};
pub use error::{PatienceError, PromiseError, PromiseRefusal};
pub use keep::{renegotiate_promise, say_promise_done, withdraw_promise};
pub use patience::choose_patience;
pub use speak::{comment_on_promise, say_what_got_in_the_way, say_what_relied_on};
pub use upkeep::{Reminded, lapse_promises, remind, return_to_agenda, send_digest};

use crate::promise::{Explained, Promise, PromiseId, Remark, RemarkKind, Signed};
use crate::store;
use folkmoot_kernel::{Act, Date, Held, OrganisationId, Permit, PlaceId, Refused, Role};
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::Ctx;

/// Organisations that the person may bind in this place.
pub fn speaks_for(ctx: &Ctx, place: PlaceId) -> Vec<OrganisationId> {
    let binds = |held: &&Held| held.place == place && held.role != Role::Observer;
    let mut all: Vec<OrganisationId> =
        ctx.actor().held().iter().filter(binds).filter_map(|held| held.organisation).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A promise that hangs on sealed positions is seen by its owner alone: it would tell of a position too early.
pub async fn is_hidden(ctx: &Ctx, db: &mut Conn, promise: &Promise) -> Result<bool, Error> {
    match promise.decision() {
        Some(decision) if !speaks_for(ctx, promise.place()).contains(&promise.owner()) => {
            store::is_sealed(db, decision, ctx.now()).await
        }
        _ => Ok(false),
    }
}

/// Who signs, and when.
fn signed(ctx: &Ctx) -> Result<Signed, Refused> {
    let by = ctx.person_id().ok_or(Refused::SignInFirst)?;
    Ok(Signed { by, at: ctx.now() })
}

/// Only partners of the place are named on its promises.
async fn is_partner(db: &mut Conn, place: PlaceId, named: OrganisationId) -> Result<(), PromiseError> {
    if folkmoot_register::store::is_partner(db, place, named).await? {
        return Ok(());
    }
    Err(PromiseRefusal::NotAPartner.into())
}

/// A write on one promise: loaded, permitted, signed. A rule makes the next version of it, and [`Edit::save`] ends it.
struct Edit {
    tx: Tx,
    permit: Permit,
    before: Promise,
    by: Signed,
}

impl Edit {
    async fn begin(ctx: &Ctx, id: PromiseId, act: Act) -> Result<Self, PromiseError> {
        let mut tx = ctx.begin().await?;
        let before = store::promise(&mut tx, id).await?.ok_or(PromiseError::NoSuch)?;
        let permit = ctx.permit(act, before.subject())?;
        let by = signed(ctx)?;
        Ok(Self { tx, permit, before, by })
    }

    fn explained(&self, words: &str) -> Explained {
        Explained { by: self.by.by, at: self.by.at, words: words.trim().to_owned() }
    }

    /// What is remembered beside the promise's own row, because the row keeps only the last of its kind.
    async fn remark(
        &mut self,
        kind: RemarkKind,
        words: &str,
        organisation: Option<OrganisationId>,
        dates: Option<(Date, Date)>,
    ) -> Result<(), PromiseError> {
        let (id, promise, words) = (self.tx.new_id(), self.before.id(), words.trim().to_owned());
        let (person, at) = (self.by.by, self.by.at);
        let remark = Remark { id, promise, kind, words, organisation, person, at, dates };
        Ok(store::add_remark(&mut self.tx, &remark).await?)
    }

    /// Saves at the version that was seen, records and commits.
    async fn save(self, version: i64, event: &'static str, after: Promise) -> Result<Promise, PromiseError> {
        let Self { mut tx, permit, before, .. } = self;
        store::save_promise(&mut tx, &after, version).await?;
        let event = Event::new(event, "promise", before.id()).before(&before).after(&after);
        tx.record(permit, event).await?.commit().await?;
        Ok(after)
    }
}
