//! Who runs what is listed.

use super::{document, known};
use crate::provider::{Provider, ProviderId};
use crate::uuid::Uuid;
use folkmoot_kernel::{OrganisationId, PlaceId};
use folkmoot_store::{Bind as _, Bulk, Conn, Error, Tx, Value, row, sql};
use std::collections::BTreeMap;

row! {
    struct ProviderRow {
        id: ProviderId,
        uuid: String,
        place_id: Option<PlaceId>,
        organisation_id: Option<OrganisationId>,
        who: String,
        version: i64,
    }
}

const COLUMNS: &str = "select id, uuid, place_id, organisation_id, who, version from directory_provider";
const WRITTEN: [&str; 7] = ["id", "uuid", "place_id", "organisation_id", "name", "who", "version"];

fn provider_of(row: ProviderRow) -> Result<Provider, Error> {
    const TABLE: &str = "directory_provider";
    Ok(Provider {
        uuid: known(row.uuid.parse().ok(), TABLE, row.id, &row.uuid)?,
        who: known(serde_json::from_str(&row.who).ok(), TABLE, row.id, &row.who)?,
        id: row.id,
        place: row.place_id,
        organisation: row.organisation_id,
        version: row.version,
    })
}

pub async fn provider(db: &mut Conn, id: ProviderId) -> Result<Option<Provider>, Error> {
    let row: Option<ProviderRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(provider_of).transpose()
}

pub async fn provider_by_uuid(db: &mut Conn, uuid: Uuid) -> Result<Option<Provider>, Error> {
    let row: Option<ProviderRow> = sql(format!("{COLUMNS} where uuid = $1")).bind(uuid.to_string()).maybe(db).await?;
    row.map(provider_of).transpose()
}

async fn some<T: Ord + Copy>(
    db: &mut Conn,
    column: &str,
    keys: &[T],
    value: impl Fn(T) -> Value,
    key: impl Fn(&Provider) -> T,
) -> Result<BTreeMap<T, Provider>, Error> {
    let mut found = BTreeMap::new();
    for some in keys.chunks(500) {
        let places: Vec<String> = (1..=some.len()).map(|nth| format!("${nth}")).collect();
        let text = format!("{COLUMNS} where {column} in ({})", places.join(", "));
        let query = some.iter().fold(sql(text), |query, key| query.bind_value(value(*key)));
        let rows: Vec<ProviderRow> = query.all(db).await?;
        for row in rows {
            let provider = provider_of(row)?;
            found.insert(key(&provider), provider);
        }
    }
    Ok(found)
}

/// Those of these identifiers that are there.
pub async fn known_providers(db: &mut Conn, uuids: &[Uuid]) -> Result<BTreeMap<Uuid, Provider>, Error> {
    some(db, "uuid", uuids, |uuid| uuid.to_string().value(), Provider::uuid).await
}

pub async fn providers_by_id(db: &mut Conn, ids: &[ProviderId]) -> Result<BTreeMap<ProviderId, Provider>, Error> {
    some(db, "id", ids, folkmoot_store::Bind::value, Provider::id).await
}

/// Those who run something that people find.
const OPEN: &str = "from directory_provider p
  where p.id in (select provider_id from directory_listing where state in ('listed', 'paused'))";

pub async fn count_open_providers(db: &mut Conn) -> Result<u64, Error> {
    let count: i64 = sql(format!("select count(*) {OPEN}")).one(db).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// In the order of their ids.
pub async fn open_providers(db: &mut Conn, skip: u64, limit: u64) -> Result<Vec<Provider>, Error> {
    let text = format!(
        "select p.id, p.uuid, p.place_id, p.organisation_id, p.who, p.version {OPEN} order by p.id limit $1 offset $2"
    );
    let (limit, skip) = (i64::try_from(limit).unwrap_or(i64::MAX), i64::try_from(skip).unwrap_or(i64::MAX));
    let rows: Vec<ProviderRow> = sql(text).bind(limit).bind(skip).all(db).await?;
    rows.into_iter().map(provider_of).collect()
}

pub async fn is_open_provider(db: &mut Conn, id: ProviderId) -> Result<bool, Error> {
    let count: i64 = sql(format!("select count(*) {OPEN} and p.id = $1")).bind(id).one(db).await?;
    Ok(count > 0)
}

pub fn provider_values(provider: &Provider) -> Vec<Value> {
    vec![
        provider.id.value(),
        provider.uuid.to_string().value(),
        provider.place.value(),
        provider.organisation.value(),
        provider.who.name.as_str().value(),
        document(&provider.who).value(),
        provider.version.value(),
    ]
}

pub fn bulk_providers() -> Bulk {
    Bulk::upsert("directory_provider", &["id"], &WRITTEN)
}

pub async fn add_provider(tx: &mut Tx, new: &Provider) -> Result<(), Error> {
    let mut bulk = bulk_providers();
    bulk.take(tx, provider_values(new)).await?;
    bulk.send(tx).await
}
