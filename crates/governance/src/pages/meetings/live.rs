//! A meeting while people sit in it: which item is on, who is here, what each item came to so far, and the minutes as they grow.

use crate::actions::record_of;
use crate::acts::{PUT_DECISION, READ_PARTNERSHIP_PAPER, WRITE_MINUTES};
use crate::item::Item;
use crate::meeting::{Meeting, MeetingId, Phase, State as MeetingState};
use crate::minuted::ItemRecord;
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
    record: ItemRecord,
    /// "14:15 to 14:45"
    clock: String,
    is_on: bool,
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
        self.items.iter().filter(|one| one.record.is_open()).count()
    }

    fn is_live(&self) -> bool {
        self.phase == Phase::Live
    }

    fn has_not_begun(&self) -> bool {
        self.phase == Phase::None
    }

    fn is_planned(&self) -> bool {
        self.at.meeting.state() == MeetingState::Planned
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
    let record = record_of(db, meeting, now).await?;
    let minutes = record.minutes();
    let agenda = store::items_of_meeting(db, meeting.id()).await?;
    let items = items(meeting, agenda, record.items, now);
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
        attendance: record.attended,
        minutes,
        items,
        at,
        may,
    })
}

/// The agenda with its planned times, and what the record holds of each item.
fn items(meeting: &Meeting, agenda: Vec<Item>, record: Vec<ItemRecord>, now: Timestamp) -> Vec<LiveItem> {
    let clocks = slots(meeting.starts_at(), agenda.iter().map(Item::minutes_planned));
    let is_planned = meeting.state() == MeetingState::Planned;
    let one = |((item, record), (from, to)): ((Item, ItemRecord), (Timestamp, Timestamp))| LiveItem {
        clock: format!("{} to {}", from.clock(), to.clock()),
        is_on: is_planned && from <= now && now < to,
        item,
        record,
    };
    agenda.into_iter().zip(record).zip(clocks).map(one).collect()
}
