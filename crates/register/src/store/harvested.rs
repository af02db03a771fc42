//! Places that other sites publish.

use folkmoot_kernel::Timestamp;
use folkmoot_store::{Conn, Error, row, sql};

row! {
    /// A place as another site published it.
    pub struct HarvestedRow {
        pub url: String,
        pub system_name: String,
        pub place_name: String,
        pub harvested_at: Timestamp,
    }
}

/// Places published elsewhere whose name or system holds these words, by name.
pub async fn harvested(db: &mut Conn, words: &str, limit: u32) -> Result<Vec<HarvestedRow>, Error> {
    let plain: String = words.trim().to_lowercase().chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect();
    sql("select url, system_name, place_name, harvested_at
           from register_harvested
          where $1 = '%%'
             or lower(place_name) like $1
             or lower(system_name) like $1
          order by place_name, url
          limit $2")
    .bind(format!("%{plain}%"))
    .bind(limit)
    .all(db)
    .await
}

pub async fn save_harvested(
    db: &mut Conn,
    url: &str,
    (system_name, place_name): (&str, &str),
    json: &str,
    now: Timestamp,
) -> Result<(), Error> {
    sql("insert into register_harvested (url, system_name, place_name, json, harvested_at)
         values ($1, $2, $3, $4, $5)
         on conflict (url) do update
            set system_name = excluded.system_name, place_name = excluded.place_name, json = excluded.json,
                harvested_at = excluded.harvested_at")
    .bind(url)
    .bind(system_name)
    .bind(place_name)
    .bind(json)
    .bind(now)
    .run(db)
    .await?;
    Ok(())
}
