//! Recall checks and confidence notes.

use super::{PLAYED, Written};
use crate::demo::DemoError;
use crate::demo::lot::Lot;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_kernel::PersonId;
use folkmoot_surveys::actions;
use folkmoot_surveys::level::{Confidence, Level};
use folkmoot_surveys::recall::{self, Answer, Settled};
use folkmoot_surveys::round::{Ask, Audience, Kind, Round};
use folkmoot_surveys::store;

/// Days for which a question of the story was open.
const DAYS: i64 = 12;

pub(super) async fn recalls(maker: &mut Maker, written: &Written) -> Result<(), DemoError> {
    let last = written.recall.len() - 1;
    for (nth, (title, month, day, first, count, of_hundred)) in written.recall.iter().enumerate() {
        maker.on(*month, *day);
        let round = open(maker, title).await?;
        let people: Vec<PersonId> =
            maker.voices(None).into_iter().skip(*first).take(*count).map(|(_, id)| id).collect();
        answer(maker, written, &round, &people, *of_hundred).await?;
        maker.on(*month, (*day + 14).min(28));
        let closed = close(maker, &round).await?;
        // The lines of the latest wait for the team, so that it can be tried.
        if nth < last {
            settle(maker, written, &closed).await?;
        }
    }
    let (title, count, of_hundred) = &written.recall_open;
    maker.days_ago(4);
    let round = open(maker, title).await?;
    let free = maker.voices(None).into_iter().filter(|(organisation, _)| !PLAYED.contains(&organisation.as_str()));
    let people: Vec<PersonId> = free.take(*count).map(|(_, id)| id).collect();
    answer(maker, written, &round, &people, *of_hundred).await
}

async fn open(maker: &mut Maker, title: &str) -> Result<Round, DemoError> {
    let (team, place) = (maker.cast.team(0)?, maker.cast.place()?);
    let ctx = maker.acting(team).await?;
    let ask = Ask { title: title.to_owned(), closes_on: ctx.now().date().plus_days(DAYS) };
    actions::open_recall(&ctx, place, ask, None).await.arranged(title)
}

async fn close(maker: &mut Maker, round: &Round) -> Result<Round, DemoError> {
    let team = maker.cast.team(0)?;
    let ctx = maker.acting(team).await?;
    actions::close_round(&ctx, round.id(), round.version()).await.arranged("the end of a round")
}

async fn answer(
    maker: &mut Maker,
    written: &Written,
    round: &Round,
    people: &[PersonId],
    of_hundred: i64,
) -> Result<(), DemoError> {
    let mut lot = maker.lot(round.title());
    for person in people {
        let text = remembered(&mut lot, written, of_hundred);
        let ctx = maker.acting(*person).await?;
        if ctx.actor().held().iter().any(|seat| seat.organisation.is_some()) {
            actions::answer_recall(&ctx, round.id(), &text).await.arranged("an answer")?;
        }
    }
    Ok(())
}

