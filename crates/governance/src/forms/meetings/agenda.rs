//! Agenda items: added, changed, moved, taken off, concluded.

use crate::actions::{self, mandates};
use crate::acts::{CHANGE_AGENDA, WRITE_MINUTES};
use crate::item::{ITEM_MINUTES_MAX, Item, ItemDetails, ItemId};
use crate::links;
use crate::meeting::MeetingId;
use crate::pages::at::{self, MeetingAt, item_at};
use crate::power::Power;
use crate::store;
use folkmoot_kernel::Act;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent, Verb};

/// Priorities and partners that an item can name. What it names already can be named still.
#[derive(Debug)]
struct Named {
    priorities: Vec<Choice>,
    partners: Vec<Choice>,
    functions: Vec<Choice>,
}

async fn named(ctx: &Ctx, at: &MeetingAt, own: Option<&Item>) -> Result<Named, PageError> {
    let mut db = ctx.read().await?;
    let (place, today) = (at.place.id(), ctx.now().date());
    let all = store::priorities_of_place(&mut db, place).await?;
    let own_priority = own.and_then(Item::priority);
    let fits = |one: &&crate::priority::Priority| one.is_current(today) || Some(one.id()) == own_priority;
    let priorities = all.iter().filter(fits).map(|one| Choice::new(one.id().to_string(), one.title())).collect();
    let partners = folkmoot_register::store::partners(&mut db, place).await?;
    let mut partners: Vec<Choice> =
        partners.into_iter().map(|partner| Choice::new(partner.id.to_string(), partner.name)).collect();
    if let Some(sponsor) = own.and_then(Item::sponsor)
        && let Some(organisation) = folkmoot_register::store::organisation(&mut db, sponsor).await?
    {
        let choice = Choice::new(sponsor.to_string(), organisation.name());
        if !partners.contains(&choice) {
            partners.push(choice);
        }
    }
    let functions = mandates::functions(ctx, &mut db, place, at.meeting.starts_at().date()).await?;
    let functions = functions.into_iter().map(|one| Choice::new(one.id.to_string(), one.words)).collect();
    Ok(Named { priorities, partners, functions })
}

fn power_choice(power: Power) -> Choice {
    let words = power.words();
    let capital = format!("{}{}", words[..1].to_uppercase(), &words[1..]);
    Choice::new(power.key(), capital).hint(power.hint())
}

fn fields(form: Form, named: Named) -> Form {
    let powers = Power::ALL.into_iter().map(power_choice).collect();
    let form = form
        .field(Field::text("title", "What is it about?").hint("So that people understand it without the paper."))
        .field(Field::area("summary", "What is asked, in a few plain sentences?").max(2_000).rows(4).optional())
        .field(
            Field::select("priority", "Which priority does it serve?", named.priorities)
                .hint("Leave it empty if it serves none. Everybody sees that.")
                .optional(),
        );
    with_function(form, named.functions)
        .field(
            Field::radios("power", "What can this body do about it?", powers).missing("Choose what this body can do"),
        )
        .field(
            Field::number("minutes_planned", "How many minutes are planned for it?")
                .between(1, i64::from(ITEM_MINUTES_MAX)),
        )
        .field(Field::select("sponsor", "Which organisation puts it?", named.partners).optional())
}

/// What it is about in the map of who decides, if there is one.
fn with_function(form: Form, functions: Vec<Choice>) -> Form {
    if functions.is_empty() {
        return form;
    }
    form.field(
        Field::select("function", "What is decided, in the map of who decides?", functions)
            .hint("Where the map says what this body can do about it, that counts and not the answer below.")
            .optional(),
    )
}

fn details(answers: &Answers) -> ItemDetails {
    ItemDetails {
        title: answers.text("title").to_owned(),
        summary: answers.text("summary").to_owned(),
        priority: answers.maybe("priority").and_then(|id| id.parse().ok()),
        function: answers.maybe("function").and_then(|id| id.parse().ok()),
        power: Power::read(answers.text("power")).unwrap_or(Power::Note),
        minutes_planned: u32::try_from(answers.number("minutes_planned")).unwrap_or(0),
        sponsor: answers.maybe("sponsor").and_then(|id| id.parse().ok()),
    }
}

async fn adding(ctx: &Ctx, at: &MeetingAt) -> Result<Form, PageError> {
    let action = format!("{}/items/add", links::meeting(at.meeting.id()));
    let form = at::form(action, "Put an item on the agenda", at::steps_to_meeting(at)).caption(at.meeting.title());
    Ok(fields(form, named(ctx, at, None).await?).filled([("minutes_planned", "10")]).button("Put it on the agenda"))
}

/// A form about an item, with the way back to it.
pub(in crate::forms) fn of_item(item: &Item, at: &MeetingAt, end: &str, title: &str) -> Form {
    let mut steps = at::steps_to_meeting(at);
    steps.push((item.title().to_owned(), links::item(item.id())));
    let action = format!("{}/{end}", links::item(item.id()));
    at::form(action, title, steps).caption(item.title()).version(item.version())
}

