//! A meeting of a body: planned, held or cancelled; its agenda, who came, its minutes.

mod amendment;
mod minutes;
mod state;
#[cfg(test)]
mod tests;

pub use amendment::{Amendment, AmendmentId, Settled, Verdict, Wish};
pub use minutes::{Correction, Phase};
pub use state::{Attendance, MinutesState, State};

use folkmoot_kernel::time::DAY_MS;
use folkmoot_kernel::{BodyId, Date, Id, PlaceId, Subject, Timestamp};
use serde::Serialize;

pub type MeetingId = Id<Meeting>;

/// Why a meeting says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the meeting a title, like “March meeting”")]
    NoTitle,
    #[error("It must end after it begins, at {}", starts_at.in_words())]
    EndsBeforeItBegins { starts_at: Timestamp },
    #[error("A meeting lasts a day at most: check the day it ends")]
    TooLong,
    #[error("Say where people meet: a room and its address, or a link to join")]
    Nowhere,
    #[error("This body has closed, so it meets no more")]
    BodyClosed,
    #[error("This meeting was cancelled: call another one")]
    Cancelled,
    #[error("This meeting was held already")]
    Held,
    #[error("Say in a sentence why it is cancelled: people had set the time aside")]
    NoReason,
    #[error("It begins on {}: it cannot have been held before", starts_at.in_words())]
    NotYet { starts_at: Timestamp },
    #[error("Write the minutes")]
    NoMinutes,
    #[error("Say first that the meeting was held")]
    NotHeld,
    #[error("These minutes were approved. What is wrong in them is put right by a correction below them")]
    Approved,
    #[error("These minutes are a draft still: change them instead of adding a correction")]
    NotApproved,
    #[error("Write the correction")]
    NoCorrection,
    #[error("Leave those who attended a day at least to read them: choose a later day")]
    NoTimeToRead,
    #[error("They are with those who attended until {}: approve them after that day", until.in_words())]
    StillRound { until: Date },
    #[error("{} without an answer: answer {} first", amendments(*count), if *count == 1 { "it" } else { "them" })]
    Unanswered { count: i64 },
    #[error("These minutes are not with those who attended, so nothing can be asked of them here")]
    NotRound,
    #[error("Amendments could be asked for until {}. What is wrong can still be said at the next meeting", until.in_words())]
    RoundOver { until: Date },
    #[error("Organisations that attended say what is wrong in the minutes, and yours is not among them")]
    WasNotThere,
    #[error("These words do not stand in the draft: copy them as they are, or leave this empty")]
    NotInDraft,
    #[error("This was answered already")]
    Settled,
    #[error("Say why it is not taken: those who asked read it")]
    NoReply,
    #[error("Say first that the meeting was held: then it can be closed")]
    NotHeldYet,
    #[error("This meeting was closed already")]
    Closed,
    #[error("Say of every item what it came to: none is lost")]
    ItemsOpen,
}

/// "2 amendments are"
fn amendments(count: i64) -> String {
    if count == 1 { "One amendment is".to_owned() } else { format!("{count} amendments are") }
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::EndsBeforeItBegins { .. } | Refusal::TooLong => "ends",
            Refusal::Nowhere => "venue",
            Refusal::NoReason => "reason",
            Refusal::NoMinutes | Refusal::NotHeld | Refusal::Approved => "minutes",
            Refusal::NoCorrection
            | Refusal::NotApproved
            | Refusal::NotRound
            | Refusal::RoundOver { .. }
            | Refusal::WasNotThere => "words",
            Refusal::NoTimeToRead => "until",
            Refusal::StillRound { .. } | Refusal::Unanswered { .. } => "minutes",
            Refusal::NotInDraft => "instead_of",
            Refusal::NoReply | Refusal::Settled => "reply",
            Refusal::NotHeldYet | Refusal::Closed | Refusal::ItemsOpen => "items",
            Refusal::NoTitle | Refusal::BodyClosed | Refusal::Cancelled | Refusal::Held | Refusal::NotYet { .. } => {
                "title"
            }
        }
    }
}

/// What people say of a meeting before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingDetails {
    pub title: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub venue: String,
    pub online_url: String,
    /// Whether anybody may come and read the agenda.
    pub in_public: bool,
}

/// A meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    pub(crate) id: MeetingId,
    pub(crate) place: PlaceId,
    pub(crate) body: BodyId,
    pub(crate) title: String,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) venue: String,
    pub(crate) online_url: String,
    pub(crate) in_public: bool,
    pub(crate) state: State,
    pub(crate) cancel_reason: String,
    /// Not in history: minutes name people, and the approved ones stay in their row.
    #[serde(skip)]
    pub(crate) minutes: String,
    pub(crate) minutes_state: MinutesState,
    pub(crate) minutes_approved_at: Option<Timestamp>,
    /// The last day for amendments.
    pub(crate) amend_until: Option<Date>,
    /// When every item had come to something.
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) version: i64,
}

impl Meeting {
    /// Calls a meeting of an open body. One that was long ago can be entered as well: places bring their history.
    pub fn call(id: MeetingId, place: PlaceId, body: BodyId, details: MeetingDetails) -> Result<Self, Refusal> {
        let MeetingDetails { title, starts_at, ends_at, venue, online_url, in_public } = checked(details)?;
        Ok(Self {
            id,
            place,
            body,
            title,
            starts_at,
            ends_at,
            venue,
            online_url,
            in_public,
            state: State::Planned,
            cancel_reason: String::new(),
            minutes: String::new(),
            minutes_state: MinutesState::None,
            minutes_approved_at: None,
            amend_until: None,
            closed_at: None,
            version: 1,
        })
    }

