//! How well the search finds what people ask for in their own words, beside the plain ranking of the index library: over the listings of the
//! invented place and over a real feed. The questions were written before the search was tuned; it is tuned on the first half alone.

use folkmoot_directory::find::{Shelf, Shelved, Sieve, Wanted};
use folkmoot_directory::listing::{About, Listing, ListingId, New, State};
use folkmoot_directory::need::Need;
use folkmoot_directory::oruk::read;
use folkmoot_directory::uuid::Uuid;
use folkmoot_kernel::{Id, Timestamp};
use folkmoot_store::testing;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Questions {
    ask: Vec<Question>,
}

#[derive(Debug, Deserialize)]
struct Demonstration {
    listing: Vec<Line>,
}

#[derive(Debug, Deserialize)]
struct Line {
    name: String,
    summary: String,
    needs: Vec<String>,
}

fn questions() -> Vec<Question> {
    let read: Questions = toml::from_str(include_str!("ranking.toml")).unwrap();
    read.ask
}

fn now() -> Timestamp {
    Timestamp::at("2026-11-28".parse().unwrap(), 10, 0)
}

fn shelved(number: i64, about: About) -> Shelved {
    let uuid = Uuid::of("service", &[&number.to_string()]);
    let new = New { id: Id::from_number(number), uuid, place: None, provider: None, about };
    let listing = Listing::sent(new, Id::from_number(9), State::Listed, Some(now().date()), now()).unwrap();
    Shelved { listing, provider: None }
}

fn demonstration() -> Vec<Shelved> {
    let read: Demonstration = toml::from_str(include_str!("../../demo/help.toml")).unwrap();
    let about = |line: Line| About {
        name: line.name,
        summary: line.summary,
        needs: line.needs.iter().filter_map(|need| Need::read(need)).collect(),
        ..About::default()
    };
    read.listing.into_iter().zip(1..).map(|(line, number)| shelved(number, about(line))).collect()
}

/// What is asked, the needs that answer it, and the names of those in the feed that do.
type Question = (String, String, String);
/// How good an answer is to a question: 2 for what was asked for, 1 for what helps in part.
type Grade = Box<dyn Fn(&Shelved) -> u64>;

fn by_need((_, needs, _): &Question) -> Grade {
    let wanted: Vec<Need> = needs.split(',').filter_map(|need| Need::read(need.trim())).collect();
    Box::new(move |one| match wanted.iter().position(|need| one.listing.about().needs.contains(need)) {
        Some(0) => 2,
        Some(_) => 1,
        None => 0,
    })
}

fn by_name((_, _, pattern): &Question) -> Grade {
    let pattern = (!pattern.is_empty()).then(|| regex::Regex::new(pattern).unwrap());
    Box::new(move |one| match &pattern {
        Some(pattern) if pattern.is_match(&one.listing.about().name) => 2,
        _ => 0,
    })
}

/// A millionth part of one by the logarithm of each of the first ten places. (sources.md#ndcg)
const DISCOUNTS: [u64; 10] =
    [1_000_000, 630_930, 500_000, 430_677, 386_853, 356_207, 333_333, 315_465, 301_030, 289_065];

fn worth(grades: &[u64]) -> u64 {
    grades.iter().zip(DISCOUNTS).map(|(grade, discount)| ((1 << grade) - 1) * discount).sum()
}

/// Of a thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Quality {
    asked: u64,
    ndcg: u64,
    in_three: u64,
}

fn quality(
    all: &[Shelved],
    judge: fn(&Question) -> Grade,
    half: usize,
    find: &dyn Fn(&str) -> Vec<ListingId>,
) -> Quality {
    let (mut asked, mut sum, mut in_three) = (0, 0, 0);
    for question in questions().iter().skip(half).step_by(2) {
        let grade = judge(question);
        let mut best: Vec<u64> = all.iter().map(&grade).collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        let most = worth(&best);
        if most == 0 {
            continue;
        }
        let of = |id: &ListingId| all.iter().find(|one| one.listing.id() == *id).map_or(0, &grade);
        let grades: Vec<u64> = find(&question.0).iter().map(of).collect();
        asked += 1;
        sum += worth(&grades) * 1_000 / most;
        in_three += u64::from(grades.iter().take(3).any(|grade| *grade > 0));
    }
    Quality { asked, ndcg: sum / asked, in_three: in_three * 1_000 / asked }
}

#[expect(clippy::print_stdout, reason = "figures that docs/MEASURED.md tells")]
fn compared(name: &str, all: &[Shelved], judge: fn(&Question) -> Grade) -> Vec<(Quality, Quality)> {
    let shelf = Shelf::of(all.to_vec()).unwrap();
    let ours = |text: &str| -> Vec<ListingId> {
        let wanted = Wanted { text: text.to_owned(), ..Wanted::default() };
        let found = shelf.find(Sieve::of(&wanted, now()), 10, now().date()).unwrap();
        found.hits.iter().map(|hit| hit.id).collect()
    };
    let plain = |text: &str| shelf.plain(text, 10).unwrap();
    let halves = [(0, "tuned on"), (1, "held out")];
    halves
        .map(|(half, words)| {
            let (ours, plain) = (quality(all, judge, half, &ours), quality(all, judge, half, &plain));
            println!(
                "figure: {name}, half {words}, {} questions: NDCG@10 0.{:03} (plain 0.{:03}), right in the first three {} of 1000 (plain {})",
                ours.asked, ours.ndcg, plain.ndcg, ours.in_three, plain.in_three
            );
            (ours, plain)
        })
        .to_vec()
}

#[test]
fn what_people_ask_finds_more_than_their_words_do() {
    assert!(questions().len() >= 200);
    for (ours, plain) in compared("the invented place", &demonstration(), by_need) {
        assert!(ours.ndcg > plain.ndcg && ours.in_three > plain.in_three, "{ours:?} {plain:?}");
    }
}

#[test]
fn a_feed_that_names_no_needs_is_searched_as_well() {
    let Some(folder) = testing::shared_data("a_feed_that_names_no_needs_is_searched_as_well") else { return };
    let bytes = std::fs::read(folder.join("oruk/feeds/bristol-council.oruk1.json")).unwrap();
    let services = read::services_of(&bytes).unwrap().services;
    let read = services.iter().filter_map(|service| read::service(service, now().date()).ok());
    let all: Vec<Shelved> = read.zip(1..).map(|(taken, number)| shelved(number, taken.about)).collect();
    for (ours, plain) in compared("a real feed", &all, by_name) {
        assert!(ours.ndcg > plain.ndcg && ours.in_three > plain.in_three, "{ours:?} {plain:?}");
    }
}
