//! What organisations stand to gain, to lose, or are told.

use crate::item::ItemId;
use crate::stake::{Stake, Words};
use folkmoot_kernel::{BodyId, OrganisationId, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most organisations that write about one item.
const STAKES_MAX: u32 = 500;
/// Most items that somebody is reminded of.
const TO_WRITE_MAX: u32 = 20;

row! {
    struct StakeRow {
        item_id: ItemId,
        organisation_id: OrganisationId,
        gain: String,
        lose: String,
        told: String,
        person_id: Option<PersonId>,
        written_at: Timestamp,
        version: i64,
    }
}

impl StakeRow {
    fn stake(self) -> Stake {
        Stake {
            item: self.item_id,
            organisation: self.organisation_id,
            words: Words { gain: self.gain, lose: self.lose, told: self.told },
            by: self.person_id,
            at: self.written_at,
            version: self.version,
        }
    }
}

/// An item to be decided before long about which an organisation has written nothing.
#[derive(Debug, Clone)]
pub struct StakeToWrite {
    pub id: ItemId,
    pub organisation: OrganisationId,
    pub title: String,
    pub starts_at: Timestamp,
}

row! {
    struct ToWriteRow { id: ItemId, title: String, starts_at: Timestamp }
}

/// Items to be decided by this body within these days, about which this organisation has written nothing.
pub async fn stakes_to_write(
    db: &mut Conn,
    (body, organisation): (BodyId, OrganisationId),
    now: Timestamp,
    days: i64,
) -> Result<Vec<StakeToWrite>, Error> {
    let rows: Vec<ToWriteRow> = sql("select i.id, i.title, m.starts_at
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
          where m.body_id = $1
            and m.state = 'planned'
            and m.starts_at > $3
            and m.starts_at <= $4
            and i.power = 'decide'
            and not exists (select 1
                  from governance_stake s
                 where s.item_id = i.id and s.organisation_id = $2)
          order by m.starts_at, i.position, i.id
          limit $5")
    .bind(body)
    .bind(organisation)
    .bind(now)
    .bind(now.plus_days(days))
    .bind(TO_WRITE_MAX)
    .all(db)
    .await?;
    let line = |row: ToWriteRow| StakeToWrite { id: row.id, organisation, title: row.title, starts_at: row.starts_at };
    Ok(rows.into_iter().map(line).collect())
}

/// All that was written about an item; show it only through [`Stake::shown_to`].
pub async fn stakes_of_item(db: &mut Conn, item: ItemId) -> Result<Vec<Stake>, Error> {
    let rows: Vec<StakeRow> = sql("select item_id, organisation_id, gain, lose, told, person_id, written_at, version
           from governance_stake
          where item_id = $1
          order by organisation_id
          limit $2")
    .bind(item)
    .bind(STAKES_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(StakeRow::stake).collect())
}

pub async fn add_stake(db: &mut Conn, new: &Stake) -> Result<(), Error> {
    sql("insert into governance_stake (item_id, organisation_id, gain, lose, told, person_id, written_at)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(new.item)
    .bind(new.organisation)
    .bind(&new.words.gain)
    .bind(&new.words.lose)
    .bind(&new.words.told)
    .bind(new.by)
    .bind(new.at)
    .run(db)
    .await?;
    Ok(())
}

/// Saves what was read at `version`.
pub async fn save_stake(db: &mut Conn, changed: &Stake, version: i64) -> Result<(), Error> {
    sql("update governance_stake
            set gain = $4, lose = $5, told = $6, person_id = $7, written_at = $8, version = version + 1
          where item_id = $1
            and organisation_id = $2
            and version = $3")
    .bind(changed.item)
    .bind(changed.organisation)
    .bind(version)
    .bind(&changed.words.gain)
    .bind(&changed.words.lose)
    .bind(&changed.words.told)
    .bind(changed.by)
    .bind(changed.at)
    .run_one(db)
    .await
}
