//! What reconcilers do to promises, one write for each thing: killed in between, the next run goes on where this one stopped.

use super::letters::{self, About, Letter, News};
use super::{PromiseError, answer};
use crate::acts::RECONCILE;
use crate::item::{Item, ItemDetails};
use crate::power::Power;
use crate::promise::{Ground, Patience, Promise, PromiseId, Reader, Reminder};
use crate::store::{self, ToLapse, ToReturn};
use crate::wants::WorthKeeping;
use crate::{actions, links};
use folkmoot_kernel::{Date, PersonId, Role, Subject, Timestamp};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::{Ctx, mail};
use std::collections::BTreeMap;

/// Decisions or confirmed promises of one place in one weekly letter.
const NEWS_MAX: u32 = 10;

/// Whether somebody was reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminded {
    Yes(Reminder),
    NotDue,
}

/// Reminds the people who hold seats for the owner, once for each reminder and date.
pub async fn remind(ctx: &Ctx, id: PromiseId, patience: &Patience) -> Result<Reminded, PromiseError> {
    let mut tx = ctx.begin().await?;
    let Some((promise, before)) = store::promise_to_remind(&mut tx, id).await? else { return Ok(Reminded::NotDue) };
    let permit = ctx.permit(RECONCILE, promise.subject())?;

    let Some(due) = promise.reminder(&before, patience, tx.now()) else { return Ok(Reminded::NotDue) };
    if due == Reminder::Accept && !can_be_accepted(&mut tx, &promise).await? {
        return Ok(Reminded::NotDue);
    }

    write_letters(ctx, &mut tx, &promise, due).await?;
    store::mark_reminded(&mut tx, id, &due.note(promise.due()), &before).await?;
    tx.record(permit, Event::new("owner of a promise reminded", "promise", id)).await?.commit().await?;
    Ok(Reminded::Yes(due))
}

async fn can_be_accepted(tx: &mut Tx, promise: &Promise) -> Result<bool, Error> {
    let now = tx.now();
    Ok(match answer::ground(tx, promise).await? {
        Ground::Ready => true,
        Ground::MeetingUntil(end) => end <= now,
        Ground::DecisionOpen => false,
    })
}

async fn write_letters(ctx: &Ctx, tx: &mut Tx, promise: &Promise, due: Reminder) -> Result<(), Error> {
    let named: Vec<_> = [Some(promise.owner()), promise.confirmer()].into_iter().flatten().collect();
    let names = register::organisation_names(tx, &named).await?;
    let name = |id| names.get(&id).map_or("another partner", |(_, name)| name.as_str());
    let place = register::place(tx, promise.place()).await?;
    let link = format!("{}{}", ctx.site().url, links::promise(promise.id()));
    let about = About {
        promise,
        owner: name(promise.owner()),
        place: place.as_ref().map_or("the place", |place| place.name()),
        confirmer: promise.confirmer().map_or("another partner", name),
        link: &link,
    };
    let holders = holders(tx, promise).await?;
    if holders.is_empty() {
        let letter = letters::nobody_there(&about);
        for person in team(tx, promise).await? {
            post(tx, person, &letter).await?;
        }
    }
    for person in holders {
        post(tx, person, &letters::reminder(due, &about)).await?;
    }
    Ok(())
}

async fn post(tx: &mut Tx, to: PersonId, letter: &Letter) -> Result<(), Error> {
    match register::person(tx, to).await? {
        Some(person) if person.left_on().is_none() => {
            mail::queue(tx, &person.details().email, &letter.subject, &letter.body).await
        }
        _ => Ok(()),
    }
}

/// Who holds a seat for the owner in the promise's place today, each once.
async fn holders(tx: &mut Tx, promise: &Promise) -> Result<Vec<PersonId>, Error> {
    let today = tx.now().date();
    let seats = register::seats_of_organisation(tx, promise.owner(), today).await?;
    let here = seats.into_iter().filter(|seat| seat.place_id == promise.place() && seat.role != Role::Observer.key());
    Ok(each_once(here.filter_map(|seat| seat.holder_id)))
}

async fn team(tx: &mut Tx, promise: &Promise) -> Result<Vec<PersonId>, Error> {
    let today = tx.now().date();
    let seats = register::seats_of_place(tx, promise.place(), today).await?;
    let team = seats.into_iter().filter(|seat| seat.role == Role::PlaceTeam.key());
    Ok(each_once(team.filter_map(|seat| seat.holder_id)))
}

fn each_once(people: impl Iterator<Item = PersonId>) -> Vec<PersonId> {
    people.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// Lapses what nobody accepted of a decision that ended without agreement. Says how many.
pub async fn lapse_promises(ctx: &Ctx, of: &ToLapse) -> Result<u64, PromiseError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(RECONCILE, Subject::body(of.place_id, of.body_id))?;

    let now = tx.now();
    let lapsed = store::lapse_promises_of(&mut tx, of.decision_id, now).await?;
    if lapsed == 0 {
        return Ok(0);
    }
    tx.record(permit, Event::new("promises lapsed", "decision", of.decision_id)).await?.commit().await?;
    Ok(lapsed)
}

