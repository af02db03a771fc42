//! Priorities of the place beside partners' own strategies, and where the two do not meet.

use super::at::{self, called, place_at, speaks_for};
use crate::acts::SEE_FOCUS;
use crate::aim::{Aim, Gaps, gaps};
use crate::links;
use crate::store;
use askama::Template;
use folkmoot_governance::priority::Priority;
use folkmoot_governance::{links as governance_links, store as governance};
use folkmoot_kernel::OrganisationId;
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/crosswalk", SEE_FOCUS, show)
}

/// A line of somebody's strategy, as the page shows it.
#[derive(Debug)]
struct AimLine {
    who: String,
    who_href: String,
    words: String,
    source: String,
    source_url: String,
    /// For those who speak for the organisation.
    edit: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "crosswalk.html")]
struct CrosswalkPage {
    /// Each priority with the aims that it meets.
    met: Vec<(String, String, Vec<AimLine>)>,
    nobodys: Vec<(String, String)>,
    unmet: Vec<AimLine>,
    aims: usize,
    /// Name and form of each organisation that the reader speaks for.
    add: Vec<(String, String)>,
    data: String,
}

struct Known {
    place: Place,
    priorities: Vec<Priority>,
    aims: Vec<Aim>,
    names: BTreeMap<OrganisationId, (String, String)>,
}

async fn known(ctx: &Ctx, db: &mut Conn, key: &str) -> Result<Known, PageError> {
    let place = place_at(db, key).await?;
    let aims = store::aims(db, place.id()).await?;
    let mut ids: Vec<OrganisationId> = aims.iter().map(Aim::organisation).collect();
    ids.extend(speaks_for(ctx, place.id()));
    let names = match ids.is_empty() {
        true => BTreeMap::new(),
        false => register::organisation_names(db, &ids).await?,
    };
    let named = names.into_iter().map(|(id, (slug, name))| (id, (name, register_links::organisation(slug))));
    Ok(Known {
        priorities: governance::current_priorities(db, place.id(), ctx.now().date()).await?,
        names: named.collect(),
        aims,
        place,
    })
}

impl Known {
    fn gaps(&self) -> Gaps {
        let current: Vec<_> = self.priorities.iter().map(Priority::id).collect();
        gaps(&current, &self.aims)
    }

    fn line(&self, aim: &Aim, own: &[OrganisationId]) -> AimLine {
        let (who, who_href) = self.names.get(&aim.organisation()).cloned().unwrap_or_default();
        let said = aim.details();
        AimLine {
            who,
            who_href,
            words: said.words.clone(),
            source: said.source.clone(),
            source_url: said.source_url.clone(),
            edit: own.contains(&aim.organisation()).then(|| links::aim(aim.id())),
        }
    }
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let known = known(&ctx, &mut *ctx.read().await?, &key).await?;
    let own = speaks_for(&ctx, known.place.id());
    let gaps = known.gaps();
    let href = links::crosswalk(known.place.slug());
    let linked = |one: &Priority| (called(one), governance_links::priority(one.id()));
    let met = |one: &Priority| {
        let aims = known.aims.iter().filter(|aim| aim.details().priorities.contains(&one.id()));
        let lines: Vec<AimLine> = aims.map(|aim| known.line(aim, &own)).collect();
        (called(one), governance_links::priority(one.id()), lines)
    };
    let name = |id: &OrganisationId| known.names.get(id).map(|(name, _)| name.clone()).unwrap_or_default();
    let page = CrosswalkPage {
        met: known.priorities.iter().map(met).filter(|(_, _, aims)| !aims.is_empty()).collect(),
        nobodys: known.priorities.iter().filter(|one| gaps.nobodys.contains(&one.id())).map(linked).collect(),
        unmet: known
            .aims
            .iter()
            .filter(|aim| gaps.unmet.contains(&aim.id()))
            .map(|aim| known.line(aim, &own))
            .collect(),
        aims: known.aims.len(),
        add: own.iter().map(|id| (name(id), format!("{href}/add/{id}"))).collect(),
        data: href.clone(),
    };
    let around = at::page("Priorities and partners’ own strategies", &known.place, &href).lead(
        "What partners’ own strategies want, which priority of the place meets it, and where the two do not meet.",
    );
    ctx.page(around.template(&page)).await
}

/// A row for each aim and the priority that meets it; one without a priority for an aim that none meets.
pub(crate) async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let known = known(ctx, &mut *ctx.read().await?, &key).await?;
    let head = ["Organisation", "Aim", "Source", "Address", "Priority"];
    let mut table = Csv::new(format!("{}-crosswalk", known.place.slug()), &head);
    for aim in &known.aims {
        let line = known.line(aim, &[]);
        let met = known.priorities.iter().filter(|one| aim.details().priorities.contains(&one.id()));
        let mut met: Vec<String> = met.map(called).collect();
        if met.is_empty() {
            met.push(String::new());
        }
        for priority in met {
            table.row(vec![
                line.who.clone(),
                line.words.clone(),
                line.source.clone(),
                line.source_url.clone(),
                priority,
            ]);
        }
    }
    Ok(table)
}
