//! Measures that stand beside claims: what the record counts, what organisations type, and what is not in the record yet.

use folkmoot_kernel::Date;
use folkmoot_kernel::words;
use folkmoot_register::organisation::Family;
use std::collections::BTreeMap;

words! {
    /// What may stand beside a claim.
    pub enum Measure {
        Seats => "seats", "Seats on boards and groups";
        Votes => "votes", "Seats with a vote";
        Chairs => "chairs", "Chairs";
        ItemsPut => "items_put", "Agenda items put";
        ItemsCarried => "items_carried", "Agenda items that led to an agreed decision";
        Papers => "papers", "Papers with those items";
        Minutes => "minutes", "Agenda time of those items";
        Invited => "invited", "When organisations were invited: before, during or after drafting";
        Notice => "notice", "Days of notice with which papers came";
        TimePaid => "time_paid", "Hours asked of organisations, and hours paid";
        MoneyDecided => "money_decided", "Money decided about";
        MoneyReceived => "money_received", "Money received";
    }
}

/// Where a number comes from. It stands beside each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Record,
    Typed,
    NotYet,
}

impl Source {
    pub const fn words(self) -> &'static str {
        match self {
            Source::Record => "Counted from the record",
            Source::Typed => "Typed by the organisations themselves: it is not in the record",
            Source::NotYet => "Not in the record yet: no money is kept here, so nothing can be said",
        }
    }
}

impl Measure {
    pub const fn source(self) -> Source {
        match self {
            Measure::Invited | Measure::TimePaid => Source::Typed,
            Measure::MoneyDecided | Measure::MoneyReceived => Source::NotYet,
            _ => Source::Record,
        }
    }

    /// What is counted by sector, if it is.
    pub const fn counted(self) -> Option<Counted> {
        match self {
            Measure::Seats => Some(Counted::Seats),
            Measure::Votes => Some(Counted::Votes),
            Measure::Chairs => Some(Counted::Chairs),
            Measure::ItemsPut => Some(Counted::Items),
            Measure::ItemsCarried => Some(Counted::Carried),
            Measure::Papers => Some(Counted::Papers),
            Measure::Minutes => Some(Counted::Minutes),
            _ => None,
        }
    }
}

words! {
    /// What the record counts by sector.
    pub enum Counted {
        Seats => "seats", "Seats";
        Votes => "votes", "Votes";
        Chairs => "chairs", "Chairs";
        Items => "items", "Items put";
        Carried => "carried", "Items carried";
        Papers => "papers", "Papers";
        Minutes => "minutes", "Minutes of agenda time";
    }
}

impl Counted {
    /// Whether it is how things stand on a day; else it adds up over time.
    pub const fn stands(self) -> bool {
        matches!(self, Counted::Seats | Counted::Votes | Counted::Chairs)
    }
}

/// Half-years on the page.
pub const PERIODS: usize = 6;

/// Half a year, from its first day to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub until: Date,
}

impl Period {
    /// "first half of 2026", as after "in the".
    pub fn words(&self) -> String {
        let half = if self.from.month() == 1 { "first" } else { "second" };
        format!("{half} half of {}", self.from.year())
    }
}

/// The half-years that end with today's, oldest first.
pub fn periods(today: Date) -> Vec<Period> {
    let half = i64::from(today.year()) * 2 + i64::from(today.month() > 6);
    let from = |half: i64| {
        let year = i16::try_from(half.div_euclid(2)).unwrap_or(i16::MAX);
        Date::new(year, if half.rem_euclid(2) == 0 { 1 } else { 7 }, 1).unwrap_or(today)
    };
    let count = i64::try_from(PERIODS).unwrap_or(0);
    (half - count + 1..=half).map(|half| Period { from: from(half), until: from(half + 1).plus_days(-1) }).collect()
}

/// One number of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Which of the periods.
    pub period: usize,
    /// Its key in the register; empty for independent seats.
    pub sector: String,
    pub counted: Counted,
    pub count: i64,
}

/// With how many days of notice the papers of one period came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    pub period: usize,
    pub days: i64,
    pub papers: i64,
}

/// What the record holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub cells: Vec<Cell>,
    pub notices: Vec<Notice>,
}

impl Facts {
    /// By family, of the last two half-years: how it stands now, or how much it adds up to.
    pub fn last_year(&self, counted: Counted) -> BTreeMap<Family, i64> {
        let last = PERIODS - 1;
        let within = |cell: &&Cell| cell.period == last || (!counted.stands() && cell.period + 1 == last);
        let mut sums: BTreeMap<Family, i64> = Family::ALL.iter().map(|family| (*family, 0)).collect();
        for cell in self.cells.iter().filter(|cell| cell.counted == counted).filter(within) {
            *sums.entry(Family::of(&cell.sector)).or_default() += cell.count;
        }
        sums
    }

