//! How a body meets: by when its papers are there, and where its chair comes from.

use crate::actions::conflicts::choose_house_rules;
use crate::acts::CHANGE_HOUSE_RULES;
use crate::body::Body;
use crate::house_rules::{ChairFrom, HouseRules, PAPER_DAYS_MAX};
use crate::links;
use crate::pages::at::{self, body_at};
use crate::store;
use folkmoot_kernel::BodyId;
use folkmoot_register::place::Place;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

fn choosing(place: &Place, body: &Body, rules: &HouseRules) -> Form {
    let chairs = vec![
        Choice::new("partners", "From one of the partners"),
        Choice::new("outside", "From none of the partners: the chair is independent")
            .hint("Shown on the body’s page, beside the organisation that its seat belongs to, if there is one"),
    ];
    let chair = if rules.chair() == ChairFrom::Outside { "outside" } else { "partners" };
    at::form(format!("{}/house-rules", links::body(body.id())), "How this body meets", at::steps_to_body(place, body))
        .caption(body.name())
        .field(
            Field::number("paper_days", "How many clear days before a meeting are its papers there?")
                .hint("Neither the day they come nor the day of the meeting counts. A paper that comes later says so on the agenda.")
                .between(0, PAPER_DAYS_MAX)
                .value(rules.paper_days().to_string()),
        )
        .field(Field::radios("chair", "Where does the chair come from?", chairs).value(chair))
        .button("Save")
        .version(rules.version())
}

async fn to_choose(ctx: &Ctx, id: BodyId) -> Result<(Place, Body, HouseRules), PageError> {
    let mut db = ctx.read().await?;
    let (body, place) = body_at(&mut db, id).await?;
    ctx.allowed(&[CHANGE_HOUSE_RULES], body.subject())?;
    let rules = store::house_rules(&mut db, id).await?;
    Ok((place, body, rules))
}

pub(super) async fn form(ctx: Ctx, Path(id): Path<BodyId>) -> Result<Response, PageError> {
    let (place, body, rules) = to_choose(&ctx, id).await?;
    ctx.form(choosing(&place, &body, &rules)).await
}

pub(super) async fn send(ctx: Ctx, Path(id): Path<BodyId>, sent: Sent) -> Result<Response, PageError> {
    let (place, body, rules) = to_choose(&ctx, id).await?;
    let form = choosing(&place, &body, &rules);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let chair = if answers.text("chair") == "outside" { ChairFrom::Outside } else { ChairFrom::Partners };
    match choose_house_rules(&ctx, id, answers.version(), (answers.number("paper_days"), chair)).await {
        Ok(_) => Ok(ctx.see(links::body(id), "Saved")),
        Err(err) if err.is_conflict() => {
            let (place, body, rules) = to_choose(&ctx, id).await?;
            ctx.form_conflict(choosing(&place, &body, &rules), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
