//! The importer's SQL: what the register knows before, what is written beside the tables of a layout, and what follows.

use super::layout::{Known, KnownOrganisation, KnownSystem, Nested};
use super::layouts::councils::Council;
use super::layouts::postcodes::OnList;
use super::nesting::{self, Link, Links, Nesting, SmallArea};
use folkmoot_kernel::{Date, Timestamp};
use folkmoot_store::{Bind, Bulk, Clock, Conn, Error, Value, sql};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// More rows than any list of England has; a query with no end in sight still has one.
const ROWS_MAX: i64 = 1_000_000;
/// Postcodes looked at in one go.
const PAGE: usize = 20_000;

pub(crate) async fn known(db: &mut Conn, clock: &Clock) -> Result<Known, Error> {
    let small: Vec<String> =
        sql("select code from register_area where kind = 'lsoa' limit $1").bind(ROWS_MAX).all(db).await?;
    let successors: Vec<(String, String)> =
        sql("select code, successor from register_area where successor is not null limit $1")
            .bind(ROWS_MAX)
            .all(db)
            .await?;
    let slugs: Vec<String> = sql("select slug from register_organisation limit $1").bind(ROWS_MAX).all(db).await?;
    Ok(Known {
        clock: clock.clone(),
        small_areas: small.into_iter().collect(),
        successors: successors.into_iter().collect(),
        councils: councils(db).await?,
        icb_of_sicbl: boards_of_parts(db).await?,
        systems: systems(db).await?,
        organisations: organisations(db).await?,
        slugs: slugs.into_iter().collect(),
    })
}

async fn councils(db: &mut Conn) -> Result<Vec<Council>, Error> {
    let rows: Vec<(String, String, String)> = sql("select code, kind, name
           from register_area
          where kind in ('county', 'district', 'unitary')
            and successor is null
            and code >= 'E'
            and code < 'F'
          order by code
          limit $1")
    .bind(ROWS_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(code, kind, name)| Council { code, kind, name }).collect())
}

