//! A write: begun, recorded, committed. A write that nobody recorded has no `commit`.

use crate::clock::Clock;
use crate::conn::{Conn, Kind};
use crate::error::Error;
use crate::history::{self, Event};
use crate::job;
use crate::postgres::CHANNEL;
use crate::query::sql;
use folkmoot_kernel::{Id, Permit, Timestamp};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A write that is not yet recorded: it can change rows and cannot be committed.
#[derive(Debug)]
#[must_use = "a write that is dropped is undone"]
pub struct Tx {
    conn: Conn,
    clock: Clock,
    generation: Arc<AtomicU64>,
    form: Option<String>,
    request: String,
}

/// A write whose event stands in history, in the same transaction.
#[derive(Debug)]
#[must_use = "a write that is not committed is undone"]
pub struct Recorded(Tx);

impl Tx {
    pub(crate) fn new(conn: Conn, clock: Clock, generation: Arc<AtomicU64>) -> Self {
        Self { conn, clock, generation, form: None, request: String::new() }
    }

    /// Names the request, and the key of the form that asked. A form that did its work before is answered
    /// [`Error::AlreadyDone`] with what it worked on, so that a second press of a button changes nothing.
    pub async fn asked_by(mut self, request: &str, form: Option<&str>) -> Result<Self, Error> {
        request.clone_into(&mut self.request);
        if let Some(key) = form {
            if let Some((kind, id)) = history::done_by(&mut self.conn, key).await? {
                return Err(Error::AlreadyDone { kind, id });
            }
            self.form = Some(key.to_owned());
        }
        Ok(self)
    }

    /// Writes who did what into history and consumes the permit that allowed it.
    pub async fn record(mut self, permit: Permit, event: Event) -> Result<Recorded, Error> {
        self.write_event(permit, event).await?;
        Ok(Recorded(self))
    }

    async fn write_event(&mut self, permit: Permit, event: Event) -> Result<(), Error> {
        let (seq, at, form) = (self.new_id(), self.now(), self.form.take());
        history::write(&mut self.conn, seq, at, &permit, event, &self.request, form).await
    }

    /// Puts work off until after the commit: a row in this transaction, done by whoever handles `kind`.
    pub async fn enqueue<P: serde::Serialize + Sync>(&mut self, kind: &'static str, payload: &P) -> Result<(), Error> {
        let (id, now) = (self.new_id(), self.now());
        job::enqueue(&mut self.conn, id, kind, serde_json::to_string(payload)?, now).await
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn new_id<K>(&self) -> Id<K> {
        self.clock.new_id()
    }

    /// Commits what needs no event of its own: sessions, codes, letters sent, jobs done, migrations.
    /// Only `store` and `web` may: their housekeeping is not an act of anybody. tidy's tests hold the list.
    pub async fn commit_housekeeping(self) -> Result<(), Error> {
        self.finish().await
    }

    async fn finish(mut self) -> Result<(), Error> {
        if !self.conn.is_sqlite() {
            sql("select pg_notify($1, '')").bind(CHANNEL).run(&mut self.conn).await?;
        }
        match self.conn.0 {
            Kind::SqliteWriter(guard) => guard.commit().await,
            Kind::PostgresWriter(tx) => {
                tx.commit().await?;
                self.generation.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }
            Kind::SqliteReader(_) | Kind::SqliteStill(_) | Kind::PostgresReader(_) => Ok(()),
        }
    }
}

impl Recorded {
    /// A second event of the same write, with a permit of its own.
    pub async fn also(mut self, permit: Permit, event: Event) -> Result<Self, Error> {
        self.0.write_event(permit, event).await?;
        Ok(self)
    }

    /// Returns when the write is safe: synced to the disk, with all that waited beside it.
    pub async fn commit(self) -> Result<(), Error> {
        self.0.finish().await
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}
impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
impl Deref for Recorded {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.0
    }
}
impl DerefMut for Recorded {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.0
    }
}
