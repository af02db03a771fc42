//! Meetings: called, given an agenda with papers, held.

use super::{Story, minutes};
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker};
use crate::demo::written;
use folkmoot_governance::actions;
use folkmoot_governance::item::{ItemDetails, ItemId};
use folkmoot_governance::meeting::{Attendance, MeetingDetails, MeetingId};
use folkmoot_governance::paper::{Draft, Marking};
use folkmoot_governance::power::Power;
use folkmoot_kernel::{PersonId, Slug};
use folkmoot_web::Ctx;

impl Story {
    /// Who keeps the papers of a body: the team for the boards, its chair for a group.
    pub(super) async fn clerk(&self, maker: &mut Maker, meeting: usize) -> Result<(Ctx, PersonId), DemoError> {
        let key = self.body_of(meeting).key.clone();
        let person = match key.as_str() {
            "board" | "experience" => maker.cast.team(0)?,
            "committee" | "hwb" | "delivery" | "finance" | "quality" => maker.cast.team(1)?,
            _ => maker.cast.chair(&key)?,
        };
        Ok((maker.acting(person).await?, person))
    }

    pub(super) async fn call(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let (ctx, _) = self.clerk(maker, at).await?;
        let body = self.body_of(at);
        let meeting = &self.meetings[at];
        let online = body.venue == "Online";
        let month = meeting.starts.date().in_words();
        let month = month.split_once(' ').map_or(month.as_str(), |(_, month)| month);
        let details = MeetingDetails {
            title: format!("{month} meeting"),
            starts_at: meeting.starts,
            ends_at: meeting.ends,
            venue: if online { String::new() } else { body.venue.clone() },
            online_url: if online || body.venue.contains("online") {
                format!("https://meet.oxmoorvale.example/{}", body.key)
            } else {
                String::new()
            },
            in_public: body.public,
        };
        let called = actions::call_meeting(&ctx, maker.cast.body(&body.key)?, details).await;
        let id = called.arranged(&body.name)?.id();
        if !body.public {
            super::conflicts::explain(&ctx, &body.key, id).await?;
        }
        self.meetings[at].id = Some(id);
        Ok(())
    }

    pub(super) async fn set_agenda(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let Some(id) = self.meetings[at].id else { return Ok(()) };
        let (ctx, person) = self.clerk(maker, at).await?;
        let decisions = self.meetings[at].decisions.clone();
        let first = if decisions.len() < 2 { self.talk_about(maker, &ctx, at, id).await? } else { None };
        self.meetings[at].talk = first;
        for decision in decisions {
            let item = self.put_item(maker, &ctx, id, decision).await?;
            self.decisions[decision].item = Some((item, 1));
            self.hand_in(maker, &ctx, item, (decision, person)).await?;
        }
        Ok(())
    }

    /// Something to talk about, where there is little to decide.
    async fn talk_about(
        &self,
        maker: &Maker,
        ctx: &Ctx,
        at: usize,
        id: MeetingId,
    ) -> Result<Option<(written::Talk, ItemId)>, DemoError> {
        let mut lot = maker.lot(&format!("talk {at}"));
        let Some(talk) = lot.pick(&self.talks).cloned() else { return Ok(None) };
        let details =
            ItemDetails { summary: talk.1.clone(), minutes_planned: 15, ..ItemDetails::titled(&talk.0, Power::Note) };
        let item = actions::add_item(ctx, id, details).await.arranged(&talk.0)?;
        Ok(Some((talk, item.id())))
    }

    async fn put_item(&self, maker: &Maker, ctx: &Ctx, id: MeetingId, at: usize) -> Result<ItemId, DemoError> {
        let decision = &self.decisions[at];
        let chair = maker.cast.of_body(&decision.written.body).find_map(|seat| seat.of.clone());
        let sponsor = decision.promises.first().map(|promise| self.promises[*promise].owner.clone());
        let sponsor = sponsor.or(chair.map(|(organisation, _)| organisation));
        let details = ItemDetails {
            title: decision.written.title.clone(),
            summary: decision.written.plain.clone(),
            priority: decision.written.priority.and_then(|number| maker.cast.priorities.get(number - 1).copied()),
            function: decision.written.function.as_deref().map(|key| maker.cast.function(key)).transpose()?,
            power: decision.power(),
            minutes_planned: if decision.written.says.is_empty() { 20 } else { 30 },
            sponsor: sponsor.map(|key| maker.cast.organisation(&key)).transpose()?,
        };
        Ok(actions::add_item(ctx, id, details).await.arranged(&decision.written.title)?.id())
    }

