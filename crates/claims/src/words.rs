//! Words that are both in the database and on a page.

/// An enum whose every value has a key, for columns and forms, and words, for people.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($value:ident => $key:literal, $words:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        $vis enum $name { $($value),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            pub const fn key(self) -> &'static str {
                match self { $($name::$value => $key),+ }
            }

            pub const fn words(self) -> &'static str {
                match self { $($name::$value => $words),+ }
            }

            pub fn read(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

pub(crate) use words;
