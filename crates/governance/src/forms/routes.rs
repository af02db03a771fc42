//! Ways of papers: begun, bodies put on them, tied to items and decisions, told of, given up.

use crate::actions::routes::{
    Before, NewStep, add_route_step, begin_route, give_up_route, tell_route_step, tie_route_step,
};
use crate::acts::{CHANGE_ROUTE, TIE_ROUTE};
use crate::links;
use crate::pages::at::{place_at, place_of};
use crate::route::{Role, Route, RouteId, StepId, Told};
use crate::store::{self, Which};
use folkmoot_kernel::Subject;
use folkmoot_register::place::Place;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/routes/add", CHANGE_ROUTE, begin_form, begin)
        .form("/routes/{route}/steps/add", CHANGE_ROUTE, step_form, step)
        .form("/routes/{route}/steps/{step}/tie", TIE_ROUTE, tie_form, tie)
        .form("/routes/{route}/steps/{step}/told", CHANGE_ROUTE, told_form, told)
        .form("/routes/{route}/end", CHANGE_ROUTE, end_form, end)
}

async fn beginning(ctx: &Ctx, key: &str) -> Result<(Place, Form), PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[CHANGE_ROUTE], Subject::place(place.id()))?;
    let list = links::routes(place.slug());
    let form = Form::post(format!("{list}/add"), "Begin the way of a paper")
        .caption(place.name())
        .crumb("Ways of papers", list.clone())
        .lead("For a paper that has to go through several bodies, like the plan for the Better Care Fund. Everybody then sees where it is.")
        .field(Field::text("title", "Which paper is it?"))
        .field(Field::area("summary", "What is it about, in plain words?").max(800).rows(3).optional())
        .button("Begin")
        .back(list);
    Ok((place, form))
}

async fn begin_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(beginning(&ctx, &key).await?.1).await
}

