//! Text made safe for HTML and SVG, and cut to the room there is.

/// Escapes for text and for attributes in double quotes. Signs that XML cannot hold at all are left out.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\r' | '\t' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// At most `room` letters; a longer text ends in "…".
pub(super) fn short(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// "April 2025" as "Apr 2025", for the foot of a drawing. Other words stay as they are.
pub(super) fn short_month(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.into_iter().find(|month| text.starts_with(&format!("{month} ")));
    month.map_or(text.to_owned(), |month| text.replacen(month, &month[..3], 1))
}

/// Broken at words into at most `lines_max` lines of at most `room` letters. What does not fit is cut with "…".
pub(super) fn wrap(text: &str, room: usize, lines_max: usize) -> Vec<String> {
    let whole = broken_at_words(text, room);
    let mut lines: Vec<String> = whole.iter().take(lines_max).map(|line| short(line, room)).collect();
    if whole.len() > lines_max
        && let Some(last) = lines.last_mut()
        && !last.ends_with('…')
    {
        *last = short(&format!("{last}…"), room);
    }
    lines
}

fn broken_at_words(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_in_a_name_stays_text() {
        assert_eq!(escape("<b a=\"x\" b='y'>&\u{0}\n"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp; ");
    }

    #[test]
    fn a_long_name_breaks_at_words_and_then_ends_in_dots() {
        let lines = wrap("South East Locality Delivery Group for Winter", 14, 2);

        assert_eq!(lines, ["South East", "Locality…"]);
    }

    #[test]
    fn a_name_that_fits_is_left_alone() {
        assert_eq!(wrap("Kept", 14, 2), ["Kept"]);
        assert_eq!(wrap("Late but kept", 8, 2), ["Late but", "kept"]);
        assert_eq!(wrap("", 14, 2), Vec::<String>::new());
    }

    #[test]
    fn only_the_names_of_months_are_shortened() {
        assert_eq!(short_month("April 2025"), "Apr 2025");
        assert_eq!(short_month("Aprilia Court"), "Aprilia Court");
        assert_eq!(short_month("Mayfield"), "Mayfield");
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit_their_room(text in "[a-zé ]{0,80}", room in 2usize..30, lines_max in 1usize..4) {
            let lines = wrap(&text, room, lines_max);

            prop_assert!(lines.len() <= lines_max);
            for line in &lines {
                prop_assert!(line.chars().count() <= room, "{line:?}");
            }
        }

        #[test]
        fn nothing_is_lost_without_dots(text in "[a-z ]{0,60}", room in 2usize..30, lines_max in 1usize..4) {
            let lines = wrap(&text, room, lines_max);

            if !lines.iter().any(|line| line.ends_with('…')) {
                let words: Vec<&str> = text.split_whitespace().collect();
                prop_assert_eq!(lines.join(" "), words.join(" "));
            }
        }
    }
}
