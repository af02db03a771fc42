//! Organisations: added by administrators, changed by those who speak for them or have them as partners.

use crate::actions::{self, Doubles};
use crate::links;
use crate::organisation::{Code, LegalForm, Organisation, OrganisationDetails, Scheme, Sector};
use crate::store;
use folkmoot_kernel::Refused;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent, Verb};

/// The questions about an organisation, on any form.
pub(super) fn fields(form: Form) -> Form {
    let sectors = Sector::ALL.iter().map(|sector| Choice::new(sector.key(), sector.words())).collect();
    let forms = LegalForm::ALL.iter().map(|form| Choice::new(form.key(), form.words())).collect();
    let group = "For a group in no register, only partners who are signed in see it.";
    let form = form
        .field(Field::text("name", "What is it called?"))
        .field(Field::select("sector", "What kind of partner is it?", sectors).missing("Choose the kind of partner"))
        .field(Field::area("about", "What does it do, in a sentence or two?").max(600).rows(3).optional())
        .field(
            Field::select("legal_form", "What is it in law?", forms).hint("A group need not be anything.").optional(),
        )
        .field(Field::url("website", "Website").optional())
        .field(Field::email("email", "E-mail address").hint(group).optional())
        .field(Field::phone("phone", "Telephone").hint(group).optional())
        .field(Field::text("postcode", "Postcode").max(10).hint(group).optional());
    Scheme::ALL.iter().fold(form, |form, scheme| {
        form.field(Field::text(scheme.key(), scheme.words()).max(20).hint("Only if it has one.").optional())
    })
}

/// Only after a warning: "it is another group".
pub(super) fn with_doubles(form: Form) -> Form {
    let another = vec![Choice::new("another", "It is another group with a name like it")];
    form.field(Field::checkboxes("doubles", "Is it the same group?", another))
}

pub(super) fn doubles(answers: &Answers) -> Doubles {
    if answers.is_ticked("doubles", "another") { Doubles::Meant } else { Doubles::Refuse }
}

pub(super) fn read(form: &Form, sent: &Sent) -> Result<(OrganisationDetails, Answers), FormErrors> {
    let answers = form.read(sent)?;
    let text = |name: &str| answers.text(name).to_owned();
    let postcode = answers.maybe("postcode").map(str::parse).transpose();
    let code =
        |scheme: &Scheme| Code { scheme: *scheme, code: answers.text(scheme.key()).to_uppercase().replace(' ', "") };
    let details = OrganisationDetails {
        name: text("name"),
        sector: Sector::read(answers.text("sector")).unwrap_or(Sector::Other),
        legal_form: answers.maybe("legal_form").and_then(LegalForm::read),
        about: text("about"),
        website: text("website"),
        email: text("email"),
        phone: text("phone"),
        postcode: postcode.map_err(|_| FormErrors::on("postcode", "Enter a full postcode, like OX4 1AA"))?,
        codes: Scheme::ALL.iter().map(code).filter(|code| !code.code.is_empty()).collect(),
    };
    Ok((details, answers))
}

fn adding() -> Form {
    let form = Form::post("/organisations/add", "Add an organisation").crumb("Partners", links::ORGANISATIONS);
    fields(form).button("Add this organisation").back(links::ORGANISATIONS)
}

fn changing(organisation: &Organisation) -> Form {
    let (details, base) = (organisation.details(), links::organisation(organisation.slug()));
    let text = str::to_owned;
    let values = [
        ("name", details.name.clone()),
        ("sector", text(details.sector.key())),
        ("about", details.about.clone()),
        ("legal_form", text(details.legal_form.map_or("", LegalForm::key))),
        ("website", details.website.clone()),
        ("email", details.email.clone()),
        ("phone", details.phone.clone()),
        ("postcode", details.postcode.as_ref().map(ToString::to_string).unwrap_or_default()),
    ];
    let codes = Scheme::ALL.iter().map(|scheme| (scheme.key(), text(details.code(*scheme).unwrap_or_default())));
    fields(Form::post(format!("{base}/edit"), "Change what is said of this organisation"))
        .caption(&details.name)
        .crumb("Partners", links::ORGANISATIONS)
        .crumb(&details.name, base.clone())
        .filled(values)
        .filled(codes)
        .version(organisation.version())
        .back(base)
}

fn closing(organisation: &Organisation) -> Form {
    let base = links::organisation(organisation.slug());
    Form::post(format!("{base}/close"), "This organisation has closed")
        .caption(organisation.name())
        .lead("It leaves the lists of partners. Its page stays, with what it promised and decided.")
        .lead("Its seats stay open until somebody closes them or gives them to another organisation.")
        .button("Yes, it has closed")
        .version(organisation.version())
        .back(base)
}

async fn organisation_at(ctx: &Ctx, key: &str) -> Result<Organisation, PageError> {
    let found = store::organisation_named(&mut *ctx.read().await?, key).await?;
    found.ok_or_else(PageError::not_found)
}

/// The organisation, for somebody who may change it.
async fn to_change(ctx: &Ctx, key: &str) -> Result<Organisation, PageError> {
    let organisation = organisation_at(ctx, key).await?;
    let places = store::places_of_organisation(&mut *ctx.read().await?, organisation.id()).await?;
    let places: Vec<_> = places.iter().map(|place| place.id).collect();
    if actions::may_change_organisation(ctx, organisation.id(), &places) {
        Ok(organisation)
    } else {
        Err(Refused::NotForOrganisation.into())
    }
}

pub(super) async fn add_form(ctx: Ctx) -> Result<Response, PageError> {
    ctx.form(adding()).await
}

pub(super) async fn add(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let form = with_doubles(adding());
    let (details, answers) = match read(&form, &sent) {
        Ok(read) => read,
        Err(errors) => return ctx.form_again(adding(), &sent, errors).await,
    };
    match actions::add_organisation(&ctx, None, details, doubles(&answers)).await {
        Ok(new) => Ok(ctx.see(links::organisation(new.slug()), "Organisation added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn edit_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let organisation = to_change(&ctx, &key).await?;
    ctx.form(changing(&organisation)).await
}

pub(super) async fn edit(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let organisation = to_change(&ctx, &key).await?;
    let form = changing(&organisation);
    let (details, answers) = match read(&form, &sent) {
        Ok(read) => read,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_organisation(&ctx, organisation.id(), answers.version(), details).await {
        Ok(after) => Ok(ctx.see(links::organisation(after.slug()), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(changing(&organisation_at(&ctx, &key).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn close_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let organisation = to_change(&ctx, &key).await?;
    ctx.form(closing(&organisation)).await
}

pub(super) async fn close(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let organisation = to_change(&ctx, &key).await?;
    let form = closing(&organisation);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::close_organisation(&ctx, organisation.id(), version).await {
        Ok(after) => Ok(ctx.see(links::organisation(after.slug()), "Closed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(closing(&organisation_at(&ctx, &key).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
