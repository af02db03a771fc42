//! The words every crate of Folkmoot shares: ids, money, time, codes, acts and permits.
//! Pure Rust: no input or output, no clock, no randomness. Keep it small and slow-moving.

pub mod act;
pub mod code;
pub mod crowd;
pub mod financial_year;
pub mod id;
pub mod level;
pub mod pence;
pub mod power;
pub mod rows;
pub mod small_number;
pub mod time;
pub mod words;
pub mod working_days;

pub use act::{Act, Actor, Assurance, By, Facts, Held, Needs, Parties, Permit, Proof, Refused, Role, Subject, Thing};
pub use code::{AreaCode, Postcode, Slug};
pub use crowd::{Crowd, HeldBack, Tenths};
pub use financial_year::FinancialYear;
pub use id::{BodyId, FunctionId, Id, IdError, OrganisationId, PersonId, PlaceId, SeatId};
pub use pence::Pence;
pub use power::Power;
pub use small_number::{Shown, SmallNumberRule};
pub use time::{Date, Timestamp};
pub use words::{capital, listed, uncapital};
