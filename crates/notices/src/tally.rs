//! How questions and grievances of a place were answered, by year: as counts, for nobody to be named.

use crate::escalation::Escalation;
use folkmoot_kernel::{Date, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

/// How long after partners the public sees these counts. Unit: days. As a place waits with its promises.
pub const PUBLIC_DELAY_DAYS: i64 = 14;

/// The counts of one year. Those taken back are in none of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub sent: u32,
    pub acknowledged_in_time: u32,
    pub answered_in_time: u32,
    pub answered_later: u32,
    /// Their day has gone by without an answer.
    pub waiting: u32,
    /// Their day is still to come.
    pub running: u32,
}

/// By the year of sending, the latest first, as it stood on this day.
pub fn by_year(all: &[Escalation], day: Date) -> Vec<(i16, Tally)> {
    let mut years: BTreeMap<i16, Tally> = BTreeMap::new();
    for one in all.iter().filter(|one| one.sent_at().date() <= day) {
        if one.withdrawn_at().is_some_and(|at| at.date() <= day) {
            continue;
        }
        years.entry(one.sent_at().date().year()).or_default().add(one, day);
    }
    years.into_iter().rev().collect()
}

impl Tally {
    fn add(&mut self, one: &Escalation, day: Date) {
        let until = |at: Timestamp| Some(at.date()).filter(|on| *on <= day);
        let clocks = one.clocks();
        self.sent += 1;
        let acknowledged = one.acknowledged().and_then(|said| until(said.at));
        self.acknowledged_in_time += u32::from(acknowledged.is_some_and(|on| on <= clocks.acknowledge_by));
        match one.answered().and_then(|said| until(said.at)) {
            Some(on) if on <= clocks.answer_by => self.answered_in_time += 1,
            Some(_) => self.answered_later += 1,
            None if day > clocks.answer_by => self.waiting += 1,
            None => self.running += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escalation::{Addressee, Draft, Kind, Sender};
    use crate::standard::Standard;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    const SENT: Timestamp = Timestamp::from_ms(1_772_452_800_000); // 2026-03-02

    fn sent() -> Escalation {
        let draft = Draft {
            place: Id::from_number(1),
            kind: Kind::Question,
            from: Sender::Place,
            to: Addressee::Body(Id::from_number(3)),
            subject: "Who decides?".into(),
            words: "Who decides about the clinic?".into(),
            wish: String::new(),
        };
        let clocks = Standard::of_nobodys_choice(Id::from_number(1)).clocks(SENT.date());
        Escalation::send(Id::from_number(9), 1, draft, clocks, None, SENT).unwrap()
    }

    #[test]
    fn an_answer_that_came_after_the_day_is_not_known_on_it() {
        let answered = sent().answer("The board.", SENT.plus_days(40)).unwrap();

        let early = by_year(std::slice::from_ref(&answered), SENT.plus_days(39).date());
        let late = by_year(&[answered], SENT.plus_days(40).date());

        assert_eq!(early, [(2026, Tally { sent: 1, waiting: 1, ..Tally::default() })]);
        assert_eq!(late, [(2026, Tally { sent: 1, answered_later: 1, ..Tally::default() })]);
    }

    #[test]
    fn what_was_taken_back_does_not_count() {
        let back = sent().withdraw(SENT.plus_days(1)).unwrap();

        assert!(by_year(&[back], SENT.plus_days(2).date()).is_empty());
    }

    proptest! {
        #[test]
        fn every_question_is_in_one_column(answers in proptest::collection::vec(proptest::option::of(0i64..90), 0..20), day in 0i64..120) {
            let all: Vec<Escalation> = answers
                .iter()
                .map(|days| days.map_or_else(sent, |days| sent().answer("Yes.", SENT.plus_days(days)).unwrap()))
                .collect();

            for (_, tally) in by_year(&all, SENT.plus_days(day).date()) {
                let columns = tally.answered_in_time + tally.answered_later + tally.waiting + tally.running;
                prop_assert_eq!(columns, tally.sent);
                prop_assert!(tally.acknowledged_in_time <= tally.sent);
            }
        }
    }
}
