//! A notice is given by an organisation, recorded by the place when nobody gave it, and withdrawn.

use super::{choices, chosen};
use crate::actions::notices::{give_notice, withdraw as withdraw_notice};
use crate::acts::{GIVE_NOTICE, RECORD_NOTICE};
use crate::links;
use crate::notice::{Draft, Impact, Kind, Notice, NoticeId, Of, Source};
use crate::pages::at::{self, Names, notice_at, place_at, speaks_for};
use crate::standard::Standard;
use crate::store;
use folkmoot_kernel::{OrganisationId, Refused, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_web::{Answers, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/places/{place}/notices/add", GIVE_NOTICE, give_form, give)
        .form("/places/{place}/notices/learned", RECORD_NOTICE, learned_form, learned)
        .form("/notices/{notice}/withdraw", GIVE_NOTICE, withdraw_form, withdraw)
}

/// Who may be named as the one that changes something.
struct Ground {
    place: Place,
    standard: Standard,
    organisations: Vec<(OrganisationId, String)>,
}

impl Ground {
    async fn giving(ctx: &Ctx, key: &str) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let place = place_at(&mut db, key).await?;
        let own = speaks_for(ctx, place.id());
        let refused = if ctx.is_signed_in() { Refused::NotForOrganisation } else { Refused::SignInFirst };
        own.first().ok_or(PageError::Refused(refused))?;
        let names = Names::of(&mut db, &own).await?;
        let organisations = own.into_iter().map(|id| (id, names.name(id).to_owned())).collect();
        let standard = store::standard(&mut db, place.id()).await?;
        Ok(Self { place, standard, organisations })
    }

    async fn learning(ctx: &Ctx, key: &str) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let place = place_at(&mut db, key).await?;
        ctx.allowed(&[RECORD_NOTICE], Subject::place(place.id()))?;
        let partners = register::partners(&mut db, place.id()).await?;
        let organisations = partners.into_iter().map(|one| (one.id, one.name)).collect();
        let standard = store::standard(&mut db, place.id()).await?;
        Ok(Self { place, standard, organisations })
    }

    fn form(&self, ending: &str, title: &str) -> Form {
        let mut steps = at::steps_to_place(&self.place);
        let list = links::notices(self.place.slug());
        steps.push(("What will stop or change".to_owned(), list.clone()));
        at::form(format!("{list}/{ending}"), title, steps)
    }

    fn to_give(&self) -> Form {
        let form = self
            .form("add", "Give notice of a change")
            .lead(format!("Partners here promise each other this: {}. Telling people early, even when little is sure, is the kind thing to do.", self.standard.in_words()));
        let form = match self.organisations.as_slice() {
            [(_, name)] => form.caption(name),
            several => form.field(Field::radios(
                "organisation",
                "For which organisation?",
                choices(several.iter().map(|(id, name)| (id.to_string(), name.clone()))),
            )),
        };
        impact(what(form).field(Field::date("starts_on", "From which day?"))).button("Give this notice")
    }

    fn to_record(&self) -> Form {
        let organisations = choices(self.organisations.iter().map(|(id, name)| (id.to_string(), name.clone())));
        let form = self
            .form("learned", "Record a change of which nobody gave notice")
            .lead("For when the place found out by itself. Those who made the change can reply beside it.")
            .field(Field::select("organisation", "Whose change is it?", organisations))
            .field(Field::date("told_on", "On which day did the place learn of it?"))
            .field(
                Field::text("learned_how", "How did it learn of it?")
                    .hint("Like “from a carer who rang”. No names of people.")
                    .max(500),
            );
        impact(
            what(form)
                .field(Field::date("starts_on", "From which day does it hold?").hint("It may have begun already.")),
        )
        .button("Record it")
    }

    fn draft(&self, answers: &Answers, source: Source, told_on: folkmoot_kernel::Date) -> Draft {
        let only = self.organisations.first().map_or(OrganisationId::from_number(0), |(id, _)| *id);
        let text = |name: &str| answers.text(name).to_owned();
        Draft {
            place: self.place.id(),
            organisation: answers.maybe("organisation").map_or(only, chosen),
            kind: Kind::read(answers.text("kind")).unwrap_or(Kind::Change),
            of: Of::read(answers.text("of")).unwrap_or(Of::Service),
            title: text("title"),
            what: text("what"),
            reason: text("reason"),
            source,
            told_on,
            starts_on: answers.date("starts_on"),
            impact: read_impact(answers),
        }
    }
}

fn what(form: Form) -> Form {
    form.field(Field::radios(
        "of",
        "What is it about?",
        choices(Of::ALL.map(|of| (of.key().to_owned(), of.words().to_owned()))),
    ))
    .field(Field::radios(
        "kind",
        "What happens to it?",
        choices(Kind::ALL.map(|kind| (kind.key().to_owned(), kind.words().to_owned()))),
    ))
    .field(Field::text("title", "What is it called?").hint("A few words, like “Night sitters in the Upper Vale”."))
    .field(Field::area("what", "What exactly stops or changes?").max(2_000))
    .field(Field::area("reason", "Why?").max(2_000).rows(3).optional())
}

