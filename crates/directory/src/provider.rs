//! Who runs what is listed: an organisation as its listing names it, tied to the register's where somebody saw that they are the same.

use crate::uuid::Uuid;
use folkmoot_kernel::{Id, OrganisationId, PlaceId};
use serde::{Deserialize, Serialize};

pub type ProviderId = Id<Provider>;

/// A number in somebody's register: charity, company, regulator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Registered {
    /// Which register: "GB-CHC".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scheme: String,
    pub kind: String,
    pub number: String,
}

/// What it says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Who {
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub logo: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub registered: Vec<Registered>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provider {
    pub(crate) id: ProviderId,
    pub(crate) uuid: Uuid,
    pub(crate) place: Option<PlaceId>,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) who: Who,
    pub(crate) version: i64,
}

impl Provider {
    pub const fn new(id: ProviderId, uuid: Uuid, place: Option<PlaceId>, who: Who) -> Self {
        Self { id, uuid, place, organisation: None, who, version: 1 }
    }

    pub const fn id(&self) -> ProviderId {
        self.id
    }
    pub const fn uuid(&self) -> Uuid {
        self.uuid
    }
    pub const fn organisation(&self) -> Option<OrganisationId> {
        self.organisation
    }
    pub const fn who(&self) -> &Who {
        &self.who
    }
}
