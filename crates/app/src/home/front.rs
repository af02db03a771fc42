//! The front page: who leads my place. With one place, straight to what it does; with more, the way to each.

use askama::Template;
use folkmoot_governance::links;
use folkmoot_register::place::Place;
use folkmoot_register::store::{self, PlaceFilter, PlaceLine};
use folkmoot_register::wants::{News, PlaceNews};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Mode, Page, PageError, Response};

/// Places that are named on the front page; the rest are one click away.
const PLACES_SHOWN: u32 = 12;

#[derive(Debug, Template)]
#[template(path = "front.html")]
struct Front {
    place: Option<Place>,
    news: News,
    places: Vec<PlaceLine>,
    count: i64,
    signed_in: bool,
    demo: bool,
}

impl Front {
    /// Where residents go first: the place, or the list of places.
    fn home(&self) -> String {
        self.place.as_ref().map_or_else(|| "/places".to_owned(), |place| format!("/places/{}", place.slug()))
    }

    fn of_place(&self, page: fn(&folkmoot_kernel::Slug) -> String) -> String {
        self.place.as_ref().map_or_else(|| "/places".to_owned(), |place| page(place.slug()))
    }

    fn promises_href(&self) -> String {
        self.of_place(|slug| links::promises(slug))
    }

    fn meetings_href(&self) -> String {
        self.of_place(|slug| links::meetings(slug))
    }

    fn decisions_href(&self) -> String {
        self.of_place(|slug| links::decisions(slug))
    }

    fn priorities_href(&self) -> String {
        self.of_place(|slug| links::priorities(slug))
    }

    fn hides_places(&self) -> bool {
        self.count > i64::from(PLACES_SHOWN)
    }
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let inside = front(&ctx, &mut db).await?;
    drop(db);
    let page = match &inside.place {
        Some(place) => Page::new(place.name()).caption("The working record of").invented(place.is_invented()),
        None => Page::new(&ctx.site().name).lead(
            "Who leads health and care in each place, what they decided, what was promised and what became of it.",
        ),
    };
    let page = match inside.place.as_ref().map(|place| place.details().summary.as_str()) {
        Some(summary) if !summary.is_empty() => page.lead(summary),
        _ => page,
    };
    ctx.page(page.wide().template(&inside)).await
}

async fn front(ctx: &Ctx, db: &mut Conn) -> Result<Front, PageError> {
    let place = store::only_place(db).await?;
    let news = match (&place, ctx.wanted::<dyn PlaceNews>()) {
        (Some(place), Some(news)) => news.news(db, place.id(), ctx.now()).await?,
        _ => News::default(),
    };
    Ok(Front {
        places: store::places(db, &PlaceFilter::default(), PLACES_SHOWN, 0).await?,
        count: store::count_places(db).await?,
        signed_in: ctx.is_signed_in(),
        demo: ctx.site().mode == Mode::Demo,
        place,
        news,
    })
}
