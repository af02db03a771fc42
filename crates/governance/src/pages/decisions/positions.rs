//! Where organisations stand, as far as the reader may see it.

use crate::position::{Given, Position, Seal, Stance, Tally, Viewer};
use folkmoot_kernel::{OrganisationId, Slug};
use folkmoot_web::charts::{About, Stack, Stacks, stacked_bar};
use std::collections::BTreeMap;

/// A line of the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) href: String,
    /// What the reader may see of its answer.
    pub(super) said: Option<Given>,
    /// What stands there instead.
    pub(super) instead: &'static str,
    /// Whether the reader speaks for it.
    pub(super) own: bool,
}

/// All positions of a decision with what the reader may see of them.
#[derive(Debug)]
pub(super) struct Positions {
    pub(super) rows: Vec<Row>,
    pub(super) seal: Seal,
    pub(super) tally: Tally,
    /// Whether others' answers are shown to this reader.
    pub(super) shown: bool,
    pub(super) partner: bool,
}

impl Positions {
    pub(super) fn of(
        all: &[Position],
        viewer: Viewer<'_>,
        seal: Seal,
        names: &BTreeMap<OrganisationId, (Slug, String)>,
    ) -> Self {
        let partner = viewer != Viewer::Public;
        let mut rows: Vec<Row> = all.iter().map(|one| row(one, viewer, seal, names)).collect();
        rows.sort_by_key(|row| row.name.to_lowercase());
        let shown = match seal {
            Seal::Sealed | Seal::Kept => false,
            Seal::Open => partner,
            Seal::Closed => true,
        };
        Self { rows, seal, tally: Tally::of(all), shown, partner }
    }

    /// "4 of 9 are in." and what that means for who reads it.
    pub(super) fn words(&self, until: &str) -> String {
        let (given, asked) = (self.tally.given(), self.tally.asked);
        match self.seal {
            Seal::Sealed => format!(
                "{given} of {asked} are in. They stay sealed until all are in or {until}, so that early voices do not lead."
            ),
            Seal::Open if self.partner => format!("{given} of {asked} are in, and partners can read them."),
            Seal::Open => {
                format!("{given} of {asked} are in. Partners read them now; everybody can once it is closed.")
            }
            Seal::Closed => format!("{given} of {asked} organisations gave their position."),
            Seal::Kept => {
                format!("{given} of {asked} were in when it was withdrawn. They stay with those who gave them.")
            }
        }
    }

    /// Those who stand like this, as far as the reader may see them, with their own words.
    pub(super) fn who(&self, stance: Stance) -> Vec<&Row> {
        let stands = |row: &&Row| row.said.as_ref().is_some_and(|said| said.stance == stance);
        if self.shown { self.rows.iter().filter(stands).collect() } else { Vec::new() }
    }

    /// A small drawing, once there is something to see.
    pub(super) fn chart(&self) -> String {
        if !self.shown || self.tally.taking_part() == 0 {
            return String::new();
        }
        let all = [
            (Stance::Assent, self.tally.assent),
            (Stance::AssentWithConditions, self.tally.conditions),
            (Stance::StandAside, self.tally.aside),
            (Stance::Object, self.tally.object),
        ];
        let drawn: Vec<(Stance, u32)> = all.into_iter().filter(|(_, count)| *count > 0).collect();
        let about = About::new("stances", "How positions add up")
            .each("On this decision")
            .counting("organisation", "organisations");
        let parts = drawn.iter().map(|(stance, _)| stance.words().to_owned()).collect();
        let stack = Stack::new("Positions", drawn.iter().map(|(_, count)| i64::from(*count)).collect());
        stacked_bar(&Stacks::of(about, parts, vec![stack]))
    }
}

fn row(position: &Position, viewer: Viewer<'_>, seal: Seal, names: &BTreeMap<OrganisationId, (Slug, String)>) -> Row {
    let id = position.organisation();
    let own = matches!(viewer, Viewer::Partner { speaks_for } if speaks_for.contains(&id));
    let instead = match (position.given().is_some(), seal) {
        _ if viewer == Viewer::Public && seal != Seal::Closed => "Asked",
        (true, _) => "In, and sealed",
        (false, Seal::Closed | Seal::Kept) => "No position",
        (false, _) => "Awaited",
    };
    let (href, name) =
        names.get(&id).map_or_else(Default::default, |(slug, name)| (format!("/organisations/{slug}"), name.clone()));
    Row { name, href, said: position.shown_to(viewer, seal).cloned(), instead, own }
}