async fn changing(ctx: &Ctx, item: &Item, at: &MeetingAt) -> Result<Form, PageError> {
    let values = [
        ("title", item.title().to_owned()),
        ("summary", item.summary().to_owned()),
        ("priority", item.priority().map(|id| id.to_string()).unwrap_or_default()),
        ("function", item.function().map(|id| id.to_string()).unwrap_or_default()),
        ("power", item.power().key().to_owned()),
        ("minutes_planned", item.minutes_planned().to_string()),
        ("sponsor", item.sponsor().map(|id| id.to_string()).unwrap_or_default()),
    ];
    let form = of_item(item, at, "edit", "Change this item");
    Ok(fields(form, named(ctx, at, Some(item)).await?).filled(values))
}

async fn moving(ctx: &Ctx, item: &Item, at: &MeetingAt) -> Result<Form, PageError> {
    let items = store::items_of_meeting(&mut *ctx.read().await?, item.meeting()).await?;
    let others = items.iter().filter(|other| other.id() != item.id());
    let after = others.map(|other| Choice::new(other.id().to_string(), format!("After “{}”", other.title())));
    let choices = std::iter::once(Choice::new("first", "First on the agenda")).chain(after).collect();
    Ok(of_item(item, at, "move", "Move this item")
        .field(Field::radios("after", "Where should it stand?", choices).missing("Choose where it should stand"))
        .button("Move it there"))
}

fn removing(item: &Item, at: &MeetingAt) -> Form {
    of_item(item, at, "remove", "Take this item off the agenda")
        .warning("Its papers are taken off as well. This cannot be undone.")
        .button("Take it off the agenda")
}

fn concluding(item: &Item, at: &MeetingAt) -> Form {
    of_item(item, at, "outcome", "What came of this item?")
        .field(Field::area("outcome", "In a sentence or two").max(2_000).rows(4).value(item.outcome()).optional())
}

/// The item, for somebody who may do this.
pub(in crate::forms) async fn to_change(ctx: &Ctx, id: ItemId, act: Act) -> Result<(Item, MeetingAt), PageError> {
    let (item, at) = item_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[act], at.meeting.subject())?;
    Ok((item, at))
}

pub(super) async fn add_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = super::to_change(&ctx, id, CHANGE_AGENDA).await?;
    ctx.form(adding(&ctx, &at).await?).await
}

pub(super) async fn add(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let at = super::to_change(&ctx, id, CHANGE_AGENDA).await?;
    let form = adding(&ctx, &at).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_item(&ctx, id, details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::meeting(id), "Item put on the agenda")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn edit_form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    ctx.form(changing(&ctx, &item, &at).await?).await
}

pub(super) async fn edit(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    let form = changing(&ctx, &item, &at).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_item(&ctx, id, answers.version(), details(&answers)).await {
        Ok(item) => Ok(ctx.see(links::meeting(item.meeting()), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
            ctx.form_conflict(changing(&ctx, &now, &at).await?, &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn move_form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    ctx.form(moving(&ctx, &item, &at).await?).await
}

pub(super) async fn send_move(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    let form = moving(&ctx, &item, &at).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let after = answers.text("after").parse().ok();
    match actions::move_item(&ctx, id, answers.version(), after).await {
        Ok(item) => Ok(ctx.see(links::meeting(item.meeting()), "Moved")),
        Err(err) if err.is_conflict() => {
            let (now, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
            ctx.form_conflict(moving(&ctx, &now, &at).await?, &sent).await
        }
        Err(err) => Err(err.into()),
    }
}

pub(super) async fn remove_form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    ctx.form(removing(&item, &at)).await
}

pub(super) async fn remove(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
    let form = removing(&item, &at);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::remove_item(&ctx, id, version).await {
        Ok(item) => Ok(ctx.see(links::meeting(item.meeting()), "Taken off the agenda")),
        Err(err) if err.is_conflict() => {
            let (now, at) = to_change(&ctx, id, CHANGE_AGENDA).await?;
            ctx.form_conflict(removing(&now, &at), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn outcome_form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, WRITE_MINUTES).await?;
    ctx.form(concluding(&item, &at)).await
}

pub(super) async fn outcome(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let (item, at) = to_change(&ctx, id, WRITE_MINUTES).await?;
    let form = concluding(&item, &at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::conclude_item(&ctx, id, answers.version(), answers.text("outcome")).await {
        Ok(_) => Ok(ctx.see(super::back_to(&at.meeting, ctx.now()), "Saved")),
        Err(err) if err.is_conflict() => {
            let (now, at) = to_change(&ctx, id, WRITE_MINUTES).await?;
            ctx.form_conflict(concluding(&now, &at), &sent).await
        }
        Err(err) => match err.beside() {
            Ok((_, words)) => ctx.form_again(form, &sent, FormErrors::on("outcome", words)).await,
            Err(err) => Err(err.into()),
        },
    }
}
