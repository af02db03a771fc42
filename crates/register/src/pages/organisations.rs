//! Organisations: search, filter, on and on.

use super::{Chosen, options, query};
use crate::acts::ADMINISTER_ORGANISATION;
use crate::organisation::Sector;
use crate::store::{self, OrganisationFilter, OrganisationLine};
use askama::Template;
use folkmoot_kernel::Subject;
use folkmoot_web::{Ctx, Page, PageError, Query, Response};
use serde::Deserialize;

/// Organisations on one page of the list.
const PAGE: u32 = 50;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    sector: String,
    /// Id and matching name of the last one seen, as the link to more gives them.
    after: String,
}

#[derive(Debug, Template)]
#[template(path = "organisations.html")]
struct OrganisationsPage {
    asked: Asked,
    organisations: Vec<OrganisationLine>,
    sectors: Vec<Chosen>,
    more: Option<String>,
    first: String,
    may_add: bool,
}

impl Asked {
    pub(crate) fn filter(&self) -> OrganisationFilter {
        let after = self.after.split_once(' ').and_then(|(id, name)| Some((name.to_owned(), id.parse().ok()?)));
        OrganisationFilter { words: self.q.clone(), sector: Sector::read(&self.sector), after }
    }

    /// The query of what comes after this one.
    pub(crate) fn after(&self, last: &OrganisationLine) -> String {
        self.query(&format!("{} {}", last.id, last.match_name))
    }

    fn query(&self, after: &str) -> String {
        query(&[("q", &self.q), ("sector", &self.sector), ("after", after)])
    }
}

pub(super) async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let mut organisations = store::organisations(&mut db, &asked.filter(), PAGE + 1).await?;
    drop(db);
    let more = organisations.len() > PAGE as usize;
    organisations.truncate(PAGE as usize);
    let last = organisations.last().map(|last| asked.after(last));
    let page = OrganisationsPage {
        sectors: options(Sector::ALL.iter().map(|sector| (sector.key(), sector.words())), &asked.sector),
        more: last.filter(|_| more),
        first: asked.query(""),
        may_add: ctx.may(ADMINISTER_ORGANISATION, Subject::default()),
        organisations,
        asked,
    };
    let around = Page::new("Partners").lead("Organisations and groups that work together for health and care.").wide();
    ctx.page(around.feed("Partners as JSON", "/organisations.json", "application/json").template(&page)).await
}
