//! Declared interests.

use super::known;
use crate::interest::{Interest, InterestId, Kind, Party};
use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::named::{Named, Thing};
use folkmoot_kernel::{Date, OrganisationId, PersonId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_interest";
/// Most interests of one party, or on one agenda.
const TOGETHER_MAX: u32 = 1_000;

row! {
    struct InterestRow {
        id: InterestId,
        place_id: PlaceId,
        person_id: Option<PersonId>,
        organisation_id: Option<OrganisationId>,
        kind: String,
        thing: String,
        about_id: Option<OrganisationId>,
        name: String,
        what: String,
        from_date: Date,
        until_date: Option<Date>,
        declared_at: Timestamp,
        version: i64,
        item_id: Option<ItemId>,
    }
}

const COLUMNS: &str =
    "select g.id, g.place_id, g.person_id, g.organisation_id, g.kind, g.thing, g.about_id, g.name, g.what,
                g.from_date, g.until_date, g.declared_at, g.version";

/// What an item names, or an interest is in, as it stands in a row.
pub(super) fn named(
    (table, id): (&'static str, String),
    thing: &str,
    organisation: Option<OrganisationId>,
    name: String,
) -> Result<Named, Error> {
    match (known(Thing::read(thing), table, &id, thing)?, organisation) {
        (Thing::Organisation, Some(id)) => Ok(Named::Organisation(id)),
        (Thing::Organisation, None) => {
            Err(Error::BrokenRow { table, id, why: "an organisation without its number".to_owned() })
        }
        (Thing::Pot, _) => Ok(Named::Pot(name)),
        (Thing::Contract, _) => Ok(Named::Contract(name)),
    }
}

/// Whose it is: exactly one of the two is there.
pub(super) fn party(
    (table, id): (&'static str, String),
    person: Option<PersonId>,
    organisation: Option<OrganisationId>,
) -> Result<Party, Error> {
    match (person, organisation) {
        (Some(person), None) => Ok(Party::Person(person)),
        (None, Some(organisation)) => Ok(Party::Organisation(organisation)),
        _ => Err(Error::BrokenRow { table, id, why: "neither a person's nor an organisation's, or both".to_owned() }),
    }
}

impl InterestRow {
    fn interest(self) -> Result<Interest, Error> {
        let at = || (TABLE, self.id.to_string());
        Ok(Interest {
            party: party(at(), self.person_id, self.organisation_id)?,
            kind: known(Kind::read(&self.kind), TABLE, self.id, &self.kind)?,
            named: named(at(), &self.thing, self.about_id, self.name)?,
            id: self.id,
            place: self.place_id,
            what: self.what,
            from: self.from_date,
            until: self.until_date,
            declared_at: self.declared_at,
            version: self.version,
        })
    }
}

pub async fn interest(db: &mut Conn, id: InterestId) -> Result<Option<Interest>, Error> {
    let text = format!("{COLUMNS}, null as item_id from governance_interest g where g.id = $1");
    let row: Option<InterestRow> = sql(text).bind(id).maybe(db).await?;
    row.map(InterestRow::interest).transpose()
}

/// The register of a place: what has not ended before this day, the latest declared first.
pub async fn interests_of_place(
    db: &mut Conn,
    place: PlaceId,
    shown_from: Date,
    limit: u32,
) -> Result<Vec<Interest>, Error> {
    let text = format!(
        "{COLUMNS}, null as item_id
           from governance_interest g
          where g.place_id = $1
            and (g.until_date is null or g.until_date >= $2)
          order by g.declared_at desc, g.id desc
          limit $3"
    );
    let rows: Vec<InterestRow> = sql(text).bind(place).bind(shown_from).bind(limit).all(db).await?;
    rows.into_iter().map(InterestRow::interest).collect()
}

/// Everything that one party declared, wherever, the latest first.
pub async fn interests_of(db: &mut Conn, party: Party) -> Result<Vec<Interest>, Error> {
    let (column, id) = match party {
        Party::Person(id) => ("person_id", id.number()),
        Party::Organisation(id) => ("organisation_id", id.number()),
    };
    let text = format!(
        "{COLUMNS}, null as item_id
           from governance_interest g
          where g.{column} = $1
          order by g.declared_at desc, g.id desc
          limit $2"
    );
    let rows: Vec<InterestRow> = sql(text).bind(id).bind(TOGETHER_MAX).all(db).await?;
    rows.into_iter().map(InterestRow::interest).collect()
}

/// Interests in what this item names, whenever they lasted.
pub async fn interests_on_item(db: &mut Conn, item: ItemId) -> Result<Vec<Interest>, Error> {
    let all = touched(db, "i.id", item.number()).await?;
    Ok(all.into_iter().map(|(_, interest)| interest).collect())
}

/// Interests in what the items of a meeting name, each with its item.
pub async fn interests_on_agenda(db: &mut Conn, meeting: MeetingId) -> Result<Vec<(ItemId, Interest)>, Error> {
    touched(db, "i.meeting_id", meeting.number()).await
}

/// `column` is one of ours, never what somebody typed.
async fn touched(db: &mut Conn, column: &'static str, id: i64) -> Result<Vec<(ItemId, Interest)>, Error> {
    let text = format!(
        "{COLUMNS}, n.item_id
           from governance_item i
           join governance_meeting m on m.id = i.meeting_id
           join governance_item_name n on n.item_id = i.id
           join governance_interest g on g.place_id = m.place_id and g.thing = n.thing and g.key = n.key
          where {column} = $1
          order by g.declared_at, g.id
          limit $2"
    );
    let rows: Vec<InterestRow> = sql(text).bind(id).bind(TOGETHER_MAX).all(db).await?;
    let with_item = |row: InterestRow| Ok(row.item_id.zip(Some(row.interest()?)));
    let all: Vec<Option<(ItemId, Interest)>> = rows.into_iter().map(with_item).collect::<Result<_, Error>>()?;
    Ok(all.into_iter().flatten().collect())
}

pub async fn add_interest(db: &mut Conn, new: &Interest, by: Option<PersonId>) -> Result<(), Error> {
    sql("insert into governance_interest
           (id, place_id, person_id, organisation_id, kind, thing, about_id, name, key, what, from_date, until_date,
            declared_at, declared_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.party.person())
    .bind(new.party.organisation())
    .bind(new.kind.key())
    .bind(new.named.thing().key())
    .bind(new.named.organisation())
    .bind(new.named.name())
    .bind(new.named.key())
    .bind(&new.what)
    .bind(new.from)
    .bind(new.until)
    .bind(new.declared_at)
    .bind(by)
    .run(db)
    .await?;
    Ok(())
}

/// Saves an interest that was read at `version`.
pub async fn save_interest(db: &mut Conn, changed: &Interest, version: i64) -> Result<(), Error> {
    sql("update governance_interest
            set kind = $3, thing = $4, about_id = $5, name = $6, key = $7, what = $8, from_date = $9, until_date = $10,
                declared_at = $11, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.kind.key())
    .bind(changed.named.thing().key())
    .bind(changed.named.organisation())
    .bind(changed.named.name())
    .bind(changed.named.key())
    .bind(&changed.what)
    .bind(changed.from)
    .bind(changed.until)
    .bind(changed.declared_at)
    .run_one(db)
    .await
}
