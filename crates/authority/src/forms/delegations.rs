//! Delegations: written down, changed, given up; their steps; what is said of them.

use crate::actions::{self, DelegationError, Names, NewStep, may_finish};
use crate::acts::{CHANGE_DELEGATIONS, FINISH_STEP, SPEAK_ON_DELEGATION};
use crate::delegation::{Delegation, DelegationDetails, DelegationId, Done, EXPECTED_DAYS, Post, Step, StepId};
use crate::links;
use crate::pages::at::{self, delegation_at, place_at, step_at};
use crate::store;
use folkmoot_kernel::{Act, Refused};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/delegations/add", CHANGE_DELEGATIONS, add_form, add)
        .form("/delegations/{delegation}/edit", CHANGE_DELEGATIONS, edit_form, edit)
        .form("/delegations/{delegation}/withdraw", CHANGE_DELEGATIONS, withdraw_form, withdraw)
        .form("/delegations/{delegation}/steps/add", CHANGE_DELEGATIONS, step_form, step)
        .form("/steps/{step}/edit", CHANGE_DELEGATIONS, change_form, change)
        .form("/steps/{step}/done", FINISH_STEP, done_form, done)
        .form("/delegations/{delegation}/say", SPEAK_ON_DELEGATION, say_form, say)
}

async fn fields(ctx: &Ctx, form: Form, place: &Place) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let functions = store::functions_of_place(&mut db, place.id()).await?;
    let outside = store::outside_of_place(&mut db, place.id()).await?;
    let functions = functions.iter().filter(|one| one.ended_on().is_none());
    let functions: Vec<Choice> = functions.map(|one| Choice::new(one.id().to_string(), one.name())).collect();
    let outside: Vec<Choice> = outside.iter().map(|one| Choice::new(one.id().to_string(), one.name())).collect();
    let form = form
        .field(Field::text("title", "What is to be delegated?"))
        .field(Field::area("about", "What would it change for people?").max(1_000).rows(3).optional())
        .field(Field::date("promised_on", "When was it promised?"))
        .field(Field::text("promised_in", "Where was it promised?").hint("The minute, the letter, the plan.").max(500));
    let form =
        if outside.is_empty() { form } else { form.field(Field::select("from", "Who gives it?", outside).optional()) };
    let form = if functions.is_empty() {
        form
    } else {
        form.field(Field::select("function", "What is it on the map of who decides?", functions).optional())
    };
    Ok(form.field(Field::money("amount", "How much money comes with it?").optional()))
}

fn details(answers: &Answers) -> DelegationDetails {
    DelegationDetails {
        title: answers.text("title").to_owned(),
        about: answers.text("about").to_owned(),
        function: answers.maybe("function").and_then(|id| id.parse().ok()),
        from: answers.maybe("from").and_then(|id| id.parse().ok()),
        amount: answers.maybe_money("amount"),
        promised_on: answers.date("promised_on"),
        promised_in: answers.text("promised_in").to_owned(),
    }
}

async fn adding(ctx: &Ctx, place: &Place) -> Result<Form, PageError> {
    let action = format!("/places/{}/delegations/add", place.slug());
    let form = at::form(action, "Write down a delegation that was promised", at::to_delegations(place));
    Ok(fields(ctx, form, place).await?.button("Write it down"))
}

async fn place_for(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_DELEGATIONS], place.subject())?;
    Ok(place)
}

async fn delegation_for(ctx: &Ctx, id: DelegationId, act: Act) -> Result<(Delegation, Place), PageError> {
    let (delegation, place) = delegation_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[act], place.subject())?;
    Ok((delegation, place))
}

async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_for(&ctx, &key).await?;
    ctx.form(adding(&ctx, &place).await?).await
}

async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_for(&ctx, &key).await?;
    let form = adding(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::promise_delegation(&ctx, place.id(), details(&answers)).await {
        Ok(new) => Ok(ctx.see(links::delegation(new.id()), "Written down. Add its steps")),
        Err(err) => refused(&ctx, form, &sent, err, "promised_on").await,
    }
}

/// A refusal about a day stands beside the day that this form asks for.
async fn refused(
    ctx: &Ctx,
    form: Form,
    sent: &Sent,
    err: DelegationError,
    day: &'static str,
) -> Result<Response, PageError> {
    match err.beside() {
        Ok(("on", words)) => ctx.form_again(form, sent, folkmoot_web::FormErrors::on(day, words)).await,
        Ok((field, words)) => ctx.form_again(form, sent, folkmoot_web::FormErrors::on(field, words)).await,
        Err(err) => Err(err.into()),
    }
}

