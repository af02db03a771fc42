//! A search for everything about somebody.

use crate::actions;
use crate::acts::SEARCH;
use crate::links;
use folkmoot_kernel::Subject;
use folkmoot_web::{Ctx, Field, Form, PageError, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/administration/searches/add", SEARCH, ask, search)
}

fn asking() -> Form {
    Form::post(links::ADD_SEARCH, "Search for everything about somebody")
        .crumb("Searches", links::SEARCHES)
        .field(
            Field::text("sought", "Whom do you search for?")
                .hint("A whole name, an e-mail address or a telephone number. It is looked for in every table.")
                .max(200),
        )
        .field(
            Field::area("why", "Why?")
                .hint("Like “asked for what we keep about her, letter of 3 May”. Whoever is found can read it.")
                .rows(2)
                .max(500),
        )
        .button("Search")
        .back(links::SEARCHES)
}

async fn ask(ctx: Ctx) -> Result<Response, PageError> {
    ctx.allowed(&[SEARCH], Subject::default())?;
    ctx.form(asking()).await
}

async fn search(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    ctx.allowed(&[SEARCH], Subject::default())?;
    let answers = match asking().read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(asking(), &sent, errors).await,
    };
    match actions::begin_search(&ctx, answers.text("sought"), answers.text("why")).await {
        Ok(id) => Ok(ctx.see(links::search(id), "Searched")),
        Err(err) => ctx.refused(asking(), &sent, err).await,
    }
}
