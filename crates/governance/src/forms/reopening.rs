//! A closed decision is put again: it cites itself, and what is new since must be said.

use crate::actions::reopening::{Again, reopen_decision};
use crate::acts::REOPEN_DECISION;
use crate::decision::{Decision, DecisionId};
use crate::links;
use crate::reopening::Grounds;
use crate::store;
use folkmoot_kernel::Timestamp;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

/// Days for positions that the form suggests.
const SUGGESTED_DAYS: i64 = 14;

pub(super) fn routes() -> Routes {
    Routes::new().form("/decisions/{decision}/reopen", REOPEN_DECISION, show, save)
}

fn form(decision: &Decision, now: Timestamp) -> Form {
    let href = links::decision(decision.id());
    let day = now.date().plus_days(SUGGESTED_DAYS);
    Form::post(format!("{href}/reopen"), "Put this again")
        .caption(decision.called())
        .crumb(decision.called(), href.clone())
        .lead("The decision stands until the body decides anew. The new one cites it, shows the months since, what was done because of it, and what is new.")
        .field(Field::area("evidence", "What is new since?").hint("New evidence, a new law, new money. This is published.").max(2_000))
        .field(Field::money("spent", "Money spent because of it since").optional())
        .field(Field::text("spent_source", "Where is that sum from?").hint("Like “finance report, October”.").optional())
        .field(Field::text("title", "What is it called now?").value(decision.title()))
        .field(Field::area("plain_summary", "What does it mean, in plain words?").max(800).rows(3))
        .field(Field::area("text", "What exactly is put?").value(decision.text()))
        .field(Field::datetime("positions_due", "Last moment for positions").value(format!("{day} 17:00")))
        .button("Put it again")
        .back(href)
}

fn read(answers: &Answers) -> Again {
    let text = |name: &str| answers.text(name).to_owned();
    Again {
        title: text("title"),
        text: text("text"),
        plain_summary: text("plain_summary"),
        positions_due: answers.moment("positions_due"),
        grounds: Grounds {
            evidence: text("evidence"),
            spent: answers.maybe_money("spent"),
            spent_source: text("spent_source"),
        },
    }
}

async fn decision_at(ctx: &Ctx, id: DecisionId) -> Result<Decision, PageError> {
    let decision = store::decision(&mut *ctx.read().await?, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[REOPEN_DECISION], decision.subject())?;
    Ok(decision)
}

async fn show(ctx: Ctx, Path(id): Path<DecisionId>) -> Result<Response, PageError> {
    ctx.form(form(&decision_at(&ctx, id).await?, ctx.now())).await
}

async fn save(ctx: Ctx, Path(id): Path<DecisionId>, sent: Sent) -> Result<Response, PageError> {
    let form = form(&decision_at(&ctx, id).await?, ctx.now());
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match reopen_decision(&ctx, id, read(&answers)).await {
        Ok(new) => Ok(ctx.see(links::decision(new.id()), &format!("Decision {} is put", new.number()))),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
