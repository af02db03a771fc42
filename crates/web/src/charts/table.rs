//! The same data as a table, for everybody who cannot or would rather not read a drawing.

use super::about::About;
use super::text::escape;

/// Rows under headings. The first cell of a row is its name.
#[derive(Debug)]
pub(super) struct Table {
    heads: Vec<Head>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug)]
struct Head {
    words: String,
    numbers: bool,
}

#[derive(Debug)]
pub(super) struct Cell {
    words: String,
    href: Option<String>,
}

impl Cell {
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), href: None }
    }

    pub(super) fn link(words: impl Into<String>, href: Option<String>) -> Self {
        Self { words: words.into(), href }
    }

    fn html(&self) -> String {
        let words = escape(&self.words);
        match &self.href {
            Some(href) => format!("<a class=\"govuk-link\" href=\"{}\">{words}</a>", escape(href)),
            None => words,
        }
    }
}

impl Table {
    pub(super) fn new() -> Self {
        Self { heads: Vec::new(), rows: Vec::new() }
    }

    pub(super) fn words(mut self, heading: impl Into<String>) -> Self {
        self.heads.push(Head { words: heading.into(), numbers: false });
        self
    }

    pub(super) fn numbers(mut self, heading: impl Into<String>) -> Self {
        self.heads.push(Head { words: heading.into(), numbers: true });
        self
    }

    pub(super) fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }

    pub(super) fn html(&self, about: &About) -> String {
        let heads: String = self.heads.iter().map(Head::html).collect();
        let rows: String = self.rows.iter().map(|row| self.row(row)).collect();
        format!(
            "<table class=\"govuk-table fm-chart__table\">\
             <caption class=\"govuk-table__caption govuk-table__caption--s\">{}</caption>\
             <thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">{heads}</tr></thead>\
             <tbody class=\"govuk-table__body\">{rows}</tbody></table>",
            escape(&about.title)
        )
    }

    fn row(&self, cells: &[Cell]) -> String {
        let cells: String =
            cells.iter().zip(&self.heads).enumerate().map(|(at, (cell, head))| head.cell(at, cell)).collect();
        format!("<tr class=\"govuk-table__row\">{cells}</tr>")
    }
}

impl Head {
    fn html(&self) -> String {
        let numeric = if self.numbers { " govuk-table__header--numeric" } else { "" };
        format!("<th scope=\"col\" class=\"govuk-table__header{numeric}\">{}</th>", escape(&self.words))
    }

    fn cell(&self, at: usize, cell: &Cell) -> String {
        let numeric = if self.numbers { " govuk-table__cell--numeric" } else { "" };
        match at {
            0 => format!("<th scope=\"row\" class=\"govuk-table__header\">{}</th>", cell.html()),
            _ => format!("<td class=\"govuk-table__cell{numeric}\">{}</td>", cell.html()),
        }
    }
}
