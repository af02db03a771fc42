//! How far partners have the Vale's priorities for their own, and what their own strategies want.

use super::behaviours::seated;
use crate::demo::DemoError;
use crate::demo::content::BadContent;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_focus::actions;
use folkmoot_focus::aim::AimDetails;
use folkmoot_focus::support::Level;
use folkmoot_governance::priority::PriorityId;
use serde::Deserialize;

/// Organisation, what its strategy wants, where it stands, numbers of priorities.
type Aim = (String, String, String, Vec<usize>);

#[derive(Debug, Deserialize)]
struct Written {
    said_month: i64,
    /// Organisation, and a letter for each priority.
    said: Vec<(String, String)>,
    words: Vec<(String, usize, String)>,
    aim: Vec<Aim>,
}

pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    let read = toml::from_str(include_str!("../../../demo/focus.toml"));
    let written: Written = read.map_err(|source| BadContent { file: "focus.toml", source })?;
    maker.on(written.said_month, 9);
    for (partner, letters) in &written.said {
        say(maker, &written, partner, letters).await?;
    }
    maker.on(written.said_month + 1, 4);
    for aim in &written.aim {
        write(maker, aim).await?;
    }
    Ok(())
}

fn level(letter: char) -> Level {
    match letter {
        'o' => Level::Ours,
        's' => Level::Support,
        'n' => Level::NotOurs,
        _ => Level::LiveWith,
    }
}

fn priority(maker: &Maker, number: usize) -> Option<PriorityId> {
    number.checked_sub(1).and_then(|at| maker.cast.priorities.get(at)).copied()
}

async fn say(maker: &mut Maker, written: &Written, partner: &str, letters: &str) -> Result<(), DemoError> {
    let Some(person) = seated(maker, partner).await? else { return Ok(()) };
    let organisation = maker.id(partner)?;
    let ctx = maker.acting(person).await?;
    for (number, letter) in (1..).zip(letters.chars()) {
        let Some(id) = priority(maker, number) else { continue };
        let own = written.words.iter().find(|(of, to, _)| of == partner && *to == number);
        let words = own.map_or("", |(_, _, words)| words.as_str());
        actions::say_support(&ctx, id, organisation, (level(letter), words)).await.arranged(partner)?;
    }
    Ok(())
}

async fn write(maker: &mut Maker, (partner, words, source, numbers): &Aim) -> Result<(), DemoError> {
    let Some(person) = seated(maker, partner).await? else { return Ok(()) };
    let (organisation, place) = (maker.id(partner)?, maker.cast.place()?);
    let ctx = maker.acting(person).await?;
    let priorities = numbers.iter().filter_map(|number| priority(maker, *number)).collect();
    let (words, source) = (words.clone(), source.clone());
    let details = AimDetails { words, source, source_url: String::new(), priorities };
    actions::write_aim(&ctx, place, organisation, details).await.arranged(partner)?;
    Ok(())
}
