//! What a whole file would change: seats opened, terms begun and ended, and what stays. Drawn from the register as it stands; nothing
//! is saved.

use super::{Column, RosterRow};
use crate::holder::{Capacity, HeldBy, Holder, Term};
use crate::organisation::match_name;
use crate::seat::SeatDetails;
use folkmoot_kernel::rows::Broken;
use folkmoot_kernel::{BodyId, Date, OrganisationId, Role, SeatId};
use std::collections::BTreeMap;

/// What makes two rows speak of one seat: its body, its title as names are compared, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeatKey {
    pub body: BodyId,
    pub title: String,
    pub organisation: Option<OrganisationId>,
}

impl SeatKey {
    pub fn new(body: BodyId, title: &str, organisation: Option<OrganisationId>) -> Self {
        Self { body, title: match_name(title), organisation }
    }
}

/// An open seat on a body, with its terms.
#[derive(Debug, Clone)]
pub struct KnownSeat {
    pub id: SeatId,
    pub details: SeatDetails,
    pub terms: Vec<HeldBy>,
}

/// The register as it stands, and whom a name means.
#[derive(Debug)]
pub struct Known<'a> {
    pub bodies: &'a [(BodyId, String)],
    pub organisations: &'a [(OrganisationId, String)],
    pub seats: &'a [KnownSeat],
}

/// One thing that would happen, with the line of the file that asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Open {
        line: usize,
        details: SeatDetails,
    },
    /// Somebody's term ends with this day.
    End {
        line: usize,
        before: Holder,
        who: String,
        last_day: Date,
    },
    Begin {
        line: usize,
        seat: SeatKey,
        name: String,
        email: String,
        capacity: Capacity,
        term: Term,
    },
    /// Nobody can sign in without an address, so the seat stays vacant.
    LeaveOut {
        line: usize,
        name: String,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub changes: Vec<Change>,
    /// Rows that say what the register says.
    pub same: usize,
    pub rows: usize,
}

/// Works out what the rows would change, or every row that cannot be.
pub fn plan(rows: &[RosterRow], known: &Known<'_>, today: Date) -> Result<Plan, Vec<Broken>> {
    let seats = known.seats.iter().filter_map(Drawn::known).collect();
    let mut drawing = Drawing { known, today, seats, changes: Vec::new(), same: 0, wrong: Vec::new() };
    for row in rows {
        drawing.row(row);
    }
    let Drawing { changes, same, wrong, .. } = drawing;
    if wrong.is_empty() { Ok(Plan { changes, same, rows: rows.len() }) } else { Err(wrong) }
}

/// A seat as it would be.
#[derive(Debug)]
struct Drawn {
    role: Role,
    votes: bool,
    terms: Vec<Slot>,
}

/// A term as it would be.
#[derive(Debug)]
struct Slot {
    capacity: Capacity,
    email: String,
    name: String,
    term: Term,
    /// None: a line of this file begins it.
    holder: Option<Holder>,
    line: usize,
}

impl Drawn {
    fn known(seat: &KnownSeat) -> Option<(SeatKey, Self)> {
        let details = &seat.details;
        let slot = |held: &HeldBy| Slot {
            capacity: held.holder.capacity(),
            email: held.email.clone(),
            name: held.name.clone(),
            term: held.holder.term(),
            holder: Some(held.holder.clone()),
            line: 0,
        };
        let terms = seat.terms.iter().map(slot).collect();
        let drawn = Self { role: details.role, votes: details.votes, terms };
        Some((SeatKey::new(details.body?, &details.title, details.organisation), drawn))
    }
}

struct Drawing<'a> {
    known: &'a Known<'a>,
    today: Date,
    seats: BTreeMap<SeatKey, Drawn>,
    changes: Vec<Change>,
    same: usize,
    wrong: Vec<Broken>,
}

/// The one with this name; none or several have it otherwise.
fn named<T: Copy>(all: &[(T, String)], name: &str) -> Result<T, usize> {
    let matched = match_name(name);
    let found: Vec<T> = all.iter().filter(|(_, own)| match_name(own) == matched).map(|(id, _)| *id).collect();
    match found.as_slice() {
        [only] => Ok(*only),
        others => Err(others.len()),
    }
}

