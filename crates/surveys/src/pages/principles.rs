//! Principles of a place: sets, who signed them when, and the readings that follow.

use super::at::{self, place_at, set_at};
use crate::acts::{CHANGE_PRINCIPLES, OPEN_ROUND, SEE_SURVEYS, SIGN_PRINCIPLES};
use crate::links;
use crate::principle::{Principle, PrincipleSet, SetId, Signature, Source};
use crate::round::{Kind, Round};
use crate::store::{self, SetLine};
use askama::Template;
use folkmoot_kernel::{OrganisationId, PlaceId, Role, Subject};
use folkmoot_register::store as register;
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeSet;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/principles", SEE_SURVEYS, list).get("/principles/{set}", SEE_SURVEYS, show)
}

#[derive(Debug, Template)]
#[template(path = "principle_sets.html")]
struct ListPage {
    sets: Vec<SetLine>,
    readings: Vec<(String, String, String)>,
    data: String,
    may_change: bool,
}

impl SetLine {
    fn source_words(&self) -> &'static str {
        Source::read(&self.source).map_or("", Source::words)
    }

    fn signed_words(&self) -> String {
        match self.signatures {
            0 => "nobody has signed yet".to_owned(),
            1 => "one partner signed".to_owned(),
            some => format!("{some} partners signed"),
        }
    }
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let sets = store::sets(&mut db, place.id()).await?;
    let rounds = store::rounds(&mut db, place.id(), Kind::Behaviour).await?;
    drop(db);
    let href = links::sets(place.slug());
    let page = ListPage {
        sets,
        readings: rounds.iter().map(|round| line(round, ctx.now().date())).collect(),
        may_change: ctx.may(CHANGE_PRINCIPLES, place.subject()),
        data: href.clone(),
    };
    let around = at::page("Do partners act as they signed?", at::steps(&place), &place)
        .lead("Principles that partners of this place signed, and how they read each other by them. Nobody is ranked.");
    ctx.page(at::with_data(around, "Signatures", &href).template(&page)).await
}

fn line(round: &Round, today: folkmoot_kernel::Date) -> (String, String, String) {
    let state = match () {
        () if round.is_open(today) => format!("open until {}", round.closes_on().in_words()),
        () if round.is_closed() => format!("closed on {}", round.day().in_words()),
        () => "closes within the hour".to_owned(),
    };
    (format!("{}, {}", round.title(), round.about().name), links::reading(round.id()), state)
}

#[derive(Debug, Template)]
#[template(path = "principles.html")]
struct SetPage {
    set: PrincipleSet,
    principles: Vec<Principle>,
    signed: Vec<(String, String)>,
    /// For whom this person may sign, and has not.
    to_sign: Vec<(OrganisationId, String)>,
    may_open: bool,
    may_change: bool,
    base: String,
}

async fn show(ctx: Ctx, Path(id): Path<SetId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (set, place) = set_at(&mut db, id).await?;
    let principles = store::principles(&mut db, id).await?;
    let signatures = store::signatures(&mut db, id).await?;
    let own = speaks_for(&ctx, place.id());
    let ids: Vec<OrganisationId> = signatures.iter().map(|one| one.organisation).chain(own.iter().copied()).collect();
    let names = register::organisation_names(&mut db, &ids).await?;
    drop(db);
    let name = |id: &OrganisationId| names.get(id).map_or_else(|| "A partner".to_owned(), |(_, name)| name.clone());
    let has_signed = |id: &OrganisationId| signatures.iter().any(|one| one.organisation == *id);
    let may_sign = |id: &OrganisationId| ctx.may(SIGN_PRINCIPLES, Subject::owned(place.id(), *id)) && !has_signed(id);
    let is_open = set.ended_on().is_none();
    let page = SetPage {
        signed: signatures.iter().map(|one: &Signature| (name(&one.organisation), one.on.in_words())).collect(),
        to_sign: own.iter().filter(|id| is_open && may_sign(id)).map(|id| (*id, name(id))).collect(),
        may_open: is_open && signatures.len() > 1 && ctx.may(OPEN_ROUND, set.subject()),
        may_change: is_open && ctx.may(CHANGE_PRINCIPLES, set.subject()),
        base: links::set(id),
        principles,
        set,
    };
    let around = at::page(page.set.title(), at::steps_to_list(&place, Kind::Behaviour), &place).lead(format!(
        "{}, adopted on {}.",
        page.set.source().words(),
        page.set.adopted_on().in_words()
    ));
    ctx.page(around.template(&page)).await
}

/// Organisations for which the signed-in person may speak in a place.
pub(super) fn speaks_for(ctx: &Ctx, place: PlaceId) -> Vec<OrganisationId> {
    let seats = ctx.actor().held().iter().filter(|seat| seat.place == place && seat.role != Role::Observer);
    seats.filter_map(|seat| seat.organisation).collect::<BTreeSet<_>>().into_iter().collect()
}
