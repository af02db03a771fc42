//! Who is a partner of which place.

use crate::organisation::{Code, Scheme, Sector};
use folkmoot_kernel::{Date, OrganisationId, PlaceId, Slug};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

row! {
    /// A partner of a place.
    pub struct PartnerLine {
        pub id: OrganisationId,
        pub slug: Slug,
        pub name: String,
        pub sector: String,
        pub about: String,
        pub website: String,
        pub since: Option<Date>,
    }
}

row! {
    /// A place that an organisation is a partner of.
    pub struct PlaceOfOrganisation { pub id: PlaceId, pub slug: Slug, pub name: String, pub since: Option<Date> }
}

/// Most partners of one place.
const PARTNERS_MAX: u32 = 2_000;
/// Most places of one partner.
const PLACES_MAX: u32 = 500;

impl PartnerLine {
    pub fn sector_words(&self) -> &'static str {
        Sector::read(&self.sector).map_or("Other", Sector::words)
    }
}

/// Open partners of a place by name.
pub async fn partners(db: &mut Conn, place: PlaceId) -> Result<Vec<PartnerLine>, Error> {
    sql("select o.id, o.slug, o.name, o.sector, o.about, o.website, p.since
           from register_partner p
           join register_organisation o on o.id = p.organisation_id
          where p.place_id = $1
            and o.closed_on is null
          order by o.match_name, o.id
          limit $2")
    .bind(place)
    .bind(PARTNERS_MAX)
    .all(db)
    .await
}

/// Codes of the open partners of a place, by organisation.
pub async fn codes_of_partners(db: &mut Conn, place: PlaceId) -> Result<BTreeMap<OrganisationId, Vec<Code>>, Error> {
    let rows: Vec<(OrganisationId, String, String)> = sql("select c.organisation_id, c.scheme, c.code
           from register_partner p
           join register_organisation_code c on c.organisation_id = p.organisation_id
          where p.place_id = $1
          order by c.organisation_id, c.scheme, c.code
          limit $2")
    .bind(place)
    .bind(PARTNERS_MAX * 4)
    .all(db)
    .await?;
    let mut codes: BTreeMap<OrganisationId, Vec<Code>> = BTreeMap::new();
    for (organisation, scheme, code) in rows {
        // A scheme that another version knew is left out.
        codes.entry(organisation).or_default().extend(Scheme::read(&scheme).map(|scheme| Code { scheme, code }));
    }
    Ok(codes)
}

pub async fn places_of_organisation(
    db: &mut Conn,
    organisation: OrganisationId,
) -> Result<Vec<PlaceOfOrganisation>, Error> {
    sql("select pl.id, pl.slug, pl.name, p.since
           from register_partner p
           join register_place pl on pl.id = p.place_id
          where p.organisation_id = $1
            and pl.closed_on is null
          order by pl.name, pl.id
          limit $2")
    .bind(organisation)
    .bind(PLACES_MAX)
    .all(db)
    .await
}

pub async fn is_partner(db: &mut Conn, place: PlaceId, organisation: OrganisationId) -> Result<bool, Error> {
    let found: Option<PlaceId> =
        sql("select place_id from register_partner where place_id = $1 and organisation_id = $2")
            .bind(place)
            .bind(organisation)
            .maybe(db)
            .await?;
    Ok(found.is_some())
}

/// Adding a partner twice changes nothing.
pub async fn add_partner(
    db: &mut Conn,
    place: PlaceId,
    organisation: OrganisationId,
    since: Option<Date>,
) -> Result<(), Error> {
    sql("insert into register_partner (place_id, organisation_id, since)
         values ($1, $2, $3)
         on conflict (place_id, organisation_id) do nothing")
    .bind(place)
    .bind(organisation)
    .bind(since)
    .run(db)
    .await?;
    Ok(())
}

pub async fn end_partner(db: &mut Conn, place: PlaceId, organisation: OrganisationId) -> Result<(), Error> {
    sql("delete from register_partner where place_id = $1 and organisation_id = $2")
        .bind(place)
        .bind(organisation)
        .run(db)
        .await?;
    Ok(())
}
