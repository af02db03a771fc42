//! Agenda items as pages show them: with priority, sponsor, papers and decisions.

use crate::actions::{mandates, may_read};
use crate::closing::End;
use crate::decision::{Decision, State};
use crate::item::{Item, ItemId};
use crate::links;
use crate::mandate::Mandate;
use crate::meeting::{Meeting, MeetingId};
use crate::pages::thread::Step;
use crate::paper::Paper;
use crate::power::Power;
use crate::reading::lateness;
use crate::ruling::Ruled;
use crate::store;
use folkmoot_kernel::{FunctionId, OrganisationId, Refused, Slug, Timestamp};
use folkmoot_register::links as register_links;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError};
use std::collections::BTreeMap;

/// An item with all that its reader may see.
#[derive(Debug)]
pub(super) struct AgendaItem {
    pub(super) item: Item,
    pub(super) priority: Option<To>,
    /// The need that its priority answers.
    pub(super) need: String,
    pub(super) sponsor: Option<To>,
    pub(super) papers: Vec<PaperLine>,
    /// How many papers the chair's ruling withholds from who asks.
    pub(super) withheld: usize,
    pub(super) decisions: Vec<DecisionOfItem>,
    /// The promise that was taken back and came here.
    pub(super) returned: Option<To>,
    /// Promises that were written down on it without a decision.
    pub(super) promises: Vec<To>,
    /// The meeting from which it was put off, and the one where it goes on.
    pub(super) before: Option<To>,
    pub(super) after: Option<To>,
    /// What the map of who decides says of what it is about.
    pub(super) mandate: Option<Mandate>,
}

#[derive(Debug, Clone)]
pub(super) struct To {
    pub(super) words: String,
    pub(super) href: String,
}

#[derive(Debug)]
pub(super) struct PaperLine {
    pub(super) paper: Paper,
    pub(super) may_read: bool,
    /// They may, once they signed in more strongly than by a code.
    pub(super) wants_passkey: bool,
    /// How long it takes to read, and whether it came late.
    pub(super) note: String,
}

#[derive(Debug)]
pub(super) struct DecisionOfItem {
    pub(super) words: String,
    pub(super) href: String,
    pub(super) state: State,
}

impl AgendaItem {
    /// After "this body can": "decide this: it is settled here and binds".
    pub(super) fn power(&self) -> String {
        let power: Power = self.item.power();
        if let Some(words) = self.mandate.as_ref().and_then(Mandate::words) {
            return words;
        }
        format!("{}: {}", power.words(), power.hint())
    }
}

/// Where an item hangs on the thread.
pub(super) fn steps(one: &AgendaItem) -> Vec<Step> {
    let linked = |kind, to: &To| Step::new(kind, &to.words, to.href.clone());
    let decision = match one.decisions.as_slice() {
        [] => Step::none("Decision"),
        [only] => Step::new("Decision", &only.words, only.href.clone()),
        more => Step::new("Decision", &format!("{} decisions", more.len()), ""),
    };
    let priority = one.priority.as_ref();
    vec![
        priority.map_or_else(|| Step::none("Need"), |to| Step::new("Need", &one.need, to.href.clone())),
        priority.map_or_else(|| Step::none("Priority"), |to| linked("Priority", to)),
        Step::new("Agenda item", one.item.title(), links::item(one.item.id())).here(),
        decision,
    ]
}

/// What items of one meeting name, asked for once.
#[derive(Debug)]
struct Loaded {
    papers: Vec<Paper>,
    decisions: Vec<(Decision, State)>,
    sponsors: BTreeMap<OrganisationId, (Slug, String)>,
    ruled: BTreeMap<ItemId, Ruled>,
    /// Rulings of an item that has none.
    nobody: Ruled,
    /// Clear days by which this body's papers are there.
    paper_days: i64,
    mandates: BTreeMap<FunctionId, Mandate>,
    promises: Vec<(ItemId, To)>,
}

impl Loaded {
    fn decisions_on(&self, item: ItemId) -> Vec<DecisionOfItem> {
        let shown = |(decision, state): &(Decision, State)| DecisionOfItem {
            words: decision.called(),
            href: links::decision(decision.id()),
            state: *state,
        };
        self.decisions.iter().filter(|(one, _)| one.item() == Some(item)).map(shown).collect()
    }

    fn promises_on(&self, item: ItemId) -> Vec<To> {
        self.promises.iter().filter(|(on, _)| *on == item).map(|(_, to)| to.clone()).collect()
    }
}

