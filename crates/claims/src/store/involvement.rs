//! How far partners were involved, and their paid time.

use super::known;
use crate::stage::{Hours, Invited, Kind, Said, Stage, Voice};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Date, Id, OrganisationId, PersonId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

/// Most voices of a place, and organisations that typed their hours.
const STAGES_MAX: u32 = 10_000;
const HOURS_MAX: u32 = 5_000;

row! {
    struct StageRow {
        kind: String,
        thing_id: Id<Anything>,
        voice_id: i64,
        stage: String,
        invited: Option<String>,
        words: String,
        said_on: Date,
    }
}
row! {
    /// Hours that an organisation typed for a year.
    pub struct HoursLine {
        pub organisation_id: OrganisationId,
        pub year: i64,
        pub asked_hours: i64,
        pub paid_hours: i64,
    }
}

/// What one voice says about one thing.
#[derive(Debug, Clone)]
pub struct StageLine {
    pub kind: Kind,
    pub thing: Id<Anything>,
    pub voice: Voice,
    pub said: Said,
}

const STAGES: &str = "select kind, thing_id, voice_id, stage, invited, words, said_on from claims_stage";
const TABLE: &str = "claims_stage";

impl StageRow {
    fn line(self) -> Result<StageLine, Error> {
        let invited = match self.invited.as_deref() {
            Some(word) => Some(known(Invited::read(word), TABLE, self.thing_id, word)?),
            None => None,
        };
        let stage = known(Stage::read(&self.stage), TABLE, self.thing_id, &self.stage)?;
        Ok(StageLine {
            kind: known(Kind::read(&self.kind), TABLE, self.thing_id, &self.kind)?,
            thing: self.thing_id,
            voice: if self.voice_id == 0 { Voice::Team } else { Voice::Organisation(Id::from_number(self.voice_id)) },
            said: Said { stage, invited, words: self.words, on: self.said_on },
        })
    }
}

const fn number(voice: Voice) -> i64 {
    match voice {
        Voice::Team => 0,
        Voice::Organisation(id) => id.number(),
    }
}

/// What is said about one thing, the team first.
pub async fn stages(db: &mut Conn, kind: Kind, thing: Id<Anything>) -> Result<Vec<StageLine>, Error> {
    let text = format!("{STAGES} where kind = $1 and thing_id = $2 order by voice_id limit $3");
    let rows: Vec<StageRow> = sql(text).bind(kind.key()).bind(thing).bind(STAGES_MAX).all(db).await?;
    rows.into_iter().map(StageRow::line).collect()
}

/// What is said about anything in a place.
pub async fn stages_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<StageLine>, Error> {
    let text = format!("{STAGES} where place_id = $1 order by kind, thing_id, voice_id limit $2");
    let rows: Vec<StageRow> = sql(text).bind(place).bind(STAGES_MAX).all(db).await?;
    rows.into_iter().map(StageRow::line).collect()
}

/// Writes what a voice says, in place of what it said before; history keeps both.
pub async fn save_stage(
    db: &mut Conn,
    place: PlaceId,
    (kind, thing): (Kind, Id<Anything>),
    voice: Voice,
    said: &Said,
    by: Option<PersonId>,
) -> Result<(), Error> {
    sql("insert into claims_stage (kind, thing_id, voice_id, place_id, stage, invited, words, person_id, said_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (kind, thing_id, voice_id)
         do update set stage = excluded.stage, invited = excluded.invited, words = excluded.words,
                       person_id = excluded.person_id, said_on = excluded.said_on")
    .bind(kind.key())
    .bind(thing)
    .bind(number(voice))
    .bind(place)
    .bind(said.stage.key())
    .bind(said.invited.map(Invited::key))
    .bind(&said.words)
    .bind(by)
    .bind(said.on)
    .run(db)
    .await?;
    Ok(())
}

/// Hours that organisations of a place typed, latest year first.
pub async fn hours(db: &mut Conn, place: PlaceId) -> Result<Vec<HoursLine>, Error> {
    sql("select organisation_id, year, asked_hours, paid_hours
           from claims_time
          where place_id = $1
          order by year desc, organisation_id
          limit $2")
    .bind(place)
    .bind(HOURS_MAX)
    .all(db)
    .await
}

pub async fn hours_of(
    db: &mut Conn,
    place: PlaceId,
    organisation: OrganisationId,
    year: i64,
) -> Result<Option<Hours>, Error> {
    let found: Option<(i64, i64)> = sql("select asked_hours, paid_hours
           from claims_time
          where place_id = $1
            and organisation_id = $2
            and year = $3")
    .bind(place)
    .bind(organisation)
    .bind(year)
    .maybe(db)
    .await?;
    Ok(found.map(|(asked, paid)| Hours { asked, paid }))
}

/// Writes the hours of a year, in place of what was typed before.
pub async fn save_hours(
    db: &mut Conn,
    (place, organisation, year): (PlaceId, OrganisationId, i64),
    hours: Hours,
    by: Option<PersonId>,
    on: Date,
) -> Result<(), Error> {
    sql("insert into claims_time (place_id, organisation_id, year, asked_hours, paid_hours, person_id, said_on)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (place_id, organisation_id, year)
         do update set asked_hours = excluded.asked_hours, paid_hours = excluded.paid_hours,
                       person_id = excluded.person_id, said_on = excluded.said_on")
    .bind(place)
    .bind(organisation)
    .bind(year)
    .bind(hours.asked)
    .bind(hours.paid)
    .bind(by)
    .bind(on)
    .run(db)
    .await?;
    Ok(())
}
