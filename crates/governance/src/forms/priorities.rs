//! Priorities: chosen, changed, ended by the team of their place.

use crate::actions;
use crate::acts::CHANGE_PRIORITIES;
use crate::links;
use crate::pages::at::{self, place_at, priority_at};
use crate::priority::{Many, Origin, Priority, PriorityDetails, PriorityId, REMEMBERED_MAX, Refusal};
use crate::store;
use folkmoot_kernel::Date;
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/priorities/add", CHANGE_PRIORITIES, add_form, add)
        .form("/priorities/{priority}/edit", CHANGE_PRIORITIES, edit_form, edit)
        .form("/priorities/{priority}/end", CHANGE_PRIORITIES, end_form, end)
}

fn fields(form: Form) -> Form {
    let origins = Origin::ALL.iter().map(|origin| Choice::new(origin.key(), origin.words())).collect();
    form.field(Field::text("title", "What is it called?").hint("Short enough to remember, like “Fewer falls”.").max(80))
        .field(
            Field::text("sentence", "What will be different for people?")
                .hint("One plain sentence that a neighbour understands.")
                .max(300),
        )
        .field(
            Field::area("need", "Which need does it answer?")
                .hint("What numbers and people say, and where they say it.")
                .optional(),
        )
        .field(Field::radios("origin", "Whose idea was it?", origins).missing("Choose whose idea it was"))
        .field(Field::date("from", "From which day?"))
        .field(Field::date("until", "Until which day, if that is known?").optional())
}

fn details(answers: &Answers) -> PriorityDetails {
    PriorityDetails {
        title: answers.text("title").to_owned(),
        sentence: answers.text("sentence").to_owned(),
        need: answers.text("need").to_owned(),
        origin: Origin::read(answers.text("origin")).unwrap_or(Origin::Place),
        from: answers.date("from"),
        until: answers.maybe_date("until"),
    }
}

fn steps(place: &Place) -> Vec<(String, String)> {
    let mut steps = at::steps_to_place(place);
    steps.push(("Priorities".to_owned(), links::priorities(place.slug())));
    steps
}

async fn adding(ctx: &Ctx, place: &Place) -> Result<Form, PageError> {
    let today = ctx.now().date();
    let current = store::current_priorities(&mut *ctx.read().await?, place.id(), today).await?.len();
    let action = format!("{}/add", links::priorities(place.slug()));
    let form = at::form(action, "Add a priority", steps(place)).caption(place.name());
    let form = fields(form).filled([("from", today.to_string())]).button("Add this priority");
    if current < REMEMBERED_MAX {
        return Ok(form);
    }
    let why = Refusal::OneTooMany { will_be: current + 1 };
    let know = Choice::new("known", format!("We know that this makes {}", in_words(current + 1)));
    Ok(form
        .warning(format!("{} has {} priorities. People remember about five.", place.name(), in_words(current)))
        .field(Field::checkboxes("knowing", "Do you mean it?", vec![know]).required().missing(why.to_string())))
}

fn in_words(count: usize) -> String {
    const WORDS: [&str; 10] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |words| (*words).to_owned())
}

fn of_priority(place: &Place, priority: &Priority, end: &str, title: &str) -> Form {
    let mut steps = steps(place);
    let page = links::priority(priority.id());
    steps.push((priority.title().to_owned(), page.clone()));
    at::form(format!("{page}/{end}"), title, steps).caption(priority.title()).version(priority.version())
}

fn changing(place: &Place, priority: &Priority) -> Form {
    let values = [
        ("title", priority.title().to_owned()),
        ("sentence", priority.sentence().to_owned()),
        ("need", priority.need().to_owned()),
        ("origin", priority.origin().key().to_owned()),
        ("from", priority.from().to_string()),
        ("until", priority.until().as_ref().map(Date::to_string).unwrap_or_default()),
    ];
    let values = values.into_iter().filter(|(_, value)| !value.is_empty());
    fields(of_priority(place, priority, "edit", "Change this priority")).filled(values)
}

fn ending(place: &Place, priority: &Priority) -> Form {
    of_priority(place, priority, "end", "End this priority")
        .lead("From today it is a priority no more, and new items and decisions cannot name it.")
        .lead("Its page and its number stay, with what was decided for it.")
        .button("End this priority")
}

async fn to_change(ctx: &Ctx, id: PriorityId) -> Result<(Priority, Place), PageError> {
    let (priority, place) = priority_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_PRIORITIES], priority.subject())?;
    Ok((priority, place))
}

async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    ctx.allowed(&[CHANGE_PRIORITIES], place.subject())?;
    ctx.form(adding(&ctx, &place).await?).await
}

async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    ctx.allowed(&[CHANGE_PRIORITIES], place.subject())?;
    let form = adding(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let many = if answers.is_ticked("knowing", "known") { Many::Known } else { Many::Refuse };
    match actions::add_priority(&ctx, place.id(), details(&answers), many).await {
        Ok(new) => Ok(ctx.see(links::priority(new.id()), "Priority added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn edit_form(ctx: Ctx, Path(id): Path<PriorityId>) -> Result<Response, PageError> {
    let (priority, place) = to_change(&ctx, id).await?;
    ctx.form(changing(&place, &priority)).await
}

async fn edit(ctx: Ctx, Path(id): Path<PriorityId>, sent: Sent) -> Result<Response, PageError> {
    let (priority, place) = to_change(&ctx, id).await?;
    let form = changing(&place, &priority);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_priority(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::priority(id), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, place) = to_change(&ctx, id).await?;
            ctx.form_conflict(changing(&place, &now), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn end_form(ctx: Ctx, Path(id): Path<PriorityId>) -> Result<Response, PageError> {
    let (priority, place) = to_change(&ctx, id).await?;
    ctx.form(ending(&place, &priority)).await
}

async fn end(ctx: Ctx, Path(id): Path<PriorityId>, sent: Sent) -> Result<Response, PageError> {
    let (priority, place) = to_change(&ctx, id).await?;
    let form = ending(&place, &priority);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::end_priority(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::priority(id), "This priority has ended")),
        Err(err) if err.is_conflict() => {
            let (now, place) = to_change(&ctx, id).await?;
            ctx.form_conflict(ending(&place, &now), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
