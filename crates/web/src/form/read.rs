//! Reading what was sent against the form's own declaration. Every fault is a sentence beside its field.

use super::Form;
use super::answers::{Answer, Answers};
use super::field::{Choice, Field, Kind};
use crate::sent::Sent;
use folkmoot_kernel::{Date, Pence, Timestamp, capital};

/// Why a form was refused: sentences by field, in the form's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(pub(crate) Vec<(String, String)>);

impl FormErrors {
    /// One sentence beside one field, with a capital letter: how a rule's refusal reaches its reader.
    pub fn on(field: &str, why: impl Into<String>) -> Self {
        Self(vec![(field.to_owned(), capital(&why.into()))])
    }

    /// One more.
    pub fn and(mut self, field: &str, why: impl Into<String>) -> Self {
        self.0.push((field.to_owned(), why.into()));
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All that is wrong with one field: "Line 4 ...; line 9 ...".
    pub(crate) fn all_of(&self, field: &str) -> Option<String> {
        let all: Vec<&str> = self.0.iter().filter(|(name, _)| name == field).map(|(_, why)| why.as_str()).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    #[cfg(test)]
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, why)| why.as_str())
    }
}

impl Form {
    /// The checked answers, or what is wrong with each field.
    pub fn read(&self, sent: &Sent) -> Result<Answers, FormErrors> {
        let mut answers = Answers { version: sent.get("_version").and_then(|v| v.parse().ok()), ..Answers::default() };
        let mut errors = FormErrors::default();
        for field in &self.fields {
            match field.read(sent) {
                Ok(Some(answer)) => drop(answers.by_name.insert(field.name.to_string(), answer)),
                Ok(None) if field.required => errors.0.push((field.name.to_string(), field.missing_words())),
                Ok(None) => {}
                Err(why) => errors.0.push((field.name.to_string(), why)),
            }
        }
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }
}

impl Field {
    fn read(&self, sent: &Sent) -> Result<Option<Answer>, String> {
        match &self.kind {
            Kind::File { .. } => Ok(sent.file(&self.name).cloned().map(Answer::File)),
            Kind::Checkboxes(choices) => self.read_ticks(sent, choices),
            Kind::Date => read_date(sent, &self.name).map(|date| date.map(Answer::Date)),
            Kind::Moment => read_moment(sent, &self.name).map(|moment| moment.map(Answer::Moment)),
            _ => match sent.get(&self.name).filter(|text| !text.is_empty()) {
                Some(text) => self.read_one(text).map(Some),
                None => Ok(None),
            },
        }
    }

    fn read_one(&self, text: &str) -> Result<Answer, String> {
        match &self.kind {
            Kind::Text { max } => self.short_enough(&text.replace('\n', " "), *max),
            Kind::Area { max, .. } => self.short_enough(text, *max),
            Kind::Email => read_email(text),
            Kind::Phone => read_phone(text),
            Kind::Url => read_url(text),
            Kind::Code => read_code(text),
            Kind::Money => Pence::read(text).map(Answer::Money).map_err(|why| capital(&why.to_string())),
            Kind::Number { least, most } => read_number(text, *least, *most),
            Kind::Time => read_time(text).map(|(hour, minute)| Answer::Time(hour, minute)),
            Kind::Radios(choices) | Kind::Select(choices) => self.one_of(text, choices),
            _ => Ok(Answer::Text(text.to_owned())),
        }
    }

    fn short_enough(&self, text: &str, max: usize) -> Result<Answer, String> {
        let letters = text.chars().count();
        if letters <= max {
            return Ok(Answer::Text(text.to_owned()));
        }
        Err(format!("{} must be {max} letters or fewer; it has {letters}", self.quoted_label()))
    }

    fn one_of(&self, text: &str, choices: &[Choice]) -> Result<Answer, String> {
        let known = choices.iter().any(|choice| choice.value == text);
        if known { Ok(Answer::Text(text.to_owned())) } else { Err("Choose one from the list".to_owned()) }
    }

