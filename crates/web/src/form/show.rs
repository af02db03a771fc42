//! Showing a form: fresh, again with what was wrong, or beside what somebody else saved.

use super::field::{Choice, Field, Kind};
use super::view::{ChoiceView, ConflictRow, ConflictView, ErrorLink, FieldView, FormView, Input, Line};
use super::{Form, FormErrors};
use crate::ctx::Ctx;
use crate::error::PageError;
use crate::page::Page;
use crate::sent::Sent;
use crate::sign_in::session::new_token;
use axum::http::StatusCode;
use axum::response::Response;

impl Ctx {
    /// Shows a form.
    pub async fn form(&self, form: Form) -> Result<Response, PageError> {
        self.show(StatusCode::OK, form, &FormErrors::default(), None).await
    }

    /// Shows a form again, with what was typed and what is wrong.
    pub async fn form_again(&self, form: Form, sent: &Sent, errors: FormErrors) -> Result<Response, PageError> {
        let form = form.typed(sent);
        self.show(StatusCode::UNPROCESSABLE_ENTITY, form, &errors, None).await
    }

    /// Shows a form whose row somebody else changed: both versions beside each other, nothing lost. `current` is the
    /// form filled with what is saved now, at its new version.
    pub async fn form_conflict(&self, current: Form, sent: &Sent) -> Result<Response, PageError> {
        let conflict = ConflictView { rows: current.differences(sent) };
        let form = current.typed_keeping_version(sent);
        self.show(StatusCode::CONFLICT, form, &FormErrors::default(), Some(conflict)).await
    }

    async fn show(
        &self,
        status: StatusCode,
        form: Form,
        errors: &FormErrors,
        conflict: Option<ConflictView>,
    ) -> Result<Response, PageError> {
        let mut page = Page::new(form.title.clone());
        for (words, href) in &form.crumbs {
            page = page.crumb(words, href);
        }
        let mut view = form.view(self, errors, conflict);
        (view.heading, view.caption) = (Some(form.title), form.caption);
        self.page_with(status, page.form(&view, !errors.is_empty())).await
    }
}

impl Form {
    /// The form as HTML inside a page of one's own.
    pub fn inside(self, ctx: &Ctx) -> Result<String, PageError> {
        use askama::Template;
        Ok(self.view(ctx, &FormErrors::default(), None).render()?)
    }

    /// The form with what was typed.
    fn typed(self, sent: &Sent) -> Self {
        let version = sent.get("_version").and_then(|version| version.parse().ok());
        Self { version, ..self.typed_keeping_version(sent) }
    }

    fn typed_keeping_version(mut self, sent: &Sent) -> Self {
        for field in &mut self.fields {
            field.values = field.typed(sent);
        }
        self.key = sent.get("_key").map(str::to_owned);
        self
    }

    fn differences(&self, sent: &Sent) -> Vec<ConflictRow> {
        let shown = self.fields.iter().filter(|field| !field.is_hidden() && !field.is_file());
        let differing = shown.map(|field| ConflictRow {
            label: field.label.clone(),
            saved: field.in_words(&field.values),
            typed: field.in_words(&field.typed(sent)),
        });
        differing.filter(|row| row.saved != row.typed).collect()
    }

    fn view(&self, ctx: &Ctx, errors: &FormErrors, conflict: Option<ConflictView>) -> FormView {
        let mut hidden =
            vec![("_csrf".to_owned(), ctx.csrf()), ("_key".to_owned(), self.key.clone().unwrap_or_else(new_token))];
        hidden.extend(self.version.map(|version| ("_version".to_owned(), version.to_string())));
        let (unseen, seen): (Vec<&Field>, Vec<&Field>) = self.fields.iter().partition(|field| field.is_hidden());
        hidden.extend(unseen.iter().map(|field| (field.name.to_string(), field.first())));
        FormView {
            heading: None,
            caption: None,
            action: self.action.clone(),
            has_file: self.has_file(),
            lead: self.lead.clone(),
            warning: self.warning.clone(),
            errors: self.error_links(errors),
            conflict,
            hidden,
            fields: seen.iter().map(|field| field.view(errors.all_of(&field.name).as_deref())).collect(),
            button: self.button.clone(),
            cancel: self.cancel.clone(),
        }
    }

    fn error_links(&self, errors: &FormErrors) -> Vec<ErrorLink> {
        let id =
            |name: &str| self.fields.iter().find(|field| field.name == name).map_or_else(String::new, Field::first_id);
        errors
            .0
            .iter()
            .map(|(name, words)| ErrorLink { href: format!("#{}", id(name)), words: words.clone() })
            .collect()
    }
}

impl Field {
    fn first(&self) -> String {
        self.values.first().cloned().unwrap_or_default()
    }

    /// The id of the first thing to fill in.
    fn first_id(&self) -> String {
        match &self.kind {
            Kind::Date | Kind::Moment => format!("{}-day", self.name),
            Kind::Radios(_) | Kind::Checkboxes(_) => format!("{}-1", self.name),
            _ => self.name.to_string(),
        }
    }

