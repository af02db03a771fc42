//! Forms of surveys: each declared once, shown and read.

mod answers;
mod principles;
mod readings;
mod rounds;

use crate::level::Level;
use folkmoot_web::{Choice, Routes};

pub fn routes() -> Routes {
    Routes::new().with(rounds::routes()).with(answers::routes()).with(principles::routes()).with(readings::routes())
}

/// What stands above every form whose answer has no name.
const NO_NAME: &str = "Your answer is kept without your name, time or order, and cannot be changed afterwards. That you answered is kept \
     elsewhere, so that nobody answers twice. Nothing is shown unless five people answer.";

fn levels() -> Vec<Choice> {
    Level::ALL.iter().rev().map(|level| Choice::new(level.key(), level.words())).collect()
}
