//! Closing a meeting: each item of its agenda comes to a decision, a promise, a later meeting or a note. None is lost.

use crate::item::ItemId;
use serde::Serialize;

/// What an item came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Decision,
    Promise,
    Deferral,
    Note,
}

impl End {
    pub const ALL: [End; 4] = [End::Decision, End::Promise, End::Deferral, End::Note];

    pub const fn key(self) -> &'static str {
        match self {
            End::Decision => "decision",
            End::Promise => "promise",
            End::Deferral => "deferral",
            End::Note => "note",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            End::Decision => "A decision",
            End::Promise => "A promise",
            End::Deferral => "Put off to a later meeting",
            End::Note => "Noted",
        }
    }

    pub const fn hint(self) -> &'static str {
        match self {
            End::Decision => "One was put on this item",
            End::Promise => "An organisation said what it will do, and it is written down",
            End::Deferral => "It goes onto the next agenda of this body by itself",
            End::Note => "It was talked about: say in a sentence what was said",
        }
    }
}

/// What the record holds on one item when the meeting is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub item: ItemId,
    /// That were not withdrawn.
    pub decisions: i64,
    pub promises: i64,
}

impl Found {
    /// What is offered first: what the record says, `noted` if somebody wrote down what was said; else nothing, because nobody
    /// but those in the room know.
    pub const fn likely(&self, noted: bool) -> Option<End> {
        match (self.decisions, self.promises, noted) {
            (1.., _, _) => Some(End::Decision),
            (_, 1.., _) => Some(End::Promise),
            (_, _, true) => Some(End::Note),
            _ => None,
        }
    }
}

/// What somebody says of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub item: ItemId,
    pub end: Option<End>,
    pub note: String,
}

/// What is wrong with what was said of one item; each is a sentence beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("Say what this item came to")]
    Open,
    #[error("No decision was put on this item: put it first, or choose something else")]
    NoDecision,
    #[error("No promise is written down on this item: write it down first, or choose something else")]
    NoPromise,
    #[error("A decision was put on this item: it came to that")]
    Decided,
    #[error("Say in a sentence what was said")]
    NoNote,
    #[error("Say in a sentence why it is put off")]
    NoReason,
}

impl Fault {
    /// Whether it is about the words, and not about the choice.
    pub const fn is_about_words(self) -> bool {
        matches!(self, Fault::NoNote | Fault::NoReason)
    }
}

/// Every item of the agenda that cannot end so. Empty: nothing is lost, the meeting can be closed.
pub fn faults(agenda: &[Found], said: &[Said]) -> Vec<(ItemId, Fault)> {
    let of = |found: &Found| said.iter().find(|one| one.item == found.item);
    agenda.iter().filter_map(|found| fault(found, of(found)).map(|fault| (found.item, fault))).collect()
}

fn fault(found: &Found, said: Option<&Said>) -> Option<Fault> {
    let Some((said, end)) = said.and_then(|said| said.end.map(|end| (said, end))) else { return Some(Fault::Open) };
    let wordless = said.note.trim().is_empty();
    match end {
        End::Decision if found.decisions == 0 => Some(Fault::NoDecision),
        End::Promise if found.promises == 0 => Some(Fault::NoPromise),
        End::Deferral | End::Note if found.decisions > 0 => Some(Fault::Decided),
        End::Deferral if wordless => Some(Fault::NoReason),
        End::Note if wordless => Some(Fault::NoNote),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn found(decisions: i64, promises: i64) -> Found {
        Found { item: Id::from_number(1), decisions, promises }
    }

    fn ends(found: Found, end: Option<End>, note: &str) -> Option<Fault> {
        let said = Said { item: found.item, end, note: note.to_owned() };
        faults(&[found], &[said]).first().map(|(_, fault)| *fault)
    }

    #[test]
    fn an_item_ends_as_the_record_says_or_with_words() {
        assert_eq!(ends(found(0, 0), None, "talk"), Some(Fault::Open));
        assert_eq!(ends(found(0, 0), Some(End::Decision), ""), Some(Fault::NoDecision));
        assert_eq!(ends(found(0, 0), Some(End::Promise), ""), Some(Fault::NoPromise));
        assert_eq!(ends(found(0, 0), Some(End::Note), " "), Some(Fault::NoNote));
        assert_eq!(ends(found(0, 0), Some(End::Deferral), ""), Some(Fault::NoReason));
        assert_eq!(ends(found(1, 0), Some(End::Note), "talk"), Some(Fault::Decided));
        assert_eq!(ends(found(1, 0), Some(End::Decision), ""), None);
        assert_eq!(ends(found(1, 1), Some(End::Promise), ""), None);
        assert_eq!(ends(found(0, 1), Some(End::Note), "talk"), None);
        assert_eq!(ends(found(0, 0), Some(End::Deferral), "No time"), None);
    }

    #[test]
    fn what_the_record_says_is_offered_first() {
        assert_eq!(found(1, 1).likely(true), Some(End::Decision));
        assert_eq!(found(0, 1).likely(true), Some(End::Promise));
        assert_eq!(found(0, 0).likely(true), Some(End::Note));
        assert_eq!(found(0, 0).likely(false), None);
    }

    #[test]
    fn an_item_of_which_nothing_is_said_is_named() {
        let other = Found { item: Id::from_number(2), ..found(0, 0) };
        let said = Said { item: Id::from_number(1), end: Some(End::Note), note: "talk".into() };

        assert_eq!(faults(&[found(0, 0), other], &[said]), [(other.item, Fault::Open)]);
    }

    proptest! {
        #[test]
        fn none_is_lost(agenda in prop::collection::vec((0i64..3, 0i64..3), 0..12), said in prop::collection::vec((0usize..12, 0usize..5, any::<bool>()), 0..12)) {
            let agenda: Vec<Found> = (1..).zip(&agenda).map(|(number, (decisions, promises))| Found { item: Id::from_number(number), decisions: *decisions, promises: *promises }).collect();
            let said: Vec<Said> = said.iter().map(|(at, end, note)| Said {
                item: Id::from_number(i64::try_from(*at).unwrap()),
                end: End::ALL.get(*end).copied(),
                note: if *note { "talk".into() } else { String::new() },
            }).collect();

            let wrong = faults(&agenda, &said);

            // Every item either has an end that was said of it, or is named.
            for found in &agenda {
                let ended = said.iter().find(|one| one.item == found.item).is_some_and(|one| one.end.is_some());
                prop_assert!(ended || wrong.contains(&(found.item, Fault::Open)));
            }
            prop_assert!(wrong.iter().all(|(item, _)| agenda.iter().any(|found| found.item == *item)));
        }
    }
}
