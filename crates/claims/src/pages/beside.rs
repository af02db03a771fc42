//! Claim beside measure beside reading: gathered once for the list, the page of a claim and the files.

use crate::acts::SEE_REVIEW_FIRST;
use crate::claim::{Claim, ClaimId};
use crate::measure::{Facts, Measure, NOTICE_DAYS, periods};
use crate::review::{Outcome, Reader, Review};
use crate::stage::{Invited, Voice};
use crate::store::{self, HoursLine, StageLine, UrnLine};
use crate::wants::Measures;
use folkmoot_kernel::{Date, OrganisationId, Subject, Tenths};
use folkmoot_register::organisation::Family;
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError};
use std::collections::BTreeMap;

/// What stands beside the claims of a place.
#[derive(Debug)]
pub(crate) struct Beside {
    pub(crate) facts: Facts,
    hours: Vec<HoursLine>,
    stages: Vec<StageLine>,
    families: BTreeMap<OrganisationId, Family>,
    reviews: Vec<Review>,
    urns: Vec<UrnLine>,
    reader: Reader,
    today: Date,
}

/// One measure beside a claim.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) measure: Measure,
    /// Of the families in their order; empty: the measure is told in words.
    pub(crate) cells: Vec<String>,
    pub(crate) says: String,
    pub(crate) source: &'static str,
}

/// What voluntary and community members say of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read {
    Shown(Tenths),
    Held(String),
    Nothing,
}

impl Read {
    pub(crate) fn words(&self) -> String {
        match self {
            Read::Shown(share) => format!("Voluntary and community members say it is {} so.", share.on_a_scale()),
            Read::Held(why) => why.clone(),
            Read::Nothing => {
                "Voluntary and community members have not been asked yet, or partners see their answer first."
                    .to_owned()
            }
        }
    }
}

impl Beside {
    pub(crate) async fn load(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Self, PageError> {
        let (id, today) = (place.id(), ctx.now().date());
        let facts = match ctx.wanted::<dyn Measures>() {
            Some(measures) => measures.facts(db, id, &periods(today), today).await?,
            None => Facts::default(),
        };
        let partners = register::partners(db, id).await?;
        let partner = ctx.may(SEE_REVIEW_FIRST, Subject::place(id));
        Ok(Self {
            facts,
            hours: store::hours(db, id).await?,
            stages: store::stages_of_place(db, id).await?,
            families: partners.into_iter().map(|one| (one.id, Family::of(&one.sector))).collect(),
            reviews: store::reviews(db, id).await?,
            urns: store::urns(db, id).await?,
            reader: if partner { Reader::Partner } else { Reader::Public },
            today,
        })
    }

    pub(crate) fn lines(&self, claim: &Claim) -> Vec<Line> {
        claim.measures().iter().map(|measure| self.line(*measure)).collect()
    }

    fn line(&self, measure: Measure) -> Line {
        let numbers = |counts: Vec<i64>| counts.into_iter().map(|count| count.to_string()).collect();
        let (cells, says) = match (measure, measure.counted()) {
            (_, Some(counted)) => (numbers(self.facts.last_year(counted).into_values().collect()), String::new()),
            (Measure::TimePaid, _) => (self.paid(), String::new()),
            (Measure::Invited, _) => (self.invited(), String::new()),
            (Measure::Notice, _) => (Vec::new(), self.notice()),
            _ => (Vec::new(), "Nothing is counted yet".to_owned()),
        };
        Line { measure, cells, says, source: measure.source().words() }
    }

    fn family(&self, organisation: OrganisationId) -> Family {
        self.families.get(&organisation).copied().unwrap_or(Family::Others)
    }

    /// "40 of 120 hours", of the latest year that anybody typed.
    fn paid(&self) -> Vec<String> {
        let year = self.hours.first().map(|line| line.year);
        let of_family = |family: &Family| {
            let lines = self
                .hours
                .iter()
                .filter(|line| Some(line.year) == year && self.family(line.organisation_id) == *family);
            let (paid, asked) =
                lines.fold((0, 0), |(paid, asked), line| (paid + line.paid_hours, asked + line.asked_hours));
            if asked == 0 { "not said".to_owned() } else { format!("{paid} of {asked} hours paid") }
        };
        Family::ALL.iter().map(of_family).collect()
    }

    /// "3 before, 1 during, 2 after".
    fn invited(&self) -> Vec<String> {
        let said = |family: Family, when: Invited| {
            let of = |line: &&StageLine| matches!(line.voice, Voice::Organisation(id) if self.family(id) == family);
            self.stages.iter().filter(of).filter(|line| line.said.invited == Some(when)).count()
        };
        let of_family = |family: &Family| {
            let [before, during, after] =
                [Invited::Before, Invited::During, Invited::After].map(|when| said(*family, when));
            match before + during + after {
                0 => "not said".to_owned(),
                _ => format!("{before} before, {during} during, {after} after"),
            }
        };
        Family::ALL.iter().map(of_family).collect()
    }

    fn notice(&self) -> String {
        match self.facts.median_notice() {
            None => "No papers in the last year".to_owned(),
            Some((days, papers)) => {
                let (late, _) = self.facts.with_less_than(NOTICE_DAYS);
                format!(
                    "The middle one of {papers} papers came {days} days before its meeting; {late} came with less than {NOTICE_DAYS}. All partners get the same papers at the same time."
                )
            }
        }
    }

    /// The latest reading of a claim that this reader may see.
    pub(crate) fn read(&self, claim: ClaimId) -> Read {
        for review in self.reviews.iter().filter(|review| review.is_seen(self.reader, self.today)) {
            let urn = self.urns.iter().find(|urn| urn.review == review.id() && urn.claim == claim);
            match urn.map(|urn| (urn.outcome, urn.counts.together())) {
                Some((Some(Outcome::Shown), Some(share))) => return Read::Shown(share),
                Some((Some(Outcome::Held(why)), _)) => return Read::Held(why.to_string()),
                _ => {}
            }
        }
        Read::Nothing
    }

    /// Readings of a claim over time, oldest first: the review's name, and how far it was said to be so.
    pub(crate) fn over_time(&self, claim: ClaimId) -> Vec<(String, Option<i64>)> {
        let seen = self.reviews.iter().rev().filter(|review| review.is_seen(self.reader, self.today));
        let point = |review: &Review| {
            let urn = self.urns.iter().find(|urn| urn.review == review.id() && urn.claim == claim)?;
            let shown = (urn.outcome == Some(Outcome::Shown)).then(|| urn.counts.together()).flatten();
            Some((review.title().to_owned(), shown.map(Tenths::percent)))
        };
        seen.filter_map(point).collect()
    }

    pub(crate) fn open_review(&self) -> Option<&Review> {
        self.reviews.iter().find(|review| review.is_open(self.today))
    }

    pub(crate) fn reviews(&self) -> &[Review] {
        &self.reviews
    }
}
