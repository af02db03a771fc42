//! An agenda item: what a meeting talks about, which priority it serves, and what the body can do about it.

use crate::closing::End;
use crate::mandate;
use crate::meeting::MeetingId;
use crate::power::Power;
use crate::priority::PriorityId;
use crate::promise::PromiseId;
use folkmoot_kernel::{FunctionId, Id, OrganisationId};
use serde::Serialize;

pub type ItemId = Id<Item>;

/// Longest that one item may be planned for. Unit: minutes.
pub const ITEM_MINUTES_MAX: u32 = 480;

/// Why an agenda item says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the item a title that people understand without the paper")]
    NoTitle,
    #[error("Plan between 1 and {ITEM_MINUTES_MAX} minutes for it")]
    Minutes,
    #[error("A priority of this place can be named here, and this is none")]
    PriorityElsewhere,
    #[error(transparent)]
    Mandate(#[from] mandate::Refusal),
    #[error("A decision was put with this item, so it stays on the agenda")]
    Decided,
    #[error("A promise that was taken back came here by itself: it stays until it was talked about")]
    Returned,
    #[error("This was put off at an earlier meeting and came here by itself: it stays until it was talked about")]
    Deferred,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoTitle | Refusal::Decided | Refusal::Returned | Refusal::Deferred => "title",
            Refusal::Minutes => "minutes_planned",
            Refusal::PriorityElsewhere => "priority",
            Refusal::Mandate(why) => why.field(),
        }
    }
}

/// What people say of an item before the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDetails {
    pub title: String,
    pub summary: String,
    pub priority: Option<PriorityId>,
    /// What it is about, in the map of who decides.
    pub function: Option<FunctionId>,
    /// What the body can do about it.
    pub power: Power,
    pub minutes_planned: u32,
    /// Whose item it is.
    pub sponsor: Option<OrganisationId>,
}

impl ItemDetails {
    pub fn titled(title: &str, power: Power) -> Self {
        let (priority, function, sponsor) = (None, None, None);
        Self { title: title.into(), summary: String::new(), priority, function, power, minutes_planned: 10, sponsor }
    }
}

/// An agenda item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub(crate) id: ItemId,
    pub(crate) meeting: MeetingId,
    /// From 1, in the order of the agenda.
    pub(crate) position: i64,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) priority: Option<PriorityId>,
    pub(crate) function: Option<FunctionId>,
    pub(crate) power: Power,
    pub(crate) minutes_planned: u32,
    pub(crate) sponsor: Option<OrganisationId>,
    /// The withdrawn promise that came back with it.
    pub(crate) returned_promise: Option<PromiseId>,
    /// What came of it, in the minutes' words.
    pub(crate) outcome: String,
    /// What it came to, once the meeting was closed.
    pub(crate) came_to: Option<End>,
    /// The item of an earlier meeting that was put off and goes on here.
    pub(crate) deferred_from: Option<ItemId>,
    pub(crate) version: i64,
}

impl Item {
    /// Puts an item on an agenda at `position`.
    pub fn put(id: ItemId, meeting: MeetingId, position: i64, details: ItemDetails) -> Result<Self, Refusal> {
        let ItemDetails { title, summary, priority, function, power, minutes_planned, sponsor } = checked(details)?;
        let (returned_promise, outcome, came_to, deferred_from) = (None, String::new(), None, None);
        Ok(Self {
            id,
            meeting,
            position,
            title,
            summary,
            priority,
            function,
            power,
            minutes_planned,
            sponsor,
            returned_promise,
            outcome,
            came_to,
            deferred_from,
            version: 1,
        })
    }

    /// The item is about a promise that was taken back.
    #[must_use]
    pub fn returning(self, promise: PromiseId) -> Self {
        Self { returned_promise: Some(promise), ..self }
    }

    pub fn change(self, details: ItemDetails) -> Result<Self, Refusal> {
        let ItemDetails { title, summary, priority, function, power, minutes_planned, sponsor } = checked(details)?;
        Ok(Self { title, summary, priority, function, power, minutes_planned, sponsor, ..self })
    }

    /// Closed with its meeting. Words that were said of it before stay, if there are no new ones.
    #[must_use]
    pub fn ended(self, end: End, note: &str) -> Self {
        let outcome = if note.trim().is_empty() { self.outcome } else { note.trim().to_owned() };
        Self { came_to: Some(end), outcome, ..self }
    }

    /// The same matter on a later agenda.
    #[must_use]
    pub fn put_off_to(&self, id: ItemId, meeting: MeetingId, position: i64) -> Self {
        Self {
            id,
            meeting,
            position,
            outcome: String::new(),
            came_to: None,
            deferred_from: Some(self.id),
            version: 1,
            ..self.clone()
        }
    }

    /// What came of it.
    #[must_use]
    pub fn concluded(self, outcome: &str) -> Self {
        Self { outcome: outcome.trim().to_owned(), ..self }
    }

