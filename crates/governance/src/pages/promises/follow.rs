//! Follow-through: all promises of a place by state and organisation. Organisations in the order of the alphabet, never ranked.

use super::asked::{Asked, PAGE};
use crate::actions::promises::speaks_for;
use crate::acts::CHANGE_PATIENCE;
use crate::links;
use crate::pages::choices::{Chosen, options};
use crate::pages::seen;
use crate::promise::{Group, Life, View};
use crate::store::{self, PromiseFilter, PromiseLine, Which};
use askama::Template;
use folkmoot_kernel::{OrganisationId, Slug, Subject};
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::charts::{About, Bar, Bars, Stack, Stacks, bar, stacked_bar};
use folkmoot_web::{Ctx, Page, PageError, Path, Query, Response};
use std::collections::BTreeMap;

/// Up to this many organisations have a bar each; more are told by sector.
const BARS_MAX: usize = 12;

type Counts = BTreeMap<Life, i64>;
type Names = BTreeMap<OrganisationId, (Slug, String)>;

#[derive(Debug, Template)]
#[template(path = "promises.html")]
struct FollowPage {
    slug: Slug,
    asked: Asked,
    earlier: Option<String>,
    delay_days: i64,
    figures: Vec<(&'static str, i64)>,
    charts: Vec<String>,
    lines: Vec<(PromiseLine, String)>,
    found: i64,
    filters: Filters,
    before: Option<String>,
    more: Option<String>,
    data: String,
    may_offer: bool,
    may_choose: bool,
}

#[derive(Debug)]
struct Filters {
    states: Vec<Chosen>,
    organisations: Vec<Chosen>,
    priorities: Vec<Chosen>,
    bodies: Vec<Chosen>,
}

/// What is counted: how many in each state, and by owner.
struct Counted {
    all: Counts,
    owners: BTreeMap<OrganisationId, Counts>,
    names: Names,
}

impl Counted {
    async fn load(db: &mut Conn, view: &View, filter: &PromiseFilter) -> Result<Self, Error> {
        let owners = store::promise_counts_by_owner(db, view, filter).await?;
        let ids: Vec<OrganisationId> = owners.keys().copied().collect();
        let mut all = Counts::new();
        for (life, count) in owners.values().flatten() {
            *all.entry(*life).or_default() += count;
        }
        Ok(Self { all, owners, names: register::organisation_names(db, &ids).await? })
    }

    fn sum(&self) -> i64 {
        self.all.values().sum()
    }

