//! What the team of a place has to ring about: what readers say is wrong, and what nobody answered for.

use super::at::{place_at, steps};
use crate::actions::{self, ToRing};
use crate::acts::SEE_WAITING;
use crate::fresh::Risk;
use crate::links;
use crate::need::Need;
use crate::store;
use crate::unmet;
use askama::Template;
use folkmoot_kernel::{AreaCode, PlaceId};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, Page, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

/// Of each kind.
const SHOWN: u32 = 100;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/help/due", SEE_WAITING, due)
}

#[derive(Debug, Template)]
#[template(path = "due.html")]
struct DuePage {
    /// Name, address, and what is said or known.
    wrongs: Vec<(String, String, String)>,
    to_ring: Vec<(String, String, String)>,
    more: usize,
    fresh: String,
    /// What was looked for and not found in the last year: words and how often.
    unmet: Vec<(String, String)>,
    unmet_areas: Vec<(String, String)>,
    back: String,
}

async fn due(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (mut db, today) = (ctx.read().await?, ctx.now().date());
    let place = place_at(&mut db, &key).await?;
    ctx.allowed(&[SEE_WAITING], place.subject())?;
    let told = store::waiting_wrongs(&mut db, place.id(), SHOWN).await?;
    let ids: Vec<_> = told.iter().map(|(id, _)| *id).collect();
    let names: BTreeMap<_, _> = store::listings_by_id(&mut db, &ids).await?;
    let to_ring = actions::to_ring(&mut db, place.id(), today).await?;
    let (fresh, all) = store::fresh_share(&mut db, place.id(), today).await?;
    let since = format!("{:04}-{:02}", today.year() - 1, today.month());
    let needs = store::unmet_needs(&mut db, place.id(), &since).await?;
    let areas = unmet_areas(&mut db, place.id(), &since).await?;
    drop(db);
    let wrongs = told.into_iter().filter_map(|(id, told)| {
        let name = names.get(&id)?.about().name.clone();
        let words = if told.words.is_empty() { String::new() } else { format!(": “{}”", told.words) };
        let href = format!("{}/wrong/{}", links::listing(id), told.id);
        Some((name, href, format!("{}{words}", told.what.words())))
    });
    let page = DuePage {
        wrongs: wrongs.collect(),
        more: to_ring.len().saturating_sub(SHOWN as usize),
        to_ring: to_ring.iter().take(SHOWN as usize).map(line).collect(),
        fresh: fresh_in_words(fresh, all),
        unmet: needs.iter().map(|line| (need_in_words(&line.key), unmet::in_words(line.count))).collect(),
        unmet_areas: areas,
        back: links::help_in(place.slug()),
    };
    let around = Page::new("Listings to ask about").caption(place.name()).invented(place.is_invented());
    let around = steps(&place).into_iter().fold(around, |page, (words, href)| page.crumb(words, href));
    ctx.page(around.template(&page)).await
}

/// By the names of small areas. An area with few is not named: who lives there could be guessed.
async fn unmet_areas(db: &mut Conn, place: PlaceId, since: &str) -> Result<Vec<(String, String)>, Error> {
    let lines = store::unmet_areas(db, place, since).await?;
    let many: Vec<_> = lines.into_iter().filter(|line| line.count >= unmet::SMALL).collect();
    let codes: Vec<AreaCode> = many.iter().filter_map(|line| line.key.parse().ok()).collect();
    let named = register::areas_named(db, &codes).await?;
    let name =
        |code: &str| named.iter().find(|area| area.code.as_str() == code).map_or(code, |area| &area.name).to_owned();
    Ok(many.iter().map(|line| (name(&line.key), line.count.to_string())).collect())
}

fn need_in_words(key: &str) -> String {
    Need::read(key).map_or("Something that we have no word for", Need::words).to_owned()
}

/// "46 of 48 were checked in the last three months"
pub(super) fn fresh_in_words(fresh: i64, all: i64) -> String {
    format!("{fresh} of {all} were checked in the last three months")
}

fn line(one: &ToRing) -> (String, String, String) {
    let risk = if one.listing.risk() == Risk::High { "People come in need. " } else { "" };
    let letters = match one.letters {
        0 if one.has_phone => "They left a telephone number.".to_owned(),
        0 => "Nobody left a way to ask: try what is published.".to_owned(),
        1 => "One letter went unanswered.".to_owned(),
        letters => {
            format!("{} letters went unanswered.", folkmoot_kernel::capital(&folkmoot_kernel::words::in_words(letters)))
        }
    };
    let about = format!("{risk}{}. {letters}", one.standing.known_in_words());
    (one.listing.about().name.clone(), links::listing(one.listing.id()), about)
}
