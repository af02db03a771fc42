//! Names as people write them: the NHS lists its organisations in capitals.

/// Words that stay small inside a name.
const SMALL: [&str; 14] = ["and", "at", "by", "de", "for", "in", "le", "next", "of", "on", "the", "to", "upon", "with"];
/// Words that stay in capitals.
const CAPITALS: [&str; 22] = [
    "A&E", "APMS", "BUPA", "CIC", "GP", "GPS", "HMP", "HMYOI", "ICB", "ICS", "II", "III", "IV", "LLP", "MOD", "NHS",
    "PCN", "PMS", "RAF", "UCL", "UK", "USA",
];
/// Short words without a vowel that are no abbreviations spelt in capitals.
const TITLES: [&str; 7] = ["DR", "DRS", "ST", "MR", "MRS", "MS", "JNR"];

/// "ST GEORGE'S UNIVERSITY HOSPITALS NHS FOUNDATION TRUST" becomes "St George's University Hospitals NHS Foundation
/// Trust". A name that has small letters already is left as it is.
pub(crate) fn readable(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let written = words.iter().enumerate().map(|(at, word)| in_name(word, at == 0));
    written.collect::<Vec<_>>().join(" ")
}

fn in_name(word: &str, first: bool) -> String {
    let parts: Vec<String> = word.split('-').enumerate().map(|(at, part)| part_of(part, first && at == 0)).collect();
    parts.join("-")
}

fn part_of(part: &str, first: bool) -> String {
    let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
    let small = bare.to_lowercase();
    if CAPITALS.contains(&bare) || has_digit(bare) || is_abbreviation(bare) {
        part.to_owned()
    } else if SMALL.contains(&small.as_str()) && !first && bare == part {
        small
    } else {
        capitalised(part)
    }
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// Up to four letters without a vowel: "BMC", "SHS". "Dr" and "St" are known not to be.
fn is_abbreviation(word: &str) -> bool {
    word.len() <= 4 && !TITLES.contains(&word) && !word.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
}

/// The first letter of a word is large, and one after an apostrophe too when more follows: O'Brien, but Children's.
fn capitalised(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let starts = |at: usize| {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let more = letters.get(at + 1).is_some_and(|c| c.is_alphabetic());
        match before {
            None => true,
            Some('\'' | '’') => more,
            Some(letter) => !letter.is_alphanumeric(),
        }
    };
    let written = |(at, letter): (usize, &char)| {
        if starts(at) { *letter } else { letter.to_lowercase().next().unwrap_or(*letter) }
    };
    letters.iter().enumerate().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_become_names() {
        for (shouted, written) in [
            ("THE DENSHAM SURGERY", "The Densham Surgery"),
            (
                "ST GEORGE'S UNIVERSITY HOSPITALS NHS FOUNDATION TRUST",
                "St George's University Hospitals NHS Foundation Trust",
            ),
            (
                "UNIVERSITY HOSPITALS OF DERBY AND BURTON NHS FOUNDATION TRUST",
                "University Hospitals of Derby and Burton NHS Foundation Trust",
            ),
            ("BOUSFIELD SURGERY - DR SHAH", "Bousfield Surgery - Dr Shah"),
            ("DR O'BRIEN & PARTNERS (STOKE-ON-TRENT)", "Dr O'Brien & Partners (Stoke-on-Trent)"),
            ("NORTH STOCKTON PCN", "North Stockton PCN"),
            ("BMC 24/7 GP HUB", "BMC 24/7 GP Hub"),
            ("Oxford Health NHS Foundation Trust", "Oxford Health NHS Foundation Trust"),
            (
                "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST",
                "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust",
            ),
        ] {
            assert_eq!(readable(shouted), written);
        }
    }
}