    /// What was typed, in the shape of [`Field::values`].
    fn typed(&self, sent: &Sent) -> Vec<String> {
        let part = |which: &str| sent.get(&format!("{}-{which}", self.name)).unwrap_or_default().to_owned();
        match self.kind {
            Kind::Date => vec![format!("{}\u{1f}{}\u{1f}{}", part("day"), part("month"), part("year"))],
            Kind::Moment => {
                vec![format!("{}\u{1f}{}\u{1f}{}\u{1f}{}", part("day"), part("month"), part("year"), part("time"))]
            }
            _ => sent.all(&self.name).map(str::to_owned).collect(),
        }
    }

    /// For a person who compares two versions.
    fn in_words(&self, values: &[String]) -> String {
        let words = |value: &String| match &self.kind {
            Kind::Radios(choices) | Kind::Select(choices) | Kind::Checkboxes(choices) => {
                choices.iter().find(|c| c.value == *value).map_or_else(|| value.clone(), |c| c.words.clone())
            }
            Kind::Date | Kind::Moment => date_parts(value).join(" ").trim().to_owned(),
            _ => value.clone(),
        };
        values.iter().map(words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn view(&self, error: Option<&str>) -> FieldView {
        let hint_id = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error_id = error.map(|_| format!("{}-error", self.name));
        FieldView {
            id: self.first_id(),
            name: self.name.to_string(),
            label: self.label.clone(),
            optional: !self.required,
            hint: self.hint.clone(),
            error: error.map(str::to_owned),
            described_by: hint_id.into_iter().chain(error_id).collect::<Vec<_>>().join(" "),
            input: self.input(),
        }
    }

    fn input(&self) -> Input {
        let line = |kind, input_mode, width, prefix| {
            Input::Line(Line { kind, value: self.first(), input_mode, autocomplete: self.autocomplete, width, prefix })
        };
        match &self.kind {
            Kind::Text { max } => line("text", "", if *max <= 20 { "govuk-input--width-10" } else { "" }, None),
            Kind::Email => line("email", "email", "", None),
            Kind::Phone => line("tel", "tel", "govuk-input--width-20", None),
            Kind::Url => line("url", "url", "", None),
            Kind::Code => line("text", "numeric", "govuk-input--width-10 govuk-input--extra-letter-spacing", None),
            Kind::Money => line("text", "decimal", "govuk-input--width-10", Some("£")),
            Kind::Number { .. } => line("text", "numeric", "govuk-input--width-5", None),
            Kind::Time => line("text", "", "govuk-input--width-5", None),
            Kind::Hidden => line("hidden", "", "", None),
            Kind::Area { max, rows } => Input::Area { value: self.first(), rows: *rows, max: *max },
            Kind::Date | Kind::Moment => self.date_input(),
            Kind::Radios(choices) => Input::Radios(self.choices(choices)),
            Kind::Checkboxes(choices) => Input::Checkboxes(self.choices(choices)),
            Kind::Select(choices) => Input::Select(self.choices(choices)),
            Kind::File { accept } => Input::File { accept },
        }
    }

    fn date_input(&self) -> Input {
        let mut parts = date_parts(&self.first()).into_iter();
        let mut next = || parts.next().unwrap_or_default();
        let (day, month, year) = (next(), next(), next());
        let time = matches!(self.kind, Kind::Moment).then(next);
        Input::Date { day, month, year, time }
    }

    fn choices(&self, choices: &[Choice]) -> Vec<ChoiceView> {
        let view = |(at, choice): (usize, &Choice)| ChoiceView {
            id: format!("{}-{}", self.name, at + 1),
            value: choice.value.clone(),
            words: choice.words.clone(),
            hint: choice.hint.clone(),
            chosen: self.values.contains(&choice.value),
        };
        choices.iter().enumerate().map(view).collect()
    }
}

/// Day, month, year and perhaps time: from what was typed (parts kept apart) or from "2026-11-24 14:00".
fn date_parts(value: &str) -> Vec<String> {
    if value.contains('\u{1f}') {
        return value.split('\u{1f}').map(str::to_owned).collect();
    }
    let (date, time) = value.split_once(' ').unwrap_or((value, ""));
    let mut parts: Vec<String> = date.split('-').rev().map(|part| part.trim_start_matches('0').to_owned()).collect();
    parts.push(time.to_owned());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_day_fills_three_boxes() {
        assert_eq!(date_parts("2026-03-09 14:05"), ["9", "3", "2026", "14:05"]);
    }

    #[test]
    fn what_was_typed_in_a_date_comes_back_letter_by_letter() {
        let sent = Sent::of(vec![("d-day".into(), "31".into()), ("d-month".into(), "Febuary".into())]);
        let field = Field::date("d", "When?");

        assert_eq!(date_parts(&field.typed(&sent)[0]), ["31", "Febuary", ""]);
    }
}