    pub fn change(self, details: MeetingDetails) -> Result<Self, Refusal> {
        self.still_planned()?;
        let MeetingDetails { title, starts_at, ends_at, venue, online_url, in_public } = checked(details)?;
        Ok(Self { title, starts_at, ends_at, venue, online_url, in_public, ..self })
    }

    pub fn cancel(self, reason: &str) -> Result<Self, Refusal> {
        self.still_planned()?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::NoReason);
        }
        Ok(Self { state: State::Cancelled, cancel_reason: reason.to_owned(), ..self })
    }

    pub fn held(self, now: Timestamp) -> Result<Self, Refusal> {
        self.still_planned()?;
        if now < self.starts_at {
            return Err(Refusal::NotYet { starts_at: self.starts_at });
        }
        Ok(Self { state: State::Held, ..self })
    }

    /// Every item came to something: `open` counts those that did not.
    pub fn close(self, now: Timestamp, open: usize) -> Result<Self, Refusal> {
        if self.state != State::Held {
            return Err(Refusal::NotHeldYet);
        }
        if self.closed_at.is_some() {
            return Err(Refusal::Closed);
        }
        if open > 0 {
            return Err(Refusal::ItemsOpen);
        }
        Ok(Self { closed_at: Some(now), ..self })
    }

    /// Whether items and papers may still be put, changed and taken off.
    pub fn agenda_open(&self) -> Result<(), Refusal> {
        self.record_open()?;
        if self.closed_at.is_some() { Err(Refusal::Closed) } else { Ok(()) }
    }

    /// Whether it may still be written down who came and what was said.
    pub fn record_open(&self) -> Result<(), Refusal> {
        match (self.state, self.minutes_state) {
            (State::Cancelled, _) => Err(Refusal::Cancelled),
            (_, MinutesState::Approved) => Err(Refusal::Approved),
            _ => Ok(()),
        }
    }

    /// Whether it may be said who came.
    pub fn attendance_open(&self, now: Timestamp) -> Result<(), Refusal> {
        self.record_open()?;
        if now < self.starts_at && self.state != State::Held {
            return Err(Refusal::NotYet { starts_at: self.starts_at });
        }
        Ok(())
    }

    fn still_planned(&self) -> Result<(), Refusal> {
        match self.state {
            State::Planned => Ok(()),
            State::Held => Err(Refusal::Held),
            State::Cancelled => Err(Refusal::Cancelled),
        }
    }

    /// Whether it is neither over nor cancelled.
    pub fn is_to_come(&self, now: Timestamp) -> bool {
        self.state == State::Planned && now < self.ends_at
    }

    /// "2 March 2026, 14:00 to 16:00"
    pub fn when(&self) -> String {
        when(self.starts_at, self.ends_at)
    }

    pub fn subject(&self) -> Subject {
        Subject::body(self.place, self.body)
    }

    pub const fn id(&self) -> MeetingId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn body(&self) -> BodyId {
        self.body
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub const fn starts_at(&self) -> Timestamp {
        self.starts_at
    }
    pub const fn ends_at(&self) -> Timestamp {
        self.ends_at
    }
    pub fn venue(&self) -> &str {
        &self.venue
    }
    pub fn online_url(&self) -> &str {
        &self.online_url
    }
    pub const fn in_public(&self) -> bool {
        self.in_public
    }
    pub const fn state(&self) -> State {
        self.state
    }
    pub fn cancel_reason(&self) -> &str {
        &self.cancel_reason
    }
    pub fn minutes(&self) -> &str {
        &self.minutes
    }
    pub const fn minutes_state(&self) -> MinutesState {
        self.minutes_state
    }
    pub const fn minutes_approved_at(&self) -> Option<Timestamp> {
        self.minutes_approved_at
    }
    pub const fn amend_until(&self) -> Option<Date> {
        self.amend_until
    }
    pub const fn closed_at(&self) -> Option<Timestamp> {
        self.closed_at
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

/// "2 March 2026, 14:00 to 16:00"; over midnight: "2 March 2026 at 22:00 to 3 March 2026 at 01:00".
pub fn when(starts_at: Timestamp, ends_at: Timestamp) -> String {
    if starts_at.date() == ends_at.date() {
        return format!("{}, {} to {}", starts_at.date().in_words(), starts_at.clock(), ends_at.clock());
    }
    format!("{} to {}", starts_at.in_words(), ends_at.in_words())
}

fn checked(mut details: MeetingDetails) -> Result<MeetingDetails, Refusal> {
    details.title = details.title.trim().to_owned();
    details.venue = details.venue.trim().to_owned();
    let (starts_at, ends_at) = (details.starts_at, details.ends_at);
    if details.title.is_empty() {
        return Err(Refusal::NoTitle);
    }
    if ends_at <= starts_at {
        return Err(Refusal::EndsBeforeItBegins { starts_at });
    }
    if ends_at.ms() - starts_at.ms() > DAY_MS {
        return Err(Refusal::TooLong);
    }
    if details.venue.is_empty() && details.online_url.is_empty() {
        return Err(Refusal::Nowhere);
    }
    Ok(details)
}
