//! The page of a meeting, and of one item of its agenda.

use super::agenda::{AgendaItem, DecisionOfItem, agenda, beside_the_agenda, steps};
use super::{reads_agenda, sits};
use crate::actions::attended;
use crate::actions::conflicts::minutes_paragraphs;
use crate::actions::promises::speaks_for;
use crate::acts::{CALL_MEETING, CHANGE_AGENDA, PUT_DECISION, WRITE_MINUTES};
use crate::item::ItemId;
use crate::meeting::{Amendment, Correction, MeetingId, MinutesState, Phase, State};
use crate::pages::again;
use crate::pages::at::{self, MeetingAt, item_at, meeting_at};
use crate::pages::conflicts::item::{Beside, beside};
use crate::pages::thread::Step;
use crate::reading::Length;
use crate::store;
use crate::timing::{Fit, by_priority, slots};
use askama::Template;
use folkmoot_kernel::{Date, OrganisationId};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "meeting.html")]
struct MeetingPage {
    at: MeetingAt,
    agenda: Vec<AgendaItem>,
    beside: Vec<DecisionOfItem>,
    /// In words, with the names of organisations.
    attendance: Vec<(&'static str, Vec<String>)>,
    corrections: Vec<Correction>,
    /// Where the minutes stand.
    phase: Phase,
    /// What those who attended want changed, with their organisation.
    amendments: Vec<(String, Amendment)>,
    /// How long all papers that the reader is shown take to read.
    pack: String,
    /// What was ruled on interests, while no minutes say it.
    interests: Vec<String>,
    why_private: String,
    may: May,
}

#[derive(Debug, Template)]
#[template(path = "item.html")]
struct ItemPage {
    at: MeetingAt,
    steps: Vec<Step>,
    one: AgendaItem,
    beside: Beside,
    may: May,
    /// The ways of papers on which it lies.
    strip: String,
}

/// What the reader may do and see.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one link or part of the page, and none excludes another")]
struct May {
    read: bool,
    draft: bool,
    call: bool,
    agenda: bool,
    minutes: bool,
    put: bool,
    /// Speaks for an organisation here, so may say what is wrong in minutes that go round.
    amend: bool,
    close: bool,
}

impl May {
    fn of(ctx: &Ctx, at: &MeetingAt) -> Self {
        let (meeting, subject) = (&at.meeting, at.meeting.subject());
        let open = meeting.agenda_open().is_ok();
        Self {
            read: reads_agenda(ctx, meeting),
            draft: sits(ctx, meeting),
            call: meeting.state() == State::Planned && ctx.may(CALL_MEETING, subject),
            agenda: open && ctx.may(CHANGE_AGENDA, subject),
            minutes: meeting.state() != State::Cancelled && ctx.may(WRITE_MINUTES, subject),
            put: open && at.body.is_open() && ctx.may(PUT_DECISION, subject),
            amend: !speaks_for(ctx, at.place.id()).is_empty(),
            close: open && meeting.state() == State::Held && ctx.may(WRITE_MINUTES, subject),
        }
    }
}

impl MeetingPage {
    fn minutes(&self) -> Vec<&str> {
        let meeting = &self.at.meeting;
        let shown = match meeting.minutes_state() {
            MinutesState::None => false,
            MinutesState::Draft | MinutesState::Amendments => self.may.draft,
            MinutesState::Approved => self.may.read,
        };
        if shown { meeting.minutes().split("\n\n").collect() } else { Vec::new() }
    }

    fn is_draft(&self) -> bool {
        matches!(self.at.meeting.minutes_state(), MinutesState::Draft | MinutesState::Amendments)
    }

    /// The last day for amendments, while the draft goes round.
    fn round_until(&self) -> Option<Date> {
        match self.phase {
            Phase::Amendments(until) => Some(until),
            _ => None,
        }
    }

    fn is_live(&self) -> bool {
        self.phase == Phase::Live
    }

    fn is_approved(&self) -> bool {
        self.at.meeting.minutes_state() == MinutesState::Approved
    }

    fn is_held(&self) -> bool {
        self.at.meeting.state() == State::Held
    }

    /// "3 items, 45 minutes planned"
    fn planned(&self) -> String {
        let minutes: u32 = self.agenda.iter().map(|one| one.item.minutes_planned()).sum();
        let items = if self.agenda.len() == 1 { "1 item".to_owned() } else { format!("{} items", self.agenda.len()) };
        format!("{items}, {minutes} minutes planned")
    }

    /// Whether the agenda fits into the meeting; nothing of one that was cancelled.
    fn fit(&self) -> String {
        let meeting = &self.at.meeting;
        let planned = self.agenda.iter().map(|one| i64::from(one.item.minutes_planned())).sum();
        match meeting.state() {
            State::Cancelled => String::new(),
            State::Planned | State::Held => Fit::of(meeting.starts_at(), meeting.ends_at(), planned).in_words(),
        }
    }

