//! Forms, each declared once, shown and read.

mod escalations;
mod impact;
mod notices;
mod plan;
mod replies;
mod standards;

use folkmoot_kernel::OrganisationId;
use folkmoot_web::{Choice, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .with(notices::routes())
        .with(impact::routes())
        .with(plan::routes())
        .with(replies::routes())
        .with(standards::routes())
        .with(escalations::routes())
}

fn choices(all: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    all.into_iter().map(|(value, words)| Choice::new(value, words)).collect()
}

/// A choice that no form of ours offered is nobody's.
fn chosen(written: &str) -> OrganisationId {
    written.parse().unwrap_or(OrganisationId::from_number(0))
}
