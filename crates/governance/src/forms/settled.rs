//! What was settled elsewhere: recorded as new, told of a decision, and when an organisation first saw the paper.

use crate::actions::decisions::Put;
use crate::actions::positions::position_of;
use crate::actions::{mandates, settled};
use crate::acts::{PUT_DECISION, RECORD_SETTLED, SAY_FIRST_SIGHT};
use crate::body::Body;
use crate::decision::{Decision, DecisionId};
use crate::links;
use crate::mandate::Matter;
use crate::pages::at::{self, body_at};
use crate::power::Power;
use crate::settled::Told;
use crate::store;
use folkmoot_kernel::{BodyId, OrganisationId, Refused};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/bodies/{body}/settled/add", PUT_DECISION, add_form, add)
        .form("/decisions/{decision}/settled", RECORD_SETTLED, tell_form, tell)
        .form("/decisions/{decision}/first-sight", SAY_FIRST_SIGHT, sight_form, sight)
}

fn where_it_was(form: Form) -> Form {
    form.field(
        Field::text("settled_in", "Where was it settled?")
            .hint("The meeting, the call or the letter, like “call of the directors of finance”."),
    )
    .field(Field::date("on", "On which day?"))
    .field(
        Field::area("present", "Who was there?")
            .hint("Organisations and posts, not the names of people.")
            .max(1_000)
            .rows(3),
    )
}

fn told(answers: &Answers) -> Told {
    let text = |name: &str| answers.text(name).to_owned();
    Told { settled_in: text("settled_in"), on: answers.date("on"), present: text("present") }
}

async fn adding(ctx: &Ctx, (body, place): (&Body, &Place)) -> Result<Form, PageError> {
    let functions = mandates::functions(ctx, &mut *ctx.read().await?, place.id(), ctx.now().date()).await?;
    let action = format!("{}/settled/add", links::body(body.id()));
    let form = at::form(action, "Record what was settled elsewhere", at::steps_to_body(place, body))
        .caption(body.name())
        .lead("For what came to this body when it was settled already. It is noted here; nobody is asked for a position. Each organisation can say when it first saw the paper.")
        .field(Field::text("title", "What is it called?"))
        .field(Field::area("plain_summary", "What does it mean, in plain words?").max(800).rows(3))
        .field(Field::area("text", "What exactly was settled?"));
    let form = if functions.is_empty() {
        form
    } else {
        let choices = functions.into_iter().map(|one| Choice::new(one.id.to_string(), one.words)).collect();
        form.field(Field::select("function", "What was decided, in the map of who decides?", choices).optional())
    };
    let form = form.field(Field::money("amount", "How much money is it about?").optional());
    Ok(where_it_was(form).button("Put it on record"))
}

fn put(answers: &Answers, body: &Body, ctx: &Ctx) -> Put {
    let text = |name: &str| answers.text(name).to_owned();
    Put {
        title: text("title"),
        text: text("text"),
        plain_summary: text("plain_summary"),
        priority: None,
        power: Power::Note,
        power_holder: text("settled_in"),
        power_basis: body.authority().to_owned(),
        positions_due: ctx.now(),
        matter: Matter {
            function: answers.maybe("function").and_then(|id| id.parse().ok()),
            amount: answers.maybe_money("amount"),
        },
    }
}

async fn body_for(ctx: &Ctx, id: BodyId) -> Result<(Body, Place), PageError> {
    let (body, place) = body_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[PUT_DECISION], body.subject())?;
    Ok((body, place))
}

async fn add_form(ctx: Ctx, Path(id): Path<BodyId>) -> Result<Response, PageError> {
    let (body, place) = body_for(&ctx, id).await?;
    ctx.form(adding(&ctx, (&body, &place)).await?).await
}

async fn add(ctx: Ctx, Path(id): Path<BodyId>, sent: Sent) -> Result<Response, PageError> {
    let (body, place) = body_for(&ctx, id).await?;
    let form = adding(&ctx, (&body, &place)).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match settled::put_settled(&ctx, id, put(&answers, &body, &ctx), told(&answers)).await {
        Ok(new) => Ok(ctx.see(links::decision(new.id()), "Put on record")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn decision_at(ctx: &Ctx, key: &str) -> Result<Decision, PageError> {
    let id: DecisionId = key.parse()?;
    store::decision(&mut *ctx.read().await?, id).await?.ok_or_else(PageError::not_found)
}

fn about(decision: &Decision, end: &str, title: &str) -> Form {
    let href = links::decision(decision.id());
    Form::post(format!("{href}/{end}"), title)
        .caption(decision.called())
        .crumb(decision.called(), href.clone())
        .back(href)
}

fn telling(decision: &Decision) -> Form {
    let form = about(decision, "settled", "Say where this was settled first")
        .lead("For what was settled elsewhere before it came to this body. It is written once and is public.");
    where_it_was(form).button("Put it on record")
}

async fn tell_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let decision = decision_at(&ctx, &key).await?;
    ctx.allowed(&[RECORD_SETTLED], decision.subject())?;
    ctx.form(telling(&decision)).await
}

async fn tell(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let decision = decision_at(&ctx, &key).await?;
    ctx.allowed(&[RECORD_SETTLED], decision.subject())?;
    let form = telling(&decision);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match settled::tell_settled(&ctx, decision.id(), told(&answers)).await {
        Ok(_) => Ok(ctx.see(links::decision(decision.id()), "Put on record")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// Organisations that the person speaks for on the body of the decision, with names.
async fn own(ctx: &Ctx, decision: &Decision) -> Result<Vec<Choice>, PageError> {
    let held = ctx.actor().held().iter().filter_map(|held| held.organisation);
    let ids: Vec<OrganisationId> = held.filter(|id| ctx.may(SAY_FIRST_SIGHT, position_of(decision, *id))).collect();
    if ids.is_empty() {
        return Err(Refused::NotForOrganisation.into());
    }
    let names = folkmoot_register::store::organisation_names(&mut *ctx.read().await?, &ids).await?;
    Ok(names.into_iter().map(|(id, (_, name))| Choice::new(id.to_string(), name)).collect())
}

fn seeing(decision: &Decision, own: &[Choice], first: &str) -> Form {
    about(decision, "first-sight", "When did your organisation first see the paper?")
        .field(Field::select("organisation", "Which organisation?", own.to_vec()).value(first))
        .field(
            Field::date("saw", "The day on which it first saw it")
                .hint("Leave it empty if it was not before the meeting itself.")
                .optional(),
        )
        .button("Say this")
}

async fn sight_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let decision = decision_at(&ctx, &key).await?;
    let own = own(&ctx, &decision).await?;
    let first = first_of(&ctx, &decision);
    ctx.form(seeing(&decision, &own, &first)).await
}

fn first_of(ctx: &Ctx, decision: &Decision) -> String {
    let held = ctx.actor().held().iter().filter_map(|held| held.organisation);
    held.filter(|id| ctx.may(SAY_FIRST_SIGHT, position_of(decision, *id)))
        .map(|id| id.to_string())
        .next()
        .unwrap_or_default()
}

async fn sight(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let decision = decision_at(&ctx, &key).await?;
    let own = own(&ctx, &decision).await?;
    let form = seeing(&decision, &own, "");
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let organisation: OrganisationId = answers.text("organisation").parse()?;
    match settled::say_first_sight(&ctx, decision.id(), organisation, answers.maybe_date("saw")).await {
        Ok(_) => Ok(ctx.see(links::decision(decision.id()), "Said")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
