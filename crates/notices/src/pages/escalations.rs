//! Questions and grievances of a place: counts by year for everybody, and each of them as far as its reader may see it.

use super::at::{self, Names, is_partner, place_at, speaks_for};
use crate::actions::escalations::reader;
use crate::acts::{ESCALATE_FOR_PLACE, SEE_NOTICES};
use crate::escalation::{Addressee, Escalation, Sender};
use crate::links;
use crate::standard::Standard;
use crate::store;
use crate::tally::{PUBLIC_DELAY_DAYS, Tally, by_year};
use crate::wants::Agreements;
use askama::Template;
use folkmoot_kernel::{Date, OrganisationId, PlaceId, SeatId, Slug, Subject};
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::{Conn, Error};
use folkmoot_web::charts::{About, Stack, Stacks, stacked_bar};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

/// Questions of one place that are looked at. A place has some dozens in a year.
const LOOKED_AT_MAX: u32 = 1_000;
/// Of these, shown on one page.
const SHOWN_MAX: usize = 200;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/escalations", SEE_NOTICES, show)
}

/// One that the reader may see.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) one: Escalation,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// Names and addresses of posts and bodies.
#[derive(Debug, Default)]
pub(crate) struct Addressees {
    bodies: BTreeMap<i64, (String, String)>,
    posts: BTreeMap<SeatId, (String, String)>,
}

impl Addressees {
    /// All that can be written to in a place: open bodies, and seats that are somebody's post.
    pub(crate) async fn of_place(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Self, Error> {
        let (now, mut found) = (ctx.now(), Self::default());
        if let Some(agreements) = ctx.wanted::<dyn Agreements>() {
            let bodies = agreements.bodies(db, place, now).await?;
            found.bodies = bodies.into_iter().map(|body| (body.id.number(), (body.name, body.href))).collect();
        }
        for seat in register::seats_of_place(db, place, now.date()).await? {
            let of = seat.organisation_name.unwrap_or_else(|| "place team".to_owned());
            let body = seat.body_id.and_then(|body| found.bodies.get(&body.number()));
            let on = body.map(|(name, _)| format!(", {name}")).unwrap_or_default();
            found.posts.insert(seat.id, (format!("{} ({of}{on})", seat.title), register_links::seat(seat.id)));
        }
        Ok(found)
    }

    pub(crate) fn name(&self, to: Addressee) -> &str {
        let found = match to {
            Addressee::Body(id) => self.bodies.get(&id.number()),
            Addressee::Post(id) => self.posts.get(&id),
        };
        found.map_or("A post that is no more", |(name, _)| name.as_str())
    }

    pub(crate) fn bodies(&self) -> impl Iterator<Item = (String, &str)> {
        self.bodies
            .iter()
            .map(|(id, (name, _))| (format!("body-{}", folkmoot_kernel::BodyId::from_number(*id)), name.as_str()))
    }

    pub(crate) fn posts(&self) -> impl Iterator<Item = (String, &str)> {
        self.posts.iter().map(|(id, (name, _))| (format!("post-{id}"), name.as_str()))
    }
}

#[derive(Debug, Template)]
#[template(path = "escalations.html")]
struct EscalationsPage {
    slug: Slug,
    standard: Standard,
    years: Vec<(i16, Tally)>,
    earlier: Option<String>,
    lines: Vec<Line>,
    today: Date,
    may_send: bool,
    is_partner: bool,
}

impl EscalationsPage {
    fn chart(&self) -> String {
        if self.years.is_empty() {
            return String::new();
        }
        let about = About::new("years", "How questions and grievances were answered")
            .each("Year")
            .counting("question", "questions");
        let parts = ["Answered in time", "Answered later", "Day not come yet", "Wait for an answer"]
            .map(str::to_owned)
            .to_vec();
        let stack = |(year, tally): &(i16, Tally)| {
            let values = [tally.answered_in_time, tally.answered_later, tally.running, tally.waiting];
            Stack::new(year.to_string(), values.map(i64::from).to_vec())
        };
        stacked_bar(&Stacks::of(about, parts, self.years.iter().map(stack).collect()))
    }
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (id, today) = (place.id(), ctx.now().date());
    let partner = is_partner(&ctx, id);
    let day = if partner { today } else { today.plus_days(-PUBLIC_DELAY_DAYS) };
    let all = store::escalations_of_place(&mut db, id, LOOKED_AT_MAX).await?;
    let page = EscalationsPage {
        slug: place.slug().clone(),
        standard: store::standard(&mut db, id).await?,
        years: by_year(&all, day),
        earlier: (day < today).then(|| day.in_words()),
        lines: lines(&ctx, &mut db, id, all).await?,
        today,
        may_send: !speaks_for(&ctx, id).is_empty() || ctx.may(ESCALATE_FOR_PLACE, Subject::place(id)),
        is_partner: partner,
    };
    drop(db);
    let around = at::page("Questions that wait for an answer", at::steps_to_place(&place), &place)
        .lead("Formal questions and grievances between the organisations and bodies of this place, and how they were answered.")
        .feed("These questions as JSON", format!("{}.json", links::escalations(place.slug())), "application/json")
        .wide();
    ctx.page(around.template(&page)).await
}

/// Those that the reader may see, the latest first.
pub(crate) async fn shown_lines(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Vec<Line>, Error> {
    let all = store::escalations_of_place(db, place, LOOKED_AT_MAX).await?;
    lines(ctx, db, place, all).await
}

async fn lines(ctx: &Ctx, db: &mut Conn, place: PlaceId, all: Vec<Escalation>) -> Result<Vec<Line>, Error> {
    let today = ctx.now().date();
    let mut shown: Vec<Escalation> = all.into_iter().filter(|one| one.is_shown_to(reader(ctx, one), today)).collect();
    shown.truncate(SHOWN_MAX);
    let senders: Vec<OrganisationId> = shown.iter().filter_map(|one| organisation(one.from())).collect();
    let names = Names::of(db, &senders).await?;
    let addressees = Addressees::of_place(ctx, db, place).await?;
    let line = |one: Escalation| Line {
        from: organisation(one.from()).map_or("The place", |id| names.name(id)).to_owned(),
        to: addressees.name(one.to()).to_owned(),
        one,
    };
    Ok(shown.into_iter().map(line).collect())
}

fn organisation(from: Sender) -> Option<OrganisationId> {
    match from {
        Sender::Organisation(id) => Some(id),
        Sender::Place => None,
    }
}
