//! What governance knows of a place, for the register's pages and the front page, as far as the public may see it.

use folkmoot_directory::store::ListingFilter;
use folkmoot_governance::links;
use folkmoot_governance::priority::Priority;
use folkmoot_governance::promise::{Group, Patience, Reader};
use folkmoot_governance::store::{self, DecisionLine, MeetingLine, PromiseFilter, PromiseLine, Which};
use folkmoot_kernel::{Date, OrganisationId, PlaceId, SeatId, Slug, Timestamp};
use folkmoot_register::store as register;
use folkmoot_register::wants::{BodyLine, Count, News, NewsGroup, NewsLine, NextMeeting, PlaceNews};
use folkmoot_store::{Conn, Error};
use std::pin::Pin;

/// Decisions on a place's page, and promises on an organisation's.
const LATEST: u32 = 5;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Bodies, decisions, promises and meetings of governance.
#[derive(Debug, Clone, Copy)]
pub struct GovernanceNews;

impl PlaceNews for GovernanceNews {
    fn bodies<'a>(&'a self, db: &'a mut Conn, place: PlaceId) -> Answer<'a, Vec<BodyLine>> {
        Box::pin(bodies(db, place))
    }

    fn news<'a>(&'a self, db: &'a mut Conn, place: PlaceId, now: Timestamp) -> Answer<'a, News> {
        Box::pin(news(db, place, now))
    }

    fn handover_href(&self, seat: SeatId) -> String {
        links::handover(seat)
    }

    fn promises_of<'a>(
        &'a self,
        db: &'a mut Conn,
        organisation: OrganisationId,
        today: Date,
    ) -> Answer<'a, Vec<NewsLine>> {
        Box::pin(promises_of(db, organisation, today))
    }
}

async fn bodies(db: &mut Conn, place: PlaceId) -> Result<Vec<BodyLine>, Error> {
    let bodies = store::bodies_of_place(db, place, Which::Open).await?;
    let line = |body: folkmoot_governance::body::Body| BodyLine {
        id: body.id(),
        name: body.name().to_owned(),
        kind: body.kind().words().to_owned(),
        href: links::body(body.id()),
    };
    Ok(bodies.into_iter().map(line).collect())
}

async fn news(db: &mut Conn, place: PlaceId, now: Timestamp) -> Result<News, Error> {
    let Some(slug) = register::place(db, place).await?.map(|place| place.slug().clone()) else {
        return Ok(News::default());
    };
    Ok(News {
        priorities: store::current_priorities(db, place, now.date()).await?.iter().map(priority).collect(),
        priorities_href: links::priorities(&slug),
        bodies_href: links::bodies(&slug),
        decisions: store::latest_decisions(db, place, now, LATEST).await?.into_iter().map(decision).collect(),
        decisions_href: links::decisions(&slug),
        promises: promises(db, place, &slug, now).await?,
        promises_href: links::promises(&slug),
        next_meeting: store::next_public_meeting(db, place, now).await?.map(meeting),
        help: Some(help(db, place, &slug).await?),
        pages: pages(&slug),
    })
}

async fn help(db: &mut Conn, place: PlaceId, slug: &Slug) -> Result<NewsLine, Error> {
    let filter = ListingFilter { place: Some(place), ..ListingFilter::default() };
    let note = match folkmoot_directory::store::count_listings(db, &filter).await? {
        0 => "Groups and services list here what they do for people: it takes five minutes.".to_owned(),
        1 => "1 group or service says here what it does for people.".to_owned(),
        count => format!("{count} groups and services say here what they do for people."),
    };
    Ok(NewsLine { words: "Find help near you".to_owned(), href: folkmoot_directory::links::help_in(slug), note })
}

/// Pages of other capabilities about how the place works, in groups that a reader can tell apart.
fn pages(slug: &Slug) -> Vec<NewsGroup> {
    let group = |heading: &str, lines: Vec<NewsLine>| NewsGroup { heading: heading.to_owned(), lines };
    vec![
        group("Where decisions are made", deciding(slug)),
        group("What is owed an answer", answering(slug)),
        group("How partners work together", together(slug)),
        group("Conflicts, agendas and words", agendas(slug)),
    ]
}

fn page(words: &str, href: String, note: &str) -> NewsLine {
    NewsLine { words: words.to_owned(), href, note: note.to_owned() }
}

fn deciding(slug: &Slug) -> Vec<NewsLine> {
    vec![
        page(
            "Who decides about what?",
            folkmoot_authority::links::who_decides(slug),
            "Ask in your own words: which body or post decides, up to how much, and where that power comes from.",
        ),
        page(
            "Who sits for this place elsewhere",
            folkmoot_authority::links::representation(slug),
            "Seats on bodies above and beside it, and what was brought back from there.",
        ),
        page(
            "Delegations on their way",
            folkmoot_authority::links::delegations(slug),
            "Powers and money that were promised to the place, the step each is at, and what it waits on.",
        ),
        page("Ways of papers", links::routes(slug), "Papers that go through several bodies, and where each is now."),
        page(
            "What goes from body to body",
            links::traffic(slug),
            "Papers and decisions between bodies in the last year, and bodies that sleep.",
        ),
        page(
            "Adopted by each for themselves",
            links::adoptions(slug),
            "Decisions that councils take up on their own, with their variations.",
        ),
    ]
}

