//! Reviews of claims: counts without rows, and who has answered.

use super::known;
use crate::claim::ClaimId;
use crate::review::{Counts, Outcome, Review, ReviewId};
use folkmoot_kernel::level::Level;
use folkmoot_kernel::{Crowd, Date, PersonId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

/// Most reviews of a place, urns of them, tickets that one closing looks at.
const REVIEWS_MAX: u32 = 100;
const URNS_MAX: u32 = 2_000;
const TICKETS_MAX: u32 = 50_000;

row! {
    struct ReviewRow {
        id: ReviewId,
        place_id: PlaceId,
        title: String,
        opens_on: Date,
        closes_on: Date,
        closed_at: Option<Timestamp>,
        version: i64,
    }
}
row! {
    struct UrnRow {
        review_id: ReviewId,
        claim_id: ClaimId,
        not_at_all: i64,
        a_little: i64,
        mostly: i64,
        fully: i64,
        outcome: Option<String>,
    }
}

/// What became of the answers to one claim.
#[derive(Debug, Clone, Copy)]
pub struct UrnLine {
    pub review: ReviewId,
    pub claim: ClaimId,
    pub counts: Counts,
    /// None while its review is open.
    pub outcome: Option<Outcome>,
}

const COLUMNS: &str = "select id, place_id, title, opens_on, closes_on, closed_at, version from claims_review";

impl ReviewRow {
    fn review(self) -> Review {
        Review {
            id: self.id,
            place: self.place_id,
            title: self.title,
            opens_on: self.opens_on,
            closes_on: self.closes_on,
            closed_at: self.closed_at,
            version: self.version,
        }
    }
}

impl UrnRow {
    fn line(self) -> Result<UrnLine, Error> {
        let outcome = match self.outcome.as_deref() {
            Some(word) => Some(known(Outcome::read(word), "claims_urn", self.review_id, word)?),
            None => None,
        };
        let counts = Counts::stored([self.not_at_all, self.a_little, self.mostly, self.fully]);
        Ok(UrnLine { review: self.review_id, claim: self.claim_id, counts, outcome })
    }
}

pub async fn review(db: &mut Conn, id: ReviewId) -> Result<Option<Review>, Error> {
    let row: Option<ReviewRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(ReviewRow::review))
}

/// Reviews of a place, latest first.
pub async fn reviews(db: &mut Conn, place: PlaceId) -> Result<Vec<Review>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 order by opens_on desc, id desc limit $2");
    let rows: Vec<ReviewRow> = sql(text).bind(place).bind(REVIEWS_MAX).all(db).await?;
    Ok(rows.into_iter().map(ReviewRow::review).collect())
}

/// Reviews whose last day is over.
pub async fn due_reviews(db: &mut Conn, today: Date) -> Result<Vec<Review>, Error> {
    let text = format!("{COLUMNS} where closed_at is null and closes_on < $1 order by closes_on, id limit $2");
    let rows: Vec<ReviewRow> = sql(text).bind(today).bind(REVIEWS_MAX).all(db).await?;
    Ok(rows.into_iter().map(ReviewRow::review).collect())
}

