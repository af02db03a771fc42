//! What a file is, by its ending and by what it begins with: both must agree, so that nothing hides behind a name.

use super::Refusal;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Longest name that a download is given. Unit: letters.
const NAME_MAX: usize = 80;

/// Kinds of files that may be papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Pdf,
    Docx,
    Odt,
    Xlsx,
    Ods,
    Csv,
    Txt,
    Png,
    Jpeg,
}

impl FileKind {
    pub const ALL: [FileKind; 9] = [
        FileKind::Pdf,
        FileKind::Docx,
        FileKind::Odt,
        FileKind::Xlsx,
        FileKind::Ods,
        FileKind::Csv,
        FileKind::Txt,
        FileKind::Png,
        FileKind::Jpeg,
    ];

    /// What the file is, if its name and its content say the same.
    pub fn of(name: &str, content: &[u8]) -> Result<Self, Refusal> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let ending = if ending == "jpeg" { "jpg" } else { ending.as_str() };
        let kind = Self::ALL.into_iter().find(|kind| kind.ending() == ending).ok_or(Refusal::UnknownKind)?;
        if kind.fits(content) { Ok(kind) } else { Err(Refusal::OtherInside { ending: kind.ending() }) }
    }

    pub const fn ending(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Docx => "docx",
            FileKind::Odt => "odt",
            FileKind::Xlsx => "xlsx",
            FileKind::Ods => "ods",
            FileKind::Csv => "csv",
            FileKind::Txt => "txt",
            FileKind::Png => "png",
            FileKind::Jpeg => "jpg",
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            FileKind::Pdf => "PDF",
            FileKind::Docx => "Word document",
            FileKind::Odt => "OpenDocument text",
            FileKind::Xlsx => "Excel sheet",
            FileKind::Ods => "OpenDocument sheet",
            FileKind::Csv => "CSV table",
            FileKind::Txt => "Text",
            FileKind::Png | FileKind::Jpeg => "Picture",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Odt => "application/vnd.oasis.opendocument.text",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileKind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            FileKind::Csv => "text/csv; charset=utf-8",
            FileKind::Txt => "text/plain; charset=utf-8",
            FileKind::Png => "image/png",
            FileKind::Jpeg => "image/jpeg",
        }
    }

    pub fn read(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    fn fits(self, content: &[u8]) -> bool {
        match self {
            FileKind::Pdf => content.starts_with(b"%PDF-"),
            FileKind::Png => content.starts_with(b"\x89PNG\r\n\x1a\n"),
            FileKind::Jpeg => content.starts_with(b"\xff\xd8\xff"),
            FileKind::Docx => is_zip(content) && holds(content, b"word/"),
            FileKind::Xlsx => is_zip(content) && holds(content, b"xl/"),
            FileKind::Odt | FileKind::Ods => is_zip(content) && says_first(content, self.media_type()),
            FileKind::Csv | FileKind::Txt => is_text(content),
        }
    }
}

fn is_zip(content: &[u8]) -> bool {
    content.starts_with(b"PK\x03\x04")
}

/// Names in a zip archive stand in it as they are.
fn holds(content: &[u8], name: &[u8]) -> bool {
    content.windows(name.len()).any(|window| window == name)
}

/// An OpenDocument's first entry is called "mimetype", unpacked: its name stands at byte 30, its words follow.
fn says_first(content: &[u8], media_type: &str) -> bool {
    content.get(30..).is_some_and(|rest| rest.starts_with(format!("mimetype{media_type}").as_bytes()))
}

fn is_text(content: &[u8]) -> bool {
    let is_binary = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    !content.iter().any(is_binary) && !content.starts_with(b"%PDF-")
}

/// A name without path or anything that a header or a shell would misread.
pub(super) fn safe_name(name: &str, kind: FileKind) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let safe = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let parts: String = stem.chars().map(safe).take(NAME_MAX).collect();
    let stem = parts.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let stem = if stem.is_empty() { "paper" } else { &stem };
    format!("{stem}.{}", kind.ending())
}

pub(super) fn fingerprint(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// "812 bytes", "34 KB", "1.2 MB"
pub(super) fn size_words(bytes: i64) -> String {
    const KB: i64 = 1024;
    match bytes {
        1 => "1 byte".to_owned(),
        _ if bytes < KB => format!("{bytes} bytes"),
        _ if bytes < KB * KB => format!("{} KB", (bytes + KB / 2) / KB),
        _ => format!("{}.{} MB", bytes / (KB * KB), bytes % (KB * KB) * 10 / (KB * KB)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(name: &str, content: &str) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(30, 0);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(content.as_bytes());
        bytes
    }

    #[test]
    fn each_kind_is_known_by_what_it_begins_with() {
        let samples: [(&str, Vec<u8>, FileKind); 10] = [
            ("a.pdf", b"%PDF-1.7".to_vec(), FileKind::Pdf),
            ("a.PNG", b"\x89PNG\r\n\x1a\n".to_vec(), FileKind::Png),
            ("a.jpg", b"\xff\xd8\xff\xe0".to_vec(), FileKind::Jpeg),
            ("a.jpeg", b"\xff\xd8\xff\xe0".to_vec(), FileKind::Jpeg),
            ("a.docx", zip("[Content_Types].xml", "word/document.xml"), FileKind::Docx),
            ("a.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"), FileKind::Xlsx),
            ("a.odt", zip("mimetype", "application/vnd.oasis.opendocument.text"), FileKind::Odt),
            ("a.ods", zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), FileKind::Ods),
            ("a.csv", b"a,b\r\n1,2\r\n".to_vec(), FileKind::Csv),
            ("a.txt", "caf\u{e9}".into(), FileKind::Txt),
        ];

        for (name, content, kind) in samples {
            assert_eq!(FileKind::of(name, &content), Ok(kind), "{name}");
            assert_eq!(FileKind::read(kind.media_type()), Some(kind));
        }
    }

    #[test]
    fn a_file_that_is_something_else_inside_is_refused() {
        let program = b"MZ\x90\x00".as_slice();
        for (name, content) in [
            ("a.pdf", program),
            ("a.docx", b"PK\x03\x04 xl/"),
            ("a.ods", &zip("mimetype", "application/vnd.oasis.opendocument.text")),
            ("a.txt", program),
            ("a.csv", b"%PDF-1.7"),
            ("a.png", b"<svg onload=alert(1)>"),
        ] {
            assert!(matches!(FileKind::of(name, content), Err(Refusal::OtherInside { .. })), "{name}");
        }
    }

    #[test]
    fn programs_pages_and_files_without_ending_are_no_papers() {
        for name in ["a.exe", "a.html", "a.svg", "a", "", ".", "a.pdf.js"] {
            assert_eq!(FileKind::of(name, b"%PDF-1.7"), Err(Refusal::UnknownKind), "{name}");
        }
    }

    #[test]
    fn a_name_for_a_download_is_plain() {
        let named = |name| safe_name(name, FileKind::Pdf);

        assert_eq!(named("../../etc/Board paper (final).pdf"), "Board-paper-final.pdf");
        assert_eq!(named("C:\\Users\\a\"b\r\nSet-Cookie: x.pdf"), "a-b-Set-Cookie-x.pdf");
        assert_eq!(named("….pdf"), "paper.pdf");
    }

    #[test]
    fn sizes_are_said_in_a_few_letters() {
        assert_eq!(size_words(1023), "1023 bytes");
        assert_eq!(size_words(1024), "1 KB");
        assert_eq!(size_words(1_300_000), "1.2 MB");
    }
}
