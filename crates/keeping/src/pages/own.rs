//! What is kept about oneself, and who read it.

use super::searches::{Line, lines};
use crate::actions::{About, everything_of};
use crate::acts::SEE_OWN_DATA;
use askama::Template;
use folkmoot_kernel::{PersonId, Refused};
use folkmoot_store::reading;
use folkmoot_web::{Ctx, Page, PageError, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/mine/data", SEE_OWN_DATA, own).get("/mine/data.json", SEE_OWN_DATA, file)
}

#[derive(Debug, Template)]
#[template(path = "own_data.html")]
struct OwnPage {
    all: Vec<About>,
    readings: Vec<Line>,
}

fn oneself(ctx: &Ctx) -> Result<PersonId, PageError> {
    Ok(ctx.person_id().ok_or(Refused::SignInFirst)?)
}

async fn own(ctx: Ctx) -> Result<Response, PageError> {
    let person = oneself(&ctx)?;
    let mut db = ctx.read().await?;
    let all = everything_of(&mut db, person).await?;
    let read = reading::of(&mut db, person).await?;
    let readings = lines(&mut db, read).await?;
    drop(db);
    let lead =
        "Every row of the database that names you, table by table. Others who see the same are named by the class.";
    let page = Page::new("Everything that is kept about you").crumb("My page", "/mine").lead(lead);
    ctx.page(page.template(&OwnPage { all, readings })).await
}

/// The whole of it, to take away.
async fn file(ctx: Ctx) -> Result<Response, PageError> {
    let person = oneself(&ctx)?;
    ctx.json(&everything_of(&mut *ctx.read().await?, person).await?)
}
