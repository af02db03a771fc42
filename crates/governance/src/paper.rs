//! A paper of an agenda item: a file with its marking.

pub type PaperId = folkmoot_kernel::Id<Paper>;

/// A file for an agenda item.
#[derive(Debug)]
pub struct Paper;