impl Drawing<'_> {
    fn say(&mut self, line: usize, column: Column, why: impl Into<String>) {
        self.wrong.push(Broken::new(line, column, why));
    }

    fn row(&mut self, row: &RosterRow) {
        let (Some(body), Some(organisation)) = (self.body(row), self.organisation(row)) else { return };
        let key = SeatKey::new(body, &row.seat, organisation);
        if key.title.is_empty() {
            return self.say(row.line, Column::Seat, "this names nothing");
        }
        let before = self.changes.len();
        self.seat(row, &key);
        if !row.name.is_empty() {
            self.holder(row, &key);
        }
        self.same += usize::from(self.changes.len() == before);
    }

    fn body(&mut self, row: &RosterRow) -> Option<BodyId> {
        let found = named(self.known.bodies, &row.body);
        if found.is_err() {
            let why = format!("no body of this place is called “{}”: add it first", row.body);
            self.say(row.line, Column::Body, why);
        }
        found.ok()
    }

    fn organisation(&mut self, row: &RosterRow) -> Option<Option<OrganisationId>> {
        if row.organisation.is_empty() {
            return Some(None);
        }
        let why = match named(self.known.organisations, &row.organisation) {
            Ok(id) => return Some(Some(id)),
            Err(0) => format!("“{}” is no partner of this place: add it first", row.organisation),
            Err(several) => format!("{several} partners of this place are called “{}”", row.organisation),
        };
        self.say(row.line, Column::Organisation, why);
        None
    }

    /// Opens the seat unless it is there. A seat that is there keeps its role and vote.
    fn seat(&mut self, row: &RosterRow, key: &SeatKey) {
        if let Some(drawn) = self.seats.get(key) {
            let (role, votes) = (drawn.role, drawn.votes);
            if row.role.is_some_and(|typed| typed != role) {
                let why = format!("this seat is there already, as {}", role.words().to_lowercase());
                self.say(row.line, Column::Role, why);
            }
            if row.votes.is_some_and(|typed| typed != votes) {
                let why = if votes {
                    "this seat is there already, and votes"
                } else {
                    "this seat is there already, without a vote"
                };
                self.say(row.line, Column::Votes, why);
            }
            return;
        }
        let role = row.role.unwrap_or(Role::Member);
        let votes = row.votes.unwrap_or(role != Role::Observer);
        let (body, title) = (Some(key.body), row.seat.clone());
        let details = SeatDetails { title, role, body, organisation: key.organisation, votes };
        self.seats.insert(key.clone(), Drawn { role, votes, terms: Vec::new() });
        self.changes.push(Change::Open { line: row.line, details });
    }

    fn holder(&mut self, row: &RosterRow, key: &SeatKey) {
        let (line, name) = (row.line, row.name.clone());
        if row.email.is_empty() {
            return self.changes.push(Change::LeaveOut { line, name });
        }
        let Ok(term) = Term::new(row.from.unwrap_or(self.today), row.until) else { return };
        let Some(mut drawn) = self.seats.remove(key) else { return };
        if !self.goes_on(row, &mut drawn, &term) && self.makes_room(row, &mut drawn, &term) {
            let (email, capacity) = (row.email.clone(), row.capacity);
            let begin =
                Change::Begin { line, seat: key.clone(), name: name.clone(), email: email.clone(), capacity, term };
            self.changes.push(begin);
            drawn.terms.push(Slot { capacity, email, name, term, holder: None, line });
        }
        self.seats.insert(key.clone(), drawn);
    }

    /// Whether this person holds the seat already; then the row may say when that ends.
    fn goes_on(&mut self, row: &RosterRow, drawn: &mut Drawn, term: &Term) -> bool {
        let is_theirs =
            |slot: &&mut Slot| slot.capacity == row.capacity && slot.email == row.email && slot.term.meets(term);
        let Some(slot) = drawn.terms.iter_mut().find(is_theirs) else { return false };
        let Some(before) = slot.holder.clone() else {
            let why = format!("line {} says the same of this person", slot.line);
            self.say(row.line, Column::Name, why);
            return true;
        };
        if let Some(last_day) = row.until.filter(|until| slot.term.until().is_none_or(|own| *until < own)) {
            let who = slot.name.clone();
            self.changes.push(Change::End { line: row.line, before, who, last_day });
        }
        true
    }

    /// Ends the term of whoever holds the seat on the first day. Deputies there may be several.
    fn makes_room(&mut self, row: &RosterRow, drawn: &mut Drawn, term: &Term) -> bool {
        if row.capacity == Capacity::Deputy {
            return true;
        }
        let last_day = term.from().plus_days(-1);
        for slot in drawn.terms.iter_mut().filter(|slot| slot.capacity == Capacity::Holder && slot.term.meets(term)) {
            let from = slot.term.from();
            let (Some(before), Ok(shorter)) = (slot.holder.clone(), Term::new(from, Some(last_day))) else {
                let why = match slot.line {
                    0 => format!("{} holds this seat from {}: give a first day after that", slot.name, from.in_words()),
                    line => format!("line {line} says that {} holds this seat then", slot.name),
                };
                self.say(row.line, Column::From, why);
                return false;
            };
            let who = slot.name.clone();
            self.changes.push(Change::End { line: row.line, before, who, last_day });
            slot.term = shorter;
        }
        true
    }
}

impl Change {
    pub const fn line(&self) -> usize {
        match self {
            Change::Open { line, .. }
            | Change::End { line, .. }
            | Change::Begin { line, .. }
            | Change::LeaveOut { line, .. } => *line,
        }
    }

    /// What a preview calls it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Change::Open { .. } => "New seat",
            Change::End { .. } => "Ends",
            Change::Begin { .. } => "Begins",
            Change::LeaveOut { .. } => "Left out",
        }
    }
}

#[cfg(test)]
mod tests;
