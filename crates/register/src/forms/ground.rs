//! Where a place is: footprint and neighbourhoods.

use super::places::{about, place_at};
use crate::actions::{self, NeighbourhoodSaid};
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE};
use crate::area::AreaKind;
use crate::footprint::Footprint;
use crate::links;
use crate::neighbourhood::{Neighbourhood, Stage};
use crate::place::Place;
use crate::store;
use folkmoot_kernel::AreaCode;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Sent, Verb};

/// Letters of a pasted list: a code, a share and a line end for each small area of England.
const PASTED_MAX: usize = 700_000;

const MAY: [folkmoot_kernel::Act; 2] = [CHANGE_PLACE, ADMINISTER_PLACE];

fn pasting(place: &Place) -> Form {
    about(place, "footprint", "Change the footprint")
        .lead("Paste the codes of the small areas that belong to this place, one a line.")
        .lead("If only part of an area belongs to it, write the share of its residents behind the code, like “E01028534 62.5%”.")
        .field(Field::area("areas", "Small areas").max(PASTED_MAX).rows(15).optional())
        .warning("This replaces the whole list.")
}

pub(super) async fn footprint_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    let footprint = store::footprint(&mut *ctx.read().await?, place.id()).await?;
    ctx.form(pasting(&place).filled([("areas", footprint.lines())])).await
}

pub(super) async fn footprint(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    let form = pasting(&place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let footprint = match Footprint::read(answers.text("areas")) {
        Ok(footprint) => footprint,
        Err(why) => return ctx.form_again(form, &sent, FormErrors::on("areas", why.to_string())).await,
    };
    match actions::change_footprint(&ctx, place.id(), footprint).await {
        Ok(footprint) => Ok(ctx.see(links::place(place.slug()), &saved(footprint.len()))),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn saved(areas: usize) -> String {
    if areas == 1 {
        "Footprint saved: 1 small area".to_owned()
    } else {
        format!("Footprint saved: {areas} small areas")
    }
}

async fn choosing(ctx: &Ctx, place: &Place) -> Result<Form, PageError> {
    let councils = store::councils_with_areas(&mut *ctx.read().await?).await?;
    let choice = |(code, name, kind): (AreaCode, String, String)| {
        let kind = AreaKind::read(&kind).map_or("", AreaKind::words);
        Choice::new(code.to_string(), format!("{name} ({})", kind.to_lowercase()))
    };
    let form = about(place, "footprint/councils", "Choose the footprint by councils")
        .lead("All small areas of the councils you tick belong to the place.");
    let form = if councils.is_empty() {
        form.warning("No councils are in this register yet: import England first, or paste codes of small areas.")
    } else {
        form.warning("This replaces the whole list. Change single areas afterwards, in the footprint.")
    };
    let missing = "Tick at least one council";
    let councils = councils.into_iter().map(choice).collect();
    Ok(form.field(Field::checkboxes("councils", "Councils", councils).required().missing(missing)))
}

pub(super) async fn councils_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    ctx.form(choosing(&ctx, &place).await?).await
}

pub(super) async fn councils(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    let form = choosing(&ctx, &place).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let codes: Vec<AreaCode> = answers.many("councils").into_iter().filter_map(|code| code.parse().ok()).collect();
    let footprint = actions::footprint_of_councils(&mut *ctx.read().await?, &codes).await?;
    if footprint.is_empty() {
        let why = "The register has no small areas of these councils: import them first";
        return ctx.form_again(form, &sent, FormErrors::on("councils", why)).await;
    }
    match actions::change_footprint(&ctx, place.id(), footprint).await {
        Ok(footprint) => Ok(ctx.see(links::place(place.slug()), &saved(footprint.len()))),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn neighbourhood(place: &Place, end: &str, title: &str) -> Form {
    let stages = Stage::ALL.iter().map(|stage| Choice::new(stage.key(), stage.words())).collect();
    about(place, end, title)
        .field(Field::text("name", "What is the neighbourhood called?"))
        .field(Field::radios("stage", "How far is its team?", stages).missing("Say how far its team is"))
        .field(Field::text("lead", "Who leads the team?").hint("A post or an organisation").optional())
        .field(
            Field::area("areas", "Which small areas belong to it?")
                .hint("Codes, one a line. They must be in the place's footprint.")
                .max(20_000)
                .optional(),
        )
}

fn changing(place: &Place, known: &Neighbourhood) -> Form {
    let areas: Vec<&str> = known.areas.iter().map(AreaCode::as_str).collect();
    let values = [
        ("name", known.name.clone()),
        ("stage", known.stage.key().to_owned()),
        ("lead", known.lead.clone()),
        ("areas", areas.join("\n")),
    ];
    let end = format!("neighbourhoods/{}/edit", known.slug);
    neighbourhood(place, &end, "Change this neighbourhood").filled(values).version(known.version)
}

fn said(answers: &Answers) -> NeighbourhoodSaid {
    NeighbourhoodSaid {
        name: answers.text("name").to_owned(),
        stage: Stage::read(answers.text("stage")).unwrap_or(Stage::Idea),
        lead: answers.text("lead").to_owned(),
        areas: answers.text("areas").to_owned(),
    }
}

pub(super) async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    ctx.form(neighbourhood(&place, "neighbourhoods/add", "Add a neighbourhood")).await
}

pub(super) async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    let form = neighbourhood(&place, "neighbourhoods/add", "Add a neighbourhood");
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_neighbourhood(&ctx, place.id(), said(&answers)).await {
        Ok(new) => Ok(ctx.see(links::neighbourhood(place.slug(), new.slug), "Neighbourhood added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn found(ctx: &Ctx, (key, slug): (&str, &str)) -> Result<(Place, Neighbourhood), PageError> {
    let place = place_at(ctx, key).await?;
    let found = store::neighbourhood(&mut *ctx.read().await?, place.id(), slug).await?;
    Ok((place, found.ok_or_else(PageError::not_found)?))
}

pub(super) async fn edit_form(ctx: Ctx, Path((key, slug)): Path<(String, String)>) -> Result<Response, PageError> {
    let (place, known) = found(&ctx, (&key, &slug)).await?;
    ctx.allowed(&MAY, place.subject())?;
    ctx.form(changing(&place, &known)).await
}

pub(super) async fn edit(
    ctx: Ctx,
    Path((key, slug)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let (place, known) = found(&ctx, (&key, &slug)).await?;
    ctx.allowed(&MAY, place.subject())?;
    let form = changing(&place, &known);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let changed = actions::change_neighbourhood(&ctx, (place.id(), &slug), answers.version(), said(&answers)).await;
    match changed {
        Ok(_) => Ok(ctx.see(links::neighbourhood(place.slug(), slug), "Saved")),
        Err(err) if err.is_conflict() => {
            let (place, known) = found(&ctx, (&key, &slug)).await?;
            ctx.form_conflict(changing(&place, &known), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
