//! What the Vale claims, how it is read, paid time, and how far partners were involved.

use super::questions::level;
use crate::demo::DemoError;
use crate::demo::content::BadContent;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_claims::actions::{self, Levels};
use folkmoot_claims::claim::ClaimId;
use folkmoot_claims::measure::Measure;
use folkmoot_claims::review::{Review, ReviewId};
use folkmoot_claims::stage::{Invited, Kind, Stage, Voice};
use folkmoot_claims::store;
use folkmoot_claims::wants::Thing;
use folkmoot_governance::store::{self as governance, DecisionFilter};
use folkmoot_kernel::{FinancialYear, PersonId};
use folkmoot_register::organisation::Sector;
use folkmoot_register::store as register;
use serde::Deserialize;

/// Decisions among which those of the story are looked for.
const DECISIONS: u32 = 200;

/// Words, measures, month, reply, its month.
type Claim = (String, Vec<String>, i64, String, i64);
/// Title, month, first member, how many, how far each claim is so.
type Reading = (String, i64, usize, usize, Vec<i64>);

#[derive(Debug, Deserialize)]
struct Written {
    claim: Vec<Claim>,
    review: Vec<Reading>,
    review_open: (String, usize, Vec<i64>),
    hours: Vec<(String, i64, i64)>,
    priority: Vec<Involved>,
    decision: Vec<Involved>,
}

#[derive(Debug, Deserialize)]
struct Involved {
    /// Of a priority.
    #[serde(default)]
    number: usize,
    /// Of a decision.
    #[serde(default)]
    title: String,
    team: (String, String),
    /// Organisation, stage, when invited, words.
    voices: Vec<(String, String, String, String)>,
}

pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    let read = toml::from_str(include_str!("../../../demo/claims.toml"));
    let written: Written = read.map_err(|source| BadContent { file: "claims.toml", source })?;
    for claim in &written.claim {
        make(maker, claim).await?;
    }
    for reading in &written.review {
        first_readings(maker, reading).await?;
    }
    maker.days_ago(5);
    let (title, count, of_hundred) = &written.review_open;
    let review = open(maker, title).await?;
    let members = members(maker).await?;
    let free = members.into_iter().filter(|(of, _)| !super::PLAYED.contains(&of.as_str())).map(|(_, id)| id);
    answer(maker, &review, &free.take(*count).collect::<Vec<_>>(), of_hundred).await?;
    for (organisation, asked, paid) in &written.hours {
        hours(maker, organisation, (*asked, *paid)).await?;
    }
    for involved in written.priority.iter().chain(&written.decision) {
        if let Some(thing) = thing(maker, involved).await? {
            involve(maker, &thing, involved).await?;
        }
    }
    Ok(())
}

async fn make(maker: &mut Maker, (words, measures, month, reply, replied): &Claim) -> Result<(), DemoError> {
    maker.on(*month, 12);
    let (team, place) = (maker.cast.team(0)?, maker.cast.place()?);
    let ctx = maker.acting(team).await?;
    let measures = measures.iter().filter_map(|key| Measure::read(key)).collect();
    let claim = actions::make_claim(&ctx, place, words, measures).await.arranged(words)?;
    if !reply.is_empty() {
        maker.on(*replied, 14);
        let ctx = maker.acting(team).await?;
        actions::reply_to_readers(&ctx, claim.id(), claim.version(), reply).await.arranged(words)?;
    }
    Ok(())
}

/// People who speak for voluntary and community groups.
async fn members(maker: &Maker) -> Result<Vec<(String, PersonId)>, DemoError> {
    let partners = register::partners(&mut *maker.program().read().await?, maker.cast.place()?).await?;
    let is_vcse = |organisation: &str| {
        let id = maker.cast.organisations.get(organisation);
        partners.iter().any(|partner| Some(&partner.id) == id && partner.sector == Sector::Vcse.key())
    };
    Ok(maker.voices(None).into_iter().filter(|(organisation, _)| is_vcse(organisation)).collect())
}

async fn open(maker: &mut Maker, title: &str) -> Result<Review, DemoError> {
    let (team, place) = (maker.cast.team(0)?, maker.cast.place()?);
    let ctx = maker.acting(team).await?;
    actions::open_review(&ctx, place, title, ctx.now().date().plus_days(21)).await.arranged(title)
}