    /// By period, the counts of the families in their order.
    pub fn over_time(&self, counted: Counted) -> Vec<Vec<i64>> {
        let count = |period: usize, family: Family| {
            let cells = self.cells.iter().filter(|cell| cell.period == period && cell.counted == counted);
            cells.filter(|cell| Family::of(&cell.sector) == family).map(|cell| cell.count).sum()
        };
        (0..PERIODS).map(|period| Family::ALL.iter().map(|family| count(period, *family)).collect()).collect()
    }

    /// The middle paper's days of notice in the last two half-years, and how many papers there were. None: no papers.
    pub fn median_notice(&self) -> Option<(i64, i64)> {
        let mut late: Vec<&Notice> = self.notices.iter().filter(|notice| notice.period + 2 >= PERIODS).collect();
        late.sort_by_key(|notice| notice.days);
        let all: i64 = late.iter().map(|notice| notice.papers).sum();
        let mut passed = 0;
        let middle = late.into_iter().find(|notice| {
            passed += notice.papers;
            passed * 2 >= all
        });
        middle.map(|notice| (notice.days, all))
    }

    /// How many papers came with fewer days of notice than this, of how many.
    pub fn with_less_than(&self, days: i64) -> (i64, i64) {
        let recent = self.notices.iter().filter(|notice| notice.period + 2 >= PERIODS);
        recent.fold((0, 0), |(late, all), notice| {
            (late + if notice.days < days { notice.papers } else { 0 }, all + notice.papers)
        })
    }
}

/// Clear days of notice that papers of councils' meetings have to come with; a yard-stick here, no law for partnerships.
/// Unit: days. Source: Local Government Act 1972, section 100B(3) (sources.md#papers-notice).
pub const NOTICE_DAYS: i64 = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i16, month: i8, day: i8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    fn cell(period: usize, sector: &str, counted: Counted, count: i64) -> Cell {
        Cell { period, sector: sector.into(), counted, count }
    }

    #[test]
    fn half_years_end_with_todays() {
        let all = periods(day(2026, 6, 30));

        assert_eq!(all.len(), PERIODS);
        assert_eq!(all[5], Period { from: day(2026, 1, 1), until: day(2026, 6, 30) });
        assert_eq!(all[0], Period { from: day(2023, 7, 1), until: day(2023, 12, 31) });
        assert_eq!(periods(day(2026, 7, 1))[5].words(), "second half of 2026");
    }

    #[test]
    fn seats_stand_and_items_add_up() {
        let facts = Facts {
            cells: vec![
                cell(4, "vcse", Counted::Seats, 3),
                cell(5, "vcse", Counted::Seats, 2),
                cell(4, "icb", Counted::Items, 3),
                cell(5, "nhs_acute", Counted::Items, 2),
                cell(3, "icb", Counted::Items, 9),
            ],
            notices: Vec::new(),
        };

        assert_eq!(facts.last_year(Counted::Seats)[&Family::Vcse], 2);
        assert_eq!(facts.last_year(Counted::Items)[&Family::Nhs], 5);
        assert_eq!(facts.over_time(Counted::Items)[3], [0, 9, 0, 0]);
    }

    #[test]
    fn the_middle_paper_is_the_one_in_the_middle() {
        let notice = |days, papers| Notice { period: 5, days, papers };
        let facts = |notices| Facts { cells: Vec::new(), notices };

        assert_eq!(facts(vec![notice(7, 1), notice(2, 1), notice(5, 1)]).median_notice(), Some((5, 3)));
        assert_eq!(facts(vec![notice(7, 4), notice(2, 3)]).median_notice(), Some((7, 7)));
        assert_eq!(facts(Vec::new()).median_notice(), None);
        assert_eq!(facts(vec![notice(5, 4), notice(4, 3)]).with_less_than(NOTICE_DAYS), (3, 7));
    }

    #[test]
    fn what_is_not_in_the_record_says_so() {
        assert_eq!(Measure::MoneyReceived.source(), Source::NotYet);
        assert!(Measure::ALL.iter().all(|one| one.counted().is_none() || one.source() == Source::Record));
        assert!(Measure::ALL.iter().all(|one| Measure::read(one.key()) == Some(*one)));
    }

    proptest! {
        #[test]
        fn half_years_follow_each_other_without_a_gap(year in 2000_i16..2100, month in 1_i8..=12) {
            let all = periods(day(year, month, 15));

            prop_assert!(all.windows(2).all(|pair| pair[0].until.plus_days(1) == pair[1].from));
            prop_assert!(all[5].from <= day(year, month, 15) && day(year, month, 15) <= all[5].until);
        }
    }
}
