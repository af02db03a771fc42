//! What goes on from here: a paper through many bodies, what each council adopts, what was asked from above, a matter put again.

use super::{ago, decision, team, voice};
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker};
use folkmoot_governance::actions::adoptions::{answer_adoption, ask_adoption};
use folkmoot_governance::actions::asked::{record_asked, reply_to_answer};
use folkmoot_governance::actions::reopening::{Again, reopen_decision};
use folkmoot_governance::actions::routes::{
    Before, NewStep, add_route_step, begin_route, tell_route_step, tie_route_step,
};
use folkmoot_governance::adoption::{Answer as Adopted, State};
use folkmoot_governance::asked_from_above::{Answer, Told as AskedTold};
use folkmoot_governance::reopening::Grounds;
use folkmoot_governance::route::{Role, Told};
use folkmoot_kernel::Pence;

/// The plan for the Better Care Fund goes through four bodies and one outside.
pub(super) async fn fund_plan(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 90));
    let (manager, place) = (team(maker).await?, maker.cast.place()?);
    let summary = "How £31 million of NHS and council money for care at home is spent together next year.";
    let route = begin_route(&manager, place, "Better Care Fund plan, second year", summary)
        .await
        .arranged("the way of the plan")?
        .id();
    let steps = [
        (Some("finance"), "", Role::Endorse),
        (Some("hwb"), "", Role::Decide),
        (Some("committee"), "", Role::Ratify),
        (None, "The regional team of the national programme", Role::Ratify),
        (Some("board"), "", Role::Note),
    ];
    let mut made = Vec::new();
    for (body, outside, role) in steps {
        let body = body.map(|key| maker.cast.body(key)).transpose()?;
        let new = NewStep { body, outside: outside.to_owned(), role, by: None };
        made.push(add_route_step(&manager, route, new).await.arranged("a body on the way")?.id());
    }
    let plan = decision(maker, "Better Care Fund plan, second year").await?;
    tie_route_step(&manager, made[1], 1, Before::Decision(plan)).await.arranged("the plan at its board")?;
    let first =
        begin_route(&manager, place, "Better Care Fund plan, first year", "").await.arranged("an earlier way")?.id();
    let hwb = Some(maker.cast.body("hwb")?);
    let decided =
        add_route_step(&manager, first, NewStep { body: hwb, outside: String::new(), role: Role::Decide, by: None })
            .await
            .arranged("a body")?;
    let told = add_route_step(
        &manager,
        first,
        NewStep {
            body: None,
            outside: "The regional team of the national programme".into(),
            role: Role::Ratify,
            by: None,
        },
    )
    .await
    .arranged("a body outside")?;
    let earlier = decision(maker, "Better Care Fund plan").await?;
    tie_route_step(&manager, decided.id(), 1, Before::Decision(earlier)).await.arranged("the first plan")?;
    let day = maker.today.date().plus_days(-95);
    tell_route_step(&manager, told.id(), 1, Told::Passed, day, "By letter")
        .await
        .arranged("the word of a body outside")?;
    Ok(())
}

/// Three councils, three ways to do it.
pub(super) async fn each_council(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 60));
    let id = decision(maker, "No advertising of junk food on council and bus property").await?;
    let keys = ["oxmoor-council", "marlock-council", "county", "city"];
    let mut councils = Vec::new();
    for key in keys {
        councils.push(maker.cast.organisation(key)?);
    }
    ask_adoption(&team(maker).await?, id, &councils).await.arranged("adoption by the councils")?;
    let answers = [
        ("oxmoor-council", State::Adopted, "The cabinet", ""),
        (
            "marlock-council",
            State::Varied,
            "The full council",
            "From June, when the contract for the bus shelters ends; on council boards at once.",
        ),
        (
            "county",
            State::Declined,
            "The cabinet",
            "Our contract with the bus company has six years to run. We ask it to follow of its own accord.",
        ),
    ];
    maker.at(ago(maker, 30));
    for (key, state, decided_by, words) in answers {
        let answer = Adopted {
            state,
            decided_by: decided_by.into(),
            decided_on: maker.today.date().plus_days(-34),
            words: words.into(),
        };
        let organisation = maker.cast.organisation(key)?;
        let ctx = voice(maker, key).await?;
        answer_adoption(&ctx, id, organisation, 1, answer).await.arranged("what a council decided")?;
    }
    Ok(())
}

