//! What whoever takes over a seat has to know, drawn from the record: nobody has to remember to write it down.

use folkmoot_kernel::Date;
use folkmoot_press::{Document, Span, Table};

/// A seat with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    pub seat: String,
    pub place: String,
    pub organisation: Option<String>,
    pub body: Option<(String, String)>,
    pub role: &'static str,
    pub votes: bool,
    /// "Asha Marsh, since 3 March 2025"
    pub holders: Vec<String>,
    /// Who wrote what for whoever comes.
    pub notes: Vec<(String, String)>,
    pub promises: Vec<Owed>,
    /// Promises of others that its organisation was named to confirm and that are said to be done.
    pub to_confirm: Vec<Line>,
    pub to_answer: Vec<Line>,
    pub interests: Vec<String>,
    pub meetings: Vec<Line>,
    pub decisions: Vec<Line>,
    pub priorities: Vec<Line>,
}

/// Something with a page of its own: words, what is said beside, a whole address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub words: String,
    pub beside: String,
    pub address: String,
}

/// An open promise of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    pub number: i64,
    pub what: String,
    pub done_means: String,
    pub due: Date,
    pub state: &'static str,
}

impl Pack {
    pub fn document(&self, today: Date) -> Document {
        let mut document = Document::titled(format!("Handover: {}", self.seat), &self.place, today)
            .subtitled(format!("What hangs on this seat, as the record stood on {}", today.in_words()))
            .foot(format!("{}, {}", self.seat, self.place));
        self.the_seat(&mut document);
        self.promises(&mut document);
        lines(&mut document, "Decisions that wait for a position", &self.to_answer, "None.");
        lines(&mut document, "Promises of others to confirm", &self.to_confirm, "None.");
        document.heading(1, "Declared interests");
        match self.interests.is_empty() {
            true => document.words("None is declared. Whoever takes over declares their own."),
            false => document.list(self.interests.iter().map(|words| vec![Span::plain(words)]).collect()),
        };
        lines(&mut document, "Next meetings", &self.meetings, "None is called yet.");
        lines(&mut document, "What was decided last", &self.decisions, "Nothing yet.");
        lines(&mut document, "What the place set out to do", &self.priorities, "No priority is recorded.");
        document
    }

    fn the_seat(&self, document: &mut Document) {
        let fact = |name: &str, words: &str| vec![Span::strong(format!("{name}: ")), Span::plain(words)];
        document.heading(1, "The seat");
        let mut facts = Vec::new();
        if let Some((name, address)) = &self.body {
            facts.push(vec![Span::strong("On: "), Span::link(name, address)]);
        }
        facts.push(fact("For", self.organisation.as_deref().unwrap_or("no organisation")));
        facts.push(fact("As", self.role));
        facts.push(fact("Vote", if self.votes { "votes" } else { "does not vote" }));
        facts.push(fact(
            "Held by",
            &if self.holders.is_empty() { "nobody".to_owned() } else { self.holders.join("; ") },
        ));
        document.list(facts);
        if !self.notes.is_empty() {
            document.heading(2, "From those who sat here before");
        }
        for (name, note) in &self.notes {
            document.paragraph(vec![Span::strong(format!("{name}: ")), Span::plain(note)]);
        }
    }

    fn promises(&self, document: &mut Document) {
        document.heading(1, "Open promises of the organisation");
        let row = |one: &Owed| {
            vec![
                format!("{}. {}", one.number, one.what),
                one.done_means.clone(),
                one.due.in_words(),
                one.state.to_owned(),
            ]
        };
        let head = ["What", "How it is seen to be done", "By", "State"].map(str::to_owned).to_vec();
        match Table::new("Open promises", head, self.promises.iter().map(row).collect()) {
            Ok(table) if !self.promises.is_empty() => document.table(table),
            _ => document.words("None."),
        };
    }
}

fn lines(document: &mut Document, heading: &str, all: &[Line], nothing: &str) {
    document.heading(1, heading);
    let spans = |line: &Line| vec![Span::link(&line.words, &line.address), Span::plain(beside(&line.beside))];
    match all.is_empty() {
        true => document.words(nothing),
        false => document.list(all.iter().map(spans).collect()),
    };
}

fn beside(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(", {words}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_seat_says_that_nothing_hangs_on_it() {
        let pack = Pack {
            seat: "Chair of the board".into(),
            place: "Oxmoor Vale".into(),
            organisation: None,
            body: None,
            role: "Chair",
            votes: true,
            holders: Vec::new(),
            notes: Vec::new(),
            promises: Vec::new(),
            to_confirm: Vec::new(),
            to_answer: Vec::new(),
            interests: Vec::new(),
            meetings: Vec::new(),
            decisions: Vec::new(),
            priorities: Vec::new(),
        };

        let written = format!("{:?}", pack.document("2026-03-02".parse().unwrap()).blocks());

        assert!(written.contains("\"Held by: \"") && written.contains("\"nobody\""));
        assert!(!written.contains("From those who sat here before"));
        assert!(written.contains("Whoever takes over declares their own."));
    }
}
