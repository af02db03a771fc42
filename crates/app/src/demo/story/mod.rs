//! Two years, step by step, in the order in which they happened. What would come after today does not happen: so there are
//! meetings to come, promises under way and decisions that wait, without anybody arranging them.

mod conflicts;
mod decisions;
mod fate;
mod meetings;
mod minutes;
mod plan;
mod promises;
mod seldom;

use super::DemoError;
use super::maker::Maker;
use super::written::{self, Pools};
use fate::Turn;
use folkmoot_governance::decision::DecisionId;
use folkmoot_governance::item::ItemId;
use folkmoot_governance::meeting::{Attendance, MeetingId};
use folkmoot_governance::overrides::OverrideId;
use folkmoot_governance::position::Stance;
use folkmoot_governance::promise::PromiseId;
use folkmoot_kernel::{Date, Timestamp};
use std::collections::BTreeMap;

/// One thing that happens.
#[derive(Debug, Clone, Copy)]
enum Step {
    Call(usize),
    SetAgenda(usize),
    Put(usize),
    Position(usize, usize),
    Hold(usize),
    Propose(usize),
    Close(usize),
    Minute(usize),
    Approve(usize),
    Offer(usize),
    Live(usize, Turn),
    HandOver(usize),
    Vacate,
    Overrule(usize),
    Reply(usize),
    ConfirmPlace,
    CloseFalls,
    BringBack,
}

/// A meeting, planned and then held.
#[derive(Debug)]
struct Meeting {
    body: usize,
    starts: Timestamp,
    ends: Timestamp,
    decisions: Vec<usize>,
    id: Option<MeetingId>,
    version: i64,
    talk: Option<(written::Talk, ItemId)>,
    attendance: Vec<(String, Attendance)>,
}

/// What one organisation says on a decision.
#[derive(Debug, Clone)]
struct Voice {
    organisation: String,
    stance: Stance,
    reason: String,
}

#[derive(Debug)]
struct Decision {
    written: written::Decision,
    meeting: usize,
    voices: Vec<Voice>,
    promises: Vec<usize>,
    item: Option<(ItemId, i64)>,
    id: Option<DecisionId>,
}

#[derive(Debug)]
struct Promise {
    owner: String,
    confirmer: String,
    /// The body in which it was made, by its key.
    body: String,
    kind: String,
    what: String,
    done_means: String,
    due: Date,
    decision: Option<usize>,
    made: Option<(PromiseId, i64)>,
}

#[derive(Debug)]
struct Story {
    bodies: Vec<super::content::Body>,
    meetings: Vec<Meeting>,
    decisions: Vec<Decision>,
    promises: Vec<Promise>,
    overrides: Vec<(written::Override, Option<OverrideId>)>,
    handovers: Vec<(String, usize, String, i64, String)>,
    pools: Pools,
    talks: Vec<written::Talk>,
    conflicts: written::Conflicts,
    to_come: BTreeMap<(i64, usize), Step>,
    planned: usize,
}

/// Tells the two years.
pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    let mut story = plan::plan(maker)?;
    conflicts::begin(maker, &story.conflicts).await?;
    while let Some(((at, _), step)) = story.to_come.pop_first() {
        if at > maker.today.ms() {
            break;
        }
        maker.at(Timestamp::from_ms(at));
        story.happen(maker, step).await?;
    }
    Ok(())
}

impl Story {
    /// Plans a step. Steps of one moment happen in the order in which they were planned.
    fn later(&mut self, at: Timestamp, step: Step) {
        self.planned += 1;
        self.to_come.insert((at.ms(), self.planned), step);
    }

    async fn happen(&mut self, maker: &mut Maker, step: Step) -> Result<(), DemoError> {
        match step {
            Step::Call(at) => self.call(maker, at).await,
            Step::SetAgenda(at) => self.set_agenda(maker, at).await,
            Step::Put(at) => self.put(maker, at).await,
            Step::Position(at, voice) => self.take_position(maker, at, voice).await,
            Step::Hold(at) => self.hold(maker, at).await,
            Step::Propose(at) => self.propose(maker, at).await,
            Step::Close(at) => self.close(maker, at).await,
            Step::Minute(at) => self.minute(maker, at).await,
            Step::Approve(at) => self.approve(maker, at).await,
            Step::Offer(at) => self.offer(maker, at).await,
            Step::Live(at, turn) => self.live(maker, at, turn).await,
            Step::HandOver(at) => self.hand_over(maker, at).await,
            Step::Vacate => super::bodies::vacate(maker).await,
            Step::Overrule(at) => self.overrule(maker, at).await,
            Step::Reply(at) => self.reply(maker, at).await,
            Step::ConfirmPlace => seldom::confirm_place(maker).await,
            Step::CloseFalls => seldom::close_falls(maker).await,
            Step::BringBack => seldom::bring_back(maker).await,
        }
    }

    fn body_of(&self, meeting: usize) -> &super::content::Body {
        &self.bodies[self.meetings[meeting].body]
    }
}
