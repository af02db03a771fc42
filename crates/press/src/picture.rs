//! A picture, which is only let in with words for those who do not see it.

use serde::{Serialize, Serializer};

/// Why a picture says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureRefusal {
    #[error("say in words what the picture shows: people who do not see it hear them instead")]
    NoAlternative,
    #[error("this is no PNG, JPEG or SVG picture")]
    UnknownKind,
}

/// A PNG, JPEG or SVG picture with the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    alternative: String,
    caption: String,
    kind: Kind,
    #[serde(serialize_with = "as_nothing")]
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Png,
    Jpg,
    Svg,
}

impl Picture {
    /// `alternative` says what it shows; `caption` stands below it and may be empty.
    pub fn new(bytes: Vec<u8>, alternative: &str, caption: &str) -> Result<Self, PictureRefusal> {
        let alternative = alternative.trim();
        if alternative.is_empty() {
            return Err(PictureRefusal::NoAlternative);
        }
        let kind = kind(&bytes).ok_or(PictureRefusal::UnknownKind)?;
        Ok(Self { alternative: alternative.to_owned(), caption: caption.trim().to_owned(), kind, bytes })
    }

    pub fn alternative(&self) -> &str {
        &self.alternative
    }
    pub fn caption(&self) -> &str {
        &self.caption
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    let head = &bytes[..bytes.len().min(512)];
    match head {
        [0x89, b'P', b'N', b'G', ..] => Some(Kind::Png),
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpg),
        _ if head.windows(4).any(|four| four == b"<svg") => Some(Kind::Svg),
        _ => None,
    }
}

/// The bytes travel beside the description of the document, not in it.
fn as_nothing<S: Serializer>(_: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOT: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

    #[test]
    fn a_picture_without_words_for_it_is_refused() {
        let refused = Picture::new(DOT.to_vec(), " \n", "A dot").unwrap_err();

        assert_eq!(refused, PictureRefusal::NoAlternative);
        assert!(Picture::new(DOT.to_vec(), "A dot", "").is_ok());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(Picture::new(b"%PDF-1.7".to_vec(), "A page", ""), Err(PictureRefusal::UnknownKind));
        assert_eq!(Picture::new(vec![], "Nothing", ""), Err(PictureRefusal::UnknownKind));
    }
}