async fn editing(ctx: &Ctx, delegation: &Delegation, place: &Place) -> Result<Form, PageError> {
    let details = delegation.details();
    let action = format!("{}/edit", links::delegation(delegation.id()));
    let form = at::form(action, "Change what is said of it", at::to_delegation(delegation, place));
    let text = |id: Option<String>| id.unwrap_or_default();
    Ok(fields(ctx, form, place)
        .await?
        .filled([
            ("title", details.title.clone()),
            ("about", details.about.clone()),
            ("promised_on", details.promised_on.to_string()),
            ("promised_in", details.promised_in.clone()),
            ("from", text(details.from.map(|id| id.to_string()))),
            ("function", text(details.function.map(|id| id.to_string()))),
            ("amount", text(details.amount.map(|amount| amount.to_string()))),
        ])
        .version(delegation.version()))
}

async fn edit_form(ctx: Ctx, Path(id): Path<DelegationId>) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
    ctx.form(editing(&ctx, &delegation, &place).await?).await
}

async fn edit(ctx: Ctx, Path(id): Path<DelegationId>, sent: Sent) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
    let form = editing(&ctx, &delegation, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_delegation(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::delegation(id), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
            ctx.form_conflict(editing(&ctx, &now, &place).await?, &sent).await
        }
        Err(err) => refused(&ctx, form, &sent, err, "promised_on").await,
    }
}

fn withdrawing(delegation: &Delegation, place: &Place) -> Form {
    let action = format!("{}/withdraw", links::delegation(delegation.id()));
    at::form(action, "It was given up", at::to_delegation(delegation, place))
        .caption(delegation.title())
        .field(
            Field::area("why", "Why is it given up?")
                .hint("Everybody can read it. Whoever gave it up may say so in their own words.")
                .max(1_000)
                .rows(3),
        )
        .version(delegation.version())
        .button("Write down that it was given up")
}

async fn withdraw_form(ctx: Ctx, Path(id): Path<DelegationId>) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
    ctx.form(withdrawing(&delegation, &place)).await
}

