//! A meeting that goes on while somebody looks, and one that was closed item by item and whose minutes are with those who attended.

use super::DemoError;
use super::maker::{Arranged, Maker};
use folkmoot_governance::actions::{
    self,
    promises::{NewPromise, propose_promise_on_item},
};
use folkmoot_governance::closing::{End, Said};
use folkmoot_governance::item::{ItemDetails, ItemId};
use folkmoot_governance::meeting::{Attendance, MeetingDetails, MeetingId, Verdict};
use folkmoot_governance::power::Power;
use folkmoot_kernel::Timestamp;
use folkmoot_web::Ctx;

/// Its voices say what happened there.
const CLOSED: &str = "board";
/// It sits while somebody looks.
const ON: &str = "delivery";
/// How long ago the one that goes on began. Unit: minutes.
const BEGAN: i64 = 25;

pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    maker.seats_changed();
    extra(maker).await?;
    going_on(maker).await?;
    maker.at(maker.today);
    Ok(())
}

fn ago(maker: &Maker, days: i64, hour: i8) -> Timestamp {
    Timestamp::at(maker.today.date().plus_days(-days), hour, 0)
}

/// Whoever keeps the papers.
async fn clerk(maker: &mut Maker, nth: usize) -> Result<Ctx, DemoError> {
    let person = maker.cast.team(nth)?;
    maker.acting(person).await
}

async fn call(
    maker: &Maker,
    clerk: &Ctx,
    (body, title): (&str, &str),
    from: Timestamp,
) -> Result<MeetingId, DemoError> {
    let details = MeetingDetails {
        title: title.into(),
        starts_at: from,
        ends_at: from.plus_minutes(90),
        venue: "Market House, Oxbridge Road".into(),
        online_url: String::new(),
        in_public: true,
    };
    Ok(actions::call_meeting(clerk, maker.cast.body(body)?, details).await.arranged(title)?.id())
}

async fn put(
    clerk: &Ctx,
    meeting: MeetingId,
    (title, summary): (&str, &str),
    minutes: u32,
) -> Result<ItemId, DemoError> {
    let details =
        ItemDetails { summary: summary.into(), minutes_planned: minutes, ..ItemDetails::titled(title, Power::Note) };
    Ok(actions::add_item(clerk, meeting, details).await.arranged(title)?.id())
}

/// All but the last sent somebody.
async fn attend(maker: &Maker, clerk: &Ctx, body: &str, meeting: (MeetingId, i64)) -> Result<(), DemoError> {
    let voices = maker.cast.voices(body);
    let mut said = Vec::new();
    for (nth, voice) in voices.iter().enumerate() {
        let how = if nth + 1 == voices.len() { Attendance::Apologies } else { Attendance::Present };
        said.push((maker.cast.organisation(voice)?, how));
    }
    actions::say_attendance(clerk, meeting.0, meeting.1, &said).await.arranged("who came")?;
    Ok(())
}

async fn promise(
    maker: &Maker,
    clerk: &Ctx,
    item: ItemId,
    (body, nth): (&str, usize),
    words: (&str, &str),
) -> Result<(), DemoError> {
    let voices = maker.cast.voices(body);
    let of = |nth: usize| maker.cast.organisation(voices.get(nth).map_or("", String::as_str));
    let new = NewPromise {
        owner: of(nth)?,
        what: words.0.into(),
        done_means: words.1.into(),
        due: maker.today.date().plus_days(45),
        confirmer: Some(of(nth + 1)?),
    };
    propose_promise_on_item(clerk, item, new).await.arranged(words.0)?;
    Ok(())
}

