//! Places and their documents.

mod documents;
mod list;

pub use documents::{add_document, document, documents, remove_document};
pub use list::{PlaceFilter, PlaceLine, PlaceSort, places, places_of_system, regions};

use super::known;
use crate::place::{Confirmed, Place, PlaceDetails, Reality, Stored};
use crate::profile::{Accountable, Delegation, Employer, OutcomesFramework, Profile};
use crate::system::SystemId;
use folkmoot_kernel::{Date, PersonId, PlaceId, Slug};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct PlaceRow {
        id: PlaceId,
        slug: Slug,
        system_id: SystemId,
        name: String,
        summary: String,
        invented: bool,
        governance_models: String,
        governance_words: String,
        leader_name: String,
        leader_post: String,
        leader_employer: String,
        accountable: String,
        accountable_words: String,
        outcomes_framework: String,
        delegation: String,
        delegation_headings: String,
        contact_post: String,
        contact_email: String,
        contact_phone: String,
        website: String,
        confirmed_on: Option<Date>,
        confirmed_by: Option<PersonId>,
        closed_on: Option<Date>,
        version: i64,
    }
}

const COLUMNS: &str = "select id, slug, system_id, name, summary, invented, governance_models, governance_words,
                leader_name, leader_post, leader_employer, accountable, accountable_words, outcomes_framework,
                delegation, delegation_headings, contact_post, contact_email, contact_phone, website, confirmed_on,
                confirmed_by, closed_on, version
           from register_place";

impl PlaceRow {
    fn place(self) -> Result<Place, Error> {
        let profile = self.profile()?;
        let details = PlaceDetails {
            system: self.system_id,
            name: self.name,
            summary: self.summary,
            website: self.website,
            contact_post: self.contact_post,
            contact_email: self.contact_email,
            contact_phone: self.contact_phone,
        };
        let confirmed = self.confirmed_on.zip(self.confirmed_by).map(|(on, by)| Confirmed { on, by });
        let reality = if self.invented { Reality::Invented } else { Reality::Real };
        let row = Stored { reality, confirmed, closed_on: self.closed_on, version: self.version };
        Ok(Place::stored(self.id, self.slug, details, profile, row))
    }

    /// Empty words mean that nobody said; unknown ones are a fault.
    fn profile(&self) -> Result<Profile, Error> {
        fn word<T>(id: PlaceId, word: &str, read: fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
            if word.is_empty() { Ok(None) } else { known(read(word), "register_place", id, word).map(Some) }
        }
        Ok(Profile {
            models: Profile::read_models(&self.governance_models),
            own_words: self.governance_words.clone(),
            leader_name: self.leader_name.clone(),
            leader_post: self.leader_post.clone(),
            leader_employer: word(self.id, &self.leader_employer, Employer::read)?,
            accountable: word(self.id, &self.accountable, Accountable::read)?,
            accountable_words: self.accountable_words.clone(),
            outcomes: word(self.id, &self.outcomes_framework, OutcomesFramework::read)?,
            delegation: word(self.id, &self.delegation, Delegation::read)?,
            delegation_headings: self.delegation_headings.clone(),
        })
    }
}

pub async fn place(db: &mut Conn, id: PlaceId) -> Result<Option<Place>, Error> {
    let row: Option<PlaceRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(PlaceRow::place).transpose()
}

/// By its name in links, or its id.
pub async fn place_named(db: &mut Conn, key: &str) -> Result<Option<Place>, Error> {
    let row: Option<PlaceRow> = sql(format!("{COLUMNS} where slug = $1")).bind(key).maybe(db).await?;
    match (row, key.parse()) {
        (Some(row), _) => row.place().map(Some),
        (None, Ok(id)) => place(db, id).await,
        (None, Err(_)) => Ok(None),
    }
}

/// The place of an installation that has one open place; none where there are more, or none.
pub async fn only_place(db: &mut Conn) -> Result<Option<Place>, Error> {
    let mut rows: Vec<PlaceRow> = sql(format!("{COLUMNS} where closed_on is null order by id limit 2")).all(db).await?;
    let only = if rows.len() == 1 { rows.pop() } else { None };
    only.map(PlaceRow::place).transpose()
}

pub async fn count_places(db: &mut Conn) -> Result<i64, Error> {
    sql("select count(*) from register_place where closed_on is null").one(db).await
}

/// Adds a place as it is, with what its profile says already.
pub async fn add_place(db: &mut Conn, place: &Place) -> Result<(), Error> {
    sql("insert into register_place (id, slug, system_id, name, invented) values ($1, $2, $3, $4, $5)")
        .bind(place.id())
        .bind(place.slug())
        .bind(place.details().system)
        .bind(place.name())
        .bind(place.is_invented())
        .run(db)
        .await?;
    write(db, place, 1, 0).await
}

/// Saves a place that was read at `version`.
pub async fn save_place(db: &mut Conn, place: &Place, version: i64) -> Result<(), Error> {
    write(db, place, version, 1).await
}

async fn write(db: &mut Conn, place: &Place, version: i64, step: i64) -> Result<(), Error> {
    let (details, profile) = (place.details(), place.profile());
    sql("update register_place
            set system_id = $3, name = $4, summary = $5, website = $6, contact_post = $7, contact_email = $8,
                contact_phone = $9, governance_models = $10, governance_words = $11, leader_name = $12,
                leader_post = $13, leader_employer = $14, accountable = $15, accountable_words = $16,
                outcomes_framework = $17, delegation = $18, delegation_headings = $19, confirmed_on = $20,
                confirmed_by = $21, closed_on = $22, version = version + $23
          where id = $1
            and version = $2")
    .bind(place.id())
    .bind(version)
    .bind(details.system)
    .bind(&details.name)
    .bind(&details.summary)
    .bind(&details.website)
    .bind(&details.contact_post)
    .bind(&details.contact_email)
    .bind(&details.contact_phone)
    .bind(profile.models_json())
    .bind(&profile.own_words)
    .bind(&profile.leader_name)
    .bind(&profile.leader_post)
    .bind(profile.leader_employer.map_or("", Employer::key))
    .bind(profile.accountable.map_or("", Accountable::key))
    .bind(&profile.accountable_words)
    .bind(profile.outcomes.map_or("", OutcomesFramework::key))
    .bind(profile.delegation.map_or("", Delegation::key))
    .bind(&profile.delegation_headings)
    .bind(place.confirmed().map(|confirmed| confirmed.on))
    .bind(place.confirmed().map(|confirmed| confirmed.by))
    .bind(place.closed_on())
    .bind(step)
    .run_one(db)
    .await
}
