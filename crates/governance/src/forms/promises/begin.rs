//! A promise begins: written down in the room, or offered by its own organisation.

use super::answer::chosen;
use super::{choices, confirmer, example, partners};
use crate::actions::promises::{
    NewPromise, PromiseError, offer_promise, propose_promise, propose_promise_on_item, speaks_for,
};
use crate::acts::{OFFER_PROMISE, PROPOSE_PROMISE};
use crate::decision::{Decision, DecisionId};
use crate::forms::meetings::agenda::of_item;
use crate::forms::meetings::back_to;
use crate::item::{Item, ItemId};
use crate::links;
use crate::meeting::Meeting;
use crate::pages::at::{MeetingAt, item_at};
use crate::promise::Promise;
use crate::store;
use folkmoot_kernel::{OrganisationId, Refused, Subject, Timestamp};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Sent};

/// Where a promise begins: a place, and perhaps a decision.
struct Ground {
    place: Place,
    decision: Option<Decision>,
    item: Option<(Item, MeetingAt)>,
    partners: Vec<(OrganisationId, String)>,
    /// Organisations that the person may bind here.
    own: Vec<(OrganisationId, String)>,
    now: Timestamp,
}

impl Ground {
    async fn of_place(ctx: &Ctx, key: &str) -> Result<Self, PageError> {
        let place = register::place_named(&mut *ctx.read().await?, key).await?.ok_or_else(PageError::not_found)?;
        Self::load(ctx, place, None).await
    }

    async fn of_decision(ctx: &Ctx, id: DecisionId) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
        let place = register::place(&mut db, decision.place()).await?.ok_or_else(PageError::not_found)?;
        drop(db);
        Self::load(ctx, place, Some(decision)).await
    }

    async fn of_item(ctx: &Ctx, id: ItemId) -> Result<Self, PageError> {
        let (item, at) = item_at(&mut *ctx.read().await?, id).await?;
        let ground = Self::load(ctx, at.place.clone(), None).await?;
        Ok(Self { item: Some((item, at)), ..ground })
    }

    async fn load(ctx: &Ctx, place: Place, decision: Option<Decision>) -> Result<Self, PageError> {
        let partners = partners(&mut *ctx.read().await?, place.id()).await?;
        let bound = speaks_for(ctx, place.id());
        let own = partners.iter().filter(|(id, _)| bound.contains(id)).cloned().collect();
        Ok(Self { place, decision, item: None, partners, own, now: ctx.now() })
    }

    /// For those who may bind an organisation here; else why not.
    fn offering(&self, ctx: &Ctx) -> Result<Form, PageError> {
        let refused = if ctx.is_signed_in() { Refused::NotForOrganisation } else { Refused::SignInFirst };
        let (only, _) = self.own.first().ok_or(PageError::Refused(refused))?;
        ctx.allowed(&[OFFER_PROMISE], Subject::owned(self.place.id(), *only))?;
        let form = self.frame("offer", "Offer a promise").lead(
            "What will your organisation do by when? You accept it yourself afterwards; another partner confirms that it is done.",
        );
        let form = match self.own.as_slice() {
            [(_, name)] => form.caption(name),
            several => {
                let choices: Vec<Choice> = several.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
                form.field(Field::radios("owner", "Which organisation promises it?", choices))
            }
        };
        let owner = (self.own.len() == 1).then_some(*only);
        Ok(self.questions(form, owner).button("Offer this promise"))
    }

    fn proposing(&self) -> Form {
        let form = self
            .frame("add", "Write down what was promised in the room")
            .lead("The organisation says yes or no itself, after the meeting.")
            .field(
                Field::select("owner", "Which organisation said it?", choices(&self.partners, None))
                    .missing("Choose the organisation that said it"),
            );
        self.questions(form, None).button("Write it down")
    }

    fn frame(&self, ending: &str, title: &str) -> Form {
        let name = self.place.name();
        let crumb = |form: Form| form.crumb(name, folkmoot_register::links::place(self.place.slug()));
        if let Some((item, at)) = &self.item {
            return of_item(item, at, &format!("promises/{ending}"), title);
        }
        match &self.decision {
            Some(decision) => {
                let page = links::decision(decision.id());
                let caption = format!("Decision {}: {}", decision.number(), decision.title());
                let form = Form::post(format!("{page}/promises/{ending}"), title).lead(caption);
                crumb(form).crumb("Decisions", links::decisions(self.place.slug())).back(page)
            }
            None => {
                let page = links::promises(self.place.slug());
                crumb(Form::post(format!("{page}/{ending}"), title)).crumb("Promises", &page).back(page)
            }
        }
    }

    fn questions(&self, form: Form, owner: Option<OrganisationId>) -> Form {
        form.field(Field::text("what", "What will be done?").max(300).missing("Say what will be done"))
            .field(
                Field::area("done_means", "How will others see that it is done?")
                    .max(1_000)
                    .rows(3)
                    .hint("Something that can be looked at: a room that is open, a number, a page.")
                    .missing("Say how others will see that it is done"),
            )
            .field(Field::date("due", "By when?").hint(example(self.now)))
            .field(confirmer(&self.partners, owner, "Which other partner will confirm that it is done?").optional())
    }

    fn read(&self, answers: &Answers) -> NewPromise {
        let only = self.own.first().map_or(OrganisationId::from_number(0), |(id, _)| *id);
        NewPromise {
            owner: answers.maybe("owner").map_or(only, chosen),
            what: answers.text("what").to_owned(),
            done_means: answers.text("done_means").to_owned(),
            due: answers.date("due"),
            confirmer: answers.maybe("confirmer").map(chosen),
        }
    }
}

