//! Seats of the place on bodies beside and above it, and what was brought back.

use super::places;
use crate::outside::OutsideId;
use crate::pack::Period;
use crate::representation::{Report, ReportId, Representation, RepresentationId, Voice};
use folkmoot_kernel::{Date, PersonId, PlaceId, SeatId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most seats of one place out there, and most reports that one page shows.
const SEATS_MAX: u32 = 1_000;
const REPORTS_MAX: u32 = 200;

row! {
    struct SeatRow {
        id: RepresentationId,
        place_id: PlaceId,
        outside_id: OutsideId,
        title: String,
        votes: bool,
        seat_id: Option<SeatId>,
        from_date: Date,
        until_date: Option<Date>,
        version: i64,
    }
}

row! {
    struct ReportRow {
        id: ReportId,
        representation_id: RepresentationId,
        met_on: Date,
        words: String,
        person_id: Option<PersonId>,
        at: Timestamp,
    }
}

const COLUMNS: &str = "select id, place_id, outside_id, title, votes, seat_id, from_date, until_date, version
           from authority_representation";

const REPORTS: &str = "select r.id, r.representation_id, r.met_on, r.words, r.person_id, r.at
           from authority_report r";

impl SeatRow {
    fn seat(self) -> Representation {
        Representation {
            id: self.id,
            place: self.place_id,
            outside: self.outside_id,
            title: self.title,
            voice: if self.votes { Voice::Votes } else { Voice::Speaks },
            seat: self.seat_id,
            from: self.from_date,
            until: self.until_date,
            version: self.version,
        }
    }
}

impl ReportRow {
    fn report(self) -> Report {
        Report {
            id: self.id,
            representation: self.representation_id,
            met_on: self.met_on,
            words: self.words,
            person: self.person_id,
            at: self.at,
        }
    }
}

pub async fn representation(db: &mut Conn, id: RepresentationId) -> Result<Option<Representation>, Error> {
    let row: Option<SeatRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(SeatRow::seat))
}

/// All seats of a place out there, past ones too.
pub async fn representations_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Representation>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 order by outside_id, title, from_date, id limit $2");
    let rows: Vec<SeatRow> = sql(text).bind(place).bind(SEATS_MAX).all(db).await?;
    Ok(rows.into_iter().map(SeatRow::seat).collect())
}

/// Seats of the place on one body, past ones too.
pub async fn representations_of(
    db: &mut Conn,
    (place, outside): (PlaceId, OutsideId),
) -> Result<Vec<Representation>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 and outside_id = $2 order by title, from_date, id limit $3");
    let rows: Vec<SeatRow> = sql(text).bind(place).bind(outside).bind(SEATS_MAX).all(db).await?;
    Ok(rows.into_iter().map(SeatRow::seat).collect())
}

/// Seats out there that go with one of these seats.
pub async fn representations_of_seats(db: &mut Conn, seats: &[SeatId]) -> Result<Vec<Representation>, Error> {
    if seats.is_empty() {
        return Ok(Vec::new());
    }
    let text =
        format!("{COLUMNS} where until_date is null and seat_id in ({}) order by id limit $1", places(2, seats.len()));
    let query = seats.iter().fold(sql(text).bind(SEATS_MAX), |query, seat| query.bind(*seat));
    let rows: Vec<SeatRow> = query.all(db).await?;
    Ok(rows.into_iter().map(SeatRow::seat).collect())
}

pub async fn add_representation(db: &mut Conn, new: &Representation) -> Result<(), Error> {
    sql("insert into authority_representation (id, place_id, outside_id, title, votes, seat_id, from_date)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.outside)
    .bind(&new.title)
    .bind(new.voice == Voice::Votes)
    .bind(new.seat)
    .bind(new.from)
    .run(db)
    .await?;
    Ok(())
}

/// Saves who goes there and when that ends, if it was read at `version`.
pub async fn save_representation(db: &mut Conn, changed: &Representation, version: i64) -> Result<(), Error> {
    sql("update authority_representation
            set seat_id = $3, until_date = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.seat)
    .bind(changed.until)
    .run_one(db)
    .await
}

/// What was brought back through these seats, latest meeting first.
pub async fn reports_of(db: &mut Conn, seats: &[RepresentationId]) -> Result<Vec<Report>, Error> {
    if seats.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "{REPORTS} where r.representation_id in ({}) order by r.met_on desc, r.id desc limit $1",
        places(2, seats.len())
    );
    let query = seats.iter().fold(sql(text).bind(REPORTS_MAX), |query, seat| query.bind(*seat));
    let rows: Vec<ReportRow> = query.all(db).await?;
    Ok(rows.into_iter().map(ReportRow::report).collect())
}

/// What was brought back to a place lately, latest meeting first.
pub async fn reports_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Report>, Error> {
    let text = format!(
        "{REPORTS}
           join authority_representation s on s.id = r.representation_id
          where s.place_id = $1
          order by r.met_on desc, r.id desc
          limit $2"
    );
    let rows: Vec<ReportRow> = sql(text).bind(place).bind(REPORTS_MAX).all(db).await?;
    Ok(rows.into_iter().map(ReportRow::report).collect())
}

/// How many reports came back from meetings of the period.
pub async fn count_reports(db: &mut Conn, place: PlaceId, period: Period) -> Result<i64, Error> {
    sql("select count(*)
           from authority_report r
           join authority_representation s on s.id = r.representation_id
          where s.place_id = $1
            and r.met_on >= $2
            and r.met_on <= $3")
    .bind(place)
    .bind(period.from())
    .bind(period.until())
    .one(db)
    .await
}

pub async fn add_report(db: &mut Conn, new: &Report) -> Result<(), Error> {
    sql("insert into authority_report (id, representation_id, met_on, words, person_id, at)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(new.id)
    .bind(new.representation)
    .bind(new.met_on)
    .bind(&new.words)
    .bind(new.person)
    .bind(new.at)
    .run(db)
    .await?;
    Ok(())
}