async fn withdraw(ctx: Ctx, Path(id): Path<DelegationId>, sent: Sent) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
    let form = withdrawing(&delegation, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::withdraw_delegation(&ctx, id, answers.version(), answers.text("why")).await {
        Ok(_) => Ok(ctx.see(links::delegation(id), "Written down")),
        Err(err) if err.is_conflict() => {
            let (now, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
            ctx.form_conflict(withdrawing(&now, &place), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn step_fields(ctx: &Ctx, form: Form, place: &Place) -> Result<Form, PageError> {
    let names = Names::of(ctx, &mut *ctx.read().await?, place.id()).await?;
    let posts = names.post_choices("").into_iter().map(|(value, words)| Choice::new(value, words)).collect();
    Ok(form
        .field(Field::text("what", "What has to happen?").hint("Like “the board of the ICB agrees the paper”."))
        .field(
            Field::select("seat", "Which post here does it wait on?", posts)
                .hint("The post, whoever holds it.")
                .optional(),
        )
        .field(
            Field::text("post", "Or which post elsewhere?")
                .hint("Like “ICB director of strategy”. One of the two.")
                .optional(),
        )
        .field(Field::number("expected_days", "How many days does that usually take?").between(1, 3_650)))
}

fn new_step(answers: &Answers) -> NewStep {
    NewStep {
        what: answers.text("what").to_owned(),
        seat: answers.maybe("seat").and_then(|id| id.parse().ok()),
        post: answers.text("post").to_owned(),
        expected_days: answers.number("expected_days"),
    }
}

async fn stepping(ctx: &Ctx, delegation: &Delegation, place: &Place) -> Result<Form, PageError> {
    let action = format!("{}/steps/add", links::delegation(delegation.id()));
    let form = at::form(action, "Add a step", at::to_delegation(delegation, place)).caption(delegation.title());
    let form = step_fields(ctx, form, place).await?;
    Ok(form.filled([("expected_days", EXPECTED_DAYS.to_string())]).button("Add this step"))
}

async fn step_form(ctx: Ctx, Path(id): Path<DelegationId>) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
    ctx.form(stepping(&ctx, &delegation, &place).await?).await
}

async fn step(ctx: Ctx, Path(id): Path<DelegationId>, sent: Sent) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, CHANGE_DELEGATIONS).await?;
    let form = stepping(&ctx, &delegation, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_step(&ctx, id, new_step(&answers)).await {
        Ok(_) => Ok(ctx.see(links::delegation(id), "Step added")),
        Err(err) => refused(&ctx, form, &sent, err, "what").await,
    }
}

type At = (Step, Delegation, Place);

async fn changing(ctx: &Ctx, (step, delegation, place): &At) -> Result<Form, PageError> {
    let form =
        at::form(format!("{}/edit", links::step(step.id())), "Change this step", at::to_delegation(delegation, place))
            .caption(delegation.title());
    let (seat, post) = match step.post() {
        Post::Here(seat) => (seat.to_string(), String::new()),
        Post::Elsewhere(words) => (String::new(), words.clone()),
    };
    Ok(step_fields(ctx, form, place)
        .await?
        .filled([
            ("what", step.what().to_owned()),
            ("seat", seat),
            ("post", post),
            ("expected_days", step.expected_days().to_string()),
        ])
        .version(step.version()))
}

async fn step_for(ctx: &Ctx, id: StepId) -> Result<At, PageError> {
    let at = step_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_DELEGATIONS], at.2.subject())?;
    Ok(at)
}

async fn change_form(ctx: Ctx, Path(id): Path<StepId>) -> Result<Response, PageError> {
    let at = step_for(&ctx, id).await?;
    ctx.form(changing(&ctx, &at).await?).await
}

async fn change(ctx: Ctx, Path(id): Path<StepId>, sent: Sent) -> Result<Response, PageError> {
    let at = step_for(&ctx, id).await?;
    let form = changing(&ctx, &at).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_step(&ctx, id, answers.version(), new_step(&answers)).await {
        Ok(_) => Ok(ctx.see(links::delegation(at.1.id()), "Saved")),
        Err(err) if err.is_conflict() => {
            let now = step_for(&ctx, id).await?;
            ctx.form_conflict(changing(&ctx, &now).await?, &sent).await
        }
        Err(err) => refused(&ctx, form, &sent, err, "what").await,
    }
}

/// For whoever holds the post that it waits on, or the place team.
async fn done_for(ctx: &Ctx, id: StepId) -> Result<At, PageError> {
    let at = step_at(&mut *ctx.read().await?, id).await?;
    if may_finish(ctx, &at.0, &at.1) { Ok(at) } else { Err(Refused::NotPlaceTeam.into()) }
}

fn finishing(ctx: &Ctx, (step, delegation, place): &At) -> Form {
    at::form(format!("{}/done", links::step(step.id())), "This step is done", at::to_delegation(delegation, place))
        .caption(step.what())
        .field(Field::date("on", "When was it done?").value(ctx.now().date().to_string()))
        .field(
            Field::text("evidence", "What shows it?")
                .hint("The minute, the letter, the signature. Everybody can read it.")
                .max(500),
        )
        .field(Field::url("evidence_url", "Where that can be read").optional())
        .version(step.version())
        .button("It is done")
}

async fn done_form(ctx: Ctx, Path(id): Path<StepId>) -> Result<Response, PageError> {
    ctx.form(finishing(&ctx, &done_for(&ctx, id).await?)).await
}

async fn done(ctx: Ctx, Path(id): Path<StepId>, sent: Sent) -> Result<Response, PageError> {
    let at = done_for(&ctx, id).await?;
    let form = finishing(&ctx, &at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let text = |name: &str| answers.text(name).to_owned();
    let done = Done { on: answers.date("on"), evidence: text("evidence"), url: text("evidence_url") };
    match actions::finish_step(&ctx, id, answers.version(), done).await {
        Ok(_) => Ok(ctx.see(links::delegation(at.1.id()), "One step further")),
        Err(err) if err.is_conflict() => ctx.form_conflict(finishing(&ctx, &done_for(&ctx, id).await?), &sent).await,
        Err(err) => match err.beside() {
            Ok(("what", words)) => ctx.form_again(form, &sent, folkmoot_web::FormErrors::on("on", words)).await,
            Ok((field, words)) => ctx.form_again(form, &sent, folkmoot_web::FormErrors::on(field, words)).await,
            Err(err) => Err(err.into()),
        },
    }
}

fn saying(delegation: &Delegation, place: &Place) -> Form {
    let action = format!("{}/say", links::delegation(delegation.id()));
    at::form(action, "Say something of it", at::to_delegation(delegation, place))
        .caption(delegation.title())
        .lead("What is in the way, what would help, how it goes. It stands there under your post, not under your name.")
        .field(Field::area("words", "In your words").max(2_000).rows(4))
        .button("Publish it")
}

async fn say_form(ctx: Ctx, Path(id): Path<DelegationId>) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, SPEAK_ON_DELEGATION).await?;
    ctx.form(saying(&delegation, &place)).await
}

async fn say(ctx: Ctx, Path(id): Path<DelegationId>, sent: Sent) -> Result<Response, PageError> {
    let (delegation, place) = delegation_for(&ctx, id, SPEAK_ON_DELEGATION).await?;
    let form = saying(&delegation, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let said_as = own_post(&ctx, &place).await?;
    match actions::speak_on_delegation(&ctx, id, &said_as, answers.text("words")).await {
        Ok(()) => Ok(ctx.see(links::delegation(id), "Published")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// The first post that the person holds in the place.
async fn own_post(ctx: &Ctx, place: &Place) -> Result<String, PageError> {
    let names = Names::of(ctx, &mut *ctx.read().await?, place.id()).await?;
    let own = ctx.actor().held().iter().find(|held| held.place == place.id());
    Ok(own.map_or_else(|| "Somebody of this place".to_owned(), |held| names.post(held.seat)))
}
