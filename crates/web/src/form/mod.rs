//! Forms, declared once: shown, read, refused beside the field with what was typed, and held against a newer version.

mod answers;
mod field;
mod read;
mod show;
pub mod view;

pub use answers::Answers;
pub use field::{Choice, Field};
pub use read::FormErrors;

/// A form as its page declares it.
#[derive(Debug, Clone)]
pub struct Form {
    pub(crate) action: String,
    pub(crate) title: String,
    pub(crate) caption: Option<String>,
    pub(crate) lead: Vec<String>,
    pub(crate) warning: Option<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) button: String,
    pub(crate) cancel: Option<(String, String)>,
    pub(crate) crumbs: Vec<(String, String)>,
    pub(crate) version: Option<i64>,
    pub(crate) key: Option<String>,
}

impl Form {
    /// A form that is sent to `action`; `title` is the page's heading.
    pub fn post(action: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            title: title.into(),
            caption: None,
            lead: Vec::new(),
            warning: None,
            fields: Vec::new(),
            button: "Save".to_owned(),
            cancel: None,
            crumbs: Vec::new(),
            version: None,
            key: None,
        }
    }

    /// Small words above the heading, like the name of what the form is about.
    pub fn caption(mut self, words: impl Into<String>) -> Self {
        self.caption = Some(words.into());
        self
    }

    /// A paragraph above the fields. May be called again for a second one.
    pub fn lead(mut self, words: impl Into<String>) -> Self {
        self.lead.push(words.into());
        self
    }

    /// Words with a warning sign: what cannot be undone.
    pub fn warning(mut self, words: impl Into<String>) -> Self {
        self.warning = Some(words.into());
        self
    }

    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// The words on the button: the act itself, "Accept this promise".
    pub fn button(mut self, words: impl Into<String>) -> Self {
        self.button = words.into();
        self
    }

    /// Where "Cancel" leads.
    pub fn back(self, href: impl Into<String>) -> Self {
        self.cancel("Cancel", href)
    }

    /// The link beside the button.
    pub fn cancel(mut self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.cancel = Some((words.into(), href.into()));
        self
    }

    /// One more step of the way back, outermost first.
    pub fn crumb(mut self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push((words.into(), href.into()));
        self
    }

    /// The version of the row that the form changes: a newer one in the meantime is shown, never overwritten unseen.
    pub fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// Puts values into fields: what is there now.
    pub fn filled<N, V>(mut self, values: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        for (name, value) in values {
            let value = value.into();
            if let Some(field) = self.fields.iter_mut().find(|field| field.name == name.as_ref()) {
                field.put(value);
            }
        }
        self
    }

    pub(crate) fn has_file(&self) -> bool {
        self.fields.iter().any(|field| field.is_file())
    }
}
