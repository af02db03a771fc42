//! Promises: written down in the room or offered, and what happens to them.

use super::fate::Turn;
use super::{Step, Story};
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_governance::actions::promises::{self as verbs, NewPromise};
use folkmoot_kernel::OrganisationId;
use folkmoot_web::Ctx;

impl Story {
    fn new_promise(&self, maker: &Maker, at: usize) -> Result<NewPromise, DemoError> {
        let promise = &self.promises[at];
        // Whoever writes down what was said in the room often knows already who will look.
        let named = maker.lot(&format!("named {}", promise.what)).chance(60);
        Ok(NewPromise {
            owner: maker.cast.organisation(&promise.owner)?,
            what: promise.what.clone(),
            done_means: promise.done_means.clone(),
            due: promise.due,
            confirmer: if named { Some(maker.cast.organisation(&promise.confirmer)?) } else { None },
        })
    }

    pub(super) async fn propose(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let Some(decision) = self.promises[at].decision else { return Ok(()) };
        let Some(id) = self.decisions[decision].id else { return Ok(()) };
        let (ctx, _) = self.clerk(maker, self.decisions[decision].meeting).await?;
        let new = self.new_promise(maker, at)?;
        let made = verbs::propose_promise(&ctx, id, new).await.arranged(&self.promises[at].what)?;
        self.promises[at].made = Some((made.id(), 1));
        Ok(())
    }

    pub(super) async fn offer(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let ctx = self.owner(maker, at).await?;
        let new = self.new_promise(maker, at)?;
        let made =
            verbs::offer_promise(&ctx, maker.cast.place()?, None, new).await.arranged(&self.promises[at].what)?;
        self.promises[at].made = Some((made.id(), 1));
        Ok(())
    }

    async fn owner(&self, maker: &mut Maker, at: usize) -> Result<Ctx, DemoError> {
        let promise = &self.promises[at];
        let person = maker.cast.voice(&promise.body, &promise.owner)?;
        maker.acting(person).await
    }

    async fn other(&self, maker: &mut Maker, at: usize) -> Result<(Ctx, OrganisationId), DemoError> {
        let promise = &self.promises[at];
        let person = maker.cast.voice(&promise.body, &promise.confirmer)?;
        Ok((maker.acting(person).await?, maker.cast.organisation(&promise.confirmer)?))
    }

    /// A partner who is neither owner nor named, for a word from the side.
    async fn bystander(
        &self,
        maker: &mut Maker,
        at: usize,
        nth: usize,
    ) -> Result<Option<(Ctx, OrganisationId)>, DemoError> {
        let promise = &self.promises[at];
        let body = if promise.body.is_empty() { "alliance-forum" } else { &promise.body };
        let others: Vec<String> = maker.cast.voices(body).into_iter().filter(|voice| *voice != promise.owner).collect();
        let Some(key) = maker.lot(&format!("bystander {nth} {}", promise.what)).pick(&others).cloned() else {
            return Ok(None);
        };
        let person = maker.cast.voice(body, &key)?;
        Ok(Some((maker.acting(person).await?, maker.cast.organisation(&key)?)))
    }

    pub(super) async fn live(&mut self, maker: &mut Maker, at: usize, turn: Turn) -> Result<(), DemoError> {
        let Some((id, version)) = self.promises[at].made else { return Ok(()) };
        let what = self.promises[at].what.clone();
        let mut lot = maker.lot(&format!("{turn:?} of {} {what}", self.promises[at].owner));
        let kind = self.pools.kind(&self.promises[at].kind).clone();
        let changed = match turn {
            Turn::Accept | Turn::Done => {
                let ctx = self.owner(maker, at).await?;
                let (_, confirmer) = self.other(maker, at).await?;
                if turn == Turn::Accept {
                    verbs::accept_promise(&ctx, id, version, confirmer, "It is part of what we do anyway.").await
                } else {
                    verbs::say_promise_done(&ctx, id, version, &lot.words(&kind.evidence), confirmer).await
                }
            }
            Turn::Decline => {
                let ctx = self.owner(maker, at).await?;
                verbs::decline_promise(&ctx, id, version, &lot.words(&kind.declined)).await
            }
            Turn::Renegotiate(due) => {
                let ctx = self.owner(maker, at).await?;
                verbs::renegotiate_promise(&ctx, id, version, due, &lot.words(&kind.late)).await
            }
            Turn::Withdraw => {
                let ctx = self.owner(maker, at).await?;
                self.later(maker.store().now().plus_minutes(45), Step::BringBack);
                verbs::withdraw_promise(&ctx, id, version, &lot.words(&kind.withdrawn)).await
            }
            Turn::Confirm => {
                let (ctx, _) = self.other(maker, at).await?;
                verbs::confirm_promise(&ctx, id, version, &lot.words(&kind.confirm)).await
            }
            Turn::SendBack => {
                let (ctx, _) = self.other(maker, at).await?;
                verbs::send_back_promise(&ctx, id, version, &lot.words(&kind.back)).await
            }
            Turn::GotInTheWay | Turn::Relied(_) | Turn::Comment => return self.speak(maker, at, turn).await,
        };
        changed.arranged(&what)?;
        self.promises[at].made = Some((id, version + 1));
        Ok(())
    }

    /// Words on a promise, which do not change it.
    async fn speak(&mut self, maker: &mut Maker, at: usize, turn: Turn) -> Result<(), DemoError> {
        let Some((id, _)) = self.promises[at].made else { return Ok(()) };
        let what = self.promises[at].what.clone();
        let mut lot = maker.lot(&format!("{turn:?} on {what}"));
        if turn == Turn::GotInTheWay {
            let words = lot.words(&self.pools.kind(&self.promises[at].kind).late.clone());
            let ctx = self.owner(maker, at).await?;
            verbs::say_what_got_in_the_way(&ctx, id, &words).await.arranged(&what)?;
            return Ok(());
        }
        let nth = if let Turn::Relied(nth) = turn { nth } else { 7 };
        let Some((ctx, organisation)) = self.bystander(maker, at, nth).await? else { return Ok(()) };
        let spoken = if matches!(turn, Turn::Relied(_)) {
            verbs::say_what_relied_on(&ctx, id, organisation, &lot.words(&self.pools.any.relied)).await
        } else {
            verbs::comment_on_promise(&ctx, id, &lot.words(&self.pools.any.comment)).await
        };
        spoken.arranged(&what)?;
        Ok(())
    }
}
