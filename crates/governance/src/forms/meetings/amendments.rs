//! Minutes go round, those who attended say what is wrong, and each gets an answer.

use super::{answer, of_meeting, to_change};
use crate::actions::{self, promises::speaks_for};
use crate::acts::{ASK_AMENDMENT, WRITE_MINUTES};
use crate::links;
use crate::meeting::{Amendment, AmendmentId, Attendance, MeetingId, Verdict};
use crate::pages::at::{self, MeetingAt, meeting_at};
use crate::store;
use folkmoot_kernel::{OrganisationId, Refused, Subject};
use folkmoot_register::store as register;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

/// Days that are proposed for reading a draft.
const READING_DAYS: i64 = 10;

fn sending(at: &MeetingAt) -> Form {
    of_meeting(at, "minutes/round", "Send the minutes to those who attended")
        .lead("They can say what is wrong in the draft up to the day that you choose. Answer each; then approve the minutes.")
        .field(Field::date("until", "Up to which day may they answer?").hint("For example, 27 3 2027."))
        .button("Send them round")
}

fn sending_by(ctx: &Ctx, at: &MeetingAt) -> Form {
    let proposed = at.meeting.amend_until().unwrap_or_else(|| ctx.now().date().plus_days(READING_DAYS));
    sending(at).filled([("until", proposed.to_string())])
}

pub(super) async fn round_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, WRITE_MINUTES).await?;
    ctx.form(sending_by(&ctx, &at)).await
}

pub(super) async fn round(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = sending(&to_change(&ctx, id, WRITE_MINUTES).await?);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = actions::send_minutes_round(&ctx, id, answers.version(), answers.date("until")).await;
    answer(&ctx, &sent, (id, done), sending, "The draft is with those who attended").await
}

/// A meeting, and for whom somebody may say what is wrong in its minutes.
struct Voice {
    at: MeetingAt,
    first: OrganisationId,
    /// By name: those that attended.
    attended: Vec<(OrganisationId, String)>,
}

impl Voice {
    /// For those who speak for an organisation in this place; whether it attended is a rule of the verb.
    async fn of(ctx: &Ctx, id: MeetingId) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let at = meeting_at(&mut db, id).await?;
        let bound = speaks_for(ctx, at.place.id());
        let refused = if ctx.is_signed_in() { Refused::NotForOrganisation } else { Refused::SignInFirst };
        let first = *bound.first().ok_or(PageError::Refused(refused))?;
        ctx.allowed(&[ASK_AMENDMENT], Subject::owned(at.place.id(), first))?;
        let rows = store::attendance(&mut db, id).await?;
        let came = rows.iter().filter(|row| row.attendance() == Some(Attendance::Present));
        let own: Vec<OrganisationId> = came.map(|row| row.organisation_id).filter(|id| bound.contains(id)).collect();
        let names = register::organisation_names(&mut db, &own).await?;
        let attended = own.into_iter().filter_map(|id| names.get(&id).map(|(_, name)| (id, name.clone()))).collect();
        Ok(Self { at, first, attended })
    }

    fn chosen(&self, answers: &Answers) -> OrganisationId {
        let said = answers.maybe("organisation").and_then(|id| id.parse().ok());
        said.or_else(|| self.attended.first().map(|(id, _)| *id)).unwrap_or(self.first)
    }
}

fn amending(voice: &Voice) -> Form {
    let form = of_meeting(&voice.at, "minutes/amend", "Say what is wrong in the minutes")
        .lead("Whoever writes the minutes answers you, and the answer stands beside your words.");
    let form = match voice.attended.as_slice() {
        [] | [_] => form,
        several => {
            let choices = several.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
            form.field(Field::radios("organisation", "For which organisation do you say it?", choices))
        }
    };
    form.field(
        Field::area("instead_of", "Which words of the draft are wrong?")
            .hint("Copy them as they stand. Leave it empty if something is missing.")
            .max(4_000)
            .rows(3)
            .optional(),
    )
    .field(Field::area("words", "What should it say?").max(4_000).rows(3).missing("Write what it should say"))
    .button("Ask for this")
}

pub(super) async fn amend_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let voice = Voice::of(&ctx, id).await?;
    ctx.form(amending(&voice)).await
}

pub(super) async fn amend(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let voice = Voice::of(&ctx, id).await?;
    let form = amending(&voice);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let words = (answers.text("instead_of"), answers.text("words"));
    match actions::ask_amendment(&ctx, id, voice.chosen(&answers), words).await {
        Ok(_) => Ok(ctx.see(links::meeting(id), "Asked. The answer will stand beside your words.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn settling(at: &MeetingAt, one: &Amendment) -> Form {
    let place = if one.instead_of().is_empty() {
        "Added at the end".to_owned()
    } else {
        format!("Instead of “{}”", one.instead_of())
    };
    let choices = vec![
        Choice::new(Verdict::Taken.key(), "Take it into the draft").hint("The words of the draft change by themselves"),
        Choice::new(Verdict::NotTaken.key(), "Leave the draft as it is"),
    ];
    at::form(links::amendment(one.id()), "Answer an amendment", at::steps_to_meeting(at))
        .caption(at.meeting.title())
        .lead(format!("{place}: “{}”", one.words()))
        .version(one.version())
        .field(Field::radios("verdict", "What becomes of it?", choices).missing("Choose what becomes of it"))
        .field(
            Field::area("reply", "Your answer")
                .hint("Needed where the draft stays as it is: say why.")
                .max(1_000)
                .rows(3)
                .optional(),
        )
        .button("Answer")
}

async fn to_settle(ctx: &Ctx, id: AmendmentId) -> Result<(Amendment, MeetingAt), PageError> {
    let mut db = ctx.read().await?;
    let one = store::amendment(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let at = meeting_at(&mut db, one.meeting()).await?;
    drop(db);
    ctx.allowed(&[WRITE_MINUTES], at.meeting.subject())?;
    Ok((one, at))
}

pub(super) async fn settle_form(ctx: Ctx, Path(id): Path<AmendmentId>) -> Result<Response, PageError> {
    let (one, at) = to_settle(&ctx, id).await?;
    ctx.form(settling(&at, &one)).await
}

pub(super) async fn settle(ctx: Ctx, Path(id): Path<AmendmentId>, sent: Sent) -> Result<Response, PageError> {
    let (one, at) = to_settle(&ctx, id).await?;
    let form = settling(&at, &one);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let verdict = Verdict::read(answers.text("verdict")).unwrap_or(Verdict::NotTaken);
    match actions::settle_amendment(&ctx, id, answers.version(), (verdict, answers.text("reply"))).await {
        Ok(meeting) => Ok(ctx.see(links::meeting(meeting.id()), "Answered")),
        Err(err) if err.is_conflict() => {
            let (now, at) = to_settle(&ctx, id).await?;
            ctx.form_conflict(settling(&at, &now), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
