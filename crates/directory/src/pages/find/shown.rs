//! The page: the question, what was found, and how to narrow it.

use super::asked::{Asked, MILES};
use super::{OfPlace, PAGE};
use crate::find::reasons::{away, reasons};
use crate::find::{Choice, Found, Hit, Part, Understood, Wanted};
use crate::fresh::Standing;
use crate::links;
use crate::listing::{Listing, State, Way};
use crate::need::Need;
use crate::pages::due::fresh_in_words;
use crate::pages::show::next_in_words;
use crate::session::Day;
use crate::venue::{Access, Kind, Venue};
use askama::Template;
use folkmoot_kernel::{Timestamp, capital};

/// Needs that are offered for narrowing.
const NEEDS_OFFERED: usize = 8;

#[derive(Debug, Template)]
#[template(path = "find.html")]
pub(super) struct FindPage {
    base: String,
    asked: Asked,
    asks: bool,
    postcode_fault: Option<&'static str>,
    /// Danger that the words speak of: the page says whom to ring. (sources.md#helplines)
    urgent: Option<Need>,
    mended: Vec<(String, String)>,
    meant: Vec<&'static str>,
    chosen: Vec<(String, String)>,
    total: u64,
    heading: String,
    lines: Vec<Line>,
    earlier: Option<String>,
    later: Option<String>,
    narrow: Vec<Group>,
    /// Every need with its count and address, where nothing is asked yet.
    needs: Vec<(&'static str, u64, String)>,
    miles: Vec<Offer>,
    days: Vec<Offer>,
    parts: Vec<Offer>,
    waiting: Option<(String, i64)>,
    /// Where the team finds what to ask about.
    due: Option<String>,
    /// "46 of 48 were checked in the last three months"
    fresh: Option<String>,
    tell: Option<String>,
}

/// A value of a field of the form.
#[derive(Debug)]
struct Offer {
    value: String,
    words: String,
    chosen: bool,
}

/// Ways to narrow the list that belong together.
#[derive(Debug)]
struct Group {
    title: &'static str,
    /// Words, how many there are then, and the address.
    offers: Vec<(String, u64, String)>,
}

#[derive(Debug)]
pub(super) struct Line {
    name: String,
    href: String,
    run_by: String,
    /// "0.6 miles away", "Next: tomorrow, 10am to noon", "Free".
    facts: Vec<String>,
    reasons: Vec<String>,
    /// Said where nobody checked it lately.
    doubt: String,
    paused: bool,
}

impl Line {
    pub fn of(listing: &Listing, run_by: &str, hit: Hit, understood: &Understood, now: Timestamp) -> Self {
        let (about, today) = (listing.about(), now.date());
        let next = listing.next(now).map(|next| format!("Next: {}", next_in_words(next, now)));
        let free = (about.cost.charge == crate::cost::Charge::Free).then(|| "Free".to_owned());
        let place = about.venues.first().map(at).filter(|words| !words.is_empty());
        let far = hit.metres.map(away);
        let standing = listing.standing(today);
        let doubt = match standing {
            Standing::Stale { .. } | Standing::Never => standing.in_words(),
            Standing::Checked { .. } | Standing::Due { .. } => String::new(),
        };
        Self {
            name: about.name.clone(),
            href: links::listing(listing.id()),
            run_by: run_by.to_owned(),
            facts: [place, far, next, free].into_iter().flatten().collect(),
            reasons: reasons(understood, listing, run_by),
            doubt,
            paused: listing.state() == State::Paused,
        }
    }
}

/// "Weir Side café, Oxmoor"; "by telephone".
fn at(venue: &Venue) -> String {
    let parts: Vec<&str> = [venue.name.as_str(), &venue.town].into_iter().filter(|part| !part.is_empty()).collect();
    if venue.confidential || parts.is_empty() { capital(venue.kind.words()) } else { parts.join(", ") }
}

impl FindPage {
    pub fn new(asked: Asked, base: String, wanted: &Wanted, found: &Found, lines: Vec<Line>) -> Self {
        let understood = &found.understood;
        let asks = !wanted.is_empty();
        let page = asked.page();
        let at = |page: usize| {
            let number = if page > 1 { page.to_string() } else { String::new() };
            Asked { page: number, ..asked.clone() }.address(&base)
        };
        let offered = |needs: &[Need]| needs.iter().map(|need| need.words()).collect();
        let meant: Vec<Need> = understood.needs.iter().map(|(need, _)| *need).collect();
        Self {
            asks,
            urgent: [Need::Crisis, Need::Abuse]
                .into_iter()
                .find(|need| meant.contains(need) || wanted.need == Some(*need)),
            mended: understood.mended.clone(),
            meant: offered(&meant),
            chosen: asked.chosen(&base),
            total: found.total,
            heading: heading(found.total, asks),
            earlier: (page > 1).then(|| at(page - 1)),
            later: (found.total > (page * PAGE) as u64).then(|| at(page + 1)),
            narrow: narrow(&asked, &base, wanted, found),
            needs: all_needs(&asked, &base, found),
            miles: miles(&asked),
            days: offers(Day::ALL.iter().map(|day| (day.key(), day.words().to_owned(), wanted.day == Some(*day)))),
            parts: offers(Part::ALL.iter().map(|part| (part.key(), capital(part.words()), wanted.part == Some(*part)))),
            postcode_fault: None,
            waiting: None,
            due: None,
            fresh: None,
            tell: None,
            lines,
            base,
            asked,
        }
    }

