//! A table of the database: who sees it, how long it is kept, and which of its columns name a person. The list is whole: a test compares
//! it with the schema, and another with docs/retention.md.

mod all;

pub use all::TABLES;

/// Who sees it. (DESIGN, classes of data)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Everybody.
    Open,
    /// Partners who are signed in, by their seats.
    Partnership,
    /// The person, and those who are named for it.
    Personal,
    /// Nobody: the program's own.
    Program,
}

/// How long it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// As long as the record of the place.
    Record,
    /// So many days after the moment in a column; the daily job deletes it then.
    Days { column: &'static str, days: i64 },
    /// Until its owner, or whoever keeps it, takes it away.
    TakenAway,
    /// As long as this installation.
    Installation,
}

/// One table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    pub table: &'static str,
    /// What lies in it, for people.
    pub words: &'static str,
    pub class: Class,
    pub until: Until,
    /// Columns with the id of a person.
    pub people: &'static [&'static str],
    /// A column with an e-mail address of a person.
    pub email: Option<&'static str>,
}

impl Class {
    pub const fn words(self) -> &'static str {
        match self {
            Class::Open => "open",
            Class::Partnership => "partnership",
            Class::Personal => "personal",
            Class::Program => "the program's own",
        }
    }
}

impl Until {
    pub fn words(self) -> String {
        match self {
            Until::Record => "as long as the record of the place".to_owned(),
            Until::Days { days: 1, .. } => "a day".to_owned(),
            Until::Days { days, .. } => format!("{days} days"),
            Until::TakenAway => "until it is taken away".to_owned(),
            Until::Installation => "as long as this installation".to_owned(),
        }
    }
}

impl Kept {
    /// Whether something in it is about a person.
    pub const fn names_people(&self) -> bool {
        !self.people.is_empty() || self.email.is_some()
    }

    /// Whether its rows are deleted with the person whom they name.
    pub fn goes_with_people(&self) -> bool {
        self.class == Class::Personal && !STAY.contains(&self.table)
    }

    /// What lies in a table of this name, for people.
    pub fn words_of(table: &str) -> &'static str {
        TABLES.iter().find(|kept| kept.table == table).map_or("something else", |kept| kept.words)
    }
}

/// Where people are: rows that others point to, emptied and not deleted.
pub(crate) const PEOPLE: &str = "register_person";
/// Where it is written what was searched for.
pub(crate) const SEARCHES: &str = "keeping_search";
/// Lines of history, by their number.
pub(crate) const HISTORY: &str = "store_history";

/// Tables about people that stay when somebody is erased: their own row, which is emptied instead, and who was shown what.
const STAY: [&str; 2] = [PEOPLE, "store_reading"];

/// Columns that nobody reads, their owner neither: secrets, and hashes by which something is found.
pub const HIDDEN: [&str; 9] =
    ["token_hash", "csrf", "code_hash", "browser_hash", "browser", "credential", "state", "feed_token", "network"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_words() {
        assert_eq!(Until::Days { column: "at", days: 1 }.words(), "a day");
        assert_eq!(Until::Days { column: "at", days: 30 }.words(), "30 days");
    }

    #[test]
    fn each_table_stands_once_in_the_order_of_the_alphabet() {
        assert!(TABLES.windows(2).all(|two| two[0].table < two[1].table));
    }

    #[test]
    fn what_is_personal_is_not_kept_for_ever() {
        for kept in TABLES.iter().filter(|kept| kept.class == Class::Personal) {
            assert!(matches!(kept.until, Until::Days { .. } | Until::TakenAway), "{}", kept.table);
        }
    }
}
