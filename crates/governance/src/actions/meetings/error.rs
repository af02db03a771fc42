//! What can be said against each verb, and beside which field it stands.

use crate::{item, meeting, paper};
use folkmoot_web::verb_error;

verb_error!(MeetingError, "there is no such meeting", meeting::Refusal, meeting::Refusal::field);
verb_error!(ItemError, "there is no such agenda item", ItemRefusal, |why| match why {
    ItemRefusal::Item(why) => why.field(),
    ItemRefusal::Meeting(_) => "title",
});
verb_error!(PaperError, "there is no such paper", PaperRefusal, |why| match why {
    PaperRefusal::Paper(why) => why.field(),
    PaperRefusal::Meeting(_) => "title",
});

/// An item's rules, and those of the meeting that it is on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ItemRefusal {
    #[error(transparent)]
    Item(#[from] item::Refusal),
    #[error(transparent)]
    Meeting(#[from] meeting::Refusal),
}

/// A paper's rules, and those of the meeting that it is for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefusal {
    #[error(transparent)]
    Paper(#[from] paper::Refusal),
    #[error(transparent)]
    Meeting(#[from] meeting::Refusal),
}

/// Lets `?` carry a noun's refusal through the wider one of its verb.
macro_rules! through {
    ($($from:ty => $wider:ident => $error:ident),+ $(,)?) => {$(
        impl From<$from> for $error {
            fn from(why: $from) -> Self {
                $error::Rule($wider::from(why))
            }
        }
    )+};
}
through!(
    item::Refusal => ItemRefusal => ItemError,
    meeting::Refusal => ItemRefusal => ItemError,
    paper::Refusal => PaperRefusal => PaperError,
    meeting::Refusal => PaperRefusal => PaperError,
);
