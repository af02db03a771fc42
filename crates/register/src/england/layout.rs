//! What every layout of a table has: the columns it needs, the tables it fills, and how a line becomes rows.

use super::layouts::councils::Council;
use super::layouts::postcodes::OnList;
use super::nesting::Links;
use super::sheet::{Fault, Heading, Line, fault};
use folkmoot_store::{Bind, Bulk, Clock, Value};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tokio::sync::mpsc;

pub(crate) trait Layout: Send + 'static {
    fn heading(&self) -> Heading {
        Heading::Named
    }

    fn columns(&self) -> &'static [&'static str];

    /// The tables it fills, in the order in which their rows must be there.
    fn tables(&self) -> Vec<Bulk>;

    /// Reads a line whole before it puts any row, so that a broken line leaves nothing behind.
    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault>;

    /// After the last line: what could only be told from all of them.
    fn end(&mut self, out: &mut Rows) {
        let _ = out;
    }

    /// Whether [`Known`] is out of date after it.
    fn teaches(&self) -> bool {
        false
    }

    /// Which areas lie in which, as the whole file tells it: these replace what earlier files said of the same kinds.
    fn links(&mut self) -> Option<Nested> {
        None
    }

    /// The postcodes on the list, so that those which are gone can be marked.
    fn postcodes(&self) -> Option<&OnList> {
        None
    }
}

/// Links from children of these kinds to parents of these kinds. Links to other kinds are not kept in the register.
#[derive(Debug)]
pub(crate) struct Nested {
    pub(crate) children: &'static [&'static str],
    pub(crate) parents: &'static [&'static str],
    pub(crate) links: Links,
}

/// Rows on their way to the tables of a layout, given away when they fill a statement.
#[derive(Debug)]
pub(crate) struct Rows {
    tables: Vec<Vec<Value>>,
    /// Values that fill a statement, for each table.
    full: Vec<usize>,
    to: mpsc::Sender<Chunk>,
}

/// Rows of one table: which, and their values one after the other.
pub(crate) type Chunk = (usize, Vec<Value>);

impl Rows {
    pub(crate) fn of(tables: &[Bulk], to: mpsc::Sender<Chunk>) -> Self {
        let full: Vec<usize> = tables.iter().map(Bulk::full).collect();
        Self { tables: full.iter().map(|&full| Vec::with_capacity(full)).collect(), full, to }
    }

    /// One row for the `table`th table, its values in the order of that table's columns.
    pub(crate) fn put<const N: usize>(&mut self, table: usize, row: [Value; N]) {
        self.tables[table].extend(row);
        if self.tables[table].len() >= self.full[table] {
            self.give(table);
        }
    }

    /// What is left.
    pub(crate) fn give_all(&mut self) {
        if let Some(last) = self.tables.len().checked_sub(1) {
            self.give(last);
        }
    }

    /// Gives away the rows of a table, and before them those of the tables it may refer to. Nobody takes them any more when
    /// the database has failed: then the rest of the file is read for nothing.
    fn give(&mut self, table: usize) {
        for at in 0..=table {
            if !self.tables[at].is_empty() {
                let rows = std::mem::replace(&mut self.tables[at], Vec::with_capacity(self.full[at]));
                let _ = self.to.blocking_send((at, rows));
            }
        }
    }
}

/// A value of a row.
pub(crate) fn v(value: impl Bind) -> Value {
    value.value()
}

/// What the register knows before a file is read.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) clock: Clock,
    pub(crate) small_areas: HashSet<String>,
    /// Old code of a council to its present one.
    pub(crate) successors: BTreeMap<String, String>,
    /// Councils without a successor.
    pub(crate) councils: Vec<Council>,
    /// ODS code of a sub-ICB location to its ICB's.
    pub(crate) icb_of_sicbl: BTreeMap<String, String>,
    pub(crate) systems: BTreeMap<String, KnownSystem>,
    pub(crate) organisations: BTreeMap<(String, String), KnownOrganisation>,
    pub(crate) slugs: HashSet<String>,
}

/// A system that is there, by its ODS code.
#[derive(Debug, Clone)]
pub(crate) struct KnownSystem {
    pub(crate) id: i64,
    pub(crate) version: i64,
}

/// An organisation that is there, by scheme and code.
#[derive(Debug, Clone)]
pub(crate) struct KnownOrganisation {
    pub(crate) id: i64,
    /// 1 until a person edits it. What a person wrote stays.
    pub(crate) version: i64,
}

impl Known {
    /// The code a council has now: lists of different years name it differently.
    pub(crate) fn council<'a>(&'a self, code: &'a str) -> &'a str {
        self.successors.get(code).map_or(code, String::as_str)
    }

    /// Only codes of the 42 ICBs: lists use pseudo-codes like Q99 for the rest.
    pub(crate) fn icb<'a>(&self, ods: &'a str) -> Option<&'a str> {
        self.systems.contains_key(ods).then_some(ods)
    }

    pub(crate) fn small_area<'a>(&self, column: &'static str, code: &'a str) -> Result<&'a str, Fault> {
        let known = self.small_areas.contains(code);
        known
            .then_some(code)
            .ok_or_else(|| fault(column, format!("{code} is not a small area that the register knows")))
    }
}

/// Refuses a key that stood on an earlier line: which of two should count is not ours to choose.
#[derive(Debug, Default)]
pub(crate) struct Once(HashSet<String>);

impl Once {
    pub(crate) fn only(&mut self, column: &'static str, key: &str) -> Result<(), Fault> {
        let first = self.0.insert(key.to_owned());
        if first { Ok(()) } else { Err(fault(column, format!("{key} stands here a second time"))) }
    }
}

/// Codes that come again and again, each kept once.
#[derive(Debug, Default)]
pub(crate) struct Shared(HashSet<Arc<str>>);

impl Shared {
    pub(crate) fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(there) = self.0.get(text) {
            return Arc::clone(there);
        }
        let new: Arc<str> = text.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// The last code of a column: where neighbours share one, most lines repeat it.
#[derive(Debug, Default)]
pub(crate) struct Last(Option<Arc<str>>);

impl Last {
    pub(crate) fn shared(&mut self, text: Option<&str>) -> Option<Arc<str>> {
        let text = text?;
        if self.0.as_deref() != Some(text) {
            self.0 = Some(text.into());
        }
        self.0.clone()
    }
}
