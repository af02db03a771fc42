//! The tree over the entries of a log (RFC 6962, sources.md#rfc-6962), in tiles of 256 hashes as C2SP tlog-tiles lays them out
//! (sources.md#tlog-tiles). Pure: tiles are read and saved by others.

use crate::commitment::Commitment;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use tlog_tiles::tlog::{Error, HASH_SIZE, Hash, HashReader};
use tlog_tiles::{Tile, tlog};

/// Hashes in a whole tile.
pub const WIDTH: u64 = 256;
/// Levels of the tree in one tile.
const HEIGHT: u8 = 8;
/// Levels of tiles that a tree of any size can have.
const LEVELS: u8 = 8;

/// Where a tile is: its level, and which one of that level, from 0.
pub type At = (u8, u64);

/// Tiles in memory: as many as the question at hand needs.
#[derive(Debug, Clone, Default)]
pub struct Tiles {
    all: BTreeMap<At, Vec<u8>>,
    changed: BTreeSet<At>,
}

/// Notes which hashes are asked for and answers nothing of use: so it is known what to read before anything is read.
#[derive(Debug, Default)]
struct Asked(RefCell<Vec<u64>>);

impl HashReader for Asked {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        self.0.borrow_mut().extend(indexes);
        Ok(vec![Hash([0; HASH_SIZE]); indexes.len()])
    }
}

impl Asked {
    fn tiles(&self) -> Vec<At> {
        let at = |index: &u64| {
            let tile = Tile::from_index(HEIGHT, *index);
            (tile.level(), tile.level_index())
        };
        let all: BTreeSet<At> = self.0.borrow().iter().map(at).collect();
        all.into_iter().collect()
    }
}

impl HashReader for Tiles {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        indexes.iter().map(|index| self.hash(*index)).collect()
    }
}

impl Tiles {
    /// Tiles as they were saved: where each is, and its hashes one behind the other.
    pub fn of(saved: impl IntoIterator<Item = (At, Vec<u8>)>) -> Self {
        Self { all: saved.into_iter().collect(), changed: BTreeSet::new() }
    }

    fn hash(&self, index: u64) -> Result<Hash, Error> {
        let tile = Tile::from_index(HEIGHT, index);
        let data = self.all.get(&(tile.level(), tile.level_index())).ok_or(Error::InvalidTile)?;
        tile.hash_at_index(data, index)
    }

    /// Appends an entry to a tree of `size` entries whose [`edge`] is here.
    ///
    /// # Errors
    ///
    /// When a tile of the edge is missing or too short.
    pub fn append(&mut self, size: u64, commitment: &Commitment) -> Result<(), Error> {
        let leaf = tlog::record_hash(commitment.bytes());
        let hashes = tlog::stored_hashes_for_record_hash(size, leaf, self)?;
        for (level, hash) in (0_u8..).step_by(usize::from(HEIGHT)).zip(hashes.iter().step_by(usize::from(HEIGHT))) {
            let at = (level / HEIGHT, (size >> level) / WIDTH);
            self.all.entry(at).or_default().extend_from_slice(&hash.0);
            self.changed.insert(at);
        }
        Ok(())
    }

    /// Tiles that entries were appended to since they were read.
    pub fn changed(&self) -> impl Iterator<Item = (At, &[u8])> {
        self.changed.iter().filter_map(|at| Some((*at, self.all.get(at)?.as_slice())))
    }

    pub fn root(&self, size: u64) -> Result<Hash, Error> {
        tlog::tree_hash(size, self)
    }

    /// That entry `index` stands in the tree of `size` entries: the hashes from its neighbour up to below the root.
    pub fn inclusion(&self, size: u64, index: u64) -> Result<Vec<Hash>, Error> {
        tlog::prove_record(size, index, self)
    }

    /// That the tree of `size` entries begins with the tree of `before` entries.
    pub fn consistency(&self, size: u64, before: u64) -> Result<Vec<Hash>, Error> {
        tlog::prove_tree(size, before, self)
    }
}

/// Tiles that appending to a tree of this size, or its root, needs.
pub fn edge(size: u64) -> Vec<At> {
    (0..LEVELS)
        .map(|level| (level, size >> (HEIGHT * level)))
        .filter(|(_, count)| count % WIDTH > 0)
        .map(tile_of)
        .collect()
}

const fn tile_of((level, count): (u8, u64)) -> At {
    (level, count / WIDTH)
}

/// Tiles that the proof of an entry needs.
pub fn for_inclusion(size: u64, index: u64) -> Vec<At> {
    let asked = Asked::default();
    let _nothing = tlog::prove_record(size, index, &asked);
    asked.tiles()
}

