//! What went from body to body, when each met, and of which empty seats the team was told.

use crate::traffic::{Went, What, Year};
use folkmoot_kernel::{BodyId, Date, PlaceId, SeatId, Timestamp};
use folkmoot_store::{Conn, Error, sql};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most steps of papers and decisions put again in one time.
const WENT_MAX: u32 = 20_000;
/// Most seats that teams were told of.
const TOLD_MAX: u32 = 1_000_000;
/// Most bodies of one place.
const BODIES_MAX: u32 = 500;

/// Papers that came to a body on their way from another: when it was put there, or else when that meeting was.
const PAPERS: &str = "select before.body_id, step.body_id
           from governance_route r
           join governance_route_step step on step.route_id = r.id
           join governance_route_step before on before.route_id = r.id and before.position = step.position - 1
           left join governance_decision d on d.id = step.decision_id
           left join governance_item i on i.id = coalesce(step.item_id, d.item_id)
           left join governance_meeting m on m.id = i.meeting_id
          where r.place_id = $1
            and step.body_id is not null
            and before.body_id is not null
            and coalesce(d.opened_at, m.starts_at) >= $2
            and coalesce(d.opened_at, m.starts_at) < $3
          limit $4";
/// Decisions that were put again.
const AGAIN: &str = "select earlier.body_id, later.body_id
           from governance_reopening r
           join governance_decision later on later.id = r.decision_id
           join governance_decision earlier on earlier.id = r.earlier_id
          where later.place_id = $1
            and r.at >= $2
            and r.at < $3
          limit $4";

/// Papers and decisions that came to a body from another in the time.
pub async fn went(db: &mut Conn, place: PlaceId, time: &Range<Timestamp>) -> Result<Vec<Went>, Error> {
    let mut all = Vec::new();
    for (text, what) in [(PAPERS, What::Paper), (AGAIN, What::Again)] {
        let rows: Vec<(BodyId, BodyId)> =
            sql(text).bind(place).bind(time.start).bind(time.end).bind(WENT_MAX).all(db).await?;
        all.extend(rows.into_iter().map(|(from, to)| Went { from, to, what }));
    }
    Ok(all)
}

/// How each body met and decided in the time, when it met last at all and meets next.
pub async fn years_of_bodies(
    db: &mut Conn,
    place: PlaceId,
    time: &Range<Timestamp>,
) -> Result<BTreeMap<BodyId, Year>, Error> {
    let met: Vec<(BodyId, i64, Option<Timestamp>, Option<Timestamp>)> = sql("select m.body_id,
                sum(case when m.state = 'held' and m.starts_at >= $2 and m.starts_at < $3 then 1 else 0 end),
                max(case when m.state = 'held' then m.starts_at end),
                min(case when m.state = 'planned' and m.starts_at >= $3 then m.starts_at end)
           from governance_meeting m
          where m.place_id = $1
          group by m.body_id
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(BODIES_MAX)
    .all(db)
    .await?;
    let decided: Vec<(BodyId, i64)> = sql("select body_id, count(*)
           from governance_decision
          where place_id = $1
            and closed_at >= $2
            and closed_at < $3
          group by body_id
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(BODIES_MAX)
    .all(db)
    .await?;
    let mut years: BTreeMap<BodyId, Year> = BTreeMap::new();
    for (body, met, last, next) in met {
        let day = |at: Option<Timestamp>| at.map(Timestamp::date);
        years.insert(body, Year { met, decided: 0, last: day(last), next: day(next) });
    }
    for (body, decided) in decided {
        years.entry(body).or_default().decided = decided;
    }
    Ok(years)
}

/// Since when each seat was empty when a team was last told of it; empty for one that nobody ever held.
pub async fn vacancies_told(db: &mut Conn) -> Result<BTreeMap<SeatId, String>, Error> {
    let rows: Vec<(SeatId, String)> =
        sql("select seat_id, since from governance_vacancy_told limit $1").bind(TOLD_MAX).all(db).await?;
    Ok(rows.into_iter().collect())
}

pub async fn note_vacancy_told(db: &mut Conn, seat: SeatId, since: Option<Date>, now: Timestamp) -> Result<(), Error> {
    sql("insert into governance_vacancy_told (seat_id, since, told_at)
         values ($1, $2, $3)
         on conflict (seat_id) do update set since = excluded.since, told_at = excluded.told_at")
    .bind(seat)
    .bind(since.map(|day| day.to_string()).unwrap_or_default())
    .bind(now)
    .run(db)
    .await?;
    Ok(())
}
