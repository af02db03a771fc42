//! Bodies and the tree they sit in.

use super::known;
use crate::body::{Above, Body, BodyKind};
use folkmoot_kernel::{BodyId, Date, PlaceId, Slug, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = "governance_body";
/// Most bodies of one place.
const BODIES_MAX: u32 = 2_000;
/// Most places of one installation.
const PLACES_MAX: u32 = 10_000;
/// Deepest tree that is walked, so that a circle that came in some other way ends. Unit: bodies.
const DEPTH_MAX: usize = 50;
/// Names tried with a number behind before the id's letters are used.
const TRIES: u32 = 50;

row! {
    struct BodyRow {
        id: BodyId,
        place_id: PlaceId,
        parent_id: Option<BodyId>,
        slug: Slug,
        name: String,
        kind: String,
        remit: String,
        authority: String,
        quorum: i64,
        closed_on: Option<Date>,
        version: i64,
    }
}

const COLUMNS: &str = "select id, place_id, parent_id, slug, name, kind, remit, authority, quorum, closed_on, version
           from governance_body";

/// Which bodies of a place a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Open,
    /// Those that closed as well.
    All,
}

impl BodyRow {
    fn body(self) -> Result<Body, Error> {
        Ok(Body {
            kind: known(BodyKind::read(&self.kind), TABLE, self.id, &self.kind)?,
            id: self.id,
            place: self.place_id,
            parent: self.parent_id,
            slug: self.slug,
            name: self.name,
            remit: self.remit,
            authority: self.authority,
            quorum: u32::try_from(self.quorum).unwrap_or(0),
            closed_on: self.closed_on,
            version: self.version,
        })
    }
}

pub async fn body(db: &mut Conn, id: BodyId) -> Result<Option<Body>, Error> {
    let row: Option<BodyRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(BodyRow::body).transpose()
}

/// Bodies of a place in the order of their tree: each is followed by those that sit under it, by name.
pub async fn bodies_of_place(db: &mut Conn, place: PlaceId, which: Which) -> Result<Vec<Body>, Error> {
    let rows: Vec<BodyRow> = sql(format!("{COLUMNS} where place_id = $1 order by name, id limit $2"))
        .bind(place)
        .bind(BODIES_MAX)
        .all(db)
        .await?;
    let all = rows.into_iter().map(BodyRow::body).collect::<Result<Vec<_>, _>>()?;
    Ok(in_tree(all.into_iter().filter(|body| which == Which::All || body.is_open()).collect()))
}

/// A body whose parent is not among them stands at the top.
fn in_tree(bodies: Vec<Body>) -> Vec<Body> {
    let ids: BTreeSet<BodyId> = bodies.iter().map(Body::id).collect();
    let mut below: BTreeMap<Option<BodyId>, Vec<Body>> = BTreeMap::new();
    for body in bodies {
        below.entry(body.parent.filter(|parent| ids.contains(parent))).or_default().push(body);
    }
    let mut ordered = Vec::new();
    let mut waiting: Vec<Body> = below.remove(&None).unwrap_or_default().into_iter().rev().collect();
    while let Some(body) = waiting.pop() {
        waiting.extend(below.remove(&Some(body.id)).unwrap_or_default().into_iter().rev());
        ordered.push(body);
    }
    // Only a circle is left over.
    ordered.extend(below.into_values().flatten());
    ordered
}

/// Open bodies directly under a body.
pub async fn bodies_below(db: &mut Conn, parent: BodyId) -> Result<Vec<Body>, Error> {
    let rows: Vec<BodyRow> =
        sql(format!("{COLUMNS} where parent_id = $1 and closed_on is null order by name, id limit $2"))
            .bind(parent)
            .bind(BODIES_MAX)
            .all(db)
            .await?;
    rows.into_iter().map(BodyRow::body).collect()
}

/// What is known of a body that another is to sit under.
pub async fn above(db: &mut Conn, parent: BodyId) -> Result<Option<Above>, Error> {
    let Some(first) = body(db, parent).await? else { return Ok(None) };
    let (mut line, mut next) = (vec![first.id], first.parent);
    while let Some(id) = next.filter(|id| !line.contains(id) && line.len() < DEPTH_MAX) {
        line.push(id);
        next = sql("select parent_id from governance_body where id = $1").bind(id).one(db).await?;
    }
    Ok(Some(Above { place: first.place, closed_on: first.closed_on, line }))
}