    /// "14:00 to 14:30", for each item.
    fn timed(&self) -> Vec<(String, &AgendaItem)> {
        let planned = self.agenda.iter().map(|one| one.item.minutes_planned());
        let clocks = slots(self.at.meeting.starts_at(), planned);
        let words = clocks.into_iter().map(|(from, to)| format!("{} to {}", from.clock(), to.clock()));
        words.zip(&self.agenda).collect()
    }

    /// Minutes planned for each priority.
    fn times(&self) -> Vec<(String, i64)> {
        let named = |one: &AgendaItem| (one.priority.as_ref().map(|to| to.words.clone()), one.item.minutes_planned());
        let sums = by_priority(self.agenda.iter().map(named)).into_iter();
        sums.map(|(name, sum)| (name.unwrap_or_else(|| "No priority".to_owned()), sum)).collect()
    }
}

pub(super) async fn meeting(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let at = meeting_at(&mut db, id).await?;
    let page = meeting_page(&ctx, &mut db, at).await?;
    drop(db);
    let (meeting, body, place) = (&page.at.meeting, &page.at.body, &page.at.place);
    let around = at::page(meeting.title(), at::steps_to_body(place, body), place).caption(body.name());
    ctx.page(around.record("meeting", id).lead(meeting.when()).template(&page)).await
}

async fn meeting_page(ctx: &Ctx, db: &mut Conn, at: MeetingAt) -> Result<MeetingPage, PageError> {
    let may = May::of(ctx, &at);
    let (why_private, _) = store::private_reason(db, at.meeting.id()).await?;
    if !may.read {
        let (agenda, beside, attendance, corrections) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (pack, interests, amendments) = (String::new(), Vec::new(), Vec::new());
        let phase = at.meeting.phase(ctx.now());
        return Ok(MeetingPage {
            at,
            agenda,
            beside,
            attendance,
            corrections,
            phase,
            amendments,
            pack,
            interests,
            why_private,
            may,
        });
    }
    let items = store::items_of_meeting(db, at.meeting.id()).await?;
    let is_told = may.draft || at.meeting.state() == State::Held;
    let unminuted = is_told && at.meeting.minutes_state() == MinutesState::None;
    let agenda = agenda(ctx, db, &at.meeting, items).await?;
    let papers = agenda.iter().flat_map(|one| &one.papers).map(|line| line.paper.length());
    Ok(MeetingPage {
        pack: papers.fold(Length::default(), Length::plus).in_words(),
        interests: if unminuted { minutes_paragraphs(db, &at.meeting).await? } else { Vec::new() },
        why_private,
        agenda,
        beside: beside_the_agenda(ctx, db, &at.meeting).await?,
        attendance: attended(db, at.meeting.id()).await?,
        corrections: store::corrections(db, at.meeting.id()).await?,
        phase: at.meeting.phase(ctx.now()),
        amendments: if may.draft { amendments(db, at.meeting.id()).await? } else { Vec::new() },
        at,
        may,
    })
}

/// With the name of each one's organisation.
async fn amendments(db: &mut Conn, id: MeetingId) -> Result<Vec<(String, Amendment)>, PageError> {
    let all = store::amendments_of_meeting(db, id).await?;
    let ids: Vec<OrganisationId> = all.iter().map(Amendment::organisation).collect();
    let names = folkmoot_register::store::organisation_names(db, &ids).await?;
    let name = |id: OrganisationId| names.get(&id).map(|(_, name)| name.clone()).unwrap_or_default();
    Ok(all.into_iter().map(|one| (name(one.organisation()), one)).collect())
}

pub(super) async fn item(ctx: Ctx, Path(id): Path<ItemId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (item, at) = item_at(&mut db, id).await?;
    if !reads_agenda(&ctx, &at.meeting) {
        return Err(PageError::not_found());
    }
    let beside = beside(&ctx, &mut db, &item, &at).await?;
    let one = agenda(&ctx, &mut db, &at.meeting, vec![item]).await?.pop().ok_or_else(PageError::not_found)?;
    let strip = again::strip_of_item(&ctx, &mut db, id).await?;
    drop(db);
    let may = May::of(&ctx, &at);
    let page = ItemPage { at, steps: steps(&one), one, beside, may, strip };
    let caption = format!("{}, {}", page.at.body.name(), page.at.meeting.starts_at().date().in_words());
    let around = at::page(page.one.item.title(), at::steps_to_meeting(&page.at), &page.at.place).caption(caption);
    ctx.page(around.template(&page)).await
}
