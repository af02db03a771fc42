//! The index follows the database: all of it when it is first asked, then what changed.

use crate::feed::FeedId;
use crate::find::{IndexError, Shelf, Shelved};
use crate::store::{self, Changed};
use folkmoot_kernel::Id;
use folkmoot_store::{Conn, Error, Store};
use folkmoot_web::PageError;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;

/// Rows that are read at once.
const BATCH: u32 = 5_000;
/// Another process may have written: the database is asked this often at least.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// A change may be seen this much later than its number was made: a transaction of PostgreSQL was open so long. Unit: milliseconds.
const LATE_MS: i64 = 60_000;

/// Why nothing could be looked for.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error("looking was stopped")]
    Stopped(#[from] tokio::task::JoinError),
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<FindError> for PageError {
    fn from(err: FindError) -> Self {
        PageError::fault(err)
    }
}

/// The index of one database.
#[derive(Default)]
pub struct Following {
    shelf: OnceLock<Arc<Shelf>>,
    state: tokio::sync::Mutex<State>,
    filled: AtomicBool,
    /// The generation of the store that it was brought up to.
    generation: AtomicU64,
    looked: Mutex<Option<Instant>>,
}

/// How far the index has followed the database.
#[derive(Debug, Default)]
struct State {
    upto: i64,
    /// Changes of the last minute that are in the index.
    recent: BTreeSet<i64>,
    /// Feeds, with how often each was read.
    feeds: BTreeMap<FeedId, i64>,
}

impl fmt::Debug for Following {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Following").field("filled", &self.filled).finish_non_exhaustive()
    }
}

impl Following {
    /// The index, brought up to what the database says. What another process writes is found within half a second.
    pub async fn shelf(&self, store: &Store) -> Result<Arc<Shelf>, FindError> {
        let shelf = self.made()?;
        if !self.is_due(store.generation()) {
            return Ok(shelf);
        }
        // What was saved here must be found by whoever asks after: their page is kept until something else is saved.
        let behind = self.generation.load(Ordering::SeqCst) != store.generation();
        let mut state = if self.filled.load(Ordering::SeqCst) && !behind {
            match self.state.try_lock() {
                Ok(state) => state,
                Err(_) => return Ok(shelf),
            }
        } else {
            self.state.lock().await
        };
        // Whoever waited finds it done.
        if self.is_due(store.generation()) {
            let generation = store.generation();
            self.catch_up(&shelf, store, &mut state).await?;
            self.generation.store(generation, Ordering::SeqCst);
            *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
            self.filled.store(true, Ordering::SeqCst);
        }
        Ok(shelf)
    }

    fn made(&self) -> Result<Arc<Shelf>, IndexError> {
        if let Some(shelf) = self.shelf.get() {
            return Ok(Arc::clone(shelf));
        }
        let made = Arc::new(Shelf::empty()?);
        Ok(Arc::clone(self.shelf.get_or_init(|| made)))
    }

    fn is_due(&self, generation: u64) -> bool {
        let looked = *self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let long_ago = looked.is_none_or(|at| at.elapsed() >= LOOK_EVERY);
        long_ago || self.generation.load(Ordering::SeqCst) != generation
    }

    async fn catch_up(&self, shelf: &Arc<Shelf>, store: &Store, state: &mut State) -> Result<(), FindError> {
        let filled = self.filled.load(Ordering::SeqCst);
        let mut db = store.read().await?;
        let feeds = store::feed_versions(&mut db).await?;
        let (before, minute_ago) = (state.upto, Id::<()>::new(store.now().ms() - LATE_MS, 0).number());
        let mut took = false;
        loop {
            let some = store::changes_after(&mut db, state.upto, BATCH).await?;
            let count = some.len();
            took |= put(shelf, state, some).await?;
            if count < BATCH as usize {
                break;
            }
        }
        if filled {
            for late in store::change_numbers(&mut db, minute_ago, before).await? {
                if !state.recent.contains(&late) {
                    took |= put(shelf, state, store::change_numbered(&mut db, late).await?).await?;
                }
            }
            took |= take_feeds(shelf, &mut db, state, &feeds).await?;
        }
        state.feeds = feeds;
        state.recent = state.recent.split_off(&minute_ago);
        drop(db);
        if took || !filled {
            let shelf = Arc::clone(shelf);
            spawn_blocking(move || shelf.commit()).await??;
        }
        Ok(())
    }
}

/// Puts what is not there yet into the index; says whether anything was.
async fn put(shelf: &Arc<Shelf>, state: &mut State, some: Vec<Changed>) -> Result<bool, FindError> {
    let new: Vec<Changed> = some.into_iter().filter(|one| state.recent.insert(one.change)).collect();
    if new.is_empty() {
        return Ok(false);
    }
    state.upto = new.iter().map(|one| one.change).max().unwrap_or(0).max(state.upto);
    let shelved: Vec<Shelved> = new.into_iter().map(|one| one.shelved).collect();
    let shelf = Arc::clone(shelf);
    spawn_blocking(move || shelf.take(&shelved)).await??;
    Ok(true)
}

/// Reading a feed is one transaction that may be open for minutes: all of a feed that was read is looked at again.
async fn take_feeds(
    shelf: &Arc<Shelf>,
    db: &mut Conn,
    state: &mut State,
    feeds: &BTreeMap<FeedId, i64>,
) -> Result<bool, FindError> {
    let mut took = false;
    let read = feeds.iter().filter(|(feed, version)| state.feeds.get(feed) != Some(version));
    for feed in read.map(|(feed, _)| *feed).collect::<Vec<_>>() {
        let mut after = 0;
        loop {
            let some = store::changes_of_feed(db, feed, after, BATCH).await?;
            let Some(last) = some.last().map(|last| last.shelved.listing.id().number()) else { break };
            after = last;
            took |= put(shelf, state, some).await?;
        }
    }
    Ok(took)
}
