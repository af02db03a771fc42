//! The register of places: search, filter, sort, pages; as a page here, as data in `api`.

use super::{Chosen, options, query};
use crate::acts::{ADD_PLACE, ADD_SYSTEM};
use crate::profile::{Delegation, GovernanceModel};
use crate::store::{self, HarvestedRow, PlaceFilter, PlaceLine, PlaceSort};
use askama::Template;
use folkmoot_kernel::Subject;
use folkmoot_web::{Ctx, Page, PageError, Query, Response};
use serde::Deserialize;

/// Places on one page of the list.
const PAGE: u32 = 50;
/// Places published elsewhere that are shown below.
const ELSEWHERE: u32 = 50;

/// What the filter says. All optional; what is not understood is passed over.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    region: String,
    system: String,
    delegation: String,
    model: String,
    sort: String,
    page: String,
}

#[derive(Debug, Template)]
#[template(path = "places.html")]
struct PlacesPage {
    asked: Asked,
    places: Vec<PlaceLine>,
    elsewhere: Vec<HarvestedRow>,
    regions: Vec<Chosen>,
    systems: Vec<Chosen>,
    delegations: Vec<Chosen>,
    models: Vec<Chosen>,
    sorts: Vec<Chosen>,
    data_query: String,
    earlier: Option<String>,
    later: Option<String>,
    may_add_place: bool,
    may_add_system: bool,
}

impl Asked {
    pub(crate) fn filter(&self) -> PlaceFilter {
        PlaceFilter {
            words: self.q.clone(),
            region: self.region.clone(),
            system: self.system.parse().ok(),
            delegation: Delegation::read(&self.delegation),
            model: GovernanceModel::read(&self.model),
            sort: PlaceSort::read(&self.sort),
        }
    }

    fn number(&self) -> u32 {
        self.page.parse::<u32>().unwrap_or(1).clamp(1, 10_000)
    }

    fn is_narrow(&self) -> bool {
        self.filter_words() != ["", "", "", "", ""]
    }

    fn filter_words(&self) -> [&str; 5] {
        [&self.q, &self.region, &self.system, &self.delegation, &self.model]
    }

    fn query(&self, page: &str) -> String {
        query(&[
            ("q", &self.q),
            ("region", &self.region),
            ("system", &self.system),
            ("delegation", &self.delegation),
            ("model", &self.model),
            ("sort", &self.sort),
            ("page", page),
        ])
    }
}

pub(super) async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let skip = (asked.number() - 1) * PAGE;
    let mut places = store::places(&mut db, &asked.filter(), PAGE + 1, skip).await?;
    let more = places.len() > PAGE as usize;
    places.truncate(PAGE as usize);
    let page = PlacesPage {
        earlier: (asked.number() > 1).then(|| asked.query(&(asked.number() - 1).to_string())),
        later: more.then(|| asked.query(&(asked.number() + 1).to_string())),
        data_query: asked.query(""),
        elsewhere: store::harvested(&mut db, &asked.q, ELSEWHERE).await?,
        regions: options(
            store::regions(&mut db).await?.into_iter().map(|region| (region.clone(), region)),
            &asked.region,
        ),
        systems: systems(store::systems(&mut db).await?, &asked.system),
        delegations: options(Delegation::ALL.iter().map(|one| (one.key(), one.words())), &asked.delegation),
        models: options(GovernanceModel::ALL.iter().map(|one| (one.key(), one.words())), &asked.model),
        sorts: sorts(&asked),
        may_add_place: ctx.may(ADD_PLACE, Subject::default()),
        may_add_system: ctx.may(ADD_SYSTEM, Subject::default()),
        places,
        asked,
    };
    drop(db);
    let around = Page::new("Places").lead("Who leads health and care where you live, and how to reach them.").wide();
    ctx.page(around.feed("Places as JSON", "/places.json", "application/json").template(&page)).await
}

fn systems(lines: Vec<store::SystemLine>, chosen: &str) -> Vec<Chosen> {
    options(lines.into_iter().map(|line| (line.slug.to_string(), line.name)), chosen)
}

fn sorts(asked: &Asked) -> Vec<Chosen> {
    let all = [(PlaceSort::Name, "Name"), (PlaceSort::System, "System"), (PlaceSort::Confirmed, "Longest unconfirmed")];
    options(all.map(|(sort, words)| (sort.key(), words)), PlaceSort::read(&asked.sort).key())
}
