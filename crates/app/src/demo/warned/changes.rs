//! Notices of changes: one with half the notice that was promised, one without any, one in good time.

use super::{ago, decision, team, voice};
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_kernel::Pence;
use folkmoot_notices::actions::{notices, plan, standards};
use folkmoot_notices::notice::{Draft, Impact, Kind, NoticeId, Of, Source};
use folkmoot_notices::reply::Voice;
use folkmoot_notices::standard::Standard;
use folkmoot_notices::wants::Touch;

pub(super) async fn promise_notice(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 300));
    let words = "Three months in writing, and a talk before the letter".to_owned();
    let standard = Standard { words, ..Standard::of_nobodys_choice(maker.cast.place()?) };
    standards::choose_standard(&team(maker).await?, standard, 0).await.arranged("the notice that partners promise")?;
    Ok(())
}

/// Funding stops with half of the notice that was promised.
pub(super) async fn sitters_stop(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 24));
    let (icb, today) = (maker.cast.organisation("icb")?, maker.today.date());
    let carers = decision(maker, "A break for every carer who has not had one for a year").await?;
    let draft = Draft {
        place: maker.cast.place()?,
        organisation: icb,
        kind: Kind::Stop,
        of: Of::Funding,
        title: "Night sitters for carers".into(),
        what: "The grant for night sitters, who stay with somebody so that the person who looks after them can sleep, is not renewed.".into(),
        reason: "The national money for it ends, and the board found no other.".into(),
        source: Source::Given,
        told_on: today.plus_days(-24),
        starts_on: today.plus_days(21),
        impact: Impact {
            amount: Some(Pence::pounds(48_000)),
            people: Some(112),
            people_words: "Carers who wake several times a night; most are over 70.".into(),
            services: "Night sitting by Vale Carers".into(),
        },
    };
    let giver = voice(maker, "icb").await?;
    let touched = vec![(Touch::Decision, carers.number())];
    let notice = notices::give_notice(&giver, draft, &touched).await.arranged("a notice")?.id();
    steps(maker, notice).await?;
    maker.at(ago(maker, 15));
    let words = "Half of the notice we promised each other, and no talk before the letter. We ask the board to pay until March, while we look for a way.";
    let manager = team(maker).await?;
    notices::reply_to_notice(&manager, notice, Voice::Place, words).await.arranged("the place's reply")?;
    let carers = maker.cast.organisation("carers")?;
    let person = maker.cast.voice("carers-group", "carers")?;
    let ctx = maker.acting(person).await?;
    let words = "Sleep is why most of our carers can go on. Last winter eleven of them were in hospital themselves.";
    notices::reply_to_notice(&ctx, notice, Voice::Organisation(carers), words).await.arranged("a reply")?;
    Ok(())
}

async fn steps(maker: &mut Maker, notice: NoticeId) -> Result<(), DemoError> {
    let (manager, today) = (team(maker).await?, maker.today.date());
    let all = [
        ("carers", "Ring every family, and say what is there instead", 7),
        ("oxmoor-council", "See whose care plan needs a review before the day", 12),
        ("icb", "Say to the board what was spent and for whom", 18),
    ];
    let mut first = None;
    for (owner, what, ahead) in all {
        let owner = maker.cast.organisation(owner)?;
        let step = plan::add_step(&manager, notice, what, owner, today.plus_days(ahead)).await.arranged(what)?;
        first.get_or_insert(step.id());
    }
    let Some(step) = first else { return Ok(()) };
    maker.at(ago(maker, 3));
    let person = maker.cast.voice("carers-group", "carers")?;
    let ctx = maker.acting(person).await?;
    plan::finish_step(&ctx, step, 1, "All 112 were rung. Nineteen have nobody else.").await.arranged("a step")?;
    Ok(())
}

/// Nobody gave notice: a patient told the place.
pub(super) async fn learned_late(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 120));
    let (organisation, day) = (maker.cast.organisation("hospitals")?, maker.today.date().plus_days(-120));
    let draft = Draft {
        place: maker.cast.place()?,
        organisation,
        kind: Kind::Cut,
        of: Of::Service,
        title: "Blood tests at Marlock on two days instead of five".into(),
        what: "The room at Marlock takes blood on Tuesdays and Thursdays only.".into(),
        reason: String::new(),
        source: Source::Learned("People who came on a Monday told the practice".into()),
        told_on: day,
        starts_on: day.plus_days(-9),
        impact: Impact {
            amount: None,
            people: Some(340),
            people_words: "People of Marlock who have blood taken each month; many have no car.".into(),
            services: "Blood tests at Marlock".into(),
        },
    };
    let manager = team(maker).await?;
    let notice = notices::give_notice(&manager, draft, &Vec::new()).await.arranged("a change without notice")?.id();
    maker.at(ago(maker, 112));
    let words = "A letter should have gone out and did not. From next month it is three days, and practices hear of changes six weeks before.";
    let ctx = voice(maker, "hospitals").await?;
    notices::reply_to_notice(&ctx, notice, Voice::Organisation(organisation), words).await.arranged("a reply")?;
    let words = "Thank you for three days. We would have helped to plan it.";
    notices::reply_to_notice(&team(maker).await?, notice, Voice::Place, words).await.arranged("the place's reply")?;
    Ok(())
}

/// Told two days ago, long before, and nobody has said anything to it yet.
pub(super) async fn just_told(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 2));
    let today = maker.today.date();
    let draft = Draft {
        place: maker.cast.place()?,
        organisation: maker.cast.organisation("hospitals")?,
        kind: Kind::Cut,
        of: Of::Service,
        title: "Physiotherapy at Willowmead on four days instead of five".into(),
        what: "The clinic at Willowmead closes on Fridays. Those days move to the clinic in Oxmoor.".into(),
        reason: "Two posts are empty, and nobody applied for a year.".into(),
        source: Source::Given,
        told_on: today.plus_days(-2),
        starts_on: today.plus_days(110),
        impact: Impact {
            amount: None,
            people: Some(60),
            people_words: "People after a fall or an operation who come on Fridays; about a third cannot take the bus."
                .into(),
            services: "Physiotherapy at Willowmead".into(),
        },
    };
    let giver = voice(maker, "hospitals").await?;
    notices::give_notice(&giver, draft, &Vec::new()).await.arranged("a notice in good time")?;
    Ok(())
}