/// What one person writes: some priorities in some words, and now and then something else.
fn remembered(lot: &mut Lot, written: &Written, of_hundred: i64) -> String {
    let mut lines = Vec::new();
    for (nth, phrases) in (0..).zip(&written.remember) {
        if lot.chance(of_hundred + 12 - 6 * nth) {
            lines.push(lot.words(phrases));
        }
    }
    if lot.chance(30) {
        lines.push(lot.words(&written.r#else));
    }
    lines.join("\n")
}

/// The team says what each line means: whoever wrote the phrases knows.
async fn settle(maker: &mut Maker, written: &Written, round: &Round) -> Result<(), DemoError> {
    let (team, place) = (maker.cast.team(0)?, maker.cast.place()?);
    let ctx = maker.acting(team).await?;
    let mut db = ctx.read().await?;
    let shown = store::shown_urns::<Answer>(&mut db, place, Kind::Recall).await?;
    let asked = store::remembered(&mut db, place).await?.remove(&round.id()).unwrap_or_default();
    drop(db);
    let Some((_, _, urn)) = shown.into_iter().find(|(id, ..)| *id == round.id()) else { return Ok(()) };
    let nth =
        |words: &str| written.remember.iter().position(|phrases| phrases.iter().any(|one| one.to_lowercase() == words));
    let lines = recall::lines(&urn, &asked, &Settled::new());
    let means = |words: &str| nth(words).and_then(|nth| asked.get(nth)).map(|priority| priority.id);
    let settled: Settled = lines.into_iter().map(|line| (line.words.clone(), means(&line.words))).collect();
    actions::settle_recall(&ctx, round.id(), &settled).await.arranged("what lines mean")
}

pub(super) async fn confidences(maker: &mut Maker, written: &Written) -> Result<(), DemoError> {
    for (body, title, month, day, first, count, of_hundred, reply) in &written.confidence {
        maker.on(*month, *day);
        let round = ask(maker, body, title).await?;
        let people: Vec<PersonId> =
            maker.voices(Some(body)).into_iter().skip(*first).take(*count).map(|(_, id)| id).collect();
        confide(maker, written, &round, &people, *of_hundred).await?;
        maker.on(*month, (*day + 14).min(28));
        let closed = close(maker, &round).await?;
        reply_and_show(maker, (body, &closed), *month, reply).await?;
    }
    let (body, title) = &written.confidence_open;
    maker.days_ago(3);
    let round = ask(maker, body, title).await?;
    let free =
        maker.voices(Some(body)).into_iter().filter(|(organisation, _)| !PLAYED.contains(&organisation.as_str()));
    let people: Vec<PersonId> = free.map(|(_, id)| id).take(6).collect();
    confide(maker, written, &round, &people, 70).await
}

async fn ask(maker: &mut Maker, body: &str, title: &str) -> Result<Round, DemoError> {
    let (team, place, id) = (maker.cast.team(0)?, maker.cast.place()?, maker.cast.body(body)?);
    let ctx = maker.acting(team).await?;
    let ask = Ask { title: title.to_owned(), closes_on: ctx.now().date().plus_days(DAYS) };
    actions::open_confidence(&ctx, place, id, ask).await.arranged(title)
}

async fn confide(
    maker: &mut Maker,
    written: &Written,
    round: &Round,
    people: &[PersonId],
    of_hundred: i64,
) -> Result<(), DemoError> {
    let mut lot = maker.lot(&format!("{} {}", round.about().name, round.title()));
    for person in people {
        let level = level(&mut lot, of_hundred);
        let words = if lot.chance(60) { lot.words(&written.notes) } else { String::new() };
        let said = Confidence::say(level, &words).arranged("a note")?;
        let ctx = maker.acting(*person).await?;
        if ctx.actor().held().iter().any(|seat| seat.body.map(|body| body.any()) == round.about().id) {
            actions::answer_confidence(&ctx, round.id(), said).await.arranged("a note")?;
        }
    }
    Ok(())
}

/// A level near so many of a hundred.
pub(super) fn level(lot: &mut Lot, of_hundred: i64) -> Level {
    match of_hundred + lot.between(-28, 28) {
        ..=20 => Level::NotAtAll,
        21..=50 => Level::ALittle,
        51..=82 => Level::Mostly,
        _ => Level::Fully,
    }
}

/// The chair replies, and two weeks later the partners see it; everybody, a year ago.
async fn reply_and_show(
    maker: &mut Maker,
    (body, round): (&str, &Round),
    month: i64,
    reply: &str,
) -> Result<(), DemoError> {
    let place = maker.cast.place()?;
    let urns = store::urns(&mut *maker.program().read().await?, place, Kind::Confidence).await?;
    let shown =
        urns.iter().any(|urn| urn.round_id == round.id() && urn.outcome().is_some_and(|outcome| outcome.is_shown()));
    if !shown {
        return Ok(());
    }
    let chair = maker.cast.chair(body)?;
    let ctx = maker.acting(chair).await?;
    if ctx.actor().held().iter().any(|seat| seat.body.map(|body| body.any()) == round.about().id) {
        actions::reply_as_chair(&ctx, round.id(), reply).await.arranged("a chair's reply")?;
    }
    maker.on(month + 2, 3);
    let team = maker.cast.team(0)?;
    let ctx = maker.acting(team).await?;
    let audience = if month < 12 { Audience::Everybody } else { Audience::Partners };
    actions::widen_round(&ctx, round.id(), round.version() + 1, audience).await.arranged("a note for more people")?;
    Ok(())
}