    fn by_group(counts: &Counts) -> Vec<i64> {
        let of = |group: &Group| counts.iter().filter(|(life, _)| life.group() == *group).map(|(_, count)| count).sum();
        Group::ALL.iter().map(of).collect()
    }
}

fn name(names: &Names, id: OrganisationId) -> String {
    names.get(&id).map_or_else(|| "A partner".to_owned(), |(_, name)| name.clone())
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = register::place_named(&mut db, &key).await?.ok_or_else(PageError::not_found)?;
    let page = page(&ctx, &mut db, &place, asked).await?;
    drop(db);
    let data = |ending: &str| format!("{}.{ending}{}", links::promises(place.slug()), page.data);
    let around = Page::new("Promises and what became of them")
        .caption(place.name())
        .crumb(place.name(), folkmoot_register::links::place(place.slug()))
        .lead("What partners promised each other and the people here, by when, and how it went.")
        .feed("Promises as JSON", data("json"), "application/json")
        .feed("Promises as CSV", data("csv"), "text/csv")
        .invented(place.is_invented())
        .wide();
    ctx.page(around.template(&page)).await
}

async fn page(ctx: &Ctx, db: &mut Conn, place: &Place, asked: Asked) -> Result<FollowPage, PageError> {
    let view = seen::view(ctx, db, place.id()).await?;
    let filter = asked.filter(place.id());
    let counted = Counted::load(db, &view, &filter).await?;
    let owners = store::promise_owners(db, &view, place.id()).await?;
    let owners = register::organisation_names(db, &owners).await?;
    let number = asked.page();
    let lines = store::promise_lines(db, &view, &filter, PAGE, (number - 1) * PAGE).await?;
    let href = |page: u32| format!("{}{}", links::promises(place.slug()), asked.query(page));
    let found = counted.sum();
    let lines = lines.into_iter().map(|line| (name(&counted.names, line.organisation_id), line));
    Ok(FollowPage {
        figures: Group::ALL.iter().map(|group| group.words()).zip(Counted::by_group(&counted.all)).collect(),
        charts: charts(db, place, &counted).await?,
        lines: lines.map(|(owner, line)| (line, owner)).collect(),
        filters: filters(db, place, owners, &asked).await?,
        before: (number > 1).then(|| href(number - 1)),
        more: (found > i64::from(number) * i64::from(PAGE)).then(|| href(number + 1)),
        data: asked.query(1),
        earlier: view.earlier_day(),
        delay_days: view.patience.public_delay_days,
        may_offer: !speaks_for(ctx, place.id()).is_empty(),
        may_choose: ctx.may(CHANGE_PATIENCE, Subject::place(place.id())),
        slug: place.slug().clone(),
        found,
        asked,
    })
}

async fn filters(db: &mut Conn, place: &Place, owners: Names, asked: &Asked) -> Result<Filters, Error> {
    let mut organisations: Vec<_> = owners.into_iter().map(|(id, (_, name))| (id.to_string(), name)).collect();
    organisations.sort_by_key(|(_, name)| name.to_lowercase());
    let priorities = store::priorities_of_place(db, place.id()).await?;
    let priorities = priorities.iter().map(|one| (one.id().to_string(), one.title().to_owned()));
    let bodies = store::bodies_of_place(db, place.id(), Which::All).await?;
    let bodies = bodies.iter().map(|one| (one.id().to_string(), one.name().to_owned()));
    Ok(Filters {
        states: options(Life::ALL.map(|life| (life.key().to_owned(), life.words().to_owned())), &asked.state),
        organisations: options(organisations, &asked.organisation),
        priorities: options(priorities, &asked.priority),
        bodies: options(bodies, &asked.body),
    })
}

async fn charts(db: &mut Conn, place: &Place, counted: &Counted) -> Result<Vec<String>, Error> {
    if counted.owners.is_empty() {
        return Ok(Vec::new());
    }
    let states = Life::ALL.iter().filter_map(|life| Some(Bar::new(life.words(), *counted.all.get(life)?)));
    let by_state = About::new("by-state", "Promises by state").each("State").counting("promise", "promises");
    let (title, each, stacks) = if counted.owners.len() > BARS_MAX {
        ("Promises by kind of partner", "Kind of partner", by_sector(db, place, counted).await?)
    } else {
        ("Promises by organisation", "Organisation", by_organisation(counted))
    };
    let by_owner = About::new("by-owner", title).each(each).counting("promise", "promises");
    let parts = Group::ALL.map(|group| group.words().to_owned()).to_vec();
    Ok(vec![bar(&Bars::across(by_state, states.collect())), stacked_bar(&Stacks::of(by_owner, parts, stacks))])
}

/// In the order of the alphabet.
fn by_organisation(counted: &Counted) -> Vec<Stack> {
    let named = counted.owners.iter().map(|(id, counts)| (name(&counted.names, *id), Counted::by_group(counts)));
    let mut all: Vec<(String, Vec<i64>)> = named.collect();
    all.sort_by_key(|(name, _)| name.to_lowercase());
    all.into_iter().map(|(name, values)| Stack::new(name, values)).collect()
}

async fn by_sector(db: &mut Conn, place: &Place, counted: &Counted) -> Result<Vec<Stack>, Error> {
    let partners = register::partners(db, place.id()).await?;
    let of_partner: BTreeMap<OrganisationId, &'static str> =
        partners.iter().map(|partner| (partner.id, partner.sector_words())).collect();
    let mut sums: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
    for (owner, counts) in &counted.owners {
        let sector = match of_partner.get(owner) {
            Some(words) => *words,
            None => sector_of(db, *owner).await?,
        };
        let sum = sums.entry(sector).or_insert_with(|| vec![0; Group::ALL.len()]);
        sum.iter_mut().zip(Counted::by_group(counts)).for_each(|(sum, count)| *sum += count);
    }
    Ok(sums.into_iter().map(|(sector, values)| Stack::new(sector, values)).collect())
}

/// Of one that is a partner no longer.
async fn sector_of(db: &mut Conn, owner: OrganisationId) -> Result<&'static str, Error> {
    let found = register::organisation(db, owner).await?;
    Ok(found.map_or(Sector::Other, |organisation| organisation.details().sector).words())
}

impl FollowPage {
    fn action(&self) -> String {
        links::promises(&self.slug)
    }

    fn decisions(&self) -> String {
        links::decisions(&self.slug)
    }
}
