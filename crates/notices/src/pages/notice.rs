//! The page of one notice: what and when, how much notice, what it means, the plan until then, and what is said to it.

use super::at::{self, Names, notice_at, speaks_for};
use crate::actions::notices::may_change;
use crate::acts::{DO_STEP, RECORD_NOTICE, REPLY_FOR_PLACE, SEE_NOTICES};
use crate::links;
use crate::notice::{Countdown, Notice, NoticeId, Source};
use crate::reply::{Reply, Voice};
use crate::step::Step;
use crate::store;
use crate::wants::{Agreed, Agreements, Touch};
use askama::Template;
use folkmoot_kernel::{Date, OrganisationId, Subject};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/notices/{notice}", SEE_NOTICES, show)
}

#[derive(Debug, Template)]
#[template(path = "notice.html")]
struct NoticePage {
    notice: Notice,
    countdown: Countdown,
    names: Names,
    promises: Vec<Agreed>,
    decisions: Vec<Agreed>,
    steps: Vec<(Step, bool)>,
    replies: Vec<Reply>,
    ways: Vec<(&'static str, String)>,
    today: Date,
}

impl NoticePage {
    fn learned(&self) -> Option<&str> {
        match self.notice.source() {
            Source::Learned(how) => Some(how),
            Source::Given => None,
        }
    }

    fn voice(&self, reply: &Reply) -> &str {
        match reply.voice() {
            Voice::Place => "The place",
            Voice::Organisation(id) => self.names.name(id),
        }
    }

    fn place_replied(&self) -> bool {
        self.replies.iter().any(|reply| reply.voice() == Voice::Place)
    }

    fn done(&self) -> usize {
        self.steps.iter().filter(|(step, _)| step.finished().is_some()).count()
    }
}

async fn show(ctx: Ctx, Path(id): Path<NoticeId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (notice, place) = notice_at(&mut db, id).await?;
    let page = drawn(&ctx, &mut db, notice).await?;
    drop(db);
    let mut steps = at::steps_to_place(&place);
    steps.push(("What will stop or change".to_owned(), links::notices(place.slug())));
    let caption = format!("Notice {}, {}", page.notice.number(), page.names.name(page.notice.organisation()));
    ctx.page(at::page(page.notice.title(), steps, &place).record("notice", id).caption(caption).template(&page)).await
}

async fn drawn(ctx: &Ctx, db: &mut Conn, notice: Notice) -> Result<NoticePage, Error> {
    let (id, today) = (notice.id(), ctx.now().date());
    let steps = store::steps(db, id).await?;
    let replies = store::replies(db, id).await?;
    let (promises, decisions) = touched(ctx, db, &notice).await?;
    let mut named: Vec<OrganisationId> = steps.iter().map(Step::owner).collect();
    named.push(notice.organisation());
    named.extend(replies.iter().filter_map(|reply| match reply.voice() {
        Voice::Organisation(id) => Some(id),
        Voice::Place => None,
    }));
    let may_do = |step: &Step| {
        let subject = Subject::owned(notice.place(), step.owner());
        step.finished().is_none() && ctx.is_signed_in() && ctx.may_any(&[DO_STEP, RECORD_NOTICE], subject)
    };
    Ok(NoticePage {
        countdown: notice.countdown(today),
        names: Names::of(db, &named).await?,
        ways: ways(ctx, &notice, &replies),
        steps: steps.into_iter().map(|step| (step.clone(), may_do(&step))).collect(),
        promises,
        decisions,
        replies,
        today,
        notice,
    })
}

async fn touched(ctx: &Ctx, db: &mut Conn, notice: &Notice) -> Result<(Vec<Agreed>, Vec<Agreed>), Error> {
    let ids = store::touched(db, notice.id()).await?;
    let Some(agreements) = ctx.wanted::<dyn Agreements>() else { return Ok(Default::default()) };
    let all = agreements.picked(ctx, db, notice.place(), &ids).await?;
    Ok(all.into_iter().partition(|one| one.touch == Touch::Promise))
}

fn ways(ctx: &Ctx, notice: &Notice, replies: &[Reply]) -> Vec<(&'static str, String)> {
    let (href, mut ways) = (links::notice(notice.id()), Vec::new());
    let has_replied = |voice: Voice| replies.iter().any(|reply| reply.voice() == voice);
    if ctx.may(REPLY_FOR_PLACE, Subject::place(notice.place())) && !has_replied(Voice::Place) {
        ways.push(("Write the place's reply", format!("{href}/reply/place")));
    }
    if speaks_for(ctx, notice.place()).into_iter().any(|own| !has_replied(Voice::Organisation(own))) {
        ways.push(("Say what it means for you", format!("{href}/reply")));
    }
    if ctx.is_signed_in() && may_change(ctx, notice).is_ok() && notice.stands().is_ok() {
        ways.push(("Say what it means in numbers", format!("{href}/impact")));
        ways.push(("Add to the plan until then", format!("{href}/steps/add")));
        ways.push(("Withdraw this notice", format!("{href}/withdraw")));
    }
    ways
}
