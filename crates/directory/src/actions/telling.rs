//! Somebody says what they do: without an account, in one go. It waits until the team of the place has looked at it.

use crate::acts::TELL_LISTING;
use crate::contact::{self, Contact};
use crate::listing::{About, Listing, New, Refusal, Source, State};
use crate::provider::{Provider, Who};
use crate::store::{self, ListingFilter};
use crate::uuid::Uuid;
use folkmoot_kernel::{PlaceId, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

/// What waits in one place at a time. Our own choice: more is no list that somebody looks through, and a flood stops at it.
pub const WAITING_MAX: i64 = 300;

/// What somebody said.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    pub place: PlaceId,
    pub about: About,
    /// Who runs it; empty for nobody in particular.
    pub run_by: &'a str,
    /// Name, e-mail address and telephone number of whoever may be asked.
    pub contact: (&'a str, &'a str, &'a str),
}

/// Why it is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TellRefusal {
    #[error(
        "So much waits to be looked at here that nothing more is taken today. Please ring or write to the team of the place."
    )]
    TooMany,
    #[error(transparent)]
    Listing(#[from] Refusal),
    #[error(transparent)]
    Contact(#[from] contact::Refusal),
}

impl TellRefusal {
    pub const fn field(&self) -> &'static str {
        match self {
            TellRefusal::TooMany => "name",
            TellRefusal::Listing(why) => why.field(),
            TellRefusal::Contact(why) => why.field(),
        }
    }
}

verb_error!(TellError, "there is no such place", TellRefusal, TellRefusal::field);

pub async fn tell(ctx: &Ctx, told: Told<'_>) -> Result<Listing, TellError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, told.place).await?.ok_or(TellError::NoSuch)?;
    let permit = ctx.permit(TELL_LISTING, Subject::place(told.place))?;
    let waiting = ListingFilter { place: Some(told.place), state: Some(State::Waiting), ..ListingFilter::default() };
    if store::count_listings(&mut tx, &waiting).await? >= WAITING_MAX {
        return Err(TellRefusal::TooMany.into());
    }

    let (name, email, phone) = told.contact;
    let contact = Contact::agreed(name, email, phone, ctx.now()).map_err(TellRefusal::from)?;
    let id = tx.new_id();
    let provider = provider(&told, id);
    let new = New {
        id,
        uuid: Uuid::of("service", &[&id.to_string()]),
        place: Some(told.place),
        provider: provider.as_ref().map(Provider::id),
        about: told.about,
    };
    let listing = Listing::told(new, Source::Own, State::Waiting, ctx.now()).map_err(TellRefusal::from)?;

    if let Some(provider) = provider {
        store::add_provider(&mut tx, &provider).await?;
    }
    store::add_listing(&mut tx, &listing).await?;
    store::save_contact(&mut tx, id, &contact).await?;
    tx.record(permit, Event::new("listing told", "listing", id).after(&listing)).await?.commit().await?;
    Ok(listing)
}

fn provider(told: &Told<'_>, id: crate::listing::ListingId) -> Option<Provider> {
    let name = told.run_by.trim();
    let who = Who { name: name.to_owned(), ..Who::default() };
    let uuid = Uuid::of("organisation", &[&id.to_string()]);
    (!name.is_empty())
        .then(|| Provider::new(folkmoot_kernel::Id::from_number(id.number()), uuid, Some(told.place), who))
}
