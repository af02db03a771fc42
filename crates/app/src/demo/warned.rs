//! What stops, what waits for an answer, what goes through many bodies, what each adopts and what was asked again: told through
//! the verbs, by the people who would.

use super::DemoError;
use super::maker::{Arranged, Maker, unknown};
use folkmoot_governance::actions::adoptions::{answer_adoption, ask_adoption};
use folkmoot_governance::actions::asked::{record_asked, reply_to_answer};
use folkmoot_governance::actions::reopening::{Again, reopen_decision};
use folkmoot_governance::actions::routes::{
    Before, NewStep, add_route_step, begin_route, tell_route_step, tie_route_step,
};
use folkmoot_governance::adoption::{Answer as Adopted, State};
use folkmoot_governance::asked_from_above::{Answer, Told as AskedTold};
use folkmoot_governance::decision::DecisionId;
use folkmoot_governance::reopening::Grounds;
use folkmoot_governance::route::{Role, Told};
use folkmoot_governance::store::{self as governance, DecisionFilter};
use folkmoot_kernel::{Pence, Timestamp};
use folkmoot_notices::actions::{escalations, notices, plan, standards};
use folkmoot_notices::escalation::{Addressee, Draft as Question, Kind as Ask, Sender, Settled};
use folkmoot_notices::notice::{Draft, Impact, Kind, NoticeId, Of, Source};
use folkmoot_notices::reply::Voice;
use folkmoot_notices::standard::Standard;
use folkmoot_notices::wants::Touch;
use folkmoot_web::Ctx;

pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    maker.seats_changed();
    promise_notice(maker).await?;
    sitters_stop(maker).await?;
    learned_late(maker).await?;
    questions(maker).await?;
    fund_plan(maker).await?;
    each_council(maker).await?;
    asked_from_above(maker).await?;
    asked_again(maker).await?;
    maker.at(maker.today);
    Ok(())
}

/// A moment some days before today, at ten in the morning.
fn ago(maker: &Maker, days: i64) -> Timestamp {
    Timestamp::at(maker.today.date().plus_days(-days), 10, 0)
}

async fn team(maker: &mut Maker) -> Result<Ctx, DemoError> {
    let manager = maker.cast.team(0)?;
    maker.acting(manager).await
}

async fn voice(maker: &mut Maker, organisation: &str) -> Result<Ctx, DemoError> {
    let person = maker.cast.voice("board", organisation)?;
    maker.acting(person).await
}

async fn decision(maker: &Maker, title: &str) -> Result<DecisionId, DemoError> {
    let filter = DecisionFilter { words: title.to_owned(), ..DecisionFilter::default() };
    let mut db = maker.store().read().await?;
    let found = governance::decisions(&mut db, maker.cast.place()?, &filter, maker.today, 10).await?;
    let exact = found.into_iter().find(|line| line.title == title);
    exact.map(|line| line.id).ok_or_else(|| unknown(title))
}

async fn promise_notice(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 300));
    let words = "Three months in writing, and a talk before the letter".to_owned();
    let standard = Standard { words, ..Standard::of_nobodys_choice(maker.cast.place()?) };
    standards::choose_standard(&team(maker).await?, standard, 0).await.arranged("the notice that partners promise")?;
    Ok(())
}

/// Funding stops with half of the notice that was promised.
async fn sitters_stop(maker: &mut Maker) -> Result<(), DemoError> {
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
async fn learned_late(maker: &mut Maker) -> Result<(), DemoError> {
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

async fn ask(
    maker: &mut Maker,
    days: i64,
    from: &str,
    to: &str,
    kind: Ask,
    words: [&str; 3],
) -> Result<folkmoot_notices::escalation::EscalationId, DemoError> {
    maker.at(ago(maker, days));
    let chair = maker.cast.of_body(to).find(|seat| seat.role == folkmoot_kernel::Role::Chair).map(|seat| seat.seat);
    let question = Question {
        place: maker.cast.place()?,
        kind,
        from: Sender::Organisation(maker.cast.organisation(from)?),
        to: Addressee::Post(chair.ok_or_else(|| unknown(to))?),
        subject: words[0].into(),
        words: words[1].into(),
        wish: words[2].into(),
    };
    let ctx = voice(maker, from).await?;
    Ok(escalations::send(&ctx, question).await.arranged(words[0])?.id())
}

/// One answered in time and settled, one late and seen by partners, one so late that its subject is public.
async fn questions(maker: &mut Maker) -> Result<(), DemoError> {
    let settled = [
        "Who decides about bank nurses in the night?",
        "Two bodies each say it is the other's to decide.",
        "One name, and from when.",
    ];
    let id = ask(maker, 200, "hospice", "delivery", Ask::Question, settled).await?;
    let chair = maker.cast.chair("delivery")?;
    maker.at(ago(maker, 198));
    let ctx = maker.acting(chair).await?;
    escalations::acknowledge(&ctx, id, 1, "It is on the group's next agenda.")
        .await
        .arranged("a word that it arrived")?;
    maker.at(ago(maker, 185));
    escalations::answer(
        &ctx,
        id,
        2,
        "The delivery group decides it, from the first of next month. It is in its terms now.",
    )
    .await
    .arranged("an answer")?;
    maker.at(ago(maker, 183));
    let ctx = voice(maker, "hospice").await?;
    escalations::settle(&ctx, id, 3, Settled::Settled, "").await.arranged("a settled question")?;
    let late = [
        "Minutes of the winter talks",
        "We were at the talks in September and have seen no minutes, though two of us asked twice.",
        "The minutes, or a note that there are none.",
    ];
    ask(maker, 36, "alliance", "home-first", Ask::Question, late).await?;
    let public = [
        "How the transport contract was ended",
        "We were told by e-mail on a Friday that our drivers were not needed on Monday.",
        "To hear who decided it, and what was weighed.",
    ];
    let id = ask(maker, 75, "homes", "committee", Ask::Grievance, public).await?;
    let chair = maker.cast.chair("committee")?;
    maker.at(ago(maker, 70));
    let ctx = maker.acting(chair).await?;
    escalations::acknowledge(&ctx, id, 1, "The finance lead looks at it.").await.arranged("a word that it arrived")?;
    let fresh = [
        "Which of us pays for interpreters at home visits?",
        "Each invoice goes round three desks before somebody pays.",
        "A rule of one line.",
    ];
    ask(maker, 2, "mind-trust", "board", Ask::Question, fresh).await?;
    Ok(())
}

/// The plan for the Better Care Fund goes through four bodies and one outside.
async fn fund_plan(maker: &mut Maker) -> Result<(), DemoError> {
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
async fn each_council(maker: &mut Maker) -> Result<(), DemoError> {
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

/// The other way: what the integrated care board asked, and what the place said.
async fn asked_from_above(maker: &mut Maker) -> Result<(), DemoError> {
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

/// A matter is put for the second time, with what is new.
async fn asked_again(maker: &mut Maker) -> Result<(), DemoError> {
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
