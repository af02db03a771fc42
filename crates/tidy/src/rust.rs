//! Reads a Rust file just well enough: what is code, what is a comment or a string, what is a test, where functions end.
//! Offsets never move (what is not code becomes spaces), so line numbers in messages are right.

use std::ops::Range;

/// A Rust file with its comments and strings blanked out, and the strings kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    pub code: String,
    pub strings: Vec<Literal>,
    /// Byte ranges of items under `#[cfg(test)]` or under the feature "testing".
    tests: Vec<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    pub at: usize,
    pub text: String,
}

/// A function with a body, measured from its `fn` to its closing brace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

pub fn scan(text: &str) -> Scanned {
    let mut code = text.as_bytes().to_vec();
    let mut strings = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let end = match token(text, at) {
            Token::Code(end) => {
                at = end;
                continue;
            }
            Token::Comment(end) => end,
            Token::Text { body, end } => {
                strings.push(Literal { at, text: text[body].to_owned() });
                end
            }
        };
        blank(&mut code[at..end]);
        at = end;
    }
    let code = String::from_utf8_lossy(&code).into_owned();
    let tests = test_items(&code, text);
    Scanned { code, strings, tests }
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

enum Token {
    Code(usize),
    Comment(usize),
    Text { body: Range<usize>, end: usize },
}

fn token(text: &str, at: usize) -> Token {
    let rest = &text[at..];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    if rest.starts_with("//") {
        Token::Comment(at + rest.find('\n').unwrap_or(rest.len()))
    } else if rest.starts_with("/*") {
        Token::Comment(at + block_comment(rest))
    } else if rest.starts_with('"') {
        let length = quoted(rest);
        Token::Text { body: at + 1..at + length - 1, end: at + length }
    } else if let Some((open, length)) = raw(rest)
        && !in_word(text, at)
    {
        Token::Text { body: at + open..at + length - (open - 1), end: at + length }
    } else if rest.starts_with('\'') {
        character(rest).map_or(Token::Code(at + 1), |length| Token::Comment(at + length))
    } else {
        Token::Code(at + first)
    }
}

fn in_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_word)
}

pub(crate) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// Length of a quoted string with its quotes.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// For `r#"..."#`: length of the opening, and of the whole. The closing is one shorter than the opening: it has no `r`.
fn raw(rest: &str) -> Option<(usize, usize)> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    let open = 1 + hashes + 1;
    after[hashes..].starts_with('"').then_some(())?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let end = rest[open..].find(&closing)? + open + closing.len();
    Some((open, end))
}

/// Length of a character literal; `None` for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        return rest[3..].find('\'').map(|at| 3 + at + 1);
    }
    let (at, second) = letters.next()?;
    (second == '\'').then_some(at + 1)
}

/// Items under an attribute that only tests see. The attribute is read from the text, because its feature name is a string.
fn test_items(code: &str, text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in code.match_indices("#[cfg(") {
        let Some(close) = code[at..].find(")]").map(|close| at + close + 2) else { continue };
        let attribute = &text[at..close];
        let only_tests = attribute.contains("(test") || attribute.contains("\"testing\"");
        if !only_tests || attribute.contains("not(test") {
            continue;
        }
        found.push(at..item_end(code, close));
    }
    found
}

/// Where the item that starts at `from` ends: its closing brace, or its semicolon when it has no body.
fn item_end(code: &str, from: usize) -> usize {
    match body(code, from) {
        Some(body) => body.end,
        None => code[from..].find(';').map_or(code.len(), |at| from + at + 1),
    }
}

/// The braces after `from`, unless a semicolon outside brackets comes first.
fn body(code: &str, from: usize) -> Option<Range<usize>> {
    let mut brackets = 0i32;
    for (at, letter) in code[from..].char_indices() {
        match letter {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if brackets == 0 => return None,
            '{' if brackets == 0 => return Some(from + at..closing(code, from + at)),
            _ => {}
        }
    }
    None
}

fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0i32;
    for (at, letter) in code[open..].char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + at + 1;
        }
    }
    code.len()
}

pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

impl Scanned {
    /// The same file without its tests: what ends up in the program.
    pub fn shipped(&self) -> String {
        let mut code = self.code.clone().into_bytes();
        for range in &self.tests {
            blank(&mut code[range.clone()]);
        }
        String::from_utf8_lossy(&code).into_owned()
    }

