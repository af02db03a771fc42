//! What the sign-in page shows of identity.

use super::relying_party;
use crate::links::{self, with_next};
use crate::store;
use folkmoot_kernel::PersonId;
use folkmoot_store::Error;
use folkmoot_web::Ctx;
use folkmoot_web::sign_in::{Door, OtherWays, has_signed_in};
use futures_util::future::BoxFuture;

/// Passkeys, and the organisations that people sign in through.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ways;

impl OtherWays for Ways {
    fn doors<'a>(&'a self, ctx: &'a Ctx, next: &'a str) -> BoxFuture<'a, Result<Vec<Door>, Error>> {
        Box::pin(async move {
            let mut doors = Vec::new();
            if relying_party(ctx.site()).is_ok() {
                doors.push(Door { words: "With a passkey".into(), href: with_next(links::WITH_PASSKEY, next) });
            }
            for provider in store::open_providers(&mut *ctx.read().await?).await? {
                let words = format!("Through {}", provider.details.name);
                doors.push(Door { words, href: with_next(&links::through(provider.id), next) });
            }
            Ok(doors)
        })
    }

    /// The second time that somebody types a code they are offered a passkey, until they have one or do not want to be asked.
    fn after_code<'a>(&'a self, ctx: &'a Ctx, person: PersonId, next: String) -> BoxFuture<'a, Result<String, Error>> {
        Box::pin(async move {
            if relying_party(ctx.site()).is_err() {
                return Ok(next);
            }
            let mut db = ctx.read().await?;
            let asks = has_signed_in(&mut db, person).await?
                && store::passkeys_of(&mut db, person).await?.is_empty()
                && !store::has_declined(&mut db, person).await?;
            Ok(if asks { with_next(links::OFFER, &next) } else { next })
        })
    }

    fn keep(&self) -> Door {
        Door { words: "Your passkeys: sign in without a code".into(), href: links::PASSKEYS.into() }
    }
}
