//! The lists as CSV, XLSX and JSON, as each reader may see them.

use crate::acts::SEE_SURVEYS;
use crate::pages::at::{place_at, round_at};
use crate::pages::confidence::notes;
use crate::pages::readings::principles_of;
use crate::pages::recall::checks;
use crate::pages::seen;
use crate::reading::{Reading, beside};
use crate::round::{Kind, RoundId};
use crate::store;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, OrganisationId, Tenths};
use folkmoot_register::store as register;
use folkmoot_web::{Csv, Ctx, PageError, Path, Routes, data_routes};

pub fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/recall", SEE_SURVEYS, recalls);
    let routes = data_routes!(routes, "/places/{place}/confidence", SEE_SURVEYS, confidences);
    let routes = data_routes!(routes, "/places/{place}/principles", SEE_SURVEYS, signatures);
    data_routes!(routes, "/readings/{round}/all", SEE_SURVEYS, reading)
}

fn percent(share: Option<Tenths>) -> String {
    share.map(|share| share.percent().to_string()).unwrap_or_default()
}

/// A row for each priority of each check, and one for all of them.
async fn recalls(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let mut table = Csv::new(
        "recall",
        &["Check", "Opened", "Closed", "Priority", "Remembered by about per cent", "What came of it"],
    );
    for check in checks(ctx, &mut db, &place).await? {
        let round = &check.round;
        let closed = round.closed_at().map(|at| at.date().to_string()).unwrap_or_default();
        let says = check.says(ctx.now().date());
        let mut row = |priority: &str, share: Option<Tenths>| {
            let opened = round.opens_on().to_string();
            table.row(vec![
                round.title().to_owned(),
                opened,
                closed.clone(),
                priority.to_owned(),
                percent(share),
                says.clone(),
            ]);
        };
        row("All", check.result().map(|found| found.rate));
        for (priority, share) in check.result().into_iter().flat_map(|found| &found.by_priority) {
            row(priority, Some(*share));
        }
    }
    Ok(table)
}

async fn confidences(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let mut table =
        Csv::new("confidence", &["Body", "Note", "Opened", "Closed", "Confidence from 0 to 100", "What came of it"]);
    for note in notes(ctx, &mut db, &place).await? {
        let round = &note.round;
        table.row(vec![
            round.about().name.clone(),
            round.title().to_owned(),
            round.opens_on().to_string(),
            round.closed_at().map(|at| at.date().to_string()).unwrap_or_default(),
            percent(note.said.as_ref().and_then(|said| said.together)),
            note.says(ctx.now().date()),
        ]);
    }
    Ok(table)
}

async fn signatures(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let mut table = Csv::new("signatures", &["Principles", "Partner", "Signed on"]);
    for set in store::sets(&mut db, place.id()).await? {
        let signatures = store::signatures(&mut db, set.id).await?;
        let ids: Vec<OrganisationId> = signatures.iter().map(|one| one.organisation).collect();
        let names = register::organisation_names(&mut db, &ids).await?;
        for one in signatures {
            let name = names.get(&one.organisation).map(|(_, name)| name.clone()).unwrap_or_default();
            table.row(vec![set.title.clone(), name, one.on.to_string()]);
        }
    }
    Ok(table)
}

/// A row for each principle of each partner that this reader may see.
async fn reading(ctx: &Ctx, Path(id): Path<String>) -> Result<Csv, PageError> {
    let id: RoundId = id.parse().map_err(|_| PageError::not_found())?;
    let mut db = ctx.read().await?;
    let (round, place) = round_at(&mut db, id, Kind::Behaviour).await?;
    let principles = principles_of(&mut db, &round).await?;
    let own = store::own_views(&mut db, id).await?;
    let replies = store::replies(&mut db, id).await?;
    let mut table = Csv::new("reading", &["Partner", "Principle", "Others from 0 to 100", "Own view", "Reply"]);
    let shown = store::shown_urns::<Reading>(&mut db, place.id(), Kind::Behaviour).await?;
    let of_round = |about: Id<Anything>| Id::from_number(about.number());
    let ids: Vec<OrganisationId> = shown.iter().map(|(_, about, _)| of_round(*about)).collect();
    let names = register::organisation_names(&mut db, &ids).await?;
    for (_, about, urn) in shown.into_iter().filter(|(round, ..)| *round == id) {
        let partner = of_round(about);
        if !seen::may_see(ctx, &round, Some(partner)) {
            continue;
        }
        let name = names.get(&partner).map(|(_, name)| name.clone()).unwrap_or_default();
        let reply = replies.get(&about).map(|(words, _)| words.clone()).unwrap_or_default();
        for line in beside(&principles, &urn, own.get(&partner).unwrap_or(&std::collections::BTreeMap::new())) {
            let own = line.own_in_words().to_owned();
            table.row(vec![name.clone(), line.principle.title, percent(line.others), own, reply.clone()]);
        }
    }
    Ok(table)
}