fn answering(slug: &Slug) -> Vec<NewsLine> {
    vec![
        page(
            "Annual report",
            links::annual_report(slug),
            "The last year that is over, as the record tells it: who met, what was decided, promised and set aside.",
        ),
        page(
            "Set aside, both ways",
            links::overrides(slug),
            "Decisions overruled from above, and what the place declined, each with a reply.",
        ),
        page(
            "What will stop or change",
            folkmoot_notices::links::notices(slug),
            "Who stops or cuts what, with how much notice, and what it means.",
        ),
        page(
            "Questions that wait for an answer",
            folkmoot_notices::links::escalations(slug),
            "Formal questions and grievances between organisations and bodies, and how they were answered.",
        ),
    ]
}

fn together(slug: &Slug) -> Vec<NewsLine> {
    vec![
        page(
            "How partners work together",
            folkmoot_surveys::links::surveys(slug),
            "Whether priorities are remembered, chairs are trusted and partners act as they signed.",
        ),
        page(
            "Saying and doing",
            folkmoot_claims::links::claims(slug),
            "What this place says of itself, beside what is counted.",
        ),
        page(
            "Who has a say",
            folkmoot_claims::links::balance(slug),
            "Seats, votes, chairs, papers and time by sector.",
        ),
        page(
            "How partners were involved",
            folkmoot_claims::links::involvements(slug),
            "Told, asked, or designed together: two views side by side.",
        ),
        page(
            "Whose priorities these are",
            folkmoot_focus::links::support(slug),
            "Where each priority came from, and how far partners have it for their own.",
        ),
        page(
            "Priorities and partners’ own strategies",
            folkmoot_focus::links::crosswalk(slug),
            "Which priority meets what a partner wants, and where the two do not meet.",
        ),
        page(
            "How much everybody has promised",
            folkmoot_focus::links::load(slug),
            "Open promises by partner, beside those that ended.",
        ),
        page(
            "Nothing hangs on one person",
            links::dependence(slug),
            "For partners: promises that one person speaks for, and seats that stand empty.",
        ),
    ]
}

fn agendas(slug: &Slug) -> Vec<NewsLine> {
    vec![
        page(
            "Register of interests",
            links::interests(slug),
            "What people and organisations have to do with what is decided here.",
        ),
        page(
            "What meetings take",
            folkmoot_focus::links::meeting_time(slug),
            "Time by body, who meets whom twice, and what came twice.",
        ),
        page("Whose items, whose time", links::shares(slug), "Who puts what on agendas, and what is agreed."),
        page("Glossary", links::glossary(slug), "The same word, and what each sector means by it."),
    ]
}

fn priority(one: &Priority) -> NewsLine {
    NewsLine { words: one.title().to_owned(), href: links::priority(one.id()), note: one.sentence().to_owned() }
}

fn decision(line: DecisionLine) -> NewsLine {
    NewsLine {
        href: links::decision(line.id),
        note: format!("{}, {}", line.drawn().words(), line.day().in_words()),
        words: line.title,
    }
}

fn meeting(line: MeetingLine) -> NextMeeting {
    let words = if line.title.is_empty() { line.body_name } else { format!("{}: {}", line.body_name, line.title) };
    NextMeeting { words, href: links::meeting(line.id), at: line.starts_at, venue: line.venue }
}

/// Counts by group, as the public sees them: as they stood some days ago, without what hangs on sealed positions.
async fn promises(db: &mut Conn, place: PlaceId, slug: &Slug, now: Timestamp) -> Result<Vec<Count>, Error> {
    let view = store::patience(db, place).await?.view(Reader::Public, now);
    let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
    let counts = store::promise_counts(db, &view, &filter).await?;
    let group = |group: Group| Count {
        words: group.words().to_owned(),
        count: counts.iter().filter(|(life, _)| life.group() == group).map(|(_, count)| count).sum(),
        href: links::promises(slug),
    };
    Ok(Group::ALL.map(group).into_iter().filter(|count| count.count > 0).collect())
}

async fn promises_of(db: &mut Conn, organisation: OrganisationId, today: Date) -> Result<Vec<NewsLine>, Error> {
    let mut lines = Vec::new();
    for place in register::places_of_organisation(db, organisation).await? {
        let patience: Patience = store::patience(db, place.id).await?;
        let view = patience.view(Reader::Public, Timestamp::at(today, 0, 0));
        lines.extend(store::promise_lines_of_organisation(db, &view, place.id, organisation, LATEST).await?);
    }
    lines.truncate(LATEST as usize);
    Ok(lines.into_iter().map(promise).collect())
}

fn promise(line: PromiseLine) -> NewsLine {
    NewsLine {
        href: links::promise(line.id),
        note: format!("{}, due {}", line.life().words(), line.due.in_words()),
        words: line.what,
    }
}
