//! The same group is written in many ways. A name's matching form lets two spellings meet.

/// Words that say what kind of thing it is or nothing at all: two names that differ only in these mean the same group.
const PASSED_OVER: [&str; 24] = [
    "the",
    "of",
    "and",
    "for",
    "in",
    "at",
    "a",
    "an",
    "club",
    "group",
    "society",
    "association",
    "assoc",
    "charity",
    "trust",
    "ltd",
    "limited",
    "cic",
    "cio",
    "plc",
    "llp",
    "nhs",
    "foundation",
    "committee",
];

/// The name without case, accents, apostrophes, plurals and passed-over words: "Fritwell Forget Me Not Club" and
/// "Fritwell Forget me Nots" are both "fritwell forget me not". For finding doubles, searching and sorting; never shown.
/// A name of nothing but passed-over words keeps them.
pub fn match_name(name: &str) -> String {
    let plain: String = name.chars().flat_map(char::to_lowercase).flat_map(unaccented).collect();
    let plain = plain.replace(['\'', '’'], "").replace('&', " and ");
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let telling: Vec<&str> =
        words.iter().map(|word| singular(word)).filter(|word| !PASSED_OVER.contains(word)).collect();
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

/// "clubs" becomes "club"; "class" and "bus" stay.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() >= 3 && !one.ends_with(['s', 'u', 'i']) => one,
        _ => word,
    }
}

/// Letters of Western Europe without their marks; others as they are.
fn unaccented(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        _ => "",
    };
    let own = plain.is_empty().then_some(letter);
    plain.chars().chain(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_group_meet() {
        for (one, other) in [
            ("Fritwell Forget Me Not Club", "Fritwell Forget me Nots"),
            ("St. Mary's Café & Garden", "St Marys Cafe and Gardens"),
            ("The Didcot Carers' Group", "DIDCOT CARER"),
            ("Age Action Ltd", "Age Action Limited"),
        ] {
            assert_eq!(match_name(one), match_name(other), "{one} / {other}");
        }
    }

    #[test]
    fn different_groups_stay_apart() {
        assert_ne!(match_name("Oxford Walking Group"), match_name("Oxford Running Group"));
        assert_ne!(match_name("Bus Users"), match_name("Bu User"));
    }

    #[test]
    fn a_name_of_passed_over_words_keeps_them() {
        assert_eq!(match_name("The Club"), "the club");
        assert_eq!(match_name("…"), "");
    }

    proptest! {
        #[test]
        fn matching_twice_changes_nothing_more(name in "[A-Za-z '&é]{0,60}") {
            let once = match_name(&name);

            prop_assert_eq!(match_name(&once.to_uppercase()), match_name(&once));
        }

        #[test]
        fn only_small_letters_digits_and_spaces_are_left(name in ".{0,60}") {
            prop_assert!(match_name(&name).chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' '));
        }
    }
}
