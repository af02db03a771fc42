//! The index: in memory, made anew whenever the program starts. It holds nothing that the database does not.

use super::collect::{Found, Gather, Gathered, Goal};
use super::document::{Fields, Shelved, document, is_kept, schema, tokenizers, unsigned};
use super::sieve::{Key, Sieve, Text};
use super::text::{Understood, plain, query, understand_by};
use crate::listing::{Listing, ListingId, Tag};
use crate::oruk::v3;
use crate::uuid::Uuid;
use folkmoot_kernel::{Date, Timestamp};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::collector::{Count, TopDocs};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

/// Bytes that are gathered before a part of the index is closed.
const WRITER_BYTES: usize = 50_000_000;

/// Listings between two commits while many are put in: what was merged away is kept until one.
const COMMIT_EVERY: usize = 50_000;

/// Why nothing could be looked for.
#[derive(Debug, thiserror::Error)]
#[error("the index of listings failed")]
pub struct IndexError(#[from] tantivy::TantivyError);

/// The index of some listings.
pub struct Shelf {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    /// Terms of publishers' own lists that some listing had.
    tags: Mutex<BTreeMap<Uuid, Tag>>,
    /// Listings put in since the last commit.
    waiting: AtomicUsize,
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf").finish_non_exhaustive()
    }
}

impl Shelf {
    /// Without anything in it.
    pub fn empty() -> Result<Self, IndexError> {
        let (schema, fields) = schema();
        let index = Index::builder().schema(schema).tokenizers(tokenizers()).create_in_ram()?;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(WRITER_BYTES)
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { fields, reader, writer: Mutex::new(writer), tags: Mutex::default(), waiting: AtomicUsize::new(0) })
    }

    /// With these.
    pub fn of(all: impl IntoIterator<Item = Shelved>) -> Result<Self, IndexError> {
        let shelf = Shelf::empty()?;
        for shelved in all {
            shelf.take(std::slice::from_ref(&shelved))?;
        }
        shelf.commit()?;
        Ok(shelf)
    }

    /// Puts these in, in place of what was known of them. They are found after [`Shelf::commit`] at the latest.
    pub fn take(&self, some: &[Shelved]) -> Result<(), IndexError> {
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
        drop(writer);
        if self.waiting.fetch_add(some.len(), Ordering::SeqCst) + some.len() >= COMMIT_EVERY {
            self.commit()?;
        }
        Ok(())
    }

    fn note_tags(&self, listing: &Listing) {
        let mut tags = self.tags.lock().unwrap_or_else(PoisonError::into_inner);
        for tag in &listing.about().tags {
            tags.entry(v3::tag_id(tag)).or_insert_with(|| tag.clone());
        }
    }

    pub fn commit(&self) -> Result<(), IndexError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.store(0, Ordering::SeqCst);
        writer.commit()?;
        self.reader.reload()?;
        // What was merged into others is in memory until it is asked for.
        writer.garbage_collect_files().wait()?;
        Ok(())
    }

    /// The best so many, with how many there are in all and by each way to narrow them.
    pub fn find(&self, sieve: Sieve, most: usize, today: Date) -> Result<Found, IndexError> {
        let (gathered, understood) = self.gather(sieve, Goal::Best(most.max(1)), today)?;
        Ok(Found::of(gathered, understood, most))
    }

    /// All that fit, in the order of their ids; with `venues` each as often as a venue of it fits, and which.
    pub fn all(&self, sieve: Sieve, venues: bool) -> Result<Vec<(ListingId, usize)>, IndexError> {
        let today = Timestamp::from_ms(0).date();
        let mut all = self.gather(sieve, Goal::All { venues }, today)?.0.all;
        all.sort_unstable();
        let id = |id: u64| ListingId::from_number(i64::try_from(id).unwrap_or(0));
        Ok(all.into_iter().map(|(number, nth)| (id(number), nth as usize)).collect())
    }

    fn gather(&self, sieve: Sieve, goal: Goal, today: Date) -> Result<(Gathered, Understood), IndexError> {
        let searcher = self.reader.searcher();
        let understood = match &sieve.text {
            Text::Best(text) => understand_by(&searcher, &self.fields, text),
            _ => Understood::default(),
        };
        let query = query(&self.fields, &sieve, &understood);
        let gathered = searcher.search(&query, &Gather { sieve: Arc::new(sieve), goal, today })?;
        Ok((gathered, understood))
    }

    /// The best for words as they were typed, by the index library's own ranking: no needs, no mending, no weights. For comparison.
    pub fn plain(&self, text: &str, most: usize) -> Result<Vec<ListingId>, IndexError> {
        let searcher = self.reader.searcher();
        let query = plain(&self.fields, text);
        let best = searcher.search(&query, &TopDocs::with_limit(most).order_by_score())?;
        let mut ids = Vec::new();
        for (_, address) in best {
            let column = searcher.segment_reader(address.segment_ord).fast_fields().u64("id")?;
            let id = column.first(address.doc_id).and_then(|id| i64::try_from(id).ok());
            ids.extend(id.map(ListingId::from_number));
        }
        Ok(ids)
    }

    /// The same question asked of the index library alone: neither measured, counted nor ranked by us. For comparison.
    pub fn bare(&self, sieve: &Sieve, most: usize) -> Result<usize, IndexError> {
        let searcher = self.reader.searcher();
        let understood = match &sieve.text {
            Text::Best(text) => understand_by(&searcher, &self.fields, text),
            _ => Understood::default(),
        };
        let query = query(&self.fields, sieve, &understood);
        let (count, best) = searcher.search(&query, &(Count, TopDocs::with_limit(most).order_by_score()))?;
        Ok(count.max(best.len()))
    }

    /// Terms of publishers' own lists that some open listing has, by their ids.
    pub fn tags(&self) -> Result<Vec<Tag>, IndexError> {
        let known = self.tags.lock().unwrap_or_else(PoisonError::into_inner).clone();
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
    pub fn count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }
}
