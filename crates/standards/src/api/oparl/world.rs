//! Where things are read from, and the addresses they have.

use super::object::{Kind, Object};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Date, Id, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, last_changes};
use folkmoot_web::Ctx;

#[derive(Debug)]
pub(super) struct World<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) db: &'a mut Conn,
    /// "https://oxmoor.example"
    pub(super) site: String,
    /// "https://oxmoor.example/oparl"
    pub(super) root: String,
}

impl<'a> World<'a> {
    pub(super) fn new(ctx: &'a Ctx, db: &'a mut Conn) -> Self {
        let site = ctx.site().url.clone();
        Self { ctx, db, root: format!("{site}/oparl"), site }
    }

    pub(super) fn today(&self) -> Date {
        self.ctx.now().date()
    }

    pub(super) fn list(&self, kind: Kind) -> String {
        format!("{}/{}", self.root, kind.path())
    }

    pub(super) fn at<K>(&self, kind: Kind, id: Id<K>) -> String {
        format!("{}/{}/{id}", self.root, kind.path())
    }

    pub(super) fn place(&self, id: PlaceId) -> String {
        format!("{}/bodies/{id}", self.root)
    }

    /// A page for people.
    pub(super) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// Begins a thing, with its day of making and of the last change that history knows under this word.
    pub(super) async fn begin<K>(&mut self, kind: Kind, history: &str, id: Id<K>) -> Result<Object, Error> {
        let changed = last_changes(self.db, history, &[id]).await?.get(&id.any()).copied();
        let object = Object::new(kind, self.at(kind, id));
        Ok(object.dated(id.made_at(), changed.unwrap_or_else(|| id.made_at())))
    }

    /// What was there and is not there for the public any more.
    pub(super) fn gone(&self, kind: Kind, id: Id<Anything>, modified: Timestamp) -> Object {
        Object::new(kind, self.at(kind, id)).dated(id.made_at(), modified).put("deleted", true)
    }
}
