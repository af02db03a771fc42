//! Confidence notes: how far members say that their chair is fair, body by body, year by year.

use super::at::{self, place_at, round_at};
use super::seen;
use crate::actions::not_asked;
use crate::acts::{OPEN_ROUND, REPLY_AS_CHAIR, SEE_SURVEYS};
use crate::level::{Confidence, Said};
use crate::links;
use crate::round::{Audience, Kind, Round, RoundId};
use crate::store;
use crate::urn::Outcome;
use askama::Template;
use folkmoot_kernel::crowd::size_in_words;
use folkmoot_kernel::{Date, Role};
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::charts::{About, Lines, Series, Unit, line};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

/// A note is asked for once a year. Unit: days. Source: our own choice, with the round of yearly reviews.
const YEAR_DAYS: i64 = 365;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/confidence", SEE_SURVEYS, list).get("/confidence/{round}", SEE_SURVEYS, show)
}

/// A note with what may be shown of it to this reader.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) round: Round,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) said: Option<Said>,
    pub(crate) answered: usize,
}

impl Note {
    pub(crate) fn says(&self, today: Date) -> String {
        match (self.outcome, self.said.as_ref().and_then(|said| said.together)) {
            _ if self.round.is_open(today) => format!("Open until {}", self.round.closes_on().in_words()),
            _ if !self.round.is_closed() => "Its last day is over; it closes within the hour".to_owned(),
            (Some(outcome), _) if !outcome.is_shown() => outcome.why_not(),
            (_, Some(together)) => format!("Members are {} confident that the chair is fair", together.on_a_scale()),
            _ => seen::for_whom(&self.round).to_owned(),
        }
    }
}

