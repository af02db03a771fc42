//! An organisation's position on a decision, with what it will do because of it.

use crate::actions::positions::{Offer, Said, position_of, take_position};
use crate::acts::TAKE_POSITION;
use crate::concern::Concern;
use crate::decision::{Decision, DecisionId};
use crate::links;
use crate::position::{Position, Seal, Stance};
use crate::store;
use askama::Template;
use folkmoot_kernel::{OrganisationId, Refused, Slug};
use folkmoot_register::place::Place;
use folkmoot_web::{
    Answers, Choice, Ctx, Field, Form, FormErrors, Page, PageError, Path, Query, Response, Routes, Sent, Verb,
};
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    Routes::new().form("/decisions/{decision}/position", TAKE_POSITION, form, send)
}

/// For which organisation, when somebody sits for two.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct For {
    #[serde(rename = "for")]
    organisation: String,
}

/// A decision with those who were asked, for somebody who speaks for one of them.
#[derive(Debug)]
struct Asked {
    decision: Decision,
    place: Place,
    seal: Seal,
    names: BTreeMap<OrganisationId, (Slug, String)>,
    /// Positions of the organisations that this person speaks for.
    own: Vec<Position>,
}

#[derive(Debug, Template)]
#[template(path = "position_for.html")]
struct ChoosePage {
    /// Address, name, and whether it has answered.
    choices: Vec<(String, String, bool)>,
    back: String,
}

impl Asked {
    async fn at(ctx: &Ctx, key: &str) -> Result<Self, PageError> {
        let id: DecisionId = key.parse()?;
        let mut db = ctx.read().await?;
        let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
        let positions = store::positions(&mut db, id).await?;
        let seal = decision.seal(crate::position::Tally::of(&positions), ctx.now());
        let ids: Vec<OrganisationId> = positions.iter().map(Position::organisation).collect();
        let is_own = |one: &Position| ctx.may(TAKE_POSITION, position_of(&decision, one.organisation()));
        let own: Vec<Position> = positions.into_iter().filter(is_own).collect();
        if own.is_empty() {
            return Err(Refused::NotForOrganisation.into());
        }
        let names = folkmoot_register::store::organisation_names(&mut db, &ids).await?;
        let place =
            folkmoot_register::store::place(&mut db, decision.place()).await?.ok_or_else(PageError::not_found)?;
        Ok(Self { decision, place, seal, names, own })
    }

    /// The one that was asked for by name, or the only one there is.
    fn chosen(&self, asked: &For) -> Option<&Position> {
        let by_name = self.own.iter().find(|own| own.organisation().to_string() == asked.organisation);
        by_name.or(self.own.first().filter(|_| self.own.len() == 1))
    }

    fn name(&self, organisation: OrganisationId) -> &str {
        self.names.get(&organisation).map_or("", |(_, name)| name)
    }

    fn href(&self, organisation: OrganisationId) -> String {
        format!("{}/position?for={organisation}", links::decision(self.decision.id()))
    }

    async fn choose(&self, ctx: &Ctx) -> Result<Response, PageError> {
        let choice = |own: &Position| {
            (self.href(own.organisation()), self.name(own.organisation()).to_owned(), own.given().is_some())
        };
        let back = links::decision(self.decision.id());
        let page = ChoosePage { choices: self.own.iter().map(choice).collect(), back: back.clone() };
        let around = Page::new("For which organisation?")
            .caption(self.decision.called())
            .crumb(self.place.name(), format!("/places/{}", self.place.slug()))
            .crumb(self.decision.called(), back)
            .invented(self.place.is_invented());
        ctx.page(around.template(&page)).await
    }

    fn form(&self, own: &Position) -> Form {
        let stances = Stance::ALL.iter().map(|stance| Choice::new(stance.key(), stance.words()).hint(stance.hint()));
        let href = links::decision(self.decision.id());
        let form =
            Form::post(self.href(own.organisation()), format!("The position of {}", self.name(own.organisation())))
                .caption(self.decision.called())
                .crumb(self.place.name(), format!("/places/{}", self.place.slug()))
                .crumb(self.decision.called(), href.clone())
                .lead(self.decision.plain_summary())
                .lead(self.seal_words())
                .field(Field::radios("stance", "Where does your organisation stand?", stances.collect()))
                .field(
                    Field::area("reason", "Why, or on which conditions?")
                        .hint("Needed if you object or have conditions. Published with the decision once it is closed.")
                        .max(2_000)
                        .optional(),
                )
                .field(
                    Field::checkboxes("concerns", "What is your concern about?", concerns()).hint(
                        "If you object, have conditions or stand aside. Counted and published with the decision.",
                    ),
                );
        let form = if own.given().is_some() { form } else { self.with_promise(form, own.organisation()) };
        form.button("Give this position").version(own.version()).back(href)
    }

