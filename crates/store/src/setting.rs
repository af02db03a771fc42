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

/// How often the value was chosen; 0 for never. Forms carry it.
pub async fn version(db: &mut Conn, name: &str) -> Result<i64, Error> {
    let found: Option<i64> = sql("select version from store_setting where name = $1").bind(name).maybe(db).await?;
    Ok(found.unwrap_or(0))
}

/// Chooses a value against the version that was seen; another choice in between is a conflict.
pub async fn set_at<T: Serialize + Sync>(db: &mut Conn, name: &str, value: &T, seen: i64) -> Result<(), Error> {
    if version(db, name).await? != seen {
        return Err(Error::Conflict);
    }
    set(db, name, value).await
}
