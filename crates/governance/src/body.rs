//! A body: a board, committee or group of a place, in a tree, with its remit and authority.

mod kind;

pub use kind::BodyKind;

use folkmoot_kernel::{BodyId, Date, PlaceId, Slug, Subject};
use serde::Serialize;

/// Why a body says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the body a name, like “Vale place board”")]
    NoName,
    #[error("Say in a sentence or two what it is there for")]
    NoRemit,
    #[error("The body above it must be an open body of the same place")]
    NotAbove,
    #[error("It cannot sit under itself, or under a body that sits under it")]
    Circle,
    #[error("{} still sit under it: close them first, or move them", folkmoot_kernel::listed(names))]
    OpenBelow { names: Vec<String> },
    #[error("It still has {count} to come: cancel them first, or hold them", count = meetings(*planned))]
    MeetingsToCome { planned: i64 },
    #[error("This body closed on {}", on.in_words())]
    Closed { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoRemit => "remit",
            Refusal::NotAbove | Refusal::Circle => "parent",
            Refusal::NoName | Refusal::OpenBelow { .. } | Refusal::MeetingsToCome { .. } | Refusal::Closed { .. } => {
                "name"
            }
        }
    }
}

/// What people say of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyDetails {
    pub name: String,
    pub kind: BodyKind,
    /// The body it sits under, if any.
    pub parent: Option<BodyId>,
    pub remit: String,
    /// Where its authority comes from, with the legal basis. Empty: not said.
    pub authority: String,
    /// Fewest organisations that must take part to agree something. 0: not said.
    pub quorum: u32,
}

impl BodyDetails {
    /// Only what must be said.
    pub fn named(name: &str, kind: BodyKind, remit: &str) -> Self {
        Self { name: name.into(), kind, parent: None, remit: remit.into(), authority: String::new(), quorum: 0 }
    }
}

/// A board, committee or group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Body {
    pub(crate) id: BodyId,
    pub(crate) place: PlaceId,
    pub(crate) parent: Option<BodyId>,
    pub(crate) slug: Slug,
    pub(crate) name: String,
    pub(crate) kind: BodyKind,
    pub(crate) remit: String,
    pub(crate) authority: String,
    pub(crate) quorum: u32,
    pub(crate) closed_on: Option<Date>,
    pub(crate) version: i64,
}

/// The body that another is to sit under, and all that are above it, nearest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    pub place: PlaceId,
    pub closed_on: Option<Date>,
    pub line: Vec<BodyId>,
}

/// What keeps a body open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unfinished {
    /// Names of open bodies under it.
    pub below: Vec<String>,
    /// Meetings to come.
    pub planned: i64,
}

impl Body {
    /// A new body. `above` is what is known of `details.parent`.
    pub fn found(
        id: BodyId,
        place: PlaceId,
        slug: Slug,
        details: BodyDetails,
        above: Option<&Above>,
    ) -> Result<Self, Refusal> {
        let BodyDetails { name, kind, parent, remit, authority, quorum } = checked(id, place, details, above)?;
        Ok(Self { id, place, parent, slug, name, kind, remit, authority, quorum, closed_on: None, version: 1 })
    }

    pub fn change(self, details: BodyDetails, above: Option<&Above>) -> Result<Self, Refusal> {
        self.still_open()?;
        // Where it sits already is not asked again: the body above may have closed since.
        let stays = details.parent == self.parent;
        let details = if stays { worded(details)? } else { checked(self.id, self.place, details, above)? };
        let BodyDetails { name, kind, parent, remit, authority, quorum } = details;
        Ok(Self { name, kind, parent, remit, authority, quorum, ..self })
    }

    /// It keeps its page: what it decided does not vanish with it.
    pub fn close(self, today: Date, unfinished: Unfinished) -> Result<Self, Refusal> {
        self.still_open()?;
        if !unfinished.below.is_empty() {
            return Err(Refusal::OpenBelow { names: unfinished.below });
        }
        if unfinished.planned > 0 {
            return Err(Refusal::MeetingsToCome { planned: unfinished.planned });
        }
        Ok(Self { closed_on: Some(today), ..self })
    }

    pub(crate) fn still_open(&self) -> Result<(), Refusal> {
        self.closed_on.map_or(Ok(()), |on| Err(Refusal::Closed { on }))
    }

    /// The facts that grant power over it.
    pub fn subject(&self) -> Subject {
        Subject::body(self.place, self.id)
    }

