//! What governance knows of a place, for the register's pages, as far as the public may see it.

use folkmoot_kernel::{Date, OrganisationId, PlaceId, Timestamp};
use folkmoot_register::wants::{BodyLine, News, NewsLine, PlaceNews};
use folkmoot_store::{Conn, Error};
use std::pin::Pin;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Bodies, decisions, promises and meetings of governance.
#[derive(Debug, Clone, Copy)]
pub struct GovernanceNews;

impl PlaceNews for GovernanceNews {
    fn bodies<'a>(&'a self, _: &'a mut Conn, _: PlaceId) -> Answer<'a, Vec<BodyLine>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn news<'a>(&'a self, _: &'a mut Conn, _: PlaceId, _: Timestamp) -> Answer<'a, News> {
        Box::pin(async { Ok(News::default()) })
    }

    fn promises_of<'a>(&'a self, _: &'a mut Conn, _: OrganisationId, _: Date) -> Answer<'a, Vec<NewsLine>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}
