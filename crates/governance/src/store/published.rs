//! What the programs of others may read: ids of what everybody sees, in the order in which it was made.

use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::paper::PaperId;
use folkmoot_kernel::PlaceId;
use folkmoot_store::{Conn, Error, sql};

/// Most of a kind in one place.
const IDS_MAX: u32 = 100_000;

pub async fn public_meetings(db: &mut Conn, place: PlaceId) -> Result<Vec<MeetingId>, Error> {
    sql("select id from governance_meeting where place_id = $1 and in_public order by id limit $2")
        .bind(place)
        .bind(IDS_MAX)
        .all(db)
        .await
}

pub async fn public_items(db: &mut Conn, place: PlaceId) -> Result<Vec<ItemId>, Error> {
    sql("select i.id
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
          where m.place_id = $1
            and m.in_public
          order by i.id
          limit $2")
    .bind(place)
    .bind(IDS_MAX)
    .all(db)
    .await
}

/// Papers that were handed in as open. A ruling may keep one from the public for a while: ask before it is shown.
pub async fn open_papers(db: &mut Conn, place: PlaceId) -> Result<Vec<PaperId>, Error> {
    sql("select p.id
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
           join governance_paper p on p.item_id = i.id
          where m.place_id = $1
            and m.in_public
            and p.marking = 'open'
          order by p.id
          limit $2")
    .bind(place)
    .bind(IDS_MAX)
    .all(db)
    .await
}
