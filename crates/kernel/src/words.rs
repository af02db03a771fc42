//! Small changes to words on their way to people.

/// The same words with a capital letter at the front, as sentences begin.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
}
