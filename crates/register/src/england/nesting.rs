//! How larger areas lie in one another, by the residents of the small areas they share.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Millionths: the whole.
pub(crate) const WHOLE: i64 = 1_000_000;

/// A small area: its residents, and the larger area of each kind that it lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SmallArea {
    pub(crate) residents: i64,
    pub(crate) parents: BTreeMap<&'static str, Arc<str>>,
}

/// What the small areas add up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Nesting {
    /// Residents by code of a larger area.
    pub(crate) residents: BTreeMap<String, i64>,
    pub(crate) links: Links,
}

/// Share of the child's residents who live in the parent, in millionths, by (child, kind of the parent, parent).
pub(crate) type Links = BTreeMap<Link, i64>;
/// Child, kind of the parent, parent. Codes stand in many links, so they are shared.
pub(crate) type Link = (Arc<str>, &'static str, Arc<str>);

/// Which kinds are asked about which: a parent is never finer than its child. The board of a sub-ICB location stands in
/// its own list.
const PAIRS: [(&str, &[&str]); 5] = [
    ("msoa", &["ltla", "utla", "icb"]),
    ("ltla", &["utla", "sicbl", "icb", "region"]),
    ("utla", &["sicbl", "icb", "region"]),
    ("sicbl", &["region"]),
    ("icb", &["region"]),
];

/// The parents of each small area, out of their links. A link of less than the whole says no more than "mostly".
pub(crate) fn parents_of(links: &Links) -> BTreeMap<&str, BTreeMap<&'static str, Arc<str>>> {
    let mut parents: BTreeMap<&str, BTreeMap<&'static str, Arc<str>>> = BTreeMap::new();
    for (small, kind, parent) in links.keys() {
        parents.entry(small).or_default().insert(kind, Arc::clone(parent));
    }
    parents
}

/// Adds up residents, and for each pair of kinds the residents that a child shares with a parent.
pub(crate) fn nest(small: &[SmallArea]) -> Nesting {
    let mut residents: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
    let mut shared: BTreeMap<(&str, &'static str, &str), i64> = BTreeMap::new();
    for area in small {
        for (child_kind, parent_kinds) in PAIRS {
            let Some(child) = area.parents.get(child_kind) else { continue };
            // A unitary council was counted as its own lower tier.
            if child_kind == "utla" && area.parents.get("ltla") == Some(child) {
                continue;
            }
            for &kind in parent_kinds {
                if let Some(parent) = area.parents.get(kind).filter(|parent| *parent != child) {
                    *shared.entry((child, kind, parent)).or_default() += area.residents;
                }
            }
        }
        for (kind, code) in &area.parents {
            *residents.entry(kind).or_default().entry(code).or_default() += area.residents;
        }
    }
    let residents: BTreeMap<String, i64> =
        residents.into_values().flatten().map(|(code, residents)| (code.to_owned(), residents)).collect();
    let links = shared.into_iter().filter_map(|(link, shared)| share_of(link, shared, &residents)).collect();
    Nesting { residents, links }
}

/// Half a millionth goes up, so shares of one child may miss the whole by a few millionths.
fn share_of(
    (child, kind, parent): (&str, &'static str, &str),
    shared: i64,
    residents: &BTreeMap<String, i64>,
) -> Option<(Link, i64)> {
    let all = residents.get(child).copied().filter(|all| *all > 0)?;
    let share = (shared * WHOLE + all / 2) / all;
    Some(((child.into(), kind, parent.into()), share.min(WHOLE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(residents: i64, parents: &[(&'static str, &str)]) -> SmallArea {
        let parents = parents.iter().map(|(kind, code)| (*kind, Arc::from(*code))).collect();
        SmallArea { residents, parents }
    }

    fn link(nesting: &Nesting, child: &str, kind: &'static str, parent: &str) -> Option<i64> {
        nesting.links.get(&(child.into(), kind, parent.into())).copied()
    }

    #[test]
    fn a_county_that_straddles_two_boards_is_shared_by_its_residents() {
        let nesting = nest(&[
            small(300, &[("ltla", "D1"), ("utla", "C1"), ("icb", "B1")]),
            small(100, &[("ltla", "D1"), ("utla", "C1"), ("icb", "B2")]),
            small(400, &[("ltla", "D2"), ("utla", "C1"), ("icb", "B1")]),
        ]);

        assert_eq!(nesting.residents["C1"], 800);
        assert_eq!(link(&nesting, "C1", "icb", "B1"), Some(875_000));
        assert_eq!(link(&nesting, "C1", "icb", "B2"), Some(125_000));
        assert_eq!(link(&nesting, "D1", "icb", "B2"), Some(250_000));
        assert_eq!(link(&nesting, "D2", "utla", "C1"), Some(WHOLE));
    }

    #[test]
    fn a_unitary_council_is_no_parent_of_itself_and_is_counted_once() {
        let nesting = nest(&[
            small(50, &[("ltla", "U1"), ("utla", "U1"), ("icb", "B1")]),
            small(150, &[("ltla", "U1"), ("utla", "U1"), ("icb", "B2")]),
        ]);

        assert_eq!(link(&nesting, "U1", "utla", "U1"), None);
        assert_eq!(link(&nesting, "U1", "icb", "B1"), Some(250_000));
        assert_eq!(nesting.residents["U1"], 200);
    }

    #[test]
    fn an_area_where_nobody_lives_has_no_shares() {
        let nesting = nest(&[small(0, &[("ltla", "D1"), ("icb", "B1")])]);

        assert!(nesting.links.is_empty());
    }
}
