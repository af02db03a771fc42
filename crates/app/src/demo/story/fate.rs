//! What becomes of a promise: turns with their moments. Most are kept; life comes in between for the others.

use crate::demo::lot::Lot;
use folkmoot_kernel::{Date, Timestamp};

/// One thing that happens to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Accept,
    Decline,
    Renegotiate(Date),
    GotInTheWay,
    Done,
    SendBack,
    Confirm,
    Withdraw,
    Relied(usize),
    Comment,
}

/// What is known of a promise beforehand. `told`: what the story says became of it, or nothing.
#[derive(Debug)]
pub(super) struct Given<'a> {
    pub(super) made: Timestamp,
    pub(super) due: Date,
    pub(super) today: Timestamp,
    pub(super) told: &'a str,
}

pub(super) fn turns(lot: &mut Lot, given: &Given<'_>) -> Vec<(Timestamp, Turn)> {
    let drawn = match lot.between(1, 100) {
        1..=64 => "kept",
        65..=75 => "late",
        76..=84 => "moved",
        85..=87 => "withdrawn",
        88..=89 => "declined",
        90..=92 => "back",
        93..=97 => "past",
        _ => "silent",
    };
    let fate = if given.told.is_empty() { drawn } else { given.told };
    let mut course = Course { lot, given, turns: Vec::new() };
    course.live(fate);
    course.turns
}

struct Course<'a> {
    lot: &'a mut Lot,
    given: &'a Given<'a>,
    turns: Vec<(Timestamp, Turn)>,
}

impl Course<'_> {
    fn live(&mut self, fate: &str) {
        let made = self.given.made;
        if fate == "declined" {
            let days = self.lot.between(2, 9);
            return self.turn(made.date().plus_days(days), Turn::Decline);
        }
        // Silence is of the last weeks only: whoever was asked again has said yes or no since.
        let recent = made.date().days_until(self.given.today.date()) < 80;
        if recent && (fate == "silent" || self.given.told.is_empty() && self.lot.chance(25)) {
            return;
        }
        let wait = if fate == "silent" { self.lot.between(18, 33) } else { self.lot.between(1, 8) };
        let accepted = made.date().plus_days(wait.min(made.date().days_until(self.given.due).max(1)));
        self.turn(accepted, Turn::Accept);
        if self.lot.chance(15) {
            let on = self.within(accepted, 20, 80);
            self.turn(on, Turn::Comment);
        }
        self.after_acceptance(fate, accepted);
    }

    fn after_acceptance(&mut self, fate: &str, accepted: Date) {
        let due = self.given.due;
        match fate {
            "late" => self.late(due),
            "moved" => self.moved(accepted, due),
            "past" => self.past(due),
            "withdrawn" => self.withdrawn(accepted),
            "back" => {
                let said = self.within(accepted, 80, 95);
                self.turn(said, Turn::Done);
                self.turn(said.plus_days(5), Turn::SendBack);
                self.kept(said.plus_days(24));
            }
            _ => {
                let said = self.within(accepted, 78, 100);
                self.kept(said);
            }
        }
    }

    fn kept(&mut self, said: Date) {
        self.turn(said, Turn::Done);
        let days = self.lot.between(4, 40);
        self.turn(said.plus_days(days), Turn::Confirm);
    }

    fn late(&mut self, due: Date) {
        if self.lot.chance(70) {
            self.turn(due.plus_days(4), Turn::GotInTheWay);
        }
        let days = self.lot.between(9, 48);
        self.kept(due.plus_days(days));
    }

    fn moved(&mut self, accepted: Date, due: Date) {
        let told = self.within(accepted, 75, 95);
        let later = due.plus_days(self.lot.between(28, 80));
        self.turn(told, Turn::Renegotiate(later));
        let early = self.lot.between(0, 12);
        self.kept(later.plus_days(-early));
    }

    /// Not done on its day; in the end it is, if that was long ago.
    fn past(&mut self, due: Date) {
        self.turn(due.plus_days(6), Turn::GotInTheWay);
        self.turn(due.plus_days(17), Turn::Comment);
        let days = self.lot.between(100, 190);
        self.kept(due.plus_days(days));
    }

    fn withdrawn(&mut self, accepted: Date) {
        let on = self.within(accepted, 45, 85);
        if self.lot.chance(45) {
            self.turn(on.plus_days(-3), Turn::GotInTheWay);
        }
        self.turn(on, Turn::Withdraw);
        self.turn(on.plus_days(2), Turn::Relied(0));
        if self.lot.chance(50) {
            self.turn(on.plus_days(4), Turn::Relied(1));
        }
    }

    /// A day so many hundredths of the way from acceptance to the due day.
    fn within(&mut self, accepted: Date, low: i64, high: i64) -> Date {
        let span = accepted.days_until(self.given.due).max(1);
        let part = self.lot.between(low, high);
        accepted.plus_days((span * part / 100).max(1))
    }

    /// In working hours of that day, or of the Monday after.
    fn turn(&mut self, day: Date, turn: Turn) {
        let day = match day.weekday() {
            6 => day.plus_days(2),
            7 => day.plus_days(1),
            _ => day,
        };
        let hour = i8::try_from(self.lot.between(9, 16)).unwrap_or(9);
        let minute = i8::try_from(self.lot.between(0, 59)).unwrap_or(0);
        let at = Timestamp::at(day, hour, minute);
        let after = self.turns.last().map_or(self.given.made, |(last, _)| *last);
        self.turns.push((at.max(after.plus_minutes(30)), turn));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(told: &str) -> Vec<Turn> {
        let day = |month| Date::new(2026, month, 3).unwrap();
        let made = Timestamp::at(day(2), 16, 0);
        let given = Given { made, due: day(6), today: Timestamp::at(day(11), 9, 0), told };
        turns(&mut Lot::of(7, "one"), &given).into_iter().map(|(_, turn)| turn).collect()
    }

    #[test]
    fn every_fate_has_its_turns_in_order() {
        assert!(told("kept").ends_with(&[Turn::Done, Turn::Confirm]));
        assert_eq!(told("declined"), [Turn::Decline]);
        assert!(told("withdrawn").contains(&Turn::Withdraw));
        assert!(told("past").contains(&Turn::GotInTheWay));
        assert!(told("moved").iter().any(|turn| matches!(turn, Turn::Renegotiate(_))));
    }
}
