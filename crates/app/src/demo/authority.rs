//! The map of who decides, who sits beside and above, and delegations on their way.

use super::DemoError;
use super::content::BadContent;
use super::maker::{Arranged, Maker, unknown};
use folkmoot_authority::actions::{self, NewStep};
use folkmoot_authority::delegation::{DelegationDetails, Done};
use folkmoot_authority::function::FunctionDetails;
use folkmoot_authority::holding::{Holder, HoldingDetails, Origin};
use folkmoot_authority::outside::{Kind, OutsideDetails, OutsideId, Stands};
use folkmoot_authority::representation::{RepresentationId, Voice};
use folkmoot_kernel::{Date, Pence, Power, SeatId, Timestamp};
use folkmoot_web::Ctx;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
struct Content {
    outside: Vec<(String, String, String, String, String, String, i64)>,
    functions: Vec<(String, String, String, String, String)>,
    power: Vec<GivenPower>,
    seat: Vec<SeatThere>,
    report: Vec<Brought>,
    delegation: Vec<Promised>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct GivenPower {
    of: String,
    who: String,
    can: String,
    up_to: Option<i64>,
    /// First and last month of the story in which it holds.
    month: i64,
    until: Option<i64>,
    why: String,
    basis: String,
    source: String,
    url: String,
    together: String,
}

#[derive(Debug, Deserialize)]
struct SeatThere {
    at: String,
    title: String,
    votes: bool,
    who: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Brought {
    at: String,
    seat: usize,
    ago: i64,
    words: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Promised {
    title: String,
    about: String,
    function: Option<String>,
    from: String,
    pounds: Option<i64>,
    ago: i64,
    said: String,
    gone: Option<i64>,
    why: String,
    step: Vec<WrittenStep>,
    remark: Vec<Said>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenStep {
    what: String,
    who: Option<String>,
    post: String,
    days: i64,
    done: Option<i64>,
    shows: String,
}

#[derive(Debug, Deserialize)]
struct Said {
    who: String,
    ago: i64,
    words: String,
}

fn content() -> Result<Content, BadContent> {
    toml::from_str(include_str!("../../demo/authority.toml"))
        .map_err(|source| BadContent { file: "authority.toml", source })
}

/// What stands on the map when the story begins, and what is added to it later with its first day.
pub(super) async fn found(maker: &mut Maker) -> Result<(), DemoError> {
    let content = content()?;
    let (place, ctx) = (maker.cast.place()?, team(maker).await?);
    for (key, name, kind, stands, website, body, meets) in content.outside {
        let details = OutsideDetails {
            kind: Kind::read(&kind).unwrap_or(Kind::Other),
            stands: Stands::read(&stands).unwrap_or(Stands::Beside),
            website,
            body: if body.is_empty() { None } else { Some(maker.cast.body(&body)?) },
            next_on: Some(maker.today.date().plus_days(meets)),
            name: name.clone(),
        };
        let added = actions::add_outside(&ctx, place, details).await.arranged(&name)?;
        maker.cast.outside.insert(key, added.id());
    }
    for (key, heading, name, about, words) in content.functions {
        let details = FunctionDetails { heading, name: name.clone(), about, words };
        let added = actions::add_function(&ctx, place, details).await.arranged(&name)?;
        maker.cast.functions.insert(key, added.id());
    }
    for power in content.power {
        give(maker, &ctx, power).await?;
    }
    Ok(())
}

async fn team(maker: &mut Maker) -> Result<Ctx, DemoError> {
    let person = maker.cast.team(0)?;
    maker.acting(person).await
}

async fn give(maker: &Maker, ctx: &Ctx, power: GivenPower) -> Result<(), DemoError> {
    let function = maker.cast.function(&power.of)?;
    let details = HoldingDetails {
        holder: holder(maker, &power.who)?,
        power: Power::read(&power.can).ok_or_else(|| unknown(format!("the power {}", power.can)))?,
        limit: power.up_to.map(Pence::pounds),
        origin: Origin { basis: power.basis, source: power.source, source_url: power.url, together: power.together },
        from: maker.calendar.day(power.month, 1),
        until: None,
    };
    let given = actions::give_power(ctx, function, details).await.arranged(&power.of)?;
    if let Some(month) = power.until {
        let last = maker.calendar.day(month + 1, 1).plus_days(-1);
        actions::end_power(ctx, given.id(), given.version(), (last, &power.why)).await.arranged(&power.of)?;
    }
    Ok(())
}

fn holder(maker: &Maker, who: &str) -> Result<Holder, DemoError> {
    match who.split_once(':') {
        Some(("body", key)) => maker.cast.body(key).map(Holder::Body),
        Some(("outside", key)) => outside(maker, key).map(Holder::Outside),
        _ => seat(maker, who).map(Holder::Post),
    }
}

fn outside(maker: &Maker, key: &str) -> Result<OutsideId, DemoError> {
    maker.cast.outside.get(key).copied().ok_or_else(|| unknown(format!("the body outside {key}")))
}

/// "team:2" or "seat:board/icb".
fn seat(maker: &Maker, who: &str) -> Result<SeatId, DemoError> {
    let found = match who.split_once(':') {
        Some(("team", nth)) => nth.parse().ok().and_then(|nth| maker.cast.team_seat(nth)),
        Some(("seat", of)) => {
            of.split_once('/').and_then(|(body, organisation)| maker.cast.seat_of(body, organisation))
        }
        _ => None,
    };
    found.ok_or_else(|| unknown(format!("the post {who}")))
}

/// What happened beside the story: each on its day, up to today.
pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    let content = content()?;
    maker.seats_changed();
    let mut there: BTreeMap<String, Vec<RepresentationId>> = BTreeMap::new();
    for one in content.seat {
        maker.at(maker.calendar.begins());
        let ctx = team(maker).await?;
        let seat = one.who.as_deref().map(|who| seat(maker, who)).transpose()?;
        let voice = if one.votes { Voice::Votes } else { Voice::Speaks };
        let (at, from) = (outside(maker, &one.at)?, maker.calendar.day(1, 1));
        let opened = actions::open_seat_there(&ctx, at, (&one.title, voice), seat, from).await.arranged(&one.title)?;
        there.entry(one.at).or_default().push(opened.id());
    }
    for one in content.report {
        let seat = there.get(&one.at).and_then(|seats| seats.get(one.seat)).copied();
        let seat = seat.ok_or_else(|| unknown(format!("a seat at {}", one.at)))?;
        let met = ago(maker, one.ago);
        maker.at(Timestamp::at(met.plus_days(1), 9, 30));
        let ctx = team(maker).await?;
        actions::bring_report(&ctx, seat, met, &one.words).await.arranged(&one.at)?;
    }
    for one in content.delegation {
        delegate(maker, one).await?;
    }
    Ok(())
}

fn ago(maker: &Maker, days: i64) -> Date {
    maker.today.date().plus_days(-days)
}

async fn delegate(maker: &mut Maker, one: Promised) -> Result<(), DemoError> {
    let promised_on = ago(maker, one.ago);
    maker.at(Timestamp::at(promised_on, 11, 0));
    let ctx = team(maker).await?;
    let details = DelegationDetails {
        title: one.title.clone(),
        about: one.about,
        function: one.function.map(|key| maker.cast.function(&key)).transpose()?,
        from: Some(outside(maker, &one.from)?),
        amount: one.pounds.map(Pence::pounds),
        promised_on,
        promised_in: one.said,
    };
    let place = maker.cast.place()?;
    let new = actions::promise_delegation(&ctx, place, details).await.arranged(&one.title)?;
    let mut steps = Vec::new();
    for step in &one.step {
        let seat = step.who.as_deref().map(|who| seat(maker, who)).transpose()?;
        let written = NewStep { what: step.what.clone(), seat, post: step.post.clone(), expected_days: step.days };
        steps.push(actions::add_step(&ctx, new.id(), written).await.arranged(&step.what)?);
    }
    for (step, written) in steps.iter().zip(&one.step) {
        let Some(days) = written.done else { continue };
        let on = ago(maker, days);
        maker.at(Timestamp::at(on, 15, 0));
        let done = Done { on, evidence: written.shows.clone(), url: String::new() };
        actions::finish_step(&ctx, step.id(), step.version(), done).await.arranged(&written.what)?;
    }
    for said in one.remark {
        maker.at(Timestamp::at(ago(maker, said.ago), 10, 0));
        let post = maker.cast.post_of(seat(maker, &said.who)?);
        actions::speak_on_delegation(&ctx, new.id(), &post, &said.words).await.arranged(&one.title)?;
    }
    if let Some(days) = one.gone {
        maker.at(Timestamp::at(ago(maker, days), 16, 0));
        actions::withdraw_delegation(&ctx, new.id(), new.version(), &one.why).await.arranged(&one.title)?;
    }
    Ok(())
}
