//! Promises: each thing that can be done with one is a form of its own, with a warning where it is final.

mod answer;
mod begin;
mod confirm;
mod keep;
mod patience;
mod speak;

use crate::actions::promises::{PromiseError, is_hidden, load};
use crate::acts::{
    ACCEPT_PROMISE, CHANGE_PATIENCE, CHANGE_PROMISE, COMMENT_ON_PROMISE, CONFIRM_PROMISE, OFFER_PROMISE,
    PROPOSE_PROMISE,
};
use crate::links;
use crate::promise::{Load, Patience, Promise, PromiseId};
use crate::store;
use folkmoot_kernel::{OrganisationId, PlaceId, Timestamp};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/decisions/{decision}/promises/add", PROPOSE_PROMISE, begin::propose_form, begin::propose)
        .form("/items/{item}/promises/add", PROPOSE_PROMISE, begin::on_item_form, begin::on_item)
        .form("/decisions/{decision}/promises/offer", OFFER_PROMISE, begin::offer_on_form, begin::offer_on)
        .form("/places/{place}/promises/offer", OFFER_PROMISE, begin::offer_form, begin::offer)
        .form("/places/{place}/promises/patience", CHANGE_PATIENCE, patience::show, patience::choose)
        .form("/promises/{promise}/accept", ACCEPT_PROMISE, answer::accept_form, answer::accept)
        .form("/promises/{promise}/decline", ACCEPT_PROMISE, answer::decline_form, answer::decline)
        .form("/promises/{promise}/renegotiate", CHANGE_PROMISE, keep::renegotiate_form, keep::renegotiate)
        .form("/promises/{promise}/done", CHANGE_PROMISE, keep::done_form, keep::done)
        .form("/promises/{promise}/withdraw", CHANGE_PROMISE, keep::withdraw_form, keep::withdraw)
        .form("/promises/{promise}/confirm", CONFIRM_PROMISE, confirm::confirm_form, confirm::confirm)
        .form("/promises/{promise}/send-back", CONFIRM_PROMISE, confirm::send_back_form, confirm::send_back)
        .form("/promises/{promise}/way", CHANGE_PROMISE, speak::way_form, speak::way_said)
        .form("/promises/{promise}/relied", COMMENT_ON_PROMISE, speak::relied_form, speak::relied)
        .form("/promises/{promise}/comment", COMMENT_ON_PROMISE, speak::comment_form, speak::comment)
}

/// A promise with the names that its forms say.
#[derive(Debug)]
struct AtPromise {
    promise: Promise,
    place: Place,
    patience: Patience,
    /// What its owner has promised already.
    load: Load,
    owner: String,
    /// Partners of the place by name.
    partners: Vec<(OrganisationId, String)>,
}

impl AtPromise {
    async fn load(ctx: &Ctx, id: PromiseId) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let promise = store::promise(&mut db, id).await?.ok_or_else(PageError::not_found)?;
        let place = register::place(&mut db, promise.place()).await?.ok_or_else(PageError::not_found)?;
        if is_hidden(ctx, &mut db, &promise).await? {
            return Err(PageError::not_found());
        }
        let mut names = register::organisation_names(&mut db, &[promise.owner()]).await?;
        Ok(Self {
            owner: names.remove(&promise.owner()).map(|(_, name)| name).unwrap_or_default(),
            patience: store::patience(&mut db, place.id()).await?,
            load: load(&mut db, &promise).await?,
            partners: partners(&mut db, place.id()).await?,
            place,
            promise,
        })
    }

    /// The frame of each form about it: where it is, what was promised, the way back.
    fn form(&self, ending: &str, title: &str) -> Form {
        let page = links::promise(self.promise.id());
        Form::post(format!("{page}/{ending}"), title)
            .caption(format!("Promise {} of {}", self.promise.number(), self.owner))
            .crumb(self.place.name(), folkmoot_register::links::place(self.place.slug()))
            .crumb("Promises", links::promises(self.place.slug()))
            .crumb(format!("Promise {}", self.promise.number()), &page)
            .lead(format!("“{}”", self.promise.what()))
            .version(self.promise.version())
            .back(page)
    }

    /// Others who could confirm, for choosing one.
    fn confirmer(&self, label: &str) -> Field {
        let field = confirmer(&self.partners, Some(self.promise.owner()), label);
        match self.promise.confirmer() {
            Some(named) => field.value(named.to_string()),
            None => field,
        }
    }

    /// Who will read what is written.
    fn readers(&self) -> String {
        match self.patience.public_delay_days {
            0 => "Everybody can read this.".to_owned(),
            1 => "Partners can read this at once, and everybody a day later.".to_owned(),
            days => format!("Partners can read this at once, and everybody {days} days later."),
        }
    }
}

async fn partners(db: &mut Conn, place: PlaceId) -> Result<Vec<(OrganisationId, String)>, PageError> {
    let all = register::partners(db, place).await?;
    Ok(all.into_iter().map(|partner| (partner.id, partner.name)).collect())
}

fn choices(partners: &[(OrganisationId, String)], except: Option<OrganisationId>) -> Vec<Choice> {
    let others = partners.iter().filter(|(id, _)| Some(*id) != except);
    others.map(|(id, name)| Choice::new(id.to_string(), name)).collect()
}

fn confirmer(partners: &[(OrganisationId, String)], owner: Option<OrganisationId>, label: &str) -> Field {
    Field::select("confirmer", label, choices(partners, owner))
        .hint("Nobody confirms their own promise. Choose a partner who will see the difference.")
        .missing("Choose the partner who will confirm")
}

/// Back to the promise when it worked; else the form again: beside the newer version, or with the sentence beside its field.
async fn answer(
    ctx: &Ctx,
    at: AtPromise,
    form: impl Fn(&AtPromise) -> Form,
    sent: &Sent,
    (outcome, words): (Result<Promise, PromiseError>, &str),
) -> Result<Response, PageError> {
    match outcome {
        Ok(promise) => Ok(ctx.see(links::promise(promise.id()), words)),
        Err(err) if err.is_conflict() => {
            let now = AtPromise::load(ctx, at.promise.id()).await?;
            ctx.form_conflict(form(&now), sent).await
        }
        Err(err) => ctx.refused(form(&at), sent, err).await,
    }
}

/// "1 May 2026", with the day promised first if it moved.
fn due_words(promise: &Promise) -> String {
    match promise.first_due() == promise.due() {
        true => format!("It is due on {}.", promise.due().in_words()),
        false => format!(
            "It is due on {}; the day promised first was {}.",
            promise.due().in_words(),
            promise.first_due().in_words()
        ),
    }
}

/// A day some weeks from now, as a hint of how to write one.
fn example(now: Timestamp) -> String {
    let day = now.date().plus_days(90);
    format!("For example, {} {} {}.", day.day(), day.month(), day.year())
}
