//! Goes through what the index found: measures, counts, and keeps the best.

use super::choice::{ANYWHERE, Choice, PAUSED};
use super::document::{NO_OLDEST, day_number, unpacked, unsigned};
use super::sieve::Sieve;
use super::text::Understood;
use crate::fresh::FRESH_DAYS;
use crate::listing::ListingId;
use crate::need::Need;
use crate::session::Session;
use folkmoot_kernel::Date;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{BytesColumn, Column, ColumnValues};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// One listing that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub id: ListingId,
    /// How well, against the others of the same question.
    pub rank: u64,
    pub metres: Option<i64>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What was made of the words.
    pub understood: Understood,
    pub total: u64,
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many there are if one chooses this as well.
    pub needs: BTreeMap<Need, u64>,
    pub choices: BTreeMap<Choice, u64>,
}

/// What a question is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// The best so many, with counts for narrowing.
    Best(usize),
    /// All, by their ids; of each the venues that fit, where venues are asked for.
    All { venues: bool },
}

pub(super) struct Gather {
    pub sieve: Arc<Sieve>,
    pub goal: Goal,
    pub today: Date,
}

/// Rank, id (earlier ones first), and metres.
type Ranked = (u64, Reverse<u64>, Option<i64>);

/// What one part of the index gives.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub total: u64,
    pub best: BinaryHeap<Reverse<Ranked>>,
    pub needs: Vec<u64>,
    pub bits: Vec<u64>,
    /// Listing, and which of its venues.
    pub all: Vec<(u64, u32)>,
}

pub(super) struct Part {
    sieve: Arc<Sieve>,
    goal: Goal,
    today: u64,
    columns: Columns,
    known: RefCell<HashMap<u64, bool>>,
    gathered: Gathered,
}

/// Columns of one part of the index: opening one costs a moment, so that what no question is about stays shut.
struct Columns {
    id: One,
    needs: One,
    bits: One,
    checked: One,
    place: Option<One>,
    ages: Option<One>,
    changed: Option<One>,
    points: Option<Column<u64>>,
    when: Option<BytesColumn>,
}

type One = Arc<dyn ColumnValues<u64>>;

