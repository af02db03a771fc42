//! Decisions: put, answered, closed.

use super::conflicts::concerns;
use super::{Decision, Story, minutes};
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_governance::actions::conflicts::publish_decision;
use folkmoot_governance::actions::decisions::{Put, PutTo, close_decision, put_decision};
use folkmoot_governance::actions::positions::{Said, take_position};
use folkmoot_governance::actions::settled::{say_first_sight, tell_settled};
use folkmoot_governance::actions::{self};
use folkmoot_governance::decision::{DecisionId, Outcome};
use folkmoot_governance::mandate::Matter;
use folkmoot_governance::position::Stance;
use folkmoot_governance::power::Power;
use folkmoot_governance::settled::Told;
use folkmoot_kernel::Pence;
use folkmoot_web::Ctx;

impl Decision {
    pub(super) fn power(&self) -> Power {
        self.written.power.as_deref().and_then(Power::read).unwrap_or(Power::Decide)
    }

    pub(super) fn outcome(&self) -> Outcome {
        self.written.end.as_deref().and_then(Outcome::read).unwrap_or(Outcome::Agreed)
    }

    pub(super) fn with(&self, stance: Stance) -> Vec<&super::Voice> {
        self.voices.iter().filter(|voice| voice.stance == stance).collect()
    }
}

impl Story {
    pub(super) async fn put(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let Some((item, _)) = self.decisions[at].item else { return Ok(()) };
        let (ctx, person) = self.clerk(maker, self.decisions[at].meeting).await?;
        self.name(maker, (at, item), &ctx).await?;
        self.check(maker, (at, item), (&ctx, person)).await?;
        let decision = &self.decisions[at];
        let meeting = &self.meetings[decision.meeting];
        let (power_holder, power_basis) = self.whose_power(at);
        let put = Put {
            title: decision.written.title.clone(),
            text: decision.written.text.clone(),
            plain_summary: decision.written.plain.clone(),
            priority: decision.written.priority.and_then(|number| maker.cast.priorities.get(number - 1).copied()),
            power: decision.power(),
            power_holder,
            power_basis,
            // An hour before the meeting; two weeks are enough where it is far off.
            matter: Matter {
                function: decision.written.function.as_deref().map(|key| maker.cast.function(key)).transpose()?,
                amount: decision.written.pounds.map(Pence::pounds),
            },
            positions_due: meeting.starts.plus_minutes(-60).min(maker.store().now().plus_days(14)),
        };
        let put = put_decision(&ctx, PutTo::Item(item), put).await.arranged(&decision.written.title)?;
        self.decisions[at].id = Some(put.id());
        self.settled_before(maker, &ctx, at, put.id()).await
    }

    /// It was settled elsewhere before it came, and some say when they first saw the paper.
    async fn settled_before(&self, maker: &mut Maker, ctx: &Ctx, at: usize, id: DecisionId) -> Result<(), DemoError> {
        let written = &self.decisions[at].written;
        let Some((settled_in, days, present, sights)) = written.settled.clone() else { return Ok(()) };
        let on = maker.store().now().date().plus_days(-days);
        tell_settled(ctx, id, Told { settled_in, on, present }).await.arranged(&written.title)?;
        for (key, later) in sights {
            let speaker = maker.acting(maker.cast.speaker(&written.body, &key)?).await?;
            let organisation = maker.cast.organisation(&key)?;
            let saw = (later >= 0).then(|| on.plus_days(later));
            say_first_sight(&speaker, id, organisation, saw).await.arranged(&written.title)?;
        }
        Ok(())
    }

    fn whose_power(&self, at: usize) -> (String, String) {
        let decision = &self.decisions[at];
        let body = self.body_of(decision.meeting);
        let above = body.parent.as_ref().and_then(|key| self.bodies.iter().find(|body| body.key == *key));
        let holder = match (decision.power(), body.kind.as_str()) {
            (Power::Decide, "statutory_committee") => {
                "NHS Wendmark Integrated Care Board, delegated to this committee".to_owned()
            }
            (Power::Decide | Power::Note, _) => body.name.clone(),
            (Power::Endorse | Power::Advise, _) => {
                above.map_or_else(|| "The partners concerned, each for itself".to_owned(), |above| above.name.clone())
            }
        };
        (holder, body.authority.clone())
    }

    pub(super) async fn take_position(&mut self, maker: &mut Maker, at: usize, nth: usize) -> Result<(), DemoError> {
        let decision = &self.decisions[at];
        let Some(id) = decision.id.filter(|_| decision.power() != Power::Note) else { return Ok(()) };
        let voice = decision.voices[nth].clone();
        if self.is_ruled_out(maker, at, &voice.organisation) {
            return Ok(());
        }
        let person = maker.cast.speaker(&decision.written.body, &voice.organisation)?;
        let organisation = maker.cast.organisation(&voice.organisation)?;
        let ctx = maker.acting(person).await?;
        let title = &self.decisions[at].written.title;
        let concerns = concerns(maker, title, &voice.organisation, voice.stance, &voice.reason);
        let said = Said { stance: voice.stance, reason: voice.reason, concerns, promise: None };
        take_position(&ctx, id, organisation, 1, said).await.arranged(&self.decisions[at].written.title)?;
        Ok(())
    }

    pub(super) async fn close(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let Some(id) = self.decisions[at].id else { return Ok(()) };
        let chair = maker.cast.chair(&self.decisions[at].written.body)?;
        let ctx = maker.acting(chair).await?;
        let decision = &self.decisions[at];
        let title = &decision.written.title;
        close_decision(&ctx, id, 1, decision.outcome(), &decision.written.words).await.arranged(title)?;
        if let Some((item, version)) = decision.item {
            let outcome = minutes::outcome(self, maker, at);
            actions::conclude_item(&ctx, item, version, &outcome).await.arranged(title)?;
        }
        let is_private = !self.body_of(decision.meeting).public;
        if is_private && maker.lot(&format!("published {title}")).chance(50) {
            publish_decision(&ctx, id).await.arranged(title)?;
        }
        Ok(())
    }
}
