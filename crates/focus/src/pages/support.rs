//! Whose priorities these are: where each came from, and how many of each sector have it for their own. Who says what is for partners.

use super::at::{self, called, is_partner, place_at, speaks_for};
use crate::acts::SEE_FOCUS;
use crate::links;
use crate::store::{self, SupportLine};
use crate::support::{Level, Tally};
use askama::Template;
use folkmoot_governance::priority::Priority;
use folkmoot_governance::{links as governance_links, store as governance};
use folkmoot_kernel::OrganisationId;
use folkmoot_kernel::words::listed;
use folkmoot_register::organisation::Family;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::charts::{About, Stack, Stacks, stacked_bar};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/support", SEE_FOCUS, show)
}

/// A priority with what is said of it.
#[derive(Debug)]
struct Line {
    href: String,
    title: String,
    origin: &'static str,
    tally: Tally,
    /// Sectors that have spoken and of which nobody stands behind it.
    without: String,
    /// For partners: who says what.
    voices: Vec<(String, &'static str, String)>,
    /// For those who speak for an organisation: its name and the form.
    say: Vec<(String, String)>,
}

#[derive(Debug, Template)]
#[template(path = "support.html")]
struct SupportPage {
    chart: String,
    origins: Vec<(&'static str, usize)>,
    lines: Vec<Line>,
    levels: Vec<&'static str>,
    partner: bool,
    data: String,
    priorities: String,
}

impl Line {
    fn has_more(&self) -> bool {
        !(self.without.is_empty() && self.voices.is_empty() && self.say.is_empty())
    }

    fn counts(&self) -> Vec<i64> {
        Level::ALL.iter().map(|level| self.tally.level(*level)).collect()
    }
}

/// What is known of a place's priorities and partners.
struct Known {
    place: Place,
    priorities: Vec<Priority>,
    said: Vec<SupportLine>,
    partners: BTreeMap<OrganisationId, (String, Family)>,
}

async fn known(ctx: &Ctx, db: &mut Conn, key: &str) -> Result<Known, PageError> {
    let place = place_at(db, key).await?;
    let partners = register::partners(db, place.id()).await?;
    Ok(Known {
        priorities: governance::current_priorities(db, place.id(), ctx.now().date()).await?,
        said: store::supports(db, place.id()).await?,
        partners: partners.into_iter().map(|one| (one.id, (one.name, Family::of(&one.sector)))).collect(),
        place,
    })
}

impl Known {
    fn of<'a>(&'a self, priority: &'a Priority) -> impl Iterator<Item = (&'a SupportLine, &'a (String, Family))> {
        let said = self.said.iter().filter(|line| line.priority == priority.id());
        said.filter_map(|line| self.partners.get(&line.organisation).map(|partner| (line, partner)))
    }

    fn tally(&self, priority: &Priority) -> Tally {
        Tally::of(self.of(priority).map(|(line, (_, family))| (*family, line.said.level)))
    }
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let known = known(&ctx, &mut *ctx.read().await?, &key).await?;
    let (partner, own) = (is_partner(&ctx, known.place.id()), speaks_for(&ctx, known.place.id()));
    let lines: Vec<Line> = known.priorities.iter().map(|one| line(&known, one, partner, &own)).collect();
    let href = links::support(known.place.slug());
    let page = SupportPage {
        chart: chart(&known, &lines, &href),
        origins: origins(&known.priorities),
        levels: Level::ALL.iter().map(|level| level.words()).collect(),
        priorities: governance_links::priorities(known.place.slug()),
        partner,
        lines,
        data: href.clone(),
    };
    let around = at::page("Whose priorities these are", &known.place, &href)
        .lead("Where each priority came from, and how far partners have it for their own.");
    ctx.page(around.wide().template(&page)).await
}

fn line(known: &Known, priority: &Priority, partner: bool, own: &[OrganisationId]) -> Line {
    let tally = known.tally(priority);
    let without: Vec<&str> = tally.without().iter().map(|family| family.words()).collect();
    let mut voices: Vec<(String, &'static str, String)> = known
        .of(priority)
        .map(|(line, (name, _))| (name.clone(), line.said.level.words(), line.said.words.clone()))
        .collect();
    voices.sort_by_key(|(name, ..)| name.to_lowercase());
    let say = own.iter().filter_map(|id| {
        let (name, _) = known.partners.get(id)?;
        Some((name.clone(), links::say_support(priority.id(), *id)))
    });
    Line {
        href: governance_links::priority(priority.id()),
        title: called(priority),
        origin: priority.origin().words(),
        without: listed(&without),
        voices: if partner { voices } else { Vec::new() },
        say: say.collect(),
        tally,
    }
}

fn origins(priorities: &[Priority]) -> Vec<(&'static str, usize)> {
    let count = |origin| priorities.iter().filter(|one| one.origin() == origin).count();
    let all = folkmoot_governance::priority::Origin::ALL.into_iter().map(|origin| (origin.words(), count(origin)));
    all.filter(|(_, count)| *count > 0).collect()
}

fn chart(known: &Known, lines: &[Line], href: &str) -> String {
    let about =
        About::new("support", format!("How far partners of {} have its priorities for their own", known.place.name()))
            .each("Priority")
            .counting("partner", "partners")
            .csv(format!("{href}.csv"))
            .empty("Nobody has said yet how far a priority is their own.");
    let parts = Level::ALL.iter().map(|level| level.words().to_owned()).collect();
    let spoken = lines.iter().filter(|line| line.tally.said() > 0);
    let stacks = spoken.map(|line| Stack::new(line.title.clone(), line.counts())).collect();
    stacked_bar(&Stacks::of(about, parts, stacks))
}

/// A row for each priority, sector and level.
pub(crate) async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let known = known(ctx, &mut *ctx.read().await?, &key).await?;
    let mut table =
        Csv::new(format!("{}-support", known.place.slug()), &["Priority", "Origin", "Sector", "Level", "Partners"]);
    for priority in &known.priorities {
        let tally = known.tally(priority);
        for (family, level) in Family::ALL.iter().flat_map(|family| Level::ALL.map(|level| (*family, level))) {
            table.row(vec![
                called(priority),
                priority.origin().key().to_owned(),
                family.words().to_owned(),
                level.key().to_owned(),
                tally.count(family, level).to_string(),
            ]);
        }
    }
    Ok(table)
}
