//! Declaring, changing and ending an interest: one's own, or that of an organisation for which one speaks.

use crate::actions::conflicts::{InterestError, change_interest, declare_interest, end_interest};
use crate::acts::{DECLARE_FOR_ORGANISATION, DECLARE_INTEREST};
use crate::interest::{Interest, InterestDetails, InterestId, Kind, Party, Refusal};
use crate::links;
use crate::named::{NAME_MAX, Named, Thing};
use crate::pages::at::{self, place_at, place_of};
use crate::pages::conflicts::Names;
use crate::store;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, FormErrors, PageError, Path, Query, Response, Sent, Verb};
use serde::Deserialize;

/// Where one's own interests are.
const OWN: &str = "/interests";
/// Names of pots and contracts that the form reminds of.
const KNOWN_MAX: u32 = 12;

/// For which organisation; empty: for oneself.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::forms) struct For {
    #[serde(rename = "for")]
    organisation: String,
}

/// Whose interest in which place, with what the form needs to know.
#[derive(Debug)]
struct Ground {
    place: Place,
    party: Party,
    name: String,
    partners: Vec<Choice>,
    known: Vec<String>,
}

impl Ground {
    async fn of(ctx: &Ctx, db: &mut Conn, place: Place, party: Party) -> Result<Self, PageError> {
        match party {
            Party::Organisation(id) => ctx.allowed(&[DECLARE_FOR_ORGANISATION], Subject::owned(place.id(), id))?,
            Party::Person(id) if ctx.person_id() == Some(id) => ctx.allowed(&[DECLARE_INTEREST], place.subject())?,
            Party::Person(_) => return Err(PageError::not_found()),
        }
        let names = Names::of(db, [party], []).await?;
        let partners = register::partners(db, place.id()).await?.into_iter();
        let others = partners.filter(|partner| Some(partner.id) != party.organisation());
        Ok(Self {
            name: names.party(party),
            partners: others.map(|partner| Choice::new(partner.id.to_string(), partner.name)).collect(),
            known: store::known_names(db, place.id(), KNOWN_MAX).await?,
            place,
            party,
        })
    }

    async fn to_declare(ctx: &Ctx, key: &str, of: &For) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let place = place_at(&mut db, key).await?;
        let organisation: Option<OrganisationId> = of.organisation.parse().ok();
        let own = ctx.person_id().map(Party::Person);
        let party = organisation.map(Party::Organisation).or(own).ok_or_else(PageError::not_found)?;
        Self::of(ctx, &mut db, place, party).await
    }

    async fn to_change(ctx: &Ctx, id: InterestId) -> Result<(Interest, Self), PageError> {
        let mut db = ctx.read().await?;
        let interest = store::interest(&mut db, id).await?.ok_or_else(PageError::not_found)?;
        let place = place_of(&mut db, interest.place()).await?;
        let ground = Self::of(ctx, &mut db, place, interest.party()).await?;
        Ok((interest, ground))
    }

    fn steps() -> Vec<(String, String)> {
        vec![("My page".to_owned(), links::MINE.to_owned()), ("Your interests".to_owned(), OWN.to_owned())]
    }

    fn declaring(&self) -> Form {
        let base = format!("{}/declare", links::interests(self.place.slug()));
        let (action, title) = match self.party {
            Party::Organisation(id) => (format!("{base}?for={id}"), format!("An interest of {}", self.name)),
            Party::Person(_) => (base, "An interest of your own".to_owned()),
        };
        self.fields(at::form(action, &title, Self::steps())).button("Declare it")
    }

    fn changing(&self, interest: &Interest) -> Form {
        let action = format!("{}/edit", links::interest(interest.id()));
        let named = interest.named();
        let values = [
            ("thing", named.thing().key().to_owned()),
            ("organisation", named.organisation().map(|id| id.to_string()).unwrap_or_default()),
            ("name", named.name().to_owned()),
            ("kind", interest.kind().key().to_owned()),
            ("what", interest.what().to_owned()),
            ("from", interest.from().to_string()),
            ("until", interest.until().map(|until| until.to_string()).unwrap_or_default()),
        ];
        let values = values.into_iter().filter(|(_, value)| !value.is_empty());
        self.fields(at::form(action, "Change this interest", Self::steps())).filled(values).version(interest.version())
    }

    fn fields(&self, form: Form) -> Form {
        let things = Thing::ALL.iter().map(|thing| Choice::new(thing.key(), thing.words())).collect();
        let kinds: &[Kind] = if self.party.person().is_some() { &Kind::OF_PERSONS } else { &Kind::OF_ORGANISATIONS };
        let kinds = kinds.iter().map(|kind| Choice::new(kind.key(), kind.words()).hint(kind.hint())).collect();
        let known = match self.known.as_slice() {
            [] => String::new(),
            some => format!(" Names in use: {}.", some.join("; ")),
        };
        form.caption(self.place.name())
            .lead("It is published in the register of interests, with your name or your organisation’s.")
            .field(Field::radios("thing", "What is it in?", things).missing("Choose what it is in"))
            .field(Field::select("organisation", "Which organisation?", self.partners.clone()).optional())
            .field(
                Field::text("name", "Or which contract or pot?")
                    .hint(format!("As it stands on agendas and in papers.{known}"))
                    .max(NAME_MAX)
                    .optional(),
            )
            .field(Field::radios("kind", "What kind of interest is it?", kinds).missing("Choose the kind"))
            .field(Field::text("what", "What is it, in one sentence?").max(300))
            .field(Field::date("from", "Since when?"))
            .field(Field::date("until", "Until when, if that is known?").optional())
    }
}

