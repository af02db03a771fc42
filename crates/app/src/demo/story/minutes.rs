//! Minutes and papers, written from what happened.

use super::Story;
use crate::demo::maker::Maker;
use folkmoot_governance::decision::Outcome;
use folkmoot_governance::meeting::Attendance;
use folkmoot_governance::position::Stance;
use folkmoot_governance::power::Power;
use std::fmt::Write as _;

/// Minutes of a meeting: who came, what was talked about, what was agreed, what was promised.
pub(super) fn of(story: &Story, maker: &Maker, at: usize) -> String {
    let meeting = &story.meetings[at];
    let mut text = String::new();
    for (how, words) in [(Attendance::Present, "Present"), (Attendance::Apologies, "Apologies")] {
        let names: Vec<String> =
            meeting.attendance.iter().filter(|(_, said)| *said == how).map(|(key, _)| maker.cast.name(key)).collect();
        if !names.is_empty() {
            let _ = writeln!(text, "{words}: {}.\n", folkmoot_kernel::listed(&names));
        }
    }
    let _ = writeln!(text, "1. Welcome. The minutes of the last meeting were agreed.\n");
    let mut number = 2;
    if let Some((talk, _)) = &meeting.talk {
        let _ = writeln!(text, "{number}. {}. {} {}\n", talk.0, talk.1, talk.2);
        number += 1;
    }
    for decision in &meeting.decisions {
        let written = &story.decisions[*decision].written;
        let _ = writeln!(text, "{number}. {}. {} {}\n", written.title, written.text, outcome(story, maker, *decision));
        for promise in &story.decisions[*decision].promises {
            let promise = &story.promises[*promise];
            let owner = maker.cast.name(&promise.owner);
            let _ = writeln!(text, "{owner} said it would: {} By {}.\n", closed(&promise.what), promise.due.in_words());
        }
        number += 1;
    }
    let _ =
        write!(text, "{number}. The chair thanked those who came, and closed the meeting at {}.", meeting.ends.clock());
    text
}

fn closed(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// What came of an item, in a sentence or two.
pub(super) fn outcome(story: &Story, maker: &Maker, at: usize) -> String {
    let decision = &story.decisions[at];
    let names = |stance: Stance| {
        let names: Vec<String> =
            decision.with(stance).iter().map(|voice| maker.cast.name(&voice.organisation)).collect();
        folkmoot_kernel::listed(&names)
    };
    let mut said = match (decision.outcome(), decision.power()) {
        (Outcome::NotAgreed, _) => "Not agreed.".to_owned(),
        (Outcome::Withdrawn, _) => "Taken back by those who put it.".to_owned(),
        (Outcome::Agreed, Power::Decide) => "Agreed.".to_owned(),
        (Outcome::Agreed, Power::Endorse) => "Endorsed.".to_owned(),
        (Outcome::Agreed, Power::Advise) => "The advice was agreed.".to_owned(),
        (Outcome::Agreed, Power::Note) => return "Noted, with thanks to those who wrote it.".to_owned(),
    };
    for (stance, words) in [
        (Stance::AssentWithConditions, "assented with conditions"),
        (Stance::StandAside, "stood aside"),
        (Stance::Object, "objected"),
        (Stance::Recused, "took no part, having an interest"),
    ] {
        let names = names(stance);
        if !names.is_empty() {
            let _ = write!(said, " {names} {words}.");
        }
    }
    said
}

/// A paper of a page: what is asked, why, and what it would mean.
pub(super) fn paper(story: &Story, maker: &Maker, at: usize) -> String {
    let decision = &story.decisions[at];
    let written = &decision.written;
    let body = story.body_of(decision.meeting);
    let mut text = format!("{}\n{}\n\n", written.title, "=".repeat(written.title.chars().count()));
    let _ = writeln!(text, "For the {} on {}\n", body.name, story.meetings[decision.meeting].starts.date().in_words());
    let _ = writeln!(text, "In one sentence\n{}\n", written.plain);
    let _ = writeln!(text, "What the {} is asked to {}\n{}\n", body.name, power(decision.power()), written.text);
    let need = written.priority.and_then(|number| maker.cast.needs.get(number - 1));
    if let Some(need) = need {
        let _ = writeln!(text, "Why\n{need}\n");
    }
    if !decision.promises.is_empty() {
        let _ = writeln!(text, "What it would take");
        for promise in &decision.promises {
            let promise = &story.promises[*promise];
            let _ = writeln!(text, "- {}: {}", maker.cast.name(&promise.owner), promise.what);
        }
        let _ = writeln!(text);
    }
    let _ = writeln!(
        text,
        "Whom it touches\nThose named above were asked before this was written. The People's Panel has seen it."
    );
    text
}

const fn power(power: Power) -> &'static str {
    match power {
        Power::Decide => "decide",
        Power::Endorse => "endorse",
        Power::Advise => "advise",
        Power::Note => "note",
    }
}
