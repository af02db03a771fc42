//! What an import did, file by file, in sentences.

use super::sheet::Broken;
use folkmoot_kernel::pence::thousands as number;
use std::fmt;

/// Broken lines that are told in full; the rest are counted here and stand in [`FileReport::broken`].
pub const BROKEN_SHOWN: usize = 20;
/// Broken lines that are kept of one file. A file with more has another fault.
pub(crate) const BROKEN_KEPT: usize = 10_000;

/// Hears how far an import is. All of it is optional.
pub trait Progress: Send + Sync {
    /// A file begins; it lies in so many bytes.
    fn begins(&self, file: &str, bytes: u64) {
        let _ = (file, bytes);
    }
    /// So many bytes more were read.
    fn read(&self, bytes: u64) {
        let _ = bytes;
    }
    fn ends(&self, report: &FileReport) {
        let _ = report;
    }
}

impl Progress for () {}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Read whole; so many rows of the register are new or different.
    Imported { changed: u64 },
    /// The same file as last time: not read again.
    Same,
    /// Not in the folder.
    Absent,
    /// Nothing of it was taken, and why.
    Refused(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    pub file: String,
    pub outcome: Outcome,
    /// Lines or features that were read.
    pub lines: u64,
    /// Lines that were left out, the first 10,000 of them.
    pub broken: Vec<Broken>,
    pub broken_count: u64,
}

/// What a whole import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    pub files: Vec<FileReport>,
    /// Rows that follow from the files: shares, sums, positions of practices.
    pub derived: u64,
}

impl Report {
    /// Rows of the register that are new or different.
    pub fn changed(&self) -> u64 {
        let changed = |file: &FileReport| if let Outcome::Imported { changed } = file.outcome { changed } else { 0 };
        self.files.iter().map(changed).sum::<u64>() + self.derived
    }

    pub fn broken_count(&self) -> u64 {
        self.files.iter().map(|file| file.broken_count).sum()
    }

    /// Whether a file was refused, or none of the files was there.
    pub fn failed(&self) -> bool {
        let refused = self.files.iter().any(|file| matches!(file.outcome, Outcome::Refused(_)));
        refused || self.files.iter().all(|file| file.outcome == Outcome::Absent)
    }

    /// The last sentence: "Nothing changed: ...".
    pub fn summary(&self) -> String {
        let count = |outcome: &Outcome| self.files.iter().filter(|file| &file.outcome == outcome).count();
        let (same, absent) = (count(&Outcome::Same), count(&Outcome::Absent));
        let refused = self.files.iter().filter(|file| matches!(file.outcome, Outcome::Refused(_))).count();
        let read = self.files.len() - same - absent - refused;
        let mut words = match self.changed() {
            0 => "Nothing changed".to_owned(),
            changed => format!("{} rows are new or different", number(changed)),
        };
        words.push_str(&format!(": {read} files read, {same} the same as last time"));
        if refused > 0 {
            words.push_str(&format!(", {refused} refused"));
        }
        if absent > 0 {
            words.push_str(&format!(", {absent} not there"));
        }
        if self.broken_count() > 0 {
            words.push_str(&format!("; {} broken lines left out", number(self.broken_count())));
        }
        words + "."
    }
}

impl fmt::Display for FileReport {
    /// One line for the file, then one for each broken line that is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = number(self.lines);
        match &self.outcome {
            Outcome::Imported { changed: 0 } => write!(f, "{}: {lines} read, nothing changed", self.file)?,
            Outcome::Imported { changed } => {
                write!(f, "{}: {lines} read, {} rows changed", self.file, number(*changed))?
            }
            Outcome::Same => write!(f, "{}: the same file as last time, not read again", self.file)?,
            Outcome::Absent => write!(f, "{}: not there", self.file)?,
            Outcome::Refused(why) => write!(f, "{}: refused. {why}", self.file)?,
        }
        for broken in self.broken.iter().take(BROKEN_SHOWN) {
            write!(f, "\n  left out: {broken}")?;
        }
        match self.broken_count.saturating_sub(BROKEN_SHOWN as u64) {
            0 => Ok(()),
            more => write!(f, "\n  and {} more broken lines", number(more)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(outcome: Outcome, broken: u64) -> FileReport {
        let line = |line| Broken { file: "a.csv".into(), unit: "line", line, column: "code", why: "is empty".into() };
        FileReport {
            file: "a.csv".into(),
            outcome,
            lines: 3_000,
            broken: (2..2 + broken).map(line).collect(),
            broken_count: broken,
        }
    }

    #[test]
    fn a_second_run_says_that_nothing_changed() {
        let report = Report { files: vec![file(Outcome::Same, 0), file(Outcome::Absent, 0)], derived: 0 };

        assert_eq!(report.summary(), "Nothing changed: 0 files read, 1 the same as last time, 1 not there.");
        assert!(!report.failed());
    }

    #[test]
    fn the_twentieth_broken_line_is_told_and_the_next_is_counted() {
        let twenty = file(Outcome::Imported { changed: 5 }, 20).to_string();
        let more = file(Outcome::Imported { changed: 5 }, 21).to_string();

        assert!(
            twenty.starts_with("a.csv: 3,000 read, 5 rows changed\n  left out: a.csv, line 2, column code: is empty\n")
        );
        assert!(twenty.ends_with("a.csv, line 21, column code: is empty"));
        assert!(more.ends_with("\n  and 1 more broken lines"));
    }

    #[test]
    fn an_empty_folder_is_a_failure() {
        assert!(Report { files: vec![file(Outcome::Absent, 0)], derived: 0 }.failed());
    }
}
