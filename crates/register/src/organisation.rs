//! An organisation: any partner or group, from a hospital trust to a lunch club without a bank account.

mod family;
mod match_name;
mod sector;

pub use family::Family;
pub use match_name::match_name;
pub use sector::{LegalForm, Scheme, Sector};

use crate::document::is_web_address;
use folkmoot_kernel::{Date, OrganisationId, Postcode, Slug};
use serde::Serialize;

/// Why an organisation says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the organisation a name")]
    NoName,
    #[error("Enter a full web address, like https://www.example.org")]
    Website,
    #[error("{} looks like {}", scheme.words(), scheme.looks_like())]
    Code { scheme: Scheme },
    #[error("This organisation was already closed on {}", on.in_words())]
    AlreadyClosed { on: Date },
    #[error("A closed organisation is not changed: it closed on {}", on.in_words())]
    Closed { on: Date },
}

impl Refusal {
    /// The field that the sentence stands beside.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::Website => "website",
            Refusal::Code { scheme } => scheme.key(),
            Refusal::NoName | Refusal::AlreadyClosed { .. } | Refusal::Closed { .. } => "name",
        }
    }
}

/// A number in somebody's register. None is ever required: a third of real groups are in no register. (sources.md#org-id)
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Code {
    pub scheme: Scheme,
    pub code: String,
}

/// What people say of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrganisationDetails {
    pub name: String,
    pub sector: Sector,
    pub legal_form: Option<LegalForm>,
    pub about: String,
    pub website: String,
    /// Not in history: a small group's address is somebody's own.
    #[serde(skip)]
    pub email: String,
    #[serde(skip)]
    pub phone: String,
    #[serde(skip)]
    pub postcode: Option<Postcode>,
    /// One at most of each scheme.
    pub codes: Vec<Code>,
}

impl OrganisationDetails {
    pub fn named(name: &str, sector: Sector) -> Self {
        let empty = String::new;
        Self {
            name: name.to_owned(),
            sector,
            legal_form: None,
            about: empty(),
            website: empty(),
            email: empty(),
            phone: empty(),
            postcode: None,
            codes: Vec::new(),
        }
    }

    /// In no register: then its e-mail, phone and postcode are somebody's own, and only partners see them.
    pub fn is_unregistered(&self) -> bool {
        let in_no_law = matches!(self.legal_form, None | Some(LegalForm::Unincorporated));
        in_no_law && self.codes.is_empty() && matches!(self.sector, Sector::Vcse | Sector::Other | Sector::Business)
    }

    pub fn code(&self, scheme: Scheme) -> Option<&str> {
        self.codes.iter().find(|code| code.scheme == scheme).map(|code| code.code.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Organisation {
    id: OrganisationId,
    slug: Slug,
    details: OrganisationDetails,
    closed_on: Option<Date>,
    version: i64,
}

impl Organisation {
    pub fn new(id: OrganisationId, slug: Slug, details: OrganisationDetails) -> Result<Self, Refusal> {
        Ok(Self { id, slug, details: checked(details)?, closed_on: None, version: 1 })
    }

    /// As a row holds it.
    pub(crate) fn stored(
        id: OrganisationId,
        slug: Slug,
        details: OrganisationDetails,
        closed_on: Option<Date>,
        version: i64,
    ) -> Self {
        Self { id, slug, details, closed_on, version }
    }

    pub fn change(self, details: OrganisationDetails) -> Result<Self, Refusal> {
        match self.closed_on {
            Some(on) => Err(Refusal::Closed { on }),
            None => Ok(Self { details: checked(details)?, ..self }),
        }
    }

    /// It keeps its page and its promises: what was agreed does not vanish with who agreed it.
    pub fn close(self, today: Date) -> Result<Self, Refusal> {
        match self.closed_on {
            Some(on) => Err(Refusal::AlreadyClosed { on }),
            None => Ok(Self { closed_on: Some(today), ..self }),
        }
    }

    pub fn id(&self) -> OrganisationId {
        self.id
    }
    pub fn slug(&self) -> &Slug {
        &self.slug
    }
    pub fn name(&self) -> &str {
        &self.details.name
    }
    pub fn details(&self) -> &OrganisationDetails {
        &self.details
    }
    pub fn match_name(&self) -> String {
        match_name(&self.details.name)
    }
    pub fn closed_on(&self) -> Option<Date> {
        self.closed_on
    }
    pub fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: OrganisationDetails) -> Result<OrganisationDetails, Refusal> {
    details.name = details.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if details.name.is_empty() {
        return Err(Refusal::NoName);
    }
    if !details.website.is_empty() && !is_web_address(&details.website) {
        return Err(Refusal::Website);
    }
    details.codes.retain(|code| !code.code.is_empty());
    match details.codes.iter().find(|code| !code.scheme.fits(&code.code)) {
        Some(code) => Err(Refusal::Code { scheme: code.scheme }),
        None => Ok(details),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn club() -> Organisation {
        let details = OrganisationDetails::named("Lunch  Club ", Sector::Vcse);
        Organisation::new(Id::from_number(1), Slug::of("lunch-club"), details).unwrap()
    }

    fn with_code(scheme: Scheme, code: &str) -> Result<Organisation, Refusal> {
        let code = Code { scheme, code: code.into() };
        club().change(OrganisationDetails { codes: vec![code], ..club().details().clone() })
    }

    #[test]
    fn a_group_needs_no_number_anywhere() {
        assert_eq!(club().name(), "Lunch Club");
        assert!(club().details().codes.is_empty());
    }

    #[test]
    fn a_group_in_no_register_keeps_its_contact_to_partners() {
        let registered = with_code(Scheme::Charity, "1117726").unwrap();
        let history =
            serde_json::to_string(&OrganisationDetails { email: "a@b.example".into(), ..club().details().clone() });

        assert!(club().details().is_unregistered());
        assert!(!registered.details().is_unregistered());
        assert!(!OrganisationDetails::named("Trust", Sector::NhsAcute).is_unregistered());
        assert!(!history.unwrap().contains("a@b.example"));
    }

    #[test]
    fn a_number_fits_its_register() {
        assert!(with_code(Scheme::Charity, "1117726").is_ok());
        assert!(with_code(Scheme::Company, "09506232").is_ok());
        assert!(with_code(Scheme::Ods, "RTH").is_ok());
        assert!(with_code(Scheme::Gss, "E10000025").is_ok());

        let refused = with_code(Scheme::Company, "1234").unwrap_err();

        assert_eq!(refused.to_string(), "Company number looks like 8 letters and digits, such as 09506232");
        assert_eq!(refused.field(), "company");
    }

    #[test]
    fn an_empty_number_is_no_number() {
        assert!(with_code(Scheme::Charity, "").unwrap().details().codes.is_empty());
    }

    #[test]
    fn a_link_that_is_no_web_address_is_refused() {
        let details = OrganisationDetails { website: "javascript:x".into(), ..club().details().clone() };

        assert_eq!(club().change(details), Err(Refusal::Website));
    }

    #[test]
    fn a_closed_organisation_stays_as_it_was() {
        let on = Date::new(2026, 3, 31).unwrap();
        let closed = club().close(on).unwrap();

        assert_eq!(closed.clone().change(club().details().clone()), Err(Refusal::Closed { on }));
        assert_eq!(closed.close(on), Err(Refusal::AlreadyClosed { on }));
    }
}