    fn read_ticks(&self, sent: &Sent, choices: &[Choice]) -> Result<Option<Answer>, String> {
        let ticked: Vec<String> = sent.all(&self.name).map(str::to_owned).collect();
        if ticked.iter().any(|value| !choices.iter().any(|choice| choice.value == *value)) {
            return Err("Choose from the list".to_owned());
        }
        Ok((!ticked.is_empty()).then_some(Answer::Many(ticked)))
    }

    pub(crate) fn missing_words(&self) -> String {
        if let Some(words) = &self.missing {
            return words.clone();
        }
        match self.kind {
            Kind::Radios(_) | Kind::Select(_) | Kind::Checkboxes(_) => {
                format!("Choose an answer to {}", self.quoted_label())
            }
            Kind::File { .. } => "Choose a file".to_owned(),
            _ => format!("Answer {}", self.quoted_label()),
        }
    }

    fn quoted_label(&self) -> String {
        format!("“{}”", self.label)
    }
}

fn read_email(text: &str) -> Result<Answer, String> {
    let fits = text.len() <= 254
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>'))
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if fits {
        Ok(Answer::Text(text.to_owned()))
    } else {
        Err("Enter an e-mail address, like name@example.org".to_owned())
    }
}

fn read_phone(text: &str) -> Result<Answer, String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = (7..=15).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +()-".contains(c));
    if fits {
        Ok(Answer::Text(text.to_owned()))
    } else {
        Err("Enter a telephone number, like 01632 960 001".to_owned())
    }
}

fn read_url(text: &str) -> Result<Answer, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let fits = text.len() <= 500
        && host.contains('.')
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'));
    if fits {
        Ok(Answer::Text(text.to_owned()))
    } else {
        Err("Enter a web address, like https://www.example.org".to_owned())
    }
}

fn read_code(text: &str) -> Result<Answer, String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let fits = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    if fits { Ok(Answer::Text(digits)) } else { Err("The code has six numbers, like 123 456".to_owned()) }
}

fn read_number(text: &str, least: i64, most: i64) -> Result<Answer, String> {
    let number: Option<i64> = text.replace([',', ' '], "").parse().ok();
    match number {
        Some(number) if (least..=most).contains(&number) => Ok(Answer::Number(number)),
        Some(_) => Err(format!("Enter a number from {least} to {most}")),
        None => Err("Enter a whole number, like 15".to_owned()),
    }
}

/// Day, month (as a number or a word) and year in three boxes.
fn read_date(sent: &Sent, name: &str) -> Result<Option<Date>, String> {
    let part = |which: &str| sent.get(&format!("{name}-{which}")).unwrap_or_default().to_owned();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let missing: Vec<&str> = [("a day", &day), ("a month", &month), ("a year", &year)]
        .into_iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(what, _)| what)
        .collect();
    if !missing.is_empty() {
        return Err(format!("The date must have {}", missing.join(" and ")));
    }
    let date = || Date::new(year.parse().ok()?, month_number(&month)?, day.parse().ok()?).ok();
    date()
        .filter(|date| (1900..=2200).contains(&date.year()))
        .map(Some)
        .ok_or_else(|| "Enter a real date, like 27 3 2027".to_owned())
}

fn month_number(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = text.to_lowercase();
    let by_word = || MONTHS.iter().position(|month| word.len() >= 3 && word.starts_with(month)).map(|at| at as i8 + 1);
    text.parse().ok().or_else(by_word)
}

fn read_moment(sent: &Sent, name: &str) -> Result<Option<Timestamp>, String> {
    let date = read_date(sent, name)?;
    let time = sent.get(&format!("{name}-time")).unwrap_or_default();
    match (date, time.is_empty()) {
        (None, true) => Ok(None),
        (None, false) => Err("Enter the day as well as the time".to_owned()),
        (Some(_), true) => Err("Enter the time as well as the day, like 14:30".to_owned()),
        (Some(date), false) => read_time(time).map(|(hour, minute)| Some(Timestamp::at(date, hour, minute))),
    }
}

