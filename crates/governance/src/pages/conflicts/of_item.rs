//! Interests that an item touches, for chair and secretary: before the meeting, with the way to rule on each.

use super::Names;
use crate::actions::conflicts::{Conflicts, Table, conflicts_of_item};
use crate::acts::RULE_ON_INTERESTS;
use crate::interest::Party;
use crate::item::{Item, ItemId};
use crate::links;
use crate::pages::at::{self, MeetingAt, item_at};
use crate::ruling::{Because, Match, Ruling, is_of};
use askama::Template;
use folkmoot_web::{Ctx, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "item_interests.html")]
struct OfItemPage {
    named: Vec<String>,
    rows: Vec<Row>,
    chairing: String,
    quorum: String,
    item_href: String,
}

/// One party with its interests and the ruling on them.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) because: Vec<String>,
    pub(crate) verdict: &'static str,
    pub(crate) reason: String,
    /// Declared after the ruling.
    pub(crate) grew: bool,
    /// Empty: whoever reads rules on their own here, and may not.
    pub(crate) href: String,
}

/// "organisation-0abc…", "person-0abc…": a party in an address.
pub(crate) fn key_of(party: Party) -> String {
    match party {
        Party::Organisation(id) => format!("organisation-{id}"),
        Party::Person(id) => format!("person-{id}"),
    }
}

pub(crate) fn party_at(key: &str) -> Option<Party> {
    match key.split_once('-')? {
        ("organisation", id) => id.parse().ok().map(Party::Organisation),
        ("person", id) => id.parse().ok().map(Party::Person),
        _ => None,
    }
}

/// Why somebody is matched, in a sentence.
pub(crate) fn because(one: &Because, names: &Names) -> String {
    match one {
        Because::StandsToGain => "The item names it: it stands to gain".to_owned(),
        Because::Declared(interest) => {
            format!("{}: {}. {}", interest.kind().words(), names.named(interest.named()), interest.what())
        }
    }
}

pub(crate) fn rows(ctx: &Ctx, item: ItemId, on: &Conflicts, names: &Names) -> Vec<Row> {
    let matched = on.matches.iter().map(|one| (one.party, Some(one)));
    let left = on.ruled.0.iter().map(Ruling::party).filter(|party| on.matches.iter().all(|one| one.party != *party));
    let all = matched.chain(left.map(|party| (party, None)));
    let row = |(party, one): (Party, Option<&Match>)| {
        let ruling = on.ruled.on(party);
        let href = format!("{}/interests/{}", links::item(item), key_of(party));
        Row {
            name: names.party(party),
            because: one.map(|one| one.because.iter().map(|why| because(why, names)).collect()).unwrap_or_default(),
            verdict: ruling.map_or("", |ruling| ruling.verdict().words()),
            reason: ruling.map(|ruling| ruling.reason().to_owned()).unwrap_or_default(),
            grew: ruling.zip(one).is_some_and(|(ruling, one)| one.is_newer_than(ruling)),
            href: if is_of(ctx.actor(), party) { String::new() } else { href },
        }
    };
    all.map(row).collect()
}

pub(super) async fn show(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (item, at) = item_at(&mut db, id).await?;
    ctx.allowed(&[RULE_ON_INTERESTS], at.meeting.subject())?;
    let on = conflicts_of_item(&mut db, &item, &at.meeting).await?;
    let names = names_on(&mut db, &on).await?;
    let table = Table::of(&mut db, &at.meeting).await?;
    drop(db);
    let page = OfItemPage {
        named: on.names.iter().map(|one| names.named(one)).collect(),
        rows: rows(&ctx, id, &on, &names),
        chairing: table.chairing_words(&item, &on),
        quorum: table.quorum(&on.ruled).without_the_recused(),
        item_href: links::item(id),
    };
    ctx.page(around(&item, &at).template(&page)).await
}

/// Names of everybody whom the interests on an item concern.
pub(crate) async fn names_on(db: &mut folkmoot_store::Conn, on: &Conflicts) -> Result<Names, folkmoot_store::Error> {
    let parties = on.matches.iter().map(|one| one.party).chain(on.ruled.0.iter().map(Ruling::party));
    let declared = on.matches.iter().flat_map(|one| &one.because).filter_map(|because| match because {
        Because::Declared(interest) => Some(interest.named()),
        Because::StandsToGain => None,
    });
    Names::of(db, parties, on.names.iter().chain(declared)).await
}

fn around(item: &Item, at: &MeetingAt) -> folkmoot_web::Page {
    let mut steps = at::steps_to_meeting(at);
    steps.push((item.title().to_owned(), links::item(item.id())));
    at::page("Interests", steps, &at.place)
        .caption(item.title())
        .lead("Who has something to do with what this item names. Rule on each before the meeting: what follows for papers, positions, quorum and minutes then happens by itself.")
}