/// Tiles that the proof of growth needs.
pub fn for_consistency(size: u64, before: u64) -> Vec<At> {
    let asked = Asked::default();
    let _nothing = tlog::prove_tree(size, before, &asked);
    asked.tiles()
}

/// Where the tile at an address like "0/x001/234.p/7" is, and how many hashes it has there; `None` for what is no such address.
/// Read here and not by the library, which panics on a width of nought.
pub fn read_path(path: &str) -> Option<(At, usize)> {
    let (level, rest) = path.split_once('/')?;
    let level: u8 = plain(level)?;
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, plain(width).filter(|width| (1..WIDTH).contains(width))?),
        None => (rest, WIDTH),
    };
    let (before, last) = number.rsplit_once('/').map_or((None, number), |(before, last)| (Some(before), last));
    let before = before.into_iter().flat_map(|before| before.split('/')).map(|part| part.strip_prefix('x'));
    let mut index = 0_u64;
    for (at, part) in before.chain([Some(last)]).enumerate() {
        let part = part.filter(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        if at == 0 && part == "000" && last != number {
            return None;
        }
        index = index.checked_mul(1_000)?.checked_add(part.parse().ok()?)?;
    }
    (level < LEVELS).then_some(((level, index), usize::try_from(width).ok()?))
}

/// A whole number without a sign or noughts before it.
fn plain<T: std::str::FromStr>(text: &str) -> Option<T> {
    let good = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
    good.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn commitment(number: u64) -> Commitment {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&number.to_be_bytes());
        Commitment::read(&bytes).unwrap()
    }

    fn grown(tiles: &mut Tiles, from: u64, to: u64) {
        for number in from..to {
            tiles.append(number, &commitment(number)).unwrap();
        }
    }

    fn only(tiles: &Tiles, at: &[At]) -> Tiles {
        Tiles::of(at.iter().filter_map(|at| Some((*at, tiles.all.get(at)?.clone()))))
    }

    #[test]
    fn the_tree_of_nothing_is_the_hash_of_nothing() {
        assert_eq!(Tiles::default().root(0).unwrap(), tlog::EMPTY_HASH);
    }

    #[test]
    fn tiles_are_laid_out_as_the_standard_has_them() {
        let mut tiles = Tiles::default();
        grown(&mut tiles, 0, 70_000);

        // The standard's own example.
        let widths = |level| -> Vec<u64> {
            let of = tiles.all.iter().filter(|((at, _), _)| *at == level);
            of.map(|(_, data)| data.len() as u64 / 32).collect()
        };
        assert_eq!(widths(0).len(), 274);
        assert_eq!(widths(0).iter().filter(|width| **width == WIDTH).count(), 273);
        assert_eq!(widths(0).last(), Some(&112));
        assert_eq!(widths(1), [256, 17]);
        assert_eq!(widths(2), [1]);
    }

    #[test]
    fn addresses_of_tiles_are_read_and_others_refused() {
        assert_eq!(read_path("0/000"), Some(((0, 0), 256)));
        assert_eq!(read_path("1/x001/x234/067.p/12"), Some(((1, 1_234_067), 12)));
        for wrong in [
            "",
            "0",
            "0/0",
            "64/000",
            "0/000.p/256",
            "0/000.p/0",
            "0/../000",
            "-1/000",
            "data/000",
            "0/000.p/012",
            "0/x000/001",
            "0/001/002",
            "00/000",
            "0/000/",
            "0/+01",
            "0/000.p/",
            "0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert_eq!(read_path(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
        #[test]
        fn any_entry_and_any_growth_is_proved_from_the_tiles_that_are_named(before in 0u64..700, more in 1u64..700, which in 0u64..1_400) {
            let size = before + more;
            let mut tiles = Tiles::default();
            grown(&mut tiles, 0, before);
            let old = tiles.root(before).unwrap();
            // As it is after a restart: only the edge was read.
            let mut read = only(&tiles, &edge(before));
            grown(&mut read, before, size);
            grown(&mut tiles, before, size);
            let root = tiles.root(size).unwrap();
            prop_assert_eq!(only(&read, &edge(size)).root(size).unwrap(), root);

            let index = which % size;
            let proof = only(&tiles, &for_inclusion(size, index)).inclusion(size, index).unwrap();
            let leaf = tlog::record_hash(commitment(index).bytes());
            prop_assert!(tlog::check_record(&proof, size, root, index, leaf).is_ok());
            prop_assert!(tlog::check_record(&proof, size, root, index, tlog::record_hash(b"another")).is_err());

            if before > 0 {
                let proof = only(&tiles, &for_consistency(size, before)).consistency(size, before).unwrap();
                prop_assert!(tlog::check_tree(&proof, size, root, before, old).is_ok());
                prop_assert!(tlog::check_tree(&proof, size, root, before, root).is_err() || root == old);
            }
        }
    }
}
