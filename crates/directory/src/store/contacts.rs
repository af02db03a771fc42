//! How to ask whether a listing is still right.

use crate::contact::Contact;
use crate::listing::ListingId;
use folkmoot_kernel::Timestamp;
use folkmoot_store::{Conn, Error, Tx, row, sql};

row! {
    struct ContactRow { name: String, email: String, phone: String, agreed_at: Timestamp }
}

pub async fn contact(db: &mut Conn, listing: ListingId) -> Result<Option<Contact>, Error> {
    let row: Option<ContactRow> =
        sql("select name, email, phone, agreed_at from directory_contact where listing_id = $1")
            .bind(listing)
            .maybe(db)
            .await?;
    Ok(row.map(|row| Contact { name: row.name, email: row.email, phone: row.phone, agreed_at: row.agreed_at }))
}

pub async fn has_contact(db: &mut Conn, listing: ListingId) -> Result<bool, Error> {
    let count: i64 = sql("select count(*) from directory_contact where listing_id = $1").bind(listing).one(db).await?;
    Ok(count > 0)
}

/// Whether a letter can be written.
pub async fn has_email(db: &mut Conn, listing: ListingId) -> Result<bool, Error> {
    let count: i64 = sql("select count(*) from directory_contact where listing_id = $1 and email <> ''")
        .bind(listing)
        .one(db)
        .await?;
    Ok(count > 0)
}

/// In place of what was there.
pub async fn save_contact(tx: &mut Tx, listing: ListingId, contact: &Contact) -> Result<(), Error> {
    sql("delete from directory_contact where listing_id = $1").bind(listing).run(tx).await?;
    sql("insert into directory_contact (listing_id, name, email, phone, agreed_at) values ($1, $2, $3, $4, $5)")
        .bind(listing)
        .bind(&contact.name)
        .bind(&contact.email)
        .bind(&contact.phone)
        .bind(contact.agreed_at)
        .run(tx)
        .await?;
    Ok(())
}
