//! Lines of the map.

use super::{known, places};
use crate::holding::{Holder, Holding, HoldingDetails, HoldingId, Origin};
use crate::outside::OutsideId;
use folkmoot_kernel::{BodyId, Date, FunctionId, Pence, PlaceId, Power, SeatId};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "authority_power";
/// Most lines of one map, past ones too.
const HOLDINGS_MAX: u32 = 20_000;
/// Most lines of one function, past ones too.
const OF_FUNCTION_MAX: u32 = 500;

row! {
    struct HoldingRow {
        id: HoldingId,
        place_id: PlaceId,
        function_id: FunctionId,
        body_id: Option<BodyId>,
        seat_id: Option<SeatId>,
        outside_id: Option<OutsideId>,
        power: String,
        limit_pence: Option<Pence>,
        together: String,
        basis: String,
        source: String,
        source_url: String,
        from_date: Date,
        until_date: Option<Date>,
        ended_why: String,
        version: i64,
    }
}

const COLUMNS: &str =
    "select id, place_id, function_id, body_id, seat_id, outside_id, power, limit_pence, together, basis,
                source, source_url, from_date, until_date, ended_why, version
           from authority_power";

impl HoldingRow {
    fn holding(self) -> Result<Holding, Error> {
        let holder = match (self.body_id, self.seat_id, self.outside_id) {
            (Some(body), None, None) => Some(Holder::Body(body)),
            (None, Some(seat), None) => Some(Holder::Post(seat)),
            (None, None, Some(outside)) => Some(Holder::Outside(outside)),
            _ => None,
        };
        let details = HoldingDetails {
            holder: known(holder, TABLE, self.id, "who holds it")?,
            power: known(Power::read(&self.power), TABLE, self.id, &self.power)?,
            limit: self.limit_pence,
            origin: Origin {
                basis: self.basis,
                source: self.source,
                source_url: self.source_url,
                together: self.together,
            },
            from: self.from_date,
            until: self.until_date,
        };
        Ok(Holding {
            id: self.id,
            place: self.place_id,
            function: self.function_id,
            details,
            ended_why: self.ended_why,
            version: self.version,
        })
    }
}

fn all(rows: Vec<HoldingRow>) -> Result<Vec<Holding>, Error> {
    rows.into_iter().map(HoldingRow::holding).collect()
}

pub async fn holding(db: &mut Conn, id: HoldingId) -> Result<Option<Holding>, Error> {
    let row: Option<HoldingRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(HoldingRow::holding).transpose()
}

/// Every line of a place's map, past ones too, first to last.
pub async fn holdings_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Holding>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 order by from_date, id limit $2");
    all(sql(text).bind(place).bind(HOLDINGS_MAX).all(db).await?)
}

/// Every line of one function, past ones too, first to last.
pub async fn holdings_of_function(db: &mut Conn, function: FunctionId) -> Result<Vec<Holding>, Error> {
    let text = format!("{COLUMNS} where function_id = $1 order by from_date, id limit $2");
    all(sql(text).bind(function).bind(OF_FUNCTION_MAX).all(db).await?)
}

/// Lines of these functions that hold on the day.
pub async fn holdings_of_functions(db: &mut Conn, functions: &[FunctionId], day: Date) -> Result<Vec<Holding>, Error> {
    if functions.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "{COLUMNS}
          where from_date <= $1
            and (until_date is null or until_date >= $1)
            and function_id in ({})
          order by from_date, id
          limit $2",
        places(3, functions.len())
    );
    let query = functions.iter().fold(sql(text).bind(day).bind(HOLDINGS_MAX), |query, id| query.bind(*id));
    all(query.all(db).await?)
}

pub async fn add_holding(db: &mut Conn, new: &Holding) -> Result<(), Error> {
    let details = &new.details;
    let (body, seat, outside) = match details.holder {
        Holder::Body(body) => (Some(body), None, None),
        Holder::Post(seat) => (None, Some(seat), None),
        Holder::Outside(outside) => (None, None, Some(outside)),
    };
    sql("insert into authority_power
           (id, place_id, function_id, body_id, seat_id, outside_id, power, limit_pence, together, basis, source,
            source_url, from_date, until_date, ended_why)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.function)
    .bind(body)
    .bind(seat)
    .bind(outside)
    .bind(details.power.key())
    .bind(details.limit)
    .bind(&details.origin.together)
    .bind(&details.origin.basis)
    .bind(&details.origin.source)
    .bind(&details.origin.source_url)
    .bind(details.from)
    .bind(details.until)
    .bind(&new.ended_why)
    .run(db)
    .await?;
    Ok(())
}

/// Saves where a line comes from and when it ends, if it was read at `version`. Who holds what is never rewritten.
pub async fn save_holding(db: &mut Conn, changed: &Holding, version: i64) -> Result<(), Error> {
    let origin = &changed.details.origin;
    sql("update authority_power
            set together = $3, basis = $4, source = $5, source_url = $6, until_date = $7, ended_why = $8,
                version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&origin.together)
    .bind(&origin.basis)
    .bind(&origin.source)
    .bind(&origin.source_url)
    .bind(changed.details.until)
    .bind(&changed.ended_why)
    .run_one(db)
    .await
}
