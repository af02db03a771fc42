//! My interests, and those of the organisations for which I speak: to declare, change and end.

use super::Names;
use super::register::{Line, own_parties};
use crate::interest::{Interest, Party};
use crate::links;
use crate::pages::at::place_of;
use crate::store;
use askama::Template;
use folkmoot_kernel::PlaceId;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Page, PageError, Response};
use std::collections::BTreeSet;

#[derive(Debug, Template)]
#[template(path = "interests_own.html")]
struct OwnPage {
    groups: Vec<Group>,
}

/// The interests of one party in one place.
#[derive(Debug)]
struct Group {
    /// "Your own in Oxmoor Vale", "Vale Trust in Oxmoor Vale"
    heading: String,
    declare_href: String,
    register_href: String,
    lines: Vec<(Line, String)>,
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let places: BTreeSet<PlaceId> = ctx.actor().held().iter().map(|seat| seat.place).collect();
    let mut groups = Vec::new();
    for place in places {
        for party in own_parties(&ctx, place) {
            groups.push(group(&ctx, &mut db, place, party).await?);
        }
    }
    drop(db);
    let around = Page::new("Your interests")
        .crumb("My page", links::MINE)
        .lead("What you and your organisation have to do with what is decided here. Everybody can read it, so write what you would say in the room.");
    ctx.page(around.template(&OwnPage { groups })).await
}

async fn group(ctx: &Ctx, db: &mut Conn, place: PlaceId, party: Party) -> Result<Group, PageError> {
    let today = ctx.now().date();
    let place = place_of(db, place).await?;
    let all: Vec<Interest> =
        store::interests_of(db, party).await?.into_iter().filter(|one| one.place() == place.id()).collect();
    let names = Names::of(db, [party], all.iter().map(Interest::named)).await?;
    let href = links::interests(place.slug());
    let (heading, declare_href) = match party {
        Party::Person(_) => (format!("Your own in {}", place.name()), format!("{href}/declare")),
        Party::Organisation(id) => {
            (format!("{} in {}", names.party(party), place.name()), format!("{href}/declare?for={id}"))
        }
    };
    let line = |one: &Interest| (Line::of(one, &names, today), links::interest(one.id()));
    Ok(Group { heading, declare_href, register_href: href, lines: all.iter().map(line).collect() })
}
