//! What the typesetter sees: our layout, the document as data, its pictures and one family of letters. Nothing else is there for it to open.

use crate::document::{Block, Document};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const LAYOUT: &str = include_str!("layout.typ");

/// What does not change from one document to the next.
struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    layout: Source,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let letters = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    let fonts: Vec<Font> = letters.into_iter().filter_map(|bytes| Font::new(Bytes::new(bytes), 0)).collect();
    Shelf {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        layout: Source::new(file("layout.typ"), LAYOUT.to_owned()),
    }
});

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names here are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One document on its way.
pub(crate) struct Desk {
    /// By name: the document as JSON, then its pictures.
    files: Vec<(FileId, Bytes)>,
    date: Option<Datetime>,
}

impl Desk {
    pub(crate) fn for_document(document: &Document) -> Result<Self, serde_json::Error> {
        let words = Bytes::new(serde_json::to_vec(document)?);
        let pictures = document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
            Block::Picture(picture) => Some((file(&format!("picture-{at}")), Bytes::new(picture.bytes().to_vec()))),
            _ => None,
        });
        let files = std::iter::once((file("document.json"), words)).chain(pictures).collect();
        let Document { date, .. } = document;
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        Ok(Self { files, date: Datetime::from_ymd(date.year().into(), month, day) })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHELF.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHELF.book
    }

    fn main(&self) -> FileId {
        SHELF.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(SHELF.layout.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(known, _)| *known == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHELF.fonts.get(index).cloned()
    }

    /// The document's own day: no clock is asked.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.date
    }
}