    #[must_use]
    pub fn at(self, position: i64) -> Self {
        Self { position, ..self }
    }

    /// Whether it may be taken off the agenda again.
    pub fn removable(&self, decisions: i64) -> Result<(), Refusal> {
        if decisions > 0 {
            return Err(Refusal::Decided);
        }
        if self.deferred_from.is_some() {
            return Err(Refusal::Deferred);
        }
        if self.returned_promise.is_some() { Err(Refusal::Returned) } else { Ok(()) }
    }

    pub const fn id(&self) -> ItemId {
        self.id
    }
    pub const fn meeting(&self) -> MeetingId {
        self.meeting
    }
    pub const fn position(&self) -> i64 {
        self.position
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn summary(&self) -> &str {
        &self.summary
    }
    pub const fn priority(&self) -> Option<PriorityId> {
        self.priority
    }
    pub const fn function(&self) -> Option<FunctionId> {
        self.function
    }
    pub const fn power(&self) -> Power {
        self.power
    }
    pub const fn minutes_planned(&self) -> u32 {
        self.minutes_planned
    }
    pub const fn sponsor(&self) -> Option<OrganisationId> {
        self.sponsor
    }
    pub const fn returned_promise(&self) -> Option<PromiseId> {
        self.returned_promise
    }
    pub fn outcome(&self) -> &str {
        &self.outcome
    }
    pub const fn came_to(&self) -> Option<End> {
        self.came_to
    }
    pub const fn deferred_from(&self) -> Option<ItemId> {
        self.deferred_from
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: ItemDetails) -> Result<ItemDetails, Refusal> {
    details.title = details.title.trim().to_owned();
    if details.title.is_empty() {
        return Err(Refusal::NoTitle);
    }
    if !(1..=ITEM_MINUTES_MAX).contains(&details.minutes_planned) {
        return Err(Refusal::Minutes);
    }
    Ok(details)
}

/// The items whose place changes when one goes after another, or to the top. What is not on the agenda moves nothing.
pub fn moved(mut items: Vec<Item>, id: ItemId, after: Option<ItemId>) -> Vec<Item> {
    let Some(from) = items.iter().position(|item| item.id == id) else { return Vec::new() };
    let item = items.remove(from);
    let to = match after {
        None => 0,
        Some(other) => items.iter().position(|item| item.id == other).map_or(from, |at| at + 1),
    };
    items.insert(to, item);
    let numbered = (1..).zip(items);
    numbered.filter(|(position, item)| item.position != *position).map(|(position, item)| item.at(position)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: i64, minutes_planned: u32) -> Result<Item, Refusal> {
        let details = ItemDetails { minutes_planned, ..ItemDetails::titled("Falls clinic", Power::Decide) };
        Item::put(Id::from_number(number), Id::from_number(2), number, details)
    }

    #[test]
    fn an_item_has_a_title_and_a_time() {
        let untitled = Item::put(Id::from_number(1), Id::from_number(2), 1, ItemDetails::titled(" ", Power::Note));

        assert_eq!(untitled, Err(Refusal::NoTitle));
        assert_eq!(item(1, 0), Err(Refusal::Minutes));
        assert!(item(1, 1).is_ok());
        assert!(item(1, ITEM_MINUTES_MAX).is_ok());
        assert_eq!(item(1, ITEM_MINUTES_MAX + 1), Err(Refusal::Minutes));
    }

    #[test]
    fn an_item_that_something_hangs_on_stays() {
        let item = item(1, 10).unwrap();

        assert!(item.removable(0).is_ok());
        assert_eq!(item.removable(1), Err(Refusal::Decided));
        assert_eq!(item.returning(Id::from_number(9)).removable(0), Err(Refusal::Returned));
    }

    #[test]
    fn an_item_goes_to_the_top_or_after_another() {
        let items = || (1..=4).map(|number| item(number, 10).unwrap()).collect::<Vec<Item>>();
        let order = |id: i64, after: Option<i64>| {
            let changed = moved(items(), Id::from_number(id), after.map(Id::from_number));
            let now =
                |item: &Item| changed.iter().find(|one| one.id == item.id).map_or(item.position, |one| one.position);
            let mut all: Vec<(i64, i64)> = items().iter().map(|item| (now(item), item.id.number())).collect();
            all.sort_unstable();
            all.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
        };

        assert_eq!(order(3, None), [3, 1, 2, 4]);
        assert_eq!(order(1, Some(4)), [2, 3, 4, 1]);
        assert_eq!(order(2, Some(3)), [1, 3, 2, 4]);
        assert_eq!(order(2, Some(1)), [1, 2, 3, 4]);
        assert_eq!(order(2, Some(9)), [1, 2, 3, 4]);
        assert_eq!(order(9, None), [1, 2, 3, 4]);
    }
}
