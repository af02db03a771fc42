//! A listing: one thing that helps people, by an organisation or by nobody in particular, as a place's directory has it.

pub mod about;
pub mod merge;

use crate::capacity::{Capacity, Room};
use crate::feed::FeedId;
use crate::fresh::{Risk, Standing};
use crate::provider::ProviderId;
use crate::session::{Next, next_of};
use crate::uuid::Uuid;
pub use about::{About, Phone, Refusal, Served, Tag, Way};
use folkmoot_kernel::{Date, Id, PlaceId, Subject, Timestamp, words};
use serde::Serialize;

pub type ListingId = Id<Listing>;

words! {
    /// What becomes of a listing.
    pub enum State {
        /// Told by somebody whom nobody knows yet.
        Waiting => "waiting", "Waiting to be looked at";
        Listed => "listed", "Listed";
        Paused => "paused", "Stopped for a while";
        Ended => "ended", "No longer there";
        /// Taken out by the place, which says why.
        Hidden => "hidden", "Taken out";
    }
}

impl State {
    /// Whether people find it.
    pub const fn is_open(self) -> bool {
        matches!(self, State::Listed | State::Paused)
    }
}

words! {
    /// Who told it.
    pub enum Source {
        Own => "own", "told by those who run it";
        Officer => "officer", "taken down by somebody of the place";
        Feed => "feed", "came from another directory";
    }
}

/// Where a listing of a feed comes from, and what was sent last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Upstream {
    pub feed: FeedId,
    pub about: About,
    /// Fields that both changed since: ours stands.
    pub ours: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listing {
    pub(crate) id: ListingId,
    pub(crate) uuid: Uuid,
    pub(crate) place: Option<PlaceId>,
    pub(crate) provider: Option<ProviderId>,
    pub(crate) about: About,
    pub(crate) capacity: Capacity,
    pub(crate) state: State,
    /// Why it is hidden.
    pub(crate) why: String,
    pub(crate) source: Source,
    pub(crate) upstream: Option<Upstream>,
    #[serde(with = "crate::session::day_text")]
    pub(crate) checked_on: Option<Date>,
    pub(crate) changed_at: Timestamp,
    pub(crate) version: i64,
}

/// What a new listing is made of.
#[derive(Debug, Clone)]
pub struct New {
    pub id: ListingId,
    pub uuid: Uuid,
    pub place: Option<PlaceId>,
    pub provider: Option<ProviderId>,
    pub about: About,
}

impl Listing {
    /// Told by those who run it, or taken down for them. A stranger's waits until somebody of the place has looked at it.
    pub fn told(new: New, source: Source, state: State, now: Timestamp) -> Result<Self, Refusal> {
        let about = new.about.checked()?;
        if about.summary.is_empty() {
            return Err(Refusal::NoSummary);
        }
        if !about.has_way_in() {
            return Err(Refusal::NoWayIn);
        }
        let made = Self::made(New { about, ..new }, source, state, None, now);
        Ok(Self { checked_on: Some(now.date()), ..made })
    }

    /// Out of another directory: what it says of itself stands, and when it was last checked there.
    pub fn sent(
        new: New,
        feed: FeedId,
        state: State,
        checked_on: Option<Date>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let about = new.about.checked()?;
        let upstream = Upstream { feed, about: about.clone(), ours: Vec::new() };
        let made = Self::made(New { about, ..new }, Source::Feed, state, Some(upstream), now);
        Ok(Self { checked_on: checked_on.filter(|on| *on <= now.date()), ..made })
    }

    fn made(new: New, source: Source, state: State, upstream: Option<Upstream>, now: Timestamp) -> Self {
        Self {
            id: new.id,
            uuid: new.uuid,
            place: new.place,
            provider: new.provider,
            about: new.about,
            capacity: Capacity::default(),
            state,
            why: String::new(),
            source,
            upstream,
            checked_on: None,
            changed_at: now,
            version: 1,
        }
    }

    /// Changed by somebody here; whoever changes it has looked at it.
    pub fn change(self, about: About, now: Timestamp) -> Result<Self, Refusal> {
        let about = about.checked()?;
        if about.summary.is_empty() {
            return Err(Refusal::NoSummary);
        }
        if !about.has_way_in() {
            return Err(Refusal::NoWayIn);
        }
        Ok(Self { about, checked_on: Some(now.date()), changed_at: now, ..self })
    }

