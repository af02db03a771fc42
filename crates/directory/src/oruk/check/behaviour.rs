//! Whether a directory does what it is asked: it counts its pages rightly, and every parameter filters.

use super::run::{Checked, Kind, Level, Names, Source, fetched, names};
use super::shape::Version;
use serde_json::Value;

/// Something that nobody has: whoever answers with services passes the parameter over.
struct Nobody {
    parameter: &'static str,
    query: &'static str,
}

const fn nobody(parameter: &'static str, query: &'static str) -> Nobody {
    Nobody { parameter, query }
}

const OF_THIRD: [Nobody; 8] = [
    nobody("search", "search=qzxvkjwqpzt"),
    nobody("minimum_age", "minimum_age=119"),
    nobody("maximum_age", "maximum_age=0&minimum_age=119"),
    nobody("taxonomy_term_id", "taxonomy_term_id=00000000-0000-4000-8000-00000000dead"),
    nobody("taxonomy_id", "taxonomy_id=00000000-0000-4000-8000-00000000dead"),
    nobody("start_time and end_time", "start_time=23:59&end_time=00:00"),
    nobody("modified_after", "modified_after=2999-01-01T00:00:00Z"),
    nobody("day", "day=MO&start_time=23:59&end_time=00:00"),
];
const OF_FIRST: [Nobody; 5] = [
    nobody("text", "text=qzxvkjwqpzt"),
    nobody("minimum_age", "minimum_age=119"),
    nobody("taxonomy_id", "taxonomy_id=00000000-0000-4000-8000-00000000dead"),
    nobody("start_time and end_time", "day=MO&start_time=23:59&end_time=00:00"),
    nobody("postcode and proximity", "postcode=TR21+0PR&proximity=1"),
];

pub(super) async fn check(source: &impl Source, checked: &mut Checked) {
    let Ok(body) = fetched(source, "/services").await else { return };
    let names = names(checked.version);
    let Some(things) = names.things(&body) else { return };
    if things.is_empty() {
        return;
    }
    count(checked, &names, &body, things.len());
    pages(source, checked, &names, &body).await;
    let asked: &[Nobody] = if checked.version == Version::Third { &OF_THIRD } else { &OF_FIRST };
    for one in asked {
        filters(source, checked, &names, one).await;
    }
    words(source, checked, &names, things).await;
    fresh(checked, things);
}

fn wrong(checked: &mut Checked, at: &str, words: String) {
    checked.add(Kind::Behaviour, Level::Warning, at, words);
}

/// Whether the numbers of a page fit each other and what is in it.
fn count(checked: &mut Checked, names: &Names, body: &Value, held: usize) {
    let number = |name: &str| Names::number(body, name);
    let held = held as u64;
    let (total, pages, size) = (number(names.total), number(names.pages), number(names.size));
    if let Some(size) = size.filter(|size| *size != held) {
        wrong(checked, "/services", format!("{} says {size}, and {held} are on the page.", names.size));
    }
    let (Some(total), Some(pages)) = (total, pages) else { return };
    if pages == 1 && total != held {
        wrong(checked, "/services", format!("{} says {total} on one page, and {held} are there.", names.total));
    }
    if pages > 1 && total.div_ceil(held.max(1)) != pages {
        wrong(
            checked,
            "/services",
            format!(
                "{total} in pages of {held} are {} pages, and {} says {pages}.",
                total.div_ceil(held.max(1)),
                names.pages
            ),
        );
    }
}

/// Whether the second page is another than the first, and the last the last.
async fn pages(source: &impl Source, checked: &mut Checked, names: &Names, first: &Value) {
    let pages = Names::number(first, names.pages).unwrap_or(1);
    if pages < 2 {
        return;
    }
    let Ok(second) = fetched(source, "/services?page=2").await else {
        return wrong(checked, "page", "The second page cannot be had.".to_owned());
    };
    if let Some(number) = Names::number(&second, names.page).filter(|number| *number != 2) {
        wrong(checked, "page", format!("On the second page {} says {number}.", names.page));
    }
    let ids = |body: &Value| -> Vec<Value> {
        names.things(body).into_iter().flatten().filter_map(|thing| thing.get("id").cloned()).collect()
    };
    let (one, other) = (ids(first), ids(&second));
    if other.iter().any(|id| one.contains(id)) {
        wrong(
            checked,
            "page",
            "The second page has services of the first: page is passed over, or the order changes.".to_owned(),
        );
    }
}

/// Asks for what nobody has.
async fn filters(source: &impl Source, checked: &mut Checked, names: &Names, one: &Nobody) {
    let path = format!("/services?{}", one.query);
    let body = match fetched(source, &path).await {
        Ok(body) => body,
        Err(why) => return wrong(checked, one.parameter, format!("{path}: {why}")),
    };
    let found = names.things(&body).map_or(0, Vec::len);
    if found > 0 {
        let words = format!("It does not filter: {path} asks for what no service has, and {found} came.");
        wrong(checked, one.parameter, words);
    }
}

/// A word of the first service's name is looked for: that service must come, and fewer than all where others do not have the word.
async fn words(source: &impl Source, checked: &mut Checked, names: &Names, things: &[Value]) {
    let parameter = if checked.version == Version::Third { "search" } else { "text" };
    let Some(first) = things.first() else { return };
    let name = first.get("name").and_then(Value::as_str).unwrap_or_default();
    let longest =
        name.split(|letter: char| !letter.is_ascii_alphabetic()).max_by_key(|word| word.len()).unwrap_or_default();
    if longest.len() < 4 {
        return;
    }
    let path = format!("/services?{parameter}={longest}");
    let Ok(body) = fetched(source, &path).await else { return };
    let came = names.things(&body).into_iter().flatten().any(|thing| thing.get("id") == first.get("id"));
    let more = Names::number(&body, names.pages).unwrap_or(1) > 1;
    if !came && !more {
        wrong(checked, parameter, format!("{path} does not find “{name}”."));
    }
}

/// How many of a page say when they were last checked.
fn fresh(checked: &mut Checked, things: &[Value]) {
    let says = |thing: &&Value| thing.get("assured_date").and_then(Value::as_str).is_some_and(|date| !date.is_empty());
    let silent = things.iter().filter(|thing| !says(thing)).count();
    if silent > 0 {
        let words = format!("{silent} of {} on the first page do not say when they were last checked.", things.len());
        wrong(checked, "assured_date", words);
    }
}