/// "14:30", "14.30", "1430", "2:30pm", "2pm".
fn read_time(text: &str) -> Result<(i8, i8), String> {
    let sentence = || "Enter a time, like 14:30 or 2.30pm".to_owned();
    let packed: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let (digits, half) = match (packed.strip_suffix("am"), packed.strip_suffix("pm")) {
        (Some(rest), _) => (rest, Some(0)),
        (_, Some(rest)) => (rest, Some(12)),
        _ => (packed.as_str(), None),
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None if half.is_some() => (digits, "0"),
        None => return Err(sentence()),
    };
    let hour: i8 = hour.parse().map_err(|_| sentence())?;
    let minute: i8 = minute.parse().map_err(|_| sentence())?;
    let fits =
        (0..60).contains(&minute) && if half.is_some() { (1..=12).contains(&hour) } else { (0..24).contains(&hour) };
    if !fits {
        return Err(sentence());
    }
    Ok((half.map_or(hour, |half| hour % 12 + half), minute))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sent(values: &[(&str, &str)]) -> Sent {
        Sent::of(values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("14:30", (14, 30)),
            ("14.30", (14, 30)),
            ("0905", (9, 5)),
            ("2.30 PM", (14, 30)),
            ("12am", (0, 0)),
            ("12pm", (12, 0)),
        ] {
            assert_eq!(read_time(typed), Ok(expected), "{typed}");
        }
        for typed in ["", "25:00", "13pm", "14:60", "noon", "14"] {
            assert!(read_time(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_date_takes_a_month_in_words_and_names_what_is_missing() {
        let march = sent(&[("d-day", "27"), ("d-month", "March"), ("d-year", "2027")]);
        let no_year = sent(&[("d-day", "27"), ("d-month", "3")]);
        let unreal = sent(&[("d-day", "30"), ("d-month", "2"), ("d-year", "2027")]);

        assert_eq!(read_date(&march, "d"), Ok(Date::new(2027, 3, 27).ok()));
        assert_eq!(read_date(&no_year, "d"), Err("The date must have a year".to_owned()));
        assert!(read_date(&unreal, "d").is_err());
    }

    #[test]
    fn the_last_letter_fits_and_one_more_does_not() {
        let form = Form::post("/x", "X").field(Field::text("what", "What").max(3));

        assert_eq!(form.read(&sent(&[("what", "äbc")])).unwrap().text("what"), "äbc");
        let errors = form.read(&sent(&[("what", "abcd")])).unwrap_err();
        assert_eq!(errors.of("what"), Some("“What” must be 3 letters or fewer; it has 4"));
    }

    #[test]
    fn a_choice_that_was_not_offered_is_refused() {
        let form = Form::post("/x", "X").field(Field::radios("a", "A", vec![Choice::new("yes", "Yes")]));

        assert_eq!(form.read(&sent(&[("a", "yes")])).unwrap().text("a"), "yes");
        assert!(form.read(&sent(&[("a", "no")])).is_err());
        assert!(form.read(&sent(&[])).is_err());
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let form = Form::post("/x", "X")
            .field(Field::email("email", "E-mail"))
            .field(Field::number("n", "How many?").between(1, 5))
            .field(Field::text("t", "Anything").optional());

        let errors = form.read(&sent(&[("email", "nobody"), ("n", "6")])).unwrap_err();

        assert_eq!(errors.0.len(), 2);
        assert_eq!(errors.of("n"), Some("Enter a number from 1 to 5"));
    }

    proptest! {
        #[test]
        fn reading_any_text_never_panics(text in ".{0,40}") {
            let _ = (read_time(&text), read_email(&text), read_phone(&text), read_url(&text), read_code(&text));
            let _ = read_date(&sent(&[("d-day", &text), ("d-month", &text), ("d-year", &text)]), "d");
        }
    }
}
