//! Overrides: recorded by the place, replied to once.

use crate::actions::overrides::{record_override, reply_to_override};
use crate::acts::{RECORD_OVERRIDE, REPLY_TO_OVERRIDE};
use crate::decision::{Decision, DecisionId};
use crate::links;
use crate::overrides::{Override, OverrideId, Overruling};
use crate::pages::seen;
use crate::promise::PromiseId;
use crate::store::{self, PromiseLine};
use folkmoot_kernel::{Subject, Timestamp};
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Routes, Sent, Verb};

/// Longest notice that a form takes. Unit: days.
const NOTICE_DAYS_MAX: i64 = 3_650;

pub(super) fn routes() -> Routes {
    Routes::new().form("/decisions/{decision}/override", RECORD_OVERRIDE, record_form, record).form(
        "/overrides/{override}/reply",
        REPLY_TO_OVERRIDE,
        reply_form,
        reply,
    )
}

fn recording(decision: &Decision, promises: &[PromiseLine]) -> Form {
    let href = links::decision(decision.id());
    let form = Form::post(format!("{href}/override"), "Record that this was set aside from above")
        .caption(decision.called())
        .crumb(decision.called(), href.clone())
        .lead("For when a body above the place overrules its decision or takes its money back. It is public, with the place's reply beside it.")
        .field(Field::text("by_body", "Which body set it aside?").hint("As it calls itself, like “the integrated care board”."))
        .field(Field::text("power_used", "Which power did it use?").hint("The article, or the clause of the delegation agreement.").max(400))
        .field(Field::area("reason", "What reason was given?").hint("If none was given, write “none was given”.").max(2_000))
        .field(Field::date("on", "When was the place told?"))
        .field(Field::date("effect_on", "From which day does it hold?").hint("The days of notice are counted from these two days."))
        .field(Field::number("promised_days", "How many days of notice had been promised?").hint("If none was promised, leave it out.").between(0, NOTICE_DAYS_MAX).optional())
        .field(Field::money("amount", "Money taken back with it").optional())
        .field(Field::area("effect", "What does it mean for people and promises?").max(2_000))
        .field(Field::number("people", "How many people does it touch?").hint("If you do not know, leave it out. Fewer than 8 are shown as “fewer than 8”.").between(0, 10_000_000).optional())
        .field(Field::area("people_words", "Who are they?").hint("Groups, never names.").max(1_000).rows(3).optional());
    let choices: Vec<Choice> =
        promises.iter().map(|line| Choice::new(line.id.to_string(), line.what.clone())).collect();
    let form = if choices.is_empty() {
        form
    } else {
        form.field(Field::checkboxes("promises", "Which promises does it touch?", choices))
    };
    form.button("Record it").back(href)
}

fn told(answers: &Answers, now: Timestamp) -> Result<Overruling, FormErrors> {
    let day = answers.date("on");
    if day > now.date() {
        return Err(FormErrors::on("on", "This day is still to come"));
    }
    let text = |name: &str| answers.text(name).to_owned();
    Ok(Overruling {
        by_body: text("by_body"),
        power_used: text("power_used"),
        reason: text("reason"),
        effect_on: answers.date("effect_on"),
        promised_days: answers.maybe_number("promised_days"),
        people: answers.maybe_number("people").and_then(|people| u32::try_from(people).ok()),
        people_words: text("people_words"),
        amount: answers.maybe_money("amount"),
        effect: text("effect"),
        at: Timestamp::at(day, 12, 0),
    })
}

/// Only what was offered counts.
fn touched(answers: &Answers, promises: &[PromiseLine]) -> Vec<PromiseId> {
    let chosen: Vec<PromiseId> = answers.many("promises").into_iter().filter_map(|id| id.parse().ok()).collect();
    promises.iter().map(|line| line.id).filter(|id| chosen.contains(id)).collect()
}

fn replying(overruling: &Override, decision: &Decision) -> Form {
    let href = links::overruling(overruling.id());
    Form::post(format!("{href}/reply"), "The place's reply")
        .caption(decision.called())
        .crumb(decision.called(), links::decision(decision.id()))
        .lead("It stands beside the override for as long as that is shown, and is written once.")
        .field(Field::area("reply", "What does the place say to it?"))
        .button("Publish the reply")
        .version(overruling.version())
        .back(href)
}

async fn decision_at(ctx: &Ctx, key: &str) -> Result<(Decision, Vec<PromiseLine>), PageError> {
    let id: DecisionId = key.parse()?;
    let mut db = ctx.read().await?;
    let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[RECORD_OVERRIDE], Subject::place(decision.place()))?;
    let view = seen::view(ctx, &mut db, decision.place()).await?;
    let promises = store::promise_lines_of_decision(&mut db, &view, id, &[]).await?;
    Ok((decision, promises))
}

async fn override_at(ctx: &Ctx, key: &str) -> Result<(Override, Decision), PageError> {
    let id: OverrideId = key.parse()?;
    let mut db = ctx.read().await?;
    let overruling = store::overruling(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[REPLY_TO_OVERRIDE], Subject::place(overruling.place()))?;
    let decision = store::decision(&mut db, overruling.decision()).await?.ok_or_else(PageError::not_found)?;
    Ok((overruling, decision))
}

async fn record_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (decision, promises) = decision_at(&ctx, &key).await?;
    ctx.form(recording(&decision, &promises)).await
}

async fn record(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let (decision, promises) = decision_at(&ctx, &key).await?;
    let form = recording(&decision, &promises);
    let (told, touched) =
        match form.read(&sent).and_then(|answers| Ok((told(&answers, ctx.now())?, touched(&answers, &promises)))) {
            Ok(told) => told,
            Err(errors) => return ctx.form_again(form, &sent, errors).await,
        };
    match record_override(&ctx, decision.id(), told, &touched).await {
        Ok(new) => Ok(ctx.see(links::overruling(new.id()), "Recorded. The place can reply to it")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn reply_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (overruling, decision) = override_at(&ctx, &key).await?;
    if overruling.reply().is_some() {
        return Ok(ctx.see(links::overruling(overruling.id()), "The place has replied already"));
    }
    ctx.form(replying(&overruling, &decision)).await
}

async fn reply(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let (overruling, decision) = override_at(&ctx, &key).await?;
    let form = replying(&overruling, &decision);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match reply_to_override(&ctx, overruling.id(), answers.version(), answers.text("reply")).await {
        Ok(after) => Ok(ctx.see(links::overruling(after.id()), "Reply published")),
        Err(err) if err.is_conflict() => {
            let (now, decision) = override_at(&ctx, &key).await?;
            ctx.form_conflict(replying(&now, &decision), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
