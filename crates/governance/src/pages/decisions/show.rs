//! A decision's page: what it means, who had the power, where each organisation stands, what came of it.

use super::positions::Positions;
use super::settled::{self, Elsewhere};
use crate::actions::conflicts::{checks_of, ruled_on};
use crate::actions::mandates::mandate;
use crate::acts::{ANSWER_CHECKS, CLOSE_DECISION, PROPOSE_PROMISE, PUBLISH_DECISION, RECORD_OVERRIDE, REOPEN_DECISION};
use crate::concern;
use crate::decision::{Decision, DecisionId, Outcome, State};
use crate::links;
use crate::openness::Openness;
use crate::overrides::Override;
use crate::pages::conflicts::{checks, summary};
use crate::pages::meetings::reads_agenda;
use crate::pages::thread::{Step, steps_of_decision};
use crate::pages::{again, seen};
use crate::position::{Given, Position, Seal, Stance, Tally};
use crate::power::Power;
use crate::store::{self, PromiseLine};
use crate::wants::Subject as Of;
use askama::Template;
use folkmoot_kernel::{OrganisationId, Subject, capital};
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error, history_of};
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

/// Moments of history that a page shows.
const HISTORY_MAX: u32 = 100;

#[derive(Debug, Template)]
#[template(path = "decision.html")]
struct DecisionPage {
    decision: Decision,
    state: State,
    steps: Vec<Step>,
    facts: Vec<Fact>,
    positions: Positions,
    until: String,
    promises: Vec<(PromiseLine, String)>,
    elsewhere: Option<Elsewhere>,
    overrides: Vec<Override>,
    history: Vec<(String, String)>,
    ways: Vec<Way>,
    /// What the reader may say of where it was settled: words and the end of the address.
    says: Vec<(&'static str, &'static str)>,
    thread_href: String,
    /// Parts that are drawn by themselves: asked again, adopted, on the way.
    again: String,
    adoption: String,
    strip: String,
    changes: Vec<(String, String)>,
    /// Where it is told how far partners were involved, if anything tells it.
    involvement: Option<String>,
    /// The plain summary, its words that the glossary knows as links.
    summary: Vec<(String, String)>,
    checks: Vec<checks::Asked>,
    /// What is said of how open it is, to those who may know more than that.
    openness: &'static str,
    /// Made in private, and not for who reads.
    is_hidden: bool,
}

/// A line about the decision, with its page if it has one.
#[derive(Debug)]
struct Fact {
    key: &'static str,
    words: String,
    href: String,
}

/// Something that the reader may do here.
#[derive(Debug)]
struct Way {
    words: &'static str,
    href: String,
}

impl DecisionPage {
    /// "Money: 2 organisations", as far as positions are shown.
    fn concerns(&self) -> Vec<String> {
        let said = self.positions.rows.iter().filter_map(|row| row.said.as_ref()).map(|said| said.concerns.as_slice());
        let counted = if self.positions.shown { concern::counted(said) } else { Vec::new() };
        let words =
            |count: u32| if count == 1 { "1 organisation".to_owned() } else { format!("{count} organisations") };
        counted.into_iter().map(|(kind, count)| format!("{}: {}", kind.words(), words(count))).collect()
    }

    fn chart(&self) -> String {
        self.positions.chart()
    }

    fn who(&self, stance: Stance) -> Vec<&super::positions::Row> {
        self.positions.who(stance)
    }
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let id: DecisionId = key.parse()?;
    let mut db = ctx.read().await?;
    let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = folkmoot_register::store::place(&mut db, decision.place()).await?.ok_or_else(PageError::not_found)?;
    let page = drawn(&ctx, &mut db, decision).await?;
    drop(db);
    let around = around(&place, &page.decision);
    ctx.page(around.template(&page)).await
}

fn around(place: &Place, decision: &Decision) -> Page {
    Page::new(decision.title())
        .caption(format!("Decision {}", decision.number()))
        .record("decision", decision.id())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .crumb("Decisions", links::decisions(place.slug()))
        .invented(place.is_invented())
}

