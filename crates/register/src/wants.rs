//! What the register's pages want to show and other capabilities know. The application provides it (`app/src/joins`); an
//! installation without it shows the page without those parts.

use folkmoot_kernel::{BodyId, Date, OrganisationId, PlaceId, SeatId, Timestamp};
use folkmoot_store::{Conn, Error};
use futures_util::future::BoxFuture;

/// A body of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLine {
    pub id: BodyId,
    pub name: String,
    /// "Place board", "Delivery group".
    pub kind: String,
    pub href: String,
}

/// Lines under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsGroup {
    pub heading: String,
    pub lines: Vec<NewsLine>,
}

/// One line of news with its page: a decision, a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsLine {
    pub words: String,
    pub href: String,
    /// Small words beside it: "Agreed, 3 March 2026".
    pub note: String,
}

/// How many there are in a state: "kept", 12.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub words: String,
    pub count: i64,
    pub href: String,
}

/// When a place, or one of its bodies, meets next in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextMeeting {
    pub words: String,
    pub href: String,
    pub at: Timestamp,
    pub venue: String,
}

/// What became of a place lately.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// What the place works on now, by number: the words and the plain sentence.
    pub priorities: Vec<NewsLine>,
    pub priorities_href: String,
    /// Where all bodies are, as a tree.
    pub bodies_href: String,
    /// Latest first; a handful.
    pub decisions: Vec<NewsLine>,
    /// Where all decisions are.
    pub decisions_href: String,
    /// Promises by state. Empty while the partners see them first.
    pub promises: Vec<Count>,
    pub promises_href: String,
    pub next_meeting: Option<NextMeeting>,
    /// Where help is listed, and where somebody lists what they do; what is there in a sentence.
    pub help: Option<NewsLine>,
    /// More pages about how this place works, each with what stands there.
    pub pages: Vec<NewsGroup>,
}

/// Bodies, decisions, promises and meetings of a place, as far as the public may see them.
pub trait PlaceNews: Send + Sync + std::fmt::Debug {
    /// Open bodies, in the order of their tree.
    fn bodies<'a>(&'a self, db: &'a mut Conn, place: PlaceId) -> BoxFuture<'a, Result<Vec<BodyLine>, Error>>;
    fn news<'a>(&'a self, db: &'a mut Conn, place: PlaceId, now: Timestamp) -> BoxFuture<'a, Result<News, Error>>;
    /// Where what hangs on a seat is shown to whoever takes it over.
    fn handover_href(&self, seat: SeatId) -> String;
    /// What an organisation promised, as far as the public sees it: open ones first, a handful.
    fn promises_of<'a>(
        &'a self,
        db: &'a mut Conn,
        organisation: OrganisationId,
        today: Date,
    ) -> BoxFuture<'a, Result<Vec<NewsLine>, Error>>;
}
