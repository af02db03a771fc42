//! Principles, signatures, a reading that closed and one that is open.

use super::questions::level;
use super::{PLAYED, Written};
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_kernel::PersonId;
use folkmoot_surveys::actions::{self, Levels};
use folkmoot_surveys::principle::{Principle, SetId, Source};
use folkmoot_surveys::reading::{OneThing, Outcome};
use folkmoot_surveys::round::{Ask, Audience, Kind, Round};
use folkmoot_surveys::store;

pub(super) async fn principles(maker: &mut Maker, written: &Written) -> Result<(), DemoError> {
    let set = adopt(maker, 2, (&written.title, Source::Acevo2014, "")).await?;
    sign(maker, set, &written.signed).await?;
    first_reading(maker, written, set).await?;
    let own = adopt(maker, 14, (&written.own_title, Source::Own, &written.own)).await?;
    sign(maker, own, &written.own_signed).await?;
    maker.days_ago(6);
    let round = open(maker, set, &written.reading_open).await?;
    let principles = store::principles(&mut *maker.program().read().await?, set).await?;
    for (partner, _, of_hundred, _) in written.read.iter().take(6) {
        read(maker, &round, &principles, (partner, 4, *of_hundred), true).await?;
    }
    Ok(())
}

async fn adopt(maker: &mut Maker, month: i64, (title, source, own): (&str, Source, &str)) -> Result<SetId, DemoError> {
    maker.on(month, 18);
    let (team, place) = (maker.cast.team(0)?, maker.cast.place()?);
    let ctx = maker.acting(team).await?;
    Ok(actions::adopt_principles(&ctx, place, title, source, own).await.arranged(title)?.id())
}

async fn sign(maker: &mut Maker, set: SetId, signed: &[(String, i64)]) -> Result<(), DemoError> {
    for (partner, month) in signed {
        maker.on(*month, 20);
        let organisation = maker.id(partner)?;
        let Some(person) = seated(maker, partner).await? else { continue };
        let ctx = maker.acting(person).await?;
        actions::sign_principles(&ctx, set, organisation).await.arranged(partner)?;
    }
    Ok(())
}

