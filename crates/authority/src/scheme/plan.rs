//! What a whole file would change: added, changed, ended, and what stays. Drawn from the map as it stands; nothing is saved.

use super::columns::Column;
use super::row::SchemeRow;
use crate::function::{Function, FunctionDetails, match_name};
use crate::holding::{Holder, Holding, HoldingDetails, Origin};
use folkmoot_kernel::rows::Broken;
use folkmoot_kernel::{Date, FunctionId, Id, PlaceId, Power};
use std::collections::BTreeMap;

/// Whether a file is everything, or only what changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What does not stand in it ends.
    Whole,
    /// What does not stand in it stays.
    Part,
}

/// The map as it stands, and whom a name means.
#[derive(Debug)]
pub struct Known<'a> {
    pub functions: &'a [Function],
    pub holdings: &'a [Holding],
    /// By [`match_name`], with the name as people write it.
    pub holders: &'a BTreeMap<String, (Holder, String)>,
}

/// One thing that would happen, with the line of the file that asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    AddFunction {
        line: usize,
        details: FunctionDetails,
    },
    ChangeFunction {
        line: usize,
        id: FunctionId,
        version: i64,
        details: FunctionDetails,
    },
    /// The function by its name: it may be new.
    Give {
        line: usize,
        function: String,
        details: HoldingDetails,
    },
    Explain {
        line: usize,
        before: Holding,
        origin: Origin,
    },
    /// Another limit: the old line ends the day before the new one begins.
    Replace {
        line: usize,
        before: Holding,
        details: HoldingDetails,
    },
    /// 0: no line asks for it, because it is missing in a file that is everything.
    End {
        line: usize,
        before: Holding,
        last_day: Date,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub changes: Vec<Change>,
    /// Rows that say what the map says.
    pub same: usize,
    pub rows: usize,
}

/// The heading of a function whose row says none.
const NO_HEADING: &str = "Other";

/// Works out what the rows would change, or every row that cannot be.
pub fn plan(rows: &[SchemeRow], known: &Known<'_>, scope: Scope, today: Date) -> Result<Plan, Vec<Broken>> {
    let mut drawing = Drawing::new(known, today);
    for row in rows {
        drawing.row(row);
    }
    if scope == Scope::Whole {
        drawing.end_the_rest();
    }
    let Drawing { changes, same, wrong, .. } = drawing;
    if wrong.is_empty() { Ok(Plan { changes, same, rows: rows.len() }) } else { Err(wrong) }
}

struct Drawing<'a> {
    known: &'a Known<'a>,
    today: Date,
    /// Functions by matched name, known and new ones.
    functions: BTreeMap<String, FunctionId>,
    /// Lines of the map as they would be.
    map: Vec<Holding>,
    /// Which line of the file named a function, holder and power first.
    seen: BTreeMap<(FunctionId, Holder, Power), usize>,
    told: BTreeMap<FunctionId, usize>,
    changes: Vec<Change>,
    same: usize,
    wrong: Vec<Broken>,
}

impl<'a> Drawing<'a> {
    fn new(known: &'a Known<'a>, today: Date) -> Self {
        let open = known.functions.iter().filter(|one| one.ended_on().is_none());
        Self {
            functions: open.map(|one| (match_name(one.name()), one.id())).collect(),
            map: known.holdings.to_vec(),
            known,
            today,
            seen: BTreeMap::new(),
            told: BTreeMap::new(),
            changes: Vec::new(),
            same: 0,
            wrong: Vec::new(),
        }
    }

    fn say(&mut self, line: usize, column: Column, why: impl Into<String>) {
        self.wrong.push(Broken::new(line, column, why));
    }

    fn row(&mut self, row: &SchemeRow) {
        let Some((holder, _)) = self.known.holders.get(&match_name(&row.held_by)).cloned() else {
            let near = self.near(&row.held_by);
            return self.say(row.line, Column::HeldBy, format!("nobody here is called “{}”{near}", row.held_by));
        };
        if match_name(&row.function).is_empty() {
            return self.say(row.line, Column::Function, "this names nothing");
        }
        let function = self.function(row);
        let key = (function, holder, row.power);
        if let Some(first) = self.seen.insert(key, row.line) {
            return self.say(row.line, Column::HeldBy, format!("line {first} says the same of them"));
        }
        let is_it = |one: &&Holding| {
            (one.function(), one.holder(), one.power()) == key && one.goes_on(self.today) && one.ended_why().is_empty()
        };
        match self.map.iter().find(is_it).cloned() {
            Some(before) => self.compare(row, before),
            None => self.give(row, function, holder),
        }
    }

    /// " : is it the “Place Board”?", or what to do.
    fn near(&self, name: &str) -> String {
        let wanted = match_name(name);
        let words: Vec<&str> = wanted.split(' ').filter(|word| word.len() > 3).collect();
        let shared = |known: &str| words.iter().filter(|word| known.contains(**word)).count();
        let nearest = self.known.holders.iter().max_by_key(|(known, _)| shared(known));
        match nearest.filter(|(known, _)| shared(known) > 0) {
            Some((_, (_, name))) => format!(": is it “{name}”?"),
            None => ": add the body, the post or the body outside first".to_owned(),
        }
    }

