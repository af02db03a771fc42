//! The index: in memory, made from the database when it is first asked, and following it. It holds nothing that the database does not, and is
//! made anew whenever the program starts.

use super::collect::{Found, Gather, Goal};
use super::document::{Fields, Shelved, document, is_kept, schema, tokenizers, unsigned};
use super::sieve::{Key, Sieve, Text};
use super::text::{Understood, query, understand_by};
use crate::feed::FeedId;
use crate::listing::{Listing, ListingId, Tag};
use crate::oruk::v3;
use crate::store::{self, Changed};
use crate::uuid::Uuid;
use folkmoot_kernel::{Date, Id, Timestamp};
use folkmoot_store::{Conn, Error, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

/// Bytes that are gathered before a part of the index is closed.
const WRITER_BYTES: usize = 50_000_000;
/// Rows that are read at once.
const BATCH: u32 = 5_000;
/// Another process may have written: the database is asked this often at least.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// A change may be seen this much later than its number was made: a transaction of PostgreSQL was open so long. Unit: milliseconds.
const LATE_MS: i64 = 60_000;

/// Why nothing could be looked for.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error("the index of listings failed")]
    Index(#[from] tantivy::TantivyError),
    #[error("looking was stopped")]
    Stopped(#[from] tokio::task::JoinError),
    #[error(transparent)]
    Store(#[from] Error),
}

/// The index of one database.
#[derive(Default)]
pub struct Shelf {
    inner: OnceLock<Arc<Inner>>,
    following: tokio::sync::Mutex<Follow>,
    filled: AtomicBool,
    /// The generation of the store that it was brought up to.
    generation: AtomicU64,
    looked: Mutex<Option<Instant>>,
}

struct Inner {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    /// Terms of publishers' own lists that some listing had.
    tags: Mutex<BTreeMap<Uuid, Tag>>,
}

/// How far the index has followed the database.
#[derive(Debug, Default)]
struct Follow {
    upto: i64,
    /// Changes of the last minute that are in the index.
    recent: BTreeSet<i64>,
    /// Feeds, with how often each was read.
    feeds: BTreeMap<FeedId, i64>,
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf").field("filled", &self.filled).finish_non_exhaustive()
    }
}

impl Inner {
    fn new() -> tantivy::Result<Self> {
        let (schema, fields) = schema();
        let index = Index::builder().schema(schema).tokenizers(tokenizers()).create_in_ram()?;
        let writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { fields, reader, writer: Mutex::new(writer), tags: Mutex::default() })
    }

    fn take(&self, some: &[Shelved]) -> tantivy::Result<()> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        for shelved in some {
            let id = unsigned(shelved.listing.id().number());
            writer.delete_term(Term::from_field_u64(self.fields.id, id));
            if is_kept(&shelved.listing) {
                let made: TantivyDocument = document(&self.fields, shelved);
                writer.add_document(made)?;
                self.note_tags(&shelved.listing);
            }
        }
        Ok(())
    }

    fn note_tags(&self, listing: &Listing) {
        let mut tags = self.tags.lock().unwrap_or_else(PoisonError::into_inner);
        for tag in &listing.about().tags {
            tags.entry(v3::tag_id(tag)).or_insert_with(|| tag.clone());
        }
    }

    fn commit(&self) -> tantivy::Result<()> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).commit()?;
        self.reader.reload()
    }
}

impl Shelf {
    /// An index of these alone, which follows no database: for measuring.
    pub fn of(all: impl IntoIterator<Item = Shelved>) -> Result<Self, FindError> {
        let shelf = Shelf::default();
        let inner = shelf.inner()?;
        for shelved in all {
            inner.take(std::slice::from_ref(&shelved))?;
        }
        inner.commit()?;
        shelf.filled.store(true, Ordering::SeqCst);
        Ok(shelf)
    }

    fn inner(&self) -> tantivy::Result<Arc<Inner>> {
        if let Some(inner) = self.inner.get() {
            return Ok(Arc::clone(inner));
        }
        let made = Arc::new(Inner::new()?);
        Ok(Arc::clone(self.inner.get_or_init(|| made)))
    }

    /// Brings the index up to what the database says. Whoever asks while another does it has what there was a moment ago.
    pub async fn follow(&self, store: &Store) -> Result<(), FindError> {
        if !self.is_due(store.generation()) {
            return Ok(());
        }
        let mut follow = if self.filled.load(Ordering::SeqCst) {
            match self.following.try_lock() {
                Ok(follow) => follow,
                Err(_) => return Ok(()),
            }
        } else {
            self.following.lock().await
        };
        // Whoever waited for the first filling finds it done.
        if self.is_due(store.generation()) {
            let generation = store.generation();
            self.catch_up(store, &mut follow).await?;
            self.generation.store(generation, Ordering::SeqCst);
            *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
            self.filled.store(true, Ordering::SeqCst);
        }
        Ok(())
    }

    fn is_due(&self, generation: u64) -> bool {
        let looked = *self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let long_ago = looked.is_none_or(|at| at.elapsed() >= LOOK_EVERY);
        long_ago || self.generation.load(Ordering::SeqCst) != generation
    }