pub async fn open_count(db: &mut Conn, place: PlaceId) -> Result<usize, Error> {
    let count: i64 =
        sql("select count(*) from claims_review where place_id = $1 and closed_at is null").bind(place).one(db).await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

pub async fn add_review(db: &mut Conn, new: &Review) -> Result<(), Error> {
    sql("insert into claims_review (id, place_id, title, opens_on, closes_on) values ($1, $2, $3, $4, $5)")
        .bind(new.id)
        .bind(new.place)
        .bind(&new.title)
        .bind(new.opens_on)
        .bind(new.closes_on)
        .run(db)
        .await?;
    Ok(())
}

/// Saves a review that was read at `version`.
pub async fn save_review(db: &mut Conn, changed: &Review, version: i64) -> Result<(), Error> {
    sql("update claims_review set closed_at = $3, version = version + 1 where id = $1 and version = $2")
        .bind(changed.id)
        .bind(version)
        .bind(changed.closed_at)
        .run_one(db)
        .await
}

pub async fn add_urn(db: &mut Conn, review: ReviewId, claim: ClaimId) -> Result<(), Error> {
    sql("insert into claims_urn (review_id, claim_id) values ($1, $2)").bind(review).bind(claim).run(db).await?;
    Ok(())
}

/// Takes a review into this write, so that closing and answering wait for each other.
pub async fn take_review(db: &mut Conn, id: ReviewId) -> Result<(), Error> {
    sql("update claims_review set title = title where id = $1").bind(id).run(db).await?;
    Ok(())
}

/// The claims that a review asks about.
pub async fn asked_claims(db: &mut Conn, review: ReviewId) -> Result<Vec<ClaimId>, Error> {
    sql("select claim_id from claims_urn where review_id = $1 order by claim_id limit $2")
        .bind(review)
        .bind(URNS_MAX)
        .all(db)
        .await
}

/// One more who said so.
pub async fn add_answer(db: &mut Conn, review: ReviewId, claim: ClaimId, level: Level) -> Result<(), Error> {
    let text = match level {
        Level::NotAtAll => "update claims_urn set not_at_all = not_at_all + 1 where review_id = $1 and claim_id = $2",
        Level::ALittle => "update claims_urn set a_little = a_little + 1 where review_id = $1 and claim_id = $2",
        Level::Mostly => "update claims_urn set mostly = mostly + 1 where review_id = $1 and claim_id = $2",
        Level::Fully => "update claims_urn set fully = fully + 1 where review_id = $1 and claim_id = $2",
    };
    sql(text).bind(review).bind(claim).run_one(db).await
}

/// The answers to the claims of a place, in all its reviews, latest first.
pub async fn urns(db: &mut Conn, place: PlaceId) -> Result<Vec<UrnLine>, Error> {
    let rows: Vec<UrnRow> =
        sql("select u.review_id, u.claim_id, u.not_at_all, u.a_little, u.mostly, u.fully, u.outcome
           from claims_review r
           join claims_urn u on u.review_id = r.id
          where r.place_id = $1
          order by r.opens_on desc, u.review_id desc, u.claim_id
          limit $2")
        .bind(place)
        .bind(URNS_MAX)
        .all(db)
        .await?;
    rows.into_iter().map(UrnRow::line).collect()
}

pub async fn save_outcome(db: &mut Conn, review: ReviewId, claim: ClaimId, outcome: Outcome) -> Result<(), Error> {
    sql("update claims_urn set outcome = $3 where review_id = $1 and claim_id = $2 and outcome is null")
        .bind(review)
        .bind(claim)
        .bind(outcome.key())
        .run_one(db)
        .await
}

pub async fn add_ticket(db: &mut Conn, review: ReviewId, person: PersonId) -> Result<(), Error> {
    sql("insert into claims_ticket (review_id, person_id) values ($1, $2)").bind(review).bind(person).run(db).await?;
    Ok(())
}

pub async fn has_answered(db: &mut Conn, review: ReviewId, person: PersonId) -> Result<bool, Error> {
    let count: i64 = sql("select count(*) from claims_ticket where review_id = $1 and person_id = $2")
        .bind(review)
        .bind(person)
        .one(db)
        .await?;
    Ok(count > 0)
}

/// Who answered in each review of a place.
pub async fn crowds(db: &mut Conn, place: PlaceId) -> Result<BTreeMap<ReviewId, Crowd>, Error> {
    let rows: Vec<(ReviewId, PersonId)> = sql("select t.review_id, t.person_id
           from claims_review r
           join claims_ticket t on t.review_id = r.id
          where r.place_id = $1
          limit $2")
    .bind(place)
    .bind(TICKETS_MAX)
    .all(db)
    .await?;
    let mut people: BTreeMap<ReviewId, Vec<PersonId>> = BTreeMap::new();
    for (review, person) in rows {
        people.entry(review).or_default().push(person);
    }
    Ok(people.into_iter().map(|(review, people)| (review, Crowd::of(people))).collect())
}
