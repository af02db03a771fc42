//! The columns of the table.

use folkmoot_kernel::rows;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Heading,
    Function,
    About,
    Words,
    HeldBy,
    Power,
    Limit,
    Together,
    Basis,
    Source,
    SourceUrl,
    From,
    Until,
}

impl rows::Column for Column {
    const ALL: &'static [Self] = &[
        Column::Heading,
        Column::Function,
        Column::About,
        Column::Words,
        Column::HeldBy,
        Column::Power,
        Column::Limit,
        Column::Together,
        Column::Basis,
        Column::Source,
        Column::SourceUrl,
        Column::From,
        Column::Until,
    ];

    fn words(self) -> &'static str {
        match self {
            Column::Heading => "Heading",
            Column::Function => "What is decided",
            Column::About => "What it means",
            Column::Words => "Search words",
            Column::HeldBy => "Held by",
            Column::Power => "Power",
            Column::Limit => "Up to pounds",
            Column::Together => "Together",
            Column::Basis => "Legal basis",
            Column::Source => "Source",
            Column::SourceUrl => "Source link",
            Column::From => "From",
            Column::Until => "Until",
        }
    }

    fn also(self) -> &'static [&'static str] {
        match self {
            Column::Heading => &["section", "area", "category"],
            Column::Function => &["function", "decision", "matter"],
            Column::About => &["description", "meaning"],
            Column::Words => &["keywords"],
            Column::HeldBy => &["holder", "body", "delegated to", "reserved to", "body or post"],
            Column::Power => &["role"],
            Column::Limit => &["limit", "up to", "financial limit", "limit pounds", "pounds"],
            Column::Together => &["shared", "jointly"],
            Column::Basis => &["basis", "authority", "statute"],
            Column::Source => &["document", "reference"],
            Column::SourceUrl => &["link", "url"],
            Column::From => &["start", "start date", "from date"],
            Column::Until => &["end", "end date", "to"],
        }
    }

    fn is_needed(self) -> bool {
        matches!(self, Column::Function | Column::HeldBy | Column::Power)
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
