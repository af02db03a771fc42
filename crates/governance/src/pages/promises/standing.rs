//! A sentence for where a promise stands: what it waits for, without blame.

use crate::promise::{Ground, Life, Promise, View};
use folkmoot_kernel::Date;

/// "Vale Trust says that it is done. Lunch Club is asked to confirm."
pub(super) fn sentence(promise: &Promise, life: Life, view: &View, owner: &str, confirmer: &str) -> String {
    let today = view.moment.date();
    match life {
        Life::Proposed => format!("{owner} has not said yes or no yet."),
        Life::NotYetAccepted => format!(
            "It was agreed in the room {}, and {owner} has not said yes or no yet.",
            ago(promise.made_at().date(), today)
        ),
        Life::UnderWay | Life::DueSoon => left(today.days_until(promise.due())),
        Life::PastDate => format!("Its date went by {}. What got in the way?", ago(promise.due(), today)),
        Life::SaidDone => format!("{owner} says that it is done. {confirmer} is asked to confirm."),
        Life::KeptOnTime => format!("{confirmer} has seen that it is done."),
        Life::KeptLate => format!("{confirmer} has seen that it is done, some days later than it was promised."),
        Life::Withdrawn => format!("{owner} took it back."),
        Life::Declined => format!("{owner} said no to it."),
        Life::Lapsed => "Its decision was not agreed, so nobody waits for it.".to_owned(),
    }
}

/// When a proposed promise can be accepted, if not yet.
pub(super) fn not_yet(ground: Ground, view: &View) -> Option<String> {
    match ground {
        Ground::MeetingUntil(end) if end > view.now => {
            Some(format!("It can be accepted after the meeting, which ends on {}.", end.in_words()))
        }
        Ground::DecisionOpen => Some("It can be accepted once its decision is agreed.".to_owned()),
        Ground::Ready | Ground::MeetingUntil(_) => None,
    }
}

fn left(days: i64) -> String {
    match days {
        0 => "It is due today.".to_owned(),
        1 => "One day is left.".to_owned(),
        days => format!("{days} days are left."),
    }
}

fn ago(day: Date, today: Date) -> String {
    match day.days_until(today) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_people_say_them() {
        let day = |day| Date::new(2026, 3, day).unwrap();

        assert_eq!(left(0), "It is due today.");
        assert_eq!(left(1), "One day is left.");
        assert_eq!(left(2), "2 days are left.");
        assert_eq!(ago(day(2), day(2)), "today");
        assert_eq!(ago(day(1), day(2)), "yesterday");
        assert_eq!(ago(day(1), day(3)), "2 days ago");
    }
}