/// Closed nine days ago; the draft goes round, one amendment is answered and one is not.
async fn extra(maker: &mut Maker) -> Result<(), DemoError> {
    maker.at(ago(maker, 20, 9));
    let clerk = clerk(maker, 0).await?;
    let meeting = call(maker, &clerk, (CLOSED, "Extra meeting on the winter"), ago(maker, 9, 10)).await?;
    let rooms = put(
        &clerk,
        meeting,
        ("Warm rooms from December", "Which rooms are open and warm, on which days, and who tells people?"),
        30,
    )
    .await?;
    let parking = put(
        &clerk,
        meeting,
        ("Parking at the health centre", "People with bad hips walk from the far end of the car park."),
        15,
    )
    .await?;
    let calendar =
        put(&clerk, meeting, ("One calendar for all clinics", "Nobody can see which clinic is on which day."), 30)
            .await?;
    maker.at(ago(maker, 9, 12));
    actions::hold_meeting(&clerk, meeting, 1).await.arranged("the extra meeting")?;
    attend(maker, &clerk, CLOSED, (meeting, 2)).await?;
    let words = (
        "Open two warm rooms on weekdays until Easter",
        "A list of rooms and hours hangs in every surgery and library",
    );
    promise(maker, &clerk, rooms, (CLOSED, 1), words).await?;
    let said = |item, end, note: &str| Said { item, end: Some(end), note: note.into() };
    let ends = [
        said(rooms, End::Promise, ""),
        said(
            parking,
            End::Note,
            "The practice moves its staff to the far end and keeps the near bays free. Nothing else was asked.",
        ),
        said(calendar, End::Deferral, "The two who know the calendars could not come."),
    ];
    actions::close_meeting(&clerk, meeting, 3, &ends).await.arranged("closing the extra meeting")?;
    minutes(maker, &clerk, meeting).await
}

async fn minutes(maker: &mut Maker, clerk: &Ctx, id: MeetingId) -> Result<(), DemoError> {
    let mut db = maker.store().read().await?;
    let meeting = folkmoot_governance::store::meeting(&mut db, id).await?;
    let meeting = meeting.ok_or_else(|| super::maker::unknown("the extra meeting"))?;
    let words = actions::record_of(&mut db, &meeting, maker.store().now()).await?.minutes();
    drop(db);
    maker.at(ago(maker, 8, 10));
    let draft = actions::draft_minutes(clerk, id, meeting.version(), &words).await.arranged("the draft")?;
    let until = maker.today.date().plus_days(4);
    actions::send_minutes_round(clerk, id, draft.version() + 1, until).await.arranged("the round")?;

    let said = "The practice moves its staff to the far end and keeps the near bays free.";
    let instead = "The practice moves its staff to the far end. From when on the near bays are free it says by letter.";
    let first = ask(maker, id, 2, 6, (said, instead)).await?;
    maker.at(ago(maker, 5, 9));
    let reply = "You are right, the day was left open.";
    actions::settle_amendment(clerk, first, 1, (Verdict::Taken, reply)).await.arranged("an answer")?;
    ask(maker, id, 3, 2, ("", "It was also said that the rooms need somebody who unlocks them at eight.")).await?;
    Ok(())
}

async fn ask(
    maker: &mut Maker,
    meeting: MeetingId,
    nth: usize,
    days: i64,
    words: (&str, &str),
) -> Result<folkmoot_governance::meeting::AmendmentId, DemoError> {
    let voices = maker.cast.voices(CLOSED);
    let voice = voices.get(nth).cloned().unwrap_or_default();
    let person = maker.cast.voice(CLOSED, &voice)?;
    maker.at(ago(maker, days, 15));
    let ctx = maker.acting(person).await?;
    let organisation = maker.cast.organisation(&voice)?;
    Ok(actions::ask_amendment(&ctx, meeting, organisation, words).await.arranged("an amendment")?.id())
}

/// It began while you were on your way here.
async fn going_on(maker: &mut Maker) -> Result<(), DemoError> {
    let began = maker.today.plus_minutes(-BEGAN);
    maker.at(ago(maker, 12, 9));
    let clerk = clerk(maker, 1).await?;
    let meeting = call(maker, &clerk, (ON, "Short meeting on home visits"), began).await?;
    let news =
        put(&clerk, meeting, ("What we heard from carers", "Three letters, and what they have in common."), 15).await?;
    let visits = put(
        &clerk,
        meeting,
        ("Home visits on Fridays", "Four visits were missed in two weeks. Why, and what now?"),
        30,
    )
    .await?;
    put(&clerk, meeting, ("When we meet next", "Two days are possible."), 5).await?;
    maker.at(began.plus_minutes(20));
    attend(maker, &clerk, ON, (meeting, 1)).await?;
    let heard = "All three ask for one name to ring. It goes to the neighbourhood teams.";
    actions::conclude_item(&clerk, news, 1, heard).await.arranged("a note")?;
    let words =
        ("Name one person for each street list on Fridays", "The list with names and numbers is with every carer");
    promise(maker, &clerk, visits, (ON, 0), words).await
}
