//! Letters that asked, reports of readers, and what is due.

use super::known;
use crate::asking::{Answer, Asking, AskingId};
use crate::fresh::FRESH_DAYS;
use crate::listing::ListingId;
use crate::wrong::{Outcome, What, Wrong, WrongId};
use folkmoot_kernel::{Date, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, Tx, row, sql};

row! {
    struct AskingRow { id: AskingId, asked_at: Timestamp, answered_at: Option<Timestamp>, answer: String }
}

fn asking_of(row: AskingRow) -> Result<Asking, Error> {
    let answer = match row.answer.as_str() {
        "" => None,
        word => Some(known(Answer::read(word), "directory_asking", row.id, word)?),
    };
    Ok(Asking { id: row.id, asked_at: row.asked_at, answered_at: row.answered_at, answer })
}

/// The letter that holds this key, if it asked about this listing.
pub async fn asking_by_key(db: &mut Conn, listing: ListingId, key_hash: &str) -> Result<Option<Asking>, Error> {
    let row: Option<AskingRow> =
        sql("select id, asked_at, answered_at, answer from directory_asking where listing_id = $1 and key_hash = $2")
            .bind(listing)
            .bind(key_hash)
            .maybe(db)
            .await?;
    row.map(asking_of).transpose()
}

pub async fn add_asking(tx: &mut Tx, id: AskingId, listing: ListingId, key_hash: &str) -> Result<(), Error> {
    let now = tx.now();
    sql("insert into directory_asking (id, listing_id, key_hash, asked_at) values ($1, $2, $3, $4)")
        .bind(id)
        .bind(listing)
        .bind(key_hash)
        .bind(now)
        .run_one(tx)
        .await
}

/// A letter is answered once.
pub async fn answer_asking(tx: &mut Tx, id: AskingId, answer: Answer) -> Result<(), Error> {
    let now = tx.now();
    sql("update directory_asking set answered_at = $2, answer = $3 where id = $1 and answered_at is null")
        .bind(id)
        .bind(now)
        .bind(answer.key())
        .run_one(tx)
        .await
}

row! {
    /// A listing that may be due, with what is needed to say so.
    pub struct DueRow {
        pub id: ListingId,
        pub place_id: PlaceId,
        pub checked_on: Option<Date>,
        /// Empty where nobody left one.
        pub email: String,
        pub phone: String,
    }
}

const DUE: &str =
    "select l.id, l.place_id, l.checked_on, coalesce(c.email, '') as email, coalesce(c.phone, '') as phone
           from directory_listing l
           left join directory_contact c on c.listing_id = l.id
          where l.state in ('listed', 'paused')
            and l.place_id is not null
            and (l.checked_on is null or l.checked_on <= $1)";

/// What was not checked after a day, in all places, oldest first, behind this one.
pub async fn due(db: &mut Conn, checked_until: Date, after: ListingId, limit: u32) -> Result<Vec<DueRow>, Error> {
    sql(format!("{DUE} and l.id > $2 order by l.id limit $3")).bind(checked_until).bind(after).bind(limit).all(db).await
}

/// The same in one place.
pub async fn due_in(db: &mut Conn, place: PlaceId, checked_until: Date) -> Result<Vec<DueRow>, Error> {
    sql(format!("{DUE} and l.place_id = $2 order by l.checked_on, l.id limit 5000"))
        .bind(checked_until)
        .bind(place)
        .all(db)
        .await
}

row! {
    struct AskedRow { listing_id: ListingId, asked_at: Timestamp }
}

/// Letters that went out about these listings, with their days.
pub async fn asked(db: &mut Conn, listings: &[ListingId]) -> Result<Vec<(ListingId, Timestamp)>, Error> {
    let mut all = Vec::new();
    for some in listings.chunks(200) {
        let places: Vec<String> = (1..=some.len()).map(|nth| format!("${nth}")).collect();
        let text =
            format!("select listing_id, asked_at from directory_asking where listing_id in ({})", places.join(", "));
        let query = some.iter().fold(sql(text), |query, id| query.bind(*id));
        let rows: Vec<AskedRow> = query.all(db).await?;
        all.extend(rows.into_iter().map(|row| (row.listing_id, row.asked_at)));
    }
    Ok(all)
}

