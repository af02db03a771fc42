//! Erasing somebody whom a search found.

use crate::actions::{self, Extent, Passage, THE_REST};
use crate::acts::ERASE;
use crate::links;
use crate::pages::shown;
use crate::search::SearchId;
use folkmoot_kernel::{PersonId, Subject};
use folkmoot_register::person::Person;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/administration/searches/{search}/people/{person}/erase", ERASE, ask, erase)
}

const GOES: &str = "Their address, telephone number, passkeys, sessions and letters are deleted in any case, and so is what is theirs alone. What they did in a seat stays on record. Backups from before keep it until they are deleted; if one is put back, this is done again by itself.";

fn asking(search: SearchId, person: &Person, passages: &[Passage]) -> Form {
    let extents = vec![
        Choice::new("contact", "Their name stays on what they did in a seat")
            .hint("For those who acted for the public: decisions, positions, interests."),
        Choice::new("name", "Their name goes too").hint("“Somebody who was erased” stands there instead, everywhere."),
    ];
    let form = Form::post(links::erase(search, person.id()), "Erase this person")
        .caption(&person.details().name)
        .crumb("Searches", links::SEARCHES)
        .crumb("This search", links::search(search))
        .lead(GOES)
        .warning("This cannot be taken back.")
        .field(Field::radios("extent", "What of their name?", extents));
    let form = if passages.is_empty() { form } else { form.field(passages_field(passages)) };
    form.button("Erase this person").back(links::found(search, person.id()))
}

fn passages_field(passages: &[Passage]) -> Field {
    let (listed, rest) = actions::listed(passages);
    let mut choices: Vec<Choice> = listed.iter().map(|one| Choice::new(&one.id, &one.words).hint(one.of)).collect();
    let mut ids: Vec<String> = listed.iter().map(|one| one.id.clone()).collect();
    if rest > 0 {
        choices.push(Choice::new(THE_REST, format!("{rest} more passages that are not listed here")));
        ids.push(THE_REST.to_owned());
    }
    Field::checkboxes("passages", "Where others wrote of them", choices)
        .hint("Ticked passages lose the name (if it goes), the address and the number. Untick what is about somebody else of that name.")
        .optional()
        .ticked(ids)
}

/// The form, with every passage that would be struck if the name goes.
async fn form(ctx: &Ctx, search: SearchId, person: PersonId) -> Result<Form, PageError> {
    ctx.allowed(&[ERASE], Subject::default())?;
    let (_, person) = shown(ctx, search, person, "what would be erased").await?;
    let passages = actions::passages_of(&mut *ctx.read().await?, &person, Extent::Name).await?;
    Ok(asking(search, &person, &passages))
}

async fn ask(ctx: Ctx, Path((search, person)): Path<(SearchId, PersonId)>) -> Result<Response, PageError> {
    let form = form(&ctx, search, person).await?;
    ctx.form(form).await
}

async fn erase(
    ctx: Ctx,
    Path((search, person)): Path<(SearchId, PersonId)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let form = form(&ctx, search, person).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let extent = Extent::read(answers.text("extent")).unwrap_or(Extent::Contact);
    match actions::erase(&ctx, person, extent, &answers.many("passages")).await {
        Ok(_) => Ok(ctx.see(links::SEARCHES, "Erased")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
