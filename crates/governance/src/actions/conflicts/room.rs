//! Who takes the chair for an item, and who is left to agree it.

use super::Conflicts;
use crate::chairing::{Chairing, Concerned, Leading, chairing};
use crate::item::Item;
use crate::meeting::Meeting;
use crate::named::Named;
use crate::quorum::Quorum;
use crate::ruling::{Ruled, Ruling};
use crate::store;
use folkmoot_kernel::{OrganisationId, Role, SeatId};
use folkmoot_register::store::{self as register, SeatLine};
use folkmoot_store::{Conn, Error};
use std::collections::BTreeSet;

/// Who sits at a meeting; asked for once, for all its items.
#[derive(Debug)]
pub struct Table {
    seats: Vec<SeatLine>,
    quorum: u32,
}

impl Table {
    pub async fn of(db: &mut Conn, meeting: &Meeting) -> Result<Self, Error> {
        let seats = register::seats_of_body(db, meeting.body(), meeting.starts_at().date()).await?;
        let quorum = store::body(db, meeting.body()).await?.map_or(0, |body| body.quorum());
        Ok(Self { seats, quorum })
    }

    fn leading(&self) -> Vec<Leading> {
        let leads = |seat: &SeatLine| {
            let role = Role::read(&seat.role).filter(|role| matches!(role, Role::Chair | Role::DeputyChair))?;
            Some(Leading { seat: seat.id, role, organisation: seat.organisation_id, holder: seat.holder_id })
        };
        self.seats.iter().filter_map(leads).collect()
    }

    pub fn chairing(&self, item: &Item, on: &Conflicts) -> Chairing {
        let kept_out = on.ruled.0.iter().filter(|ruling| ruling.verdict().recuses()).map(Ruling::party).collect();
        let gaining = on.names.iter().filter_map(Named::organisation).collect();
        chairing(&self.leading(), &Concerned { sponsor: item.sponsor(), gaining, kept_out })
    }

    /// "The deputy chair, Carl Moss for Vale Council, takes the chair: the chair’s organisation puts this item". Nothing when the
    /// chair leads as always.
    pub fn chairing_words(&self, item: &Item, on: &Conflicts) -> String {
        match self.chairing(item, on) {
            Chairing::Chair(_) | Chairing::NotLaidDown => String::new(),
            Chairing::Deputy(seat, why) => {
                format!("The deputy chair, {}, takes the chair: {}", self.holder(seat), why.words())
            }
            Chairing::MembersChoose(why) => {
                format!(
                    "The members choose one of themselves to take the chair: {}, and no deputy is free",
                    why.words()
                )
            }
        }
    }

    fn holder(&self, seat: SeatId) -> String {
        let Some(seat) = self.seats.iter().find(|one| one.id == seat) else { return String::new() };
        let name = seat.holder_name.clone().unwrap_or_default();
        seat.organisation_name.as_ref().map_or(name.clone(), |organisation| format!("{name} for {organisation}"))
    }

    /// Organisations with a voice on the body.
    pub fn voices(&self) -> BTreeSet<OrganisationId> {
        self.seats.iter().filter(|seat| seat.votes).filter_map(|seat| seat.organisation_id).collect()
    }

    /// Who is left to agree something on an item with these rulings; nobody has answered yet.
    pub fn quorum(&self, ruled: &Ruled) -> Quorum {
        let voices = self.voices();
        let recused = ruled.recused().into_iter().filter(|id| voices.contains(id)).count();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Quorum { needed: self.quorum, asked: count(voices.len()), recused: count(recused), taking_part: 0 }
    }
}
