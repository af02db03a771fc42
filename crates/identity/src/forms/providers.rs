//! Organisations through which people sign in: added, changed, closed.

use crate::actions::{self, Secret};
use crate::acts::CHANGE_PROVIDER;
use crate::links;
use crate::provider::{Details, Provider, ProviderId};
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new().form("/administration/sign-in/add", CHANGE_PROVIDER, add_form, add).form(
        "/administration/sign-in/{provider}",
        CHANGE_PROVIDER,
        change_form,
        change,
    )
}

fn fields(form: Form, has_secret: bool) -> Form {
    let keep = if has_secret {
        "One is kept. Leave this empty to keep it."
    } else {
        "Leave this empty where this site signs instead: give them the address of its public keys then."
    };
    form.crumb("Signing in through organisations", links::PROVIDERS)
        .field(
            Field::text("name", "What do its people call it?")
                .hint("Like “NHS Wendmark”. It stands on the sign-in page."),
        )
        .field(
            Field::url("issuer", "Address of its issuer").hint("It is asked there who it is before anything is kept."),
        )
        .field(Field::text("client_id", "Its name for this site").hint("They say client ID."))
        .field(Field::text("secret", "Secret").hint(keep).optional())
        .field(
            Field::area("domains", "Domains of its people's addresses")
                .hint("What stands behind the @, one a line. It is believed about these and no others.")
                .rows(3)
                .max(1000),
        )
        .field(
            Field::checkboxes(
                "what",
                "What holds of it?",
                vec![
                    Choice::new("proves", "It proves who people are before it lets them in")
                        .hint("Its agreement says so: smartcards, checked papers."),
                    Choice::new("open", "People may use it now"),
                ],
            )
            .optional(),
        )
}

fn details(answers: &Answers) -> (Details, Secret) {
    let text = |name: &str| answers.text(name).to_owned();
    let domains = answers.text("domains").lines().map(str::to_owned).collect();
    let ticked = |value: &str| answers.is_ticked("what", value);
    let (proves, open) = (ticked("proves"), ticked("open"));
    let secret = answers.maybe("secret").map_or(Secret::Same, |typed| Secret::New(typed.to_owned()));
    (
        Details { name: text("name"), issuer: text("issuer"), client_id: text("client_id"), domains, proves, open },
        secret,
    )
}

fn adding() -> Form {
    let form = Form::post(links::ADD_PROVIDER, "Add an organisation").button("Ask it and add it");
    fields(form, false)
}

async fn add_form(ctx: Ctx) -> Result<Response, PageError> {
    ctx.allowed(&[CHANGE_PROVIDER], Subject::default())?;
    ctx.form(adding()).await
}

async fn add(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let answers = match adding().read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(adding(), &sent, errors).await,
    };
    let (details, secret) = details(&answers);
    match actions::add_provider(&ctx, details, secret).await {
        Ok(_) => Ok(ctx.see(links::PROVIDERS, "Added")),
        Err(err) => ctx.refused(adding(), &sent, err).await,
    }
}

async fn provider(ctx: &Ctx, id: ProviderId) -> Result<Provider, PageError> {
    ctx.allowed(&[CHANGE_PROVIDER], Subject::default())?;
    store::provider(&mut *ctx.read().await?, id).await?.ok_or_else(PageError::not_found)
}

fn changing(provider: &Provider) -> Form {
    let said = &provider.details;
    let form = Form::post(links::provider(provider.id), "Change this organisation").caption(&said.name);
    let domains = said.domains.join("\n");
    let what = [("proves", said.proves), ("open", said.open)];
    let ticked: Vec<&str> = what.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect();
    let filled =
        [("name", &said.name), ("issuer", &said.issuer), ("client_id", &said.client_id), ("domains", &domains)];
    fields(form, !provider.secret.is_empty())
        .filled(filled.map(|(name, words)| (name, words.as_str())))
        .filled(ticked.into_iter().map(|value| ("what", value)))
        .version(provider.version)
        .button("Save")
}

async fn change_form(ctx: Ctx, Path(id): Path<ProviderId>) -> Result<Response, PageError> {
    let provider = provider(&ctx, id).await?;
    ctx.form(changing(&provider)).await
}

async fn change(ctx: Ctx, Path(id): Path<ProviderId>, sent: Sent) -> Result<Response, PageError> {
    let before = provider(&ctx, id).await?;
    let answers = match changing(&before).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(changing(&before), &sent, errors).await,
    };
    match actions::change_provider(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(links::PROVIDERS, "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(changing(&provider(&ctx, id).await?), &sent).await,
        Err(err) => ctx.refused(changing(&before), &sent, err).await,
    }
}
