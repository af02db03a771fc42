//! One click to be somebody of the invented place. In a demonstration only: elsewhere these addresses lead nowhere.

use crate::demo::{DemoRole, ROLES};
use askama::Template;
use folkmoot_register::store;
use folkmoot_store::Conn;
use folkmoot_web::sign_in::{self, Way};
use folkmoot_web::{Ctx, Mode, Page, PageError, Response, Sent};

/// One of the eight, with the name that the seed gave them.
#[derive(Debug)]
struct Somebody {
    role: &'static DemoRole,
    name: String,
    is_me: bool,
}

#[derive(Debug, Template)]
#[template(path = "demo.html")]
struct DemoPage {
    people: Vec<Somebody>,
    signed_in: bool,
    csrf: String,
}

fn only_in_demonstration(ctx: &Ctx) -> Result<(), PageError> {
    if ctx.site().mode == Mode::Demo { Ok(()) } else { Err(PageError::not_found()) }
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    only_in_demonstration(&ctx)?;
    let people = everybody(&ctx, &mut *ctx.read().await?).await?;
    let inside = DemoPage { people, signed_in: ctx.is_signed_in(), csrf: ctx.csrf() };
    let page = Page::new("Try it as somebody").lead(
        "Everybody here is invented. Press a button to act as one of them; nothing you do leaves this demonstration.",
    );
    ctx.page(page.template(&inside)).await
}

async fn everybody(ctx: &Ctx, db: &mut Conn) -> Result<Vec<Somebody>, PageError> {
    let mut people = Vec::new();
    for role in &ROLES {
        let Some(person) = store::person_with_email(db, role.email).await? else { continue };
        let is_me = ctx.person_id() == Some(person.id());
        people.push(Somebody { role, name: person.details().name.clone(), is_me });
    }
    Ok(people)
}

pub(super) async fn become_role(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    only_in_demonstration(&ctx)?;
    let role = sent.get("role").and_then(DemoRole::read);
    let role = role.ok_or_else(|| PageError::bad("choose one of the eight people on the page before"))?;
    let person = store::person_by_email(&mut *ctx.read().await?, role.email).await?.ok_or_else(PageError::not_found)?;
    let words = format!("You act as: {}. Try this: {}", role.title, role.sentence);
    Ok(sign_in::start_session(&ctx, person, Way::Demonstration, ctx.see("/mine", &words)).await?)
}
