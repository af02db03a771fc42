//! People: added by administrators, changed by themselves or those who seated them.

use crate::actions;
use crate::person::{Person, PersonDetails, Standing};
use crate::store;
use folkmoot_kernel::PersonId;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

fn fields(form: Form) -> Form {
    form.field(Field::text("name", "Name").autocomplete("name"))
        .field(
            Field::email("email", "E-mail address").hint("For signing in and for letters. The public never sees it."),
        )
        .field(Field::phone("phone", "Telephone").optional())
}

fn adding() -> Form {
    let standings = vec![
        Choice::new("ordinary", "Somebody with seats"),
        Choice::new("administrator", "An administrator of this site").hint("May add places and change everything here"),
    ];
    fields(Form::post("/people/add", "Add a person"))
        .field(Field::radios("standing", "What are they here?", standings).value("ordinary"))
        .button("Add this person")
        .back("/mine")
}

fn changing(person: &Person) -> Form {
    let details = person.details();
    fields(Form::post(format!("/people/{}/edit", person.id()), "Name and address"))
        .lead("To take somebody out of the site altogether, an administrator or the place's team says that they left.")
        .filled([("name", details.name.clone()), ("email", details.email.clone()), ("phone", details.phone.clone())])
        .version(person.version())
        .back("/mine")
}

fn leaving(person: &Person) -> Form {
    Form::post(format!("/people/{}/left", person.id()), "This person has left")
        .caption(&person.details().name)
        .lead("They can no longer sign in. Their seats stay; end their terms so that others can take them over.")
        .button("Yes, they have left")
        .version(person.version())
        .back("/mine")
}

fn details(answers: &Answers) -> PersonDetails {
    let text = |name: &str| answers.text(name).to_owned();
    PersonDetails { name: text("name"), email: text("email"), phone: text("phone") }
}

/// The person, for somebody who may change them.
async fn to_change(ctx: &Ctx, id: PersonId) -> Result<Person, PageError> {
    let mut db = ctx.read().await?;
    let person = store::person(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    actions::may_change_person(ctx, &mut db, &person).await?;
    Ok(person)
}

/// The person with their address, for a page that shows it.
async fn to_show(ctx: &Ctx, id: PersonId) -> Result<Person, PageError> {
    let person = to_change(ctx, id).await?;
    ctx.reads([id], "name, e-mail address and telephone number", "to change them").await?;
    Ok(person)
}

pub(super) async fn add_form(ctx: Ctx) -> Result<Response, PageError> {
    ctx.form(adding()).await
}

pub(super) async fn add(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let form = adding();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let administers = answers.text("standing") == "administrator";
    let standing = if administers { Standing::Administrator } else { Standing::Ordinary };
    match actions::add_person(&ctx, details(&answers), standing).await {
        Ok(person) => Ok(ctx.see(crate::links::person(person.id()), "Person added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn edit_form(ctx: Ctx, Path(id): Path<PersonId>) -> Result<Response, PageError> {
    ctx.form(changing(&to_show(&ctx, id).await?)).await
}

pub(super) async fn edit(ctx: Ctx, Path(id): Path<PersonId>, sent: Sent) -> Result<Response, PageError> {
    let person = to_change(&ctx, id).await?;
    let form = changing(&person);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::change_person(&ctx, id, answers.version(), details(&answers)).await {
        Ok(_) => Ok(ctx.see(crate::links::person(id), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(changing(&to_show(&ctx, id).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn left_form(ctx: Ctx, Path(id): Path<PersonId>) -> Result<Response, PageError> {
    let person = to_change(&ctx, id).await?;
    ctx.form(leaving(&person)).await
}

pub(super) async fn left(ctx: Ctx, Path(id): Path<PersonId>, sent: Sent) -> Result<Response, PageError> {
    let person = to_change(&ctx, id).await?;
    let form = leaving(&person);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::person_left(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see("/places", "They have left")),
        Err(err) if err.is_conflict() => ctx.form_conflict(leaving(&to_change(&ctx, id).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
