//! How far partners have priorities for their own.

use super::known;
use crate::support::{Level, Support};
use folkmoot_governance::priority::PriorityId;
use folkmoot_kernel::{Date, OrganisationId, PersonId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

/// Most voices of a place.
const VOICES_MAX: u32 = 20_000;

row! {
    struct SupportRow {
        priority_id: PriorityId,
        organisation_id: OrganisationId,
        level: String,
        words: String,
        said_on: Date,
    }
}

/// What one partner says of one priority.
#[derive(Debug, Clone)]
pub struct SupportLine {
    pub priority: PriorityId,
    pub organisation: OrganisationId,
    pub said: Support,
}

const COLUMNS: &str = "select priority_id, organisation_id, level, words, said_on from focus_support";

impl SupportRow {
    fn line(self) -> Result<SupportLine, Error> {
        let level = known(Level::read(&self.level), "focus_support", self.priority_id, &self.level)?;
        let said = Support { level, words: self.words, on: self.said_on };
        Ok(SupportLine { priority: self.priority_id, organisation: self.organisation_id, said })
    }
}

/// What partners of a place say, priority by priority.
pub async fn supports(db: &mut Conn, place: PlaceId) -> Result<Vec<SupportLine>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 order by priority_id, organisation_id limit $2");
    let rows: Vec<SupportRow> = sql(text).bind(place).bind(VOICES_MAX).all(db).await?;
    rows.into_iter().map(SupportRow::line).collect()
}

pub async fn support_of(
    db: &mut Conn,
    priority: PriorityId,
    organisation: OrganisationId,
) -> Result<Option<Support>, Error> {
    let text = format!("{COLUMNS} where priority_id = $1 and organisation_id = $2");
    let row: Option<SupportRow> = sql(text).bind(priority).bind(organisation).maybe(db).await?;
    row.map(|row| row.line().map(|line| line.said)).transpose()
}

/// Writes what a partner says, in place of what it said before; history keeps both.
pub async fn save_support(
    db: &mut Conn,
    place: PlaceId,
    (priority, organisation): (PriorityId, OrganisationId),
    said: &Support,
    by: Option<PersonId>,
) -> Result<(), Error> {
    sql("insert into focus_support (priority_id, organisation_id, place_id, level, words, person_id, said_on)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (priority_id, organisation_id)
         do update set level = excluded.level, words = excluded.words, person_id = excluded.person_id,
                       said_on = excluded.said_on")
    .bind(priority)
    .bind(organisation)
    .bind(place)
    .bind(said.level.key())
    .bind(&said.words)
    .bind(by)
    .bind(said.on)
    .run(db)
    .await?;
    Ok(())
}