    fn seal_words(&self) -> String {
        let until = self.decision.positions_due().in_words();
        match self.seal {
            Seal::Sealed => format!(
                "Nobody else sees your answer until all are in, or until {until}. You can change it until then."
            ),
            _ => "The other positions can be read already. Yours counts as long as the decision is not closed."
                .to_owned(),
        }
    }

    /// Asked with the first answer only; later it is changed on its own page.
    fn with_promise(&self, form: Form, own: OrganisationId) -> Form {
        let others = self.names.iter().filter(|(id, _)| **id != own);
        let others = others.map(|(id, (_, name))| Choice::new(id.to_string(), name.clone())).collect();
        form.field(
            Field::area("what", "What will your organisation do because of this?")
                .hint("One thing that it does itself. It is a promise that you accept after the decision; leave it empty if there is none.")
                .max(600)
                .rows(3)
                .optional(),
        )
        .field(Field::text("done_means", "How will others see that it is done?").max(400).optional())
        .field(Field::date("due", "By when?").optional())
        .field(
            Field::select("confirmer", "Who will confirm it?", others)
                .hint("Another partner: nobody confirms their own. You can name one later.")
                .optional(),
        )
    }

    fn filled(&self, own: &Position) -> Form {
        let form = self.form(own);
        match own.given() {
            Some(given) => {
                let said = [("stance", given.stance.key()), ("reason", given.reason.as_str())];
                form.filled(said).filled(given.concerns.iter().map(|concern| ("concerns", concern.key())))
            }
            None => form,
        }
    }
}

fn concerns() -> Vec<Choice> {
    Concern::ALL.iter().map(|concern| Choice::new(concern.key(), concern.words()).hint(concern.hint())).collect()
}

fn said(answers: &Answers) -> Result<Said, FormErrors> {
    let stance = Stance::read(answers.text("stance")).ok_or_else(|| FormErrors::on("stance", "Choose one"))?;
    let concerns = answers.many("concerns").into_iter().filter_map(Concern::read).collect();
    Ok(Said { stance, reason: answers.text("reason").to_owned(), concerns, promise: offer(answers)? })
}

fn offer(answers: &Answers) -> Result<Option<Offer>, FormErrors> {
    let text = |name: &str| answers.text(name).to_owned();
    let (what, done_means, due) = (text("what"), text("done_means"), answers.maybe_date("due"));
    if what.is_empty() && done_means.is_empty() && due.is_none() {
        return Ok(None);
    }
    let due = due.ok_or_else(|| FormErrors::on("due", "Say by when it will be done"))?;
    let confirmer = answers.maybe("confirmer").and_then(|id| id.parse().ok());
    Ok(Some(Offer { what, done_means, due, confirmer }))
}

pub(super) async fn form(ctx: Ctx, Path(key): Path<String>, Query(of): Query<For>) -> Result<Response, PageError> {
    let asked = Asked::at(&ctx, &key).await?;
    match asked.chosen(&of) {
        Some(own) => ctx.form(asked.filled(own)).await,
        None => asked.choose(&ctx).await,
    }
}

pub(super) async fn send(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(of): Query<For>,
    sent: Sent,
) -> Result<Response, PageError> {
    let asked = Asked::at(&ctx, &key).await?;
    let Some(own) = asked.chosen(&of) else { return asked.choose(&ctx).await };
    let form = asked.form(own);
    let (answers, said) = match form.read(&sent).and_then(|answers| said(&answers).map(|said| (answers, said))) {
        Ok(read) => read,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let (id, organisation) = (asked.decision.id(), own.organisation());
    match take_position(&ctx, id, organisation, answers.version(), said).await {
        Ok(_) => Ok(ctx.see(links::decision(id), "Your organisation's position is in")),
        Err(err) if err.is_conflict() => conflict(&ctx, &key, organisation, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn conflict(ctx: &Ctx, key: &str, organisation: OrganisationId, sent: &Sent) -> Result<Response, PageError> {
    let asked = Asked::at(ctx, key).await?;
    let now = asked.own.iter().find(|own| own.organisation() == organisation).ok_or_else(PageError::not_found)?;
    ctx.form_conflict(asked.filled(now), sent).await
}