    async fn catch_up(&self, store: &Store, follow: &mut Follow) -> Result<(), FindError> {
        let (inner, filled) = (self.inner()?, self.filled.load(Ordering::SeqCst));
        let mut db = store.read().await?;
        let feeds = store::feed_versions(&mut db).await?;
        let (before, minute_ago) = (follow.upto, Id::<()>::new(store.now().ms() - LATE_MS, 0).number());
        let mut took = false;
        loop {
            let some = store::changes_after(&mut db, follow.upto, BATCH).await?;
            let count = some.len();
            took |= put(&inner, follow, some).await?;
            if count < BATCH as usize {
                break;
            }
        }
        if filled {
            for late in store::change_numbers(&mut db, minute_ago, before).await? {
                if !follow.recent.contains(&late) {
                    took |= put(&inner, follow, store::change_numbered(&mut db, late).await?).await?;
                }
            }
            took |= take_feeds(&inner, &mut db, follow, &feeds).await?;
        }
        follow.feeds = feeds;
        follow.recent = follow.recent.split_off(&minute_ago);
        drop(db);
        if took || !filled {
            tokio::task::spawn_blocking(move || inner.commit()).await??;
        }
        Ok(())
    }

    /// What is made of what somebody said.
    pub fn understand(&self, text: &str) -> Result<Understood, FindError> {
        let inner = self.inner()?;
        Ok(understand_by(&inner.reader.searcher(), &inner.fields, text))
    }

    /// The best so many, with how many there are in all and by each way to narrow them.
    pub fn find(&self, sieve: Sieve, most: usize, today: Date) -> Result<Found, FindError> {
        let gathered = self.gather(sieve, Goal::Best(most.max(1)), today)?;
        Ok(Found::of(gathered, most))
    }

    /// All that fit, in the order of their ids; with `venues` each as often as a venue of it fits, and which.
    pub fn all(&self, sieve: Sieve, venues: bool) -> Result<Vec<(ListingId, usize)>, FindError> {
        let today = Timestamp::from_ms(0).date();
        let mut all = self.gather(sieve, Goal::All { venues }, today)?.all;
        all.sort_unstable();
        let id = |id: u64| ListingId::from_number(i64::try_from(id).unwrap_or(0));
        Ok(all.into_iter().map(|(number, nth)| (id(number), nth as usize)).collect())
    }

    fn gather(&self, sieve: Sieve, goal: Goal, today: Date) -> Result<super::collect::Gathered, FindError> {
        let inner = self.inner()?;
        let searcher = inner.reader.searcher();
        let understood = match &sieve.text {
            Text::Best(text) => understand_by(&searcher, &inner.fields, text),
            _ => Understood::default(),
        };
        let query = query(&inner.fields, &sieve, &understood);
        Ok(searcher.search(&query, &Gather { sieve: Arc::new(sieve), goal, today })?)
    }

    /// Terms of publishers' own lists that some open listing has, by their ids.
    pub fn tags(&self) -> Result<Vec<Tag>, FindError> {
        let inner = self.inner()?;
        let known = inner.tags.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut had = Vec::new();
        for (id, tag) in known {
            let sieve = Sieve::default().and(vec![Key::Open]).and(vec![Key::Term(id)]);
            if !self.all(sieve, false)?.is_empty() {
                had.push(tag);
            }
        }
        Ok(had)
    }

    /// Listings in the index, those that are gone included.
    pub fn count(&self) -> Result<u64, FindError> {
        Ok(self.inner()?.reader.searcher().num_docs())
    }
}

/// Puts what is not there yet into the index; says whether anything was.
async fn put(inner: &Arc<Inner>, follow: &mut Follow, some: Vec<Changed>) -> Result<bool, FindError> {
    let new: Vec<Changed> = some.into_iter().filter(|one| follow.recent.insert(one.change)).collect();
    if new.is_empty() {
        return Ok(false);
    }
    follow.upto = new.iter().map(|one| one.change).max().unwrap_or(0).max(follow.upto);
    let shelved: Vec<Shelved> = new.into_iter().map(|one| one.shelved).collect();
    let inner = Arc::clone(inner);
    tokio::task::spawn_blocking(move || inner.take(&shelved)).await??;
    Ok(true)
}

/// Reading a feed is one transaction that may be open for minutes: all of a feed that was read is looked at again.
async fn take_feeds(
    inner: &Arc<Inner>,
    db: &mut Conn,
    follow: &mut Follow,
    feeds: &BTreeMap<FeedId, i64>,
) -> Result<bool, FindError> {
    let mut took = false;
    let read = feeds.iter().filter(|(feed, version)| follow.feeds.get(feed) != Some(version));
    for feed in read.map(|(feed, _)| *feed).collect::<Vec<_>>() {
        let mut after = 0;
        loop {
            let some = store::changes_of_feed(db, feed, after, BATCH).await?;
            let Some(last) = some.last().map(|last| last.shelved.listing.id().number()) else { break };
            after = last;
            took |= put(inner, follow, some).await?;
        }
    }
    Ok(took)
}
