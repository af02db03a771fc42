//! A meeting while people sit in it: which item is on, who is here, what each item came to so far, and the minutes as they grow.

use super::agenda::{To, promises};
use crate::actions::{attended, ends_wanted, record_of};
use crate::acts::{PUT_DECISION, READ_PARTNERSHIP_PAPER, WRITE_MINUTES};
use crate::closing::End;
use crate::decision::State;
use crate::item::{Item, ItemId};
use crate::links;
use crate::meeting::{MeetingId, Phase, State as MeetingState};
use crate::pages::at::{self, MeetingAt, meeting_at};
use crate::store;
use crate::timing::slots;
use askama::Template;
use folkmoot_kernel::Timestamp;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "live.html")]
struct LivePage {
    at: MeetingAt,
    phase: Phase,
    /// "14:20"
    clock: String,
    now: Option<String>,
    attendance: Vec<(&'static str, Vec<String>)>,
    items: Vec<LiveItem>,
    minutes: String,
    may: May,
}

#[derive(Debug)]
struct LiveItem {
    item: Item,
    /// "14:15 to 14:45"
    clock: String,
    is_on: bool,
    decisions: Vec<LiveDecision>,
    promises: Vec<To>,
}

#[derive(Debug)]
struct LiveDecision {
    words: String,
    href: String,
    state: State,
    /// "3 of 7 organisations have answered"
    answered: String,
}

#[derive(Debug)]
struct May {
    write: bool,
    put: bool,
    close: bool,
}

impl LivePage {
    fn paragraphs(&self) -> Vec<&str> {
        self.minutes.split('\n').filter(|line| !line.is_empty()).collect()
    }

    fn open(&self) -> usize {
        self.items.iter().filter(|one| one.is_open()).count()
    }
}

impl LiveItem {
    /// Nothing is written down of it.
    fn is_open(&self) -> bool {
        self.decisions.is_empty() && self.promises.is_empty() && self.item.outcome().is_empty()
    }

    fn end(&self) -> Option<End> {
        self.item.came_to()
    }
}

pub(super) async fn show(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let at = meeting_at(&mut db, id).await?;
    ctx.allowed(&[READ_PARTNERSHIP_PAPER], at.meeting.subject())?;
    let page = page(&ctx, &mut db, at).await?;
    drop(db);
    let title = if page.may.write { "Run this meeting" } else { "Follow this meeting" };
    let around = at::page(title, at::steps_to_meeting(&page.at), &page.at.place);
    let caption = format!("{}, {}", page.at.body.name(), page.at.meeting.when());
    ctx.page(around.caption(caption).template(&page)).await
}

async fn page(ctx: &Ctx, db: &mut Conn, at: MeetingAt) -> Result<LivePage, PageError> {
    let (meeting, now) = (&at.meeting, ctx.now());
    let items = items(db, &at, now).await?;
    let on = items.iter().find(|one| one.is_on);
    let subject = meeting.subject();
    let open = meeting.agenda_open().is_ok();
    let may = May {
        write: meeting.record_open().is_ok() && ctx.may(WRITE_MINUTES, subject),
        put: open && at.body.is_open() && ctx.may(PUT_DECISION, subject),
        close: meeting.state() == MeetingState::Held && open && ctx.may(WRITE_MINUTES, subject),
    };
    Ok(LivePage {
        phase: meeting.phase(now),
        clock: now.clock(),
        now: on.map(|one| format!("{} ({})", one.item.title(), one.clock)),
        attendance: attended(db, meeting.id()).await?,
        minutes: record_of(db, meeting, now).await?.minutes(),
        items,
        at,
        may,
    })
}

async fn items(db: &mut Conn, at: &MeetingAt, now: Timestamp) -> Result<Vec<LiveItem>, PageError> {
    let agenda = ends_wanted(db, at.meeting.id()).await?;
    let clocks = slots(at.meeting.starts_at(), agenda.iter().map(|(item, _)| item.minutes_planned()));
    let written = promises(db, at.meeting.id()).await?;
    let mut items = Vec::new();
    for ((item, _), (from, to)) in agenda.into_iter().zip(clocks) {
        items.push(LiveItem {
            clock: format!("{} to {}", from.clock(), to.clock()),
            is_on: at.meeting.state() == MeetingState::Planned && from <= now && now < to,
            decisions: decisions(db, item.id(), now).await?,
            promises: written.iter().filter(|(on, _)| *on == item.id()).map(|(_, to)| to.clone()).collect(),
            item,
        });
    }
    Ok(items)
}

async fn decisions(db: &mut Conn, item: ItemId, now: Timestamp) -> Result<Vec<LiveDecision>, PageError> {
    let mut lines = Vec::new();
    for decision in store::decisions_of_item(db, item).await? {
        let tally = store::tally(db, decision.id()).await?;
        let set_aside = store::is_set_aside(db, decision.id()).await?;
        lines.push(LiveDecision {
            words: decision.called(),
            href: links::decision(decision.id()),
            answered: format!("{} of {} organisations have answered", tally.given(), tally.given() + tally.waiting()),
            state: decision.state(tally, set_aside, now),
        });
    }
    Ok(lines)
}
