//! The pipeline: every promised delegation with the step it is at, the post that it waits on and for how many days; and each of
//! them with its steps, what shows that they are done, and what was said.

use super::at::{self, delegation_at, place_at};
use crate::actions::{Names, may_finish};
use crate::acts::{CHANGE_DELEGATIONS, SEE_ASSURANCE_FIRST, SEE_AUTHORITY, SPEAK_ON_DELEGATION};
use crate::delegation::{Delegation, DelegationId, Post, Stage, Standing, Step};
use crate::links;
use crate::store::{self, Remark};
use askama::Template;
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/delegations", SEE_AUTHORITY, list).get(
        "/delegations/{delegation}",
        SEE_AUTHORITY,
        show,
    )
}

#[derive(Debug, Template)]
#[template(path = "delegations.html")]
struct DelegationsPage {
    place: Place,
    lines: Vec<Line>,
    counts: Vec<(&'static str, i64)>,
    may_change: bool,
}

/// A delegation in the list.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) delegation: Delegation,
    pub(crate) from: String,
    pub(crate) standing: Standing,
    /// "Step 2 of 5: paper for the board".
    pub(crate) at: String,
    /// The post that it waits on.
    pub(crate) post: String,
}

#[derive(Debug, Template)]
#[template(path = "delegation.html")]
struct DelegationPage {
    place: Place,
    delegation: Delegation,
    standing: Standing,
    from: Option<(String, String)>,
    function: Option<(String, String)>,
    steps: Vec<StepLine>,
    remarks: Vec<Remark>,
    post: String,
    may_change: bool,
    may_speak: bool,
}

/// A step with the post that it waits on.
#[derive(Debug)]
struct StepLine {
    step: Step,
    post: String,
    is_at: bool,
    may_finish: bool,
}

impl DelegationsPage {
    fn data(&self) -> String {
        links::delegations(self.place.slug())
    }
    fn add(&self) -> String {
        format!("/places/{}/delegations/add", self.place.slug())
    }
}

impl DelegationPage {
    fn waits_long(&self) -> bool {
        self.standing.stage == Stage::WaitsLong
    }
    fn is_open(&self) -> bool {
        self.delegation.open().is_ok()
    }
}

/// Partners see that something waits long before everybody does.
fn seen(ctx: &Ctx, place: &Place, standing: Standing, steps: &[Step]) -> Standing {
    if ctx.is_signed_in() && ctx.may(SEE_ASSURANCE_FIRST, place.subject()) {
        return standing;
    }
    let expected = steps.iter().find(|step| Some(step.id()) == standing.at).map_or(0, Step::expected_days);
    standing.for_public(expected)
}

/// Every delegation of the place as its reader may see it, those that wait longest first.
pub(crate) async fn lines(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<Line>, Error> {
    let (names, today) = (Names::of(ctx, db, place.id()).await?, ctx.now().date());
    let mut steps: BTreeMap<DelegationId, Vec<Step>> = BTreeMap::new();
    for step in store::steps_of_place(db, place.id()).await? {
        steps.entry(step.delegation()).or_default().push(step);
    }
    let line = |delegation: Delegation| {
        let own = steps.get(&delegation.id()).map_or(&[][..], Vec::as_slice);
        let standing = seen(ctx, place, delegation.standing(own, today), own);
        let open = own.iter().find(|step| Some(step.id()) == standing.at);
        Line {
            from: delegation.details().from.map(|id| names.outside_name(id)).unwrap_or_default(),
            at: open
                .map(|step| format!("Step {} of {}: {}", step.position(), own.len(), step.what()))
                .unwrap_or_default(),
            post: open.map(|step| post(step, &names)).unwrap_or_default(),
            standing,
            delegation,
        }
    };
    let mut all: Vec<Line> = store::delegations_of_place(db, place.id()).await?.into_iter().map(line).collect();
    let order = |line: &Line| (line.standing.at.is_none(), -line.standing.waited_days);
    all.sort_by_key(order);
    Ok(all)
}

fn post(step: &Step, names: &Names) -> String {
    match step.post() {
        Post::Here(seat) => names.post(*seat),
        Post::Elsewhere(words) => words.clone(),
    }
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let lines = lines(&ctx, &mut db, &place).await?;
    drop(db);
    let of = |stage: Stage| {
        let count = lines.iter().filter(|line| line.standing.stage == stage).count();
        (stage.words(), i64::try_from(count).unwrap_or(0))
    };
    let counts = Stage::ALL.map(of).into_iter().filter(|(_, count)| *count > 0).collect();
    let page = DelegationsPage { counts, lines, may_change: ctx.may(CHANGE_DELEGATIONS, place.subject()), place };
    let around = at::page("Delegations on their way", at::to_place(&page.place), &page.place)
        .lead("What was promised to this place: which step it is at, which post it waits on, and for how long.")
        .wide();
    ctx.page(around.template(&page)).await
}

async fn show(ctx: Ctx, Path(id): Path<DelegationId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (delegation, place) = delegation_at(&mut db, id).await?;
    let page = drawn(&ctx, &mut db, delegation, place).await?;
    drop(db);
    let around = at::page(page.delegation.title(), at::to_delegations(&page.place), &page.place);
    ctx.page(around.template(&page)).await
}

async fn drawn(ctx: &Ctx, db: &mut Conn, delegation: Delegation, place: Place) -> Result<DelegationPage, Error> {
    let names = Names::of(ctx, db, place.id()).await?;
    let steps = store::steps_of_delegation(db, delegation.id()).await?;
    let standing = seen(ctx, &place, delegation.standing(&steps, ctx.now().date()), &steps);
    let function = match delegation.details().function {
        Some(id) => store::function(db, id).await?,
        None => None,
    };
    let line = |step: Step| StepLine {
        post: post(&step, &names),
        is_at: Some(step.id()) == standing.at,
        may_finish: Some(step.id()) == standing.at && may_finish(ctx, &step, &delegation),
        step,
    };
    let steps: Vec<StepLine> = steps.into_iter().map(line).collect();
    Ok(DelegationPage {
        from: delegation.details().from.map(|id| (names.outside_name(id), links::outside(id))),
        function: function.map(|one| (one.name().to_owned(), links::function(one.id()))),
        remarks: store::remarks(db, delegation.id()).await?,
        post: steps.iter().find(|line| line.is_at).map(|line| line.post.clone()).unwrap_or_default(),
        may_change: ctx.may(CHANGE_DELEGATIONS, place.subject()),
        may_speak: ctx.is_signed_in() && ctx.may(SPEAK_ON_DELEGATION, place.subject()),
        standing,
        steps,
        delegation,
        place,
    })
}
