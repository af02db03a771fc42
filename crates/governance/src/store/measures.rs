//! Counts of the agenda by whose item it was, for pages that show who has a say.

use folkmoot_kernel::{OrganisationId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Periods that are told apart.
const PERIODS: usize = 6;
/// Most sponsors in all periods, and different days of notice.
const COUNTS_MAX: u32 = 5_000;

row! {
    /// What one organisation put on agendas in one period.
    pub struct AgendaCount {
        pub sponsor_id: OrganisationId,
        pub period: i64,
        pub items: i64,
        pub minutes: i64,
        pub papers: i64,
        pub carried: i64,
    }
}
row! {
    /// How many papers came with so many days of notice in one period.
    pub struct NoticeCount { pub period: i64, pub days: i64, pub papers: i64 }
}

/// Which period a meeting is in: `$3` to `$7` are the first moments of all but the first. `$2` to `$8` is the whole time.
const PERIOD: &str = "(case when m.starts_at >= $3 then 1 else 0 end)
                + (case when m.starts_at >= $4 then 1 else 0 end)
                + (case when m.starts_at >= $5 then 1 else 0 end)
                + (case when m.starts_at >= $6 then 1 else 0 end)
                + (case when m.starts_at >= $7 then 1 else 0 end)";

/// Items that an organisation put, in meetings that were held, with their minutes, papers and agreed decisions. `from` are the
/// first moments of six periods that follow each other.
pub async fn agenda_by_sponsor(
    db: &mut Conn,
    place: PlaceId,
    from: [Timestamp; PERIODS],
    until: Timestamp,
) -> Result<Vec<AgendaCount>, Error> {
    let text = format!(
        "select i.sponsor_id, {PERIOD} as period, count(*) as items,
                cast(sum(i.minutes_planned) as bigint) as minutes,
                cast(sum((select count(*) from governance_paper p where p.item_id = i.id)) as bigint) as papers,
                cast(sum(case when exists (select 1
                                             from governance_decision d
                                            where d.item_id = i.id
                                              and d.result = 'agreed') then 1 else 0 end) as bigint) as carried
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
          where m.place_id = $1
            and m.state = 'held'
            and m.starts_at >= $2
            and m.starts_at < $8
            and i.sponsor_id is not null
          group by i.sponsor_id, 2
          limit $9"
    );
    let query = from.into_iter().fold(sql(text).bind(place), |query, from| query.bind(from));
    query.bind(until).bind(COUNTS_MAX).all(db).await
}

/// Papers by whole days of notice before their meeting.
pub async fn notice_of_papers(
    db: &mut Conn,
    place: PlaceId,
    from: [Timestamp; PERIODS],
    until: Timestamp,
) -> Result<Vec<NoticeCount>, Error> {
    let text = format!(
        "select {PERIOD} as period, (m.starts_at - p.added_at) / 86400000 as days, count(*) as papers
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
           join governance_paper p on p.item_id = i.id
          where m.place_id = $1
            and m.state <> 'cancelled'
            and m.starts_at >= $2
            and m.starts_at < $8
          group by 1, 2
          limit $9"
    );
    let query = from.into_iter().fold(sql(text).bind(place), |query, from| query.bind(from));
    query.bind(until).bind(COUNTS_MAX).all(db).await
}
