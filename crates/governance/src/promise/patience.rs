//! How long a place waits before it says something, and how much it lets one partner promise before it asks. Each number is a setting.

use folkmoot_kernel::Timestamp;

/// Days of patience, and a number of promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Patience {
    /// Agreed in the room and not accepted for longer than this is flagged.
    pub accept_days: i64,
    /// A promise is "due soon" from this many days before its date.
    pub due_soon_days: i64,
    /// The public sees how promises stood this many days ago; partners see today.
    pub public_delay_days: i64,
    /// An organisation with so many open promises is asked before it takes on one more; 0: never. Unit: promises.
    #[serde(default = "open_most")]
    pub open_most: i64,
}

/// Our own choice, no rule of anybody: what a small team can keep in mind. Each place may choose another.
const fn open_most() -> i64 {
    12
}

impl Default for Patience {
    /// Two weeks each: one round of a partnership that meets every second week. Nobody's law; each place may choose.
    fn default() -> Self {
        Self { accept_days: 14, due_soon_days: 14, public_delay_days: 14, open_most: open_most() }
    }
}

/// Why a choice of days says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Choose from 0 to 365")]
pub struct PatienceRefusal {
    field: &'static str,
}

impl PatienceRefusal {
    /// The number it is about.
    pub const fn field(&self) -> &'static str {
        self.field
    }
}

/// Who reads about promises.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reader {
    /// With a seat in the place: sees today.
    Partner,
    /// Everybody else: sees what partners saw some days before.
    #[default]
    Public,
}

impl Patience {
    /// A year at most: a promise that nobody may see for longer is not public.
    pub fn checked(self) -> Result<Self, PatienceRefusal> {
        let all = [
            ("accept_days", self.accept_days),
            ("due_soon_days", self.due_soon_days),
            ("public_delay_days", self.public_delay_days),
            ("open_most", self.open_most),
        ];
        match all.into_iter().find(|(_, days)| !(0..=365).contains(days)) {
            Some((field, _)) => Err(PatienceRefusal { field }),
            None => Ok(self),
        }
    }

    /// The moment whose state this reader is shown.
    pub const fn shown_as_of(&self, reader: Reader, now: Timestamp) -> Timestamp {
        match reader {
            Reader::Partner => now,
            Reader::Public => now.plus_days(-self.public_delay_days),
        }
    }
}

/// How a reader is shown promises: as they stood at a moment. Lists draw the same in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The moment whose state is shown.
    pub moment: Timestamp,
    /// When it is read. What hangs on sealed positions now is not shown, whatever the moment.
    pub now: Timestamp,
    pub patience: Patience,
    /// The public is not shown what hangs on decisions that were made in private.
    pub reader: Reader,
}

impl Patience {
    pub const fn view(self, reader: Reader, now: Timestamp) -> View {
        View { moment: self.shown_as_of(reader, now), now, patience: self, reader }
    }
}

impl View {
    /// "11 November 2026", for readers who see an earlier day than today.
    pub fn earlier_day(&self) -> Option<String> {
        (self.moment < self.now).then(|| self.moment.date().in_words())
    }
}
