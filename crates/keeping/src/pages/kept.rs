//! What is kept, for everybody.

use crate::acts::SEE_KEPT;
use crate::table::{Class, Kept, TABLES};
use askama::Template;
use folkmoot_web::{Ctx, Page, PageError, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/privacy/kept", SEE_KEPT, kept)
}

#[derive(Debug, Template)]
#[template(path = "kept.html")]
struct KeptPage {
    groups: Vec<(&'static str, &'static str, Vec<&'static Kept>)>,
}

/// Those of people first.
const GROUPS: [(Class, &str, &str); 4] = [
    (Class::Personal, "About people", "Seen by the person, and by those who are named for it."),
    (Class::Partnership, "For partners", "Seen by people with a seat, as far as their seat goes."),
    (Class::Open, "Open", "Seen by everybody, unless it is marked."),
    (Class::Program, "The program's own", "Seen by nobody."),
];

async fn kept(ctx: Ctx) -> Result<Response, PageError> {
    let of = |class: Class| TABLES.iter().filter(|kept| kept.class == class).collect();
    let groups = GROUPS.into_iter().map(|(class, title, words)| (title, words, of(class))).collect();
    let lead = "Every table of the database, what lies in it, and how long. What has a number of days is deleted by the program itself.";
    let page = Page::new("What is kept, and how long").crumb("Privacy", "/privacy").lead(lead);
    ctx.page(page.template(&KeptPage { groups })).await
}
