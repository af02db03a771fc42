//! What somebody told and nobody of the place has looked at yet.

use super::at::{place_at, steps};
use crate::acts::SEE_WAITING;
use crate::links;
use crate::listing::State;
use crate::store::{self, ListingFilter, ListingLine};
use askama::Template;
use folkmoot_web::{Ctx, Page, PageError, Path, Response, Routes};

/// More than can wait in one place.
const WAITING_SHOWN: u32 = 300;
/// Of each kind of what is no longer listed.
const GONE_SHOWN: u32 = 200;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/help/waiting", SEE_WAITING, waiting)
}

#[derive(Debug, Template)]
#[template(path = "waiting.html")]
struct WaitingPage {
    /// Name, address, and who runs it or what became of it.
    lines: Vec<(String, String, String)>,
    gone: Vec<(String, String, String)>,
    back: String,
}

async fn waiting(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    ctx.allowed(&[SEE_WAITING], place.subject())?;
    let of = |state: State| ListingFilter { place: Some(place.id()), state: Some(state), ..ListingFilter::default() };
    let told = store::lines(&mut db, &of(State::Waiting), WAITING_SHOWN).await?;
    let hidden = store::lines(&mut db, &of(State::Hidden), GONE_SHOWN).await?;
    let ended = store::lines(&mut db, &of(State::Ended), GONE_SHOWN).await?;
    drop(db);
    let line = |line: ListingLine, about: String| (line.name, links::listing(line.id), about);
    let gone =
        hidden.into_iter().map(|one| (one, State::Hidden)).chain(ended.into_iter().map(|one| (one, State::Ended)));
    let page = WaitingPage {
        lines: told
            .into_iter()
            .map(|mut one| {
                let by = one.provider.take().unwrap_or_default();
                line(one, by)
            })
            .collect(),
        gone: gone.map(|(one, state)| line(one, state.words().to_owned())).collect(),
        back: links::help_in(place.slug()),
    };
    let around = Page::new("Waiting to be looked at").caption(place.name()).invented(place.is_invented());
    let around = steps(&place).into_iter().fold(around, |page, (words, href)| page.crumb(words, href));
    ctx.page(around.template(&page)).await
}