    /// A short paper, for the boards always and for groups often.
    async fn hand_in(
        &self,
        maker: &Maker,
        ctx: &Ctx,
        item: ItemId,
        (at, person): (usize, PersonId),
    ) -> Result<(), DemoError> {
        let written = &self.decisions[at].written;
        let mut lot = maker.lot(&format!("paper {}", written.title));
        let board = matches!(written.body.as_str(), "board" | "committee" | "hwb");
        if !board && !lot.chance(30) {
            return Ok(());
        }
        let marking = match lot.between(1, 100) {
            1..=8 => Marking::Partnership,
            9..=11 => Marking::Confidential,
            _ => Marking::Open,
        };
        let file = format!("{}.txt", Slug::of(&written.title));
        let text = minutes::paper(self, maker, at);
        let title = format!("Paper: {}", written.title);
        let (file_name, content) = (file.as_str(), text.as_bytes());
        let draft = Draft { title: &title, marking, file_name, content, by: Some(person) };
        actions::add_paper(ctx, item, draft).await.arranged(&title)?;
        Ok(())
    }

    pub(super) async fn hold(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let Some(id) = self.meetings[at].id else { return Ok(()) };
        let (ctx, _) = self.clerk(maker, at).await?;
        let title = self.body_of(at).name.clone();
        actions::hold_meeting(&ctx, id, self.meetings[at].version).await.arranged(&title)?;
        self.meetings[at].version += 1;
        let attendance = self.attendance(maker, at);
        let mut said = Vec::new();
        for (organisation, how) in &attendance {
            said.push((maker.cast.organisation(organisation)?, *how));
        }
        actions::say_attendance(&ctx, id, self.meetings[at].version, &said).await.arranged(&title)?;
        self.meetings[at].version += 1;
        self.meetings[at].attendance = attendance;
        Ok(())
    }

    /// Whoever has something to say or to promise came; of the others most.
    fn attendance(&self, maker: &Maker, at: usize) -> Vec<(String, Attendance)> {
        let key = &self.body_of(at).key;
        let mut organisations: Vec<String> = Vec::new();
        for (organisation, _) in maker.cast.of_body(key).filter_map(|seat| seat.of.clone()) {
            if !organisations.contains(&organisation) {
                organisations.push(organisation);
            }
        }
        let decisions = &self.meetings[at].decisions;
        let speaks = |organisation: &String| {
            decisions.iter().map(|decision| &self.decisions[*decision]).any(|decision| {
                decision.written.says.iter().any(|(who, ..)| who == organisation)
                    || decision.written.promises.iter().any(|(who, ..)| who == organisation)
            })
        };
        let came = |(nth, organisation): (usize, String)| {
            let mut lot = maker.lot(&format!("attendance {at} {organisation}"));
            let how = match lot.between(1, 100) {
                _ if nth == 0 || speaks(&organisation) => Attendance::Present,
                1..=84 => Attendance::Present,
                85..=96 => Attendance::Apologies,
                _ => Attendance::Absent,
            };
            (organisation, how)
        };
        organisations.into_iter().enumerate().map(came).collect()
    }

    pub(super) async fn minute(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let Some(id) = self.meetings[at].id else { return Ok(()) };
        let (ctx, _) = self.clerk(maker, at).await?;
        let title = self.body_of(at).name.clone();
        let words = minutes::of(self, maker, at);
        actions::draft_minutes(&ctx, id, self.meetings[at].version, &words).await.arranged(&title)?;
        self.meetings[at].version += 1;
        if let Some((talk, item)) = &self.meetings[at].talk {
            actions::conclude_item(&ctx, *item, 1, &talk.2).await.arranged(&talk.0)?;
        }
        Ok(())
    }

    pub(super) async fn approve(&mut self, maker: &mut Maker, at: usize) -> Result<(), DemoError> {
        let Some(id) = self.meetings[at].id else { return Ok(()) };
        let (ctx, _) = self.clerk(maker, at).await?;
        let title = self.body_of(at).name.clone();
        actions::approve_minutes(&ctx, id, self.meetings[at].version).await.arranged(&title)?;
        self.meetings[at].version += 1;
        Ok(())
    }
}
