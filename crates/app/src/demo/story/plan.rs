//! Everything that will happen, with its moment.

use super::fate::{self, Given};
use super::{Decision, Meeting, Promise, Step, Story, Voice};
use crate::demo::DemoError;
use crate::demo::calendar::NOW_MONTH;
use crate::demo::content;
use crate::demo::maker::{Maker, unknown};
use crate::demo::written;
use folkmoot_governance::position::Stance;
use folkmoot_kernel::Timestamp;

/// Months after this one into which meetings are planned.
const AHEAD: i64 = 3;
/// Decisions in one meeting: more would not be talked about.
const DECISIONS_MAX: usize = 3;

pub(super) fn plan(maker: &Maker) -> Result<Story, DemoError> {
    let mut story = Story {
        bodies: content::bodies()?,
        meetings: Vec::new(),
        decisions: Vec::new(),
        promises: Vec::new(),
        overrides: written::thread()?.r#override.into_iter().map(|one| (one, None)).collect(),
        handovers: content::people()?.handovers,
        pools: written::pools()?,
        talks: written::talks()?,
        conflicts: written::conflicts()?,
        to_come: std::collections::BTreeMap::new(),
        planned: 0,
    };
    for body in 0..story.bodies.len() {
        meetings(maker, &mut story, body);
    }
    for decision in written::decisions()? {
        add_decision(maker, &mut story, decision)?;
    }
    for meeting in 0..story.meetings.len() {
        course_of_meeting(maker, &mut story, meeting);
    }
    for decision in 0..story.decisions.len() {
        course_of_decision(maker, &mut story, decision);
    }
    for own in written::own()? {
        add_own(maker, &mut story, own);
    }
    seldom(maker, &mut story);
    Ok(story)
}

fn meetings(maker: &Maker, story: &mut Story, at: usize) {
    let body = story.bodies[at].clone();
    let (every, week, weekday, hour, minutes) = body.meets;
    let first = body.first.max(1);
    for month in first..=body.last.unwrap_or(NOW_MONTH + AHEAD) {
        // Two-monthly bodies meet in odd months if the board does, the groups in even ones, so that papers can travel.
        let phase = if body.key == "board" { 1 } else { every - 1 - i64::try_from(at).unwrap_or(0) % every.min(2) };
        if (month - phase).rem_euclid(every) != 0 {
            continue;
        }
        let starts = Timestamp::at(maker.calendar.weekday(month, week, weekday), hour, 0);
        let ends = starts.plus_minutes(minutes);
        story.meetings.push(Meeting {
            body: at,
            starts,
            ends,
            decisions: Vec::new(),
            id: None,
            version: 1,
            talk: None,
            attendance: Vec::new(),
        });
    }
}

/// The meeting in which something written for a month is decided.
fn meeting_for(maker: &Maker, story: &Story, written: &written::Decision) -> Option<usize> {
    let of_body = |at: &usize| story.body_of(*at).key == written.body;
    let mut all = (0..story.meetings.len()).filter(of_body);
    if written.open.is_some() {
        return all.find(|at| story.meetings[*at].starts > maker.today);
    }
    let from = Timestamp::at(maker.calendar.day(written.month, 1), 0, 0);
    let held: Vec<usize> = all.filter(|at| story.meetings[*at].ends < maker.today).collect();
    let room = |at: &&usize| story.meetings[**at].decisions.len() < DECISIONS_MAX;
    let fits = held.iter().filter(room).find(|at| story.meetings[**at].starts >= from);
    fits.or_else(|| held.iter().rev().find(room)).copied()
}

fn add_decision(maker: &Maker, story: &mut Story, written: written::Decision) -> Result<(), DemoError> {
    let meeting =
        meeting_for(maker, story, &written).ok_or_else(|| unknown(format!("a meeting for {}", written.title)))?;
    let at = story.decisions.len();
    let voices = voices(maker, story, meeting, &written);
    let mut promises = Vec::new();
    for (nth, promise) in written.promises.iter().enumerate() {
        let (owner, kind, what, done_means, days) = promise.clone();
        let due = story.meetings[meeting].starts.date().plus_days(days);
        let name = format!("{} {nth}", written.title);
        let confirmer = confirmer(maker, &name, &written.body, &owner);
        promises.push(story.promises.len());
        let (body, decision, made) = (written.body.clone(), Some(at), None);
        story.promises.push(Promise { owner, confirmer, body, kind, what, done_means, due, decision, made });
    }
    story.meetings[meeting].decisions.push(at);
    story.decisions.push(Decision { written, meeting, voices, promises, item: None, id: None });
    Ok(())
}

