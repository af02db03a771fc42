//! Adoption: which organisations are asked, and what each decided.

use crate::actions::adoptions::{answer_adoption, ask_adoption};
use crate::acts::{ADOPT, ASK_ADOPTION};
use crate::adoption::{Adoption, Answer, State};
use crate::decision::{Decision, DecisionId};
use crate::links;
use crate::store;
use folkmoot_kernel::{Date, OrganisationId};
use folkmoot_register::store as register;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new().form("/decisions/{decision}/adoption", ASK_ADOPTION, ask_form, ask).form(
        "/decisions/{decision}/adoption/{organisation}",
        ADOPT,
        answer_form,
        answer,
    )
}

fn of_decision(decision: &Decision, ending: &str, title: &str) -> Form {
    let href = links::decision(decision.id());
    Form::post(format!("{href}/{ending}"), title)
        .caption(decision.called())
        .crumb(decision.called(), href.clone())
        .back(format!("{href}#adoption"))
}

async fn asking(ctx: &Ctx, id: DecisionId) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[ASK_ADOPTION], decision.subject())?;
    let asked: Vec<OrganisationId> = store::adoptions(&mut db, id).await?.iter().map(Adoption::organisation).collect();
    let partners = register::partners(&mut db, decision.place()).await?;
    let left = partners.into_iter().filter(|one| !asked.contains(&one.id));
    let choices: Vec<Choice> = left.map(|one| Choice::new(one.id.to_string(), one.name)).collect();
    let form = of_decision(&decision, "adoption", "Who adopts this for themselves?")
        .lead("For what each council or organisation has to take up by its own decision. Each says here what it decided, and what is different with it.");
    Ok(form.field(Field::checkboxes("organisations", "Which organisations?", choices)).button("Ask them"))
}

async fn ask_form(ctx: Ctx, Path(id): Path<DecisionId>) -> Result<Response, PageError> {
    ctx.form(asking(&ctx, id).await?).await
}

async fn ask(ctx: Ctx, Path(id): Path<DecisionId>, sent: Sent) -> Result<Response, PageError> {
    let form = asking(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let chosen: Vec<OrganisationId> = answers.many("organisations").iter().filter_map(|id| id.parse().ok()).collect();
    match ask_adoption(&ctx, id, &chosen).await {
        Ok(_) => Ok(ctx.see(format!("{}#adoption", links::decision(id)), "They are asked")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn answering(decision: &Decision, adoption: &Adoption, name: &str, today: Date) -> Form {
    let states = State::ALL.map(|state| Choice::new(state.key(), state.words()));
    of_decision(decision, &format!("adoption/{}", adoption.organisation()), "What did your organisation decide?")
        .lead(format!("You write for {name}. A later answer takes the place of this one; history keeps both."))
        .field(Field::radios("state", "Is it adopted?", states.to_vec()).value(adoption.state().key()))
        .field(
            Field::text("decided_by", "Who decided it?")
                .hint("The cabinet, the board, a director.")
                .optional()
                .value(adoption.decided_by()),
        )
        .field(Field::date("decided_on", "On which day?").value(adoption.decided_on().unwrap_or(today).to_string()))
        .field(
            Field::area("words", "What is different with you, or why not?")
                .hint("Needed for a variation or a no.")
                .max(2_000)
                .optional()
                .value(adoption.words()),
        )
        .version(adoption.version())
        .button("Publish it")
}

async fn to_answer(ctx: &Ctx, id: DecisionId, organisation: OrganisationId) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let adoption = store::adoption(&mut db, id, organisation).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[ADOPT], adoption.subject())?;
    let names = register::organisation_names(&mut db, &[organisation]).await?;
    let name = names.get(&organisation).map_or("your organisation", |(_, name)| name.as_str());
    Ok(answering(&decision, &adoption, name, ctx.now().date()))
}

fn read(answers: &Answers) -> Answer {
    Answer {
        state: State::read(answers.text("state")).unwrap_or(State::NotYet),
        decided_by: answers.text("decided_by").to_owned(),
        decided_on: answers.date("decided_on"),
        words: answers.text("words").to_owned(),
    }
}

async fn answer_form(
    ctx: Ctx,
    Path((id, organisation)): Path<(DecisionId, OrganisationId)>,
) -> Result<Response, PageError> {
    ctx.form(to_answer(&ctx, id, organisation).await?).await
}

async fn answer(
    ctx: Ctx,
    Path((id, organisation)): Path<(DecisionId, OrganisationId)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let form = to_answer(&ctx, id, organisation).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match answer_adoption(&ctx, id, organisation, answers.version(), read(&answers)).await {
        Ok(_) => Ok(ctx.see(format!("{}#adoption", links::decision(id)), "Published")),
        Err(err) if err.is_conflict() => ctx.form_conflict(to_answer(&ctx, id, organisation).await?, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
