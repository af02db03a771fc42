//! What claims shows: what governance and the register count by sector, and what partners may be involved in.

use folkmoot_claims::measure::{Cell, Counted, Facts, Notice, Period};
use folkmoot_claims::stage::Kind;
use folkmoot_claims::wants::{Measures, Thing, Things};
use folkmoot_governance::links;
use folkmoot_governance::store::{self, DecisionFilter};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Date, Id, OrganisationId, PlaceId, Role, Timestamp};
use folkmoot_register::store::{self as register, TermOfSector};
use folkmoot_store::{Conn, Error};
use std::collections::BTreeMap;
use std::pin::Pin;

/// Decisions in which involvement is told.
const DECISIONS: u32 = 30;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Seats of the register, agendas and papers of governance.
#[derive(Debug, Clone, Copy)]
pub struct RecordMeasures;

/// Priorities and decisions of governance.
#[derive(Debug, Clone, Copy)]
pub struct GovernanceThings;

impl Measures for RecordMeasures {
    fn facts<'a>(&'a self, db: &'a mut Conn, place: PlaceId, periods: &'a [Period], today: Date) -> Answer<'a, Facts> {
        Box::pin(facts(db, place, periods, today))
    }
}

impl Things for GovernanceThings {
    fn thing<'a>(&'a self, db: &'a mut Conn, kind: Kind, id: Id<Anything>) -> Answer<'a, Option<Thing>> {
        Box::pin(thing(db, kind, id))
    }

    fn things<'a>(&'a self, db: &'a mut Conn, place: PlaceId, today: Date) -> Answer<'a, Vec<Thing>> {
        Box::pin(things(db, place, today))
    }
}

async fn facts(db: &mut Conn, place: PlaceId, periods: &[Period], today: Date) -> Result<Facts, Error> {
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return Ok(Facts::default()) };
    let terms = register::terms_of_sectors(db, place, first.from).await?;
    let mut cells = seats(&terms, periods, today);
    let starts: Vec<Timestamp> = periods.iter().map(|period| Timestamp::at(period.from, 0, 0)).collect();
    let Ok(starts) = starts.try_into() else { return Ok(Facts { cells, notices: Vec::new() }) };
    let until = Timestamp::at(last.until.plus_days(1), 0, 0);
    let counts = store::agenda_by_sponsor(db, place, starts, until).await?;
    let sectors: BTreeMap<OrganisationId, String> =
        register::partners(db, place).await?.into_iter().map(|partner| (partner.id, partner.sector)).collect();
    for count in counts {
        let sector = sectors.get(&count.sponsor_id).map_or("other", String::as_str);
        let numbers = [
            (Counted::Items, count.items),
            (Counted::Carried, count.carried),
            (Counted::Papers, count.papers),
            (Counted::Minutes, count.minutes),
        ];
        let period = usize::try_from(count.period).unwrap_or(0);
        cells.extend(numbers.map(|(counted, count)| Cell { period, sector: sector.to_owned(), counted, count }));
    }
    let notices = store::notice_of_papers(db, place, starts, until).await?;
    let notice = |one: store::NoticeCount| Notice {
        period: usize::try_from(one.period).unwrap_or(0),
        days: one.days,
        papers: one.papers,
    };
    Ok(Facts { cells, notices: notices.into_iter().map(notice).collect() })
}

/// Seats that are held on the last day of each period, or today.
fn seats(terms: &[TermOfSector], periods: &[Period], today: Date) -> Vec<Cell> {
    let mut counts: BTreeMap<(usize, &str, Counted), i64> = BTreeMap::new();
    for (period, dates) in periods.iter().enumerate() {
        let day = dates.until.min(today);
        let held = |term: &&TermOfSector| term.from_date <= day && term.until_date.is_none_or(|until| day <= until);
        for term in terms.iter().filter(held) {
            let sector = term.sector.as_deref().unwrap_or("");
            let mut add = |counted| *counts.entry((period, sector, counted)).or_default() += 1;
            add(Counted::Seats);
            if term.votes {
                add(Counted::Votes);
            }
            if term.role == Role::Chair.key() {
                add(Counted::Chairs);
            }
        }
    }
    let cell = |((period, sector, counted), count): ((usize, &str, Counted), i64)| Cell {
        period,
        sector: sector.to_owned(),
        counted,
        count,
    };
    counts.into_iter().map(cell).collect()
}

async fn thing(db: &mut Conn, kind: Kind, id: Id<Anything>) -> Result<Option<Thing>, Error> {
    match kind {
        Kind::Priority => {
            let found = store::priority(db, Id::from_number(id.number())).await?;
            Ok(found.map(|one| of_priority(&one)))
        }
        Kind::Decision => {
            let found = store::decision(db, Id::from_number(id.number())).await?;
            Ok(found.map(|one| Thing {
                kind,
                id,
                place: one.place(),
                title: one.title().to_owned(),
                href: links::decision(one.id()),
            }))
        }
    }
}

fn of_priority(one: &folkmoot_governance::priority::Priority) -> Thing {
    Thing {
        kind: Kind::Priority,
        id: one.id().any(),
        place: one.place(),
        title: one.title().to_owned(),
        href: links::priority(one.id()),
    }
}

async fn things(db: &mut Conn, place: PlaceId, today: Date) -> Result<Vec<Thing>, Error> {
    let priorities = store::current_priorities(db, place, today).await?;
    let mut all: Vec<Thing> = priorities.iter().map(of_priority).collect();
    let now = Timestamp::at(today, 23, 59);
    let decisions = store::decisions(db, place, &DecisionFilter::default(), now, DECISIONS).await?;
    all.extend(decisions.into_iter().map(|line| Thing {
        kind: Kind::Decision,
        id: line.id.any(),
        place,
        href: links::decision(line.id),
        title: line.title,
    }));
    Ok(all)
}