async fn drawn(ctx: &Ctx, db: &mut Conn, decision: Decision) -> Result<DecisionPage, Error> {
    let id = decision.id();
    let all = store::positions(db, id).await?;
    let tally = Tally::of(&all);
    let seal = decision.seal(tally, ctx.now());
    let own = seen::speaks_for(ctx, &decision);
    let whole = decision.clone();
    let (decision, openness) = seen::shown(ctx, db, decision).await?;
    let is_hidden = !openness.shows(seen::reader(ctx, decision.place()));
    let all = if is_hidden { Vec::new() } else { all };
    let names = names_of(db, all.iter().map(Position::organisation)).await?;
    let overrides = store::overrides_of_decision(db, id).await?;
    let elsewhere = if is_hidden { None } else { settled::elsewhere(ctx, db, &decision).await? };
    Ok(DecisionPage {
        state: decision.state(tally, !overrides.is_empty(), ctx.now()),
        steps: steps_of_decision(ctx, db, &decision).await?,
        facts: facts(ctx, db, &decision).await?,
        ways: ways(ctx, db, (&whole, openness), (seal, &all, &own)).await?,
        summary: summary(db, decision.place(), decision.plain_summary()).await?,
        checks: if is_hidden { Vec::new() } else { checks::asked(db, checks_of(&decision)).await? },
        openness: openness_words(openness, is_hidden),
        is_hidden,
        says: if is_hidden { Vec::new() } else { settled::ways(ctx, &decision, elsewhere.is_some()) },
        elsewhere,
        positions: Positions::of(&all, seen::viewer(ctx, decision.place(), &own), seal, &names),
        until: decision.positions_due().in_words(),
        promises: promises(ctx, db, &decision, &own).await?,
        history: history(db, id).await?,
        thread_href: links::thread("decision", id.any()),
        again: again::again(ctx, db, &decision).await?,
        adoption: again::adoption(ctx, db, &decision).await?,
        strip: again::strip_of_decision(ctx, db, &decision).await?,
        changes: again::changes(ctx, db, Of::Decision(id)).await?,
        involvement: ctx.link("involvement_in_decision", id.any()),
        overrides,
        decision,
    })
}

type Names = std::collections::BTreeMap<OrganisationId, (folkmoot_kernel::Slug, String)>;

async fn names_of(db: &mut Conn, ids: impl Iterator<Item = OrganisationId>) -> Result<Names, Error> {
    let ids: Vec<OrganisationId> = ids.collect();
    folkmoot_register::store::organisation_names(db, &ids).await
}

/// Who had the power, and where it was put.
async fn facts(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<Vec<Fact>, Error> {
    let plain = |key, words: &str| Fact { key, words: words.to_owned(), href: String::new() };
    let mut facts = Vec::new();
    if let Some(body) = store::body(db, decision.body()).await? {
        facts.push(Fact { key: "Body", words: body.name().to_owned(), href: links::body(body.id()) });
    }
    facts.push(plain("This body can", decision.power().sentence()));
    facts.extend(on_the_map(ctx, db, decision).await?);
    facts.push(plain("Whose power", decision.power_holder()));
    facts.push(plain("Where that power comes from", decision.power_basis()));
    let mut reads_item = true;
    if let Some(id) = decision.meeting()
        && let Some(meeting) = store::meeting(db, id).await?
    {
        reads_item = reads_agenda(ctx, &meeting);
        facts.push(Fact { key: "Meeting", words: meeting.title().to_owned(), href: links::meeting(id) });
    }
    // What was settled elsewhere is only noted here.
    if decision.meeting().is_none() && decision.power() != Power::Note {
        facts.push(plain("Meeting", "None: it was put in writing"));
    }
    if let Some(id) = decision.item()
        && reads_item
        && let Some(item) = store::item(db, id).await?
    {
        facts.push(Fact { key: "Agenda item", words: item.title().to_owned(), href: links::item(id) });
    }
    if let Some(id) = decision.priority()
        && let Some(priority) = store::priority(db, id).await?
    {
        facts.push(Fact { key: "Priority", words: priority.title().to_owned(), href: links::priority(id) });
    }
    facts.push(plain("Put on", &decision.opened_at().date().in_words()));
    if let Some(closed) = decision.closed() {
        facts.push(plain("Closed on", &closed.at.date().in_words()));
    }
    Ok(facts)
}

/// What the map of who decides said when it was put, and how much money it is about.
async fn on_the_map(ctx: &Ctx, db: &mut Conn, decision: &Decision) -> Result<Vec<Fact>, Error> {
    let (matter, day) = (decision.matter(), decision.opened_at().date());
    let body = (decision.place(), decision.body());
    let mut facts = Vec::new();
    if let Some(Ok(map)) = mandate(ctx, db, body, matter.function, day).await? {
        let said = map.words().map(|words| format!("This body can {words}"));
        let words = said.unwrap_or_else(|| "It names others".to_owned());
        facts.push(Fact { key: "What is decided", words: map.name.clone(), href: map.href.clone() });
        facts.push(Fact { key: "What the map of who decides says", words, href: String::new() });
    }
    if let Some(amount) = matter.amount {
        facts.push(Fact { key: "Money", words: amount.to_string(), href: String::new() });
    }
    Ok(facts)
}

async fn promises(
    ctx: &Ctx,
    db: &mut Conn,
    decision: &Decision,
    own: &[OrganisationId],
) -> Result<Vec<(PromiseLine, String)>, Error> {
    let view = seen::view(ctx, db, decision.place()).await?;
    let lines = store::promise_lines_of_decision(db, &view, decision.id(), own).await?;
    let names = names_of(db, lines.iter().map(|line| line.organisation_id)).await?;
    let name = |id: OrganisationId| names.get(&id).map(|(_, name)| name.clone()).unwrap_or_default();
    Ok(lines.into_iter().map(|line| (line.clone(), name(line.organisation_id))).collect())
}

/// What happened, oldest first, without who: positions have a history of their own, which stays sealed.
async fn history(db: &mut Conn, id: DecisionId) -> Result<Vec<(String, String)>, Error> {
    let rows = history_of(db, "decision", id, HISTORY_MAX).await?;
    Ok(rows.into_iter().rev().map(|row| (row.at.in_words(), capital(&row.event))).collect())
}

const fn openness_words(openness: Openness, is_hidden: bool) -> &'static str {
    match openness {
        Openness::Private if !is_hidden => "Made in private: the public sees that there is a decision, and not what.",
        Openness::Published { .. } => "Made in private, and published by the body since.",
        Openness::Private | Openness::Public => "",
    }
}

