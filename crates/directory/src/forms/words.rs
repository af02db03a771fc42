//! What a listing says of itself in words; whether there is room; and that all of it is still right.

use super::parts;
use crate::actions;
use crate::acts::CHANGE_LISTING;
use crate::capacity::{Room, WAITING_MAX};
use crate::links;
use crate::listing::{About, Listing, ListingId, State, Way};
use crate::pages::at::{self, At, listing_at};
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/help/{listing}/edit", CHANGE_LISTING, edit_form, edit)
        .form("/help/{listing}/room", CHANGE_LISTING, room_form, room)
        .form("/help/{listing}/confirm", CHANGE_LISTING, confirm_form, confirm)
        .form("/help/{listing}/stop", CHANGE_LISTING, stop_form, stop)
}

pub(super) async fn to_change(ctx: &Ctx, id: ListingId) -> Result<At, PageError> {
    let at = listing_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_LISTING], at.listing.subject())?;
    Ok(at)
}

fn changing(at: &At) -> Form {
    let about = at.listing.about();
    let form = parts::name_and_summary(at::of_listing(at, "edit", "Change what it says"));
    let form = parts::ways(parts::all_needs(form, &about.needs), &about.ways);
    let form = parts::public_contact(parts::whom_and_cost(form)).field(
        Field::text("alert", "What is not as usual at the moment?")
            .hint("Like “closed until Easter”. Leave it empty when all is as usual.")
            .optional(),
    );
    let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
    let price: Vec<String> = about.cost.prices.iter().map(crate::cost::Price::in_words).collect();
    let phone = about.phones.first().map(|phone| phone.number.clone()).unwrap_or_default();
    form.filled([
        ("name", about.name.clone()),
        ("summary", about.summary.clone()),
        ("whom", about.whom.words.clone()),
        ("from_age", age(about.whom.from_age)),
        ("to_age", age(about.whom.to_age)),
        ("charge", about.cost.charge.key().to_owned()),
        ("price", price.join("; ")),
        ("phone", phone),
        ("email", about.email.clone()),
        ("url", about.url.clone()),
        ("alert", about.alert.clone()),
    ])
    .button("Save")
}

async fn edit_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    ctx.form(changing(&at)).await
}

/// What the form does not ask for stays as it is.
fn changed(before: &Listing, answers: &Answers) -> About {
    let kept = before.about();
    let about = About {
        name: answers.text("name").to_owned(),
        summary: answers.text("summary").to_owned(),
        needs: answers.many("needs").into_iter().filter_map(crate::need::Need::read).collect(),
        ways: answers.many("ways").into_iter().filter_map(Way::read).collect(),
        whom: parts::read_whom(answers),
        cost: parts::read_cost(answers),
        alert: answers.text("alert").to_owned(),
        ..kept.clone()
    };
    let mut about = parts::read_public_contact(answers, about);
    let first = kept.phones.first().map(|phone| phone.number.as_str());
    if about.phones.first().map(|phone| phone.number.as_str()) == first {
        about.phones.clone_from(&kept.phones);
    } else {
        about.phones.extend(kept.phones.iter().skip(1).cloned());
    }
    let price: Vec<String> = kept.cost.prices.iter().map(crate::cost::Price::in_words).collect();
    if about.cost.charge == kept.cost.charge && answers.text("price").trim() == price.join("; ") {
        about.cost = kept.cost.clone();
    }
    about
}

async fn edit(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    let form = changing(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_words(&ctx, id, answers.version(), changed(&at.listing, &answers)).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn saying_room(at: &At) -> Form {
    let choices = Room::ALL.iter().map(|room| Choice::new(room.key(), room.words())).collect();
    at::of_listing(at, "room", "Is there a place for one more?")
        .lead("People see it for four weeks. After that the page says “ask”, unless you say it again.")
        .field(Field::radios("room", "At the moment", choices))
        .field(Field::number("waiting", "How many people are waiting?").between(0, i64::from(WAITING_MAX)).optional())
        .button("Say so")
}

async fn room_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    ctx.form(saying_room(&at)).await
}

async fn room(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    let form = saying_room(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let room = Room::read(answers.text("room")).unwrap_or(Room::Ask);
    let waiting = answers.maybe_number("waiting").and_then(|count| u32::try_from(count).ok());
    match actions::say_room(&ctx, id, answers.version(), room, waiting).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "Everybody sees it now")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn confirming(at: &At) -> Form {
    at::of_listing(at, "confirm", "Is all of it still right?")
        .lead("Times, place, cost, telephone number: what the page says today. If something is different, change it instead.")
        .button("Yes, all of it is right")
}

async fn confirm_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    ctx.form(confirming(&at)).await
}

async fn confirm(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    let form = confirming(&at);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::confirm(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "Checked today")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn stopping(at: &At) -> Form {
    let choice = |state: State, words: &str| Choice::new(state.key(), words);
    let choices = vec![
        choice(State::Listed, "It is going on as it says"),
        choice(State::Paused, "It has stopped for a while").hint("People still find it, and read that it has stopped."),
        choice(State::Ended, "It is no longer there").hint("Nobody finds it any more; its page stays and says so."),
    ];
    at::of_listing(at, "stop", "Is it still going on?")
        .field(Field::radios("state", "At the moment", choices).value(at.listing.state().key()))
        .field(Field::text("why", "Anything that people should know").optional())
        .button("Save")
}

async fn stop_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    ctx.form(stopping(&at)).await
}

async fn stop(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    let form = stopping(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let to = State::read(answers.text("state")).unwrap_or(at.listing.state());
    match actions::stop_or_go(&ctx, id, answers.version(), to, answers.text("why")).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
