//! The public register of interests of a place: those of people with a seat and of organisations, by name; as a page and as data.

use super::Names;
use crate::actions::conflicts::sitting;
use crate::acts::{DECLARE_INTEREST, SEE_GOVERNANCE};
use crate::interest::{Interest, Party, SHOWN_AFTER_DAYS};
use crate::links;
use crate::pages::at::{self, place_at};
use crate::store;
use askama::Template;
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response};
use serde::Serialize;

/// Interests of one place that a page or a file shows.
const SHOWN_MAX: u32 = 2_000;

#[derive(Debug, Template)]
#[template(path = "interests.html")]
struct RegisterPage {
    organisations: Vec<Line>,
    people: Vec<Line>,
    href: String,
    may_declare: bool,
}

/// One interest.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub(super) who: String,
    #[serde(skip)]
    pub(super) who_href: String,
    pub(super) whose: &'static str,
    pub(super) kind: &'static str,
    pub(super) in_what: String,
    pub(super) what: String,
    pub(super) from: String,
    pub(super) until: String,
    #[serde(skip)]
    pub(super) lasts: String,
    #[serde(skip)]
    pub(super) has_ended: bool,
}

impl Line {
    pub(super) fn of(one: &Interest, names: &Names, today: folkmoot_kernel::Date) -> Self {
        let from = one.from().short();
        Self {
            who: names.party(one.party()),
            who_href: names.href(one.party()),
            whose: if one.party().person().is_some() { "person" } else { "organisation" },
            kind: one.kind().words(),
            in_what: names.named(one.named()),
            what: one.what().to_owned(),
            from: one.from().to_string(),
            until: one.until().map(|until| until.to_string()).unwrap_or_default(),
            lasts: one.until().map_or_else(|| format!("Since {from}"), |until| format!("{from} to {}", until.short())),
            has_ended: !one.is_current(today) && one.from() <= today,
        }
    }
}

/// What the register shows today: of people, only those who sit here.
async fn lines(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<Line>, Error> {
    let today = ctx.now().date();
    let all = store::interests_of_place(db, place.id(), today.plus_days(-SHOWN_AFTER_DAYS), SHOWN_MAX).await?;
    let sitting = sitting(db, place.id(), today).await?;
    let shown =
        |one: &Interest| one.is_shown(today) && (one.party().person().is_none() || sitting.contains(&one.party()));
    let all: Vec<Interest> = all.into_iter().filter(shown).collect();
    let names = Names::of_interests(db, &all).await?;
    let mut lines: Vec<Line> = all.iter().map(|one| Line::of(one, &names, today)).collect();
    lines.sort_by_key(|line| (line.who.to_lowercase(), line.has_ended));
    Ok(lines)
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (people, organisations) =
        lines(&ctx, &mut db, &place).await?.into_iter().partition(|line| line.whose == "person");
    drop(db);
    let may_declare = ctx.is_signed_in() && ctx.may(DECLARE_INTEREST, place.subject());
    let page = RegisterPage { organisations, people, href: links::interests(place.slug()), may_declare };
    let around = at::page("Register of interests", at::steps_to_place(&place), &place)
        .caption(place.name())
        .lead("What people and organisations who decide here have to do with the organisations, contracts and pots that are decided about. Declaring is a good habit and no accusation.")
        .feed("Interests as JSON", format!("{}.json", links::interests(place.slug())), "application/json")
        .wide();
    ctx.page(around.template(&page)).await
}

async fn data(ctx: &Ctx, key: &str) -> Result<(Place, Vec<Line>), PageError> {
    ctx.allowed(&[SEE_GOVERNANCE], folkmoot_kernel::Subject::default())?;
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let lines = lines(ctx, &mut db, &place).await?;
    Ok((place, lines))
}

fn table(place: &Place, lines: Vec<Line>) -> Csv {
    let head = ["Who", "Whose", "Kind", "In what", "What", "From", "Until"];
    let mut table = Csv::new(format!("{}-interests", place.slug()), &head);
    for line in lines {
        table.row(vec![
            line.who,
            line.whose.to_owned(),
            line.kind.to_owned(),
            line.in_what,
            line.what,
            line.from,
            line.until,
        ]);
    }
    table
}

pub(super) async fn csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (place, lines) = data(&ctx, &key).await?;
    Ok(ctx.csv(&table(&place, lines)))
}

pub(super) async fn xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (place, lines) = data(&ctx, &key).await?;
    ctx.xlsx(&table(&place, lines))
}

pub(super) async fn json(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    #[derive(Serialize)]
    struct Register {
        place: String,
        interests: Vec<Line>,
    }
    let (place, interests) = data(&ctx, &key).await?;
    ctx.json(&Register { place: place.name().to_owned(), interests })
}

/// Whose interests somebody may declare in a place: their own, and those of organisations for which they speak.
pub(super) fn own_parties(ctx: &Ctx, place: folkmoot_kernel::PlaceId) -> Vec<Party> {
    use crate::acts::DECLARE_FOR_ORGANISATION;
    use folkmoot_kernel::Subject;
    let mut all: Vec<Party> = ctx
        .actor()
        .held()
        .iter()
        .filter_map(|seat| seat.organisation)
        .filter(|id| ctx.may(DECLARE_FOR_ORGANISATION, Subject::owned(place, *id)))
        .map(Party::Organisation)
        .collect();
    all.sort_unstable();
    all.dedup();
    all.extend(ctx.person_id().map(Party::Person));
    all
}
