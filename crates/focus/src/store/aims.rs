//! Lines of partners' own strategies.

use crate::aim::{Aim, AimDetails, AimId};
use folkmoot_governance::priority::PriorityId;
use folkmoot_kernel::{Date, OrganisationId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::{BTreeMap, BTreeSet};

/// Most aims of a place, and ties of them to priorities.
const AIMS_MAX: u32 = 5_000;
const TIES_MAX: u32 = 50_000;

row! {
    struct AimRow {
        id: AimId,
        place_id: PlaceId,
        organisation_id: OrganisationId,
        words: String,
        source: String,
        source_url: String,
        ended_on: Option<Date>,
        version: i64,
    }
}

const COLUMNS: &str =
    "select id, place_id, organisation_id, words, source, source_url, ended_on, version from focus_aim";

impl AimRow {
    fn aim(self, priorities: BTreeSet<PriorityId>) -> Aim {
        let (words, source, source_url) = (self.words, self.source, self.source_url);
        Aim {
            id: self.id,
            place: self.place_id,
            organisation: self.organisation_id,
            details: AimDetails { words, source, source_url, priorities },
            ended_on: self.ended_on,
            version: self.version,
        }
    }
}

/// Aims of a place that go on, by organisation.
pub async fn aims(db: &mut Conn, place: PlaceId) -> Result<Vec<Aim>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 and ended_on is null order by organisation_id, id limit $2");
    let rows: Vec<AimRow> = sql(text).bind(place).bind(AIMS_MAX).all(db).await?;
    let ties: Vec<(AimId, PriorityId)> = sql("select t.aim_id, t.priority_id
           from focus_aim a
           join focus_aim_priority t on t.aim_id = a.id
          where a.place_id = $1
          limit $2")
    .bind(place)
    .bind(TIES_MAX)
    .all(db)
    .await?;
    let mut by_aim: BTreeMap<AimId, BTreeSet<PriorityId>> = BTreeMap::new();
    for (aim, priority) in ties {
        by_aim.entry(aim).or_default().insert(priority);
    }
    Ok(rows
        .into_iter()
        .map(|row| (by_aim.remove(&row.id).unwrap_or_default(), row))
        .map(|(ties, row)| row.aim(ties))
        .collect())
}

pub async fn aim(db: &mut Conn, id: AimId) -> Result<Option<Aim>, Error> {
    let row: Option<AimRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    let Some(row) = row else { return Ok(None) };
    let ties: Vec<PriorityId> = sql("select priority_id from focus_aim_priority where aim_id = $1 limit $2")
        .bind(id)
        .bind(TIES_MAX)
        .all(db)
        .await?;
    Ok(Some(row.aim(ties.into_iter().collect())))
}

pub async fn add_aim(db: &mut Conn, new: &Aim) -> Result<(), Error> {
    let details = new.details();
    sql("insert into focus_aim (id, place_id, organisation_id, words, source, source_url)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.organisation)
    .bind(&details.words)
    .bind(&details.source)
    .bind(&details.source_url)
    .run(db)
    .await?;
    tie(db, new).await
}

/// Saves at the version that was seen.
pub async fn save_aim(db: &mut Conn, changed: &Aim, version: i64) -> Result<(), Error> {
    let details = changed.details();
    sql("update focus_aim
            set words = $1, source = $2, source_url = $3, ended_on = $4, version = version + 1
          where id = $5
            and version = $6")
    .bind(&details.words)
    .bind(&details.source)
    .bind(&details.source_url)
    .bind(changed.ended_on)
    .bind(changed.id)
    .bind(version)
    .run_one(db)
    .await?;
    sql("delete from focus_aim_priority where aim_id = $1").bind(changed.id).run(db).await?;
    tie(db, changed).await
}

async fn tie(db: &mut Conn, aim: &Aim) -> Result<(), Error> {
    for priority in &aim.details.priorities {
        sql("insert into focus_aim_priority (aim_id, priority_id) values ($1, $2)")
            .bind(aim.id)
            .bind(*priority)
            .run(db)
            .await?;
    }
    Ok(())
}