/// Of the open listings of a place, how many were checked within three months, and how many there are.
pub async fn fresh_share(db: &mut Conn, place: PlaceId, today: Date) -> Result<(i64, i64), Error> {
    sql("select coalesce(sum(case when checked_on >= $2 then 1 else 0 end), 0), count(*)
           from directory_listing
          where place_id = $1
            and state in ('listed', 'paused')")
    .bind(place)
    .bind(today.plus_days(-FRESH_DAYS))
    .one(db)
    .await
}

row! {
    struct WrongRow {
        id: WrongId,
        listing_id: ListingId,
        what: String,
        words: String,
        told_at: Timestamp,
        looked_at: Option<Timestamp>,
        outcome: String,
    }
}

const WRONG: &str =
    "select w.id, w.listing_id, w.what, w.words, w.told_at, w.looked_at, w.outcome from directory_wrong w";

fn wrong_of(row: WrongRow) -> Result<(ListingId, Wrong), Error> {
    const TABLE: &str = "directory_wrong";
    let outcome = match row.outcome.as_str() {
        "" => None,
        word => Some(known(Outcome::read(word), TABLE, row.id, word)?),
    };
    let what = known(What::read(&row.what), TABLE, row.id, &row.what)?;
    let wrong = Wrong { id: row.id, what, words: row.words, told_at: row.told_at, looked_at: row.looked_at, outcome };
    Ok((row.listing_id, wrong))
}

pub async fn add_wrong(tx: &mut Tx, listing: ListingId, new: &Wrong) -> Result<(), Error> {
    sql("insert into directory_wrong (id, listing_id, what, words, told_at) values ($1, $2, $3, $4, $5)")
        .bind(new.id)
        .bind(listing)
        .bind(new.what.key())
        .bind(&new.words)
        .bind(new.told_at)
        .run_one(tx)
        .await
}

/// The newest of a listing first.
pub async fn wrongs(db: &mut Conn, listing: ListingId, limit: u32) -> Result<Vec<Wrong>, Error> {
    let rows: Vec<WrongRow> =
        sql(format!("{WRONG} where w.listing_id = $1 order by w.told_at desc, w.id desc limit $2"))
            .bind(listing)
            .bind(limit)
            .all(db)
            .await?;
    rows.into_iter().map(|row| Ok(wrong_of(row)?.1)).collect()
}

pub async fn wrong(db: &mut Conn, listing: ListingId, id: WrongId) -> Result<Option<Wrong>, Error> {
    let row: Option<WrongRow> =
        sql(format!("{WRONG} where w.listing_id = $1 and w.id = $2")).bind(listing).bind(id).maybe(db).await?;
    row.map(|row| Ok(wrong_of(row)?.1)).transpose()
}

pub async fn count_waiting_wrongs(db: &mut Conn, listing: ListingId) -> Result<i64, Error> {
    sql("select count(*) from directory_wrong where listing_id = $1 and looked_at is null").bind(listing).one(db).await
}

/// What readers of a place said and nobody has looked at, oldest first.
pub async fn waiting_wrongs(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<(ListingId, Wrong)>, Error> {
    let text = format!(
        "{WRONG} join directory_listing l on l.id = w.listing_id
          where l.place_id = $1 and w.looked_at is null order by w.told_at, w.id limit $2"
    );
    let rows: Vec<WrongRow> = sql(text).bind(place).bind(limit).all(db).await?;
    rows.into_iter().map(wrong_of).collect()
}

/// It is looked at once.
pub async fn answer_wrong(tx: &mut Tx, id: WrongId, outcome: Outcome) -> Result<(), Error> {
    let now = tx.now();
    sql("update directory_wrong set looked_at = $2, outcome = $3 where id = $1 and looked_at is null")
        .bind(id)
        .bind(now)
        .bind(outcome.key())
        .run_one(tx)
        .await
}
