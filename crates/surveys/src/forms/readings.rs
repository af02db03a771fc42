//! Readings: of another partner, of oneself; a reply; one thing to change and what became of it.

use super::{NO_NAME, levels};
use crate::actions::{self, Levels};
use crate::acts::{READ_PARTNER, REPLY_TO_READING, SAY_OWN_VIEW};
use crate::level::Level;
use crate::links;
use crate::pages::at::{self, place_of};
use crate::pages::readings::{partner_at, principles_of};
use crate::principle::Principle;
use crate::reading::{OneThing, Outcome, Pledge, PledgeId};
use crate::round::{Kind, RoundId};
use crate::store;
use folkmoot_kernel::{Act, OrganisationId, Subject};
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

type Key = (RoundId, OrganisationId);

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/readings/{round}/{organisation}/read", READ_PARTNER, read_form, read)
        .form("/readings/{round}/{organisation}/own", SAY_OWN_VIEW, own_form, own)
        .form("/readings/{round}/{organisation}/reply", REPLY_TO_READING, reply_form, reply)
        .form("/readings/{round}/{organisation}/change", REPLY_TO_READING, change_form, change)
        .form("/pledges/{pledge}/outcome", REPLY_TO_READING, outcome_form, outcome)
}

/// A form about a partner, with the principles of its round. `title` has the partner's name where `{}` stands.
async fn of_partner(
    ctx: &Ctx,
    key: Key,
    act: Act,
    (end, title): (&str, &str),
) -> Result<(Form, Vec<Principle>), PageError> {
    let mut db = ctx.read().await?;
    let (round, place, name) = partner_at(&mut db, key).await?;
    ctx.allowed(&[act], Subject::owned(place.id(), key.1))?;
    let principles = principles_of(&mut db, &round).await?;
    let page = links::partner(key.0, key.1);
    let mut steps = at::steps_to_round(&place, &round);
    steps.push((name.clone(), page.clone()));
    let form = at::form(format!("{page}/{end}"), &title.replace("{}", &name), steps).caption(round.title());
    Ok((form, principles))
}

fn with_levels(form: Form, principles: &[Principle]) -> Form {
    let field = |one: &Principle| {
        Field::radios(format!("level-{}", one.id), one.title.clone(), levels())
            .hint(one.sentence.clone())
            .missing(format!("Choose an answer to “{}”", one.title))
    };
    principles.iter().map(field).fold(form, Form::field)
}

fn read_levels(answers: &Answers, principles: &[Principle]) -> Levels {
    let level = |one: &Principle| Some((one.id, Level::read(answers.text(&format!("level-{}", one.id)))?));
    principles.iter().filter_map(level).collect()
}

async fn reading(ctx: &Ctx, key: Key) -> Result<(Form, Vec<Principle>), PageError> {
    let (form, principles) = of_partner(ctx, key, READ_PARTNER, ("read", "How far does {} live these?")).await?;
    let form = form
        .lead("Answer from what you saw yourself. If you do not work with this partner, leave it to others.")
        .lead(NO_NAME);
    Ok((with_levels(form, &principles).button("Give this reading"), principles))
}

async fn read_form(ctx: Ctx, Path(key): Path<Key>) -> Result<Response, PageError> {
    let (form, _) = reading(&ctx, key).await?;
    ctx.form(form).await
}

