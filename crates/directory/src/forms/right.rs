//! The page of a letter: is it still right? A button, without an account; works for whoever the letter was passed on to.

use crate::actions::{self, letter_of};
use crate::acts::{ANSWER_FOR_LISTING, CHANGE_LISTING};
use crate::asking::Answer;
use crate::links;
use crate::listing::ListingId;
use crate::pages::at::{self, At, listing_at};
use crate::wrong::WORDS_MAX;
use folkmoot_web::{Choice, Ctx, Field, Form, Page, PageError, Path, Query, Response, Routes, Sent};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new().form("/help/{listing}/still-right", ANSWER_FOR_LISTING, ask, answer).form(
        "/help/{listing}/ask",
        CHANGE_LISTING,
        letter_form,
        letter,
    )
}

/// The key of the letter, as its link has it.
#[derive(Debug, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Key {
    key: String,
}

fn asking(at: &At, key: &str) -> Form {
    let choices = Answer::ALL.iter().map(|answer| Choice::new(answer.key(), answer.words())).collect();
    let steps = at::steps_to(at);
    at::form(links::still_right(at.listing.id(), key), "Is this still right?", steps)
        .caption(at.listing.about().name.as_str())
        .lead(read(at))
        .field(Field::radios("answer", "What is so?", choices).value(Answer::Right.key()).missing("Choose what is so"))
        .field(
            Field::area("words", "What has changed?")
                .hint("Only if something has. The team of the place puts it right.")
                .rows(3)
                .max(WORDS_MAX)
                .optional(),
        )
        .button("Send")
}

/// What people read of it, in one sentence each.
fn read(at: &At) -> String {
    let about = at.listing.about();
    let times = about.sessions.iter().map(crate::session::Session::in_words);
    let venues = about.venues.iter().map(crate::venue::Venue::in_words);
    let phones = about.phones.iter().map(|phone| format!("Ring {}", phone.number));
    let all: Vec<String> = times.chain(venues).chain(phones).chain([about.cost.in_words()]).collect();
    format!("People read: {}.", all.join("; "))
}

/// The listing of a letter that can still be answered, or words that say why not.
async fn of_letter(ctx: &Ctx, id: ListingId, key: &str) -> Result<Result<At, Response>, PageError> {
    let mut db = ctx.read().await?;
    let at = listing_at(&mut db, id).await?;
    let letter = letter_of(&mut db, id, key, ctx.now()).await?;
    drop(db);
    let words = match letter {
        Some(letter) if letter.answered_at.is_none() => return Ok(Ok(at)),
        Some(_) => "This letter has been answered. Thank you.",
        None => "This link cannot be used any more. If something is wrong, the page of the listing takes that.",
    };
    let inside = format!(
        "<p class=\"govuk-body\">{words}</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">See the listing</a></p>",
        links::listing(id)
    );
    Ok(Err(ctx.page(Page::new("Is this still right?").html(inside)).await?))
}

async fn ask(ctx: Ctx, Path(id): Path<ListingId>, Query(Key { key }): Query<Key>) -> Result<Response, PageError> {
    match of_letter(&ctx, id, &key).await? {
        Ok(at) => ctx.form(asking(&at, &key)).await,
        Err(page) => Ok(page),
    }
}

async fn answer(
    ctx: Ctx,
    Path(id): Path<ListingId>,
    Query(Key { key }): Query<Key>,
    sent: Sent,
) -> Result<Response, PageError> {
    let at = match of_letter(&ctx, id, &key).await? {
        Ok(at) => at,
        Err(page) => return Ok(page),
    };
    let form = asking(&at, &key);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let said = Answer::read(answers.text("answer")).unwrap_or(Answer::Changed);
    match actions::answer(&ctx, id, &key, said, answers.text("words")).await {
        Ok(()) => Ok(ctx.see(links::listing(id), thanks(said))),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

const fn thanks(said: Answer) -> &'static str {
    match said {
        Answer::Right => "Thank you. Everybody sees that it was checked today.",
        Answer::Changed => "Thank you. The team of the place puts it right.",
        Answer::Stopped => "Thank you for telling us. Nobody is sent there any more.",
    }
}

fn writing(at: &At) -> Form {
    at::of_listing(at, "ask", "Ask them by letter")
        .lead("They get a letter with a link. On its page they say with one button whether all of it is still right; they need no account.")
        .button("Send the letter")
}

async fn to_write(ctx: &Ctx, id: ListingId) -> Result<At, PageError> {
    let at = listing_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CHANGE_LISTING], at.listing.subject())?;
    Ok(at)
}

async fn letter_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_write(&ctx, id).await?;
    ctx.form(writing(&at)).await
}

async fn letter(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let form = writing(&to_write(&ctx, id).await?);
    if let Err(errors) = form.read(&sent) {
        return ctx.form_again(form, &sent, errors).await;
    }
    match actions::ask_now(&ctx, id).await {
        Ok(()) => Ok(ctx.see(links::listing(id), "The letter is on its way")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
