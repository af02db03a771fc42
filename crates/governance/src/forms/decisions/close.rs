//! Closing a decision: what the body made of it.

use crate::actions::decisions::close_decision;
use crate::acts::CLOSE_DECISION;
use crate::decision::{Decision, DecisionId, Outcome};
use crate::links;
use crate::position::{Seal, Tally};
use crate::power::Power;
use crate::store;
use folkmoot_kernel::words::listed;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

/// What is closed, and what has been said.
#[derive(Debug)]
struct Open {
    decision: Decision,
    tally: Tally,
    seal: Seal,
}

impl Open {
    async fn at(ctx: &Ctx, key: &str) -> Result<Self, PageError> {
        let id: DecisionId = key.parse()?;
        let mut db = ctx.read().await?;
        let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
        ctx.allowed(&[CLOSE_DECISION], decision.subject())?;
        let tally = store::tally(&mut db, id).await?;
        Ok(Self { seal: decision.seal(tally, ctx.now()), tally, decision })
    }

    fn form(&self) -> Form {
        let (decision, href) = (&self.decision, links::decision(self.decision.id()));
        Form::post(format!("{href}/close"), "Close this decision")
            .caption(decision.called())
            .crumb(decision.called(), href.clone())
            .lead(self.so_far())
            .field(Field::radios("outcome", "What did the body make of it?", outcomes(decision.power())))
            .field(
                Field::area("words", "In the body's words")
                    .hint("Needed if somebody objects (how the body resolved it), if it is not agreed, or if it is withdrawn (why). Published with the decision.")
                    .optional(),
            )
            .warning("Once it is closed, positions and reasons are public and can no longer change.")
            .button("Close it")
            .version(decision.version())
            .back(href)
    }

    /// While sealed, how many are in and nothing else.
    fn so_far(&self) -> String {
        let tally = self.tally;
        match self.seal {
            _ if tally.asked == 0 => "Nobody was asked for a position.".to_owned(),
            Seal::Sealed | Seal::Kept => format!(
                "{} of {} positions are in. They are sealed until all are in or {}; until then it can only be withdrawn.",
                tally.given(),
                tally.asked,
                self.decision.positions_due().in_words()
            ),
            Seal::Open | Seal::Closed => {
                format!("{} organisations were asked: {}.", tally.asked, listed(&tally.in_words()))
            }
        }
    }
}

fn outcomes(power: Power) -> Vec<Choice> {
    let agreed = match power {
        Power::Decide => Choice::new("agreed", "Agreed").hint("Also when somebody objects and the body found a way."),
        Power::Endorse => Choice::new("agreed", "Endorsed"),
        Power::Advise => Choice::new("agreed", "Recommended"),
        Power::Note => Choice::new("agreed", "Noted"),
    };
    let not = Choice::new("not_agreed", "Not agreed").hint("Promises that nobody has accepted yet lapse.");
    let withdrawn = Choice::new("withdrawn", "Withdrawn").hint("Those who put it take it back.");
    match power {
        Power::Note => vec![agreed, withdrawn],
        _ => vec![agreed, not, withdrawn],
    }
}

pub(super) async fn form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let open = Open::at(&ctx, &key).await?;
    if open.decision.closed().is_some() {
        return Ok(ctx.see(links::decision(open.decision.id()), "This decision is closed already"));
    }
    ctx.form(open.form()).await
}

pub(super) async fn send(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let open = Open::at(&ctx, &key).await?;
    let form = open.form();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let outcome = Outcome::read(answers.text("outcome")).unwrap_or(Outcome::NotAgreed);
    let id = open.decision.id();
    match close_decision(&ctx, id, answers.version(), outcome, answers.text("words")).await {
        Ok(after) => Ok(ctx.see(links::decision(after.id()), "Decision closed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(Open::at(&ctx, &key).await?.form(), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