    pub const fn id(&self) -> BodyId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn parent(&self) -> Option<BodyId> {
        self.parent
    }
    pub const fn slug(&self) -> &Slug {
        &self.slug
    }
    pub fn name(&self) -> &str {
        &self.name
    }
    pub const fn kind(&self) -> BodyKind {
        self.kind
    }
    pub fn remit(&self) -> &str {
        &self.remit
    }
    pub fn authority(&self) -> &str {
        &self.authority
    }
    pub const fn quorum(&self) -> u32 {
        self.quorum
    }
    pub const fn closed_on(&self) -> Option<Date> {
        self.closed_on
    }
    pub const fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn worded(mut details: BodyDetails) -> Result<BodyDetails, Refusal> {
    details.name = details.name.split_whitespace().collect::<Vec<_>>().join(" ");
    details.remit = details.remit.trim().to_owned();
    match &details {
        BodyDetails { name, .. } if name.is_empty() => Err(Refusal::NoName),
        BodyDetails { remit, .. } if remit.is_empty() => Err(Refusal::NoRemit),
        _ => Ok(details),
    }
}

fn checked(id: BodyId, place: PlaceId, details: BodyDetails, above: Option<&Above>) -> Result<BodyDetails, Refusal> {
    let details = worded(details)?;
    match (details.parent, above) {
        (None, _) => Ok(details),
        (Some(_), None) => Err(Refusal::NotAbove),
        (Some(_), Some(above)) if above.place != place || above.closed_on.is_some() => Err(Refusal::NotAbove),
        (Some(parent), Some(above)) if parent == id || above.line.contains(&id) => Err(Refusal::Circle),
        (Some(_), Some(_)) => Ok(details),
    }
}

fn meetings(count: i64) -> String {
    if count == 1 { "1 meeting".to_owned() } else { format!("{count} meetings") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    const VALE: PlaceId = Id::from_number(1);
    const BOARD: BodyId = Id::from_number(10);
    const GROUP: BodyId = Id::from_number(11);

    fn details() -> BodyDetails {
        BodyDetails::named("Vale  board ", BodyKind::PlaceBoard, "Joins up care")
    }

    fn body(id: BodyId, details: BodyDetails, above: Option<&Above>) -> Result<Body, Refusal> {
        Body::found(id, VALE, Slug::of("body"), details, above)
    }

    fn above(line: &[BodyId]) -> Above {
        Above { place: VALE, closed_on: None, line: line.to_vec() }
    }

    fn today() -> Date {
        Date::new(2026, 3, 2).unwrap()
    }

    #[test]
    fn a_body_has_a_name_and_a_remit() {
        let nameless = BodyDetails { name: " ".into(), ..details() };
        let aimless = BodyDetails { remit: " ".into(), ..details() };

        assert_eq!(body(BOARD, details(), None).unwrap().name(), "Vale board");
        assert_eq!(body(BOARD, nameless, None), Err(Refusal::NoName));
        assert_eq!(body(BOARD, aimless, None), Err(Refusal::NoRemit));
    }

    #[test]
    fn a_body_sits_under_an_open_body_of_its_own_place() {
        let under = BodyDetails { parent: Some(BOARD), ..details() };
        let elsewhere = Above { place: Id::from_number(2), ..above(&[BOARD]) };
        let closed = Above { closed_on: Some(today()), ..above(&[BOARD]) };

        assert!(body(GROUP, under.clone(), Some(&above(&[BOARD]))).is_ok());
        for wrong in [None, Some(&elsewhere), Some(&closed)] {
            assert_eq!(body(GROUP, under.clone(), wrong), Err(Refusal::NotAbove));
        }
    }

    #[test]
    fn no_body_sits_under_itself_not_even_far_below() {
        let board = body(BOARD, details(), None).unwrap();
        let under = |parent| BodyDetails { parent: Some(parent), ..details() };

        assert_eq!(board.clone().change(under(BOARD), Some(&above(&[BOARD]))), Err(Refusal::Circle));
        let deep = above(&[GROUP, Id::from_number(12), BOARD]);
        assert_eq!(board.clone().change(under(GROUP), Some(&deep)), Err(Refusal::Circle));
        assert!(board.change(under(GROUP), Some(&above(&[GROUP]))).is_ok());
    }

    #[test]
    fn a_body_stays_where_it_sits_even_when_the_one_above_has_closed() {
        let under = BodyDetails { parent: Some(BOARD), ..details() };
        let group = body(GROUP, under.clone(), Some(&above(&[BOARD]))).unwrap();
        let closed = Above { closed_on: Some(today()), ..above(&[BOARD]) };

        assert!(group.change(under, Some(&closed)).is_ok());
    }

    #[test]
    fn a_body_closes_once_nothing_hangs_on_it() {
        let board = body(BOARD, details(), None).unwrap();
        let below = Unfinished { below: vec!["Falls group".into(), "Carers group".into()], planned: 0 };
        let planned = Unfinished { below: vec![], planned: 1 };

        let refused = board.clone().close(today(), below).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "Falls group and Carers group still sit under it: close them first, or move them"
        );
        let refused = board.clone().close(today(), planned).unwrap_err();
        assert_eq!(refused.to_string(), "It still has 1 meeting to come: cancel them first, or hold them");
        let closed = board.close(today(), Unfinished::default()).unwrap();
        assert_eq!(closed.clone().close(today(), Unfinished::default()), Err(Refusal::Closed { on: today() }));
        assert!(closed.change(details(), None).is_err());
    }
}
