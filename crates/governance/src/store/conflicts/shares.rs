//! Who puts what on agendas, and what becomes of it.

use crate::share::Share;
use folkmoot_kernel::{BodyId, OrganisationId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most organisations that put items in one place.
const SPONSORS_MAX: u32 = 2_000;

/// Which agendas are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharesAsked {
    pub place: PlaceId,
    /// None: all bodies.
    pub body: Option<BodyId>,
    pub from: Timestamp,
    pub until: Timestamp,
}

row! {
    struct ShareRow { sponsor_id: Option<OrganisationId>, items: i64, minutes: i64, carried: i64 }
}

/// What each organisation put on agendas that were not cancelled; none: nobody was named.
pub async fn shares_by_sponsor(
    db: &mut Conn,
    asked: &SharesAsked,
) -> Result<Vec<(Option<OrganisationId>, Share)>, Error> {
    let rows: Vec<ShareRow> = sql("select i.sponsor_id, count(*) as items,
                cast(sum(i.minutes_planned) as bigint) as minutes,
                count(case when exists (select 1
                       from governance_decision d
                      where d.item_id = i.id and d.result = 'agreed') then 1 end) as carried
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
          where m.place_id = $1
            and m.state <> 'cancelled'
            and m.starts_at >= $2
            and m.starts_at < $3
            and ($4 = 0 or m.body_id = $4)
          group by i.sponsor_id
          order by i.sponsor_id
          limit $5")
    .bind(asked.place)
    .bind(asked.from)
    .bind(asked.until)
    .bind(asked.body.map_or(0, folkmoot_kernel::Id::number))
    .bind(SPONSORS_MAX)
    .all(db)
    .await?;
    let share = |row: &ShareRow| Share { items: row.items, minutes: row.minutes, carried: row.carried };
    Ok(rows.iter().map(|row| (row.sponsor_id, share(row))).collect())
}
