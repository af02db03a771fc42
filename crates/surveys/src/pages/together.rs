//! How we work together: the three questions of a place, what is open now, and where the answers are.

use super::at::{self, place_at};
use crate::acts::SEE_SURVEYS;
use crate::links;
use crate::round::Kind;
use crate::store;
use askama::Template;
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/together", SEE_SURVEYS, show)
}

#[derive(Debug, Template)]
#[template(path = "together.html")]
struct TogetherPage {
    cards: Vec<(&'static str, String, &'static str)>,
    open: Vec<(String, String, String)>,
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let rounds = store::open_rounds_of_places(&mut db, place.id(), ctx.now().date()).await?;
    drop(db);
    let open = |round: &crate::round::Round| {
        let about = if round.kind() == Kind::Confidence { &round.about().name } else { "" };
        let words = [round.kind().words(), about, round.title()].into_iter().filter(|part| !part.is_empty());
        (words.collect::<Vec<_>>().join(", "), links::round(round), format!("until {}", round.closes_on().in_words()))
    };
    let slug = place.slug();
    let page = TogetherPage {
        cards: vec![
            (
                "Do we remember our priorities?",
                links::recalls(slug),
                "Members write down what they remember, without looking. How much that is together, over time.",
            ),
            (
                "Is the chair fair?",
                links::confidences(slug),
                "Once a year each body says how confident it is in its chair. Nobody is named.",
            ),
            (
                "Do partners act as they signed?",
                links::sets(slug),
                "Principles, who signed them, and how partners read each other.",
            ),
        ],
        open: rounds.iter().map(open).collect(),
    };
    let mut steps = at::steps(&place);
    steps.pop();
    let around = at::page("How we work together", steps, &place)
        .lead("What is usually said in the corridor is asked here of everybody: without names, and shown to those it is about first.");
    ctx.page(around.template(&page)).await
}