/// Another partner, often the Alliance or Healthwatch, because they go and look.
fn confirmer(maker: &Maker, name: &str, body: &str, owner: &str) -> String {
    let mut lot = maker.lot(&format!("who confirms {name}"));
    let usual = [("alliance", 22), ("healthwatch", 12), ("hospitals", 6), ("pcn-weir", 6), ("oxmoor-council", 5)];
    for (who, percent) in usual {
        if lot.chance(percent) && who != owner {
            return who.to_owned();
        }
    }
    let others: Vec<String> = maker.cast.voices(body).into_iter().filter(|voice| voice != owner).collect();
    lot.pick(&others).cloned().unwrap_or_else(|| if owner == "alliance" { "carers" } else { "alliance" }.to_owned())
}

/// Where each organisation stands: as written, or by lot.
fn voices(maker: &Maker, story: &Story, meeting: usize, written: &written::Decision) -> Vec<Voice> {
    let body = story.body_of(meeting);
    let asked = maker.cast.voices(&body.key);
    let may_miss =
        written.open.is_none() && asked.len() > usize::try_from(body.quorum).unwrap_or(0) + 2 + written.says.len();
    let mut missed = false;
    let mut voices = Vec::new();
    for organisation in asked {
        let said = written.says.iter().find(|(who, ..)| *who == organisation);
        if let Some((_, stance, reason)) = said {
            let stance = Stance::read(stance).unwrap_or(Stance::Assent);
            voices.push(Voice { organisation, stance, reason: reason.clone() });
            continue;
        }
        let mut lot = maker.lot(&format!("{} says on {}", organisation, written.title));
        if may_miss && !missed && lot.chance(4) {
            missed = true;
            continue;
        }
        let any = &story.pools.any;
        let (stance, reason) = match lot.between(1, 100) {
            1..=2 => (Stance::AssentWithConditions, lot.words(&any.conditions)),
            3..=7 => (Stance::StandAside, lot.words(&any.aside)),
            _ => (Stance::Assent, lot.words(&any.assent)),
        };
        voices.push(Voice { organisation, stance, reason });
    }
    voices
}

fn course_of_meeting(maker: &Maker, story: &mut Story, at: usize) {
    let (starts, ends) = (story.meetings[at].starts, story.meetings[at].ends);
    let body = story.body_of(at);
    let ahead = body.meets.0 * 31 + 20;
    let early = matches!(body.key.as_str(), "board" | "committee" | "hwb" | "experience");
    let mut agenda = starts.plus_days(if early { -26 } else { -13 });
    if story.meetings[at].decisions.iter().any(|decision| story.decisions[*decision].written.open.is_some()) {
        agenda = agenda.min(maker.today.plus_days(-8));
    }
    let begins = maker.calendar.begins().plus_minutes(90);
    story.later(starts.plus_days(-ahead).max(begins), Step::Call(at));
    story.later(agenda.max(begins.plus_minutes(30)), Step::SetAgenda(at));
    story.later(starts.plus_minutes(5), Step::Hold(at));
    let mut lot = maker.lot(&format!("minutes {at}"));
    story.later(ends.plus_days(lot.between(2, 9)), Step::Minute(at));
    story.later(ends.plus_days(lot.between(26, 40)), Step::Approve(at));
}

