//! What items name: organisations that stand to gain, pots, contracts.

use super::interests::named;
use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::named::Named;
use folkmoot_kernel::{BodyId, OrganisationId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_item_name";
/// Most names on one agenda.
const NAMES_MAX: u32 = 2_000;
/// Most items to come of one body that name something.
const ITEMS_MAX: u32 = 100;

row! {
    struct NameRow {
        item_id: ItemId,
        thing: String,
        organisation_id: Option<OrganisationId>,
        name: String,
    }
}

row! {
    /// An item on the agenda of a meeting to come that names something.
    pub struct ItemToCome { pub id: ItemId, pub meeting_id: MeetingId, pub title: String, pub starts_at: Timestamp }
}

impl NameRow {
    fn named(self) -> Result<(ItemId, Named), Error> {
        let named = named((TABLE, self.item_id.to_string()), &self.thing, self.organisation_id, self.name)?;
        Ok((self.item_id, named))
    }
}

pub async fn names_of_item(db: &mut Conn, item: ItemId) -> Result<Vec<Named>, Error> {
    let rows: Vec<NameRow> = sql("select item_id, thing, organisation_id, name
           from governance_item_name
          where item_id = $1
          order by thing, key
          limit $2")
    .bind(item)
    .bind(NAMES_MAX)
    .all(db)
    .await?;
    rows.into_iter().map(|row| row.named().map(|(_, named)| named)).collect()
}

/// What each item of a meeting names.
pub async fn names_of_meeting(db: &mut Conn, meeting: MeetingId) -> Result<Vec<(ItemId, Named)>, Error> {
    let rows: Vec<NameRow> = sql("select n.item_id, n.thing, n.organisation_id, n.name
           from governance_item i
           join governance_item_name n on n.item_id = i.id
          where i.meeting_id = $1
          order by n.item_id, n.thing, n.key
          limit $2")
    .bind(meeting)
    .bind(NAMES_MAX)
    .all(db)
    .await?;
    rows.into_iter().map(NameRow::named).collect()
}

/// Names of pots and contracts that items and interests of this place have used, so that the same thing is written the same way.
pub async fn known_names(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<String>, Error> {
    sql("select distinct name
           from governance_interest
          where place_id = $1
            and name <> ''
          order by name
          limit $2")
    .bind(place)
    .bind(limit)
    .all(db)
    .await
}

/// Items to come of a body on which there may be something to rule, the soonest first.
pub async fn named_items_to_come(db: &mut Conn, body: BodyId, now: Timestamp) -> Result<Vec<ItemToCome>, Error> {
    sql("select i.id, i.meeting_id, i.title, m.starts_at
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
          where m.body_id = $1
            and m.state = 'planned'
            and m.starts_at > $2
            and exists (select 1 from governance_item_name n where n.item_id = i.id)
          order by m.starts_at, i.position, i.id
          limit $3")
    .bind(body)
    .bind(now)
    .bind(ITEMS_MAX)
    .all(db)
    .await
}

/// Says anew what an item names.
pub async fn save_names(db: &mut Conn, item: ItemId, names: &[Named]) -> Result<(), Error> {
    sql("delete from governance_item_name where item_id = $1").bind(item).run(db).await?;
    for one in names {
        sql("insert into governance_item_name (item_id, thing, organisation_id, name, key)
             values ($1, $2, $3, $4, $5)
             on conflict (item_id, thing, key) do nothing")
        .bind(item)
        .bind(one.thing().key())
        .bind(one.organisation())
        .bind(one.name())
        .bind(one.key())
        .run(db)
        .await?;
    }
    Ok(())
}