/// "about 5 minutes to read, came 2 clear days before; 5 were agreed"
fn note(paper: &Paper, meeting: &Meeting, agreed: i64) -> String {
    let late = lateness(paper.added_at().date(), meeting.starts_at().date(), agreed);
    let long = if paper.length().unknown == 0 { paper.length().in_words() } else { String::new() };
    let notes = [long, late];
    notes.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The whole agenda.
pub(super) async fn agenda(
    ctx: &Ctx,
    db: &mut Conn,
    meeting: &Meeting,
    items: Vec<Item>,
) -> Result<Vec<AgendaItem>, PageError> {
    let sponsors: Vec<OrganisationId> = items.iter().filter_map(Item::sponsor).collect();
    let mut ruled: BTreeMap<ItemId, Ruled> = BTreeMap::new();
    for ruling in store::rulings_of_meeting(db, meeting.id()).await? {
        ruled.entry(ruling.item()).or_default().0.push(ruling);
    }
    let functions: Vec<FunctionId> = items.iter().filter_map(Item::function).collect();
    let (body, day) = ((meeting.place(), meeting.body()), meeting.starts_at().date());
    let loaded = Loaded {
        ruled,
        nobody: Ruled::default(),
        paper_days: store::house_rules(db, meeting.body()).await?.paper_days(),
        mandates: mandates::mandates(ctx, db, body, &functions, day).await?,
        promises: promises(db, meeting.id()).await?,
        papers: store::papers_of_meeting(db, meeting.id()).await?,
        decisions: decisions(ctx, db, meeting).await?,
        sponsors: folkmoot_register::store::organisation_names(db, &sponsors).await?,
    };
    let mut agenda = Vec::new();
    for item in items {
        agenda.push(one(ctx, db, meeting, (item, &loaded)).await?);
    }
    Ok(agenda)
}

async fn decisions(ctx: &Ctx, db: &mut Conn, meeting: &Meeting) -> Result<Vec<(Decision, State)>, PageError> {
    let mut decisions = Vec::new();
    for decision in store::decisions_of_meeting(db, meeting.id()).await? {
        let tally = store::tally(db, decision.id()).await?;
        let set_aside = store::is_set_aside(db, decision.id()).await?;
        let state = decision.state(tally, set_aside, ctx.now());
        decisions.push((decision, state));
    }
    Ok(decisions)
}

async fn one(
    ctx: &Ctx,
    db: &mut Conn,
    meeting: &Meeting,
    (item, loaded): (Item, &Loaded),
) -> Result<AgendaItem, PageError> {
    let priority = match item.priority() {
        Some(id) => store::priority(db, id).await?,
        None => None,
    };
    let returned = match item.returned_promise() {
        Some(id) => store::promise(db, id).await?,
        None => None,
    };
    let (before, after) = put_off(db, &item).await?;
    let sponsor = item.sponsor().and_then(|id| loaded.sponsors.get(&id));
    let ruled = loaded.ruled.get(&item.id()).unwrap_or(&loaded.nobody);
    let withheld = ruled.withheld_from(ctx.actor()).is_some();
    let own = loaded.papers.iter().filter(|paper| paper.item() == item.id());
    let paper = |paper: &Paper| line(ctx, meeting, ruled, (paper, loaded.paper_days));
    Ok(AgendaItem {
        mandate: item.function().and_then(|id| loaded.mandates.get(&id).cloned()),
        need: priority.as_ref().map(|one| one.need().to_owned()).unwrap_or_default(),
        priority: priority.map(|one| To { words: one.title().to_owned(), href: links::priority(one.id()) }),
        sponsor: sponsor.map(|(slug, name)| To { words: name.clone(), href: register_links::organisation(slug) }),
        withheld: if withheld { own.clone().count() } else { 0 },
        papers: if withheld { Vec::new() } else { own.map(paper).collect() },
        decisions: loaded.decisions_on(item.id()),
        returned: returned.map(|one| To { words: one.what().to_owned(), href: links::promise(one.id()) }),
        promises: loaded.promises_on(item.id()),
        before,
        after,
        item,
    })
}

fn line(ctx: &Ctx, meeting: &Meeting, ruled: &Ruled, (paper, paper_days): (&Paper, i64)) -> PaperLine {
    let read = may_read(ctx, meeting, paper.marking(), ruled);
    PaperLine {
        may_read: read.is_ok(),
        wants_passkey: read == Err(Refused::SignInStronger),
        note: note(paper, meeting, paper_days),
        paper: paper.clone(),
    }
}

/// Where an item was put off from, and where it goes on.
async fn put_off(db: &mut Conn, item: &Item) -> Result<(Option<To>, Option<To>), PageError> {
    let mut before = None;
    if let Some(earlier) = item.deferred_from()
        && let Some(earlier) = store::item(db, earlier).await?
        && let Some(meeting) = store::meeting(db, earlier.meeting()).await?
    {
        before =
            Some(To { words: format!("{}, {}", meeting.title(), meeting.when()), href: links::item(earlier.id()) });
    }
    let later = match item.came_to() {
        Some(End::Deferral) => store::goes_on_at(db, item.id()).await?,
        _ => None,
    };
    let to = |(id, _, at): (ItemId, MeetingId, Timestamp)| To {
        words: format!("the meeting of {}", at.date().in_words()),
        href: links::item(id),
    };
    Ok((before, later.map(to)))
}

/// Promises on items of one meeting, each with its item.
async fn promises(db: &mut Conn, meeting: MeetingId) -> Result<Vec<(ItemId, To)>, PageError> {
    let all = store::promises_on_items_of(db, meeting).await?;
    let owners: Vec<OrganisationId> = all.iter().map(|one| one.organisation_id).collect();
    let names = folkmoot_register::store::organisation_names(db, &owners).await?;
    let to = |one: store::LineOnItem| {
        let owner = names.get(&one.organisation_id).map_or("A partner", |(_, name)| name);
        (one.item_id, To { words: format!("{owner}: {}", one.what), href: links::promise(one.id) })
    };
    Ok(all.into_iter().map(to).collect())
}

/// Decisions that were put at the meeting and hang on none of its items.
pub(super) async fn beside_the_agenda(
    ctx: &Ctx,
    db: &mut Conn,
    meeting: &Meeting,
) -> Result<Vec<DecisionOfItem>, PageError> {
    let all = decisions(ctx, db, meeting).await?;
    let beside = all.into_iter().filter(|(decision, _)| decision.item().is_none());
    let shown = beside.map(|(decision, state)| DecisionOfItem {
        words: decision.called(),
        href: links::decision(decision.id()),
        state,
    });
    Ok(shown.collect())
}
