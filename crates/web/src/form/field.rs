//! One field of a form.

use std::borrow::Cow;

/// A question with its rule.
#[derive(Debug, Clone)]
pub struct Field {
    pub(crate) name: Cow<'static, str>,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    /// Words when nothing was given; else made from the label.
    pub(crate) missing: Option<String>,
    pub(crate) values: Vec<String>,
    pub(crate) autocomplete: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text {
        max: usize,
    },
    Area {
        max: usize,
        rows: u8,
    },
    Email,
    Phone,
    Url,
    Code,
    Date,
    Time,
    /// A date and a time of day.
    Moment,
    Money,
    Number {
        least: i64,
        most: i64,
    },
    Radios(Vec<Choice>),
    Checkboxes(Vec<Choice>),
    Select(Vec<Choice>),
    File {
        accept: &'static str,
    },
    Hidden,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) hint: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into(), hint: None }
    }

    pub fn hint(mut self, words: impl Into<String>) -> Self {
        self.hint = Some(words.into());
        self
    }
}

impl Field {
    fn new(name: impl Into<Cow<'static, str>>, label: impl Into<String>, kind: Kind) -> Self {
        let (hint, missing, autocomplete) = (None, None, None);
        Self {
            name: name.into(),
            label: label.into(),
            hint,
            kind,
            required: true,
            missing,
            values: Vec::new(),
            autocomplete,
        }
    }

    /// One line of text, up to 200 letters unless [`Field::max`] says otherwise.
    pub fn text(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Text { max: 200 })
    }

    /// Several lines of text, up to 4,000 letters unless [`Field::max`] says otherwise.
    pub fn area(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Area { max: 4_000, rows: 5 })
    }

    pub fn email(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Email).autocomplete("email")
    }

    pub fn phone(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Phone).autocomplete("tel")
    }

    /// A web address.
    pub fn url(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Url).autocomplete("url")
    }

    /// A typed six-digit code.
    pub fn code(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Code).autocomplete("one-time-code")
    }

    /// A day, in three boxes.
    pub fn date(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Date)
    }

    /// A time of day, like 14:30 or 2.30pm.
    pub fn time(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Time)
    }

    /// A day and a time of day in England.
    pub fn datetime(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Moment)
    }

    /// Pounds and pence.
    pub fn money(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Money)
    }

    /// A whole number, from 0 unless [`Field::between`] says otherwise.
    pub fn number(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Number { least: 0, most: 1_000_000_000 })
    }

    /// One of a few, all in sight.
    pub fn radios(name: impl Into<Cow<'static, str>>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Radios(choices))
    }

    /// Any of a few.
    pub fn checkboxes(name: impl Into<Cow<'static, str>>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Checkboxes(choices)).optional()
    }

    /// One of many.
    pub fn select(name: impl Into<Cow<'static, str>>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Select(choices))
    }

    pub fn file(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::File { accept: "" })
    }

    /// A value that goes along unseen. Never a fact that grants power.
    pub fn hidden(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        let mut field = Self::new(name, String::new(), Kind::Hidden).optional();
        field.values = vec![value.into()];
        field
    }

    pub fn hint(mut self, words: impl Into<String>) -> Self {
        self.hint = Some(words.into());
        self
    }

    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// At least one box must be ticked, or a choice made.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The sentence when nothing was given.
    pub fn missing(mut self, words: impl Into<String>) -> Self {
        self.missing = Some(words.into());
        self
    }

    /// Most letters of a text.
    pub fn max(mut self, letters: usize) -> Self {
        match &mut self.kind {
            Kind::Text { max } | Kind::Area { max, .. } => *max = letters,
            _ => {}
        }
        self
    }

    /// Lines that a text area shows.
    pub fn rows(mut self, lines: u8) -> Self {
        if let Kind::Area { rows, .. } = &mut self.kind {
            *rows = lines;
        }
        self
    }

    /// Least and most of a number.
    pub fn between(mut self, from: i64, to: i64) -> Self {
        if let Kind::Number { least, most } = &mut self.kind {
            (*least, *most) = (from, to);
        }
        self
    }

    /// Which files may be chosen: ".pdf,.docx".
    pub fn accept(mut self, endings: &'static str) -> Self {
        if let Kind::File { accept } = &mut self.kind {
            *accept = endings;
        }
        self
    }

    /// What the browser may fill in by itself.
    pub fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// What stands in the field: ISO days and times ("2026-11-24", "2026-11-24 14:00"), pounds for money.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.put(value.into());
        self
    }

    /// Which boxes are ticked.
    pub fn ticked(mut self, values: impl IntoIterator<Item = String>) -> Self {
        self.values = values.into_iter().collect();
        self
    }

    pub(crate) fn put(&mut self, value: String) {
        match self.kind {
            Kind::Checkboxes(_) => self.values.push(value),
            _ => self.values = vec![value],
        }
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(self.kind, Kind::File { .. })
    }

    pub(crate) fn is_hidden(&self) -> bool {
        matches!(self.kind, Kind::Hidden)
    }
}
