//! What an organisation stands to gain, to lose, or is told, before the item opens.

use crate::actions::conflicts::write_stake;
use crate::acts::WRITE_STAKE;
use crate::forms::meetings::agenda::of_item;
use crate::item::{Item, ItemId};
use crate::links;
use crate::pages::at::{MeetingAt, item_at};
use crate::stake::{Stake, Words};
use crate::store;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::store as register;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

/// An item and an organisation that may write about it.
#[derive(Debug)]
struct Ground {
    item: Item,
    at: MeetingAt,
    name: String,
    organisation: OrganisationId,
    written: Option<Stake>,
}

impl Ground {
    async fn at(ctx: &Ctx, id: ItemId, organisation: OrganisationId) -> Result<Self, PageError> {
        let mut db = ctx.read().await?;
        let (item, at) = item_at(&mut db, id).await?;
        ctx.allowed(&[WRITE_STAKE], Subject::said(at.meeting.place(), at.meeting.body(), organisation))?;
        let found = register::organisation(&mut db, organisation).await?.ok_or_else(PageError::not_found)?;
        let all = store::stakes_of_item(&mut db, id).await?;
        let written = all.into_iter().find(|stake| stake.organisation() == organisation);
        Ok(Self { item, at, name: found.name().to_owned(), organisation, written })
    }

    fn form(&self) -> Form {
        let end = format!("stakes/{}", self.organisation);
        let area = |name: &'static str, label: &'static str, hint: &'static str| {
            Field::area(name, label).hint(hint).max(1_000).rows(3).optional()
        };
        of_item(&self.item, &self.at, &end, &format!("What {} stands to gain or lose", self.name))
            .version(self.written.as_ref().map_or(0, Stake::version))
            .lead("Partners read it when the item opens, and the public never does. Write one of the three, or all.")
            .field(area("gain", "What does it stand to gain?", "Money, posts, standing, less work."))
            .field(area("lose", "What does it stand to lose?", "And what would make up for it."))
            .field(area(
                "told",
                "What is it told from above?",
                "By a regulator, a region, a parent body, a cabinet: what others cannot know and have to live with.",
            ))
            .button("Save")
    }

    fn filled(&self) -> Form {
        let Some(stake) = &self.written else { return self.form() };
        let Words { gain, lose, told } = stake.words();
        self.form().filled([("gain", gain.as_str()), ("lose", lose.as_str()), ("told", told.as_str())])
    }
}

pub(super) async fn form(
    ctx: Ctx,
    Path((id, organisation)): Path<(ItemId, OrganisationId)>,
) -> Result<Response, PageError> {
    ctx.form(Ground::at(&ctx, id, organisation).await?.filled()).await
}

pub(super) async fn send(
    ctx: Ctx,
    Path((id, organisation)): Path<(ItemId, OrganisationId)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let ground = Ground::at(&ctx, id, organisation).await?;
    let form = ground.form();
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let text = |name: &str| answers.text(name).to_owned();
    let words = Words { gain: text("gain"), lose: text("lose"), told: text("told") };
    match write_stake(&ctx, id, organisation, answers.version(), words).await {
        Ok(_) => Ok(ctx.see(links::item(id), "Saved. Partners read it when the item opens.")),
        Err(err) if err.is_conflict() => {
            ctx.form_conflict(Ground::at(&ctx, id, organisation).await?.filled(), &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
