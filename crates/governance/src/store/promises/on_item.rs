//! Promises that were written down on an agenda item, because no decision was needed.

use super::{COLUMNS, OF_DECISION_MAX, whole};
use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::promise::{Promise, PromiseId};
use folkmoot_kernel::{OrganisationId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    /// The item a promise was written down on, as far as the promise needs it.
    pub struct OnItem {
        pub item_id: ItemId,
        pub title: String,
        /// Null: the meeting was cancelled.
        pub meeting_ends_at: Option<Timestamp>,
    }
}

pub async fn tie_promise(db: &mut Conn, promise: PromiseId, item: ItemId) -> Result<(), Error> {
    sql("insert into governance_item_promise (promise_id, item_id) values ($1, $2)")
        .bind(promise)
        .bind(item)
        .run(db)
        .await?;
    Ok(())
}

pub async fn item_of_promise(db: &mut Conn, promise: PromiseId) -> Result<Option<OnItem>, Error> {
    sql("select i.id as item_id, i.title, m.ends_at as meeting_ends_at
           from governance_item_promise p
           join governance_item i on i.id = p.item_id
           left join governance_meeting m on m.id = i.meeting_id and m.state <> 'cancelled'
          where p.promise_id = $1")
    .bind(promise)
    .maybe(db)
    .await
}

row! {
    /// A promise that was written down on an item, in a line.
    pub struct LineOnItem {
        pub item_id: ItemId,
        pub id: PromiseId,
        pub organisation_id: OrganisationId,
        pub what: String,
    }
}

/// Those on all items of a meeting, oldest first.
pub async fn promises_on_items_of(db: &mut Conn, meeting: MeetingId) -> Result<Vec<LineOnItem>, Error> {
    sql("select tie.item_id, p.id, p.organisation_id, p.what
           from governance_item i
           join governance_item_promise tie on tie.item_id = i.id
           join governance_promise p on p.id = tie.promise_id
          where i.meeting_id = $1
          order by p.number
          limit $2")
    .bind(meeting)
    .bind(OF_DECISION_MAX)
    .all(db)
    .await
}

/// All promises that were written down on an item, oldest first.
pub async fn promises_on_item(db: &mut Conn, item: ItemId) -> Result<Vec<Promise>, Error> {
    let rows = sql(format!(
        "{COLUMNS} join governance_item_promise tie on tie.promise_id = p.id where tie.item_id = $1 order by p.number limit $2"
    ))
    .bind(item)
    .bind(OF_DECISION_MAX)
    .all(db)
    .await?;
    whole(db, rows).await
}
