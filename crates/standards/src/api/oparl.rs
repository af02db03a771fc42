//! OParl 1.1 (sources.md#oparl): everything that everybody may read of bodies, meetings, papers and who sits where, one address for
//! each thing, lists in pages. It is what the public sees, whoever asks: programs do not sign in.

mod asked;
mod bodies;
mod entries;
mod files;
mod meetings;
mod object;
mod papers;
mod people;
mod world;

use asked::{Asked, Page};
use entries::entries;
use folkmoot_governance::acts::SEE_GOVERNANCE;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PlaceId};
use folkmoot_register::store as register;
use folkmoot_web::{Ctx, PageError, Path, Query, Response, Routes};
use object::{Kind, Object};
use serde_json::{Value, json};
use world::World;

/// Most places on one site.
const PLACES_MAX: u32 = 2_000;

pub(super) fn routes() -> Routes {
    let routes = Routes::new()
        .get("/oparl.json", SEE_GOVERNANCE, system)
        .get("/oparl/bodies", SEE_GOVERNANCE, places)
        .get("/oparl/bodies/{thing}", SEE_GOVERNANCE, place)
        .get("/oparl/bodies/{thing}/{list}", SEE_GOVERNANCE, list)
        .get("/oparl/organizations/{thing}/meetings", SEE_GOVERNANCE, meetings_of_body);
    things(routes)
}

fn things(routes: Routes) -> Routes {
    routes
        .get("/oparl/organizations/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Organization, id))
        .get("/oparl/people/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Person, id))
        .get("/oparl/memberships/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Membership, id))
        .get("/oparl/meetings/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Meeting, id))
        .get("/oparl/locations/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Location, id))
        .get("/oparl/agenda-items/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::AgendaItem, id))
        .get("/oparl/papers/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Paper, id))
        .get("/oparl/consultations/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Consultation, id))
        .get("/oparl/files/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::File, id))
        .get("/oparl/packs/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Pack, id))
        .get("/oparl/minutes/{thing}", SEE_GOVERNANCE, |ctx, id| thing(ctx, Kind::Minutes, id))
}

/// The door: who publishes this, and where the list of places is.
async fn system(ctx: Ctx) -> Result<Response, PageError> {
    let root = format!("{}/oparl", ctx.site().url);
    let door = format!("{root}.json");
    ctx.json(&json!({
        "id": door,
        "type": format!("{}System", object::SCHEMA),
        "oparlVersion": object::SCHEMA,
        "body": format!("{root}/bodies"),
        "name": ctx.site().name,
        "website": ctx.site().url,
        "web": ctx.site().url,
    }))
}

async fn places(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let asked = asked.read()?;
    let mut db = ctx.read().await?;
    let mut world = World::new(&ctx, &mut db);
    let all = register::places(world.db, &register::PlaceFilter::default(), PLACES_MAX, 0).await?;
    let entries = entries::of_places(&mut world, all.into_iter().map(|line| line.id).collect(), &asked).await?;
    let page = asked.page(&entries);
    let mut found = Vec::new();
    for entry in page.entries {
        found.extend(bodies::place(&mut world, PlaceId::from_number(entry.id.number())).await?);
    }
    let address = format!("{}/bodies", world.root);
    ctx.json(&told(found, &asked, &page, &address))
}

async fn place(ctx: Ctx, Path(id): Path<PlaceId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let found = bodies::place(&mut World::new(&ctx, &mut db), id).await?;
    ctx.json(&found.ok_or_else(PageError::not_found)?.value())
}

async fn list(
    ctx: Ctx,
    Path((place, list)): Path<(PlaceId, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let asked = asked.read()?;
    let mut db = ctx.read().await?;
    let mut world = World::new(&ctx, &mut db);
    register::place(world.db, place).await?.ok_or_else(PageError::not_found)?;
    let address = format!("{}/bodies/{place}/{list}", world.root);
    let kind = Kind::listed(&list);
    let entries = match kind {
        Some(kind) => entries(&mut world, kind, place, &asked).await?,
        // A place has no legislative terms; the standard wants the list all the same.
        None if list == "legislative-terms" => Vec::new(),
        None => return Err(PageError::not_found()),
    };
    let page = asked.page(&entries);
    let found = build_all(&mut world, kind, &page).await?;
    ctx.json(&told(found, &asked, &page, &address))
}

async fn meetings_of_body(
    ctx: Ctx,
    Path(id): Path<Id<Anything>>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let asked = asked.read()?;
    let mut db = ctx.read().await?;
    let mut world = World::new(&ctx, &mut db);
    let entries = entries::of_body(&mut world, id, &asked).await?;
    let address = format!("{}/{id}/meetings", world.list(Kind::Organization));
    let page = asked.page(&entries);
    let found = build_all(&mut world, Some(Kind::Meeting), &page).await?;
    ctx.json(&told(found, &asked, &page, &address))
}

async fn thing(ctx: Ctx, kind: Kind, Path(id): Path<Id<Anything>>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let found = build(&mut World::new(&ctx, &mut db), kind, id).await?;
    ctx.json(&found.ok_or_else(PageError::not_found)?.value())
}

async fn build_all(world: &mut World<'_>, kind: Option<Kind>, page: &Page<'_>) -> Result<Vec<Object>, PageError> {
    let mut found = Vec::new();
    let Some(kind) = kind else { return Ok(found) };
    for entry in page.entries {
        match entry.deleted {
            true => found.push(world.gone(kind, entry.id, entry.modified)),
            false => found.extend(build(world, kind, entry.id).await?),
        }
    }
    Ok(found)
}

/// One thing as the public may read it; nothing where there is none.
async fn build(world: &mut World<'_>, kind: Kind, id: Id<Anything>) -> Result<Option<Object>, PageError> {
    Ok(match kind {
        Kind::Organization => bodies::organization(world, id).await?,
        Kind::Person => people::person(world, id).await?,
        Kind::Membership => people::membership(world, id).await?,
        Kind::Meeting => meetings::meeting(world, id).await?,
        Kind::Location => meetings::location_at(world, id).await?,
        Kind::AgendaItem => meetings::item_at(world, id).await?,
        Kind::Paper => papers::paper(world, id).await?,
        Kind::Consultation => papers::consultation(world, id).await?,
        Kind::File => files::file_at(world, id).await?,
        Kind::Pack => files::pack_at(world, id).await?,
        Kind::Minutes => files::minutes_at(world, id).await?,
    })
}

/// A page of a list as the standard has it: the things, how many there are, and where the other pages are.
fn told(found: Vec<Object>, asked: &asked::Filter, page: &Page<'_>, address: &str) -> Value {
    let data: Vec<Value> = found.into_iter().map(|one| one.shown(asked.omit_internal)).collect();
    json!({ "data": data, "pagination": page.numbers(), "links": page.links(asked, address) })
}
