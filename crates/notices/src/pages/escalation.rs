//! The page of one question or grievance, as far as its reader may see it. To others it is not there.

use super::at::{self, Names, place_of};
use super::escalations::Addressees;
use crate::actions::escalations::{may_answer, may_speak_for_sender, reader};
use crate::acts::SEE_NOTICES;
use crate::escalation::{Escalation, EscalationId, Reader, Sender, Sight, State};
use crate::links;
use crate::store;
use askama::Template;
use folkmoot_kernel::Date;
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

impl EscalationPage {
    /// Working days until the answer is due; none when its day has gone by.
    fn days_left(&self) -> i64 {
        self.today.working_days_until(self.one.clocks().answer_by)
    }
}

pub(super) fn routes() -> Routes {
    Routes::new().get("/escalations/{escalation}", SEE_NOTICES, show)
}

#[derive(Debug, Template)]
#[template(path = "escalation.html")]
struct EscalationPage {
    one: Escalation,
    state: State,
    sight: Sight,
    from: String,
    to: String,
    shows_words: bool,
    today: Date,
    ways: Vec<(&'static str, String)>,
}

async fn show(ctx: Ctx, Path(id): Path<EscalationId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let one = store::escalation(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let (who, today) = (reader(&ctx, &one), ctx.now().date());
    if !one.is_shown_to(who, today) {
        return Err(PageError::not_found());
    }
    let place = place_of(&mut db, one.place()).await?;
    let from = match one.from() {
        Sender::Place => "The place".to_owned(),
        Sender::Organisation(id) => Names::of(&mut db, &[id]).await?.name(id).to_owned(),
    };
    let to = Addressees::of_place(&ctx, &mut db, place.id()).await?.name(one.to()).to_owned();
    drop(db);
    let page = EscalationPage {
        state: one.state(today),
        sight: one.sight(today),
        shows_words: one.words_are_shown_to(who, today),
        ways: if who == Reader::Party { ways(&ctx, &one) } else { Vec::new() },
        one,
        from,
        to,
        today,
    };
    let mut steps = at::steps_to_place(&place);
    steps.push(("Questions that wait for an answer".to_owned(), links::escalations(place.slug())));
    let caption = format!("{} {}", page.one.kind().words(), page.one.number());
    ctx.page(
        at::page(page.one.subject_words(), steps, &place).record("escalation", id).caption(caption).template(&page),
    )
    .await
}

fn ways(ctx: &Ctx, one: &Escalation) -> Vec<(&'static str, String)> {
    let (href, mut ways) = (links::escalation(one.id()), Vec::new());
    let open = one.answered().is_none() && one.withdrawn_at().is_none();
    if open && may_answer(ctx, one) {
        ways.push(("Answer it", format!("{href}/answer")));
        if one.acknowledged().is_none() {
            ways.push(("Say that you have it", format!("{href}/acknowledge")));
        }
    }
    if may_speak_for_sender(ctx, one) {
        if one.answered().is_some() && one.settled().is_none() {
            ways.push(("Say whether this settles it", format!("{href}/settle")));
        }
        if open {
            ways.push(("Take it back", format!("{href}/withdraw")));
        }
    }
    ways
}
