//! Other ways to sign in than a code: a capability provides them, the sign-in page shows them.

use crate::ctx::Ctx;
use folkmoot_kernel::PersonId;
use folkmoot_store::{Conn, Error};
use futures_util::future::BoxFuture;
use std::fmt::Debug;

/// A way in, as a link on the sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    pub words: String,
    pub href: String,
}

/// Provided by whoever has other ways in.
pub trait OtherWays: Send + Sync + Debug {
    /// The ways in, each coming out at `next`.
    fn doors<'a>(&'a self, ctx: &'a Ctx, next: &'a str) -> BoxFuture<'a, Result<Vec<Door>, Error>>;
    /// Where somebody goes who just signed in by a code: where they wanted, or past an offer of something better.
    fn after_code<'a>(&'a self, ctx: &'a Ctx, person: PersonId, next: String) -> BoxFuture<'a, Result<String, Error>>;
    /// Where people keep what they sign in with.
    fn keep(&self) -> Door;
}

/// Whether somebody was signed in here before, as far back as sessions are kept.
pub async fn has_signed_in(db: &mut Conn, person: PersonId) -> Result<bool, Error> {
    let own = super::store::sessions_of_any_age(db, person).await?;
    Ok(own > 0)
}

/// The address with where to go on afterwards.
pub fn with_next(path: &str, next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{path}?next={next}")
}

/// A path on this site, or our own page: never a link to elsewhere.
pub fn safe_next(next: Option<&str>) -> String {
    let fits = |path: &&str| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    next.filter(fits).map_or_else(|| "/mine".to_owned(), str::to_owned)
}

impl Ctx {
    /// Where this request says to go on afterwards: on this site only.
    pub fn asked_next(&self) -> String {
        let found = form_urlencoded::parse(self.query().as_bytes()).find(|(key, _)| key == "next");
        safe_next(found.as_ref().map(|(_, value)| value.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_sign_in_one_lands_on_this_site_only() {
        assert_eq!(safe_next(Some("/promises/1")), "/promises/1");
        for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", ""] {
            assert_eq!(safe_next(Some(elsewhere)), "/mine");
        }
        assert_eq!(safe_next(None), "/mine");
    }
}
