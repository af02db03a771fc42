//! Saying who leads a place, and how.

use super::places::{about, place_at};
use crate::actions;
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE};
use crate::links;
use crate::place::Place;
use crate::profile::{Accountable, Delegation, Employer, GovernanceModel, OutcomesFramework, Profile};
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

fn choices(all: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<Choice> {
    all.map(|(key, words)| Choice::new(key, words)).chain([Choice::new("", "Not said yet")]).collect()
}

fn asking(place: &Place) -> Form {
    let profile = place.profile();
    let models = GovernanceModel::ALL.iter().map(|model| Choice::new(model.key(), model.words())).collect();
    let ticked = profile.models.iter().map(|model| model.key().to_owned());
    let form = about(place, "profile", "Say who leads, and how")
        .lead("What you leave out is shown as “not said yet”.")
        .field(Field::text("leader_name", "Who leads this place?").optional())
        .field(Field::text("leader_post", "What is their post?").hint("Like “Place director”").optional());
    with_powers(form)
        .field(Field::checkboxes("models", "How do the partners govern together?", models).ticked(ticked))
        .field(Field::text("own_words", "In your own words").hint("Instead of these, or to say more").optional())
        .filled(values(profile))
        .version(place.version())
}

fn with_powers(form: Form) -> Form {
    let employers = choices(Employer::ALL.iter().map(|one| (one.key(), one.words())));
    let accountable = choices(Accountable::ALL.iter().map(|one| (one.key(), one.words())));
    let outcomes = choices(OutcomesFramework::ALL.iter().map(|one| (one.key(), one.words())));
    let delegation = choices(Delegation::ALL.iter().map(|one| (one.key(), one.words())));
    form.field(Field::radios("leader_employer", "Who employs them?", employers).optional())
        .field(Field::radios("accountable", "Is one person accountable for the place?", accountable).optional())
        .field(Field::text("accountable_words", "Which post is that?").optional())
        .field(Field::radios("delegation", "What has the system delegated to the place?", delegation).optional())
        .field(
            Field::area("delegation_headings", "What is delegated, in headings?")
                .hint("Like “Better Care Fund, community services”")
                .max(1_000)
                .rows(3)
                .optional(),
        )
        .field(Field::radios("outcomes", "Do the partners share outcomes they work towards?", outcomes).optional())
}

fn values(profile: &Profile) -> Vec<(&'static str, String)> {
    let text = str::to_owned;
    vec![
        ("leader_name", profile.leader_name.clone()),
        ("leader_post", profile.leader_post.clone()),
        ("leader_employer", text(profile.leader_employer.map_or("", Employer::key))),
        ("accountable", text(profile.accountable.map_or("", Accountable::key))),
        ("accountable_words", profile.accountable_words.clone()),
        ("own_words", profile.own_words.clone()),
        ("delegation", text(profile.delegation.map_or("", Delegation::key))),
        ("delegation_headings", profile.delegation_headings.clone()),
        ("outcomes", text(profile.outcomes.map_or("", OutcomesFramework::key))),
    ]
}

fn profile(answers: &Answers) -> Profile {
    let text = |name: &str| answers.text(name).to_owned();
    Profile {
        models: answers.many("models").into_iter().filter_map(GovernanceModel::read).collect(),
        own_words: text("own_words"),
        leader_name: text("leader_name"),
        leader_post: text("leader_post"),
        leader_employer: answers.maybe("leader_employer").and_then(Employer::read),
        accountable: answers.maybe("accountable").and_then(Accountable::read),
        accountable_words: text("accountable_words"),
        outcomes: answers.maybe("outcomes").and_then(OutcomesFramework::read),
        delegation: answers.maybe("delegation").and_then(Delegation::read),
        delegation_headings: text("delegation_headings"),
    }
}

pub(super) async fn form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&[CHANGE_PLACE, ADMINISTER_PLACE], place.subject())?;
    ctx.form(asking(&place)).await
}

pub(super) async fn say(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    let form = asking(&place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::say_profile(&ctx, place.id(), answers.version(), profile(&answers)).await {
        Ok(place) => Ok(ctx.see(links::place(place.slug()), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(asking(&place_at(&ctx, &key).await?), &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