/// Names by id, for pages that show many.
pub async fn body_names(db: &mut Conn, ids: &[BodyId]) -> Result<BTreeMap<BodyId, String>, Error> {
    let mut names = BTreeMap::new();
    for id in ids {
        if names.contains_key(id) {
            continue;
        }
        let found: Option<String> = sql("select name from governance_body where id = $1").bind(*id).maybe(db).await?;
        names.extend(found.map(|name| (*id, name)));
    }
    Ok(names)
}

/// How many meetings of a body are still to come.
pub async fn meetings_to_come(db: &mut Conn, body: BodyId, now: Timestamp) -> Result<i64, Error> {
    sql("select count(*)
           from governance_meeting
          where body_id = $1
            and state = 'planned'
            and ends_at > $2")
    .bind(body)
    .bind(now)
    .one(db)
    .await
}

/// A name that no body of the place has.
pub async fn free_body_slug(db: &mut Conn, place: PlaceId, name: &str, id: BodyId) -> Result<Slug, Error> {
    for number in 1..=TRIES {
        let candidate = if number == 1 { Slug::of(name) } else { Slug::of(&format!("{name} {number}")) };
        let used: Option<i64> = sql("select id from governance_body where place_id = $1 and slug = $2")
            .bind(place)
            .bind(&candidate)
            .maybe(db)
            .await?;
        if used.is_none() {
            return Ok(candidate);
        }
    }
    Ok(Slug::of(&id.to_string()))
}

pub async fn add_body(db: &mut Conn, new: &Body) -> Result<(), Error> {
    sql("insert into governance_body
           (id, place_id, parent_id, slug, name, kind, remit, authority, quorum, closed_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.parent)
    .bind(&new.slug)
    .bind(&new.name)
    .bind(new.kind.key())
    .bind(&new.remit)
    .bind(&new.authority)
    .bind(new.quorum)
    .bind(new.closed_on)
    .run(db)
    .await?;
    Ok(())
}

/// Saves a body that was read at `version`.
pub async fn save_body(db: &mut Conn, changed: &Body, version: i64) -> Result<(), Error> {
    sql("update governance_body
            set parent_id = $3, name = $4, kind = $5, remit = $6, authority = $7, quorum = $8, closed_on = $9,
                version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.parent)
    .bind(&changed.name)
    .bind(changed.kind.key())
    .bind(&changed.remit)
    .bind(&changed.authority)
    .bind(changed.quorum)
    .bind(changed.closed_on)
    .run_one(db)
    .await
}

/// Places that have a body.
pub async fn places_with_bodies(db: &mut Conn) -> Result<Vec<PlaceId>, Error> {
    sql("select distinct place_id from governance_body order by place_id limit $1").bind(PLACES_MAX).all(db).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::BodyDetails;
    use folkmoot_kernel::Id;

    fn body(number: i64, parent: Option<i64>) -> Body {
        let details = BodyDetails::named("Body", BodyKind::Other, "Something");
        let body = Body::found(Id::from_number(number), Id::from_number(1), Slug::of("body"), details, None).unwrap();
        Body { parent: parent.map(Id::from_number), ..body }
    }

    fn order(bodies: Vec<Body>) -> Vec<i64> {
        in_tree(bodies).iter().map(|body| body.id.number()).collect()
    }

    #[test]
    fn each_body_is_followed_by_those_under_it() {
        let bodies = vec![body(4, Some(2)), body(1, None), body(3, Some(1)), body(5, None), body(2, Some(1))];

        assert_eq!(order(bodies), [1, 3, 2, 4, 5]);
    }

    #[test]
    fn a_body_under_one_that_is_not_listed_stands_at_the_top_and_a_circle_loses_nobody() {
        assert_eq!(order(vec![body(1, Some(9)), body(2, Some(1))]), [1, 2]);
        assert_eq!(order(vec![body(1, Some(2)), body(2, Some(1)), body(3, None)]), [3, 2, 1]);
    }
}
