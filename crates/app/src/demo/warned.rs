//! What stops, what waits for an answer, what goes through many bodies, what each adopts and what was asked again: told through
//! the verbs, by the people who would.

mod changes;
mod onward;
mod questions;

use super::DemoError;
use super::maker::{Maker, unknown};
use folkmoot_governance::decision::DecisionId;
use folkmoot_governance::store::{self as governance, DecisionFilter};
use folkmoot_kernel::Timestamp;
use folkmoot_web::Ctx;

pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    maker.seats_changed();
    changes::promise_notice(maker).await?;
    changes::sitters_stop(maker).await?;
    changes::learned_late(maker).await?;
    changes::just_told(maker).await?;
    questions::questions(maker).await?;
    onward::fund_plan(maker).await?;
    onward::each_council(maker).await?;
    onward::two_councils(maker).await?;
    onward::asked_from_above(maker).await?;
    onward::asked_by_the_hospitals(maker).await?;
    onward::asked_again(maker).await?;
    maker.at(maker.today);
    Ok(())
}

/// A moment some days before today, at ten in the morning.
fn ago(maker: &Maker, days: i64) -> Timestamp {
    Timestamp::at(maker.today.date().plus_days(-days), 10, 0)
}

async fn team(maker: &mut Maker) -> Result<Ctx, DemoError> {
    let manager = maker.cast.team(0)?;
    maker.acting(manager).await
}

async fn voice(maker: &mut Maker, organisation: &str) -> Result<Ctx, DemoError> {
    let person = maker.cast.voice("board", organisation)?;
    maker.acting(person).await
}

async fn decision(maker: &Maker, title: &str) -> Result<DecisionId, DemoError> {
    let filter = DecisionFilter { words: title.to_owned(), ..DecisionFilter::default() };
    let mut db = maker.store().read().await?;
    let found = governance::decisions(&mut db, maker.cast.place()?, &filter, maker.today, 10).await?;
    let exact = found.into_iter().find(|line| line.title == title);
    exact.map(|line| line.id).ok_or_else(|| unknown(title))
}
