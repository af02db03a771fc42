//! The register of places: search, filter, sort, pages.

use crate::profile::{Delegation, GovernanceModel, Profile};
use crate::system::SystemId;
use folkmoot_kernel::{Date, PlaceId, Slug};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    /// A place in a list.
    pub struct PlaceLine {
        pub id: PlaceId,
        pub slug: Slug,
        pub name: String,
        pub system_name: String,
        pub system_slug: Slug,
        pub region: String,
        pub leader_name: String,
        pub leader_post: String,
        pub governance_models: String,
        pub governance_words: String,
        pub delegation: String,
        pub confirmed_on: Option<Date>,
    }
}

/// In which order places are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlaceSort {
    #[default]
    Name,
    System,
    /// Longest unconfirmed first: who to remind.
    Confirmed,
}

/// Which places are wanted. Empty: all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceFilter {
    /// Part of the name of a place or system, as typed.
    pub words: String,
    pub region: String,
    pub system: Option<Slug>,
    pub delegation: Option<Delegation>,
    pub model: Option<GovernanceModel>,
    pub sort: PlaceSort,
}

const COLUMNS: &str = "select p.id, p.slug, p.name, s.name as system_name, s.slug as system_slug, s.region,
                p.leader_name, p.leader_post, p.governance_models, p.governance_words, p.delegation, p.confirmed_on
           from register_place p
           join register_system s on s.id = p.system_id
          where p.closed_on is null";

impl PlaceLine {
    /// "Asha Marsh, place director", or empty.
    pub fn leader(&self) -> String {
        match (self.leader_name.as_str(), self.leader_post.as_str()) {
            ("", post) => post.to_owned(),
            (name, "") => name.to_owned(),
            (name, post) => format!("{name}, {post}"),
        }
    }

    pub fn governance(&self) -> String {
        let models = Profile::read_models(&self.governance_models);
        Profile { models, own_words: self.governance_words.clone(), ..Profile::default() }.governance_in_words()
    }

    pub fn delegation_words(&self) -> &'static str {
        Delegation::read(&self.delegation).map_or("", Delegation::words)
    }
}

impl PlaceSort {
    pub fn read(key: &str) -> Self {
        match key {
            "system" => PlaceSort::System,
            "confirmed" => PlaceSort::Confirmed,
            _ => PlaceSort::Name,
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            PlaceSort::Name => "name",
            PlaceSort::System => "system",
            PlaceSort::Confirmed => "confirmed",
        }
    }

    const fn order(self) -> &'static str {
        match self {
            PlaceSort::Name => "p.name, p.id",
            PlaceSort::System => "s.name, p.name, p.id",
            PlaceSort::Confirmed => "coalesce(p.confirmed_on, ''), p.name, p.id",
        }
    }
}

/// Open places, `limit` of them after the first `skip`.
pub async fn places(db: &mut Conn, filter: &PlaceFilter, limit: u32, skip: u32) -> Result<Vec<PlaceLine>, Error> {
    let text = format!(
        "{COLUMNS}
            and ($1 = '' or lower(p.name) like $1 or lower(s.name) like $1)
            and ($2 = '' or s.region = $2)
            and ($3 = '' or s.slug = $3)
            and ($4 = '' or p.delegation = $4)
            and ($5 = '' or p.governance_models like $5)
          order by {}
          limit $6 offset $7",
        filter.sort.order()
    );
    sql(text)
        .bind(anywhere(&filter.words))
        .bind(&filter.region)
        .bind(filter.system.as_ref().map_or("", Slug::as_str))
        .bind(filter.delegation.map_or("", Delegation::key))
        .bind(filter.model.map_or_else(String::new, |model| format!("%\"{}\"%", model.key())))
        .bind(limit)
        .bind(skip)
        .all(db)
        .await
}

pub async fn places_of_system(db: &mut Conn, system: SystemId) -> Result<Vec<PlaceLine>, Error> {
    sql(format!("{COLUMNS} and p.system_id = $1 order by p.name, p.id limit 500")).bind(system).all(db).await
}

/// Regions that open systems name, by name.
pub async fn regions(db: &mut Conn) -> Result<Vec<String>, Error> {
    sql("select distinct region from register_system where region <> '' and closed_on is null order by region limit 100")
        .all(db)
        .await
}

/// A pattern for text that holds these words; the signs of patterns themselves match nothing.
fn anywhere(words: &str) -> String {
    let plain: String = words.trim().to_lowercase().chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect();
    if plain.is_empty() { String::new() } else { format!("%{plain}%") }
}
