//! Searching for everything about somebody, for administrators.

use crate::actions::{self, About, Found, everything_of};
use crate::acts::{ERASE, SEARCH};
use crate::links;
use crate::search::{Search, SearchId};
use crate::store;
use askama::Template;
use folkmoot_kernel::{PersonId, Subject, Timestamp};
use folkmoot_register::person::Person;
use folkmoot_register::store as register;
use folkmoot_store::reading::Reading;
use folkmoot_store::{Conn, Error, reading};
use folkmoot_web::{Ctx, Page, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/administration/searches", SEARCH, searches)
        .get("/administration/searches/{search}", SEARCH, show)
        .get("/administration/searches/{search}/people/{person}", SEARCH, person)
        .get("/administration/searches/{search}/people/{person}/data.json", SEARCH, file)
}

/// Who read what, in words.
#[derive(Debug)]
pub(super) struct Line {
    pub at: Timestamp,
    pub who: String,
    pub what: String,
    pub why: String,
}

pub(super) async fn lines(db: &mut Conn, readings: Vec<Reading>) -> Result<Vec<Line>, Error> {
    let ids: Vec<PersonId> = readings.iter().filter_map(|one| one.person_id).collect();
    let names = register::person_names(db, &ids).await?;
    let line = |one: Reading| {
        let by_name = one.person_id.and_then(|id| names.get(&id).cloned());
        let who = by_name.or(one.program).unwrap_or_else(|| "somebody".to_owned());
        Line { at: one.at, who, what: one.what, why: one.why }
    };
    Ok(readings.into_iter().map(line).collect())
}

#[derive(Debug)]
struct Listed {
    search: Search,
    href: String,
    by: String,
}

#[derive(Debug, Template)]
#[template(path = "searches.html")]
struct SearchesPage {
    searches: Vec<Listed>,
}

/// Searches that are listed.
const LISTED: u32 = 50;

async fn searches(ctx: Ctx) -> Result<Response, PageError> {
    ctx.allowed(&[SEARCH], Subject::default())?;
    let mut db = ctx.read().await?;
    let searches = store::searches(&mut db, LISTED).await?;
    let ids: Vec<PersonId> = searches.iter().map(|search| search.by).collect();
    let names = register::person_names(&mut db, &ids).await?;
    drop(db);
    let by = |search: &Search| names.get(&search.by).cloned().unwrap_or_default();
    let listed = |search: Search| Listed { href: links::search(search.id), by: by(&search), search };
    let searches = searches.into_iter().map(listed).collect();
    let lead = "When somebody asks what is kept about them, or asks to be erased: search for their name, e-mail address or telephone number in every table. Whoever is found can read who searched, and why.";
    let page = Page::new("Search for everything about somebody").crumb("My page", "/mine").lead(lead);
    ctx.page(page.template(&SearchesPage { searches })).await
}

async fn one(ctx: &Ctx, id: SearchId) -> Result<Search, PageError> {
    ctx.allowed(&[SEARCH], Subject::default())?;
    store::search(&mut *ctx.read().await?, id).await?.ok_or_else(PageError::not_found)
}

/// The person of a search's page. That they are shown is noted first.
pub(crate) async fn shown(
    ctx: &Ctx,
    id: SearchId,
    person: PersonId,
    what: &str,
) -> Result<(Search, Person), PageError> {
    let search = one(ctx, id).await?;
    let person = register::person(&mut *ctx.read().await?, person).await?.ok_or_else(PageError::not_found)?;
    ctx.reads([person.id()], what, &search.why).await?;
    Ok((search, person))
}

#[derive(Debug, Template)]
#[template(path = "search.html")]
struct SearchPage {
    sought: String,
    people: Vec<(String, Person)>,
    found: Found,
}

async fn show(ctx: Ctx, Path(id): Path<SearchId>) -> Result<Response, PageError> {
    let search = one(&ctx, id).await?;
    let found = actions::found(&mut *ctx.read().await?, &search.sought).await?;
    ctx.reads(found.people.iter().map(Person::id), "name and e-mail address", &search.why).await?;
    let href = |person: &Person| links::found(id, person.id());
    let people = found.people.iter().map(|person| (href(person), person.clone())).collect();
    let page = Page::new("What this search found");
    let page =
        page.crumb("My page", "/mine").crumb("Searches", links::SEARCHES).lead(format!("Searched for: {}", search.why));
    ctx.page(page.template(&SearchPage { sought: search.sought, people, found })).await
}

#[derive(Debug, Template)]
#[template(path = "found_person.html")]
struct PersonPage {
    all: Vec<About>,
    readings: Vec<Line>,
    file: String,
    erase: Option<String>,
}

async fn person(ctx: Ctx, Path((id, person)): Path<(SearchId, PersonId)>) -> Result<Response, PageError> {
    let (_, person) = shown(&ctx, id, person, "everything that is kept").await?;
    let mut db = ctx.read().await?;
    let all = everything_of(&mut db, person.id()).await?;
    let read = reading::of(&mut db, person.id()).await?;
    let readings = lines(&mut db, read).await?;
    drop(db);
    let erase = ctx.may(ERASE, Subject::default()).then(|| links::erase(id, person.id()));
    let inside = PersonPage { all, readings, file: links::found_file(id, person.id()), erase };
    let page = Page::new(format!("Everything that is kept about {}", person.details().name));
    let page = page.crumb("Searches", links::SEARCHES).crumb("This search", links::search(id));
    ctx.page(page.lead(person.details().email.clone()).template(&inside)).await
}

/// What is handed to the person who asked for it.
async fn file(ctx: Ctx, Path((id, person)): Path<(SearchId, PersonId)>) -> Result<Response, PageError> {
    let (_, person) = shown(&ctx, id, person, "everything that is kept, as a file").await?;
    ctx.json(&everything_of(&mut *ctx.read().await?, person.id()).await?)
}