async fn ways(
    ctx: &Ctx,
    db: &mut Conn,
    (decision, openness): (&Decision, Openness),
    (seal, all, own): (Seal, &[Position], &[OrganisationId]),
) -> Result<Vec<Way>, Error> {
    let ruled = ruled_on(db, decision).await?;
    let kept_out = ruled.keeps_out(ctx.actor()).is_some();
    let (href, mut ways) = (links::decision(decision.id()), Vec::new());
    let by_ruling = |one: &Position| one.given().is_some_and(Given::is_by_ruling);
    let mine = all.iter().filter(|one| own.contains(&one.organisation()) && !by_ruling(one) && !kept_out);
    let (given, awaited): (Vec<&Position>, Vec<&Position>) = mine.partition(|position| position.given().is_some());
    if !awaited.is_empty() && matches!(seal, Seal::Sealed | Seal::Open) {
        ways.push(Way { words: "Give your organisation's position", href: format!("{href}/position") });
    } else if !given.is_empty() && seal == Seal::Sealed {
        ways.push(Way { words: "Change your organisation's position", href: format!("{href}/position") });
    }
    if decision.closed().is_none() && ctx.may(ANSWER_CHECKS, decision.subject()) {
        ways.push(Way { words: "Answer the check-list", href: format!("{href}/checks") });
    }
    if openness.publish(decision, ctx.now()).is_ok() && ctx.may(PUBLISH_DECISION, decision.subject()) {
        ways.push(Way { words: "Publish this decision", href: format!("{href}/publish") });
    }
    if decision.closed().is_none() && ctx.may(CLOSE_DECISION, decision.subject().with(ruled.recusing())) {
        ways.push(Way { words: "Close this decision", href: format!("{href}/close") });
    }
    if matches!(decision.outcome(), None | Some(Outcome::Agreed)) {
        ways.extend(to_promise(ctx, decision, own));
    }
    if decision.closed().is_some() && ctx.may(REOPEN_DECISION, decision.subject()) {
        ways.push(Way { words: "Put this again", href: format!("{href}/reopen") });
    }
    if decision.closed().is_some() && ctx.may(RECORD_OVERRIDE, Subject::place(decision.place())) {
        ways.push(Way { words: "Record that it was set aside from above", href: format!("{href}/override") });
    }
    Ok(ways)
}

/// Promises are written down for others by whoever runs the body, and offered by those who speak for an organisation.
fn to_promise(ctx: &Ctx, decision: &Decision, own: &[OrganisationId]) -> Vec<Way> {
    let (href, mut ways) = (links::decision(decision.id()), Vec::new());
    if ctx.may(PROPOSE_PROMISE, decision.subject()) {
        ways.push(Way { words: "Write down a promise made in the room", href: format!("{href}/promises/add") });
    }
    if !own.is_empty() {
        ways.push(Way { words: "Offer a promise of your organisation", href: format!("{href}/promises/offer") });
    }
    ways
}
