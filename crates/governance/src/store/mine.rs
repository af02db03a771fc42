//! What waits for whoever runs a body: decisions to close, promises that came back to an agenda.

use crate::decision::DecisionId;
use crate::item::ItemId;
use folkmoot_kernel::{BodyId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most rows of one list on "My page".
const MINE_MAX: u32 = 100;

row! {
    /// A decision that can be closed: all positions are in, or their last moment has gone by.
    pub struct ToClose { pub id: DecisionId, pub number: i64, pub title: String, pub positions_due: Timestamp }
}

row! {
    /// A withdrawn promise that came back to an agenda.
    pub struct ReturnedItem { pub id: ItemId, pub title: String, pub starts_at: Timestamp }
}

pub async fn decisions_to_close(db: &mut Conn, body: BodyId, now: Timestamp) -> Result<Vec<ToClose>, Error> {
    sql("select d.id, d.number, d.title, d.positions_due
           from governance_decision d
          where d.body_id = $1
            and d.closed_at is null
            and (d.positions_due <= $2
                 or not exists (select 1
                                  from governance_position p
                                 where p.decision_id = d.id
                                   and p.stance is null))
          order by d.positions_due, d.id
          limit $3")
    .bind(body)
    .bind(now)
    .bind(MINE_MAX)
    .all(db)
    .await
}

/// Items about withdrawn promises on the agendas of meetings to come.
pub async fn returned_items(db: &mut Conn, body: BodyId, now: Timestamp) -> Result<Vec<ReturnedItem>, Error> {
    sql("select i.id, i.title, m.starts_at
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
          where m.body_id = $1
            and m.state = 'planned'
            and m.starts_at > $2
            and i.returned_promise_id is not null
          order by m.starts_at, i.id
          limit $3")
    .bind(body)
    .bind(now)
    .bind(MINE_MAX)
    .all(db)
    .await
}
