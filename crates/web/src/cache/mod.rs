//! Public pages kept in memory, whole and packed, until something is saved.
//!
//! A page that is the same for everybody who is not signed in says so with [`SameForAll`]. It is kept under its path and
//! query, with the store's generation from *before* it was made: a save during the making spoils the page, not the cache.
//! Any save spoils all pages at once, which keeps the rule simple enough to trust: nobody ever reads what was true before
//! a save that was answered. [`PageCache::new`] also takes a greatest age, because some pages speak of today.

mod kept;

pub use crate::page::SameForAll;
pub(crate) use kept::KeptPage;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Pages of one generation of the store. Shared by all connections.
#[derive(Debug)]
pub struct PageCache {
    kept: RwLock<Kept>,
    bytes_max: usize,
    age_max: Duration,
}

/// A hash map because every hit looks here, and nobody walks it: the order of leaving is in `order`.
#[derive(Debug, Default)]
struct Kept {
    generation: u64,
    pages: HashMap<Arc<str>, (Arc<KeptPage>, Instant)>,
    order: VecDeque<Arc<str>>,
    bytes: usize,
}

/// One page may take this part of the cache at most, so that a large table does not push out everything else.
const PART_MAX: usize = 8;

impl PageCache {
    /// Keeps up to `bytes_max` bytes of pages, each for `age_max` at most.
    pub fn new(bytes_max: usize, age_max: Duration) -> Self {
        Self { kept: RwLock::default(), bytes_max, age_max }
    }

    pub(crate) fn find(&self, address: &str, generation: u64, now: Instant) -> Option<Arc<KeptPage>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            return None;
        }
        let (page, made) = kept.pages.get(address)?;
        (now.duration_since(*made) < self.age_max).then(|| Arc::clone(page))
    }

    /// Keeps a page that was made when the store was at `generation`.
    pub(crate) fn keep(&self, address: &str, generation: u64, page: &Arc<KeptPage>, now: Instant) {
        let size = page.bytes() + address.len();
        if size > self.bytes_max / PART_MAX {
            return;
        }
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.generation > generation {
            return;
        }
        if kept.generation < generation {
            *kept = Kept { generation, ..Kept::default() };
        }
        kept.remove(address);
        while kept.bytes + size > self.bytes_max {
            let Some(oldest) = kept.order.pop_front() else { break };
            kept.forget(&oldest);
        }
        kept.add(address, page, size, now);
    }
}

impl Kept {
    fn add(&mut self, address: &str, page: &Arc<KeptPage>, size: usize, now: Instant) {
        let address: Arc<str> = Arc::from(address);
        self.order.push_back(Arc::clone(&address));
        self.pages.insert(address, (Arc::clone(page), now));
        self.bytes += size;
    }

    /// Makes room for a newer form of the same page.
    fn remove(&mut self, address: &str) {
        if self.forget(address) {
            self.order.retain(|other| **other != *address);
        }
    }

    fn forget(&mut self, address: &str) -> bool {
        let Some((page, _)) = self.pages.remove(address) else { return false };
        self.bytes -= page.bytes() + address.len();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;
    use bytes::Bytes;

    fn page(size: usize) -> Arc<KeptPage> {
        Arc::new(KeptPage::new(HeaderMap::new(), Bytes::from(vec![b'a'; size]), "none"))
    }

    /// A cache with short words: everything happens at one moment.
    struct Still(PageCache, Instant);

    impl Still {
        fn keep(&self, address: &str, generation: u64, page: &Arc<KeptPage>) {
            self.0.keep(address, generation, page, self.1);
        }

        fn find(&self, address: &str, generation: u64) -> Option<Arc<KeptPage>> {
            self.0.find(address, generation, self.1)
        }
    }

    fn cache() -> Still {
        Still(PageCache::new(20_000, Duration::from_secs(60)), Instant::now())
    }

    #[test]
    fn a_page_is_found_until_something_is_saved() {
        let cache = cache();
        cache.keep("/places", 3, &page(100));

        assert!(cache.find("/places", 3).is_some());
        assert!(cache.find("/places?page=2", 3).is_none());
        assert!(cache.find("/places", 4).is_none());
    }

    #[test]
    fn a_page_made_before_a_save_is_not_kept_after_it() {
        let cache = cache();
        cache.keep("/new", 4, &page(100));
        cache.keep("/old", 3, &page(100));

        assert!(cache.find("/old", 3).is_none());
        assert!(cache.find("/old", 4).is_none());
        assert!(cache.find("/new", 4).is_some());
    }

    #[test]
    fn the_oldest_pages_make_room_and_the_count_of_bytes_stays_true() {
        let cache = cache();
        for n in 0..100 {
            cache.keep(&format!("/{n:03}"), 1, &page(600));
            cache.keep("/same", 1, &page(600));
        }

        assert!(cache.find("/000", 1).is_none());
        assert!(cache.find("/099", 1).is_some());
        let kept = cache.0.kept.read().unwrap();
        let true_bytes: usize = kept.pages.iter().map(|(address, (page, _))| page.bytes() + address.len()).sum();
        assert_eq!(kept.bytes, true_bytes);
        assert!(kept.bytes <= 20_000);
        assert_eq!(kept.order.len(), kept.pages.len());
    }

    #[test]
    fn a_page_larger_than_its_part_is_not_kept() {
        let cache = cache();
        cache.keep("/large", 1, &page(20_000));

        assert!(cache.find("/large", 1).is_none());
    }

    #[test]
    fn a_page_is_made_anew_after_its_greatest_age() {
        let cache = cache();
        cache.keep("/today", 1, &page(100));
        let after = |seconds: u64| cache.0.find("/today", 1, cache.1 + Duration::from_secs(seconds)).is_some();

        assert!(after(59));
        assert!(!after(60));
    }
}
