//! A year of meetings, read once, for the page and its files.

use crate::matter::{Agenda, Came, Twins, twins};
use crate::overlap::{Pair, Sits, pairs};
use crate::time_spent::{Met, Spent, TimeSpent, in_words, time_spent};
use folkmoot_governance::body::Body;
use folkmoot_governance::links as governance_links;
use folkmoot_governance::meeting::MeetingId;
use folkmoot_governance::store::{self as governance, HeldItem, HeldMeeting, Which};
use folkmoot_kernel::{BodyId, Date, OrganisationId, Power, Timestamp};
use folkmoot_register::place::Place;
use folkmoot_register::store::{self as register, Seated};
use folkmoot_store::{Conn, Error};
use std::collections::{BTreeMap, BTreeSet};

/// How far back it looks. Unit: days.
const YEAR: i64 = 365;

#[derive(Debug)]
pub(super) struct Year {
    pub(super) place: Place,
    pub(super) time: TimeSpent,
    pub(super) agendas: BTreeMap<BodyId, Agenda>,
    /// Items of meetings in public, in the order in which they came.
    pub(super) items: Vec<HeldItem>,
    bodies: Vec<Body>,
    sits: Vec<Sits>,
}

impl Year {
    pub(super) async fn gather(db: &mut Conn, place: Place, now: Timestamp) -> Result<Self, Error> {
        let time = now.plus_days(-YEAR)..now;
        let bodies = governance::bodies_of_place(db, place.id(), Which::All).await?;
        let seated = register::seated(db, place.id()).await?;
        let meetings = governance::held_meetings(db, place.id(), &time).await?;
        let present = governance::present_at(db, place.id(), &time).await?;
        let all = governance::held_items(db, place.id(), &time).await?;
        let mut agendas: BTreeMap<BodyId, Agenda> = BTreeMap::new();
        for item in &all {
            let power = Power::read(&item.power).unwrap_or(Power::Note);
            agendas.entry(item.body_id).or_default().add(power, item.minutes_planned);
        }
        Ok(Self {
            sits: sits(&bodies, &seated, now.date()),
            time: time_spent(&met(&meetings, &seated, present)),
            items: all.into_iter().filter(|item| item.in_public).collect(),
            agendas,
            bodies,
            place,
        })
    }

    /// The name of a body and its page.
    pub(super) fn linked(&self, id: BodyId) -> (String, String) {
        let name = self.bodies.iter().find(|body| body.id() == id).map(|body| body.name().to_owned());
        (name.unwrap_or_default(), governance_links::body(id))
    }

    /// Bodies that met, those that took most people's time first.
    pub(super) fn spent(&self) -> impl Iterator<Item = (BodyId, &Spent)> {
        let mut all: Vec<(BodyId, &Spent)> = self.time.bodies.iter().map(|(id, spent)| (*id, spent)).collect();
        all.sort_by_key(|(_, spent)| std::cmp::Reverse((spent.people_minutes, spent.minutes)));
        all.into_iter()
    }

    pub(super) fn pairs(&self) -> Vec<Pair> {
        pairs(&self.sits)
    }

    pub(super) fn names(&self, most: usize) -> Vec<String> {
        self.sits.iter().take(most).map(|one| self.linked(one.body).0).collect()
    }

    /// For each body, how many of its people sit on each other one; "–" on itself.
    pub(super) fn matrix(&self, most: usize) -> Vec<(String, Vec<String>)> {
        let shown = &self.sits[..self.sits.len().min(most)];
        let cell = |one: &Sits, other: &Sits| match one.body == other.body {
            true => "–".to_owned(),
            false => one.people.intersection(&other.people).count().to_string(),
        };
        let row = |one: &Sits| (self.linked(one.body).0, shown.iter().map(|other| cell(one, other)).collect());
        shown.iter().map(row).collect()
    }

    pub(super) fn twins(&self) -> Vec<Twins> {
        let came = |item: &HeldItem| Came {
            item: item.id,
            body: item.body_id,
            title: item.title.clone(),
            priority: item.priority_id,
            function: item.function_id,
            on_its_way: item.on_its_way > 0,
        };
        let mut all = twins(&self.items.iter().map(came).collect::<Vec<_>>());
        // The latest first: what came twice last year may be settled.
        all.reverse();
        all
    }

    /// Name, meetings, people's time, in the order of the alphabet.
    pub(super) async fn organisations(&self, db: &mut Conn) -> Result<Vec<(String, i64, String)>, Error> {
        let ids: Vec<OrganisationId> = self.time.organisations.keys().copied().collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let names = register::organisation_names(db, &ids).await?;
        let named = self.time.organisations.iter().filter_map(|(id, spent)| Some((names.get(id)?.1.clone(), spent)));
        Ok(told(named))
    }

    pub(super) async fn people(&self, db: &mut Conn) -> Result<Vec<(String, i64, String)>, Error> {
        let ids: Vec<_> = self.time.people.keys().copied().collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let names = register::person_names(db, &ids).await?;
        let named = self.time.people.iter().filter_map(|(id, spent)| Some((names.get(id)?.clone(), spent)));
        Ok(told(named))
    }
}

fn told<'a>(named: impl Iterator<Item = (String, &'a Spent)>) -> Vec<(String, i64, String)> {
    let mut all: Vec<_> = named.map(|(name, spent)| (name, spent.meetings, in_words(spent.people_minutes))).collect();
    all.sort_by_key(|(name, ..)| name.to_lowercase());
    all
}

/// Open bodies with those who sit on them today.
fn sits(bodies: &[Body], seated: &[Seated], today: Date) -> Vec<Sits> {
    let open = bodies.iter().filter(|body| body.is_open());
    let on = |body: &Body| {
        let there: Vec<&Seated> = seated.iter().filter(|one| one.body_id == body.id() && one.sits(today)).collect();
        Sits {
            body: body.id(),
            people: there.iter().map(|one| one.person_id).collect(),
            organisations: there.iter().filter_map(|one| one.organisation_id).collect(),
        }
    };
    open.map(on).filter(|one| !one.people.is_empty()).collect()
}

/// Meetings with who held a seat there on that day, deputies left out: who of two came is not written down.
fn met(meetings: &[HeldMeeting], seated: &[Seated], present: Vec<(MeetingId, OrganisationId)>) -> Vec<Met> {
    let mut there: BTreeMap<MeetingId, BTreeSet<OrganisationId>> = BTreeMap::new();
    for (meeting, organisation) in present {
        there.entry(meeting).or_default().insert(organisation);
    }
    let mut by_body: BTreeMap<BodyId, Vec<&Seated>> = BTreeMap::new();
    for one in seated.iter().filter(|one| one.capacity == "holder") {
        by_body.entry(one.body_id).or_default().push(one);
    }
    let met = |meeting: &HeldMeeting| {
        let day = meeting.starts_at.date();
        let terms = by_body.get(&meeting.body_id).into_iter().flatten().filter(|one| one.sits(day));
        Met {
            body: meeting.body_id,
            minutes: (meeting.ends_at.ms() - meeting.starts_at.ms()) / 60_000,
            seated: terms.map(|one| (one.person_id, one.organisation_id)).collect(),
            present: there.remove(&meeting.id).unwrap_or_default(),
        }
    };
    meetings.iter().map(met).collect()
}