async fn begun(
    ctx: &Ctx,
    form: Form,
    sent: &Sent,
    outcome: Result<Promise, PromiseError>,
    to: impl FnOnce(&Promise) -> String,
) -> Result<Response, PageError> {
    match outcome {
        Ok(promise) => Ok(ctx.see(to(&promise), &format!("Promise {} is written down", promise.number()))),
        Err(err) => ctx.refused(form, sent, err).await,
    }
}

pub(super) async fn propose_form(ctx: Ctx, Path(id): Path<DecisionId>) -> Result<Response, PageError> {
    let ground = proposable(&ctx, id).await?;
    ctx.form(ground.proposing()).await
}

/// The ground of a decision, for those who run its body.
async fn proposable(ctx: &Ctx, id: DecisionId) -> Result<Ground, PageError> {
    let ground = Ground::of_decision(ctx, id).await?;
    if let Some(decision) = &ground.decision {
        ctx.allowed(&[PROPOSE_PROMISE], Subject::body(decision.place(), decision.body()))?;
    }
    Ok(ground)
}

/// Back to the decision: while its positions are sealed, the promise itself is seen by its owner alone.
pub(super) async fn propose(ctx: Ctx, Path(id): Path<DecisionId>, sent: Sent) -> Result<Response, PageError> {
    let ground = proposable(&ctx, id).await?;
    let form = ground.proposing();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let outcome = propose_promise(&ctx, id, ground.read(&answers)).await;
    begun(&ctx, form, &sent, outcome, |_| links::decision(id)).await
}

/// The ground of an agenda item, for those who run its body.
async fn on_agenda(ctx: &Ctx, id: ItemId) -> Result<(Ground, Meeting), PageError> {
    let ground = Ground::of_item(ctx, id).await?;
    let meeting = ground.item.as_ref().map(|(_, at)| at.meeting.clone()).ok_or_else(PageError::not_found)?;
    ctx.allowed(&[PROPOSE_PROMISE], meeting.subject())?;
    Ok((ground, meeting))
}

pub(super) async fn on_item_form(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let (ground, _) = on_agenda(&ctx, id).await?;
    ctx.form(ground.proposing()).await
}

pub(super) async fn on_item(ctx: Ctx, Path(id): Path<ItemId>, sent: Sent) -> Result<Response, PageError> {
    let (ground, meeting) = on_agenda(&ctx, id).await?;
    let form = ground.proposing();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let outcome = propose_promise_on_item(&ctx, id, ground.read(&answers)).await;
    begun(&ctx, form, &sent, outcome, |_| back_to(&meeting, ctx.now())).await
}

pub(super) async fn offer_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let ground = Ground::of_place(&ctx, &key).await?;
    ctx.form(ground.offering(&ctx)?).await
}

pub(super) async fn offer(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::of_place(&ctx, &key).await?;
    offered(&ctx, ground, &sent).await
}

pub(super) async fn offer_on_form(ctx: Ctx, Path(id): Path<DecisionId>) -> Result<Response, PageError> {
    let ground = Ground::of_decision(&ctx, id).await?;
    ctx.form(ground.offering(&ctx)?).await
}

pub(super) async fn offer_on(ctx: Ctx, Path(id): Path<DecisionId>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::of_decision(&ctx, id).await?;
    offered(&ctx, ground, &sent).await
}

async fn offered(ctx: &Ctx, ground: Ground, sent: &Sent) -> Result<Response, PageError> {
    let form = ground.offering(ctx)?;
    let answers = match form.read(sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, sent, errors).await,
    };
    let decision = ground.decision.as_ref().map(Decision::id);
    let outcome = offer_promise(ctx, ground.place.id(), decision, ground.read(&answers)).await;
    begun(ctx, form, sent, outcome, |promise| links::promise(promise.id())).await
}
