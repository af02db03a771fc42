//! Formal questions and a grievance, with clocks that were kept and that were not.

use super::{ago, voice};
use crate::demo::DemoError;
use crate::demo::maker::{Arranged, Maker, unknown};
use folkmoot_notices::actions::escalations;
use folkmoot_notices::escalation::{Addressee, Draft as Question, EscalationId, Kind as Ask, Sender, Settled};

/// One answered in time and settled, one late and seen by partners, one so late that its subject is public.
pub(super) async fn questions(maker: &mut Maker) -> Result<(), DemoError> {
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
    let answered = [
        "Who tells a club that its referrals stop?",
        "Three lunch clubs heard it from the people who did not come any more.",
        "One post that writes to them, and a fortnight before.",
    ];
    let id = ask(maker, 14, "alliance", "delivery", Ask::Question, answered).await?;
    let chair = maker.cast.chair("delivery")?;
    maker.at(ago(maker, 4));
    let ctx = maker.acting(chair).await?;
    let words = "The practice manager of each network writes to the club two weeks before. It begins next month.";
    escalations::answer(&ctx, id, 1, words).await.arranged("an answer that is to be weighed")?;
    let fresh = [
        "Which of us pays for interpreters at home visits?",
        "Each invoice goes round three desks before somebody pays.",
        "A rule of one line.",
    ];
    ask(maker, 2, "mind-trust", "board", Ask::Question, fresh).await?;
    Ok(())
}

async fn ask(
    maker: &mut Maker,
    days: i64,
    from: &str,
    to: &str,
    kind: Ask,
    words: [&str; 3],
) -> Result<EscalationId, DemoError> {
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