/// All notes of a place, latest first.
pub(crate) async fn notes(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<Note>, Error> {
    let rounds = store::rounds(db, place.id(), Kind::Confidence).await?;
    let urns = store::urns(db, place.id(), Kind::Confidence).await?;
    let mut shown: BTreeMap<RoundId, Said> = store::shown_urns::<Confidence>(db, place.id(), Kind::Confidence)
        .await?
        .into_iter()
        .map(|(id, _, urn)| (id, Said::of(&urn)))
        .collect();
    let note = |round: Round| {
        let line = urns.iter().find(|urn| urn.round_id == round.id());
        Note {
            outcome: line.and_then(store::UrnLine::outcome),
            answered: line.map_or(0, |line| usize::try_from(line.readers).unwrap_or(0)),
            said: shown.remove(&round.id()).filter(|_| seen::may_see(ctx, &round, None)),
            round,
        }
    };
    Ok(rounds.into_iter().map(note).collect())
}

#[derive(Debug, Template)]
#[template(path = "confidences.html")]
struct ListPage {
    bodies: Vec<OfBody>,
    data: String,
    may_open: bool,
}

/// The notes of one body.
#[derive(Debug)]
struct OfBody {
    name: String,
    chart: Option<String>,
    lines: Vec<(String, String, String)>,
    is_due: bool,
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let notes = notes(&ctx, &mut db, &place).await?;
    drop(db);
    let href = links::confidences(place.slug());
    let may_open = ctx.may(OPEN_ROUND, place.subject());
    let page = ListPage { bodies: by_body(notes, ctx.now().date()), data: href.clone(), may_open };
    let around = at::page("Is the chair fair?", at::steps(&place), &place).lead(
        "Once a year the members of a body say how confident they are that its chair is fair to all partners. Chair and members see the result first.",
    );
    ctx.page(at::with_data(around, "Confidence notes", &href).template(&page)).await
}

/// Bodies in the order of the alphabet, never by their result.
fn by_body(notes: Vec<Note>, today: Date) -> Vec<OfBody> {
    let mut by_name: BTreeMap<String, Vec<Note>> = BTreeMap::new();
    for note in notes {
        by_name.entry(note.round.about().name.clone()).or_default().push(note);
    }
    let of_body = |(at, (name, notes)): (usize, (String, Vec<Note>))| {
        let line = |note: &Note| (note.round.title().to_owned(), links::confidence(note.round.id()), note.says(today));
        let latest = notes.first().map(|note| note.round.opens_on());
        OfBody {
            chart: chart(&format!("confidence-{at}"), &name, &notes),
            lines: notes.iter().map(line).collect(),
            is_due: latest.is_some_and(|day| day.days_until(today) >= YEAR_DAYS),
            name,
        }
    };
    by_name.into_iter().enumerate().map(of_body).collect()
}

/// Over the years, once there are two to compare.
fn chart(id: &str, body: &str, notes: &[Note]) -> Option<String> {
    let closed: Vec<&Note> = notes.iter().rev().filter(|note| note.round.is_closed()).collect();
    let percent =
        |note: &&Note| note.said.as_ref().and_then(|said| said.together).map(folkmoot_kernel::Tenths::percent);
    let values: Vec<Option<i64>> = closed.iter().map(percent).collect();
    if values.iter().flatten().count() < 2 {
        return None;
    }
    let about = About::new(id, format!("{body}: confidence in the chair, from not at all (0) to fully (100)"))
        .each("Note")
        .unit(Unit::PerCent);
    let points = closed.iter().map(|note| note.round.title().to_owned()).collect();
    Some(line(&Lines::over(about, points, vec![Series::new("Confidence", values)])))
}

#[derive(Debug, Template)]
#[template(path = "confidence.html")]
struct NotePage {
    note: Note,
    says: String,
    when: String,
    answered: &'static str,
    for_whom: &'static str,
    is_open: bool,
    not_asked: Option<&'static str>,
    has_answered: bool,
    reply: Option<String>,
    may_reply: bool,
    may_run: bool,
    base: String,
}

impl NotePage {
    fn words(&self) -> &[String] {
        self.note.said.as_ref().map(|said| said.words.as_slice()).unwrap_or_default()
    }

    fn may_widen(&self) -> bool {
        let shown = self.note.outcome.is_some_and(Outcome::is_shown);
        self.may_run && shown && self.note.round.audience() != Audience::Everybody
    }
}

async fn show(ctx: Ctx, Path(id): Path<RoundId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (round, place) = round_at(&mut db, id, Kind::Confidence).await?;
    let body = round.subject().body.ok_or_else(PageError::not_found)?;
    let has_answered = match ctx.person_id() {
        Some(person) => store::has_answered(&mut db, id, body.any(), person).await?,
        None => false,
    };
    let reply = store::replies(&mut db, id).await?.remove(&body.any());
    let all = notes(&ctx, &mut db, &place).await?;
    drop(db);
    let note = all.into_iter().find(|note| note.round.id() == id).ok_or_else(PageError::not_found)?;
    let today = ctx.now().date();
    let chairs = ctx.actor().held().iter().any(|seat| seat.body == Some(body) && seat.role == Role::Chair);
    let page = NotePage {
        says: note.says(today),
        when: format!("{} to {}", round.opens_on().in_words(), round.day().in_words()),
        answered: size_in_words(note.answered),
        for_whom: if round.is_closed() { seen::for_whom(&round) } else { "" },
        is_open: round.is_open(today),
        not_asked: not_asked(&ctx, body),
        has_answered,
        may_reply: chairs && note.said.is_some() && ctx.may(REPLY_AS_CHAIR, round.subject()),
        may_run: ctx.may(OPEN_ROUND, round.subject()),
        reply: reply.filter(|_| note.said.is_some()).map(|(words, on)| format!("{words} ({})", on.in_words())),
        base: links::confidence(id),
        note,
    };
    let title = format!("{}: is the chair fair?", round.about().name);
    let around = at::page(&title, at::steps_to_list(&place, Kind::Confidence), &place);
    ctx.page(around.template(&page)).await
}