fn course_of_decision(maker: &Maker, story: &mut Story, at: usize) {
    let decision = &story.decisions[at];
    let (starts, ends) = (story.meetings[decision.meeting].starts, story.meetings[decision.meeting].ends);
    let mut lot = maker.lot(&format!("course of {}", decision.written.title));
    let voices = decision.voices.len();
    match decision.written.open.clone() {
        Some(how) => open_course(maker, story, at, &how),
        None => {
            let begins = maker.calendar.begins().plus_minutes(150);
            let put = starts.plus_days(-lot.between(6, 11)).plus_minutes(lot.between(0, 300)).max(begins);
            story.later(put, Step::Put(at));
            for voice in 0..voices {
                let hours = (starts.ms() - put.ms()) / 3_600_000 - 3;
                let when = put.plus_minutes(lot.between(1, hours.max(2)) * 60 + lot.between(0, 59));
                story.later(when.min(starts.plus_minutes(-70)), Step::Position(at, voice));
            }
            story.later(ends.plus_minutes(-12), Step::Close(at));
        }
    }
    let agreed = story.decisions[at].written.end.is_none();
    let open = story.decisions[at].written.open.clone();
    for promise in story.decisions[at].promises.clone() {
        // What somebody said already they would do, or says in the room.
        let said = if open.is_some() { maker.today.plus_minutes(-25 * 60) } else { ends.plus_minutes(-20) };
        story.later(said, Step::Propose(promise));
        if agreed && open.is_none() {
            live(maker, story, promise, ends);
        }
    }
}

/// Put some days ago; how many have answered is written.
fn open_course(maker: &Maker, story: &mut Story, at: usize, how: &str) {
    let title = story.decisions[at].written.title.clone();
    let put = maker.today.plus_days(-maker.lot(&title).between(3, 6));
    story.later(put, Step::Put(at));
    for voice in 0..story.decisions[at].voices.len() {
        let organisation = story.decisions[at].voices[voice].organisation.clone();
        let mut lot = maker.lot(&format!("{title} {organisation}"));
        // Those whom anybody may try have not answered yet.
        let theirs =
            ["community", "oxmoor-council", "hospitals", "alliance", "pcn-weir"].contains(&organisation.as_str());
        let answered = match how {
            "ready" => true,
            "waiting" => !theirs && (voice % 2 == 0 || lot.chance(40)),
            _ => false,
        };
        if answered {
            story.later(put.plus_minutes(lot.between(60, 2 * 24 * 60)), Step::Position(at, voice));
        }
    }
}

fn live(maker: &Maker, story: &mut Story, promise: usize, made: Timestamp) {
    let one = &story.promises[promise];
    let mut lot = maker.lot(&format!("fate of {} {}", one.owner, one.what));
    let (kind, told) = one.kind.split_once(':').unwrap_or((&one.kind, ""));
    let given = Given { made, due: one.due, today: maker.today, told };
    let turns = fate::turns(&mut lot, &given);
    story.promises[promise].kind = kind.to_owned();
    for (when, turn) in turns {
        story.later(when, Step::Live(promise, turn));
    }
}

fn add_own(maker: &Maker, story: &mut Story, (month, owner, kind, what, done_means, days): written::Own) {
    let mut lot = maker.lot(&format!("own {owner} {what}"));
    let day = i8::try_from(lot.between(2, 27)).unwrap_or(9);
    let made = Timestamp::at(maker.calendar.day(month, day), 11, 10);
    let confirmer = confirmer(maker, &what, "", &owner);
    let due = made.date().plus_days(days);
    let at = story.promises.len();
    let (body, decision) = (String::new(), None);
    story.promises.push(Promise { owner, confirmer, body, kind, what, done_means, due, decision, made: None });
    story.later(made, Step::Offer(at));
    live(maker, story, at, made);
}

fn seldom(maker: &Maker, story: &mut Story) {
    let at = |month, day, hour| Timestamp::at(maker.calendar.day(month, day), hour, 20);
    for handover in 0..story.handovers.len() {
        story.later(at(story.handovers[handover].3, 20, 16), Step::HandOver(handover));
    }
    for overruled in 0..story.overrides.len() {
        // The last of them is of this month, whatever day it is today.
        let told = at(story.overrides[overruled].0.month, 12, 17).min(maker.today.plus_days(-12));
        story.later(told, Step::Overrule(overruled));
        story.later(told.plus_days(9), Step::Reply(overruled));
    }
    story.later(at(20, 7, 9), Step::Vacate);
    story.later(at(18, 3, 9), Step::CloseFalls);
    for month in [1, 12, 22] {
        story.later(at(month, 15, 10), Step::ConfirmPlace);
    }
}