/// Both councils are asked what they make of the board's wish, and have not said yet.
pub(super) async fn two_councils(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 5));
    let id = decision(maker, "Free school meals sign-up by default").await?;
    let councils = [maker.cast.organisation("oxmoor-council")?, maker.cast.organisation("marlock-council")?];
    ask_adoption(&team(maker).await?, id, &councils).await.arranged("adoption by both councils")?;
    Ok(())
}

/// The other way: what the integrated care board asked, and what the place said.
pub(super) async fn asked_from_above(maker: &mut Maker) -> Result<(), DemoError> {
    let icb = maker.cast.organisation("icb")?;
    let all = [
        (400, "Report urgent care in one format every Monday", Answer::Done, ""),
        (
            280,
            "Close the walk-in hours at Castle Mound",
            Answer::Declined,
            "The People's Panel and both practices showed who uses them: people without a fixed address.",
        ),
        (
            150,
            "Move the falls team under one provider",
            Answer::InPart,
            "Rota and training are one now. The contracts stay, because two charities would not survive the change.",
        ),
        (40, "Bring the winter plan forward by a month", Answer::Done, ""),
    ];
    for (days, what, answer, why) in all {
        maker.at(ago(maker, days));
        let told = AskedTold {
            by_body: "Integrated care board".into(),
            organisation: Some(icb),
            what: what.into(),
            asked_on: maker.today.date().plus_days(-days - 20),
            answer,
            answered_on: maker.today.date().plus_days(-days),
            why: why.into(),
            decision: None,
        };
        let ctx = team(maker).await?;
        let asked = record_asked(&ctx, maker.cast.place()?, told).await.arranged(what)?;
        if answer == Answer::Declined {
            maker.at(ago(maker, days - 10));
            let ctx = voice(maker, "icb").await?;
            let words = "We had counted visits and not people. The hours stay, and we fund them for two years.";
            reply_to_answer(&ctx, asked.id(), 1, words).await.arranged("a reply")?;
        }
    }
    Ok(())
}

/// A body in which the hospitals sit asked for something, and has not said anything to the answer.
pub(super) async fn asked_by_the_hospitals(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 12));
    let told = AskedTold {
        by_body: "Wendmark provider collaborative".into(),
        organisation: Some(maker.cast.organisation("hospitals")?),
        what: "Send every blood test to one laboratory by April".into(),
        asked_on: maker.today.date().plus_days(-40),
        answer: Answer::Declined,
        answered_on: maker.today.date().plus_days(-12),
        why: "Practices showed that samples from Marlock would miss the last van on three days of five.".into(),
        decision: None,
    };
    let (ctx, place) = (team(maker).await?, maker.cast.place()?);
    record_asked(&ctx, place, told).await.arranged("what a collaborative asked")?;
    Ok(())
}

/// A matter is put for the second time, with what is new.
pub(super) async fn asked_again(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 1));
    let id = decision(maker, "Close the discharge lounge at weekends").await?;
    let again = Again {
        title: "Close the discharge lounge at weekends".into(),
        text: "The discharge lounge closes on Saturdays and Sundays from February.".into(),
        plain_summary: "At weekends people would wait on the ward, not in the lounge, for their way home.".into(),
        positions_due: maker.today.plus_days(12),
        grounds: Grounds {
            evidence: "Counts of eight weekends: four people a day used it, and two nurses stood there.".into(),
            spent: Some(Pence::pounds(61_400)),
            spent_source: "The hospitals' pay sheet, October".into(),
        },
    };
    reopen_decision(&team(maker).await?, id, again).await.arranged("a matter put again")?;
    Ok(())
}
