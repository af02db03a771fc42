//! Interests on items: what they name, whom that touches, what was ruled.

use crate::decision::Decision;
use crate::interest::{Interest, Party};
use crate::item::{Item, ItemId};
use crate::meeting::Meeting;
use crate::named::Named;
use crate::ruling::{Match, Ruled, matched, unruled};
use crate::store;
use folkmoot_kernel::{Date, PlaceId};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use std::collections::{BTreeMap, BTreeSet};

/// What one item has to do with whom.
#[derive(Debug, Clone, Default)]
pub struct Conflicts {
    pub names: Vec<Named>,
    pub matches: Vec<Match>,
    pub ruled: Ruled,
}

impl Conflicts {
    /// Those on whom nobody has ruled.
    pub fn unruled(&self) -> Vec<&Match> {
        unruled(&self.matches, &self.ruled.0)
    }
}

/// People and organisations with an open seat in the place on this day.
pub async fn sitting(db: &mut Conn, place: PlaceId, day: Date) -> Result<BTreeSet<Party>, Error> {
    let seats = register::seats_of_place(db, place, day).await?;
    let organisations = seats.iter().filter_map(|seat| seat.organisation_id).map(Party::Organisation);
    let people = seats.iter().filter_map(|seat| seat.holder_id).map(Party::Person);
    Ok(organisations.chain(people).collect())
}

pub async fn conflicts_of_item(db: &mut Conn, item: &Item, meeting: &Meeting) -> Result<Conflicts, Error> {
    let names = store::names_of_item(db, item.id()).await?;
    let ruled = store::rulings_of_item(db, item.id()).await?;
    if names.is_empty() {
        return Ok(Conflicts { names, matches: Vec::new(), ruled });
    }
    let day = meeting.starts_at().date();
    let interests = store::interests_on_item(db, item.id()).await?;
    let sitting = sitting(db, meeting.place(), day).await?;
    Ok(Conflicts { matches: matched(&names, &interests, &sitting, day), names, ruled })
}

/// The same for every item of an agenda that names something or was ruled on, asked for once.
pub async fn conflicts_of_meeting(db: &mut Conn, meeting: &Meeting) -> Result<BTreeMap<ItemId, Conflicts>, Error> {
    let mut all: BTreeMap<ItemId, Conflicts> = BTreeMap::new();
    for (item, named) in store::names_of_meeting(db, meeting.id()).await? {
        all.entry(item).or_default().names.push(named);
    }
    for ruling in store::rulings_of_meeting(db, meeting.id()).await? {
        all.entry(ruling.item()).or_default().ruled.0.push(ruling);
    }
    if all.values().all(|one| one.names.is_empty()) {
        return Ok(all);
    }
    let day = meeting.starts_at().date();
    let mut interests: BTreeMap<ItemId, Vec<Interest>> = BTreeMap::new();
    for (item, interest) in store::interests_on_agenda(db, meeting.id()).await? {
        interests.entry(item).or_default().push(interest);
    }
    let sitting = sitting(db, meeting.place(), day).await?;
    for (item, one) in &mut all {
        let own = interests.remove(item).unwrap_or_default();
        one.matches = matched(&one.names, &own, &sitting, day);
    }
    Ok(all)
}

/// Rulings on the item of a decision; none for one beside any agenda.
pub async fn ruled_on(db: &mut Conn, decision: &Decision) -> Result<Ruled, Error> {
    match decision.item() {
        Some(item) => store::rulings_of_item(db, item).await,
        None => Ok(Ruled::default()),
    }
}
