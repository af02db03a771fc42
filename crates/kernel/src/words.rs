//! Words on their way to people, and lists of allowed words: each has a key for columns and links, and words for people.

#[doc(hidden)]
pub use serde;

/// Writes an enum whose variants have a key, for columns, links and files, and words, for people. It is written to files by its key.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident => $key:literal, $words:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// What columns, links and data files say.
            pub const fn key(self) -> &'static str {
                match self { $($name::$variant => $key),+ }
            }

            /// What people read.
            pub const fn words(self) -> &'static str {
                match self { $($name::$variant => $words),+ }
            }

            pub fn read(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }

        impl $crate::words::serde::Serialize for $name {
            fn serialize<S: $crate::words::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> $crate::words::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::words::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let key = <std::borrow::Cow<'de, str> as $crate::words::serde::Deserialize>::deserialize(deserializer)?;
                Self::read(&key).ok_or_else(|| $crate::words::serde::de::Error::custom(format!("there is no word {key:?}")))
            }
        }
    };
}

/// The same words with a capital letter at the front, as sentences begin.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same words as they stand within a sentence.
pub fn uncapital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// "a", "a and b", "a, b and c".
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// Numbers up to ten as words, as prose has them.
pub fn in_words(count: usize) -> String {
    const SMALL: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    SMALL.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_alone_becomes_a_capital() {
        assert_eq!(capital("decision closed by the ICB"), "Decision closed by the ICB");
        assert_eq!(capital("élan"), "Élan");
        assert_eq!(capital("12 promises"), "12 promises");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn a_list_reads_like_a_sentence() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn numbers_are_words_up_to_ten() {
        assert_eq!(in_words(3), "three");
        assert_eq!(in_words(11), "11");
    }
}