/// Questions of what a change means; asked when it is told, and again when more is known.
pub(super) fn impact(form: Form) -> Form {
    form.field(Field::money("amount", "How much money is this in a year?").optional())
        .field(
            Field::number("people", "How many people does it touch?")
                .hint("If you do not know, leave it out. Fewer than 8 are shown as “fewer than 8”.")
                .between(0, 10_000_000)
                .optional(),
        )
        .field(
            Field::area("people_words", "Who are they, and what does it mean for them?")
                .hint("Groups, never names.")
                .max(1_000)
                .rows(3)
                .optional(),
        )
        .field(Field::area("services", "Which services does it touch?").max(1_000).rows(3).optional())
}

pub(super) fn read_impact(answers: &Answers) -> Impact {
    Impact {
        amount: answers.maybe_money("amount"),
        people: answers.maybe_number("people").and_then(|people| u32::try_from(people).ok()),
        people_words: answers.text("people_words").to_owned(),
        services: answers.text("services").to_owned(),
    }
}

async fn give_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(Ground::giving(&ctx, &key).await?.to_give()).await
}

async fn give(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::giving(&ctx, &key).await?;
    let form = ground.to_give();
    match form.read(&sent) {
        Ok(answers) => save(&ctx, form, &sent, ground.draft(&answers, Source::Given, ctx.now().date())).await,
        Err(errors) => ctx.form_again(form, &sent, errors).await,
    }
}

async fn learned_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.form(Ground::learning(&ctx, &key).await?.to_record()).await
}

async fn learned(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let ground = Ground::learning(&ctx, &key).await?;
    let form = ground.to_record();
    match form.read(&sent) {
        Ok(answers) => {
            let how = Source::Learned(answers.text("learned_how").to_owned());
            save(&ctx, form, &sent, ground.draft(&answers, how, answers.date("told_on"))).await
        }
        Err(errors) => ctx.form_again(form, &sent, errors).await,
    }
}

/// What it touches is picked on the page that follows.
async fn save(ctx: &Ctx, form: Form, sent: &Sent, draft: Draft) -> Result<Response, PageError> {
    match give_notice(ctx, draft, &Vec::new()).await {
        Ok(new) => Ok(ctx
            .see(format!("{}/impact", links::notice(new.id())), "Saved. Which promises and decisions does it touch?")),
        Err(err) => ctx.refused(form, sent, err).await,
    }
}

fn withdrawing(notice: &Notice, place: &Place) -> Form {
    of_notice(notice, place, "withdraw", "Withdraw this notice")
        .lead("For when it will not happen after all. It stays in the list, with the reason.")
        .field(Field::area("why", "Why?").max(1_000).rows(3))
        .version(notice.version())
        .button("Withdraw it")
}

/// A form about one notice, with its way back.
pub(super) fn of_notice(notice: &Notice, place: &Place, ending: &str, title: &str) -> Form {
    let mut steps = at::steps_to_place(place);
    steps.push(("What will stop or change".to_owned(), links::notices(place.slug())));
    steps.push((notice.title().to_owned(), links::notice(notice.id())));
    at::form(format!("{}/{ending}", links::notice(notice.id())), title, steps).caption(notice.called())
}

/// The notice, for those who may change it.
pub(super) async fn own(ctx: &Ctx, id: NoticeId) -> Result<(Notice, Place), PageError> {
    let (notice, place) = notice_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[RECORD_NOTICE, GIVE_NOTICE], notice.subject())?;
    Ok((notice, place))
}

async fn withdraw_form(ctx: Ctx, Path(id): Path<NoticeId>) -> Result<Response, PageError> {
    let (notice, place) = own(&ctx, id).await?;
    ctx.form(withdrawing(&notice, &place)).await
}

async fn withdraw(ctx: Ctx, Path(id): Path<NoticeId>, sent: Sent) -> Result<Response, PageError> {
    let (notice, place) = own(&ctx, id).await?;
    let form = withdrawing(&notice, &place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match withdraw_notice(&ctx, id, answers.version(), answers.text("why")).await {
        Ok(after) => Ok(ctx.see(links::notice(after.id()), "Withdrawn, with the reason")),
        Err(err) if err.is_conflict() => conflict(&ctx, id, &sent, withdrawing).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// Shows the form at its newest version, beside what somebody else saved.
pub(super) async fn conflict(
    ctx: &Ctx,
    id: NoticeId,
    sent: &Sent,
    form: fn(&Notice, &Place) -> Form,
) -> Result<Response, PageError> {
    let (notice, place) = notice_at(&mut *ctx.read().await?, id).await?;
    ctx.form_conflict(form(&notice, &place), sent).await
}