async fn read(ctx: Ctx, Path(key): Path<Key>, sent: Sent) -> Result<Response, PageError> {
    let (form, principles) = reading(&ctx, key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::read_partner(&ctx, key.0, key.1, &read_levels(&answers, &principles)).await {
        Ok(()) => Ok(ctx.see(links::reading(key.0), "Thank you. Nobody can tell which reading is yours.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn own_view(ctx: &Ctx, key: Key) -> Result<(Form, Vec<Principle>), PageError> {
    let (form, principles) =
        of_partner(ctx, key, SAY_OWN_VIEW, ("own", "How far does {} live these, as it sees itself?")).await?;
    let form = form.lead("This is your organisation's own view, under its name. It stands beside how others see it, and is given before that is known.");
    Ok((with_levels(form, &principles).button("Give our own view"), principles))
}

async fn own_form(ctx: Ctx, Path(key): Path<Key>) -> Result<Response, PageError> {
    let (form, _) = own_view(&ctx, key).await?;
    ctx.form(form).await
}

async fn own(ctx: Ctx, Path(key): Path<Key>, sent: Sent) -> Result<Response, PageError> {
    let (form, principles) = own_view(&ctx, key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::say_own_view(&ctx, key.0, key.1, &read_levels(&answers, &principles)).await {
        Ok(()) => Ok(ctx.see(links::partner(key.0, key.1), "Your own view is kept")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn replying(ctx: &Ctx, key: Key) -> Result<Form, PageError> {
    let (form, _) = of_partner(ctx, key, REPLY_TO_READING, ("reply", "Reply for {}")).await?;
    let field = Field::area("words", "What does your organisation say to it?").max(1_500);
    Ok(form.lead("It stands beside the reading, wherever that is shown.").field(field).button("Reply"))
}

async fn reply_form(ctx: Ctx, Path(key): Path<Key>) -> Result<Response, PageError> {
    let form = replying(&ctx, key).await?;
    ctx.form(form).await
}

async fn reply(ctx: Ctx, Path(key): Path<Key>, sent: Sent) -> Result<Response, PageError> {
    let form = replying(&ctx, key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::reply_to_reading(&ctx, key.0, key.1, answers.text("words")).await {
        Ok(()) => Ok(ctx.see(links::partner(key.0, key.1), "Your reply stands beside it")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn changing(ctx: &Ctx, key: Key) -> Result<Form, PageError> {
    let (form, _) = of_partner(ctx, key, REPLY_TO_READING, ("change", "One thing {} will change")).await?;
    Ok(form
        .lead("One thing, small enough to do. The next reading asks what became of it.")
        .field(
            Field::text("words", "What will your organisation do differently?")
                .hint("Like “Send papers a week before, also to small groups.”"),
        )
        .field(Field::date("by", "By when?"))
        .button("Name this one thing"))
}

async fn change_form(ctx: Ctx, Path(key): Path<Key>) -> Result<Response, PageError> {
    let form = changing(&ctx, key).await?;
    ctx.form(form).await
}

async fn change(ctx: Ctx, Path(key): Path<Key>, sent: Sent) -> Result<Response, PageError> {
    let form = changing(&ctx, key).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let thing = OneThing { words: answers.text("words").to_owned(), by: answers.date("by") };
    match actions::name_one_thing(&ctx, key.0, key.1, thing).await {
        Ok(_) => Ok(ctx.see(links::partner(key.0, key.1), "Named. The next reading asks what became of it.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn following(ctx: &Ctx, id: PledgeId) -> Result<(Form, Pledge), PageError> {
    let mut db = ctx.read().await?;
    let pledge = store::pledge(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[REPLY_TO_READING], Subject::owned(pledge.place(), pledge.organisation()))?;
    let place = place_of(&mut db, pledge.place()).await?;
    let mut steps = at::steps_to_list(&place, Kind::Behaviour);
    steps.push(("How we were read".to_owned(), links::partner(pledge.round(), pledge.organisation())));
    let choices = Outcome::ALL.iter().map(|one| Choice::new(one.key(), one.words())).collect();
    let form = at::form(links::pledge(id), "What became of it?", steps)
        .caption(pledge.words())
        .version(pledge.version())
        .lead("If it was not done, say what got in the way. That is no disgrace; not saying it is a pity.")
        .field(Field::radios("outcome", "Was it done?", choices).missing("Choose whether it was done"))
        .field(Field::area("words", "What happened?").max(600))
        .button("Say what became of it");
    Ok((form, pledge))
}

async fn outcome_form(ctx: Ctx, Path(id): Path<PledgeId>) -> Result<Response, PageError> {
    let (form, _) = following(&ctx, id).await?;
    ctx.form(form).await
}

async fn outcome(ctx: Ctx, Path(id): Path<PledgeId>, sent: Sent) -> Result<Response, PageError> {
    let (form, pledge) = following(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let outcome = Outcome::read(answers.text("outcome")).unwrap_or(Outcome::NotDone);
    match actions::follow_up(&ctx, id, answers.version(), outcome, answers.text("words")).await {
        Ok(_) => Ok(ctx.see(links::partner(pledge.round(), pledge.organisation()), "Thank you for saying so")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
