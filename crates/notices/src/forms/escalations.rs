//! Questions and grievances: sent, acknowledged, answered, weighed, taken back.

use super::{choices, chosen};
use crate::actions::escalations::{self, EscalationError, may_answer, may_speak_for_sender};
use crate::acts::{ANSWER_FOR_POST, ESCALATE_FOR_PLACE, SEE_AS_PARTNER};
use crate::escalation::{Addressee, Draft, Escalation, EscalationId, Kind, Refusal, Sender, Settled};
use crate::links;
use crate::pages::Addressees;
use crate::pages::at::{self, Names, place_at, place_of, speaks_for};
use crate::standard::Standard;
use crate::store;
use folkmoot_kernel::{Refused, Subject};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/escalations/add", SEE_AS_PARTNER, send_form, send)
        .form("/escalations/{escalation}/acknowledge", ANSWER_FOR_POST, acknowledge_form, acknowledge)
        .form("/escalations/{escalation}/answer", ANSWER_FOR_POST, answer_form, answer)
        .form("/escalations/{escalation}/settle", SEE_AS_PARTNER, settle_form, settle)
        .form("/escalations/{escalation}/withdraw", SEE_AS_PARTNER, withdraw_form, withdraw)
}

/// The place's own voice in a choice of senders.
const PLACE: &str = "place";

struct Ground {
    place: Place,
    standard: Standard,
    senders: Vec<(String, String)>,
    addressees: Addressees,
}

impl Ground {
    async fn at(ctx: &Ctx, key: &str) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let place = place_at(&mut db, key).await?;
        let own = speaks_for(ctx, place.id());
        let names = Names::of(&mut db, &own).await?;
        let mut senders: Vec<_> = own.iter().map(|id| (id.to_string(), names.name(*id).to_owned())).collect();
        if ctx.may(ESCALATE_FOR_PLACE, Subject::place(place.id())) {
            senders.push((PLACE.to_owned(), "The place, by its team".to_owned()));
        }
        let refused = if ctx.is_signed_in() { Refused::NotForOrganisation } else { Refused::SignInFirst };
        senders.first().ok_or(PageError::Refused(refused))?;
        let standard = store::standard(&mut db, place.id()).await?;
        let addressees = Addressees::of_place(ctx, &mut db, place.id()).await?;
        Ok(Self { place, standard, senders, addressees })
    }

    fn form(&self) -> Form {
        let list = links::escalations(self.place.slug());
        let mut steps = at::steps_to_place(&self.place);
        steps.push(("Questions that wait for an answer".to_owned(), list.clone()));
        let to = self.addressees.bodies().chain(self.addressees.posts()).map(|(key, name)| (key, name.to_owned()));
        let kinds = Kind::ALL.map(|kind| (kind.key().to_owned(), kind.words().to_owned()));
        let form = at::form(format!("{list}/add"), "Send a formal question or grievance", steps)
            .caption(self.place.name())
            .lead("Have you talked to each other? Most things are settled sooner that way. If it needs a formal answer, this gives it a clock.")
            .lead(format!(
                "It goes to a post or a body, not to a person. They say within {} working days that they have it, and answer within {}. Until then nobody else sees it; if it is late, the partners do, and later the public sees the subject.",
                self.standard.acknowledge_days, self.standard.answer_days
            ));
        let form = match self.senders.as_slice() {
            [(_, only)] => form.lead(format!("You write for {only}.")),
            several => form.field(Field::radios("from", "For whom do you write?", choices(several.to_vec()))),
        };
        form.field(Field::radios("kind", "What is it?", choices(kinds)))
            .field(Field::select("to", "To which body or post?", choices(to)).missing("Choose whom it goes to"))
            .field(
                Field::text("subject", "What is it about?")
                    .hint("These words are all that the public may ever see. No names of people."),
            )
            .field(Field::area("words", "What do you ask, or what happened?").max(4_000))
            .field(Field::area("wish", "What would help?").max(1_000).rows(3).optional())
            .button("Send it")
    }

    fn draft(&self, answers: &Answers) -> Option<Draft> {
        let only = self.senders.first().map_or("", |(key, _)| key.as_str());
        let from = match answers.maybe("from").unwrap_or(only) {
            PLACE => Sender::Place,
            organisation => Sender::Organisation(chosen(organisation)),
        };
        Some(Draft {
            place: self.place.id(),
            kind: Kind::read(answers.text("kind"))?,
            from,
            to: addressee(answers.text("to"))?,
            subject: answers.text("subject").to_owned(),
            words: answers.text("words").to_owned(),
            wish: answers.text("wish").to_owned(),
        })
    }
}

fn addressee(written: &str) -> Option<Addressee> {
    match written.split_once('-')? {
        ("body", id) => Some(Addressee::Body(id.parse().ok()?)),
        ("post", id) => Some(Addressee::Post(id.parse().ok()?)),
        _ => None,
    }
}

async fn send_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(Ground::at(&ctx, &key).await?.form()).await
}

