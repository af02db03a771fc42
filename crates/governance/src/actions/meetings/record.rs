//! What the record holds of one meeting, gathered for its minutes.

use crate::decision::Decision;
use crate::item::Item;
use crate::meeting::{Attendance, Meeting, MeetingId};
use crate::minuted::{DecisionRecord, ItemRecord, PromiseRecord, Record};
use crate::promise::Promise;
use crate::store;
use folkmoot_kernel::{OrganisationId, Timestamp};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use std::collections::BTreeMap;

/// Who came and what each item came to so far. What hangs on sealed positions is left out: minutes tell of no position early.
pub async fn record_of(db: &mut Conn, meeting: &Meeting, now: Timestamp) -> Result<Record, Error> {
    let decisions = store::decisions_of_meeting(db, meeting.id()).await?;
    let mut items = Vec::new();
    for item in store::items_of_meeting(db, meeting.id()).await? {
        items.push(item_record(db, &item, &decisions, now).await?);
    }
    Ok(Record { attended: attended(db, meeting.id()).await?, items })
}

/// Organisations by how they attended, in the order of [`Attendance::ALL`], each by name.
pub async fn attended(db: &mut Conn, id: MeetingId) -> Result<Vec<(&'static str, Vec<String>)>, Error> {
    let rows = store::attendance(db, id).await?;
    let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
    let names = register::organisation_names(db, &ids).await?;
    let of = |how: Attendance| {
        let came = rows.iter().filter(|row| row.attendance() == Some(how));
        let mut named: Vec<String> =
            came.filter_map(|row| names.get(&row.organisation_id)).map(|(_, name)| name.clone()).collect();
        named.sort();
        (how.words(), named)
    };
    Ok(Attendance::ALL.map(of).into_iter().filter(|(_, names)| !names.is_empty()).collect())
}

async fn item_record(db: &mut Conn, item: &Item, all: &[Decision], now: Timestamp) -> Result<ItemRecord, Error> {
    let (mut decisions, mut promises) = (Vec::new(), store::promises_on_item(db, item.id()).await?);
    for decision in all.iter().filter(|decision| decision.item() == Some(item.id())) {
        decisions.push(decision_record(db, decision, now).await?);
        if !store::is_sealed(db, decision.id(), now).await? {
            promises.extend(store::promises_of_decision(db, decision.id()).await?);
        }
    }
    let goes_on = store::goes_on_at(db, item.id()).await?.map(|(_, _, at)| at.date());
    Ok(ItemRecord {
        title: item.title().to_owned(),
        note: item.outcome().to_owned(),
        came_to: item.came_to(),
        decisions,
        promises: promise_records(db, &promises).await?,
        goes_on,
    })
}

async fn decision_record(db: &mut Conn, decision: &Decision, now: Timestamp) -> Result<DecisionRecord, Error> {
    let tally = store::tally(db, decision.id()).await?;
    let state = decision.state(tally, store::is_set_aside(db, decision.id()).await?, now);
    Ok(DecisionRecord {
        id: decision.id(),
        number: decision.number(),
        title: decision.title().to_owned(),
        text: decision.text().to_owned(),
        state,
        given: tally.given(),
        asked: tally.given() + tally.waiting(),
    })
}

async fn promise_records(db: &mut Conn, promises: &[Promise]) -> Result<Vec<PromiseRecord>, Error> {
    let owners: Vec<OrganisationId> = promises.iter().map(Promise::owner).collect();
    let names: BTreeMap<_, _> = register::organisation_names(db, &owners).await?;
    let one = |promise: &Promise| PromiseRecord {
        id: promise.id(),
        number: promise.number(),
        owner: names.get(&promise.owner()).map(|(_, name)| name.clone()).unwrap_or_default(),
        what: promise.what().to_owned(),
        due: promise.due(),
    };
    Ok(promises.iter().map(one).collect())
}
