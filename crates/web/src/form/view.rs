//! A form as `form.html` draws it: plain words, everything worked out.

use askama::Template;

/// The whole form.
#[derive(Debug, Clone, Template)]
#[template(path = "form.html")]
pub struct FormView {
    /// The page's heading, when the form is the page: what went wrong stands above it.
    pub heading: Option<String>,
    pub caption: Option<String>,
    pub action: String,
    pub has_file: bool,
    pub lead: Vec<String>,
    pub warning: Option<String>,
    pub errors: Vec<ErrorLink>,
    pub conflict: Option<ConflictView>,
    pub hidden: Vec<(String, String)>,
    pub fields: Vec<FieldView>,
    pub button: String,
    pub cancel: Option<(String, String)>,
}

/// A line of the error summary.
#[derive(Debug, Clone)]
pub struct ErrorLink {
    pub href: String,
    pub words: String,
}

/// What somebody else saved while this form was open.
#[derive(Debug, Clone)]
pub struct ConflictView {
    pub rows: Vec<ConflictRow>,
}

/// One field that differs: what is saved now and what was typed here.
#[derive(Debug, Clone)]
pub struct ConflictRow {
    pub label: String,
    pub saved: String,
    pub typed: String,
}

/// One field.
#[derive(Debug, Clone)]
pub struct FieldView {
    /// The id of the first thing to fill in; the error summary leads here.
    pub id: String,
    pub name: String,
    pub label: String,
    pub optional: bool,
    pub hint: Option<String>,
    pub error: Option<String>,
    /// Ids of hint and error, for `aria-describedby`; empty where there are none.
    pub described_by: String,
    pub input: Input,
}

/// What one fills in.
#[derive(Debug, Clone)]
pub enum Input {
    Line(Line),
    Area {
        value: String,
        rows: u8,
        max: usize,
    },
    /// Day, month, year; and a time of day for a moment.
    Date {
        day: String,
        month: String,
        year: String,
        time: Option<String>,
    },
    Radios(Vec<ChoiceView>),
    Checkboxes(Vec<ChoiceView>),
    Select(Vec<ChoiceView>),
    File {
        accept: &'static str,
    },
}

/// A field of one line.
#[derive(Debug, Clone)]
pub struct Line {
    /// The `type` of the input: text, email, tel or url.
    pub kind: &'static str,
    pub value: String,
    /// Which keyboard a phone shows; empty for the usual one.
    pub input_mode: &'static str,
    pub autocomplete: Option<&'static str>,
    /// A width class of govuk-frontend.
    pub width: &'static str,
    /// "£" before money.
    pub prefix: Option<&'static str>,
}

/// One thing to choose.
#[derive(Debug, Clone)]
pub struct ChoiceView {
    pub id: String,
    pub value: String,
    pub words: String,
    pub hint: Option<String>,
    pub chosen: bool,
}