async fn send(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::at(&ctx, &key).await?;
    let form = ground.form();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let Some(draft) = ground.draft(&answers) else {
        return ctx.refused(form, &sent, EscalationError::from(Refusal::NoSuchAddressee)).await;
    };
    match escalations::send(&ctx, draft).await {
        Ok(new) => Ok(ctx.see(links::escalation(new.id()), "Sent. Its clocks run")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// What the reader is to it, and may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Addressee,
    Sender,
}

/// For those of one side; to others who may not see it, it is not there.
async fn at_side(ctx: &Ctx, id: EscalationId, side: Side) -> Result<(Escalation, Place), PageError> {
    let mut db = ctx.read().await?;
    let one = store::escalation(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let may = match side {
        Side::Addressee => may_answer(ctx, &one),
        Side::Sender => may_speak_for_sender(ctx, &one),
    };
    if !may {
        let shown = one.is_shown_to(escalations::reader(ctx, &one), ctx.now().date());
        return Err(if shown { Refused::NotForOrganisation.into() } else { PageError::not_found() });
    }
    let place = place_of(&mut db, one.place()).await?;
    Ok((one, place))
}

fn of_one(one: &Escalation, place: &Place, ending: &str, title: &str) -> Form {
    let mut steps = at::steps_to_place(place);
    steps.push(("Questions that wait for an answer".to_owned(), links::escalations(place.slug())));
    steps.push((one.subject_words().to_owned(), links::escalation(one.id())));
    at::form(format!("{}/{ending}", links::escalation(one.id())), title, steps)
        .caption(one.called())
        .version(one.version())
}

fn acknowledging(one: &Escalation, place: &Place) -> Form {
    of_one(one, place, "acknowledge", "Say that you have it")
        .lead(format!("The answer is due until {}.", one.clocks().answer_by.in_words()))
        .field(
            Field::area("words", "What happens next?")
                .hint("Like “Our finance lead looks at it and rings you next week.”")
                .max(1_000)
                .rows(3)
                .optional(),
        )
        .button("We have it")
}

fn answering(one: &Escalation, place: &Place) -> Form {
    of_one(one, place, "answer", "Answer it")
        .lead(one.words())
        .field(
            Field::area("answer", "The answer")
                .hint("If it comes late, say what got in the way. It is shown to those who see the question.")
                .max(4_000),
        )
        .button("Send the answer")
}

fn settling(one: &Escalation, place: &Place) -> Form {
    let all = Settled::ALL.map(|settled| (settled.key().to_owned(), settled.words().to_owned()));
    of_one(one, place, "settle", "Does this settle it?")
        .field(Field::radios("settled", "What do you make of the answer?", choices(all)))
        .field(Field::area("words", "What is still open?").max(1_000).rows(3).optional())
        .button("Save")
}

fn withdrawing(one: &Escalation, place: &Place) -> Form {
    of_one(one, place, "withdraw", "Take it back")
        .lead("Nobody is asked any more. It stays as widely seen as it is now.")
        .button("Take it back")
}

async fn acknowledge_form(ctx: Ctx, Path(id): Path<EscalationId>) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Addressee).await?;
    ctx.form(acknowledging(&one, &place)).await
}

async fn acknowledge(ctx: Ctx, Path(id): Path<EscalationId>, sent: Sent) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Addressee).await?;
    let form = acknowledging(&one, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = escalations::acknowledge(&ctx, id, answers.version(), answers.text("words")).await;
    said(&ctx, form, &sent, done, "They hear that you have it").await
}

async fn answer_form(ctx: Ctx, Path(id): Path<EscalationId>) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Addressee).await?;
    ctx.form(answering(&one, &place)).await
}

async fn answer(ctx: Ctx, Path(id): Path<EscalationId>, sent: Sent) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Addressee).await?;
    let form = answering(&one, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = escalations::answer(&ctx, id, answers.version(), answers.text("answer")).await;
    said(&ctx, form, &sent, done, "Answered").await
}

async fn settle_form(ctx: Ctx, Path(id): Path<EscalationId>) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Sender).await?;
    ctx.form(settling(&one, &place)).await
}

async fn settle(ctx: Ctx, Path(id): Path<EscalationId>, sent: Sent) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Sender).await?;
    let form = settling(&one, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let settled = Settled::read(answers.text("settled")).unwrap_or(Settled::NotSettled);
    let done = escalations::settle(&ctx, id, answers.version(), settled, answers.text("words")).await;
    said(&ctx, form, &sent, done, "Saved").await
}

async fn withdraw_form(ctx: Ctx, Path(id): Path<EscalationId>) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Sender).await?;
    ctx.form(withdrawing(&one, &place)).await
}

async fn withdraw(ctx: Ctx, Path(id): Path<EscalationId>, sent: Sent) -> Result<Response, PageError> {
    let (one, place) = at_side(&ctx, id, Side::Sender).await?;
    let form = withdrawing(&one, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = escalations::withdraw(&ctx, id, answers.version()).await;
    said(&ctx, form, &sent, done, "Taken back").await
}

async fn said(
    ctx: &Ctx,
    form: Form,
    sent: &Sent,
    done: Result<Escalation, EscalationError>,
    words: &str,
) -> Result<Response, PageError> {
    match done {
        Ok(after) => Ok(ctx.see(links::escalation(after.id()), words)),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, sent).await,
        Err(err) => ctx.refused(form, sent, err).await,
    }
}