    /// The function of a row: known, or new. What a row says of a known one is taken over where it says something.
    fn function(&mut self, row: &SchemeRow) -> FunctionId {
        let name = match_name(&row.function);
        let said = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
        if let Some(id) = self.functions.get(&name).copied() {
            let first = self.told.insert(id, row.line).is_none();
            if let Some(known) = self.known.functions.iter().find(|one| one.id() == id).filter(|_| first) {
                let old = known.details();
                let details = FunctionDetails {
                    heading: said(&row.heading, &old.heading),
                    name: old.name.clone(),
                    about: said(&row.about, &old.about),
                    words: said(&row.words, &old.words),
                };
                if details != *old {
                    let (line, version) = (row.line, known.version());
                    self.changes.push(Change::ChangeFunction { line, id, version, details });
                }
            }
            return id;
        }
        // Its real id comes when it is saved; until then it is counted backwards.
        let id = Id::from_number(-1 - i64::try_from(self.functions.len()).unwrap_or(0));
        let details = FunctionDetails {
            heading: said(&row.heading, NO_HEADING),
            name: row.function.clone(),
            about: row.about.clone(),
            words: row.words.clone(),
        };
        self.functions.insert(name, id);
        self.told.insert(id, row.line);
        self.changes.push(Change::AddFunction { line: row.line, details });
        id
    }

    fn compare(&mut self, row: &SchemeRow, before: Holding) {
        if before.limit() != row.limit {
            return self.replace(row, before);
        }
        if let Some(last_day) = row.until.filter(|_| before.details().until != row.until) {
            if last_day < before.details().from {
                return self.say(row.line, Column::Until, "it had not begun then");
            }
            return self.changes.push(Change::End { line: row.line, before, last_day });
        }
        let old = before.origin();
        let said = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
        let origin = Origin {
            basis: said(&row.basis, &old.basis),
            source: said(&row.source, &old.source),
            source_url: said(&row.source_url, &old.source_url),
            together: said(&row.together, &old.together),
        };
        if origin == *old {
            self.same += 1;
        } else {
            self.changes.push(Change::Explain { line: row.line, before, origin });
        }
    }

    fn replace(&mut self, row: &SchemeRow, before: Holding) {
        let began = before.details().from;
        let from = row.from.filter(|from| *from != began).unwrap_or(self.today);
        if from <= began {
            let why = format!("another limit begins after {}: give its first day", began.in_words());
            return self.say(row.line, Column::From, why);
        }
        let details = details(row, before.holder(), from);
        if let Some(old) = self.map.iter_mut().find(|one| one.id() == before.id()) {
            old.details.until = Some(from.plus_days(-1));
        }
        if self.fits(row, before.function(), details.clone()) {
            self.changes.push(Change::Replace { line: row.line, before, details });
        }
    }

    fn give(&mut self, row: &SchemeRow, function: FunctionId, holder: Holder) {
        let details = details(row, holder, row.from.unwrap_or(self.today));
        if self.fits(row, function, details.clone()) {
            let function = match_name(&row.function);
            self.changes.push(Change::Give { line: row.line, function, details });
        }
    }

    /// Whether the map takes it, by the same rule as anybody who gives a power by hand.
    fn fits(&mut self, row: &SchemeRow, function: FunctionId, details: HoldingDetails) -> bool {
        let beside: Vec<Holding> = self.map.iter().filter(|one| one.function() == function).cloned().collect();
        let id = Id::from_number(-1 - i64::try_from(self.map.len()).unwrap_or(0));
        match Holding::give(id, (PlaceId::from_number(0), function), details, &beside) {
            Ok(given) => {
                self.map.push(given);
                true
            }
            Err(why) => {
                let column = match why.field() {
                    "limit" => Column::Limit,
                    "together" => Column::Together,
                    "until" => Column::Until,
                    _ => Column::HeldBy,
                };
                self.say(row.line, column, why.to_string());
                false
            }
        }
    }

    fn end_the_rest(&mut self) {
        for before in self.known.holdings {
            let named = self.seen.contains_key(&(before.function(), before.holder(), before.power()));
            let open = before.details().until.is_none() && before.ended_why().is_empty();
            if open && !named {
                let last_day = self.today.max(before.details().from);
                self.changes.push(Change::End { line: 0, before: before.clone(), last_day });
            }
        }
    }
}

fn details(row: &SchemeRow, holder: Holder, from: Date) -> HoldingDetails {
    let origin = Origin {
        basis: row.basis.clone(),
        source: row.source.clone(),
        source_url: row.source_url.clone(),
        together: row.together.clone(),
    };
    HoldingDetails { holder, power: row.power, limit: row.limit, origin, from, until: row.until }
}

impl Change {
    pub const fn line(&self) -> usize {
        match self {
            Change::AddFunction { line, .. }
            | Change::ChangeFunction { line, .. }
            | Change::Give { line, .. }
            | Change::Explain { line, .. }
            | Change::Replace { line, .. }
            | Change::End { line, .. } => *line,
        }
    }

    /// "Added", "Changed" or "Ended", for whoever reads the preview.
    pub const fn kind(&self) -> &'static str {
        match self {
            Change::AddFunction { .. } | Change::Give { .. } => "Added",
            Change::ChangeFunction { .. } | Change::Explain { .. } | Change::Replace { .. } => "Changed",
            Change::End { .. } => "Ended",
        }
    }
}

#[cfg(test)]
mod tests;
