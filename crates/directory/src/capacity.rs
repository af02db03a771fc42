//! Whether there is a place for one more. It is told by the group and believed for four weeks: then nobody knows, and the page says "ask".

use crate::session::day_text;
use folkmoot_kernel::{Date, words};
use serde::{Deserialize, Serialize};

/// How long what was said of places is believed. Our own choice: a group that fills up does so within a month. Unit: days.
pub const BELIEVED_DAYS: i64 = 28;
/// The longest waiting list that is believed. Unit: people.
pub const WAITING_MAX: u32 = 5_000;

words! {
    /// As openreferral/specification#221 and HL7's social care guide tell them apart.
    pub enum Room {
        Places => "places", "Has places";
        Waiting => "waiting", "Has a waiting list";
        Full => "full", "Full";
        Ask => "ask", "Ask whether there is a place";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    pub room: Room,
    /// People on the waiting list, where they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day_text")]
    pub said_on: Option<Date>,
}

impl Default for Capacity {
    fn default() -> Self {
        Self { room: Room::Ask, waiting: None, said_on: None }
    }
}

impl Capacity {
    pub fn said(room: Room, waiting: Option<u32>, today: Date) -> Self {
        Self { room, waiting: waiting.filter(|_| room == Room::Waiting), said_on: Some(today) }
    }

    /// What is still believed.
    pub fn believed(&self, today: Date) -> Room {
        match self.said_on {
            Some(on) if on.days_until(today) <= BELIEVED_DAYS => self.room,
            _ => Room::Ask,
        }
    }

    pub fn in_words(&self, today: Date) -> String {
        let said = self.said_on.map(Date::in_words).unwrap_or_default();
        match (self.believed(today), self.waiting) {
            (Room::Ask, _) => Room::Ask.words().to_owned(),
            (Room::Waiting, Some(1)) => format!("1 person is waiting (said on {said})"),
            (Room::Waiting, Some(count)) => format!("{count} people are waiting (said on {said})"),
            (room, _) => format!("{} (said on {said})", room.words()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_places_is_believed_for_28_days_and_not_one_more() {
        let said: Date = "2026-11-01".parse().unwrap();
        let capacity = Capacity::said(Room::Places, Some(3), said);

        assert_eq!(capacity.waiting, None);
        assert_eq!(capacity.believed(said.plus_days(28)), Room::Places);
        assert_eq!(capacity.believed(said.plus_days(29)), Room::Ask);
        assert_eq!(Capacity::default().believed(said), Room::Ask);
        assert_eq!(
            Capacity::said(Room::Waiting, Some(1), said).in_words(said),
            "1 person is waiting (said on 1 November 2026)"
        );
    }
}
