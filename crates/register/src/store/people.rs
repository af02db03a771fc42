//! People and what they hold today.

use crate::person::{Person, PersonDetails, Standing};
use folkmoot_kernel::{BodyId, Date, Held, OrganisationId, PersonId, PlaceId, Role, SeatId};
use folkmoot_store::{Conn, Error, row, sql};
use folkmoot_web::SignedIn;
use std::collections::BTreeMap;

/// Most seats of one person that count. Unit: seats.
const HELD_MAX: u32 = 500;

row! {
    struct HeldRow {
        id: SeatId,
        place_id: PlaceId,
        body_id: Option<BodyId>,
        organisation_id: Option<OrganisationId>,
        role: String,
    }
}

/// Who signs in with this address, written in small letters. Nobody who left.
pub async fn person_by_email(db: &mut Conn, email: &str) -> Result<Option<PersonId>, Error> {
    sql("select id
           from register_person
          where email = $1
            and left_on is null")
    .bind(email)
    .maybe(db)
    .await
}

/// The person with the seats they hold on this day, as holder or deputy.
pub async fn signed_in(db: &mut Conn, id: PersonId, today: Date) -> Result<Option<SignedIn>, Error> {
    let found: Option<(String, bool)> = sql("select name, administrator
           from register_person
          where id = $1
            and left_on is null")
    .bind(id)
    .maybe(db)
    .await?;
    let Some((name, administrator)) = found else { return Ok(None) };
    Ok(Some(SignedIn { id, name, held: held_by(db, id, today).await?, administrator }))
}

/// The seats that a person holds on a day. A seat that closes today is still held today.
pub async fn held_by(db: &mut Conn, person: PersonId, today: Date) -> Result<Vec<Held>, Error> {
    let rows: Vec<HeldRow> = sql("select distinct s.id, s.place_id, s.body_id, s.organisation_id, s.role
           from register_holder h
           join register_seat s on s.id = h.seat_id
          where h.person_id = $1
            and h.from_date <= $2
            and (h.until_date is null or h.until_date >= $2)
            and (s.closed_on is null or s.closed_on >= $2)
          order by s.id
          limit $3")
    .bind(person)
    .bind(today)
    .bind(HELD_MAX)
    .all(db)
    .await?;
    rows.into_iter().map(HeldRow::held).collect()
}

impl HeldRow {
    fn held(self) -> Result<Held, Error> {
        let broken = |why: String| Error::BrokenRow { table: "register_seat", id: self.id.to_string(), why };
        let role = Role::read(&self.role).ok_or_else(|| broken(format!("{} is no role", self.role)))?;
        let (place, body, organisation) = (self.place_id, self.body_id, self.organisation_id);
        Ok(Held { seat: self.id, place, body, organisation, role })
    }
}

/// People who hold a seat on this day, as holder or deputy, in the order of their ids: who a weekly letter goes to.
/// `after` is the last one seen.
pub async fn seated_people(
    db: &mut Conn,
    day: Date,
    after: Option<PersonId>,
    limit: u32,
) -> Result<Vec<PersonId>, Error> {
    sql("select distinct p.id
           from register_person p
           join register_holder h on h.person_id = p.id
           join register_seat s on s.id = h.seat_id
          where p.id > $1
            and p.left_on is null
            and h.from_date <= $2
            and (h.until_date is null or h.until_date >= $2)
            and (s.closed_on is null or s.closed_on >= $2)
          order by p.id
          limit $3")
    .bind(after.map_or(0, PersonId::number))
    .bind(day)
    .bind(limit)
    .all(db)
    .await
}

row! {
    struct PersonRow {
        id: PersonId,
        name: String,
        email: String,
        phone: String,
        administrator: bool,
        left_on: Option<Date>,
        version: i64,
    }
}

pub async fn person(db: &mut Conn, id: PersonId) -> Result<Option<Person>, Error> {
    let row: Option<PersonRow> = sql("select id, name, email, phone, administrator, left_on, version
           from register_person
          where id = $1")
    .bind(id)
    .maybe(db)
    .await?;
    Ok(row.map(PersonRow::person))
}

/// Who has this address, also if they left.
pub async fn person_with_email(db: &mut Conn, email: &str) -> Result<Option<Person>, Error> {
    let row: Option<PersonRow> = sql("select id, name, email, phone, administrator, left_on, version
           from register_person
          where email = $1")
    .bind(email)
    .maybe(db)
    .await?;
    Ok(row.map(PersonRow::person))
}

/// Everybody, administrators first, then by name: for the command line. `after` skips so many.
pub async fn people(db: &mut Conn, limit: u32, after: u32) -> Result<Vec<Person>, Error> {
    let rows: Vec<PersonRow> = sql("select id, name, email, phone, administrator, left_on, version
           from register_person
          order by case when administrator then 0 else 1 end, lower(name), id
          limit $1
         offset $2")
    .bind(limit)
    .bind(after)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(PersonRow::person).collect())
}

impl PersonRow {
    fn person(self) -> Person {
        let details = PersonDetails { name: self.name, email: self.email, phone: self.phone };
        let standing = if self.administrator { Standing::Administrator } else { Standing::Ordinary };
        Person::stored(self.id, details, standing, self.left_on, self.version)
    }
}

/// Whose calendar this secret address belongs to.
pub async fn person_by_feed_token(db: &mut Conn, token: &str) -> Result<Option<PersonId>, Error> {
    sql("select id from register_person where feed_token = $1 and left_on is null").bind(token).maybe(db).await
}

/// The secret in the address of a person's calendar: shown to nobody but them.
pub async fn feed_token(db: &mut Conn, person: PersonId) -> Result<Option<String>, Error> {
    sql("select feed_token from register_person where id = $1 and left_on is null").bind(person).maybe(db).await
}

/// Names by id, for pages that show who did what.
pub async fn person_names(db: &mut Conn, ids: &[PersonId]) -> Result<BTreeMap<PersonId, String>, Error> {
    let mut names = BTreeMap::new();
    for id in ids {
        if names.contains_key(id) {
            continue;
        }
        let found: Option<String> = sql("select name from register_person where id = $1").bind(*id).maybe(db).await?;
        names.extend(found.map(|name| (*id, name)));
    }
    Ok(names)
}

/// `feed_token` is the secret in the address of their calendar.
pub async fn add_person(db: &mut Conn, new: &Person, feed_token: &str) -> Result<(), Error> {
    let details = new.details();
    sql("insert into register_person (id, name, email, phone, administrator, feed_token)
         values ($1, $2, $3, $4, $5, $6)")
    .bind(new.id())
    .bind(&details.name)
    .bind(&details.email)
    .bind(&details.phone)
    .bind(new.standing() == Standing::Administrator)
    .bind(feed_token)
    .run(db)
    .await?;
    Ok(())
}

/// Saves a person who was read at `version`.
pub async fn save_person(db: &mut Conn, changed: &Person, version: i64) -> Result<(), Error> {
    let details = changed.details();
    sql("update register_person
            set name = $3, email = $4, phone = $5, administrator = $6, left_on = $7, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id())
    .bind(version)
    .bind(&details.name)
    .bind(&details.email)
    .bind(&details.phone)
    .bind(changed.standing() == Standing::Administrator)
    .bind(changed.left_on())
    .run_one(db)
    .await
}

/// Takes away what is known of somebody: address, telephone number and, where it is given, another name in place of theirs. The row
/// stays, for others point to it; nobody signs in with it.
pub async fn erase_person(db: &mut Conn, id: PersonId, name: Option<&str>, today: Date) -> Result<(), Error> {
    sql("update register_person
            set name = coalesce($2, name), email = $3, phone = '', administrator = false, feed_token = $3,
                left_on = coalesce(left_on, $4), version = version + 1
          where id = $1")
    .bind(id)
    .bind(name)
    .bind(format!("{id}@erased.invalid"))
    .bind(today)
    .run_one(db)
    .await
}
