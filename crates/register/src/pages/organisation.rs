//! An organisation's page: what it is, which places it is part of, who sits for it, what it promised.

use crate::actions;
use crate::links;
use crate::organisation::Organisation;
use crate::store::{self, PlaceOfOrganisation, SeatLine};
use crate::wants::{NewsLine, PlaceNews};
use askama::Template;
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "organisation.html")]
struct OrganisationPage {
    organisation: Organisation,
    places: Vec<PlaceOfOrganisation>,
    seats: Vec<SeatLine>,
    promises: Option<Vec<NewsLine>>,
    shows_contact: bool,
    may_change: bool,
}

impl OrganisationPage {
    fn legal_form(&self) -> &'static str {
        self.organisation.details().legal_form.map_or("", |form| form.words())
    }

    fn has_contact(&self) -> bool {
        let details = self.organisation.details();
        !details.email.is_empty() || !details.phone.is_empty() || details.postcode.is_some()
    }
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let organisation = store::organisation_named(&mut db, &key).await?.ok_or_else(PageError::not_found)?;
    let (id, today) = (organisation.id(), ctx.now().date());
    let places = store::places_of_organisation(&mut db, id).await?;
    let promises = match ctx.wanted::<dyn PlaceNews>() {
        Some(news) => Some(news.promises_of(&mut db, id, today).await?),
        None => None,
    };
    let ids: Vec<_> = places.iter().map(|place| place.id).collect();
    let page = OrganisationPage {
        seats: store::seats_of_organisation(&mut db, id, today).await?,
        // Partners of the same places may see how to reach a small group; the public may not.
        shows_contact: !organisation.details().is_unregistered()
            || ctx.actor().held().iter().any(|held| ids.contains(&held.place)),
        may_change: actions::may_change_organisation(&ctx, id, &ids) && organisation.closed_on().is_none(),
        promises,
        places,
        organisation,
    };
    drop(db);
    let sector = page.organisation.details().sector.words();
    let around = Page::new(page.organisation.name()).caption(sector).crumb("Partners", links::ORGANISATIONS);
    ctx.page(around.template(&page)).await
}