async fn begin(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let (place, form) = beginning(&ctx, &key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match begin_route(&ctx, place.id(), answers.text("title"), answers.text("summary")).await {
        Ok(new) => Ok(ctx.see(links::route(new.id()), "Begun. Which bodies does it go through?")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn route_at(ctx: &Ctx, id: RouteId) -> Result<(Route, Place), PageError> {
    let mut db = ctx.read().await?;
    let route = store::route(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(&mut db, route.place()).await?;
    Ok((route, place))
}

fn of_route(route: &Route, place: &Place, ending: &str, title: &str) -> Form {
    let href = links::route(route.id());
    Form::post(format!("{href}/{ending}"), title)
        .caption(route.title())
        .crumb("Ways of papers", links::routes(place.slug()))
        .crumb(route.title(), href.clone())
        .back(href)
}

async fn adding(ctx: &Ctx, id: RouteId) -> Result<Form, PageError> {
    let (route, place) = route_at(ctx, id).await?;
    ctx.allowed(&[CHANGE_ROUTE], route.subject())?;
    let bodies = store::bodies_of_place(&mut *ctx.read().await?, place.id(), Which::Open).await?;
    let bodies: Vec<Choice> = bodies.iter().map(|body| Choice::new(body.id().to_string(), body.name())).collect();
    let roles = Role::ALL.map(|role| Choice::new(role.key(), role.words()));
    Ok(of_route(&route, &place, "steps/add", "One more body on the way")
        .field(Field::select("body", "Which body of this place?", bodies).optional())
        .field(
            Field::text("outside", "Or which body outside it?")
                .hint("Like “the regional team of NHS England”.")
                .optional(),
        )
        .field(Field::radios("role", "What does it do with the paper?", roles.to_vec()))
        .field(Field::date("by", "By when?").optional())
        .button("Put it on the way"))
}

async fn step_form(ctx: Ctx, Path(id): Path<RouteId>) -> Result<Response, PageError> {
    ctx.form(adding(&ctx, id).await?).await
}

async fn step(ctx: Ctx, Path(id): Path<RouteId>, sent: Sent) -> Result<Response, PageError> {
    let form = adding(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let new = NewStep {
        body: answers.maybe("body").and_then(|id| id.parse().ok()),
        outside: answers.text("outside").to_owned(),
        role: Role::read(answers.text("role")).unwrap_or(Role::Note),
        by: answers.maybe_date("by"),
    };
    match add_route_step(&ctx, id, new).await {
        Ok(_) => Ok(ctx.see(links::route(id), "It is on the way")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn tying(ctx: &Ctx, id: RouteId, step: StepId) -> Result<Form, PageError> {
    let (route, place) = route_at(ctx, id).await?;
    let mut db = ctx.read().await?;
    let line = store::route_step(&mut db, step).await?.filter(|line| line.step.route() == id);
    let line = line.ok_or_else(PageError::not_found)?;
    let body = line.step.body().ok_or_else(PageError::not_found)?;
    ctx.allowed(&[TIE_ROUTE], Subject::body(place.id(), body))?;
    let items = store::items_to_tie(&mut db, body).await?.into_iter();
    let items =
        items.map(|(id, title, at)| Choice::new(format!("item-{id}"), format!("{title}, {}", at.date().short())));
    let decisions = store::decisions_to_tie(&mut db, body).await?.into_iter();
    let decisions = decisions
        .map(|(id, number, title)| Choice::new(format!("decision-{id}"), format!("Decision {number}: {title}")));
    Ok(of_route(&route, &place, &format!("steps/{step}/tie"), "Where does the body take it up?")
        .lead(format!(
            "{} {}. What becomes of it there is shown from then on.",
            line.name,
            line.step.role().words().to_lowercase()
        ))
        .field(Field::select("before", "Which agenda item or decision?", items.chain(decisions).collect()))
        .version(line.step.version())
        .button("Save"))
}

fn before(written: &str) -> Option<Before> {
    match written.split_once('-')? {
        ("item", id) => Some(Before::Item(id.parse().ok()?)),
        ("decision", id) => Some(Before::Decision(id.parse().ok()?)),
        _ => None,
    }
}

async fn tie_form(ctx: Ctx, Path((id, step)): Path<(RouteId, StepId)>) -> Result<Response, PageError> {
    ctx.form(tying(&ctx, id, step).await?).await
}

async fn tie(ctx: Ctx, Path((id, step)): Path<(RouteId, StepId)>, sent: Sent) -> Result<Response, PageError> {
    let form = tying(&ctx, id, step).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let before = before(answers.text("before")).ok_or_else(PageError::not_found)?;
    match tie_route_step(&ctx, step, answers.version(), before).await {
        Ok(_) => Ok(ctx.see(links::route(id), "Saved")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn telling(ctx: &Ctx, id: RouteId, step: StepId) -> Result<Form, PageError> {
    let (route, place) = route_at(ctx, id).await?;
    ctx.allowed(&[CHANGE_ROUTE], route.subject())?;
    let line = store::route_step(&mut *ctx.read().await?, step).await?;
    let line =
        line.filter(|line| line.step.route() == id && line.step.body().is_none()).ok_or_else(PageError::not_found)?;
    let told = Told::ALL.map(|told| Choice::new(told.key(), told.words()));
    Ok(of_route(&route, &place, &format!("steps/{step}/told"), "What did it say?")
        .lead(line.name)
        .field(Field::radios("told", "What did it make of it?", told.to_vec()))
        .field(Field::date("told_on", "On which day?"))
        .field(Field::text("words", "How was the place told?").max(400).optional())
        .version(line.step.version())
        .button("Save"))
}

async fn told_form(ctx: Ctx, Path((id, step)): Path<(RouteId, StepId)>) -> Result<Response, PageError> {
    ctx.form(telling(&ctx, id, step).await?).await
}

async fn told(ctx: Ctx, Path((id, step)): Path<(RouteId, StepId)>, sent: Sent) -> Result<Response, PageError> {
    let form = telling(&ctx, id, step).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let told = Told::read(answers.text("told")).unwrap_or(Told::NotPassed);
    let on = answers.date("told_on");
    match tell_route_step(&ctx, step, answers.version(), told, on, answers.text("words")).await {
        Ok(_) => Ok(ctx.see(links::route(id), "Saved")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn ending(ctx: &Ctx, id: RouteId) -> Result<Form, PageError> {
    let (route, place) = route_at(ctx, id).await?;
    ctx.allowed(&[CHANGE_ROUTE], route.subject())?;
    let form = of_route(&route, &place, "end", "Give this way up").lead("It stays in the list, with the reason.");
    Ok(form.field(Field::area("why", "Why?").max(800).rows(3)).version(route.version()).button("Give it up"))
}

async fn end_form(ctx: Ctx, Path(id): Path<RouteId>) -> Result<Response, PageError> {
    ctx.form(ending(&ctx, id).await?).await
}

async fn end(ctx: Ctx, Path(id): Path<RouteId>, sent: Sent) -> Result<Response, PageError> {
    let form = ending(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match give_up_route(&ctx, id, answers.version(), answers.text("why")).await {
        Ok(_) => Ok(ctx.see(links::route(id), "Given up, with the reason")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
