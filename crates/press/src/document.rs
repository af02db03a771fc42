//! What a document is made of. Words are words: nothing in them is read as markup.

use crate::picture::Picture;
use folkmoot_kernel::Date;
use serde::Serialize;

/// A document, before it is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    pub(crate) title: String,
    /// Who gives it out: a body, a place.
    pub(crate) author: String,
    /// The day it was made.
    pub(crate) date: Date,
    /// Below the title: "Papers for the meeting of 3 March 2026".
    pub(crate) subtitle: String,
    /// At the foot of each page, beside the page's number.
    pub(crate) foot: String,
    pub(crate) blocks: Vec<Block>,
}

/// One thing after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// Levels 1 to 4. The first on a document is 1, and none is passed over on the way down: [`Document::add`] sees to it.
    Heading {
        level: u8,
        words: String,
    },
    Paragraph {
        spans: Vec<Span>,
    },
    List {
        items: Vec<Vec<Span>>,
    },
    Table(Table),
    Picture(Picture),
    /// What follows begins on a page of its own.
    NewPage,
}

/// Words that look or lead like one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    pub(crate) words: String,
    pub(crate) strong: bool,
    /// Where they lead, if anywhere: a whole address.
    pub(crate) link: Option<String>,
}

impl Span {
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), strong: false, link: None }
    }

    pub fn strong(words: impl Into<String>) -> Self {
        Self { words: words.into(), strong: true, link: None }
    }

    pub fn link(words: impl Into<String>, address: impl Into<String>) -> Self {
        Self { words: words.into(), strong: false, link: Some(address.into()) }
    }

    pub fn text(&self) -> &str {
        &self.words
    }
    pub const fn is_strong(&self) -> bool {
        self.strong
    }
    /// A whole address.
    pub fn address(&self) -> Option<&str> {
        self.link.as_deref()
    }
}

/// Why a table says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableRefusal {
    #[error("a table needs a caption that says what it shows")]
    NoCaption,
    #[error("row {row} has {cells} cells and there are {columns} columns")]
    Ragged { row: usize, cells: usize, columns: usize },
}

/// A table with a caption and a row of headings; every row has as many cells as there are headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(caption: &str, head: Vec<String>, rows: Vec<Vec<String>>) -> Result<Self, TableRefusal> {
        let columns = head.len();
        if caption.trim().is_empty() {
            return Err(TableRefusal::NoCaption);
        }
        if let Some((row, cells)) = rows.iter().map(Vec::len).enumerate().find(|(_, cells)| *cells != columns) {
            return Err(TableRefusal::Ragged { row: row + 1, cells, columns });
        }
        Ok(Self { caption: caption.trim().to_owned(), head, rows })
    }

    pub fn caption(&self) -> &str {
        &self.caption
    }
    pub fn head(&self) -> &[String] {
        &self.head
    }
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}

impl Document {
    /// An empty document. `author` is who gives it out.
    pub fn titled(title: impl Into<String>, author: impl Into<String>, date: Date) -> Self {
        let (title, author) = (named(title.into()), author.into());
        Self { title, author, date, subtitle: String::new(), foot: String::new(), blocks: Vec::new() }
    }

    #[must_use]
    pub fn subtitled(self, words: impl Into<String>) -> Self {
        Self { subtitle: words.into(), ..self }
    }

    #[must_use]
    pub fn foot(self, words: impl Into<String>) -> Self {
        Self { foot: words.into(), ..self }
    }

    /// Puts a block at the end. A heading that would pass over a level stands one level below the one before it.
    pub fn add(&mut self, block: Block) -> &mut Self {
        let block = match block {
            Block::Heading { level, words } => {
                Block::Heading { level: level.clamp(1, 4).min(self.depth() + 1), words: named(words) }
            }
            other => other,
        };
        self.blocks.push(block);
        self
    }

    pub fn heading(&mut self, level: u8, words: impl Into<String>) -> &mut Self {
        self.add(Block::Heading { level, words: words.into() })
    }

    /// Words with lines of their own become paragraphs of their own.
    pub fn words(&mut self, words: &str) -> &mut Self {
        for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.add(Block::Paragraph { spans: vec![Span::plain(line)] });
        }
        self
    }

    pub fn paragraph(&mut self, spans: Vec<Span>) -> &mut Self {
        self.add(Block::Paragraph { spans })
    }

    pub fn list(&mut self, items: Vec<Vec<Span>>) -> &mut Self {
        if items.is_empty() { self } else { self.add(Block::List { items }) }
    }

    pub fn table(&mut self, table: Table) -> &mut Self {
        self.add(Block::Table(table))
    }

    pub fn picture(&mut self, picture: Picture) -> &mut Self {
        self.add(Block::Picture(picture))
    }

    pub fn new_page(&mut self) -> &mut Self {
        self.add(Block::NewPage)
    }

    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn subtitle(&self) -> &str {
        &self.subtitle
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    fn depth(&self) -> u8 {
        let heading = |block: &Block| if let Block::Heading { level, .. } = block { Some(*level) } else { None };
        self.blocks.iter().rev().find_map(heading).unwrap_or(0)
    }
}

/// A title must be there for a screen reader to say.
fn named(words: String) -> String {
    if words.trim().is_empty() { "Untitled".into() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> Document {
        Document::titled("Papers", "Place board", Date::new(2026, 3, 3).unwrap())
    }

    fn levels(document: &Document) -> Vec<u8> {
        let level = |block: &Block| if let Block::Heading { level, .. } = block { Some(*level) } else { None };
        document.blocks().iter().filter_map(level).collect()
    }

    #[test]
    fn no_level_of_heading_is_passed_over_on_the_way_down() {
        let mut document = empty();

        document.heading(3, "First").heading(3, "Second").heading(4, "Third").heading(1, "Fourth").heading(9, "Fifth");

        assert_eq!(levels(&document), [1, 2, 3, 1, 2]);
    }

    #[test]
    fn a_table_needs_a_caption_and_whole_rows() {
        let head = || vec!["Who".to_owned(), "What".to_owned()];

        let silent = Table::new(" ", head(), vec![]).unwrap_err();
        let ragged = Table::new("Promises", head(), vec![vec!["A".into(), "B".into()], vec!["C".into()]]).unwrap_err();

        assert_eq!(silent.to_string(), "a table needs a caption that says what it shows");
        assert_eq!(ragged.to_string(), "row 2 has 1 cells and there are 2 columns");
        assert!(Table::new("Promises", head(), vec![]).is_ok());
    }

    #[test]
    fn each_line_of_words_is_a_paragraph_and_empty_ones_are_none() {
        let mut document = empty();

        document.words("One.\n\n  Two.  \n").list(vec![]);

        assert_eq!(document.blocks().len(), 2);
    }
}
