//! Passkeys, and who does not want to be asked about them.

use crate::passkey::{Passkey, PasskeyId};
use folkmoot_kernel::{PersonId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct PasskeyRow {
        id: PasskeyId,
        person_id: PersonId,
        name: String,
        credential_id: String,
        credential: String,
        made_at: Timestamp,
        used_at: Option<Timestamp>,
    }
}

const PASSKEY: &str = "select id, person_id, name, credential_id, credential, made_at, used_at from identity_passkey";
/// More than anybody may have.
const OWN_MAX: u32 = 100;

impl PasskeyRow {
    fn passkey(self) -> Passkey {
        Passkey {
            id: self.id,
            person: self.person_id,
            name: self.name,
            credential_id: self.credential_id,
            credential: self.credential,
            made_at: self.made_at,
            used_at: self.used_at,
        }
    }
}

/// A person's passkeys, the first made first.
pub async fn passkeys_of(db: &mut Conn, person: PersonId) -> Result<Vec<Passkey>, Error> {
    let text = format!("{PASSKEY} where person_id = $1 order by made_at, id limit $2");
    let rows: Vec<PasskeyRow> = sql(text).bind(person).bind(OWN_MAX).all(db).await?;
    Ok(rows.into_iter().map(PasskeyRow::passkey).collect())
}

pub async fn passkey(db: &mut Conn, id: PasskeyId) -> Result<Option<Passkey>, Error> {
    let row: Option<PasskeyRow> = sql(format!("{PASSKEY} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(PasskeyRow::passkey))
}

/// The one that a browser names.
pub async fn passkey_named(db: &mut Conn, credential_id: &str) -> Result<Option<Passkey>, Error> {
    let text = format!("{PASSKEY} where credential_id = $1");
    let row: Option<PasskeyRow> = sql(text).bind(credential_id).maybe(db).await?;
    Ok(row.map(PasskeyRow::passkey))
}

pub async fn add_passkey(db: &mut Conn, passkey: &Passkey) -> Result<(), Error> {
    sql("insert into identity_passkey (id, person_id, name, credential_id, credential, made_at)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(passkey.id)
    .bind(passkey.person)
    .bind(&passkey.name)
    .bind(&passkey.credential_id)
    .bind(&passkey.credential)
    .bind(passkey.made_at)
    .run_one(db)
    .await
}

/// Notes that it was used, and what its device counted.
pub async fn use_passkey(db: &mut Conn, id: PasskeyId, credential: &str, at: Timestamp) -> Result<(), Error> {
    sql("update identity_passkey set credential = $1, used_at = $2 where id = $3")
        .bind(credential)
        .bind(at)
        .bind(id)
        .run_one(db)
        .await
}

pub async fn remove_passkey(db: &mut Conn, id: PasskeyId) -> Result<(), Error> {
    sql("delete from identity_passkey where id = $1").bind(id).run_one(db).await
}

pub async fn has_declined(db: &mut Conn, person: PersonId) -> Result<bool, Error> {
    let count: i64 = sql("select count(*) from identity_declined where person_id = $1").bind(person).one(db).await?;
    Ok(count > 0)
}

pub async fn decline(db: &mut Conn, person: PersonId, at: Timestamp) -> Result<(), Error> {
    sql("insert into identity_declined (person_id, at) values ($1, $2) on conflict (person_id) do nothing")
        .bind(person)
        .bind(at)
        .run(db)
        .await?;
    Ok(())
}
