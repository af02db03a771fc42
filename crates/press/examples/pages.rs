//! How long a board pack takes: lays out so many pages of headings, words, lists and tables, three times, and says the median.
//!   pages PAGES FILE

use folkmoot_kernel::Date;
use folkmoot_press::{Document, Span, Table, print};
use std::error::Error;
use std::time::Instant;

const WORDS: &str = "The partners looked at who waits longest for a first visit, and at what changed since the clinic in the hall began. ";

fn main() -> Result<(), Box<dyn Error>> {
    let mut said = std::env::args().skip(1);
    let pages: usize = said.next().ok_or("say how many pages")?.parse()?;
    let file = said.next().ok_or("say into which file")?;
    let document = pack(pages)?;
    let mut times = Vec::new();
    for _ in 0..3 {
        let began = Instant::now();
        std::fs::write(&file, print(&document)?)?;
        times.push(began.elapsed().as_millis());
    }
    times.sort_unstable();
    say(times[1]);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is what it is for")]
fn say(milliseconds: u128) {
    println!("{milliseconds}");
}

/// Each page: a heading, words, a list and a table, as the papers of an item are.
fn pack(pages: usize) -> Result<Document, Box<dyn Error>> {
    let mut document = Document::titled("Papers of the place board", "Invented place", Date::new(2026, 3, 3)?);
    for page in 1..=pages {
        let rows =
            (1..=8).map(|row| vec![format!("Promise {row}"), "A partner".to_owned(), "In May".to_owned()]).collect();
        let head = ["What", "Who", "When"].map(str::to_owned).to_vec();
        document.heading(1, format!("{page}. Falls clinic")).words(&WORDS.repeat(9));
        document.list((1..=4).map(|n| vec![Span::strong(format!("{n}: ")), Span::plain(WORDS)]).collect());
        document.table(Table::new("Promises", head, rows)?).new_page();
    }
    Ok(document)
}
