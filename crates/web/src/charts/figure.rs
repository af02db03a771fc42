//! The frame round every drawing: title, sentence, key, drawing, table, CSV link.

use super::about::About;
use super::drawing::{Drawing, series_class};
use super::table::Table;
use super::text::escape;

/// Everything a chart is made of, before it becomes HTML.
#[derive(Debug)]
pub(super) struct Figure<'a> {
    pub(super) about: &'a About,
    /// What the data shows, in plain English.
    pub(super) says: String,
    /// What is not drawn, when something is left out.
    pub(super) note: Option<String>,
    /// Class and words of each colour, when names cannot stand beside the marks.
    pub(super) key: Vec<(&'static str, String)>,
    pub(super) drawing: Drawing,
    pub(super) size: Size,
    pub(super) table: Table,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Size {
    /// As wide as its column, this many pixels high.
    Fluid { height: i64 },
    /// Keeps its shape, as a map must.
    Shaped { width: i64, height: i64 },
}

impl Figure<'_> {
    pub(super) fn html(self) -> String {
        let (id, says) = (&self.about.id, escape(&self.says));
        let title = escape(&self.about.title);
        let note = self.note.as_deref().map(note).unwrap_or_default();
        let (key, csv) = (key_list(&self.key), csv_link(self.about));
        let (class, size) = (self.size.class(), self.size.attributes());
        let table = self.table.html(self.about);
        format!(
            "<figure class=\"fm-chart\" id=\"{id}\">\
             <figcaption class=\"fm-chart__title govuk-heading-s\">{title}</figcaption>\
             <p class=\"fm-chart__summary govuk-body\" aria-hidden=\"true\">{says}</p>{key}\
             <svg class=\"{class}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" {size} \
             xmlns=\"http://www.w3.org/2000/svg\" focusable=\"false\">\
             <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{says}</desc>{}</svg>{note}\
             <details class=\"govuk-details\"><summary class=\"govuk-details__summary\">\
             <span class=\"govuk-details__summary-text\">Show as a table<span class=\"govuk-visually-hidden\">: {title}</span></span>\
             </summary><div class=\"govuk-details__text\">{table}</div></details>{csv}</figure>",
            self.drawing.into_svg()
        )
    }
}

impl Size {
    fn class(self) -> &'static str {
        match self {
            Size::Fluid { .. } => "fm-chart__drawing",
            Size::Shaped { .. } => "fm-chart__drawing fm-chart__drawing--map",
        }
    }

    fn attributes(self) -> String {
        match self {
            Size::Fluid { height } => format!("width=\"100%\" height=\"{height}\""),
            Size::Shaped { width, height } => {
                format!("viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"xMinYMin meet\"")
            }
        }
    }
}

/// The same frame with the sentence of [`About::empty`] where the drawing would be.
pub(super) fn empty(about: &About) -> String {
    format!(
        "<figure class=\"fm-chart\" id=\"{}\"><figcaption class=\"fm-chart__title govuk-heading-s\">{}</figcaption>\
         <p class=\"govuk-body\">{}</p></figure>",
        about.id,
        escape(&about.title),
        escape(&about.empty)
    )
}

/// The key for series 1 to 4, in order.
pub(super) fn series_key<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<(&'static str, String)> {
    names.into_iter().enumerate().map(|(at, name)| (series_class(at), name.to_owned())).collect()
}

fn key_list(key: &[(&'static str, String)]) -> String {
    if key.is_empty() {
        return String::new();
    }
    let items: String = key.iter().map(|(class, words)| key_item(class, words)).collect();
    format!("<ul class=\"fm-key govuk-list\" aria-hidden=\"true\">{items}</ul>")
}

fn key_item(class: &str, words: &str) -> String {
    format!(
        "<li class=\"fm-key__item\"><svg class=\"fm-key__swatch\" width=\"16\" height=\"16\" focusable=\"false\">\
         <rect class=\"{class}\" width=\"16\" height=\"16\"/></svg> {}</li>",
        escape(words)
    )
}

fn note(words: &str) -> String {
    format!("<p class=\"fm-chart__note govuk-body-s\">{}</p>", escape(words))
}

fn csv_link(about: &About) -> String {
    about.csv_href.as_deref().map_or_else(String::new, |href| {
        format!(
            "<p class=\"govuk-body-s\"><a class=\"govuk-link\" href=\"{}\">Download this data as CSV\
             <span class=\"govuk-visually-hidden\">: {}</span></a></p>",
            escape(href),
            escape(&about.title)
        )
    })
}
