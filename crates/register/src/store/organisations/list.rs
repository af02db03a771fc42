//! Finding organisations among tens of thousands. Lists go by the matching name and continue after the last one seen, so
//! the last page costs what the first one does.

use crate::organisation::{Sector, match_name};
use folkmoot_kernel::{OrganisationId, Slug};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    /// An organisation in a list.
    pub struct OrganisationLine {
        pub id: OrganisationId,
        pub slug: Slug,
        pub name: String,
        pub match_name: String,
        pub sector: String,
        pub about: String,
        pub postcode: String,
        pub website: String,
    }
}

row! {
    /// One that may be the same as another.
    pub struct Similar { pub id: OrganisationId, pub slug: Slug, pub name: String, pub sector: String }
}

/// Which organisations are wanted. Empty: all that are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationFilter {
    /// Words as typed: each must begin a word of the name.
    pub words: String,
    pub sector: Option<Sector>,
    /// Matching name and id of the last one seen.
    pub after: Option<(String, OrganisationId)>,
}

/// Most words of a search that count.
const WORDS_MAX: usize = 3;
/// Most look-alikes that a warning names.
const SIMILAR_MAX: u32 = 5;

impl OrganisationLine {
    pub fn sector_words(&self) -> &'static str {
        Sector::read(&self.sector).map_or("", Sector::words)
    }
}

impl Similar {
    pub fn sector_words(&self) -> &'static str {
        Sector::read(&self.sector).map_or("", Sector::words)
    }
}

/// Open organisations by matching name.
pub async fn organisations(
    db: &mut Conn,
    filter: &OrganisationFilter,
    limit: u32,
) -> Result<Vec<OrganisationLine>, Error> {
    let (after_name, after_id) = filter.after.clone().unwrap_or((String::new(), OrganisationId::from_number(0)));
    let [first, second, third] = patterns(&filter.words);
    // One of the two walks along the index of names, the other along that of sectors and names: neither sorts.
    let of_sector = if filter.sector.is_some() { "sector = $3" } else { "$3 = ''" };
    sql(format!(
        "select id, slug, name, match_name, sector, about, postcode, website
           from register_organisation
          where {of_sector}
            and match_name >= $1
            and (match_name > $1 or id > $2)
            and closed_on is null
            and ($4 = '' or ' ' || match_name like $4)
            and ($5 = '' or ' ' || match_name like $5)
            and ($6 = '' or ' ' || match_name like $6)
          order by match_name, id
          limit $7"
    ))
    .bind(after_name)
    .bind(after_id)
    .bind(filter.sector.map_or("", Sector::key))
    .bind(first)
    .bind(second)
    .bind(third)
    .bind(limit)
    .all(db)
    .await
}

/// Each typed word as a pattern that finds it at the beginning of a word. Matching names hold no signs of patterns.
fn patterns(words: &str) -> [String; WORDS_MAX] {
    let plain = match_name(words);
    let mut typed = plain.split(' ').filter(|word| !word.is_empty()).map(|word| format!("% {word}%"));
    std::array::from_fn(|_| typed.next().unwrap_or_default())
}

/// Open organisations whose names match this one, but for `except`.
pub async fn similar_organisations(
    db: &mut Conn,
    name: &str,
    except: Option<OrganisationId>,
) -> Result<Vec<Similar>, Error> {
    sql("select id, slug, name, sector
           from register_organisation
          where match_name = $1
            and closed_on is null
            and id <> $2
          order by name, id
          limit $3")
    .bind(match_name(name))
    .bind(except.unwrap_or(OrganisationId::from_number(0)))
    .bind(SIMILAR_MAX)
    .all(db)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_become_patterns_without_signs_of_their_own() {
        assert_eq!(patterns("Lunch%_ Clubs, Didcot"), ["% lunch%", "% didcot%", ""]);
        assert_eq!(patterns(""), ["", "", ""]);
    }
}