    /// Strings that end up in the program, with their lines.
    pub fn shipped_strings(&self) -> impl Iterator<Item = (usize, &str)> {
        let ships = |literal: &&Literal| !self.tests.iter().any(|range| range.contains(&literal.at));
        self.strings.iter().filter(ships).map(|literal| (line_of(&self.code, literal.at), literal.text.as_str()))
    }
}

/// Lines where `sqlx`, `std::fs` or `sql(` is named as a whole.
pub fn named(code: &str, path: &str) -> Vec<usize> {
    let whole = |at: &usize| {
        let before = code[..*at].chars().next_back();
        let after = code[at + path.len()..].chars().next();
        let goes_on = path.ends_with(is_word) && after.is_some_and(is_word);
        !before.is_some_and(is_word) && !goes_on
    };
    code.match_indices(path).map(|(at, _)| at).filter(whole).map(|at| line_of(code, at)).collect()
}

pub fn functions(code: &str) -> Vec<Function> {
    let starts = code.match_indices("fn ").filter(|(at, _)| !in_word(code, *at));
    starts.filter_map(|(at, _)| function(code, at)).collect()
}

fn function(code: &str, at: usize) -> Option<Function> {
    let name: String = code[at + 3..].chars().take_while(|letter| is_word(*letter)).collect();
    let body = body(code, at)?;
    let lines = code[at..body.end].matches('\n').count() + 1;
    (!name.is_empty()).then(|| Function { name, line: line_of(code, at), lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_characters_are_not_code() {
        let scanned =
            scan("let a = \"sqlx\"; // sqlx\nlet b = r#\"a \"quote\" sqlx\"#; /* sqlx /* sqlx */ */ let c = '\"'; d");

        assert!(!scanned.code.contains("sqlx"), "{}", scanned.code);
        assert!(scanned.code.ends_with('d'));
        let kept: Vec<_> = scanned.strings.iter().map(|literal| literal.text.as_str()).collect();
        assert_eq!(kept, ["sqlx", "a \"quote\" sqlx"]);
    }

    #[test]
    fn a_lifetime_is_code_and_an_escaped_quote_does_not_end_a_string() {
        let scanned = scan("fn f<'a>(x: &'a str) { g(\"\\\"\", '\\'', '\\u{1F600}'); h() }");

        assert!(scanned.code.contains("&'a str"));
        assert!(scanned.code.contains("h()"));
    }

    #[test]
    fn letters_of_many_bytes_do_not_move_the_lines() {
        let scanned = scan("// £ ✔\nlet a = \"£\";\nlet b = 'é';\nsqlx");

        assert_eq!(named(&scanned.code, "sqlx"), [4]);
    }

    #[test]
    fn what_only_tests_see_does_not_ship() {
        let scanned = scan("fn a() { b() }\n#[cfg(test)]\nmod tests { fn c() { d(\"x\") } }\nfn e() { f(\"y\") }");

        let shipped = scanned.shipped();
        assert!(shipped.contains("b()") && shipped.contains("f(") && !shipped.contains("d("));
        assert_eq!(scanned.shipped_strings().collect::<Vec<_>>(), [(4, "y")]);
    }

    #[test]
    fn the_testing_feature_does_not_ship_and_not_test_does() {
        let scanned = scan("#[cfg(feature = \"testing\")]\npub mod testing;\n#[cfg(not(test))]\nfn real() { go() }");

        let shipped = scanned.shipped();
        assert!(!shipped.contains("mod testing") && shipped.contains("go()"));
    }

    #[test]
    fn a_name_counts_only_when_it_is_whole() {
        assert_eq!(named("use sqlx::query;\nlet my_sqlx = sqlxx;", "sqlx"), [1]);
        assert_eq!(named("my_sql(A);\nsql(A);", "sql("), [2]);
    }

    #[test]
    fn a_function_is_measured_to_its_closing_brace() {
        let code = "trait T { fn none(&self); }\nfn a() -> [u8; 3] {\n    if x {\n    }\n}\nfn b() {}";

        let found = functions(code);

        let shape: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.lines)).collect();
        assert_eq!(shape, [("a", 2, 4), ("b", 6, 1)]);
    }
}
