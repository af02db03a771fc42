//! The words for how far a meeting, its minutes and each organisation's attendance are.

use serde::Serialize;

/// Said by people: nobody but they know whether a meeting took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Planned,
    Held,
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesState {
    None,
    /// For the partners of the place.
    Draft,
    /// The draft is with those who attended.
    Amendments,
    /// For everybody, and unchangeable.
    Approved,
}

/// How an organisation attended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    Present,
    Apologies,
    Absent,
}

/// An enum whose values have a key in columns and words on pages.
macro_rules! worded {
    ($name:ident, $count:literal: $($variant:ident $key:literal $words:literal),+) => {
        impl $name {
            pub const ALL: [$name; $count] = [$($name::$variant),+];

            pub const fn key(self) -> &'static str {
                match self { $($name::$variant => $key),+ }
            }

            pub fn read(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.key() == key)
            }

            pub const fn words(self) -> &'static str {
                match self { $($name::$variant => $words),+ }
            }
        }
    };
}
worded!(State, 3: Planned "planned" "Planned", Held "held" "Held", Cancelled "cancelled" "Cancelled");
worded!(MinutesState, 4: None "none" "No minutes yet", Draft "draft" "Draft minutes",
    Amendments "amendments" "Draft minutes, with those who attended", Approved "approved" "Approved minutes");
worded!(Attendance, 3: Present "present" "Present", Apologies "apologies" "Sent apologies", Absent "absent" "Not there");
