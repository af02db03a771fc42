//! Organisations' own ways to sign in, and who used them.

use crate::provider::{Details, Provider, ProviderId};
use folkmoot_kernel::{PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct ProviderRow {
        id: ProviderId,
        name: String,
        issuer: String,
        client_id: String,
        secret: String,
        domains: String,
        proves: bool,
        open: bool,
        version: i64,
    }
}

const PROVIDER: &str =
    "select id, name, issuer, client_id, secret, domains, proves, open, version from identity_provider";
/// More than any installation has.
const PROVIDERS_MAX: u32 = 200;

impl ProviderRow {
    fn provider(self) -> Provider {
        let details = Details {
            name: self.name,
            issuer: self.issuer,
            client_id: self.client_id,
            domains: self.domains.lines().map(str::to_owned).collect(),
            proves: self.proves,
            open: self.open,
        };
        Provider { id: self.id, details, secret: self.secret, version: self.version }
    }
}

pub async fn providers(db: &mut Conn) -> Result<Vec<Provider>, Error> {
    let text = format!("{PROVIDER} order by lower(name), id limit $1");
    let rows: Vec<ProviderRow> = sql(text).bind(PROVIDERS_MAX).all(db).await?;
    Ok(rows.into_iter().map(ProviderRow::provider).collect())
}

/// Those that people may use now.
pub async fn open_providers(db: &mut Conn) -> Result<Vec<Provider>, Error> {
    Ok(providers(db).await?.into_iter().filter(|provider| provider.details.open).collect())
}

pub async fn provider(db: &mut Conn, id: ProviderId) -> Result<Option<Provider>, Error> {
    let row: Option<ProviderRow> = sql(format!("{PROVIDER} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(ProviderRow::provider))
}

pub async fn has_issuer(db: &mut Conn, issuer: &str, beside: Option<ProviderId>) -> Result<bool, Error> {
    let found: Option<ProviderId> =
        sql("select id from identity_provider where issuer = $1").bind(issuer).maybe(db).await?;
    Ok(found.is_some_and(|id| Some(id) != beside))
}

pub async fn add_provider(db: &mut Conn, provider: &Provider) -> Result<(), Error> {
    let Provider { id, details, secret, .. } = provider;
    sql("insert into identity_provider (id, name, issuer, client_id, secret, domains, proves, open)
         values ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(*id)
    .bind(&details.name)
    .bind(&details.issuer)
    .bind(&details.client_id)
    .bind(secret)
    .bind(details.domains.join("\n"))
    .bind(details.proves)
    .bind(details.open)
    .run_one(db)
    .await
}

/// Saves it, unless somebody else saved since `version`.
pub async fn save_provider(db: &mut Conn, provider: &Provider, version: i64) -> Result<(), Error> {
    let Provider { id, details, secret, .. } = provider;
    sql("update identity_provider
            set name = $1, issuer = $2, client_id = $3, secret = $4, domains = $5, proves = $6, open = $7,
                version = version + 1
          where id = $8 and version = $9")
    .bind(&details.name)
    .bind(&details.issuer)
    .bind(&details.client_id)
    .bind(secret)
    .bind(details.domains.join("\n"))
    .bind(details.proves)
    .bind(details.open)
    .bind(*id)
    .bind(version)
    .run_one(db)
    .await
}

/// Who signed in before as what a provider calls them.
pub async fn linked(db: &mut Conn, provider: ProviderId, subject: &str) -> Result<Option<PersonId>, Error> {
    sql("select person_id from identity_link where provider_id = $1 and subject = $2")
        .bind(provider)
        .bind(subject)
        .maybe(db)
        .await
}

/// Whether the provider calls this person something already.
pub async fn has_link(db: &mut Conn, provider: ProviderId, person: PersonId) -> Result<bool, Error> {
    let count: i64 = sql("select count(*) from identity_link where provider_id = $1 and person_id = $2")
        .bind(provider)
        .bind(person)
        .one(db)
        .await?;
    Ok(count > 0)
}

pub async fn link(
    db: &mut Conn,
    (provider, subject): (ProviderId, &str),
    person: PersonId,
    at: Timestamp,
) -> Result<(), Error> {
    sql("insert into identity_link (provider_id, subject, person_id, made_at) values ($1, $2, $3, $4)")
        .bind(provider)
        .bind(subject)
        .bind(person)
        .bind(at)
        .run_one(db)
        .await
}