impl Columns {
    fn of(segment: &SegmentReader, sieve: &Sieve, goal: Goal) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let one = |name: &str| fast.column_first_or_default::<u64>(name);
        let one_if = |asked: bool, name: &str| asked.then(|| one(name)).transpose();
        let ages = sieve.age.is_some() || sieve.youngest_from.is_some() || sieve.oldest_until.is_some();
        let comes = sieve.circle.is_some_and(|circle| circle.comes_to.is_some());
        let points = sieve.circle.is_some() || sieve.here.is_some() || goal == Goal::All { venues: true };
        Ok(Self {
            id: one("id")?,
            needs: one("needs")?,
            bits: one("bits")?,
            checked: one("checked")?,
            place: one_if(comes, "place")?,
            ages: one_if(ages, "ages")?,
            changed: one_if(sieve.changed_from.is_some(), "changed")?,
            points: if points { fast.column_opt::<u64>("points")? } else { None },
            when: if sieve.sessions.is_some() { fast.bytes("when")? } else { None },
        })
    }

    fn points(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.points.iter().flat_map(move |points| points.values_for_doc(doc))
    }
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Part;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Part> {
        Ok(Part {
            sieve: Arc::clone(&self.sieve),
            goal: self.goal,
            today: day_number(self.today),
            columns: Columns::of(segment, &self.sieve, self.goal)?,
            known: RefCell::default(),
            gathered: Gathered { needs: vec![0; 64], bits: vec![0; 64], ..Gathered::default() },
        })
    }

    fn requires_scoring(&self) -> bool {
        matches!(self.goal, Goal::Best(_))
    }

    fn merge_fruits(&self, parts: Vec<Gathered>) -> tantivy::Result<Gathered> {
        let mut all = Gathered { needs: vec![0; 64], bits: vec![0; 64], ..Gathered::default() };
        for part in parts {
            all.total += part.total;
            all.all.extend(part.all);
            all.best.extend(part.best);
            for (sums, counts) in [(&mut all.needs, part.needs), (&mut all.bits, part.bits)] {
                sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for Part {
    type Fruit = Gathered;

    fn collect(&mut self, doc: DocId, score: Score) {
        let bits = self.columns.bits.get_val(doc);
        if !self.passes(doc, bits) {
            return;
        }
        match self.goal {
            Goal::Best(most) => self.keep(doc, bits, score, most),
            Goal::All { venues: false } => self.gathered.all.push((self.columns.id.get_val(doc), 0)),
            Goal::All { venues: true } => self.each_venue(doc),
        }
    }

    fn harvest(self) -> Gathered {
        self.gathered
    }
}

impl Part {
    fn passes(&self, doc: DocId, bits: u64) -> bool {
        let (sieve, columns) = (&self.sieve, &self.columns);
        bits & sieve.bits == sieve.bits
            && !(sieve.not_paused && bits & PAUSED != 0)
            && (sieve.needs == 0 || columns.needs.get_val(doc) & sieve.needs == sieve.needs)
            && self.passes_changed(doc)
            && self.passes_ages(doc)
            && self.passes_circle(doc, bits)
            && self.passes_sessions(doc)
    }

    fn passes_changed(&self, doc: DocId) -> bool {
        let (Some(from), Some(changed)) = (self.sieve.changed_from, &self.columns.changed) else { return true };
        changed.get_val(doc) >= unsigned(from.ms())
    }

    fn passes_ages(&self, doc: DocId) -> bool {
        let sieve = &self.sieve;
        let Some(ages) = &self.columns.ages else { return true };
        let ages = ages.get_val(doc);
        let (from, to) = (ages >> 8, ages & 0xff);
        sieve.age.is_none_or(|age| from <= u64::from(age) && u64::from(age) <= to)
            && sieve.youngest_from.is_none_or(|least| from >= u64::from(least))
            && sieve.oldest_until.is_none_or(|most| to != NO_OLDEST && to <= u64::from(most))
    }

    fn passes_circle(&self, doc: DocId, bits: u64) -> bool {
        let Some(circle) = self.sieve.circle else { return true };
        let place = self.columns.place.as_ref().filter(|_| bits & ANYWHERE != 0).map(|place| place.get_val(doc));
        let comes = circle.comes_to.is_some_and(|to| place == Some(unsigned(to.number())));
        let mut points = self.columns.points(doc).filter_map(unpacked);
        comes || points.any(|point| circle.here.metres_to(point) <= circle.metres)
    }

    /// Times that are alike are looked at once.
    fn passes_sessions(&self, doc: DocId) -> bool {
        let Some(fits) = &self.sieve.sessions else { return true };
        let Some(when) = &self.columns.when else { return false };
        let Some(nth) = when.ords().first(doc) else { return false };
        *self.known.borrow_mut().entry(nth).or_insert_with(|| {
            let mut text = Vec::new();
            let read = when.ord_to_bytes(nth, &mut text).unwrap_or(false);
            read && serde_json::from_slice::<Vec<Session>>(&text).is_ok_and(|sessions| fits(&sessions))
        })
    }

    fn keep(&mut self, doc: DocId, bits: u64, score: Score, most: usize) {
        let needs = self.columns.needs.get_val(doc);
        let gathered = &mut self.gathered;
        gathered.total += 1;
        count(needs, &mut gathered.needs);
        count(bits, &mut gathered.bits);
        let here = self.sieve.here;
        let points = self.columns.points(doc).filter_map(unpacked);
        let metres = here.and_then(|here| points.map(|point| here.metres_to(point)).min());
        let checked = self.columns.checked.get_val(doc);
        let rank = rank(score, metres, here.is_some(), self.today.saturating_sub(checked), bits & PAUSED != 0);
        let one = Reverse((rank, Reverse(self.columns.id.get_val(doc)), metres));
        if gathered.best.len() < most {
            gathered.best.push(one);
        } else if gathered.best.peek().is_some_and(|least| one < *least) {
            gathered.best.pop();
            gathered.best.push(one);
        }
    }

    fn each_venue(&mut self, doc: DocId) {
        let id = self.columns.id.get_val(doc);
        for (nth, point) in self.columns.points(doc).enumerate() {
            let near = |circle: super::sieve::Circle| {
                unpacked(point).is_some_and(|point| circle.here.metres_to(point) <= circle.metres)
            };
            if self.sieve.circle.is_none_or(near) {
                self.gathered.all.push((id, u32::try_from(nth).unwrap_or(u32::MAX)));
            }
        }
    }
}

fn count(mut bits: u64, counts: &mut [u64]) {
    while bits != 0 {
        counts[bits.trailing_zeros() as usize] += 1;
        bits &= bits - 1;
    }
}

/// Metres after which something counts half as near.
const HALF_AS_NEAR: u64 = 5_000;
/// Of a thousand: what is left of the rank of something that was not checked for three months, and of what is stopped for a while.
const STALE: u64 = 800;
const STOPPED: u64 = 500;
/// Of a thousand: what distance can take away at most.
const FAR: u64 = 700;

/// How well a listing fits: words first, then how near it is, then whether anybody checked it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score of the index is small and not below nothing"
)]
fn rank(score: Score, metres: Option<i64>, asked_where: bool, days: u64, paused: bool) -> u64 {
    let words = (score.max(0.0) * 10_000.0) as u64;
    let near = match metres {
        Some(metres) => (1_000 - FAR) + FAR * HALF_AS_NEAR / (HALF_AS_NEAR + unsigned(metres)),
        // It comes to people, or nobody said where it is.
        None if asked_where => 750,
        None => 1_000,
    };
    let fresh = if days <= unsigned(FRESH_DAYS) { 1_000 } else { STALE };
    let open = if paused { STOPPED } else { 1_000 };
    words * near / 1_000 * fresh / 1_000 * open / 1_000
}

impl Found {
    pub(super) fn of(gathered: Gathered, understood: Understood, most: usize) -> Self {
        let mut best: Vec<_> = gathered.best.into_iter().map(|Reverse(one)| one).collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        best.truncate(most);
        let hit = |(rank, Reverse(id), metres): Ranked| Hit {
            id: ListingId::from_number(i64::try_from(id).unwrap_or(0)),
            rank,
            metres,
        };
        let counted = |bit: u64, counts: &[u64]| counts[bit.trailing_zeros() as usize];
        let needs = Need::ALL.iter().map(|need| (*need, counted(super::choice::need_bit(*need), &gathered.needs)));
        let choices = Choice::all().map(|choice| (choice, counted(choice.bit(), &gathered.bits)));
        Self {
            understood,
            total: gathered.total,
            hits: best.into_iter().map(hit).collect(),
            needs: needs.filter(|(_, count)| *count > 0).collect(),
            choices: choices.filter(|(_, count)| *count > 0).collect(),
        }
    }
}
