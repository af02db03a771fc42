//! What the program says on the command line.

use std::error::Error;
use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

/// A line on standard output. Nobody reads on (`folkmoot job list | head`)? Then there is no more to say.
pub fn line(words: impl Display) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

/// A line for people beside what a program may read: on standard error.
pub fn aside(words: impl Display) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// Why it did not work, with its causes, in one sentence.
pub fn failure(err: &(dyn Error + 'static)) -> ExitCode {
    aside(format_args!("folkmoot: {}", chain(err)));
    ExitCode::FAILURE
}

/// The error and its causes: "the database file x cannot be opened: unable to open database file".
pub fn chain(err: &(dyn Error + 'static)) -> String {
    let mut words = vec![err.to_string()];
    let mut cause = err.source();
    while let Some(err) = cause {
        let said = err.to_string();
        if words.last().is_none_or(|last| !last.ends_with(&said)) {
            words.push(said);
        }
        cause = err.source();
    }
    words.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the file cannot be read")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn a_failure_names_its_causes_once() {
        let err = Outer(std::io::Error::other("it is a folder"));

        assert_eq!(chain(&err), "the file cannot be read: it is a folder");
    }
}
