//! The columns of the table.

use folkmoot_kernel::rows;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Body,
    Seat,
    Role,
    Votes,
    Organisation,
    Name,
    Email,
    Holds,
    From,
    Until,
}

impl rows::Column for Column {
    const ALL: &'static [Self] = &[
        Column::Body,
        Column::Seat,
        Column::Role,
        Column::Votes,
        Column::Organisation,
        Column::Name,
        Column::Email,
        Column::Holds,
        Column::From,
        Column::Until,
    ];

    fn words(self) -> &'static str {
        match self {
            Column::Body => "Body",
            Column::Seat => "Seat",
            Column::Role => "Role",
            Column::Votes => "Votes",
            Column::Organisation => "Organisation",
            Column::Name => "Name",
            Column::Email => "E-mail",
            Column::Holds => "Holds it as",
            Column::From => "From",
            Column::Until => "Until",
        }
    }

    fn also(self) -> &'static [&'static str] {
        match self {
            Column::Body => &["committee", "board", "group", "meeting"],
            Column::Seat => &["post", "title", "job title", "position"],
            Column::Role => &["role on the body"],
            Column::Votes => &["voting", "vote", "voting right", "voting member"],
            Column::Organisation => &["organization", "on behalf of", "representing", "partner", "employer"],
            Column::Name => &["person", "member", "held by", "holder"],
            Column::Email => &["email", "email address", "e mail address", "mail"],
            Column::Holds => &["capacity", "holder or deputy"],
            Column::From => &["start", "start date", "since", "from date"],
            Column::Until => &["end", "end date", "to", "until date"],
        }
    }

    fn is_needed(self) -> bool {
        matches!(self, Column::Body | Column::Seat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_share_a_word() {
        assert!(rows::shared_words::<Column>().is_empty());
    }
}
