//! "Nothing hangs on one person": whose absence nobody could stand in for, and seats that stand empty. For partners: it names people.

use super::at::{self, place_at};
use super::seen;
use crate::acts::SEE_PROMISES_TODAY;
use crate::dependence::{Dependence, SHARE_MAX, Speaks, is_long_empty};
use crate::links;
use crate::promise::Life;
use crate::store::{self, PromiseFilter, Which};
use askama::Template;
use folkmoot_kernel::{BodyId, Date, OrganisationId, PersonId, PlaceId, Role};
use folkmoot_register::acts::{ADMINISTER_PLACE, SEE_SEATS};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_register::store::{SeatLine, Vacancy};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes, data_routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/dependence", SEE_PROMISES_TODAY, table);
    routes.get("/places/{place}/dependence", SEE_PROMISES_TODAY, show)
}

#[derive(Debug, Template)]
#[template(path = "dependence.html")]
struct DependencePage {
    place: Place,
    found: Dependence,
    people: Vec<PersonLine>,
    nobody: Vec<(String, i64)>,
    vacancies: Vec<VacancyLine>,
}

#[derive(Debug)]
struct PersonLine {
    name: String,
    organisations: String,
    promises: i64,
    percent: i64,
    is_too_much: bool,
}

#[derive(Debug)]
struct VacancyLine {
    words: String,
    since: String,
    is_long: bool,
    /// What hangs on it, for the team.
    pack_href: Option<String>,
}

impl DependencePage {
    fn share_max(&self) -> i64 {
        SHARE_MAX
    }
}

async fn gathered(ctx: &Ctx, key: &str) -> Result<DependencePage, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    ctx.allowed(&[SEE_PROMISES_TODAY], place.subject())?;
    let today = ctx.now().date();
    let seats = register::seats_of_place(&mut db, place.id(), today).await?;
    let found = Dependence::of(&open_promises(ctx, &mut db, place.id()).await?, &speaks(&seats));
    let organisations = names(&mut db, &found).await?;
    let people: Vec<PersonId> = found.alone.iter().map(|one| one.person).collect();
    let people = register::person_names(&mut db, &people).await?;
    let bodies = store::bodies_of_place(&mut db, place.id(), Which::All).await?;
    let bodies = bodies.into_iter().map(|body| (body.id(), body.name().to_owned())).collect();
    let vacancies = register::vacancies(&mut db, place.id(), today).await?;
    let is_team = ctx.may_any(&[SEE_SEATS, ADMINISTER_PLACE], place.subject());
    Ok(DependencePage {
        people: person_lines(&found, &people, &organisations),
        nobody: found.nobody.iter().map(|(id, count)| (name(&organisations, *id), *count)).collect(),
        vacancies: vacancies.into_iter().map(|one| vacancy(one, &bodies, today, is_team)).collect(),
        found,
        place,
    })
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let page = gathered(&ctx, &key).await?;
    let around = at::page("Nothing hangs on one person", at::steps_to_place(&page.place), &page.place);
    ctx.page(around.caption(page.place.name()).template(&page)).await
}

/// A row for each who speaks alone, each owner for whom nobody speaks, and each empty seat.
async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let page = gathered(ctx, &key).await?;
    let mut table = Csv::new(format!("{}-dependence", page.place.slug()), &["What", "Who", "For", "Open promises"]);
    for one in page.people {
        let count = one.promises.to_string();
        table.row(vec!["One person speaks".to_owned(), one.name, one.organisations, count]);
    }
    for (name, count) in page.nobody {
        table.row(vec!["Nobody speaks".to_owned(), String::new(), name, count.to_string()]);
    }
    for one in page.vacancies {
        table.row(vec!["Empty seat".to_owned(), one.words, one.since, String::new()]);
    }
    Ok(table)
}

async fn open_promises(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<BTreeMap<OrganisationId, i64>, Error> {
    let view = seen::view(ctx, db, place).await?;
    let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
    let counts = store::promise_counts_by_owner(db, &view, &filter).await?;
    let open =
        |lives: BTreeMap<Life, i64>| lives.into_iter().filter(|(life, _)| life.is_open()).map(|(_, count)| count).sum();
    Ok(counts.into_iter().map(|(owner, lives)| (owner, open(lives))).collect())
}

/// An observer binds nobody, so nothing hangs on one.
fn speaks(seats: &[SeatLine]) -> Vec<Speaks> {
    let binding = seats.iter().filter(|seat| seat.role != Role::Observer.key());
    let one = |seat: &SeatLine| Some(Speaks { person: seat.holder_id?, organisation: seat.organisation_id? });
    binding.filter_map(one).collect()
}

async fn names(db: &mut Conn, found: &Dependence) -> Result<BTreeMap<OrganisationId, String>, Error> {
    let alone = found.alone.iter().flat_map(|one| one.organisations.iter().copied());
    let all: Vec<OrganisationId> = alone.chain(found.nobody.iter().map(|(id, _)| *id)).collect();
    let names = register::organisation_names(db, &all).await?;
    Ok(names.into_iter().map(|(id, (_, name))| (id, name)).collect())
}

fn name(names: &BTreeMap<OrganisationId, String>, id: OrganisationId) -> String {
    names.get(&id).cloned().unwrap_or_else(|| "A partner".to_owned())
}

fn person_lines(
    found: &Dependence,
    people: &BTreeMap<PersonId, String>,
    organisations: &BTreeMap<OrganisationId, String>,
) -> Vec<PersonLine> {
    let line = |one: &crate::dependence::Alone| PersonLine {
        name: people.get(&one.person).cloned().unwrap_or_default(),
        organisations: one.organisations.iter().map(|id| name(organisations, *id)).collect::<Vec<_>>().join(", "),
        promises: one.promises,
        percent: found.percent(one.promises),
        is_too_much: found.is_too_much(one.promises),
    };
    found.alone.iter().map(line).collect()
}

fn vacancy(one: Vacancy, bodies: &BTreeMap<BodyId, String>, today: Date, is_team: bool) -> VacancyLine {
    let on = one.body_id.and_then(|id| bodies.get(&id)).map(|name| format!(", {name}")).unwrap_or_default();
    let of = one.organisation_name.map(|name| format!(", for {name}")).unwrap_or_default();
    VacancyLine {
        words: format!("{}{on}{of}", one.title),
        since: one.since.map_or_else(
            || "nobody has held it yet".to_owned(),
            |last| format!("empty since {}", last.plus_days(1).in_words()),
        ),
        is_long: is_long_empty(one.since, today),
        pack_href: is_team.then(|| links::handover(one.id)),
    }
}
