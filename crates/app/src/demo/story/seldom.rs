//! What happens seldom: seats handed over, decisions set aside, a page confirmed, a group closed.

use super::Story;
use crate::demo::maker::{Arranged, Maker, unknown};
use crate::demo::{DemoError, content, seats};
use folkmoot_governance::actions::overrides::{record_override, reply_to_override};
use folkmoot_governance::actions::{self};
use folkmoot_governance::overrides::Overruling;
use folkmoot_governance::store as governance;
use folkmoot_kernel::Pence;
use folkmoot_register::store as register;
use folkmoot_web::Job;

impl Story {
    pub(super) async fn hand_over(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let (organisation, nth, _, _, note) = &self.handovers[at];
        let (next, _) = content::people()?.of(organisation, *nth)?;
        seats::hand_over(maker, (organisation, *nth), &next, note).await
    }

    pub(super) async fn overrule(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let told = self.overrides[at].0.clone();
        let decision = self.decisions.iter().find(|decision| decision.written.title == told.decision);
        let id = decision.and_then(|decision| decision.id).ok_or_else(|| unknown(&told.decision))?;
        let manager = maker.cast.team(0)?;
        let ctx = maker.acting(manager).await?;
        let overruling = Overruling {
            by_body: told.by_body,
            power_used: told.power_used,
            reason: told.reason,
            effect_on: maker.store().now().date().plus_days(i64::from(told.notice_days)),
            promised_days: Some(90),
            people: None,
            people_words: String::new(),
            amount: told.pounds.map(Pence::pounds),
            effect: told.effect,
            at: maker.store().now(),
        };
        let recorded = record_override(&ctx, id, overruling, &[]).await.arranged(&told.decision)?;
        self.overrides[at].1 = Some(recorded.id());
        Ok(())
    }

    pub(super) async fn reply(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let (told, Some(id)) = self.overrides[at].clone() else { return Ok(()) };
        let manager = maker.cast.team(0)?;
        let ctx = maker.acting(manager).await?;
        reply_to_override(&ctx, id, 1, &told.reply).await.arranged(&told.decision)?;
        Ok(())
    }
}

/// "This is still right", said by the business manager.
pub(super) async fn confirm_place(maker: &mut Maker) -> Result<(), DemoError> {
    let manager = maker.cast.team(0)?;
    let ctx = maker.acting(manager).await?;
    let place = maker.cast.place()?;
    let mut db = ctx.read().await?;
    let version = register::place(&mut db, place).await?.map_or(1, |place| place.version());
    drop(db);
    folkmoot_register::actions::confirm_place(&ctx, place, version).await.arranged("the place's page")?;
    Ok(())
}

/// The falls response runs by itself, so its group ends.
pub(super) async fn close_falls(maker: &mut Maker) -> Result<(), DemoError> {
    let manager = maker.cast.team(0)?;
    let ctx = maker.acting(manager).await?;
    let body = maker.cast.body("falls")?;
    let mut db = ctx.read().await?;
    let version = governance::body(&mut db, body).await?.map_or(1, |body| body.version());
    drop(db);
    actions::close_body(&ctx, body, version).await.arranged("the end of the falls group")?;
    Ok(())
}

/// A withdrawn promise returns to the next agenda by itself, as it would in the night.
pub(super) async fn bring_back(maker: &mut Maker) -> Result<(), DemoError> {
    for job in folkmoot_governance::jobs::jobs() {
        if let Job::Reconciler { name: "promises.return", run, .. } = job {
            let done = run(maker.program()).await;
            done.map_err(|source| DemoError::Arranged { what: "a promise on its next agenda".to_owned(), source })?;
        }
    }
    Ok(())
}
