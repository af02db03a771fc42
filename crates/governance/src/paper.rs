//! A paper of an agenda item: a file with its marking.

mod file;

pub use file::FileKind;

use crate::acts::{READ_CONFIDENTIAL_PAPER, READ_PARTNERSHIP_PAPER, SEE_GOVERNANCE};
use crate::item::ItemId;
use crate::reading::{Length, PAGES_MAX, words_of};
use folkmoot_kernel::{Act, Id, PersonId, Timestamp};
use serde::Serialize;

pub type PaperId = Id<Paper>;

/// Largest paper. Unit: bytes. Below what a form takes, so that the refusal is a sentence beside the field.
pub const PAPER_BYTES_MAX: usize = 20 * 1024 * 1024;

/// Why a paper says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the paper a title")]
    NoTitle,
    #[error("This file is empty")]
    Empty,
    #[error("This file is larger than 20 MB: make it smaller, or split it")]
    TooLarge,
    #[error("Choose a PDF, a document (DOCX, ODT), a sheet (XLSX, ODS, CSV), a text (TXT) or a picture (PNG, JPEG)")]
    UnknownKind,
    #[error("This file is called .{ending}, and it is something else inside: save it as {ending} first")]
    OtherInside { ending: &'static str },
    #[error("Say how many pages it has: from 1 to {PAGES_MAX}")]
    Pages,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoTitle => "title",
            Refusal::Pages => "pages",
            _ => "file",
        }
    }
}

/// Who may read a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Marking {
    Open,
    Partnership,
    Confidential,
}

impl Marking {
    pub const ALL: [Marking; 3] = [Marking::Open, Marking::Partnership, Marking::Confidential];

    pub const fn key(self) -> &'static str {
        match self {
            Marking::Open => "open",
            Marking::Partnership => "partnership",
            Marking::Confidential => "confidential",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|marking| marking.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Marking::Open => "Open",
            Marking::Partnership => "For partners",
            Marking::Confidential => "Confidential",
        }
    }

    pub const fn hint(self) -> &'static str {
        match self {
            Marking::Open => "Everybody can read it",
            Marking::Partnership => "People with a seat in this place can read it",
            Marking::Confidential => "People with a seat on this body can read it",
        }
    }

    /// What somebody must be allowed to read it.
    pub const fn act(self) -> Act {
        match self {
            Marking::Open => SEE_GOVERNANCE,
            Marking::Partnership => READ_PARTNERSHIP_PAPER,
            Marking::Confidential => READ_CONFIDENTIAL_PAPER,
        }
    }
}

/// A file for an agenda item; its content is kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    pub(crate) id: PaperId,
    pub(crate) item: ItemId,
    pub(crate) title: String,
    pub(crate) file_name: String,
    pub(crate) kind: FileKind,
    pub(crate) marking: Marking,
    pub(crate) size_bytes: i64,
    /// Fingerprint of the content, in hexadecimal.
    pub(crate) sha256: String,
    pub(crate) added_at: Timestamp,
    pub(crate) added_by: Option<PersonId>,
    /// Counted in papers that are plain text.
    pub(crate) words: Option<i64>,
    /// Said by whoever handed it in.
    pub(crate) pages: Option<i64>,
}

/// What somebody hands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft<'a> {
    pub title: &'a str,
    pub marking: Marking,
    /// As it was called on their machine.
    pub file_name: &'a str,
    pub content: &'a [u8],
    pub by: Option<PersonId>,
}

impl Paper {
    pub fn hand_in(id: PaperId, item: ItemId, draft: &Draft<'_>, now: Timestamp) -> Result<Self, Refusal> {
        let title = draft.title.trim();
        if title.is_empty() {
            return Err(Refusal::NoTitle);
        }
        if draft.content.is_empty() {
            return Err(Refusal::Empty);
        }
        if draft.content.len() > PAPER_BYTES_MAX {
            return Err(Refusal::TooLarge);
        }
        let kind = FileKind::of(draft.file_name, draft.content)?;
        Ok(Self {
            id,
            item,
            title: title.to_owned(),
            file_name: file::safe_name(draft.file_name, kind),
            kind,
            marking: draft.marking,
            size_bytes: i64::try_from(draft.content.len()).unwrap_or(i64::MAX),
            sha256: file::fingerprint(draft.content),
            added_at: now,
            added_by: draft.by,
            words: (kind == FileKind::Txt).then(|| words_of(&String::from_utf8_lossy(draft.content))),
            pages: None,
        })
    }

    /// How many pages it has, where its words cannot be counted.
    pub fn with_pages(self, pages: Option<i64>) -> Result<Self, Refusal> {
        match pages {
            Some(count) if !(1..=PAGES_MAX).contains(&count) => Err(Refusal::Pages),
            pages => Ok(Self { pages, ..self }),
        }
    }

    /// How long it is, as far as that is known.
    pub fn length(&self) -> Length {
        Length::of(self.words, self.pages)
    }

    /// "PDF, 1.2 MB"
    pub fn about(&self) -> String {
        format!("{}, {}", self.kind.words(), file::size_words(self.size_bytes))
    }

    pub const fn id(&self) -> PaperId {
        self.id
    }
    pub const fn item(&self) -> ItemId {
        self.item
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn file_name(&self) -> &str {
        &self.file_name
    }
    pub const fn kind(&self) -> FileKind {
        self.kind
    }
    pub const fn marking(&self) -> Marking {
        self.marking
    }
    pub const fn size_bytes(&self) -> i64 {
        self.size_bytes
    }
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
    pub const fn added_at(&self) -> Timestamp {
        self.added_at
    }
    pub const fn added_by(&self) -> Option<PersonId> {
        self.added_by
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hand_in(title: &str, file_name: &str, content: &[u8]) -> Result<Paper, Refusal> {
        let draft = Draft { title, marking: Marking::Open, file_name, content, by: None };
        Paper::hand_in(Id::from_number(1), Id::from_number(2), &draft, Timestamp::from_ms(0))
    }

    #[test]
    fn a_paper_has_a_title_and_something_in_it() {
        assert_eq!(hand_in(" ", "a.txt", b"a"), Err(Refusal::NoTitle));
        assert_eq!(hand_in("A", "a.txt", b""), Err(Refusal::Empty));
        assert_eq!(hand_in("A", "a.txt", b"a").unwrap().about(), "Text, 1 byte");
    }

    #[test]
    fn twenty_megabytes_fit_and_not_one_byte_more() {
        let full = vec![b'a'; PAPER_BYTES_MAX];
        let more = vec![b'a'; PAPER_BYTES_MAX + 1];

        assert_eq!(hand_in("A", "a.txt", &full).unwrap().about(), "Text, 20.0 MB");
        assert_eq!(hand_in("A", "a.txt", &more), Err(Refusal::TooLarge));
    }

    #[test]
    fn each_marking_asks_for_its_act() {
        for marking in Marking::ALL {
            assert_eq!(Marking::read(marking.key()), Some(marking));
        }
        assert_eq!(Marking::Open.act(), SEE_GOVERNANCE);
        assert_eq!(Marking::Partnership.act(), READ_PARTNERSHIP_PAPER);
        assert_eq!(Marking::Confidential.act(), READ_CONFIDENTIAL_PAPER);
    }
}
