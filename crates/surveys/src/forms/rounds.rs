//! Rounds: opened, closed, shown to more people; lines settled; the chair's reply.

use crate::actions;
use crate::acts::{OPEN_ROUND, REPLY_AS_CHAIR, SETTLE_RECALL};
use crate::links;
use crate::pages::at::{self, place_at, place_of, round_at, set_at};
use crate::principle::SetId;
use crate::recall::{self, Answer, Settled};
use crate::round::{Ask, Audience, Kind, Round, RoundId};
use crate::store;
use crate::wants::{BodyNow, Ground, MeetingNow};
use folkmoot_kernel::Id;
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/recall/add", OPEN_ROUND, add_recall_form, add_recall)
        .form("/places/{place}/confidence/add", OPEN_ROUND, add_confidence_form, add_confidence)
        .form("/principles/{set}/read", OPEN_ROUND, add_reading_form, add_reading)
        .form("/recall/{round}/settle", SETTLE_RECALL, settle_form, settle)
        .form("/confidence/{round}/reply", REPLY_AS_CHAIR, reply_form, reply)
        .form("/recall/{round}/close", OPEN_ROUND, close_form, close)
        .form("/confidence/{round}/close", OPEN_ROUND, close_form, close)
        .form("/readings/{round}/close", OPEN_ROUND, close_form, close)
        .form("/recall/{round}/show", OPEN_ROUND, widen_form, widen)
        .form("/confidence/{round}/show", OPEN_ROUND, widen_form, widen)
        .form("/readings/{round}/show", OPEN_ROUND, widen_form, widen)
}

/// Days for which a round is open unless somebody says otherwise. Our own choice.
const OPEN_DAYS: i64 = 14;

fn asking(ctx: &Ctx, form: Form) -> Form {
    let until = ctx.now().date().plus_days(OPEN_DAYS).to_string();
    form.field(Field::text("title", "What is it called?").hint("Short, like “Spring 2026”.").max(60))
        .field(Field::date("closes", "Which is the last day to answer?"))
        .filled([("closes", until)])
}

fn ask(answers: &Answers) -> Ask {
    Ask { title: answers.text("title").to_owned(), closes_on: answers.date("closes") }
}

async fn adding_recall(ctx: &Ctx, place: &Place) -> Result<(Form, Vec<MeetingNow>), PageError> {
    let mut db = ctx.read().await?;
    let meetings = match ctx.wanted::<dyn Ground>() {
        Some(ground) => ground.meetings(&mut db, place.id(), ctx.now()).await?,
        None => Vec::new(),
    };
    let action = format!("{}/add", links::recalls(place.slug()));
    let form = at::form(action, "Open a recall check", at::steps_to_list(place, Kind::Recall)).caption(place.name());
    let form = asking(ctx, form.lead("Members write the priorities they remember. They do not see them, nor you what they wrote until it closed."));
    let choices = meetings.iter().map(|meeting| Choice::new(meeting.id.to_string(), meeting.words.clone()));
    let choices = [Choice::new("", "At no meeting: by link")].into_iter().chain(choices).collect();
    let form = form.field(Field::select("meeting", "Is it done at a meeting?", choices).optional());
    Ok((form.button("Open this check"), meetings))
}

async fn to_open(ctx: &Ctx, key: &str) -> Result<Place, PageError> {
    let place = place_at(&mut *ctx.read().await?, key).await?;
    ctx.allowed(&[OPEN_ROUND], place.subject())?;
    Ok(place)
}

async fn add_recall_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = to_open(&ctx, &key).await?;
    let (form, _) = adding_recall(&ctx, &place).await?;
    ctx.form(form).await
}

