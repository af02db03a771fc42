//! The columns of the table, by the words that stand above them. Their order is free.

use super::Broken;

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

impl Column {
    pub const ALL: [Column; 13] = [
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

    /// As the template and the export write it.
    pub const fn words(self) -> &'static str {
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

    /// Other words that people have above such a column.
    const fn also(self) -> &'static [&'static str] {
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

    const fn is_needed(self) -> bool {
        matches!(self, Column::Function | Column::HeldBy | Column::Power)
    }
}

/// Which column stands where in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    at: Vec<(Column, usize)>,
}

impl Layout {
    /// Reads the first row. Columns that it does not know are left out.
    pub fn of(line: usize, head: &[String]) -> Result<Self, Vec<Broken>> {
        let plain: Vec<String> = head.iter().map(|words| plain(words)).collect();
        let find = |column: Column| {
            let own = plain_words(column);
            plain.iter().position(|words| own.contains(words)).map(|at| (column, at))
        };
        let missing: Vec<Broken> = Column::ALL
            .into_iter()
            .filter(|column| column.is_needed() && find(*column).is_none())
            .map(|column| Broken {
                line,
                column: column.words(),
                letters: String::new(),
                why: "this column is missing: the template shows how it is called".to_owned(),
            })
            .collect();
        if missing.is_empty() {
            Ok(Self { at: Column::ALL.into_iter().filter_map(find).collect() })
        } else {
            Err(missing)
        }
    }

    /// What a row says in a column; nothing where the file has no such column.
    pub fn cell<'r>(&self, row: &'r [String], column: Column) -> &'r str {
        self.place(column).and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
    }

    pub fn place(&self, column: Column) -> Option<usize> {
        self.at.iter().find(|(own, _)| *own == column).map(|(_, at)| *at)
    }
}

fn plain_words(column: Column) -> Vec<String> {
    std::iter::once(column.words()).chain(column.also().iter().copied()).map(plain).collect()
}

fn plain(words: &str) -> String {
    let letters: String = words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn head(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn columns_are_found_in_any_order_and_by_other_words() {
        let layout = Layout::of(1, &head(&["POWER", "Delegated to", "Function", "Colour"])).unwrap();
        let row = head(&["decide", "The committee", "Grants", "red"]);

        assert_eq!(layout.cell(&row, Column::Function), "Grants");
        assert_eq!(layout.cell(&row, Column::HeldBy), "The committee");
        assert_eq!(layout.cell(&row, Column::Limit), "");
    }

    #[test]
    fn a_missing_column_is_named() {
        let missing = Layout::of(1, &head(&["Function"])).unwrap_err();

        assert_eq!(missing.iter().map(|one| one.column).collect::<Vec<_>>(), ["Held by", "Power"]);
    }

    #[test]
    fn no_two_columns_share_a_word() {
        let all: Vec<String> = Column::ALL.into_iter().flat_map(plain_words).collect();

        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}
