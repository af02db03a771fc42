//! What went from body to body in a year, and which bodies sleep.

use folkmoot_kernel::{BodyId, Date};
use std::collections::BTreeMap;

/// How long after its last meeting, with none called, a body sleeps. Unit: days. Half a year: ours, no standard gives one.
pub const SLEEPS_AFTER: i64 = 183;

/// What went from one body to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Went {
    pub from: BodyId,
    pub to: BodyId,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A paper, on its way through several bodies.
    Paper,
    /// A decision that was put again elsewhere.
    Again,
}

/// One edge of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    pub from: BodyId,
    pub to: BodyId,
    pub papers: u32,
    pub again: u32,
}

impl Edge {
    pub const fn all(&self) -> u32 {
        self.papers + self.again
    }
}

/// A body's year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Year {
    pub met: i64,
    pub decided: i64,
    pub last: Option<Date>,
    pub next: Option<Date>,
}

impl Year {
    pub fn sleeps(&self, today: Date) -> bool {
        self.next.is_none() && self.last.is_none_or(|last| last.plus_days(SLEEPS_AFTER) < today)
    }
}

/// Edges, the busiest first. What stays in a body is no traffic.
pub fn edges(went: &[Went]) -> Vec<Edge> {
    let mut counted: BTreeMap<(BodyId, BodyId), (u32, u32)> = BTreeMap::new();
    for one in went.iter().filter(|one| one.from != one.to) {
        let (papers, again) = counted.entry((one.from, one.to)).or_default();
        match one.what {
            What::Paper => *papers += 1,
            What::Again => *again += 1,
        }
    }
    let edge = |((from, to), (papers, again))| Edge { from, to, papers, again };
    let mut edges: Vec<Edge> = counted.into_iter().map(edge).collect();
    edges.sort_by_key(|edge| (std::cmp::Reverse(edge.all()), edge.from, edge.to));
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn went(from: i64, to: i64, what: What) -> Went {
        Went { from: Id::from_number(from), to: Id::from_number(to), what }
    }

    #[test]
    fn edges_are_counted_each_way_and_by_what_went() {
        let all = [
            went(1, 2, What::Paper),
            went(2, 1, What::Again),
            went(1, 2, What::Again),
            went(3, 3, What::Again),
            went(1, 2, What::Paper),
        ];

        let edges = edges(&all);

        assert_eq!(edges.iter().map(|edge| (edge.papers, edge.again)).collect::<Vec<_>>(), [(2, 1), (0, 1)]);
    }

    #[test]
    fn a_body_sleeps_half_a_year_after_it_met_unless_it_will() {
        let today: Date = "2026-09-02".parse().unwrap();
        let year = |last: Option<&str>, next: Option<&str>| Year {
            last: last.map(|day| day.parse().unwrap()),
            next: next.map(|day| day.parse().unwrap()),
            ..Year::default()
        };

        assert!(!year(Some("2026-03-03"), None).sleeps(today));
        assert!(year(Some("2026-03-02"), None).sleeps(today));
        assert!(!year(Some("2020-01-01"), Some("2026-10-01")).sleeps(today));
        assert!(year(None, None).sleeps(today));
    }
}