/// Somebody who speaks for a partner on the day that it is.
pub(super) async fn seated(maker: &mut Maker, partner: &str) -> Result<Option<PersonId>, DemoError> {
    let organisation = maker.id(partner)?;
    let people: Vec<PersonId> = maker
        .cast
        .seats
        .iter()
        .filter(|seat| seat.of.as_ref().is_some_and(|(of, _)| of == partner))
        .filter_map(|seat| Some(seat.holder.as_ref()?.person()))
        .collect();
    for person in people {
        let ctx = maker.acting(person).await?;
        let speaks = |seat: &folkmoot_kernel::Held| {
            seat.organisation == Some(organisation) && seat.role != folkmoot_kernel::Role::Observer
        };
        if ctx.actor().held().iter().any(speaks) {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

async fn open(maker: &mut Maker, set: SetId, title: &str) -> Result<Round, DemoError> {
    let team = maker.cast.team(0)?;
    let ctx = maker.acting(team).await?;
    let ask = Ask { title: title.to_owned(), closes_on: ctx.now().date().plus_days(21) };
    actions::open_reading(&ctx, set, ask).await.arranged(title)
}

async fn first_reading(maker: &mut Maker, written: &Written, set: SetId) -> Result<(), DemoError> {
    let month = written.reading_month;
    maker.on(month, 4);
    let round = open(maker, set, &written.reading_title).await?;
    let principles = store::principles(&mut *maker.program().read().await?, set).await?;
    for (partner, readers, of_hundred, own) in &written.read {
        read(maker, &round, &principles, (partner, *readers, *of_hundred), false).await?;
        own_view(maker, &round, &principles, (partner, *own)).await?;
    }
    maker.on(month, 24);
    let team = maker.cast.team(0)?;
    let ctx = maker.acting(team).await?;
    let closed = actions::close_round(&ctx, round.id(), round.version()).await.arranged("the first reading")?;
    maker.on(month + 1, 2);
    for reply in &written.replies {
        answer(maker, &closed, reply).await?;
    }
    maker.on(month + 2, 2);
    let ctx = maker.acting(team).await?;
    actions::widen_round(&ctx, closed.id(), closed.version() + 1, Audience::Partners)
        .await
        .arranged("the first reading")?;
    Ok(())
}

/// Some people of other partners read one.
async fn read(
    maker: &mut Maker,
    round: &Round,
    principles: &[Principle],
    (partner, readers, of_hundred): (&str, usize, i64),
    leave_played: bool,
) -> Result<(), DemoError> {
    let organisation = maker.id(partner)?;
    let mut lot = maker.lot(&format!("{} {partner}", round.title()));
    let others = maker
        .voices(None)
        .into_iter()
        .filter(|(of, _)| of != partner && !(leave_played && PLAYED.contains(&of.as_str())));
    let mut people: Vec<PersonId> = others.map(|(_, id)| id).collect();
    let turn = usize::try_from(lot.between(0, 30)).unwrap_or(0) % people.len().max(1);
    people.rotate_left(turn);
    let mut read = 0;
    for person in people {
        let ctx = maker.acting(person).await?;
        let held = ctx.actor().held();
        let outside = held.iter().all(|seat| seat.organisation != Some(organisation));
        let speaks =
            held.iter().any(|seat| seat.organisation.is_some() && seat.role != folkmoot_kernel::Role::Observer);
        if read == readers || !outside || !speaks {
            continue;
        }
        let levels = levels(&mut lot, principles, of_hundred);
        actions::read_partner(&ctx, round.id(), organisation, &levels).await.arranged(partner)?;
        read += 1;
    }
    Ok(())
}

fn levels(lot: &mut crate::demo::lot::Lot, principles: &[Principle], of_hundred: i64) -> Levels {
    let tilt = |number: i64| (number * 7 % 5 - 2) * 6;
    principles.iter().map(|one| (one.id, level(lot, of_hundred + tilt(one.number)))).collect()
}

async fn own_view(
    maker: &mut Maker,
    round: &Round,
    principles: &[Principle],
    (partner, own): (&str, i64),
) -> Result<(), DemoError> {
    let organisation = maker.id(partner)?;
    let Some(person) = seated(maker, partner).await? else { return Ok(()) };
    let levels = levels(&mut maker.lot(&format!("own {partner}")), principles, own);
    let ctx = maker.acting(person).await?;
    actions::say_own_view(&ctx, round.id(), organisation, &levels).await.arranged(partner)
}

/// A partner that was read replies, names one thing, and says later what became of it.
async fn answer(
    maker: &mut Maker,
    round: &Round,
    (partner, reply, thing, months, outcome, words): &super::Reply,
) -> Result<(), DemoError> {
    let organisation = maker.id(partner)?;
    let shown = store::urns(&mut *maker.program().read().await?, round.place(), Kind::Behaviour).await?;
    let shown = shown.iter().any(|urn| {
        urn.round_id == round.id()
            && urn.about_id == organisation.any()
            && urn.outcome().is_some_and(|outcome| outcome.is_shown())
    });
    let (Some(person), true) = (seated(maker, partner).await?, shown) else { return Ok(()) };
    let ctx = maker.acting(person).await?;
    let today = ctx.now();
    actions::reply_to_reading(&ctx, round.id(), organisation, reply).await.arranged(partner)?;
    let by = today.date().plus_days(months * 30);
    let pledge = actions::name_one_thing(&ctx, round.id(), organisation, OneThing { words: thing.clone(), by })
        .await
        .arranged(partner)?;
    if let Some(outcome) = Outcome::read(outcome) {
        maker.at(today.plus_days(months * 30 + 9));
        actions::follow_up(&ctx, pledge.id(), pledge.version(), outcome, words).await.arranged(partner)?;
        maker.at(today);
    }
    Ok(())
}
