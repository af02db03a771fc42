//! Rulings on interests.

use super::interests::party;
use super::known;
use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::ruling::{Ruled, Ruling, RulingId, Verdict};
use folkmoot_kernel::{OrganisationId, PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_ruling";
/// Most rulings on one agenda.
const RULINGS_MAX: u32 = 1_000;

row! {
    struct RulingRow {
        id: RulingId,
        item_id: ItemId,
        person_id: Option<PersonId>,
        organisation_id: Option<OrganisationId>,
        verdict: String,
        reason: String,
        ruled_at: Timestamp,
        ruled_by: Option<PersonId>,
        version: i64,
    }
}

const COLUMNS: &str =
    "select r.id, r.item_id, r.person_id, r.organisation_id, r.verdict, r.reason, r.ruled_at, r.ruled_by,
                r.version
           from governance_ruling r";

impl RulingRow {
    fn ruling(self) -> Result<Ruling, Error> {
        Ok(Ruling {
            party: party((TABLE, self.id.to_string()), self.person_id, self.organisation_id)?,
            verdict: known(Verdict::read(&self.verdict), TABLE, self.id, &self.verdict)?,
            id: self.id,
            item: self.item_id,
            reason: self.reason,
            at: self.ruled_at,
            by: self.ruled_by,
            version: self.version,
        })
    }
}

pub async fn rulings_of_item(db: &mut Conn, item: ItemId) -> Result<Ruled, Error> {
    let text = format!("{COLUMNS} where r.item_id = $1 order by r.ruled_at, r.id limit $2");
    let rows: Vec<RulingRow> = sql(text).bind(item).bind(RULINGS_MAX).all(db).await?;
    Ok(Ruled(rows.into_iter().map(RulingRow::ruling).collect::<Result<_, _>>()?))
}

/// Rulings on all items of a meeting.
pub async fn rulings_of_meeting(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Ruling>, Error> {
    let text = format!(
        "{COLUMNS} join governance_item i on i.id = r.item_id where i.meeting_id = $1 order by r.ruled_at, r.id limit $2"
    );
    let rows: Vec<RulingRow> = sql(text).bind(meeting).bind(RULINGS_MAX).all(db).await?;
    rows.into_iter().map(RulingRow::ruling).collect()
}

pub async fn add_ruling(db: &mut Conn, new: &Ruling) -> Result<(), Error> {
    sql("insert into governance_ruling
           (id, item_id, person_id, organisation_id, verdict, reason, ruled_at, ruled_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(new.id)
    .bind(new.item)
    .bind(new.party.person())
    .bind(new.party.organisation())
    .bind(new.verdict.key())
    .bind(&new.reason)
    .bind(new.at)
    .bind(new.by)
    .run(db)
    .await?;
    Ok(())
}

/// Saves a ruling that was read at `version`.
pub async fn save_ruling(db: &mut Conn, changed: &Ruling, version: i64) -> Result<(), Error> {
    sql("update governance_ruling
            set verdict = $3, reason = $4, ruled_at = $5, ruled_by = $6, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.verdict.key())
    .bind(&changed.reason)
    .bind(changed.at)
    .bind(changed.by)
    .run_one(db)
    .await
}
