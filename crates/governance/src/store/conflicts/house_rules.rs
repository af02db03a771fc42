//! How bodies meet, where they chose otherwise than most.

use crate::house_rules::{ChairFrom, HouseRules};
use folkmoot_kernel::{BodyId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

/// Most bodies of one place.
const BODIES_MAX: u32 = 2_000;

row! {
    struct RulesRow { body_id: BodyId, paper_days: i64, independent_chair: bool, version: i64 }
}

impl RulesRow {
    fn rules(self) -> HouseRules {
        let chair = if self.independent_chair { ChairFrom::Outside } else { ChairFrom::Partners };
        HouseRules { body: self.body_id, paper_days: self.paper_days, chair, version: self.version }
    }
}

pub async fn house_rules(db: &mut Conn, body: BodyId) -> Result<HouseRules, Error> {
    let row: Option<RulesRow> = sql("select body_id, paper_days, independent_chair, version
           from governance_house_rules
          where body_id = $1")
    .bind(body)
    .maybe(db)
    .await?;
    Ok(row.map_or_else(|| HouseRules::usual(body), RulesRow::rules))
}

/// Those of a place's bodies that chose some.
pub async fn house_rules_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<HouseRules>, Error> {
    let rows: Vec<RulesRow> = sql("select r.body_id, r.paper_days, r.independent_chair, r.version
           from governance_body b
           join governance_house_rules r on r.body_id = b.id
          where b.place_id = $1
          order by r.body_id
          limit $2")
    .bind(place)
    .bind(BODIES_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(RulesRow::rules).collect())
}

/// Saves rules that were read at `version`; 0: there were none.
pub async fn save_house_rules(db: &mut Conn, chosen: &HouseRules, version: i64) -> Result<(), Error> {
    let independent = chosen.chair == ChairFrom::Outside;
    if version == 0 {
        return sql("insert into governance_house_rules (body_id, paper_days, independent_chair)
             values ($1, $2, $3)
             on conflict (body_id) do nothing")
        .bind(chosen.body)
        .bind(chosen.paper_days)
        .bind(independent)
        .run_one(db)
        .await;
    }
    sql("update governance_house_rules
            set paper_days = $3, independent_chair = $4, version = version + 1
          where body_id = $1
            and version = $2")
    .bind(chosen.body)
    .bind(version)
    .bind(chosen.paper_days)
    .bind(independent)
    .run_one(db)
    .await
}