    pub fn of_place(self, of: OfPlace) -> Self {
        let fresh = of.fresh.filter(|(_, all)| *all > 0).map(|(fresh, all)| fresh_in_words(fresh, all));
        Self { fresh, waiting: of.waiting, due: of.due, tell: of.tell, ..self }
    }
    pub fn postcode_fault(self, postcode_fault: Option<&'static str>) -> Self {
        Self { postcode_fault, ..self }
    }
}

/// Every need, with how many help with it.
fn all_needs(asked: &Asked, base: &str, found: &Found) -> Vec<(&'static str, u64, String)> {
    let count = |need: &Need| found.needs.get(need).copied().unwrap_or(0);
    let offer = |need: &Need| (need.words(), count(need), asked.with("need", need.key()).address(base));
    Need::ALL.iter().map(offer).collect()
}

fn heading(total: u64, asks: bool) -> String {
    match (total, asks) {
        (1, true) => "1 that may help".to_owned(),
        (total, true) => format!("{total} that may help"),
        (1, false) => "1 listing".to_owned(),
        (total, false) => format!("{total} listings"),
    }
}

fn offers<'a>(all: impl Iterator<Item = (&'a str, String, bool)>) -> Vec<Offer> {
    all.map(|(value, words, chosen)| Offer { value: value.to_owned(), words, chosen }).collect()
}

fn miles(asked: &Asked) -> Vec<Offer> {
    let chosen = asked.within_miles();
    let words = |miles: i64| if miles == 1 { "1 mile".to_owned() } else { format!("{miles} miles") };
    MILES
        .iter()
        .map(|miles| Offer { value: miles.to_string(), words: words(*miles), chosen: chosen == Some(*miles) })
        .collect()
}

/// What the list can be narrowed by, with how many there are then. What all of them have, or none, narrows nothing.
fn narrow(asked: &Asked, base: &str, wanted: &Wanted, found: &Found) -> Vec<Group> {
    let count = |choice: Choice| found.choices.get(&choice).copied().unwrap_or(0);
    let narrows = |count: u64| 0 < count && count < found.total;
    let offer = |choice: Choice, words: String| {
        let (name, value) = Asked::choosing(choice)?;
        narrows(count(choice)).then(|| (words, count(choice), asked.with(name, value).address(base)))
    };
    let group = |title: &'static str, choices: Vec<Choice>| Group {
        title,
        offers: choices.into_iter().filter_map(|choice| offer(choice, choice.words())).collect(),
    };
    let all = |chosen: bool, choices: Vec<Choice>| if chosen { Vec::new() } else { choices };
    let groups = [
        needs(asked, base, wanted, found),
        group("What it costs", all(wanted.free, vec![Choice::Free])),
        group("How to come", all(wanted.way.is_some(), Way::ALL.iter().map(|way| Choice::Way(*way)).collect())),
        group("Where", all(wanted.kind.is_some(), Kind::ALL.iter().map(|kind| Choice::Kind(*kind)).collect())),
        group(
            "Getting in",
            all(!wanted.access.is_empty(), Access::ALL.iter().map(|one| Choice::Access(*one)).collect()),
        ),
    ];
    groups.into_iter().filter(|group| !group.offers.is_empty()).collect()
}

fn needs(asked: &Asked, base: &str, wanted: &Wanted, found: &Found) -> Group {
    let mut offers: Vec<(Need, u64)> =
        found.needs.iter().map(|(need, count)| (*need, *count)).filter(|(_, count)| *count < found.total).collect();
    offers.sort_by_key(|(need, count)| (std::cmp::Reverse(*count), *need));
    offers.truncate(if wanted.need.is_none() { NEEDS_OFFERED } else { 0 });
    let offer =
        |(need, count): (Need, u64)| (need.words().to_owned(), count, asked.with("need", need.key()).address(base));
    Group { title: "Helps with", offers: offers.into_iter().map(offer).collect() }
}