async fn first_readings(
    maker: &mut Maker,
    (title, month, first, count, of_hundred): &Reading,
) -> Result<(), DemoError> {
    maker.on(*month, 3);
    let review = open(maker, title).await?;
    let people: Vec<PersonId> = members(maker).await?.into_iter().skip(*first).take(*count).map(|(_, id)| id).collect();
    answer(maker, &review, &people, of_hundred).await?;
    maker.on(*month, 25);
    let team = maker.cast.team(0)?;
    let ctx = maker.acting(team).await?;
    actions::close_review(&ctx, review.id(), review.version()).await.arranged(title)?;
    Ok(())
}

async fn answer(maker: &mut Maker, review: &Review, people: &[PersonId], of_hundred: &[i64]) -> Result<(), DemoError> {
    let claims = asked(maker, review.id()).await?;
    let mut lot = maker.lot(review.title());
    for person in people {
        let near = of_hundred.iter().copied().chain(std::iter::repeat(50));
        let levels: Levels = claims.iter().zip(near).map(|(claim, near)| (*claim, level(&mut lot, near))).collect();
        let ctx = maker.acting(*person).await?;
        if !ctx.actor().held().is_empty() {
            actions::answer_review(&ctx, review.id(), &levels).await.arranged("a reading of claims")?;
        }
    }
    Ok(())
}

/// In the order in which the place made them.
async fn asked(maker: &Maker, review: ReviewId) -> Result<Vec<ClaimId>, DemoError> {
    let mut db = maker.program().read().await?;
    let asked = store::asked_claims(&mut db, review).await?;
    let claims = store::claims(&mut db, maker.cast.place()?).await?;
    Ok(claims.iter().map(|claim| claim.id()).filter(|id| asked.contains(id)).collect())
}

async fn hours(maker: &mut Maker, partner: &str, told: (i64, i64)) -> Result<(), DemoError> {
    let (organisation, place) = (maker.id(partner)?, maker.cast.place()?);
    let Some(person) = super::behaviours::seated(maker, partner).await? else { return Ok(()) };
    let ctx = maker.acting(person).await?;
    let year = i64::from(FinancialYear::of(ctx.now().date()).starts()) - 1;
    actions::say_hours(&ctx, place, organisation, year, told).await.arranged(partner)
}

/// The priority or decision that is meant.
async fn thing(maker: &Maker, involved: &Involved) -> Result<Option<Thing>, DemoError> {
    let place = maker.cast.place()?;
    let mut db = maker.program().read().await?;
    let made = |kind, id, title: &str| Thing { kind, id, place, title: title.to_owned(), href: String::new() };
    if involved.title.is_empty() {
        let id = involved.number.checked_sub(1).and_then(|at| maker.cast.priorities.get(at)).copied();
        return Ok(id.map(|id| made(Kind::Priority, id.any(), "")));
    }
    let all = governance::decisions(&mut db, place, &DecisionFilter::default(), maker.today, DECISIONS).await?;
    let found = all.into_iter().find(|line| line.title == involved.title);
    Ok(found.map(|line| made(Kind::Decision, line.id.any(), &line.title)))
}

async fn involve(maker: &mut Maker, thing: &Thing, involved: &Involved) -> Result<(), DemoError> {
    let team = maker.cast.team(0)?;
    let (stage, words) = &involved.team;
    let ctx = maker.acting(team).await?;
    let told = (Stage::read(stage).unwrap_or(Stage::Told), None, words.as_str());
    actions::say_stage(&ctx, thing, Voice::Team, told).await.arranged(words)?;
    for (partner, how_far, invited, words) in &involved.voices {
        let organisation = maker.id(partner)?;
        let Some(person) = super::behaviours::seated(maker, partner).await? else { continue };
        let ctx = maker.acting(person).await?;
        let said = (Stage::read(how_far).unwrap_or(Stage::Told), Invited::read(invited), words.as_str());
        actions::say_stage(&ctx, thing, Voice::Organisation(organisation), said).await.arranged(partner)?;
    }
    Ok(())
}
