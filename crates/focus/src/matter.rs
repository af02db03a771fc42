//! The same matter at several bodies without a way laid out for it; and what was met about that could have been read.

use folkmoot_governance::item::ItemId;
use folkmoot_governance::priority::PriorityId;
use folkmoot_kernel::{BodyId, FunctionId, Power};
use folkmoot_register::organisation::match_name;
use std::collections::{BTreeMap, BTreeSet};

/// An item that came to a meeting, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    pub item: ItemId,
    pub body: BodyId,
    pub title: String,
    pub priority: Option<PriorityId>,
    pub function: Option<FunctionId>,
    /// On the way of a paper that is meant to come to several bodies.
    pub on_its_way: bool,
}

/// Two items at two bodies that look like one matter: where they stand in what was given.
pub type Twins = (usize, usize);

/// Words that titles of agendas are full of and that tell nothing of a matter.
const EMPTY: [&str; 22] = [
    "update", "report", "paper", "plan", "review", "month", "quarter", "year", "annual", "note", "minute", "new", "on",
    "to", "from", "with", "by", "next", "how", "what", "we", "our",
];
/// Telling words in common from which two titles speak of one matter, if they are also most of the shorter title.
const WORDS: usize = 2;

fn telling(title: &str) -> BTreeSet<String> {
    let words = match_name(title);
    words.split(' ').filter(|word| word.len() > 2 && !EMPTY.contains(word)).map(str::to_owned).collect()
}

/// Times that the same words come from which they are a standing heading of agendas, and no matter.
const STANDING: usize = 3;

/// Items in which a word may come and still tell one matter from another.
const COMMON: usize = 40;
/// Most pairs that are told; more is no list that anybody reads.
const PAIRS_MAX: usize = 500;

/// Pairs of items at different bodies that are about the same function, or whose titles share most of their telling words, and
/// that no way of a paper explains. Headings that stand on every agenda, and words that come everywhere, are no matter.
pub fn twins(items: &[Came]) -> Vec<Twins> {
    let words = telling_words(items);
    let (mut by_word, mut by_function) = (BTreeMap::new(), BTreeMap::new());
    for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.on_its_way) {
        for word in &words[at] {
            by_word.entry(word.as_str()).or_insert_with(Vec::new).push(at);
        }
        if let Some(function) = item.function {
            by_function.entry((function, item.priority)).or_insert_with(Vec::new).push(at);
        }
    }
    by_word.retain(|_, at| at.len() <= COMMON);
    let mut found = BTreeSet::new();
    for at in by_word.values().chain(by_function.values()) {
        for (nth, one) in at.iter().enumerate() {
            let apart = at[nth + 1..].iter().filter(|other| items[**other].body != items[*one].body);
            found.extend(apart.map(|other| (*one, *other)));
            if found.len() > PAIRS_MAX * COMMON {
                break;
            }
        }
    }
    let alike = |(one, other): &Twins| alike((&items[*one], &words[*one]), (&items[*other], &words[*other]));
    found.into_iter().filter(alike).take(PAIRS_MAX).collect()
}

/// The telling words of each title; none for a heading that stands on every agenda.
fn telling_words(items: &[Came]) -> Vec<BTreeSet<String>> {
    let mut words: Vec<BTreeSet<String>> = items.iter().map(|item| telling(&item.title)).collect();
    let mut times: BTreeMap<BTreeSet<String>, usize> = BTreeMap::new();
    for one in &words {
        *times.entry(one.clone()).or_default() += 1;
    }
    words.iter_mut().filter(|one| times[*one] >= STANDING).for_each(BTreeSet::clear);
    words
}

fn alike((one, words): (&Came, &BTreeSet<String>), (other, others): (&Came, &BTreeSet<String>)) -> bool {
    if one.function.is_some() && one.function == other.function && one.priority == other.priority {
        return true;
    }
    let both = words.intersection(others).count();
    both >= WORDS && both * 3 >= words.len().min(others.len()) * 2 && both * 2 >= words.len().max(others.len())
}

/// How a body's agenda time went. Unit: minutes planned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agenda {
    pub items: i64,
    pub only_noted: i64,
    pub minutes: i64,
    pub minutes_noted: i64,
}

/// Items from which a body is asked whether some could be read instead. Our own choice.
const ITEMS: i64 = 8;

impl Agenda {
    pub fn add(&mut self, power: Power, minutes: i64) {
        let noted = power == Power::Note;
        self.items += 1;
        self.minutes += minutes;
        self.only_noted += i64::from(noted);
        self.minutes_noted += if noted { minutes } else { 0 };
    }

    /// Whether somebody should ask if a letter round would do: two in three of what came were only to be noted.
    pub const fn could_be_written(&self) -> bool {
        self.items >= ITEMS && self.only_noted * 3 >= self.items * 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn came(body: i64, title: &str) -> Came {
        let (item, body) = (Id::from_number(body * 10), Id::from_number(body));
        Came { item, body, title: title.to_owned(), priority: None, function: None, on_its_way: false }
    }

    #[test]
    fn titles_that_share_their_telling_words_are_one_matter() {
        let items = [
            came(1, "Falls clinic in Weir"),
            came(2, "Update on the falls clinic"),
            came(3, "Clinic for feet"),
            came(1, "The falls clinic again"),
        ];

        assert_eq!(twins(&items), [(0, 1), (1, 3)]);
    }

    #[test]
    fn one_function_is_one_matter_whatever_it_is_called() {
        let about = |body, title| Came { function: Some(Id::from_number(7)), ..came(body, title) };

        assert_eq!(twins(&[about(1, "Grants"), about(2, "Small sums")]), [(0, 1)]);
    }

    #[test]
    fn a_paper_on_its_way_is_meant_to_come_twice() {
        let on = |body| Came { on_its_way: true, ..came(body, "Falls clinic in Weir") };

        assert_eq!(twins(&[on(1), on(2)]), []);
    }

    #[test]
    fn what_stands_on_every_agenda_is_no_matter() {
        let standing = [came(1, "Matters arising"), came(2, "Matters arising"), came(3, "Matters arising")];

        assert_eq!(twins(&standing), []);
        assert_eq!(twins(&standing[..2]), [(0, 1)]);
    }

    #[test]
    fn a_body_that_mostly_notes_is_asked_whether_letters_would_do() {
        let mut agenda = Agenda::default();
        for power in [Power::Note, Power::Note, Power::Note, Power::Decide, Power::Note, Power::Note, Power::Note] {
            agenda.add(power, 10);
        }
        assert!(!agenda.could_be_written());
        agenda.add(Power::Decide, 20);

        assert!(agenda.could_be_written());
        assert_eq!((agenda.minutes, agenda.minutes_noted), (90, 60));
    }
}
