//! What an item names, and rulings on whom that touches; with all that follows at once for positions and minutes.

use super::on::{Conflicts, conflicts_of_item, conflicts_of_meeting};
use super::{Table, checks_of};
use crate::acts::{CHANGE_AGENDA, RULE_ON_INTERESTS};
use crate::check;
use crate::decision::{self, Decision, Outcome};
use crate::interest::Party;
use crate::item::{Item, ItemId};
use crate::meeting::Meeting;
use crate::named::Named;
use crate::position::{Position, Seal, Tally};
use crate::power::Power;
use crate::ruling::{Because, Match, Minuted, Ruling, Stage, Verdict, paragraph};
use crate::store;
use folkmoot_kernel::words::listed;
use folkmoot_kernel::{OrganisationId, PersonId};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
/// What can be said against a ruling, or against what an item names.
RulingError, "there is no such agenda item", RulingRefusal, |why| match why {
    RulingRefusal::Ruling(why) => why.field(),
    RulingRefusal::Meeting(_) => "reason",
});

/// The rules of rulings, and of the meeting that the item is on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulingRefusal {
    #[error(transparent)]
    Ruling(#[from] crate::ruling::Refusal),
    #[error(transparent)]
    Meeting(#[from] crate::meeting::Refusal),
}

impl From<crate::ruling::Refusal> for RulingError {
    fn from(why: crate::ruling::Refusal) -> Self {
        RulingError::Rule(why.into())
    }
}

impl From<crate::meeting::Refusal> for RulingError {
    fn from(why: crate::meeting::Refusal) -> Self {
        RulingError::Rule(why.into())
    }
}

async fn with_meeting(db: &mut Conn, id: ItemId) -> Result<(Item, Meeting), RulingError> {
    let item = store::item(db, id).await?.ok_or(RulingError::NoSuch)?;
    let meeting = store::meeting(db, item.meeting()).await?.ok_or(RulingError::NoSuch)?;
    Ok((item, meeting))
}

/// Says which organisations stand to gain by an item, and which pots and contracts it is about.
pub async fn say_names(ctx: &Ctx, id: ItemId, names: &[Named]) -> Result<Item, RulingError> {
    let mut tx = ctx.begin().await?;
    let (item, meeting) = with_meeting(&mut tx, id).await?;
    let permit = ctx.permit(CHANGE_AGENDA, meeting.subject())?;

    meeting.agenda_open()?;
    for organisation in names.iter().filter_map(Named::organisation) {
        register::organisation(&mut tx, organisation).await?.ok_or(RulingError::NoSuch)?;
    }
    let before = store::names_of_item(&mut tx, id).await?;

    store::save_names(&mut tx, id, names).await?;
    let event = Event::new("what the item names said", "item", id).before(&before).after(&names);
    tx.record(permit, event).await?.commit().await?;
    Ok(item)
}

/// Rules on one party. Who is ruled out loses positions given before; who is let in again is asked anew.
pub async fn rule_on(
    ctx: &Ctx,
    id: ItemId,
    party: Party,
    version: i64,
    (verdict, reason): (Verdict, &str),
) -> Result<Ruling, RulingError> {
    let mut tx = ctx.begin().await?;
    let (item, meeting) = with_meeting(&mut tx, id).await?;
    let permit = ctx.permit(RULE_ON_INTERESTS, meeting.subject())?;

    let on = conflicts_of_item(&mut tx, &item, &meeting).await?;
    let decisions = store::decisions_of_item(&mut tx, id).await?;
    // What is still open can be closed only when interests are ruled on, whatever the minutes say already.
    if decisions.iter().all(|decision| decision.closed().is_some()) {
        meeting.agenda_open()?;
    }
    let stage = stage(&mut tx, &decisions).await?;
    let who = (ctx.actor(), stage, tx.now());
    let before = on.ruled.on(party).cloned();
    let after = match before.clone() {
        Some(before) => before.change((verdict, reason), who)?,
        None if on.matches.iter().any(|one| one.party == party) => {
            Ruling::make(tx.new_id(), id, party, (verdict, reason), who)?
        }
        None => return Err(crate::ruling::Refusal::NothingMatched.into()),
    };

    match &before {
        Some(_) => store::save_ruling(&mut tx, &after, version).await?,
        None => store::add_ruling(&mut tx, &after).await?,
    }
    for decision in decisions.iter().filter(|decision| decision.closed().is_none()) {
        follow(&mut tx, decision, &after).await?;
    }
    let event = Event::new("interest ruled on", "item", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

async fn stage(tx: &mut Tx, decisions: &[Decision]) -> Result<Stage, Error> {
    let mut stage = Stage::Sealed;
    for decision in decisions {
        let one = match decision.outcome() {
            Some(Outcome::Withdrawn) => Stage::Sealed,
            Some(_) => Stage::Closed,
            None if decision.power() == Power::Note => Stage::Sealed,
            None => {
                let tally = store::tally(tx, decision.id()).await?;
                if decision.seal(tally, tx.now()) == Seal::Open && tally.given() > 0 {
                    Stage::Open
                } else {
                    Stage::Sealed
                }
            }
        };
        stage = stage.max(one);
    }
    Ok(stage)
}

/// Positions that change by the ruling: of the organisation, or those that the person gave.
async fn follow(tx: &mut Tx, decision: &Decision, ruling: &Ruling) -> Result<(), Error> {
    let all = store::positions(tx, decision.id()).await?;
    let seal = decision.seal(Tally::of(&all), tx.now());
    let concerned = |one: &Position| match ruling.party() {
        Party::Organisation(id) => one.organisation() == id,
        Party::Person(id) => one.given().is_some_and(|given| given.person == id),
    };
    for before in all.into_iter().filter(concerned) {
        let version = before.version();
        let after = match (ruling.verdict().recuses(), ruling.by()) {
            (true, Some(by)) => before.clone().recuse(ruling.reason(), by, ruling.at()),
            (true, None) => before.clone(),
            (false, _) => before.clone().lift(seal),
        };
        if after != before {
            store::save_position(tx, &after, version).await?;
        }
    }
    Ok(())
}

/// What must be settled before something is closed as agreed: interests ruled on, the check-list.
pub(crate) async fn ready_to_agree(db: &mut Conn, decision: &Decision) -> Result<(), ReadyError> {
    if let Some((item, meeting)) = of_item(db, decision).await? {
        let count = conflicts_of_item(db, &item, &meeting).await?.unruled().len();
        if count > 0 && decision.power() != Power::Note {
            return Err(decision::Refusal::InterestsUnruled { count }.into());
        }
    }
    let answers = store::checks(db, checks_of(decision)).await?;
    let owed: Vec<&str> = check::owed(decision.power(), &answers).into_iter().map(check::Question::asked).collect();
    if owed.is_empty() { Ok(()) } else { Err(decision::Refusal::ChecksMissing { questions: listed(&owed) }.into()) }
}

/// A rule, or the database.
pub(crate) enum ReadyError {
    Rule(decision::Refusal),
    Store(Error),
}

impl From<decision::Refusal> for ReadyError {
    fn from(why: decision::Refusal) -> Self {
        ReadyError::Rule(why)
    }
}

impl From<Error> for ReadyError {
    fn from(fault: Error) -> Self {
        ReadyError::Store(fault)
    }
}

async fn of_item(db: &mut Conn, decision: &Decision) -> Result<Option<(Item, Meeting)>, Error> {
    let Some(id) = decision.item() else { return Ok(None) };
    let Some(item) = store::item(db, id).await? else { return Ok(None) };
    let meeting = store::meeting(db, item.meeting()).await?;
    Ok(meeting.map(|meeting| (item, meeting)))
}

/// What the minutes of a meeting say of interests, item by item.
pub async fn minutes_paragraphs(db: &mut Conn, meeting: &Meeting) -> Result<Vec<String>, Error> {
    let all = conflicts_of_meeting(db, meeting).await?;
    let mut paragraphs = Vec::new();
    if all.values().all(|one| one.ruled.0.is_empty()) {
        return Ok(paragraphs);
    }
    let table = Table::of(db, meeting).await?;
    for item in store::items_of_meeting(db, meeting.id()).await? {
        let Some(one) = all.get(&item.id()).filter(|one| !one.ruled.0.is_empty()) else { continue };
        let parties = minuted(db, one).await?;
        let (chairing, counted) = (table.chairing_words(&item, one), table.quorum(&one.ruled).without_the_recused());
        paragraphs.push(paragraph(item.position(), item.title(), &parties, &chairing, &counted));
    }
    Ok(paragraphs)
}

async fn minuted(db: &mut Conn, on: &Conflicts) -> Result<Vec<Minuted>, Error> {
    let organisations: Vec<OrganisationId> = on.ruled.0.iter().filter_map(|one| one.party().organisation()).collect();
    let people: Vec<PersonId> = on.ruled.0.iter().filter_map(|one| one.party().person()).collect();
    let organisations = register::organisation_names(db, &organisations).await?;
    let people = register::person_names(db, &people).await?;
    let name = |party: Party| match party {
        Party::Organisation(id) => organisations.get(&id).map(|(_, name)| name.clone()).unwrap_or_default(),
        Party::Person(id) => people.get(&id).cloned().unwrap_or_default(),
    };
    let because = |party: Party| {
        let found = on.matches.iter().find(|one| one.party == party);
        found.map(|one| one.because.iter().map(Because::minuted).collect()).unwrap_or_default()
    };
    let minuted = |one: &Ruling| Minuted {
        name: name(one.party()),
        because: because(one.party()),
        verdict: one.verdict(),
        reason: one.reason().to_owned(),
    };
    Ok(on.ruled.0.iter().map(minuted).collect())
}

impl Match {
    /// "stands to gain; bids for the contract Home care"
    pub fn in_words(&self) -> String {
        self.because.iter().map(Because::minuted).collect::<Vec<_>>().join("; ")
    }
}
