//! My page: what waits for me, my organisations' promises, next meetings, my seats.

mod gather;
mod tasks;

use crate::actions;
use crate::acts::SEE_MINE;
use askama::Template;
use folkmoot_web::{Ctx, Page, PageError, Response, Routes, TaskList};
use gather::{MeetingOf, OrganisationOf, SeatOf};

pub(super) fn routes() -> Routes {
    Routes::new().get("/mine", SEE_MINE, show)
}

#[derive(Debug, Template)]
#[template(path = "mine.html")]
struct MinePage {
    waiting: Vec<TaskList>,
    near: Vec<TaskList>,
    organisations: Vec<OrganisationOf>,
    meetings: Vec<MeetingOf>,
    seats: Vec<SeatOf>,
    /// Pages of one's own beside these: words and address.
    own: Vec<(&'static str, &'static str)>,
}

async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let (held, now) = (ctx.actor().held().to_vec(), ctx.now());
    let mut db = ctx.read().await?;
    let mine = actions::mine::mine(&mut db, &held, now).await?;
    let names = gather::names(&mut db, &mine, &held).await?;
    let elsewhere = ctx.tasks().await?;
    let count = mine.waiting() + elsewhere.iter().map(|list| list.tasks.len()).sum::<usize>();
    let page = MinePage {
        waiting: tasks::waiting(&mine, &names).into_iter().chain(elsewhere).collect(),
        near: tasks::near(&mine, &names),
        organisations: gather::organisations(&mut db, &held, &names, now).await?,
        meetings: gather::meetings(&mut db, &held, now).await?,
        seats: gather::seats(&mut db, &ctx, &held, &names, now.date()).await?,
        own: ctx.own_pages(),
    };
    drop(db);
    let caption = ctx.person().map(|person| person.name.clone()).unwrap_or_default();
    ctx.page(Page::new("My page").caption(caption).lead(lead(count)).template(&page)).await
}

fn lead(waiting: usize) -> String {
    match waiting {
        0 => "Nothing waits for you.".to_owned(),
        1 => "One thing waits for you.".to_owned(),
        some => format!("{some} things wait for you."),
    }
}

/// For the header of every page. What cannot be counted is shown as nothing, and told in the log.
pub(super) async fn waiting(ctx: &Ctx) -> usize {
    let counted = async {
        let mut db = ctx.read().await?;
        actions::mine::count_waiting(&mut db, ctx.actor().held(), ctx.now()).await
    };
    counted.await.unwrap_or_else(|err| {
        tracing::error!(fault = %err, "what waits for a person could not be counted");
        0
    })
}
