//! Bodies in reading order: each followed by those below it.

use super::TreeNode;
use std::collections::{BTreeMap, BTreeSet};

/// A body in its place. `parent` is the index of the row above it in the same list.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub(super) node: &'a TreeNode,
    pub(super) depth: usize,
    pub(super) parent: Option<usize>,
}

/// Every node exactly once, whatever its `above` says: missing, itself, or a circle.
pub(super) fn in_order(nodes: &[TreeNode]) -> Vec<Placed<'_>> {
    let keys: BTreeSet<i64> = nodes.iter().map(|node| node.key).collect();
    let mut below: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    let mut tops: Vec<usize> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node.above {
            Some(above) if above != node.key && keys.contains(&above) => below.entry(above).or_default().push(at),
            _ => tops.push(at),
        }
    }
    let mut walk = Walk { nodes, below, seen: vec![false; nodes.len()], placed: Vec::with_capacity(nodes.len()) };
    for start in tops.into_iter().chain(0..nodes.len()) {
        walk.from(start);
    }
    walk.placed
}

struct Walk<'a> {
    nodes: &'a [TreeNode],
    below: BTreeMap<i64, Vec<usize>>,
    seen: Vec<bool>,
    placed: Vec<Placed<'a>>,
}

impl Walk<'_> {
    /// Places a node and all below it, without recursion: a tree may be as deep as it is long.
    fn from(&mut self, start: usize) {
        let mut waiting = vec![(start, 0, None)];
        while let Some((at, depth, parent)) = waiting.pop() {
            if std::mem::replace(&mut self.seen[at], true) {
                continue;
            }
            let here = self.placed.len();
            let node = &self.nodes[at];
            self.placed.push(Placed { node, depth, parent });
            // Taken, not read: two bodies with one key do not both get its children.
            for child in self.below.remove(&node.key).unwrap_or_default().into_iter().rev() {
                waiting.push((child, depth + 1, Some(here)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn placed(nodes: &[TreeNode]) -> Vec<(String, usize)> {
        in_order(nodes).iter().map(|row| (row.node.label.clone(), row.depth)).collect()
    }

    fn node(key: i64, above: Option<i64>) -> TreeNode {
        TreeNode::new(key, above, format!("b{key}"))
    }

    #[test]
    fn each_body_is_followed_by_those_below_it() {
        let nodes = [node(3, Some(2)), node(1, None), node(2, Some(1)), node(4, Some(1))];

        let rows = placed(&nodes);

        assert_eq!(rows, [("b1".into(), 0), ("b2".into(), 1), ("b3".into(), 2), ("b4".into(), 1)]);
    }

    #[test]
    fn a_circle_and_an_unknown_body_above_are_cut_not_lost() {
        let nodes = [node(1, Some(2)), node(2, Some(1)), node(3, Some(99)), node(4, Some(4))];

        let rows = placed(&nodes);

        assert_eq!(rows, [("b3".into(), 0), ("b4".into(), 0), ("b1".into(), 0), ("b2".into(), 1)]);
    }

    proptest! {
        #[test]
        fn every_body_is_placed_once_below_an_earlier_one(links in prop::collection::vec((0i64..12, prop::option::of(0i64..14)), 0..30)) {
            let nodes: Vec<TreeNode> = links.iter().map(|(key, above)| node(*key, *above)).collect();

            let rows = in_order(&nodes);

            prop_assert_eq!(rows.len(), nodes.len());
            for (at, row) in rows.iter().enumerate() {
                let above_depth = row.parent.map(|parent| rows[parent].depth + 1);
                prop_assert!(row.parent.is_none_or(|parent| parent < at));
                prop_assert_eq!(above_depth.unwrap_or(0), row.depth);
            }
        }
    }
}