/// Puts a withdrawn promise on the next agenda of the body that made its decision. Says whether it did.
pub async fn return_to_agenda(ctx: &Ctx, one: &ToReturn) -> Result<bool, PromiseError> {
    let mut tx = ctx.begin().await?;
    let now = tx.now();
    let promise = store::promise(&mut tx, one.promise_id).await?.ok_or(PromiseError::NoSuch)?;
    let permit = ctx.permit(RECONCILE, promise.subject())?;
    if store::returned_to(&mut tx, promise.id()).await?.is_some() {
        return Ok(false);
    }
    let Some(meeting) = store::next_meeting_of_body(&mut tx, one.body_id, now).await? else { return Ok(false) };

    let details = returned(&mut tx, &promise).await?;
    let position = store::next_item_position(&mut tx, meeting.id()).await?;
    let Ok(item) = Item::put(tx.new_id(), meeting.id(), position, details) else { return Ok(false) };
    let item = item.returning(promise.id());

    store::add_item(&mut tx, &item).await?;
    let event = Event::new("promise returned to an agenda", "promise", promise.id()).after(&item);
    tx.record(permit, event).await?.commit().await?;
    Ok(true)
}

async fn returned(tx: &mut Tx, promise: &Promise) -> Result<ItemDetails, Error> {
    let names = register::organisation_names(tx, &[promise.owner()]).await?;
    let owner = names.get(&promise.owner()).map_or("A partner", |(_, name)| name.as_str());
    let why = promise.withdrawn().map_or("", |withdrawn| withdrawn.words.as_str());
    let hanging = match promise.decision() {
        Some(decision) => store::hanging(tx, decision).await?,
        None => None,
    };
    let title = format!("Taken back by {owner}: {}", promise.what());
    let title: String = title.chars().take(200).collect();
    let summary = format!(
        "Promise {} was withdrawn. In the words of {owner}: {why}\nWhat follows for those who relied on it, and who can do it instead?",
        promise.number()
    );
    let priority = hanging.and_then(|hanging| hanging.priority_id);
    Ok(ItemDetails { summary, priority, ..ItemDetails::titled(&title, Power::Note) })
}

/// Writes one person's letter of the week that starts on `monday`. Says whether there was something to tell.
pub async fn send_digest(ctx: &Ctx, person: PersonId, monday: Date) -> Result<bool, PromiseError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(RECONCILE, Subject::default())?;
    if store::has_digest(&mut tx, person, monday).await? {
        return Ok(false);
    }

    let now = tx.now();
    let held = register::held_by(&mut tx, person, now.date()).await?;
    let mine = actions::mine::mine(&mut tx, &held, now).await?;
    let places: BTreeMap<_, ()> = held.iter().map(|seat| (seat.place, ())).collect();
    let (mut decided, mut confirmed) = (News::new(), News::new());
    for place in places.into_keys() {
        news(&mut tx, ctx, place, monday, &mut decided, &mut confirmed).await?;
    }
    let mut letter = letters::digest(&mine, &decided, &confirmed, &ctx.site().url);

    if let Some(letter) = &mut letter {
        if let Some(keeping) = ctx.wanted::<dyn WorthKeeping>() {
            letter.body.extend(keeping.lines(&mut tx, &ctx.site().url).await?);
        }
        post(&mut tx, person, letter).await?;
    }
    store::add_digest(&mut tx, person, monday).await?;
    tx.record(permit, Event::new("weekly letter written", "person", person)).await?.commit().await?;
    Ok(letter.is_some())
}

/// What was decided and confirmed in a place in the week before this Monday.
async fn news(
    db: &mut Conn,
    ctx: &Ctx,
    place: folkmoot_kernel::PlaceId,
    monday: Date,
    decided: &mut News,
    confirmed: &mut News,
) -> Result<(), Error> {
    let (now, url) = (ctx.now(), &ctx.site().url);
    let week = Timestamp::at(monday.plus_days(-7), 0, 0)..Timestamp::at(monday, 0, 0);
    for line in store::latest_decisions_for(db, (place, Reader::Partner), now, NEWS_MAX).await? {
        if line.closed_at.is_some_and(|at| week.contains(&at)) {
            decided.push((
                format!("{} ({})", line.title, line.drawn().words().to_lowercase()),
                format!("{url}{}", links::decision(line.id)),
            ));
        }
    }
    let kept = store::promises_confirmed_in(db, place, &week, NEWS_MAX).await?;
    let owners: Vec<_> = kept.iter().map(|(_, _, owner, _)| *owner).collect();
    let names = register::organisation_names(db, &owners).await?;
    for (id, _, owner, what) in kept {
        let name = names.get(&owner).map_or("A partner", |(_, name)| name.as_str());
        confirmed.push((format!("{name}: {what}"), format!("{url}{}", links::promise(id))));
    }
    Ok(())
}