async fn add_recall(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = to_open(&ctx, &key).await?;
    let (form, meetings) = adding_recall(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let meeting = meetings.into_iter().find(|one| one.id.to_string() == answers.text("meeting"));
    match actions::open_recall(&ctx, place.id(), ask(&answers), meeting).await {
        Ok(round) => Ok(ctx.see(links::recall(round.id()), "The check is open. Send members this page's address.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn adding_confidence(ctx: &Ctx, place: &Place) -> Result<(Form, Vec<BodyNow>), PageError> {
    let mut db = ctx.read().await?;
    let bodies = match ctx.wanted::<dyn Ground>() {
        Some(ground) => ground.bodies(&mut db, place.id()).await?,
        None => Vec::new(),
    };
    let action = format!("{}/add", links::confidences(place.slug()));
    let form = at::form(action, "Ask a body about its chair", at::steps_to_list(place, Kind::Confidence))
        .caption(place.name());
    let choices = bodies.iter().map(|body| Choice::new(body.id.to_string(), body.name.clone())).collect();
    let form = form.field(Field::select("body", "Which body?", choices).missing("Choose the body"));
    let form = form.lead("Every member but the chair is asked. Chair and members see the result first.");
    Ok((asking(ctx, form).button("Ask this body"), bodies))
}

async fn add_confidence_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = to_open(&ctx, &key).await?;
    let (form, _) = adding_confidence(&ctx, &place).await?;
    ctx.form(form).await
}

async fn add_confidence(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = to_open(&ctx, &key).await?;
    let (form, bodies) = adding_confidence(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let chosen = bodies.into_iter().find(|one| one.id.to_string() == answers.text("body"));
    let body = chosen.ok_or_else(PageError::not_found)?.id;
    match actions::open_confidence(&ctx, place.id(), body, ask(&answers)).await {
        Ok(round) => Ok(ctx.see(links::confidence(round.id()), "The members of this body are asked now")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn adding_reading(ctx: &Ctx, id: SetId) -> Result<Form, PageError> {
    let (set, place) = set_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[OPEN_ROUND], set.subject())?;
    let mut steps = at::steps_to_list(&place, Kind::Behaviour);
    steps.push((set.title().to_owned(), links::set(id)));
    let form =
        at::form(format!("{}/read", links::set(id)), "Ask partners to read each other", steps).caption(set.title());
    let form = form.lead("Everybody who holds a seat for a partner may read every other partner that signed. A partner sees its own first.");
    Ok(asking(ctx, form).button("Ask them"))
}

async fn add_reading_form(ctx: Ctx, Path(id): Path<SetId>) -> Result<Response, PageError> {
    let form = adding_reading(&ctx, id).await?;
    ctx.form(form).await
}

async fn add_reading(ctx: Ctx, Path(id): Path<SetId>, sent: Sent) -> Result<Response, PageError> {
    let form = adding_reading(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::open_reading(&ctx, id, ask(&answers)).await {
        Ok(round) => Ok(ctx.see(links::reading(round.id()), "Partners are asked now")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// A form of a round, whatever its kind, for the team.
async fn of_round(ctx: &Ctx, id: RoundId) -> Result<(Round, Place), PageError> {
    let mut db = ctx.read().await?;
    let round = store::round(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[OPEN_ROUND], round.subject())?;
    let place = place_of(&mut db, round.place()).await?;
    Ok((round, place))
}

fn closing(round: &Round, place: &Place) -> Form {
    let action = format!("{}/close", links::round(round));
    at::form(action, "Close this", at::steps_to_round(place, round))
        .caption(round.title())
        .version(round.version())
        .lead("No more answers are taken, and what may be shown is worked out once and for all.")
        .lead("It closes by itself after its last day. With fewer than five answers nothing will be shown.")
        .button("Close this")
}

async fn close_form(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let (round, place) = of_round(&ctx, id).await?;
    ctx.form(closing(&round, &place)).await
}

async fn close(ctx: Ctx, Path(id): Path<RoundId>, sent: Sent) -> Result<Response, PageError> {
    let (round, place) = of_round(&ctx, id).await?;
    let form = closing(&round, &place);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::close_round(&ctx, id, version).await {
        Ok(closed) => Ok(ctx.see(links::round(&closed), "Closed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn widening(round: &Round, place: &Place) -> Form {
    let wider = Audience::ALL.iter().filter(|audience| **audience > round.audience());
    let choices: Vec<Choice> = wider.map(|audience| Choice::new(audience.key(), audience.words())).collect();
    let action = format!("{}/show", links::round(round));
    at::form(action, "Show what came of it to more people", at::steps_to_round(place, round))
        .caption(round.title())
        .version(round.version())
        .lead("This cannot be taken back. What the chair or a partner says to it stands beside it.")
        .field(Field::radios("audience", "Who may see it?", choices).missing("Choose who may see it"))
        .button("Show it")
}

async fn widen_form(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let (round, place) = of_round(&ctx, id).await?;
    ctx.form(widening(&round, &place)).await
}

async fn widen(ctx: Ctx, Path(id): Path<RoundId>, sent: Sent) -> Result<Response, PageError> {
    let (round, place) = of_round(&ctx, id).await?;
    let form = widening(&round, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let audience = Audience::read(answers.text("audience")).unwrap_or(round.audience());
    match actions::widen_round(&ctx, id, answers.version(), audience).await {
        Ok(round) => Ok(ctx.see(links::round(&round), "More people see it now")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// A question for each line, with the suggestion chosen; and the lines in the same order.
async fn settling(ctx: &Ctx, id: RoundId) -> Result<(Form, Vec<String>), PageError> {
    let mut db = ctx.read().await?;
    let (round, place) = round_at(&mut db, id, Kind::Recall).await?;
    ctx.allowed(&[SETTLE_RECALL], round.subject())?;
    let shown = store::shown_urns::<Answer>(&mut db, place.id(), Kind::Recall).await?;
    let (_, _, urn) = shown.into_iter().find(|(found, ..)| *found == id).ok_or_else(PageError::not_found)?;
    let priorities = store::remembered(&mut db, place.id()).await?.remove(&id).unwrap_or_default();
    let settled = store::meanings(&mut db, place.id()).await?.remove(&id).unwrap_or_default();
    drop(db);
    let action = format!("{}/settle", links::recall(id));
    let mut form = at::form(action, "What do these lines mean?", at::steps_to_round(&place, &round))
        .caption(round.title())
        .lead("Each different line stands here once, in the order of the alphabet. Where its words fit a priority, that is chosen already.")
        .button("Save what they mean");
    let choice = |one: &recall::Remembered| Choice::new(one.id.to_string(), format!("{}. {}", one.number, one.title));
    let lines = recall::lines(&urn, &priorities, &settled);
    for (at, line) in lines.iter().enumerate() {
        let none = Choice::new("none", "None of them");
        let choices = priorities.iter().map(choice).chain([none]).collect();
        let suggested = line.suggested().map_or_else(|| "none".to_owned(), |priority| priority.to_string());
        form = form.field(Field::select(format!("line-{at}"), format!("“{}”", line.words), choices).value(suggested));
    }
    Ok((form, lines.into_iter().map(|line| line.words).collect()))
}

async fn settle_form(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let (form, _) = settling(&ctx, id).await?;
    ctx.form(form).await
}

async fn settle(ctx: Ctx, Path(id): Path<RoundId>, sent: Sent) -> Result<Response, PageError> {
    let (form, lines) = settling(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let means = |at: usize| answers.text(&format!("line-{at}")).parse::<Id<folkmoot_kernel::id::Anything>>().ok();
    let settled: Settled = lines.into_iter().enumerate().map(|(at, words)| (words, means(at))).collect();
    match actions::settle_recall(&ctx, id, &settled).await {
        Ok(()) => Ok(ctx.see(links::recall(id), "Saved")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn replying(ctx: &Ctx, id: RoundId) -> Result<Form, PageError> {
    let (round, place) = round_at(&mut *ctx.read().await?, id, Kind::Confidence).await?;
    ctx.allowed(&[REPLY_AS_CHAIR], round.subject())?;
    let action = format!("{}/reply", links::confidence(id));
    Ok(at::form(action, "Reply as the chair", at::steps_to_round(&place, &round))
        .caption(round.title())
        .lead("It stands beside the result, wherever that is shown. Write what you heard, and what you will do; do not look for who said what.")
        .field(Field::area("answer", "What do you say to it?").max(1_500))
        .button("Reply"))
}

async fn reply_form(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let form = replying(&ctx, id).await?;
    ctx.form(form).await
}

async fn reply(ctx: Ctx, Path(id): Path<RoundId>, sent: Sent) -> Result<Response, PageError> {
    let form = replying(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::reply_as_chair(&ctx, id, answers.text("answer")).await {
        Ok(()) => Ok(ctx.see(links::confidence(id), "Your reply stands beside it")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
