//! How the Vale works together: recall checks, confidence notes, principles and readings, answered by those who would.

mod behaviours;
mod claims;
mod focus;
mod questions;

use super::DemoError;
use super::content::BadContent;
use super::maker::Maker;
use folkmoot_kernel::{OrganisationId, PersonId, Role, Timestamp};
use serde::Deserialize;

/// Title, month, day, first member, how many, of a hundred.
type Recall = (String, i64, i8, usize, usize, i64);
/// Body, title, month, day, first member, how many, of a hundred, the chair's reply.
type Confidence = (String, String, i64, i8, usize, usize, i64, String);
/// Partner, how many read it, how others see it and how it sees itself, of a hundred.
type Read = (String, usize, i64, i64);
/// Partner, reply, one thing, months until it is due, what became of it and how.
type Reply = (String, String, String, i64, String, String);

#[derive(Debug, Deserialize)]
struct Written {
    remember: Vec<Vec<String>>,
    r#else: Vec<String>,
    recall: Vec<Recall>,
    recall_open: (String, usize, i64),
    confidence: Vec<Confidence>,
    notes: Vec<String>,
    confidence_open: (String, String),
    title: String,
    signed: Vec<(String, i64)>,
    own_title: String,
    own: String,
    own_signed: Vec<(String, i64)>,
    reading_title: String,
    reading_month: i64,
    read: Vec<Read>,
    replies: Vec<Reply>,
    reading_open: String,
}

fn written() -> Result<Written, BadContent> {
    let read = toml::from_str(include_str!("../../demo/together.toml"));
    read.map_err(|source| BadContent { file: "together.toml", source })
}

/// Organisations whose people anybody may try the place as: what is open now is left for them to answer.
const PLAYED: [&str; 6] = ["community", "oxmoor-council", "hospitals", "alliance", "pcn-weir", "healthwatch"];

/// Tells what was asked and answered. The clock goes back to each day; today's rounds stay open.
pub(super) async fn tell(maker: &mut Maker) -> Result<(), DemoError> {
    let written = written()?;
    questions::recalls(maker, &written).await?;
    questions::confidences(maker, &written).await?;
    behaviours::principles(maker, &written).await?;
    claims::tell(maker).await?;
    focus::tell(maker).await?;
    maker.seats_changed();
    maker.at(maker.today);
    Ok(())
}

impl Maker {
    /// It is ten in the morning of that day, and whoever acts is looked up again.
    fn on(&mut self, month: i64, day: i8) {
        self.seats_changed();
        self.at(Timestamp::at(self.calendar.day(month, day), 10, 0));
    }

    /// Some days before today, in the morning.
    pub(super) fn days_ago(&mut self, days: i64) {
        self.seats_changed();
        self.at(self.today.plus_days(-days));
    }

    /// People who speak for a partner, each once, in the order of their seats. Those who took their seat later are left out by
    /// whoever asks them.
    fn voices(&self, body: Option<&str>) -> Vec<(String, PersonId)> {
        let mut all: Vec<(String, PersonId)> = Vec::new();
        let on = |seat: &&super::cast::Seated| body.is_none() || seat.body.as_deref() == body;
        for seat in
            self.cast.seats.iter().filter(on).filter(|seat| seat.role != Role::Observer && seat.role != Role::Chair)
        {
            if let (Some((organisation, _)), Some(holder)) = (&seat.of, &seat.holder)
                && all.iter().all(|(_, known)| *known != holder.person())
            {
                all.push((organisation.clone(), holder.person()));
            }
        }
        all
    }

    fn id(&self, organisation: &str) -> Result<OrganisationId, DemoError> {
        self.cast.organisation(organisation)
    }
}