    /// Its publisher sent it again. `None`: nothing is different.
    pub fn sent_again(
        self,
        about: About,
        state: State,
        checked_on: Option<Date>,
        now: Timestamp,
    ) -> Result<Option<Self>, Refusal> {
        let about = about.checked()?;
        let Some(upstream) = &self.upstream else { return Ok(None) };
        let merged = self.about.merged(&upstream.about, &about);
        let held = upstream.ours.iter().map(String::as_str).chain(merged.ours.iter().copied());
        let mut ours: Vec<String> = held.map(str::to_owned).collect();
        ours.sort();
        ours.dedup();
        ours.retain(|field| merge::changed(&merged.about, &about).contains(&field.as_str()));
        let checked_on = self.checked_on.max(checked_on.filter(|on| *on <= now.date()));
        // What was taken out here stays out.
        let state = if self.state == State::Hidden { State::Hidden } else { state };
        let upstream = Some(Upstream { feed: upstream.feed, about, ours });
        let next = Self { about: merged.about, upstream, checked_on, state, ..self.clone() };
        Ok((next != self).then_some(Self { changed_at: now, ..next }))
    }

    /// Takes the publisher's version of these fields.
    pub fn give_back(self, which: &[&str], now: Timestamp) -> Result<Self, Refusal> {
        let Some(mut upstream) = self.upstream.clone() else { return Ok(self) };
        let about = merge::given_back(&self.about, &upstream.about, which).checked()?;
        upstream.ours.retain(|field| !which.contains(&field.as_str()));
        Ok(Self { about, upstream: Some(upstream), changed_at: now, ..self })
    }

    /// Somebody says that all of it is still right.
    #[must_use]
    pub fn confirm(self, now: Timestamp) -> Self {
        Self { checked_on: Some(now.date()), changed_at: now, ..self }
    }

    #[must_use]
    pub fn say_room(self, room: Room, waiting: Option<u32>, now: Timestamp) -> Self {
        Self { capacity: Capacity::said(room, waiting, now.date()), changed_at: now, ..self }
    }

    /// `why`: needed where it is taken out.
    #[must_use]
    pub fn turn(self, state: State, why: &str, now: Timestamp) -> Self {
        Self { state, why: why.trim().to_owned(), changed_at: now, ..self }
    }

    pub fn subject(&self) -> Subject {
        self.place.map_or_else(Subject::default, Subject::place)
    }
    pub fn risk(&self) -> Risk {
        Risk::of(&self.about.needs)
    }
    pub fn standing(&self, today: Date) -> Standing {
        Standing::of(self.checked_on, self.risk(), today)
    }
    /// The next time it is there, as far as it said. Words beside a time may say that it is not ("not in August"), and then nobody knows.
    pub fn next(&self, now: Timestamp) -> Option<Next> {
        let sure = self.about.sessions.iter().filter(|session| session.words.is_empty());
        if self.state == State::Listed { next_of(sure, now) } else { None }
    }
    pub const fn id(&self) -> ListingId {
        self.id
    }
    pub const fn uuid(&self) -> Uuid {
        self.uuid
    }
    pub const fn place(&self) -> Option<PlaceId> {
        self.place
    }
    pub const fn provider(&self) -> Option<ProviderId> {
        self.provider
    }
    pub const fn about(&self) -> &About {
        &self.about
    }
    pub const fn capacity(&self) -> &Capacity {
        &self.capacity
    }
    pub const fn state(&self) -> State {
        self.state
    }
    pub fn why(&self) -> &str {
        &self.why
    }
    pub const fn source(&self) -> Source {
        self.source
    }
    pub const fn upstream(&self) -> Option<&Upstream> {
        self.upstream.as_ref()
    }
    pub const fn checked_on(&self) -> Option<Date> {
        self.checked_on
    }
    pub const fn changed_at(&self) -> Timestamp {
        self.changed_at
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

#[cfg(test)]
#[path = "listing/tests.rs"]
mod tests;
