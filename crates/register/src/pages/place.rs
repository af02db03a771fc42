//! A place's page: who leads, who sits, what it decided, what was promised, where it is, and what it has not said yet.

mod ground;

use super::{To, place_at, to};
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE, CLOSE_PLACE, CONFIRM_PLACE};
use crate::basics::{self, Basic, Known};
use crate::document::Document;
use crate::links;
use crate::neighbourhood::Neighbourhood;
use crate::organisation::Sector;
use crate::place::Place;
use crate::store::{self, PartnerLine};
use crate::system::System;
use crate::wants::{BodyLine, News, PlaceNews};
use askama::Template;
use folkmoot_kernel::Date;
use folkmoot_kernel::pence::thousands;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Page, PageError, Path, Response};
use ground::Ground;

#[derive(Debug, Template)]
#[template(path = "place.html")]
struct PlacePage {
    place: Place,
    today: Date,
    system: Option<System>,
    bodies: Vec<BodyLine>,
    news: Option<News>,
    neighbourhoods: Vec<Neighbourhood>,
    sectors: Vec<(&'static str, usize)>,
    partners: usize,
    documents: Vec<Document>,
    basics: Vec<Basic>,
    ground: Ground,
    confirmed_by: String,
    team: Vec<To>,
    may_confirm: bool,
}

/// Bodies shown on the page itself; the others are one link away, in their tree.
const BODIES_SHOWN: usize = 8;

impl PlacePage {
    fn has_more_bodies(&self) -> bool {
        self.bodies.len() > BODIES_SHOWN
    }

    fn first_bodies(&self) -> &[BodyLine] {
        &self.bodies[..self.bodies.len().min(BODIES_SHOWN)]
    }

    fn basics_words(&self) -> String {
        basics::in_words(&self.basics)
    }

    fn residents(&self) -> String {
        thousands(u64::try_from(self.ground.facts.residents()).unwrap_or(0))
    }

    fn leader_employer(&self) -> &'static str {
        self.place.profile().leader_employer.map_or("", |employer| employer.words())
    }

    fn accountable(&self) -> String {
        let profile = self.place.profile();
        match (profile.accountable, profile.accountable_words.as_str()) {
            (None, _) => String::new(),
            (Some(said), "") => said.words().to_owned(),
            (Some(said), who) => format!("{}: {who}", said.words()),
        }
    }

    fn delegation(&self) -> String {
        let profile = self.place.profile();
        match (profile.delegation, profile.delegation_headings.as_str()) {
            (None, _) => String::new(),
            (Some(said), "") => said.words().to_owned(),
            (Some(said), headings) => format!("{}: {headings}", said.words()),
        }
    }

    fn outcomes(&self) -> &'static str {
        self.place.profile().outcomes.map_or("", |outcomes| outcomes.words())
    }

    /// Where the team says what is missing.
    fn to_say(&self, basic: &Basic) -> Option<&'static str> {
        basic.form.filter(|_| !basic.said && !self.team.is_empty())
    }

    fn has_contact(&self) -> bool {
        let details = self.place.details();
        [&details.contact_post, &details.contact_email, &details.contact_phone].iter().any(|words| !words.is_empty())
    }
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let inside = page_of(&ctx, &mut db, place).await?;
    drop(db);
    let slug = inside.place.slug().clone();
    let mut page = Page::new(inside.place.name()).invented(inside.place.is_invented()).crumb("Places", links::PLACES);
    if let Some(system) = &inside.system {
        page = page.crumb(&system.details().name, links::system(system.slug()));
    }
    if !inside.place.details().summary.is_empty() {
        page = page.lead(&inside.place.details().summary);
    }
    let data = format!("{}/place.json", links::place(slug));
    ctx.page(page.feed("This place as data", data, "application/json").template(&inside)).await
}

async fn page_of(ctx: &Ctx, db: &mut Conn, place: Place) -> Result<PlacePage, PageError> {
    let (id, today) = (place.id(), ctx.now().date());
    let (bodies, news) = wanted(ctx, db, &place).await?;
    let partners = store::partners(db, id).await?;
    let documents = store::documents(db, id).await?;
    let ground = Ground::of(db, id).await?;
    let known = Known {
        partners: i64::try_from(partners.len()).unwrap_or(i64::MAX),
        areas: ground.facts.areas,
        documents: documents.iter().map(|document| document.kind).collect(),
        next_meeting: news.as_ref().map(|news| news.next_meeting.is_some()),
    };
    let confirmed_by = match place.confirmed() {
        Some(confirmed) => store::person_names(db, &[confirmed.by]).await?.remove(&confirmed.by).unwrap_or_default(),
        None => String::new(),
    };
    Ok(PlacePage {
        system: store::system(db, place.details().system).await?,
        neighbourhoods: store::neighbourhoods(db, id).await?,
        sectors: by_sector(&partners),
        partners: partners.len(),
        basics: basics::basics(&place, &known, today),
        team: team_links(ctx, &place),
        may_confirm: ctx.may(CONFIRM_PLACE, place.subject()) && place.closed_on().is_none(),
        today,
        bodies,
        news,
        documents,
        ground,
        confirmed_by,
        place,
    })
}

/// What other capabilities know, where there are any.
async fn wanted(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<(Vec<BodyLine>, Option<News>), PageError> {
    match ctx.wanted::<dyn PlaceNews>() {
        Some(news) => Ok((news.bodies(db, place.id()).await?, Some(news.news(db, place.id(), ctx.now()).await?))),
        None => Ok((Vec::new(), None)),
    }
}

/// How many partners of each sector, in the order of the list of sectors.
fn by_sector(partners: &[PartnerLine]) -> Vec<(&'static str, usize)> {
    let count = |sector: &Sector| partners.iter().filter(|partner| partner.sector == sector.key()).count();
    let counted = Sector::ALL.iter().map(|sector| (sector.words(), count(sector)));
    counted.filter(|(_, count)| *count > 0).collect()
}

/// What the team, or an administrator, may do here.
fn team_links(ctx: &Ctx, place: &Place) -> Vec<To> {
    let base = links::place(place.slug());
    let mut all = Vec::new();
    if ctx.may(CHANGE_PLACE, place.subject()) || ctx.may(ADMINISTER_PLACE, place.subject()) {
        let forms = [
            ("Say who leads, and how", "profile"),
            ("Change name, summary and contact", "edit"),
            ("Change the footprint", "footprint"),
            ("Choose the footprint by councils", "footprint/councils"),
            ("Add a neighbourhood", "neighbourhoods/add"),
            ("Add a document", "documents/add"),
            ("Add a partner", "partners/add"),
            ("Seats and who holds them", "seats"),
        ];
        all.extend(forms.map(|(words, end)| to(words, format!("{base}/{end}"))));
    }
    if ctx.may(CLOSE_PLACE, place.subject()) && place.closed_on().is_none() {
        all.push(to("Close this place", format!("{base}/close")));
    }
    all
}
