//! Settings: values that a place or installation chose, as rows. A difference between places is never code.

use crate::conn::Conn;
use crate::error::Error;
use crate::query::sql;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The chosen value, or `otherwise` where nobody chose or the stored one no longer fits.
pub async fn get<T: DeserializeOwned>(db: &mut Conn, name: &str, otherwise: T) -> Result<T, Error> {
    let stored: Option<String> =
        sql("select value_json from store_setting where name = $1").bind(name).maybe(db).await?;
    Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or(otherwise))
}

/// Chooses a value. Call inside an action that records it.
pub async fn set<T: Serialize + Sync>(db: &mut Conn, name: &str, value: &T) -> Result<(), Error> {
    sql("insert into store_setting (name, value_json, version)
         values ($1, $2, 1)
         on conflict (name) do update
            set value_json = excluded.value_json, version = store_setting.version + 1")
    .bind(name)
    .bind(serde_json::to_string(value)?)
    .run(db)
    .await?;
    Ok(())
}
