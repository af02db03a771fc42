//! What an item names: who stands to gain, which contracts and pots it is about.

use crate::actions::conflicts::say_names;
use crate::acts::CHANGE_AGENDA;
use crate::forms::meetings::agenda::{of_item, to_change};
use crate::item::{Item, ItemId};
use crate::links;
use crate::named::{Named, Thing, lines};
use crate::pages::at::MeetingAt;
use crate::store;
use folkmoot_register::store as register;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Sent};

async fn naming(ctx: &Ctx, item: &Item, at: &MeetingAt) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let names = store::names_of_item(&mut db, item.id()).await?;
    let partners = register::partners(&mut db, at.place.id()).await?;
    drop(db);
    let choices = partners.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect();
    let of = |thing: Thing| {
        let own = names.iter().filter(|one| one.thing() == thing).map(Named::name);
        own.collect::<Vec<_>>().join("\n")
    };
    let gaining = names.iter().filter_map(Named::organisation).map(|id| ("gaining", id.to_string()));
    Ok(of_item(item, at, "names", "What this item names")
        .lead(
            "Interests of people and organisations are compared with these. Everybody who reads the agenda sees them.",
        )
        .field(
            Field::area("contracts", "Which contracts is it about?")
                .hint("One a line, by the name that people use: “Home care, Weir”.")
                .max(2_000)
                .rows(3)
                .optional()
                .value(of(Thing::Contract)),
        )
        .field(
            Field::area("pots", "Which pots of money is it about?")
                .hint("One a line.")
                .max(2_000)
                .rows(3)
                .optional()
                .value(of(Thing::Pot)),
        )
        .field(
            Field::checkboxes("gaining", "Which organisations stand to gain by it?", choices)
                .hint("Those who would hold the contract, get the money or be let off a cost."),
        )
        .filled(gaining)
        .button("Save"))
}

fn named(answers: &Answers) -> Vec<Named> {
    let organisations = answers.many("gaining").into_iter().filter_map(|id| id.parse().ok()).map(Named::Organisation);
    let contracts = lines(Thing::Contract, answers.text("contracts"));
    let pots = lines(Thing::Pot, answers.text("pots"));
    organisations.chain(contracts).chain(pots).collect()
}

pub(super) async fn form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    ctx.form(naming(&ctx, &item, &at).await?).await
}

pub(super) async fn send(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    let form = naming(&ctx, &item, &at).await?;
    let names = match form.read(&sent) {
        Ok(answers) => named(&answers),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match say_names(&ctx, id, &names).await {
        Ok(_) => {
            Ok(ctx.see(format!("{}/interests", links::item(id)), "Saved. These are the interests that it touches."))
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