/// By the residents: a part lies in one board.
async fn boards_of_parts(db: &mut Conn) -> Result<BTreeMap<String, String>, Error> {
    let rows: Vec<(String, String)> = sql("select part.ods_code, board.ods_code
           from register_area part
           join register_area_parent link on link.child = part.code and link.kind = 'icb'
           join register_area board on board.code = link.parent
          where part.kind = 'sicbl'
            and part.ods_code is not null
            and board.ods_code is not null
          order by part.ods_code, link.share_u
          limit $1")
    .bind(ROWS_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().collect())
}

async fn systems(db: &mut Conn) -> Result<BTreeMap<String, KnownSystem>, Error> {
    let rows: Vec<(String, i64, i64)> =
        sql("select ods_code, id, version from register_system where ods_code is not null limit $1")
            .bind(ROWS_MAX)
            .all(db)
            .await?;
    Ok(rows.into_iter().map(|(ods, id, version)| (ods, KnownSystem { id, version })).collect())
}

async fn organisations(db: &mut Conn) -> Result<BTreeMap<(String, String), KnownOrganisation>, Error> {
    let rows: Vec<(String, String, i64, i64)> = sql("select c.scheme, c.code, o.id, o.version
           from register_organisation_code c
           join register_organisation o on o.id = c.organisation_id
          where c.scheme in ('ods', 'gss')
          limit $1")
    .bind(ROWS_MAX)
    .all(db)
    .await?;
    let known = |(scheme, code, id, version)| ((scheme, code), KnownOrganisation { id, version });
    Ok(rows.into_iter().map(known).collect())
}

/// The fingerprint of this file when it was last imported.
pub(crate) async fn remembered(db: &mut Conn, file: &str) -> Result<Option<String>, Error> {
    sql("select sha256 from register_import where file = $1").bind(file).maybe(db).await
}

pub(crate) async fn remember(db: &mut Conn, file: &str, sha256: &str, lines: u64, now: Timestamp) -> Result<(), Error> {
    sql("insert into register_import (file, sha256, rows_read, imported_at)
         values ($1, $2, $3, $4)
         on conflict (file) do update set
           sha256 = excluded.sha256,
           rows_read = excluded.rows_read,
           imported_at = excluded.imported_at")
    .bind(file)
    .bind(sha256)
    .bind(i64::try_from(lines).unwrap_or(i64::MAX))
    .bind(now)
    .run(db)
    .await?;
    Ok(())
}

/// Makes the links of these kinds what they are said to be: adds, changes and takes out. Invented areas, whose codes
/// start with Z, are left alone.
pub(crate) async fn set_links(db: &mut Conn, nested: &Nested) -> Result<u64, Error> {
    let mut same = HashSet::new();
    let mut gone = Bulk::delete(LINK, &LINK_KEY);
    for child_kind in nested.children {
        for &kind in nested.parents {
            for (child, parent, share) in links_between(db, child_kind, kind).await? {
                let link: Link = (child.into(), kind, parent.into());
                match nested.links.get_key_value(&link) {
                    Some((said, said_share)) if *said_share == share => drop(same.insert(said)),
                    Some(_) => {}
                    None => gone.take(db, link_values(&link).to_vec()).await?,
                }
            }
        }
    }
    gone.send(db).await?;
    let mut put = Bulk::upsert(LINK, &LINK_KEY, &["child", "kind", "parent", "share_u"]);
    for (link, share) in
        nested.links.iter().filter(|(link, _)| nested.parents.contains(&link.1) && !same.contains(link))
    {
        let [child, kind, parent] = link_values(link);
        put.take(db, vec![child, kind, parent, share.value()]).await?;
    }
    put.send(db).await?;
    Ok(gone.changed() + put.changed())
}

fn link_values((child, kind, parent): &Link) -> [Value; 3] {
    [Arc::clone(child).value(), kind.value(), Arc::clone(parent).value()]
}

const LINK: &str = "register_area_parent";
const LINK_KEY: [&str; 3] = ["child", "kind", "parent"];

async fn links_between(db: &mut Conn, child_kind: &str, kind: &str) -> Result<Vec<(String, String, i64)>, Error> {
    sql("select link.child, link.parent, link.share_u
           from register_area child
           join register_area_parent link on link.child = child.code and link.kind = $1
          where child.kind = $2
            and child.code >= 'E'
            and child.code < 'F'
          limit $3")
    .bind(kind)
    .bind(child_kind)
    .bind(ROWS_MAX)
    .all(db)
    .await
}

pub(crate) async fn has_postcodes(db: &mut Conn) -> Result<bool, Error> {
    let first: Option<String> = sql("select postcode from register_postcode limit 1").maybe(db).await?;
    Ok(first.is_some())
}

/// Marks postcodes as out of use that a list should have and has not.
pub(crate) async fn end_postcodes(db: &mut Conn, list: &OnList, today: Date) -> Result<u64, Error> {
    let mut ended = Bulk::update("register_postcode", "postcode", &["ended_on"]);
    let mut after = String::new();
    loop {
        let page: Vec<String> = sql("select postcode
               from register_postcode
              where postcode > $1
                and ended_on is null
              order by postcode
              limit $2")
        .bind(&after)
        .bind(PAGE)
        .all(db)
        .await?;
        let Some(last) = page.last() else { break };
        after.clone_from(last);
        for postcode in page.iter().filter(|postcode| list.lacks(postcode)) {
            ended.take(db, vec![postcode.value(), today.value()]).await?;
        }
        // Sent page by page, so that the next page no longer shows what this one ended.
        ended.send(db).await?;
    }
    Ok(ended.changed())
}

/// The small areas with their residents and what they lie in. `links`, when a file has just told them, spare the asking.
pub(crate) async fn small_areas(db: &mut Conn, links: Option<Links>) -> Result<Vec<SmallArea>, Error> {
    let links = match links {
        Some(links) => links,
        None => links_of_small_areas(db).await?,
    };
    let residents: Vec<(String, i64)> = sql("select code, coalesce(residents, 0)
           from register_area
          where kind = 'lsoa'
            and code >= 'E'
            and code < 'F'
          limit $1")
    .bind(ROWS_MAX)
    .all(db)
    .await?;
    let mut parents = nesting::parents_of(&links);
    let small = |(code, residents): (String, i64)| SmallArea {
        residents,
        parents: parents.remove(code.as_str()).unwrap_or_default(),
    };
    Ok(residents.into_iter().map(small).collect())
}

async fn links_of_small_areas(db: &mut Conn) -> Result<Links, Error> {
    let mut links = Links::new();
    for kind in ["msoa", "ltla", "utla", "sicbl", "icb"] {
        for (child, parent, share) in links_between(db, "lsoa", kind).await? {
            links.insert((child.into(), kind, parent.into()), share);
        }
    }
    let mut regions = links_between(db, "district", "region").await?;
    regions.extend(links_between(db, "unitary", "region").await?);
    let region_of: BTreeMap<String, Arc<str>> =
        regions.into_iter().map(|(council, region, _)| (council, region.into())).collect();
    let of_councils: Vec<(Link, i64)> = links
        .keys()
        .filter(|(_, kind, _)| *kind == "ltla")
        .filter_map(|(small, _, council)| {
            Some(((Arc::clone(small), "region", Arc::clone(region_of.get(council.as_ref())?)), nesting::WHOLE))
        })
        .collect();
    links.extend(of_councils);
    Ok(links)
}

/// What follows from the small areas: residents of larger ones, and how those lie in one another.
pub(crate) async fn set_nesting(db: &mut Conn, nesting: Nesting) -> Result<u64, Error> {
    let mut sums = Bulk::update("register_area", "code", &["residents"]);
    for (code, residents) in nesting.residents {
        sums.take(db, vec![code.value(), residents.value()]).await?;
    }
    sums.send(db).await?;
    let (of_boards, of_others) = nesting.links.into_iter().partition(|((child, _, _), _)| is_board(child));
    let children = &["msoa", "county", "district", "unitary"];
    let parents = &["ltla", "utla", "sicbl", "icb", "region"];
    let others = set_links(db, &Nested { children, parents, links: of_others }).await?;
    let boards = Nested { children: &["sicbl", "icb"], parents: &["region"], links: of_boards };
    Ok(sums.changed() + others + set_links(db, &boards).await?)
}

/// Sub-ICB locations and integrated care boards, by their codes (sources.md#gss).
fn is_board(code: &str) -> bool {
    code.starts_with("E38") || code.starts_with("E54")
}

/// A practice, network or trust is where its postcode is.
pub(crate) async fn place_sites(db: &mut Conn) -> Result<u64, Error> {
    sql("update register_nhs_site
            set lat_u = found.lat_u,
                lon_u = found.lon_u
           from register_postcode found
          where found.postcode = register_nhs_site.postcode
            and (register_nhs_site.lat_u is distinct from found.lat_u
                 or register_nhs_site.lon_u is distinct from found.lon_u)")
    .run(db)
    .await
}

/// A ward that is older than the map of wards, and not on it, is no longer a ward.
pub(crate) async fn end_wards(db: &mut Conn, map_year: &str) -> Result<u64, Error> {
    sql("update register_area
            set valid_until = $1
          where kind = 'ward'
            and valid_from <= $1
            and valid_until is null
            and code >= 'E'
            and code < 'F'
            and not exists (select 1 from register_outline o where o.code = register_area.code)
            and exists (select 1 from register_outline o where o.kind = 'ward' and o.code >= 'E' and o.code < 'F')")
    .bind(map_year)
    .run(db)
    .await
}
