//! Organisations and the places they are partners of.

mod list;
mod partners;

pub use list::{OrganisationFilter, OrganisationLine, Similar, organisations, similar_organisations};
pub use partners::{
    PartnerLine, PlaceOfOrganisation, add_partner, codes_of_partners, end_partner, is_partner, partners,
    places_of_organisation,
};

use super::known;
use crate::organisation::{Code, LegalForm, Organisation, OrganisationDetails, Scheme, Sector};
use folkmoot_kernel::{Date, OrganisationId, Slug};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::{BTreeMap, BTreeSet};

row! {
    struct OrganisationRow {
        id: OrganisationId,
        slug: Slug,
        name: String,
        sector: String,
        legal_form: String,
        about: String,
        website: String,
        email: String,
        phone: String,
        postcode: String,
        closed_on: Option<Date>,
        version: i64,
    }
}

const COLUMNS: &str = "select id, slug, name, sector, legal_form, about, website, email, phone, postcode, closed_on,
                version
           from register_organisation";

impl OrganisationRow {
    fn organisation(self, codes: Vec<(String, String)>) -> Result<Organisation, Error> {
        let table = "register_organisation";
        let sector = known(Sector::read(&self.sector), table, self.id, &self.sector)?;
        // A form or scheme that another version knew is left out rather than keeping the page from opening.
        let code = |(scheme, code): (String, String)| Some(Code { scheme: Scheme::read(&scheme)?, code });
        let details = OrganisationDetails {
            name: self.name,
            sector,
            legal_form: LegalForm::read(&self.legal_form),
            about: self.about,
            website: self.website,
            email: self.email,
            phone: self.phone,
            postcode: self.postcode.parse().ok(),
            codes: codes.into_iter().filter_map(code).collect(),
        };
        Ok(Organisation::stored(self.id, self.slug, details, self.closed_on, self.version))
    }
}

async fn with_codes(db: &mut Conn, row: Option<OrganisationRow>) -> Result<Option<Organisation>, Error> {
    let Some(row) = row else { return Ok(None) };
    let codes = sql("select scheme, code
           from register_organisation_code
          where organisation_id = $1
          order by scheme, code
          limit 20")
    .bind(row.id)
    .all(db)
    .await?;
    row.organisation(codes).map(Some)
}

pub async fn organisation(db: &mut Conn, id: OrganisationId) -> Result<Option<Organisation>, Error> {
    let row = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    with_codes(db, row).await
}

/// By its name in links, or its id.
pub async fn organisation_named(db: &mut Conn, key: &str) -> Result<Option<Organisation>, Error> {
    let row: Option<OrganisationRow> = sql(format!("{COLUMNS} where slug = $1")).bind(key).maybe(db).await?;
    match (row, key.parse()) {
        (Some(row), _) => with_codes(db, Some(row)).await,
        (None, Ok(id)) => organisation(db, id).await,
        (None, Err(_)) => Ok(None),
    }
}

/// Who has this number already.
pub async fn organisation_by_code(db: &mut Conn, code: &Code) -> Result<Option<(OrganisationId, Slug, String)>, Error> {
    sql("select o.id, o.slug, o.name
           from register_organisation_code c
           join register_organisation o on o.id = c.organisation_id
          where c.scheme = $1
            and c.code = $2")
    .bind(code.scheme.key())
    .bind(&code.code)
    .maybe(db)
    .await
}

/// How many names one question asks for.
const NAMES_TOGETHER: usize = 20;

/// Names by id, for pages that show many.
pub async fn organisation_names(
    db: &mut Conn,
    ids: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, (Slug, String)>, Error> {
    let unique: Vec<OrganisationId> = ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let places = (1..=NAMES_TOGETHER).map(|nth| format!("${nth}")).collect::<Vec<_>>().join(", ");
    let text =
        format!("select id, slug, name from register_organisation where id in ({places}) limit {NAMES_TOGETHER}");
    let mut names = BTreeMap::new();
    for some in unique.chunks(NAMES_TOGETHER) {
        // The last stands again where there are fewer, so that the database prepares one text and not fifty.
        let padded = some.iter().chain(std::iter::repeat(&some[some.len() - 1])).take(NAMES_TOGETHER);
        let query = padded.fold(sql(text.clone()), |query, id| query.bind(*id));
        let found: Vec<(OrganisationId, Slug, String)> = query.all(db).await?;
        names.extend(found.into_iter().map(|(id, slug, name)| (id, (slug, name))));
    }
    Ok(names)
}

pub async fn add_organisation(db: &mut Conn, new: &Organisation) -> Result<(), Error> {
    sql("insert into register_organisation (id, slug, name, match_name, sector) values ($1, $2, $3, $4, $5)")
        .bind(new.id())
        .bind(new.slug())
        .bind(new.name())
        .bind(new.match_name())
        .bind(new.details().sector.key())
        .run(db)
        .await?;
    write(db, new, 1, 0).await
}

/// Saves an organisation that was read at `version`.
pub async fn save_organisation(db: &mut Conn, changed: &Organisation, version: i64) -> Result<(), Error> {
    write(db, changed, version, 1).await
}

async fn write(db: &mut Conn, organisation: &Organisation, version: i64, step: i64) -> Result<(), Error> {
    let details = organisation.details();
    sql("update register_organisation
            set name = $3, match_name = $4, sector = $5, legal_form = $6, about = $7, website = $8, email = $9,
                phone = $10, postcode = $11, closed_on = $12, version = version + $13
          where id = $1
            and version = $2")
    .bind(organisation.id())
    .bind(version)
    .bind(&details.name)
    .bind(organisation.match_name())
    .bind(details.sector.key())
    .bind(details.legal_form.map_or("", LegalForm::key))
    .bind(&details.about)
    .bind(&details.website)
    .bind(&details.email)
    .bind(&details.phone)
    .bind(details.postcode.as_ref().map_or("", |postcode| postcode.as_str()))
    .bind(organisation.closed_on())
    .bind(step)
    .run_one(db)
    .await?;
    save_codes(db, organisation).await
}

/// Only the schemes that this version knows are replaced.
async fn save_codes(db: &mut Conn, organisation: &Organisation) -> Result<(), Error> {
    for scheme in Scheme::ALL {
        sql("delete from register_organisation_code where organisation_id = $1 and scheme = $2")
            .bind(organisation.id())
            .bind(scheme.key())
            .run(db)
            .await?;
    }
    for code in &organisation.details().codes {
        sql("insert into register_organisation_code (scheme, code, organisation_id) values ($1, $2, $3)")
            .bind(code.scheme.key())
            .bind(&code.code)
            .bind(organisation.id())
            .run(db)
            .await?;
    }
    Ok(())
}