fn details(answers: &Answers) -> Result<InterestDetails, FormErrors> {
    let nothing = || FormErrors::on("thing", Refusal::NothingNamed.to_string());
    let named = match Thing::read(answers.text("thing")).ok_or_else(nothing)? {
        Thing::Organisation => answers.maybe("organisation").and_then(|id| id.parse().ok()).map(Named::Organisation),
        thing => Named::called(thing, answers.text("name")),
    };
    Ok(InterestDetails {
        kind: Kind::read(answers.text("kind")).ok_or_else(|| FormErrors::on("kind", "Choose the kind"))?,
        named: named.ok_or_else(nothing)?,
        what: answers.text("what").to_owned(),
        from: answers.date("from"),
        until: answers.maybe_date("until"),
    })
}

pub(super) async fn declare_form(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(of): Query<For>,
) -> Result<Response, PageError> {
    let ground = Ground::to_declare(&ctx, &key, &of).await?;
    ctx.form(ground.declaring().filled([("from", ctx.now().date().to_string())])).await
}

pub(super) async fn declare(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(of): Query<For>,
    sent: Sent,
) -> Result<Response, PageError> {
    let ground = Ground::to_declare(&ctx, &key, &of).await?;
    let form = ground.declaring();
    let details = match form.read(&sent).and_then(|answers| details(&answers)) {
        Ok(details) => details,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match declare_interest(&ctx, ground.place.id(), ground.party, details).await {
        Ok(_) => Ok(ctx.see(OWN, "Declared. It is matched to items by itself.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

pub(super) async fn edit_form(ctx: Ctx, Path(id): Path<InterestId>) -> Result<Response, PageError> {
    let (interest, ground) = Ground::to_change(&ctx, id).await?;
    ctx.form(ground.changing(&interest)).await
}

pub(super) async fn edit(ctx: Ctx, Path(id): Path<InterestId>, sent: Sent) -> Result<Response, PageError> {
    let (interest, ground) = Ground::to_change(&ctx, id).await?;
    let form = ground.changing(&interest);
    let read = form.read(&sent).and_then(|answers| Ok((answers.version(), details(&answers)?)));
    let (version, details) = match read {
        Ok(read) => read,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = change_interest(&ctx, id, version, details).await;
    saved(&ctx, (id, done), &sent, form, "Saved").await
}

fn ending(interest: &Interest) -> Form {
    let action = format!("{}/end", links::interest(interest.id()));
    at::form(action, "End this interest", Ground::steps())
        .caption(interest.what())
        .lead("It lasts to the end of today, and stays in the public register for six months.")
        .button("End it")
        .version(interest.version())
}

pub(super) async fn end_form(ctx: Ctx, Path(id): Path<InterestId>) -> Result<Response, PageError> {
    let (interest, _) = Ground::to_change(&ctx, id).await?;
    ctx.form(ending(&interest)).await
}

pub(super) async fn end(ctx: Ctx, Path(id): Path<InterestId>, sent: Sent) -> Result<Response, PageError> {
    let (interest, _) = Ground::to_change(&ctx, id).await?;
    let form = ending(&interest);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = end_interest(&ctx, id, version).await;
    saved(&ctx, (id, done), &sent, form, "This interest ends today").await
}

async fn saved(
    ctx: &Ctx,
    (id, done): (InterestId, Result<Interest, InterestError>),
    sent: &Sent,
    form: Form,
    words: &str,
) -> Result<Response, PageError> {
    match done {
        Ok(_) => Ok(ctx.see(OWN, words)),
        Err(err) if err.is_conflict() => {
            let (now, ground) = Ground::to_change(ctx, id).await?;
            ctx.form_conflict(ground.changing(&now), sent).await
        }
        Err(err) => ctx.refused(form, sent, err).await,
    }
}
